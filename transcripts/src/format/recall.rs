//! Recall.ai, and the note takers built on it. Times are seconds.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::speaker::numbered;
use crate::{Transcript, Turn};

pub(super) const RECALL: Format = Format {
    name: "recall",
    about: "Recall.ai transcripts",
    kind: Kind::Json {
        detect: |shape| shape.has_all(&["[].participant", "[].words"]),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Part {
    participant: Participant,
    words: List<Word>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Participant {
    id: Scalar,
    name: Scalar,
    email: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Word {
    text: Scalar,
    start_timestamp: Option<Moment>,
    end_timestamp: Option<Moment>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Moment {
    relative: Scalar,
    absolute: Scalar,
}

fn transcript(parts: &List<Part>) -> Transcript {
    let mut moments =
        parts.iter().flat_map(|part| &part.words).filter_map(|word| word.start_timestamp.as_ref());
    Transcript {
        date: moments.find_map(|moment| moment.absolute.date()),
        turns: parts.iter().filter(|part| !part.words.is_empty()).map(turn).collect(),
        ..Transcript::default()
    }
}

fn turn(part: &Part) -> Turn {
    let millis = |moment: Option<&Moment>| moment.and_then(|moment| moment.relative.seconds());
    let words: Vec<String> = part.words.iter().map(|word| word.text.text()).collect();
    let name = part.participant.name.string().or_else(|| numbered("Participant", &part.participant.id));
    Turn {
        email: part.participant.email.string(),
        text: words.join(" "),
        start_ms: millis(part.words.first().and_then(|word| word.start_timestamp.as_ref())),
        end_ms: millis(part.words.last().and_then(|word| word.end_timestamp.as_ref())),
        ..Turn::by(name)
    }
}
