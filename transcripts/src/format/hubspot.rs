//! HubSpot's API for transcripts of third parties. Times are milliseconds.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const HUBSPOT: Format = Format {
    name: "hubspot",
    about: "HubSpot call transcripts",
    kind: Kind::Json {
        detect: |shape| shape.has_any(&["transcriptCreateUtterances[].text", "transcriptUtterances[].text"]),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Document {
    #[serde(alias = "id")]
    engagement_id: Scalar,
    #[serde(alias = "transcriptUtterances")]
    transcript_create_utterances: List<Utterance>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Utterance {
    speaker: Speaker,
    start_time_millis: Scalar,
    end_time_millis: Scalar,
    text: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Speaker {
    id: Scalar,
    name: Scalar,
    email: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let turn = |utterance: &Utterance| Turn {
        email: utterance.speaker.email.string(),
        text: utterance.text.text(),
        start_ms: utterance.start_time_millis.millis(),
        end_ms: utterance.end_time_millis.millis(),
        ..Turn::by(utterance.speaker.name.string().or_else(|| utterance.speaker.id.string()))
    };
    Transcript {
        id: document.engagement_id.text(),
        turns: document.transcript_create_utterances.iter().map(turn).collect(),
        ..Transcript::default()
    }
}
