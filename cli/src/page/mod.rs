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

use crate::page::call::Call;
use crate::page::totals::Totals;
use crate::page::why::{CueNumbers, Names};

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

    /// Adds the call of a transcript to a sheet.
    pub(crate) fn read(
        &self,
        sheet: &mut Sheet,
        transcript: &Transcript,
        verdict: &ConversationVerdict<'_, '_>,
    ) {
        sheet.add(&Call::new(self.classifier, &self.cues, transcript, verdict));
    }
}

/// Some calls in a row, as one thread makes them.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// The calls as JSON, joined by commas.
    calls: Vec<u8>,
    features: Names,
    cues: BTreeSet<u32>,
    totals: Totals,
}

impl Sheet {
    fn add(&mut self, call: &Call<'_>) {
        self.totals.add(call);
        self.cues.extend(call.said.iter().flat_map(|said| said.4.iter().map(|hit| hit.0)));
        let start = if self.calls.is_empty() { "" } else { ",\n" };
        self.calls.extend_from_slice(start.as_bytes());
        call.write(&mut self.calls, &mut self.features);
    }

    /// The sheet as one JSON object.
    fn into_json(self) -> Vec<u8> {
        let mut json = b"{\"features\":".to_vec();
        serde_json::to_writer(&mut json, &self.features).expect("names serialise, and memory takes all");
        json.extend_from_slice(b",\"calls\":[\n");
        json.extend_from_slice(&self.calls);
        json.extend_from_slice(b"\n]}");
        json
    }
}

/// A page that sheets are added to.
#[derive(Debug, Default)]
pub(crate) struct Page {
    sheets: Vec<Vec<u8>>,
    totals: Totals,
    cues: BTreeSet<u32>,
}

impl Page {
    /// Adds the next sheet.
    pub(crate) fn add(&mut self, mut sheet: Sheet) {
        self.totals.merge(&sheet.totals);
        self.cues.append(&mut sheet.cues);
        if !sheet.calls.is_empty() {
            self.sheets.push(sheet.into_json());
        }
    }

    /// Writes the page with `jobs` threads; `skipped` records could not be read.
    pub(crate) fn write(
        self,
        out: &mut impl Write,
        classifier: &Classifier,
        skipped: usize,
        jobs: usize,
    ) -> Result<()> {
        render::write(self, out, classifier, skipped, jobs)
    }
}
