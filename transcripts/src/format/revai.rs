//! Rev.ai. Times are seconds.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::speaker::numbered;
use crate::{Transcript, Turn};

pub(super) const REVAI: Format = Format {
    name: "revai",
    about: "Rev.ai transcripts in JSON",
    kind: Kind::Json {
        detect: |shape| shape.has("monologues[].elements[].value"),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Document {
    monologues: List<Monologue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Monologue {
    speaker: Scalar,
    elements: List<Element>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Element {
    value: String,
    ts: Scalar,
    end_ts: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    Transcript { turns: document.monologues.iter().map(turn).collect(), ..Transcript::default() }
}

/// The spaces between words are elements too.
fn turn(monologue: &Monologue) -> Turn {
    let text: String = monologue.elements.iter().map(|element| element.value.as_str()).collect();
    Turn {
        text: text.trim().to_owned(),
        start_ms: monologue.elements.iter().find_map(|element| element.ts.seconds()),
        end_ms: monologue.elements.iter().rev().find_map(|element| element.end_ts.seconds()),
        ..Turn::by(numbered("Speaker", &monologue.speaker))
    }
}
