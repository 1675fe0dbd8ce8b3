//! tl;dv. Times are taken as seconds: its documentation does not say.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const TLDV: Format = Format {
    name: "tldv",
    about: "tl;dv transcripts from its API",
    kind: Kind::Json {
        detect: |shape| shape.has_all(&["data[].speaker", "data[].text", "data[].startTime"]),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Document {
    id: Scalar,
    meeting_id: Scalar,
    data: List<Part>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Part {
    speaker: Scalar,
    text: Scalar,
    start_time: Scalar,
    end_time: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let turn = |part: &Part| Turn {
        text: part.text.text(),
        start_ms: part.start_time.seconds(),
        end_ms: part.end_time.seconds(),
        ..Turn::by(part.speaker.string())
    };
    Transcript {
        id: document.meeting_id.string().or_else(|| document.id.string()).unwrap_or_default(),
        turns: document.data.iter().map(turn).collect(),
        ..Transcript::default()
    }
}
