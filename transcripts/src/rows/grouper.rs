//! Rows to records.

use std::collections::VecDeque;

use super::Row;
use crate::context::Context;
use crate::limits::MAX_DOCUMENT;
use crate::read::read_text;
use crate::reject::Fault;
use crate::{Record, Transcript, Turn, time};

/// What is ready to be given out.
pub(crate) type Ready = VecDeque<Result<Record, Fault>>;

/// Moments are told from times within a recording by their size: this one, in 1973, is three years of recording.
const MOMENT: i64 = 100_000_000_000;

/// Puts rows together: those in a row that belong to one conversation are one transcript.
#[derive(Debug, Default)]
pub(crate) struct Grouper {
    /// Rows that name no conversation belong to one as well.
    pub(crate) one_conversation: bool,
    /// Times may be moments, and are then counted from the first.
    pub(crate) moments: bool,
    open: Option<Transcript>,
    held: u64,
}

impl Grouper {
    /// Takes a row, and gives out what is complete by it.
    pub(crate) fn push(&mut self, mut row: Row, context: &Context, out: &mut Ready) -> Result<(), Fault> {
        if let Some(turns) = row.turns.take() {
            self.finish(out);
            out.push_back(Ok(Record::Conversation(row.into_transcript(turns))));
            return Ok(());
        }
        if let Some(cell) = row.transcript.take() {
            self.finish(out);
            let records = read_text(&cell, &context.telling_formats());
            out.extend(records.into_iter().map(|record| record.map(|record| row.clone().around(record))));
            return Ok(());
        }
        let Some(text) = row.text.take() else {
            return Err(Fault::not_a_transcript("neither `text` nor `turns` in it"));
        };
        let conversation = row.conversation.take().or_else(|| self.one_conversation.then(String::new));
        if let Some(conversation) = conversation {
            self.push_turn(conversation, Row { text: Some(text), ..row }, out);
        } else {
            self.finish(out);
            out.push_back(Ok(Record::Utterance(row.into_utterance(text))));
        }
        Ok(())
    }

    /// A conversation that outgrows the memory set aside for it goes on in a second record of the same name.
    fn push_turn(&mut self, conversation: String, row: Row, out: &mut Ready) {
        let goes_on = self.open.as_ref().is_some_and(|open| open.id == conversation);
        if !goes_on || self.held > MAX_DOCUMENT {
            self.finish(out);
        }
        let turn = row.into_turn();
        self.held += (turn.text.len() + size_of::<Turn>()) as u64;
        let open = self.open.get_or_insert_with(|| Transcript { id: conversation, ..Transcript::default() });
        open.turns.push(turn);
    }

    /// Gives out the last conversation.
    pub(crate) fn finish(&mut self, out: &mut Ready) {
        self.held = 0;
        let Some(mut transcript) = self.open.take() else { return };
        let first = transcript.turns.iter().find_map(|turn| turn.start_ms);
        if self.moments && first.is_some_and(|first| first >= MOMENT) {
            transcript.date = time::count_from_first(&mut transcript.turns).and_then(time::date_of_instant);
        }
        out.push_back(Ok(Record::Conversation(transcript)));
    }
}
