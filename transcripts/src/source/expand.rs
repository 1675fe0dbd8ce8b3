//! Taking compression off, within limits.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::bytes::Bytes;
use crate::limits::{EXPANSION_ALLOWANCE, MAX_EXPANSION, MAX_LAYERS};
use crate::read::Stream;
use crate::reject::Fault;

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// The bytes with all layers of gzip and Zstandard taken off.
pub(crate) fn layers(bytes: Bytes) -> Result<Stream, Fault> {
    let Bytes { mut stream, stored } = bytes;
    for _ in 0..=MAX_LAYERS {
        let mut head = Vec::new();
        stream.by_ref().take(4).read_to_end(&mut head).map_err(|error| Fault::io(&error))?;
        let whole = io::Cursor::new(head.clone()).chain(stream);
        stream = if head.starts_with(GZIP) {
            Box::new(Bounded::new(MultiGzDecoder::new(whole), &stored))
        } else if head.starts_with(ZSTD) {
            let decoder = zstd::Decoder::new(whole).map_err(|error| Fault::io(&error))?;
            Box::new(Bounded::new(decoder, &stored))
        } else {
            return Ok(Box::new(whole));
        };
    }
    Err(Fault::new(format!("compressed more than {MAX_LAYERS} times over")))
}

/// A stream that may not grow beyond what is stored by more than the limit.
pub(super) struct Bounded<R> {
    expanding: R,
    stored: Arc<AtomicU64>,
    given: u64,
}

impl<R> Bounded<R> {
    pub(super) fn new(expanding: R, stored: &Arc<AtomicU64>) -> Bounded<R> {
        Bounded { expanding, stored: Arc::clone(stored), given: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.expanding.read(buffer)?;
        self.given += read as u64;
        if self.given > EXPANSION_ALLOWANCE.max(MAX_EXPANSION * self.stored.load(Ordering::Relaxed)) {
            let reason = format!("it expands more than {MAX_EXPANSION}-fold");
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        Ok(read)
    }
}
