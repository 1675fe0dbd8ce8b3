//! The records of CSV, with no more than one of them held. A quote that is never closed costs one line, not the rest of
//! the file.

use std::collections::VecDeque;
use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::limits::MAX_LINE;
use crate::read::lines::{Line, Lines};
use crate::reject::Fault;

/// A record, with the line on which it starts.
pub(super) struct Piece {
    pub(super) number: usize,
    pub(super) bytes: Vec<u8>,
    pub(super) cells: Vec<Vec<u8>>,
}

pub(super) struct Pieces<R> {
    lines: Lines<R>,
    /// Lines that were taken for the rest of a record and were not.
    replayed: VecDeque<Result<Line, Fault>>,
    delimiter: u8,
    /// As many cells as the header has.
    width: Option<usize>,
    parser: Reader,
}

impl<R: BufRead> Pieces<R> {
    pub(super) fn new(text: R) -> Pieces<R> {
        Pieces {
            lines: Lines::new(text),
            replayed: VecDeque::new(),
            delimiter: b',',
            width: None,
            parser: parser(b','),
        }
    }

    /// From here on, records are cut by that delimiter and should have that many cells.
    pub(super) fn expect(&mut self, delimiter: u8, width: usize) {
        self.delimiter = delimiter;
        self.width = Some(width);
        self.parser = parser(delimiter);
    }

    fn line(&mut self) -> Option<Result<Line, Fault>> {
        self.replayed.pop_front().or_else(|| self.lines.next())
    }

    /// The rest of a record whose quotes are open at the end of its first line.
    fn rest(&mut self, first: &[u8]) -> Result<Vec<u8>, &'static str> {
        let mut bytes = first.to_vec();
        let mut taken = VecDeque::new();
        let reason = loop {
            let line = match self.line() {
                Some(Ok(line)) => line,
                Some(Err(fault)) => {
                    taken.push_back(Err(fault));
                    break "a quote is not closed";
                }
                None => break "a quote is not closed",
            };
            bytes.push(b'\n');
            bytes.extend_from_slice(&line.bytes);
            let end = end_of(&line.bytes, self.delimiter, true);
            taken.push_back(Ok(line));
            if bytes.len() > MAX_LINE {
                break "a record over the limit of 16 MiB, or a quote that is not closed";
            }
            let too_wide = |parser: &mut Reader, width| split(parser, &bytes).len() > width;
            match end {
                End::Quoted => {}
                // Here another cell's quote was taken for the end of this one.
                End::Crooked => break "a quote is not closed",
                End::Plain if self.width.is_some_and(|width| too_wide(&mut self.parser, width)) => {
                    break "more cells than columns, or a quote that is not closed";
                }
                End::Plain => return Ok(bytes),
            }
        };
        taken.append(&mut self.replayed);
        self.replayed = taken;
        Err(reason)
    }
}

impl<R: BufRead> Iterator for Pieces<R> {
    type Item = Result<Piece, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = loop {
            match self.line()? {
                Ok(line) if line.is_blank() => {}
                Ok(line) => break line,
                Err(fault) => return Some(Err(fault)),
            }
        };
        if end_of(&line.bytes, self.delimiter, false) == End::Quoted {
            match self.rest(&line.bytes) {
                Ok(bytes) => line.bytes = bytes,
                Err(reason) => return Some(Err(Fault::new(reason).at(line.number).with_raw(&line.bytes))),
            }
        }
        let cells = split(&mut self.parser, &line.bytes);
        Some(Ok(Piece { number: line.number, bytes: line.bytes, cells }))
    }
}

fn parser(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// The cells of a header.
pub(super) fn cells(line: &[u8], delimiter: u8) -> Vec<String> {
    let cells = split(&mut parser(delimiter), line);
    cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
}

fn split(parser: &mut Reader, record: &[u8]) -> Vec<Vec<u8>> {
    parser.reset();
    let mut output = vec![0; record.len() + 1];
    let mut ends = vec![0; 64];
    let (mut read, mut written, mut count) = (0, 0, 0);
    loop {
        let (result, used, out, ended) =
            parser.read_record(&record[read..], &mut output[written..], &mut ends[count..]);
        (read, written, count) = (read + used, written + out, count + ended);
        match result {
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
            // An empty input tells the parser that the record ends here.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record | ReadRecordResult::End => break,
        }
    }
    let starts = std::iter::once(0).chain(ends[..count].iter().copied());
    starts.zip(&ends[..count]).map(|(start, &end)| output[start..end].to_vec()).collect()
}

/// How a line leaves its last cell.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Plain,
    /// In quotes that go on after the line.
    Quoted,
    /// Closed, with a quote before that closed a cell in the middle of its text.
    Crooked,
}

/// Whether a cell in quotes goes on after the line. A quote opens a cell only at its start.
fn end_of(line: &[u8], delimiter: u8, mut inside: bool) -> End {
    let (mut at_start, mut crooked) = (!inside, false);
    let mut bytes = line.iter().peekable();
    while let Some(&byte) = bytes.next() {
        if inside {
            let doubled = byte == b'"' && bytes.next_if_eq(&&b'"').is_some();
            inside = byte != b'"' || doubled;
            crooked |= !inside && bytes.peek().is_some_and(|&&next| next != delimiter);
        } else {
            inside = at_start && byte == b'"';
            at_start = byte == delimiter;
        }
    }
    match (inside, crooked) {
        (true, _) => End::Quoted,
        (false, true) => End::Crooked,
        (false, false) => End::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut pieces = Pieces::new(text.as_bytes());
        pieces.expect(b',', 2);
        pieces
            .map(|piece| match piece {
                Ok(piece) => {
                    let cells: Vec<_> =
                        piece.cells.iter().map(|cell| String::from_utf8_lossy(cell)).collect();
                    format!("{}: {}", piece.number, cells.join("|"))
                }
                Err(fault) => format!("{}", fault.in_document("x")),
            })
            .collect()
    }

    #[test]
    fn quotes_keep_delimiters_and_line_ends() {
        let text = "Ann,\"one,\n\"\"two\"\"\"\nTom,5\" pipe\n\nEve,";
        assert_eq!(told(text), ["1: Ann|one,\n\"two\"", "3: Tom|5\" pipe", "5: Eve|"]);
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        assert_eq!(
            told("Ann,\"one\nTom,two\nEve,three"),
            ["x:1: a quote is not closed", "2: Tom|two", "3: Eve|three"]
        );
        let swallowing = "Ann,\"one\nTom,\"two\"\nEve,three";
        assert_eq!(told(swallowing), ["x:1: a quote is not closed", "2: Tom|two", "3: Eve|three"]);
        let wide = "x:1: more cells than columns, or a quote that is not closed";
        assert_eq!(told("Ann,\"one\nTom\",\"two\"\nEve,three"), [wide, "2: Tom\"|two", "3: Eve|three"]);
    }
}
