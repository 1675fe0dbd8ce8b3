//! Google Meet's REST API. Times are moments.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::time::{count_from_first, date_of_instant};
use crate::{Transcript, Turn};

pub(super) const GOOGLE_MEET: Format = Format {
    name: "google-meet",
    about: "Google Meet transcript entries from its REST API",
    kind: Kind::Json {
        detect: |shape| shape.has_all(&["transcriptEntries[].participant", "transcriptEntries[].text"]),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Document {
    transcript_entries: List<Entry>,
    participants: List<Participant>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Entry {
    name: Scalar,
    participant: Scalar,
    text: Scalar,
    start_time: Scalar,
    end_time: Scalar,
}

/// What `participants.get` gives, where somebody has put it into the same file.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Participant {
    name: Scalar,
    #[serde(alias = "signedinUser", alias = "anonymousUser", alias = "phoneUser")]
    user: User,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct User {
    display_name: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let mut turns: Vec<Turn> = document.transcript_entries.iter().map(|entry| document.turn(entry)).collect();
    let date = count_from_first(&mut turns).and_then(date_of_instant);
    let first = document.transcript_entries.first().map(|entry| entry.name.text()).unwrap_or_default();
    // `conferenceRecords/C/transcripts/T/entries/E`
    let id = first.split_once("/entries/").map(|(id, _)| id.to_owned()).unwrap_or_default();
    Transcript { id, date, turns, ..Transcript::default() }
}

impl Document {
    fn turn(&self, entry: &Entry) -> Turn {
        let known = self.participants.iter().find(|known| known.name == entry.participant);
        let name = known.and_then(|known| known.user.display_name.string());
        Turn {
            text: entry.text.text(),
            start_ms: entry.start_time.instant(),
            end_ms: entry.end_time.instant(),
            ..Turn::by(name.or_else(|| entry.participant.string()))
        }
    }
}
