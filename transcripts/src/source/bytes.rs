//! What is stored, and how much of it has been read.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::read::Stream;

/// A stream, with a count of the bytes that were read where it is stored, before anything was expanded.
pub(crate) struct Bytes {
    pub(super) stream: Stream,
    pub(super) stored: Arc<AtomicU64>,
}

impl Bytes {
    pub(crate) fn new(stream: impl Read + Send + 'static) -> Bytes {
        let stored = Arc::default();
        Bytes { stream: Box::new(Counted { stream, count: Arc::clone(&stored) }), stored }
    }
}

struct Counted<R> {
    stream: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
