//! Grain. Times are milliseconds.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const GRAIN: Format = Format {
    name: "grain",
    about: "Grain recordings' transcripts in JSON",
    kind: Kind::Json {
        detect: |shape| shape.has_all(&["[].participant_id", "[].speaker", "[].start", "[].text"]),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Part {
    speaker: Scalar,
    start: Scalar,
    end: Scalar,
    text: Scalar,
}

fn transcript(parts: &List<Part>) -> Transcript {
    let turn = |part: &Part| Turn {
        text: part.text.text(),
        start_ms: part.start.millis(),
        end_ms: part.end.millis(),
        ..Turn::by(part.speaker.string())
    };
    Transcript { turns: parts.iter().map(turn).collect(), ..Transcript::default() }
}
