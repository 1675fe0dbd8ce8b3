//! CSV, with the columns told by their names.

mod pieces;

use std::io::BufRead;

use super::{Confidence, Format, Kind, Rows, Sniff};
use crate::context::Context;
use crate::decode;
use crate::reject::Fault;
use crate::rows::{Fields, Grouper, Key, Ready, Row};
use pieces::{Piece, Pieces};

pub(super) const CSV: Format = Format {
    name: "csv",
    about: "CSV or TSV with a header, the columns told by their names or by the user",
    kind: Kind::Rows { detect, read },
};

const DELIMITERS: &[u8] = b",;\t|";

fn detect(sniff: &Sniff) -> Confidence {
    let Some(header) = sniff.text.lines().find(|line| !line.trim().is_empty()) else { return Confidence::No };
    let names = pieces::cells(header.as_bytes(), delimiter(header));
    let fields = Fields::guess(&names.iter().map(String::as_str).collect::<Vec<_>>(), sniff.columns);
    let said = names.iter().any(|name| matches!(fields.key(name), Some(Key::Text | Key::Transcript)));
    Confidence::likely(said && sniff.text.trim().contains('\n'))
}

/// The delimiter that cuts the header into most columns.
fn delimiter(header: &str) -> u8 {
    let columns = |delimiter: &u8| pieces::cells(header.as_bytes(), *delimiter).len();
    DELIMITERS.iter().rev().copied().max_by_key(columns).unwrap_or(b',')
}

fn read(text: Box<dyn BufRead + Send>, context: &Context) -> Rows {
    let mut reader = Reader { pieces: Pieces::new(text), columns: None, grouper: Grouper::default() };
    let mut ready = Ready::new();
    let mut done = false;
    let context = context.clone();
    Box::new(std::iter::from_fn(move || {
        while ready.is_empty() && !done {
            done = !reader.step(&context, &mut ready);
        }
        ready.pop_front()
    }))
}

struct Reader<R> {
    pieces: Pieces<R>,
    columns: Option<Vec<(String, Option<Key>)>>,
    grouper: Grouper,
}

impl<R: BufRead> Reader<R> {
    /// Takes one record. Gives whether there may be more.
    fn step(&mut self, context: &Context, ready: &mut Ready) -> bool {
        let piece = match self.pieces.next() {
            Some(Ok(piece)) => piece,
            Some(Err(fault)) => {
                ready.push_back(Err(fault));
                return true;
            }
            None => {
                self.grouper.finish(ready);
                return false;
            }
        };
        let (number, raw) = (piece.number, piece.bytes.clone());
        let read = match &self.columns {
            None => self.header(&piece, context).map_err(|fault| (fault, false)),
            Some(columns) => row(piece, columns)
                .and_then(|row| self.grouper.push(row, context, ready))
                .map_err(|fault| (fault.with_raw(&raw), true)),
        };
        // Without a header nothing else can be understood.
        let goes_on = !read.as_ref().is_err_and(|(_, goes_on)| !goes_on);
        if let Err((fault, _)) = read {
            ready.push_back(Err(fault.or_at(number)));
        }
        goes_on
    }

    fn header(&mut self, piece: &Piece, context: &Context) -> Result<(), Fault> {
        let header = String::from_utf8_lossy(&piece.bytes);
        let delimiter = delimiter(&header);
        let names = pieces::cells(&piece.bytes, delimiter);
        let fields =
            Fields::guess(&names.iter().map(String::as_str).collect::<Vec<_>>(), &context.options.columns);
        self.pieces.expect(delimiter, names.len());
        let columns: Vec<_> = names.into_iter().map(|name| (name.clone(), fields.key(&name))).collect();
        let has = |key: Key| columns.iter().any(|(_, other)| *other == Some(key));
        if !has(Key::Text) && !has(Key::Transcript) {
            let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
            return Err(Fault::new(format!("no column for the text among: {}", names.join(", "))));
        }
        self.grouper.moments = true;
        self.grouper.one_conversation =
            (has(Key::Speaker) || has(Key::Role)) && !has(Key::Conversation) && !has(Key::Ask);
        self.columns = Some(columns);
        Ok(())
    }
}

fn row(piece: Piece, columns: &[(String, Option<Key>)]) -> Result<Row, Fault> {
    if piece.cells.len() > columns.len() {
        return Err(Fault::new(format!("{} cells, but {} columns", piece.cells.len(), columns.len())));
    }
    let mut row = Row::default();
    for (cell, (name, key)) in piece.cells.into_iter().zip(columns) {
        let (cell, encoding) = decode::text(&cell);
        let cell = cell.into_owned();
        if let Some(encoding) = encoding {
            row.meta.insert("encoding".to_owned(), encoding.into());
        }
        match key {
            // What was said may be nothing.
            Some(Key::Text) => row.text = Some(cell),
            _ if cell.trim().is_empty() => {}
            Some(key) => {
                row.put(*key, cell).map_err(|cell| Fault::new(format!("`{name}` is not a time: {cell}")))?;
            }
            None => {
                row.meta.insert(name.clone(), cell.into());
            }
        }
    }
    Ok(row)
}
