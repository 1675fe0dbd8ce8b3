//! Fathom, from its API and webhooks.

use serde::Deserialize;
use weakno::Role;

use super::{Format, Kind};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const FATHOM: Format = Format {
    name: "fathom",
    about: "Fathom meetings with transcript",
    kind: Kind::Json {
        detect: |shape| {
            shape.has_any(&["transcript[].speaker.display_name", "items[].transcript[].speaker.display_name"])
        },
        read: |json, _| {
            let document: Document = serde_json::from_str(json)?;
            let meetings = if document.items.is_empty() { &[document.bare] } else { &*document.items.0 };
            Ok(meetings.iter().map(Call::transcript).collect())
        },
    },
};

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    items: List<Call>,
    #[serde(flatten)]
    bare: Call,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Call {
    recording_id: Scalar,
    url: Scalar,
    title: Scalar,
    meeting_title: Scalar,
    recording_start_time: Scalar,
    scheduled_start_time: Scalar,
    created_at: Scalar,
    transcript: List<Part>,
    calendar_invitees: List<Invitee>,
    recorded_by: Option<Recorder>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Part {
    speaker: Speaker,
    text: Scalar,
    timestamp: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Speaker {
    display_name: Scalar,
    matched_calendar_invitee_email: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Invitee {
    name: Scalar,
    email: Scalar,
    is_external: Scalar,
    matched_speaker_display_name: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Recorder {
    name: Scalar,
    email: Scalar,
}

impl Call {
    fn transcript(&self) -> Transcript {
        let dates = [&self.recording_start_time, &self.scheduled_start_time, &self.created_at];
        Transcript {
            id: self.recording_id.string().or_else(|| self.url.string()).unwrap_or_default(),
            title: self.title.string().or_else(|| self.meeting_title.string()),
            date: dates.into_iter().find_map(Scalar::date),
            turns: self.transcript.iter().map(|part| self.turn(part)).collect(),
            ..Transcript::default()
        }
    }

    fn turn(&self, part: &Part) -> Turn {
        let Speaker { display_name, matched_calendar_invitee_email: matched } = &part.speaker;
        let same = |a: &Scalar, b: &Scalar| a == b && a.string().is_some();
        let invitee = self.calendar_invitees.iter().find(|invitee| {
            same(&invitee.email, matched)
                || same(&invitee.matched_speaker_display_name, display_name)
                || same(&invitee.name, display_name)
        });
        let recorder =
            self.recorded_by.as_ref().filter(|by| same(&by.name, display_name) || same(&by.email, matched));
        let mut turn = Turn {
            text: part.text.text(),
            start_ms: part.timestamp.seconds(),
            ..Turn::by(display_name.string())
        };
        turn.email =
            matched.string().or_else(|| invitee?.email.string()).or_else(|| recorder?.email.string());
        turn.role = match invitee.and_then(|invitee| invitee.is_external.bool()) {
            Some(true) => Role::Prospect,
            Some(false) => Role::Rep,
            None if recorder.is_some() => Role::Rep,
            None => turn.role,
        };
        turn
    }
}
