//! Records that come one after the other, in fields: the lines of JSONL and of CSV.

mod fields;
mod grouper;
mod json;

use serde_json::{Map, Value};
use weakno::Role;

pub(crate) use fields::{Fields, Key};
pub(crate) use grouper::{Grouper, Ready};
pub(crate) use json::parse;

use crate::{Record, Transcript, Turn, Utterance, speaker};
use fields::Unit;

/// One line or one row, by what its fields hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Row {
    pub(crate) ask: Option<String>,
    pub(crate) conversation: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) end_ms: Option<i64>,
    pub(crate) id: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) start_ms: Option<i64>,
    pub(crate) text: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) transcript: Option<String>,
    pub(crate) turns: Option<Vec<Row>>,
    pub(crate) meta: Map<String, Value>,
}

impl Row {
    /// A text goes to the field of that key. Gives the text back if it is not what the field should hold.
    pub(crate) fn put(&mut self, key: Key, text: String) -> Result<(), String> {
        let field = match key {
            Key::Start(unit) => return set_time(&mut self.start_ms, unit, text),
            Key::End(unit) => return set_time(&mut self.end_ms, unit, text),
            Key::Turns => return Err(text),
            Key::Ask => &mut self.ask,
            Key::Conversation => &mut self.conversation,
            Key::Date => &mut self.date,
            Key::Id => &mut self.id,
            Key::Role => &mut self.role,
            Key::Speaker => &mut self.speaker,
            Key::Text => &mut self.text,
            Key::Title => &mut self.title,
            Key::Transcript => &mut self.transcript,
        };
        *field = Some(text);
        Ok(())
    }

    /// Whether there is anything in it that was said.
    pub(crate) fn has_text(&self) -> bool {
        self.text.is_some() || self.turns.is_some() || self.transcript.is_some()
    }

    fn keep(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            self.meta.insert(name.to_owned(), Value::String(value));
        }
    }

    fn into_turn(mut self) -> Turn {
        for (name, value) in [
            ("id", self.id.take()),
            ("ask", self.ask.take()),
            ("date", self.date.take()),
            ("title", self.title.take()),
        ] {
            self.keep(name, value);
        }
        let side = self.role.as_deref().map_or(Role::Unknown, role);
        if side == Role::Unknown {
            let given = self.role.take().filter(|given| given != Role::Unknown.as_str());
            self.keep("role", given);
        }
        let side =
            if side == Role::Unknown { self.speaker.as_deref().map_or(side, speaker::role) } else { side };
        Turn {
            speaker: self.speaker,
            email: None,
            role: side,
            text: self.text.unwrap_or_default(),
            start_ms: self.start_ms,
            end_ms: self.end_ms,
            meta: self.meta,
        }
    }

    fn into_utterance(mut self, text: String) -> Utterance {
        for (name, value) in [
            ("speaker", self.speaker.take()),
            ("role", self.role.take()),
            ("date", self.date.take()),
            ("title", self.title.take()),
        ] {
            self.keep(name, value);
        }
        for (name, time) in [("start_ms", self.start_ms), ("end_ms", self.end_ms)] {
            if let Some(time) = time {
                self.meta.insert(name.to_owned(), time.into());
            }
        }
        Utterance { id: self.id, ask: self.ask, text, meta: self.meta }
    }

    /// The rest of a row whose one cell is a whole transcript.
    pub(crate) fn around(mut self, record: Record) -> Record {
        let Record::Conversation(inner) = record else { return record };
        let mut outer = std::mem::take(&mut self).into_transcript(Vec::new());
        outer.meta.extend(inner.meta);
        Record::Conversation(Transcript {
            title: outer.title.or(inner.title),
            date: outer.date.or(inner.date),
            turns: inner.turns,
            ..outer
        })
    }

    fn into_transcript(mut self, turns: Vec<Row>) -> Transcript {
        let id = self.id.take().or(self.conversation.take()).unwrap_or_default();
        for (name, value) in [
            ("ask", self.ask.take()),
            ("speaker", self.speaker.take()),
            ("role", self.role.take()),
            ("text", self.text.take()),
        ] {
            self.keep(name, value);
        }
        let turns = turns.into_iter().map(Row::into_turn).collect();
        Transcript { id, title: self.title, date: self.date, turns, meta: self.meta }
    }
}

fn set_time(field: &mut Option<i64>, unit: Unit, text: String) -> Result<(), String> {
    *field = Some(unit.read(&text).ok_or(text)?);
    Ok(())
}

fn role(given: &str) -> Role {
    given.parse().unwrap_or_else(|_| speaker::role(given))
}
