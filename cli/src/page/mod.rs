//! The page of `weakno report -o`: verdicts to [`call`]s, calls to [`totals`], totals to the [`overview`]; the template
//! holds the overview and, as JSON, the calls, which the page's own script shows on demand.
//!
//! What transcripts say is never markup: the template engine escapes it, in the JSON every `<` is written as `\u003c`,
//! and the script sets text, not HTML. A content security policy that knows the hash of the one script and the one
//! style sheet forbids everything else.

mod call;
mod obstacles;
mod overview;
mod promise;
mod render;
mod text;
mod totals;
mod why;

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::Result;
use weakno::{Classifier, ConversationVerdict};
use weakno_transcripts::Transcript;

use crate::page::totals::Totals;
use crate::page::why::{CueNumbers, Names};

pub(crate) use crate::page::call::Call;

/// Makes the calls of a page.
#[derive(Debug)]
pub(crate) struct Reader<'c> {
    classifier: &'c Classifier,
    cues: CueNumbers<'c>,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(classifier: &'c Classifier) -> Self {
        Reader { classifier, cues: CueNumbers::new(classifier) }
    }

    /// The call of a transcript.
    pub(crate) fn call(&self, transcript: &Transcript, verdict: &ConversationVerdict<'_, '_>) -> Call {
        Call::new(self.classifier, &self.cues, transcript, verdict)
    }
}

/// A page that calls are added to.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The calls as JSON, joined by commas.
    calls: Vec<u8>,
    totals: Totals,
    features: Names,
    cues: BTreeSet<u32>,
}

impl Page {
    /// Adds the next call.
    pub(crate) fn add(&mut self, call: &Call) {
        self.totals.add(call);
        if !self.calls.is_empty() {
            self.calls.push(b',');
            self.calls.push(b'\n');
        }
        let start = self.calls.len();
        serde_json::to_writer(&mut self.calls, call).expect("calls serialise, and memory takes all");
        debug_assert_eq!(self.calls[start..].last(), Some(&b'}'));
        self.calls.pop();
        self.calls.extend_from_slice(b",\"why\":[");
        for (place, tipping) in call.tippings.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(self.calls, "{comma}[{},{}", tipping.over as u8, tipping.rest).expect("memory takes all");
            for (feature, weight) in &tipping.by {
                let number = self.features.number(feature);
                write!(self.calls, ",{number},{weight}").expect("memory takes all");
            }
            self.calls.push(b']');
        }
        self.calls.extend_from_slice(b"]}");
        self.cues.extend(call.said.iter().flat_map(|said| said.4.iter().map(|hit| hit.0)));
    }

    /// Writes the page; `skipped` records could not be read.
    pub(crate) fn write(&self, out: &mut impl Write, classifier: &Classifier, skipped: usize) -> Result<()> {
        render::write(self, out, classifier, skipped)
    }
}
