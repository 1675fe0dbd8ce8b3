//! Looking at a stream before reading it.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::Stream;
use crate::limits::{HEAD, MAX_DOCUMENT, MAX_LINE};
use crate::reject::Fault;

/// The first bytes of a stream, and the whole stream. A stream that breaks later breaks later.
pub(crate) fn peek(mut stream: Stream, most: usize) -> Result<(Vec<u8>, Stream), Fault> {
    let mut head = Vec::new();
    let read = stream.by_ref().take(most as u64).read_to_end(&mut head);
    match read {
        Err(error) if head.is_empty() => Err(Fault::io(&error)),
        Err(error) => Ok((head.clone(), Box::new(Cursor::new(head).chain(Broken(Some(error)))))),
        Ok(_) => Ok((head.clone(), Box::new(Cursor::new(head).chain(stream)))),
    }
}

/// As much of a stream as is needed to see its first line whole, if that is a line that would be read.
pub(crate) fn peek_line(stream: Stream) -> Result<(Vec<u8>, Stream), Fault> {
    let (mut head, mut stream) = peek(stream, HEAD)?;
    if head.contains(&b'\n') || head.len() < HEAD {
        return Ok((head, stream));
    }
    head.clear();
    let mut lines = BufReader::new(stream);
    let read = lines.by_ref().take(MAX_LINE as u64).read_until(b'\n', &mut head);
    stream = match read {
        Ok(_) => Box::new(Cursor::new(head.clone()).chain(lines)),
        Err(error) => Box::new(Cursor::new(head.clone()).chain(Broken(Some(error)))),
    };
    let start = head.len();
    let (next, rest) = peek(stream, start + HEAD)?;
    Ok((next, rest))
}

/// The rest of a stream that failed.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A document that is read whole.
pub(crate) enum Whole {
    Document(Vec<u8>),
    /// It is over the limit: what was read of it, and the rest.
    Larger(Vec<u8>, Stream),
}

pub(crate) fn whole(mut stream: Stream) -> Result<Whole, Fault> {
    let mut bytes = Vec::new();
    stream.by_ref().take(MAX_DOCUMENT + 1).read_to_end(&mut bytes).map_err(|error| Fault::io(&error))?;
    Ok(if bytes.len() as u64 > MAX_DOCUMENT { Whole::Larger(bytes, stream) } else { Whole::Document(bytes) })
}

pub(crate) fn too_large() -> Fault {
    Fault::new(format!("larger than {} MiB, the limit for a document that is read whole", MAX_DOCUMENT >> 20))
}
