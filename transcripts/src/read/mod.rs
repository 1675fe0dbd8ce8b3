//! From a document's bytes to its records.

pub(crate) mod lines;
mod peek;
pub(crate) mod values;

use std::io::{self, BufReader, Read};
use std::sync::Arc;

use crate::context::Context;
use crate::format::{Format, Rows, RowsReader, Sniff, jsonl};
use crate::limits::HEAD;
use crate::reject::Fault;
use crate::source::{Bytes, docx, expand};
use crate::{Options, Record, Reject, decode};
use peek::{Whole, peek, peek_line, too_large, whole};
use values::read_values;

/// The bytes of a document.
pub(crate) type Stream = Box<dyn Read + Send>;

/// Reads one document that is in memory. The name stands for the path.
#[must_use]
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Records {
    let context = Context { options: Arc::new(options.clone()), ..Context::default() };
    Records::read(name, Ok(Bytes::new(io::Cursor::new(bytes.to_vec()))), &context)
}

/// The records of one document, and what of it could not be read.
pub struct Records {
    path: String,
    rows: Rows,
    unnamed: usize,
}

impl Records {
    pub(crate) fn read(path: &str, bytes: io::Result<Bytes>, context: &Context) -> Records {
        let rows = bytes.map_err(|error| Fault::io(&error)).and_then(|bytes| open(bytes, context));
        let rows = rows.unwrap_or_else(|fault| Box::new(std::iter::once(Err(fault))));
        Records { path: path.to_owned(), rows, unnamed: 0 }
    }
}

impl Iterator for Records {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = self.rows.next()?;
        if let Ok(Record::Conversation(transcript)) = &mut record
            && transcript.id.is_empty()
        {
            self.unnamed += 1;
            transcript.id = match self.unnamed {
                1 => self.path.clone(),
                nth => format!("{}#{nth}", self.path),
            };
        }
        Some(record.map_err(|fault| fault.in_document(&self.path)))
    }
}

fn open(bytes: Bytes, context: &Context) -> Result<Rows, Fault> {
    let (head, stream) = peek(expand::layers(bytes)?, HEAD)?;
    if docx::is_zip(&head) {
        let Whole::Document(bytes) = whole(stream)? else { return Err(too_large()) };
        return Ok(all(read_text(&docx::text(bytes)?, context)));
    }
    if let Some(kind) = decode::magic(&head) {
        return Err(Fault::not_a_transcript(kind));
    }
    let (mut head, mut stream) = peek(decode::unicode(&head, stream), HEAD)?;
    if looks_like_json(&head) {
        (head, stream) = peek_line(stream)?;
    }
    if decode::is_binary(&head) {
        return Err(Fault::not_a_transcript("binary data"));
    }
    if let Some(read) = rows_format(&decode::head(&head), context) {
        return Ok(read(Box::new(BufReader::new(stream)), context));
    }
    match whole(stream)? {
        Whole::Document(bytes) => Ok(all(read_whole(&bytes, context))),
        // Its first line was too long to tell what it is.
        Whole::Larger(start, rest) if jsonl::is_lines(&decode::head(&start)) => {
            Ok(jsonl::read(Box::new(BufReader::new(io::Cursor::new(start).chain(rest))), context))
        }
        Whole::Larger(..) => Err(too_large()),
    }
}

/// The reader for documents that are not held whole, if this is one.
fn rows_format(head: &str, context: &Context) -> Option<RowsReader> {
    let given = context.options.format;
    let json_lines = || jsonl::is_lines(head).then_some(jsonl::read as RowsReader);
    match given {
        // The project's own records may also stand in one document, and the documents of others in lines.
        Some(format) if format.is_json() || format.name() == "jsonl" => json_lines(),
        Some(format) => format.rows(),
        None if looks_like_json(head.as_bytes()) => json_lines(),
        None => Format::of_text(&Sniff::new(head, &context.options.columns)).and_then(Format::rows),
    }
}

fn read_whole(bytes: &[u8], context: &Context) -> Vec<Result<Record, Fault>> {
    let (text, encoding) = decode::text(bytes);
    let mut records = read_text(&text, context);
    for record in records.iter_mut().flatten() {
        decode::note(record, encoding);
    }
    records
}

/// A whole document, as text.
pub(crate) fn read_text(text: &str, context: &Context) -> Vec<Result<Record, Fault>> {
    if text.trim().is_empty() {
        return vec![Err(Fault::new("empty file"))];
    }
    let given = context.options.format;
    let json = given.map_or_else(
        || looks_like_json(text.as_bytes()),
        |format| format.is_json() || format.rows().is_some(),
    );
    if json && jsonl::is_lines(text) {
        return jsonl::read(Box::new(io::Cursor::new(text.to_owned())), context).collect();
    }
    if json {
        return Vec::from(read_values(text, context));
    }
    let format = given.or_else(|| Format::of_text(&Sniff::new(text, &context.options.columns)));
    let Some(format) = format else {
        return vec![Err(Fault::not_a_transcript("nobody is named as speaking in it"))];
    };
    match format.rows() {
        // Its head alone did not show what it is.
        Some(read) => read(Box::new(io::Cursor::new(text.to_owned())), context).collect(),
        None => vec![format.read_text(text).map(Record::Conversation)],
    }
}

fn all(records: Vec<Result<Record, Fault>>) -> Rows {
    Box::new(records.into_iter())
}

fn looks_like_json(head: &[u8]) -> bool {
    let mut signs = head.iter().filter(|byte| !byte.is_ascii_whitespace());
    match (signs.next(), signs.next()) {
        (Some(b'{'), next) => matches!(next, None | Some(b'"' | b'}')),
        (Some(b'['), next) => matches!(next, None | Some(b'{' | b'[' | b'"' | b']')),
        _ => false,
    }
}
