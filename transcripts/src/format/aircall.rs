//! Aircall.

use serde::Deserialize;
use weakno::Role;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const AIRCALL: Format = Format {
    name: "aircall",
    about: "Aircall transcriptions",
    kind: Kind::Json {
        detect: |shape| {
            shape.has_any(&[
                "content.utterances[].participant_type",
                "data.content.utterances[].participant_type",
                "transcription.content.utterances[].participant_type",
            ])
        },
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize)]
struct Envelope {
    #[serde(alias = "data")]
    transcription: Option<Transcription>,
    #[serde(flatten)]
    bare: Transcription,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Transcription {
    id: Scalar,
    call_id: Scalar,
    call_created_at: Scalar,
    content: Content,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Content {
    utterances: List<Utterance>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Utterance {
    start_time: Scalar,
    end_time: Scalar,
    text: Scalar,
    participant_type: Scalar,
    phone_number: Scalar,
    user_id: Scalar,
}

fn transcript(envelope: &Envelope) -> Transcript {
    let transcription = envelope.transcription.as_ref().unwrap_or(&envelope.bare);
    let turn = |utterance: &Utterance| Turn {
        // There are no names; the number or the user's id keeps speakers apart.
        speaker: utterance.phone_number.string().or_else(|| utterance.user_id.string()),
        role: match utterance.participant_type.text().as_str() {
            "internal" => Role::Rep,
            "external" => Role::Prospect,
            _ => Role::Unknown,
        },
        text: utterance.text.text(),
        start_ms: utterance.start_time.seconds(),
        end_ms: utterance.end_time.seconds(),
        ..Turn::default()
    };
    Transcript {
        id: transcription.call_id.string().or_else(|| transcription.id.string()).unwrap_or_default(),
        date: transcription.call_created_at.date(),
        turns: transcription.content.utterances.iter().map(turn).collect(),
        ..Transcript::default()
    }
}
