//! Whisper and whisperX. Times are seconds; only whisperX knows speakers.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const WHISPER: Format = Format {
    name: "whisper",
    about: "Whisper and whisperX segments",
    kind: Kind::Json {
        detect: |shape| shape.has_all(&["segments[].start", "segments[].end", "segments[].text"]),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Document {
    segments: List<Segment>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Segment {
    speaker: Scalar,
    start: Scalar,
    end: Scalar,
    text: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let turn = |segment: &Segment| Turn {
        text: segment.text.text(),
        start_ms: segment.start.seconds(),
        end_ms: segment.end.seconds(),
        ..Turn::by(segment.speaker.string())
    };
    Transcript { turns: document.segments.iter().map(turn).collect(), ..Transcript::default() }
}
