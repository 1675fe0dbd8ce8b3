//! Lines of bounded length.

use std::io::{self, BufRead, Read};

use crate::limits::MAX_LINE;
use crate::reject::Fault;

/// A line with its number, without its end.
#[derive(Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) bytes: Vec<u8>,
}

impl Line {
    pub(crate) fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }
}

/// The lines of a text. A line that is too long is a fault, and is skipped without being held.
pub(crate) struct Lines<R> {
    text: R,
    number: usize,
    broken: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(text: R) -> Lines<R> {
        Lines { text, number: 0, broken: false }
    }

    fn read(&mut self) -> io::Result<Option<Result<Line, u64>>> {
        let mut bytes = Vec::new();
        let read = self.text.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if bytes.len() > MAX_LINE {
            return Ok(Some(Err(read as u64 + self.skip_line()?)));
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some(Ok(Line { number: self.number, bytes })))
    }

    fn skip_line(&mut self) -> io::Result<u64> {
        let mut skipped = 0;
        loop {
            let buffer = self.text.fill_buf()?;
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            skipped += used as u64;
            self.text.consume(used);
            if end.is_some() || used == 0 {
                return Ok(skipped);
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        match self.read() {
            Ok(None) => None,
            Ok(Some(Ok(line))) => Some(Ok(line)),
            Ok(Some(Err(length))) => {
                let limit = MAX_LINE >> 20;
                Some(Err(Fault::new(format!("a line of {length} bytes, over the limit of {limit} MiB"))
                    .at(self.number)))
            }
            Err(error) => {
                self.broken = true;
                Some(Err(Fault::io(&error).at(self.number + 1)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_skipped() {
        let long = "x".repeat(MAX_LINE + 5);
        let text = format!("one\r\n{long}\n\nlast");
        let lines: Vec<_> = Lines::new(text.as_bytes()).collect();
        assert_eq!(lines[0], Ok(Line { number: 1, bytes: b"one".to_vec() }));
        let fault = format!("a line of {} bytes, over the limit of 16 MiB", MAX_LINE + 6);
        assert_eq!(lines[1], Err(Fault::new(fault).at(2)));
        assert!(lines[2].as_ref().unwrap().is_blank());
        assert_eq!(lines[3], Ok(Line { number: 4, bytes: b"last".to_vec() }));
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn the_longest_line_is_read() {
        let text = "x".repeat(MAX_LINE) + "\n";
        assert_eq!(Lines::new(text.as_bytes()).next().unwrap().unwrap().bytes.len(), MAX_LINE);
    }
}
