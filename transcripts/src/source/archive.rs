//! Zip archives: their members as streams. Nothing is ever written, so a member's name is only a name.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use flate2::CrcReader;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::bytes::Bytes;
use super::expand::Bounded;
use crate::limits::{EXPANSION_ALLOWANCE, MAX_EXPANSION, MAX_MEMBERS};
use crate::read::Stream;
use crate::reject::Fault;

/// Where an archive is.
#[derive(Clone)]
pub(crate) enum Store {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

/// An archive whose members have been listed.
pub(crate) struct Archive {
    store: Store,
    /// Sorted by name.
    pub(crate) members: Vec<Member>,
}

/// A file in an archive.
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) size: u64,
    stored: u64,
    start: u64,
    crc: u32,
    method: CompressionMethod,
    encrypted: bool,
}

impl Archive {
    pub(crate) fn list(store: Store) -> Result<Archive, Fault> {
        let (members, length) = match &store {
            Store::File(path) => {
                let file = File::open(path).map_err(|error| Fault::io(&error))?;
                let length = file.metadata().map_err(|error| Fault::io(&error))?.len();
                (list(io::BufReader::new(file))?, length)
            }
            Store::Memory(bytes) => (list(Cursor::new(bytes))?, bytes.len() as u64),
        };
        let expanded = members.iter().fold(0, |sum: u64, member| sum.saturating_add(member.size));
        if expanded > EXPANSION_ALLOWANCE.max(length.saturating_mul(MAX_EXPANSION)) {
            return Err(Fault::new(format!("the archive expands more than {MAX_EXPANSION}-fold")));
        }
        Ok(Archive { store, members })
    }

    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The bytes of a member.
    pub(crate) fn open(&self, member: &Member) -> io::Result<Bytes> {
        if member.encrypted {
            return Err(io::Error::other("it is encrypted"));
        }
        let raw: Stream = match &self.store {
            Store::File(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(member.start))?;
                Box::new(io::BufReader::new(file))
            }
            Store::Memory(bytes) => {
                let mut bytes = Cursor::new(Arc::clone(bytes));
                bytes.set_position(member.start);
                Box::new(bytes)
            }
        };
        let Bytes { stream, stored } = Bytes::new(raw.take(member.stored));
        let expanded: Stream = match member.method {
            CompressionMethod::Stored => stream,
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(stream)),
            other => return Err(io::Error::other(format!("compression by {other} is not read"))),
        };
        let checked =
            Checked { stream: CrcReader::new(expanded), size: member.size, crc: member.crc, read: 0 };
        Ok(Bytes { stream: Box::new(Bounded::new(checked, &stored)), stored })
    }
}

fn list(file: impl Read + Seek) -> Result<Vec<Member>, Fault> {
    let broken = |error: zip::result::ZipError| Fault::new(format!("broken archive: {error}"));
    let mut archive = ZipArchive::new(file).map_err(broken)?;
    if archive.len() > MAX_MEMBERS {
        return Err(Fault::new(format!(
            "an archive of {} files, over the limit of {MAX_MEMBERS}",
            archive.len()
        )));
    }
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(broken)?;
        let name = String::from_utf8_lossy(file.name_raw()).replace(char::is_control, "\u{fffd}");
        let Some(start) = file.data_start().filter(|_| !file.is_dir()) else { continue };
        members.push(Member {
            name,
            size: file.size(),
            stored: file.compressed_size(),
            start,
            crc: file.crc32(),
            method: file.compression(),
            encrypted: file.encrypted(),
        });
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(members)
}

/// A member that must be what the directory says.
struct Checked {
    stream: CrcReader<Stream>,
    size: u64,
    crc: u32,
    read: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.read += read as u64;
        let ended = read == 0 && !buffer.is_empty();
        if self.read > self.size || ended && (self.read < self.size || self.stream.crc().sum() != self.crc) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the member is damaged"));
        }
        Ok(read)
    }
}
