//! Gong. Times are milliseconds. A transcript has no names: they are in the call's details, in the same file or beside
//! it.

use serde::Deserialize;

use super::{Confidence, Format, Kind};
use crate::context::Context;
use crate::json::{List, Scalar};
use crate::parties::{Bundle, Parties, Party};
use crate::{Transcript, Turn};

pub(super) const GONG: Format = Format {
    name: "gong",
    about: "Gong call transcripts, joined with the parties of the call",
    kind: Kind::Json {
        detect: |shape| {
            let within = ["", "payload.", "data.", "transcript."];
            within.iter().any(|within| shape.has(&format!("{within}callTranscripts")))
        },
        read,
    },
};

pub(super) const GONG_PARTIES: Format = Format {
    name: "gong-parties",
    about: "details of Gong calls, which give names to the transcripts beside them",
    kind: Kind::Companion {
        detect: |_| Confidence::No,
        shape: |shape| {
            let parties = ["calls[].parties", "payload.parties[].speakerId", "parties[].speakerId"];
            shape.has_any(&parties) && !(GONG.has_shape(shape))
        },
    },
};

/// A bundle may wrap what the API gave.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Document {
    call_transcripts: List<Call>,
    payload: Option<Box<Document>>,
    data: Option<Box<Document>>,
    transcript: Option<Box<Document>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Call {
    call_id: Scalar,
    transcript: List<Monologue>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Monologue {
    speaker_id: Scalar,
    topic: Scalar,
    sentences: List<Sentence>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Sentence {
    start: Scalar,
    end: Scalar,
    text: Scalar,
}

fn read(json: &str, context: &Context) -> serde_json::Result<Vec<Transcript>> {
    let document: Document = serde_json::from_str(json)?;
    let mut within = Parties::default();
    within.extend(&serde_json::from_str::<Bundle>(json)?);
    let beside = if within.is_empty() { context.neighbours.parties() } else { &within };
    Ok(document.calls().into_iter().map(|call| call.transcript(beside)).collect())
}

impl Document {
    fn calls(&self) -> Vec<&Call> {
        let wrapped = [&self.payload, &self.data, &self.transcript].into_iter().flatten();
        self.call_transcripts.iter().chain(wrapped.flat_map(|document| document.calls())).collect()
    }
}

impl Call {
    fn transcript(&self, parties: &Parties) -> Transcript {
        let call = self.call_id.text();
        let details = parties.call(&call);
        Transcript {
            title: details.and_then(|details| details.title.clone()),
            date: details.and_then(|details| details.date.clone()),
            turns: self
                .transcript
                .iter()
                .flat_map(|monologue| monologue.turns(parties.of(&call, &monologue.speaker_id)))
                .collect(),
            id: call,
            ..Transcript::default()
        }
    }
}

impl Monologue {
    fn turns(&self, party: Option<&Party>) -> impl Iterator<Item = Turn> {
        let speaker = party.and_then(|party| party.name.clone()).or_else(|| self.speaker_id.string());
        let mut turn = Turn::by(speaker);
        turn.email = party.and_then(|party| party.email.clone());
        turn.role = party.map_or(turn.role, |party| party.role);
        if let Some(topic) = self.topic.string() {
            turn.meta.insert("topic".to_owned(), topic.into());
        }
        self.sentences.iter().map(move |sentence| Turn {
            text: sentence.text.text(),
            start_ms: sentence.start.millis(),
            end_ms: sentence.end.millis(),
            ..turn.clone()
        })
    }
}
