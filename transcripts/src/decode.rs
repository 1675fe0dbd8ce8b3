//! Bytes to text: which encoding, and whether it is text at all.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::Record;
use crate::read::Stream;

/// A stream of text in any Unicode encoding becomes one in UTF-8 without a byte order mark. Other encodings pass: they
/// are told where the text is put together, see [`text`].
pub(crate) fn unicode(head: &[u8], stream: Stream) -> Stream {
    let encoding = match Encoding::for_bom(head) {
        Some((encoding, _)) if encoding == UTF_8 => return Box::new(AfterBom { stream, left: 3 }),
        Some((encoding, _)) => encoding,
        None => match utf16_without_bom(head) {
            Some(encoding) => encoding,
            None => return stream,
        },
    };
    Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(stream))
}

struct AfterBom {
    stream: Stream,
    left: usize,
}

impl Read for AfterBom {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.left > 0 {
            let read = self.stream.read(&mut [0; 3][..self.left])?;
            self.left = if read == 0 { 0 } else { self.left - read };
        }
        self.stream.read(buffer)
    }
}

/// Western text in UTF-16 has a zero in every other byte, and hardly any in the rest.
fn utf16_without_bom(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |offset| head.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    let mostly = |many: usize, few: usize| pairs >= 4 && many * 10 > pairs * 6 && few * 20 < pairs;
    if mostly(odd, even) {
        Some(UTF_16LE)
    } else if mostly(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text in UTF-8, or else in Windows-1252, and in that case the name of the encoding.
pub(crate) fn text(bytes: &[u8]) -> (Cow<'_, str>, Option<&'static str>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, Some("windows-1252")),
    }
}

/// What a file that is not text seems to be.
pub(crate) fn magic(head: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"%PDF", "a PDF document"),
        (b"ID3", "an MP3 recording"),
        (b"RIFF", "a RIFF recording or image"),
        (b"OggS", "an Ogg recording"),
        (b"fLaC", "a FLAC recording"),
        (b"\x1a\x45\xdf\xa3", "a Matroska or WebM recording"),
        (b"\x7fELF", "a program"),
        (b"PK\x03\x04", "an archive inside an archive or a stream"),
        (b"PAR1", "a Parquet file"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0", "an old Office file"),
        (b"{\\rtf", "an RTF document"),
    ];
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name);
    known.or_else(|| (head.get(4..8) == Some(b"ftyp")).then_some("an MP4 recording"))
}

/// Whether there are signs in it that no text has.
pub(crate) fn is_binary(head: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let controls = head.iter().filter(control).count();
    head.contains(&0) || controls * 100 > head.len()
}

/// The beginning of a text, which may be cut off within a character.
pub(crate) fn head(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => text(&bytes[..error.valid_up_to()]).0,
        _ => text(bytes).0,
    }
}

/// Notes in a record that its encoding had to be guessed.
pub(crate) fn note(record: &mut Record, encoding: Option<&str>) {
    if let Some(encoding) = encoding {
        record.meta_mut().insert("encoding".to_owned(), encoding.into());
    }
}
