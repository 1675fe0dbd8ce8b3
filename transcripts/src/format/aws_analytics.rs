//! Amazon: Transcribe Call Analytics and Connect Contact Lens, finished and in real time. Times are milliseconds.

use serde::Deserialize;
use weakno::Role;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const AWS_CALL_ANALYTICS: Format = Format {
    name: "aws-call-analytics",
    about: "Amazon Transcribe Call Analytics and Connect Contact Lens",
    kind: Kind::Json {
        detect: |shape| shape.has_all(&["Transcript[].Content", "Transcript[].BeginOffsetMillis"]),
        read: |json, _| document(json, finished),
    },
};

pub(super) const CONTACT_LENS_REALTIME: Format = Format {
    name: "contact-lens-realtime",
    about: "Amazon Connect Contact Lens segments in real time",
    kind: Kind::Json {
        detect: |shape| {
            shape.has_any(&["Segments[].Transcript.Content", "Segments[].Utterance.PartialContent"])
        },
        read: |json, _| document(json, realtime),
    },
};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "PascalCase")]
struct Document {
    job_name: Scalar,
    contact_id: Scalar,
    customer_metadata: CustomerMetadata,
    participants: List<Participant>,
    transcript: List<Part>,
    segments: List<Segment>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "PascalCase")]
struct CustomerMetadata {
    contact_id: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "PascalCase")]
struct Participant {
    participant_id: Scalar,
    participant_role: Scalar,
}

/// What is partial is said again in full; only that is read.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "PascalCase")]
struct Segment {
    transcript: Option<Part>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "PascalCase")]
struct Part {
    participant_id: Scalar,
    participant_role: Scalar,
    content: Scalar,
    begin_offset_millis: Scalar,
    end_offset_millis: Scalar,
}

impl Part {
    fn turn(&self, participants: &[Participant]) -> Turn {
        let known = || participants.iter().find(|known| known.participant_id == self.participant_id);
        let role = self.participant_role.string().or_else(|| known()?.participant_role.string());
        Turn {
            role: match role.as_deref() {
                Some("AGENT") => Role::Rep,
                Some("CUSTOMER") => Role::Prospect,
                Some(_) => Role::Other,
                None => Role::Unknown,
            },
            speaker: self.participant_id.string().or(role),
            text: self.content.text(),
            start_ms: self.begin_offset_millis.millis(),
            end_ms: self.end_offset_millis.millis(),
            ..Turn::default()
        }
    }
}

impl Document {
    fn transcript(&self, parts: &[&Part]) -> Transcript {
        let ids = [&self.customer_metadata.contact_id, &self.contact_id, &self.job_name];
        Transcript {
            id: ids.into_iter().find_map(Scalar::string).unwrap_or_default(),
            turns: parts.iter().map(|part| part.turn(&self.participants)).collect(),
            ..Transcript::default()
        }
    }
}

fn finished(document: &Document) -> Transcript {
    document.transcript(&document.transcript.iter().collect::<Vec<_>>())
}

/// The order of segments is not promised.
fn realtime(document: &Document) -> Transcript {
    let mut parts: Vec<&Part> =
        document.segments.iter().filter_map(|segment| segment.transcript.as_ref()).collect();
    parts.sort_by_key(|part| part.begin_offset_millis.millis());
    document.transcript(&parts)
}
