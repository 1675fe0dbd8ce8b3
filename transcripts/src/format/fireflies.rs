//! Fireflies, from its GraphQL API. Times are seconds, as numbers or as strings.

use serde::Deserialize;

use super::{Format, Kind};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const FIREFLIES: Format = Format {
    name: "fireflies",
    about: "Fireflies transcripts from its GraphQL API",
    kind: Kind::Json {
        detect: |shape| {
            let within = ["", "transcript.", "transcripts[].", "data.transcript.", "data.transcripts[]."];
            within.iter().any(|within| shape.has(&format!("{within}sentences[].speaker_name")))
        },
        read: |json, _| {
            let mut transcripts = Vec::new();
            serde_json::from_str::<Envelope>(json)?.read_into(&mut transcripts);
            Ok(transcripts)
        },
    },
};

/// The answer to a query, or what is left of it when it was saved.
#[derive(Deserialize)]
struct Envelope {
    data: Option<Box<Envelope>>,
    transcript: Option<Call>,
    #[serde(default)]
    transcripts: List<Call>,
    #[serde(flatten)]
    bare: Call,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Call {
    id: Scalar,
    title: Scalar,
    date: Scalar,
    #[serde(rename = "dateString")]
    date_string: Scalar,
    speakers: List<Speaker>,
    meeting_attendees: List<Attendee>,
    sentences: List<Sentence>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Speaker {
    id: Scalar,
    name: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Attendee {
    display_name: Scalar,
    name: Scalar,
    email: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Sentence {
    speaker_name: Scalar,
    speaker_id: Scalar,
    text: Scalar,
    raw_text: Scalar,
    start_time: Scalar,
    end_time: Scalar,
}

impl Envelope {
    fn read_into(&self, transcripts: &mut Vec<Transcript>) {
        if let Some(data) = &self.data {
            data.read_into(transcripts);
        }
        let meetings = self.transcript.iter().chain(&self.transcripts).chain([&self.bare]);
        transcripts.extend(meetings.filter(|meeting| !meeting.sentences.is_empty()).map(Call::transcript));
    }
}

impl Call {
    fn transcript(&self) -> Transcript {
        Transcript {
            id: self.id.text(),
            title: self.title.string(),
            date: self.date_string.date().or_else(|| self.date.date()),
            turns: self.sentences.iter().map(|sentence| self.turn(sentence)).collect(),
            ..Transcript::default()
        }
    }

    fn turn(&self, sentence: &Sentence) -> Turn {
        // An id may be a number in one place and a string in the other.
        let id = sentence.speaker_id.string();
        let listed = || self.speakers.iter().find(|speaker| id.is_some() && speaker.id.string() == id);
        let name = sentence.speaker_name.string().or_else(|| listed()?.name.string());
        let attendee = self.meeting_attendees.iter().find(|attendee| {
            name.is_some() && (attendee.name.string() == name || attendee.display_name.string() == name)
        });
        Turn {
            email: attendee.and_then(|attendee| attendee.email.string()),
            text: sentence.text.string().unwrap_or_else(|| sentence.raw_text.text()),
            start_ms: sentence.start_time.seconds(),
            end_ms: sentence.end_time.seconds(),
            ..Turn::by(name)
        }
    }
}
