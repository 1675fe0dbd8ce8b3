//! JSON values to records: the project's own, or those of any JSON format.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::lines::Line;
use crate::context::Context;
use crate::format::Format;
use crate::reject::Fault;
use crate::rows::{Fields, Grouper, Ready, Row, parse};
use crate::shape::Shape;
use crate::{Record, Transcript, decode};

/// Reads all values of a text: one document, or several after each other.
pub(crate) fn read_values(text: &str, context: &Context) -> Ready {
    let mut values = Values::new(context);
    let documents = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let mut place = Place { text, at: 0, line: 1 };
    for document in documents {
        match document {
            Ok(document) => values.push_document(document.get(), place.line_of(document.get())),
            Err(error) => values.ready.push_back(Err(Fault::json(&error, 1))),
        }
    }
    values.finish();
    values.ready
}

/// Counts lines from slice to slice of a text.
struct Place<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Place<'_> {
    fn line_of(&mut self, slice: &str) -> usize {
        let at = slice.as_ptr() as usize - self.text.as_ptr() as usize;
        self.line += self.text[self.at..at].matches('\n').count();
        self.at = at;
        self.line
    }
}

/// The state of reading from value to value.
pub(crate) struct Values {
    context: Context,
    fields: Fields,
    grouper: Grouper,
    /// What is ready to be given out.
    pub(crate) ready: Ready,
}

impl Values {
    pub(crate) fn new(context: &Context) -> Values {
        let fields = Fields::own(&context.options.columns);
        Values { context: context.clone(), fields, grouper: Grouper::default(), ready: Ready::new() }
    }

    /// The last conversation is complete.
    pub(crate) fn finish(&mut self) {
        self.grouper.finish(&mut self.ready);
    }

    pub(crate) fn push_line(&mut self, line: &Line) {
        let (text, encoding) = decode::text(&line.bytes);
        if let Err(fault) = self.push(&text, line.number, encoding) {
            self.ready.push_back(Err(fault.with_raw(&line.bytes)));
        }
    }

    /// A document is a record, a list of records, or whatever a JSON format has.
    fn push_document(&mut self, json: &str, line: usize) {
        let elements: Vec<&RawValue> = match serde_json::from_str(json) {
            Ok(elements) if self.format_of(json).is_none() => elements,
            _ => {
                self.push_or_fail(json, line);
                return;
            }
        };
        self.grouper.one_conversation = elements.first().is_some_and(|first| is_bare_turn(first.get()));
        let mut place = Place { text: json, at: 0, line };
        let mut understood = false;
        let before = self.ready.len();
        for element in elements {
            understood |= self.push_or_fail(element.get(), place.line_of(element.get()));
        }
        // A list of something else is one thing that is no transcript.
        if !understood {
            self.ready.truncate(before);
            self.ready.push_back(Err(Fault::not_a_transcript("a list of something else").at(line)));
        }
    }

    /// Gives whether the value was understood.
    fn push_or_fail(&mut self, json: &str, line: usize) -> bool {
        let fault = self.push(json, line, None).err();
        let understood = fault.is_none();
        self.ready.extend(fault.map(Err));
        understood
    }

    fn push(&mut self, json: &str, line: usize, encoding: Option<&str>) -> Result<(), Fault> {
        if self.context.options.format.is_some_and(Format::is_json) {
            return self.push_foreign(json, line, encoding);
        }
        let row = parse(json, &self.fields);
        if row.as_ref().is_ok_and(|row| row.has_text() && !row.meta.values().any(is_list_of_objects)) {
            return self.push_row(row.expect("just seen"), line, encoding);
        }
        if self.format_of(json).is_some() {
            return self.push_foreign(json, line, encoding);
        }
        match row.map_err(|error| Fault::json(&error, line))? {
            row if row.has_text() => self.push_row(row, line, encoding),
            row => {
                let row = self.guess(json).unwrap_or(row);
                self.push_row(row, line, encoding)
            }
        }
    }

    fn push_row(&mut self, mut row: Row, line: usize, encoding: Option<&str>) -> Result<(), Fault> {
        if let Some(encoding) = encoding {
            row.meta.insert("encoding".to_owned(), encoding.into());
        }
        self.grouper.push(row, &self.context, &mut self.ready).map_err(|fault| fault.or_at(line))
    }

    fn push_foreign(&mut self, json: &str, line: usize, encoding: Option<&str>) -> Result<(), Fault> {
        let format =
            self.format_of(json).ok_or_else(|| Fault::not_a_transcript("no known kind of JSON").at(line))?;
        self.grouper.finish(&mut self.ready);
        let transcripts = format.read_json(json, line, &self.context).map_err(|fault| fault.or_at(line))?;
        self.ready.extend(transcripts.into_iter().map(|transcript: Transcript| {
            let mut record = Record::Conversation(transcript);
            decode::note(&mut record, encoding);
            Ok(record)
        }));
        Ok(())
    }

    fn format_of(&self, json: &str) -> Option<&'static Format> {
        let given = self.context.options.format.filter(|format| format.is_json());
        given.or_else(|| Format::of_shape(&Shape::of(json).ok()?))
    }

    /// Reads a row by what its fields are called, and remembers which those were.
    fn guess(&mut self, json: &str) -> Option<Row> {
        let object: Map<String, Value> = serde_json::from_str(json).ok()?;
        let fields = Fields::guess(
            &object.keys().map(String::as_str).collect::<Vec<_>>(),
            &self.context.options.columns,
        );
        let row = parse(json, &fields).ok().filter(Row::has_text)?;
        self.fields = fields;
        self.grouper.moments = true;
        Some(row)
    }
}

fn is_list_of_objects(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.first().is_some_and(Value::is_object))
}

/// In a list, what says who speaks and has no name of its own is a turn of the one conversation there is.
fn is_bare_turn(json: &str) -> bool {
    let Ok(shape) = Shape::of(json) else { return false };
    shape.has_any(&["speaker", "role"]) && !shape.has_any(&["id", "ask", "label", "conversation", "turns"])
}
