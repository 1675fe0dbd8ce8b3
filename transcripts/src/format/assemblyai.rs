//! AssemblyAI. Times are milliseconds.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::words::{self, Word};
use crate::{Transcript, Turn};

pub(super) const ASSEMBLYAI: Format = Format {
    name: "assemblyai",
    about: "AssemblyAI transcripts, with utterances or with words only",
    kind: Kind::Json {
        detect: |shape| {
            let utterances =
                shape.has_all(&["utterances[].text", "utterances[].start", "utterances[].speaker"]);
            let words = shape.has_all(&["words[].text", "words[].start", "audio_url"]);
            utterances || words
        },
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Document {
    id: Scalar,
    utterances: List<Part>,
    words: List<Part>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Part {
    speaker: Scalar,
    text: Scalar,
    start: Scalar,
    end: Scalar,
}

impl Part {
    fn speaker(&self) -> Option<String> {
        self.speaker.string().map(|label| if label.len() == 1 { format!("Speaker {label}") } else { label })
    }

    fn turn(&self) -> Turn {
        Turn {
            text: self.text.text(),
            start_ms: self.start.millis(),
            end_ms: self.end.millis(),
            ..Turn::by(self.speaker())
        }
    }

    fn word(&self) -> Word {
        Word {
            speaker: self.speaker(),
            text: self.text.text(),
            start_ms: self.start.millis(),
            end_ms: self.end.millis(),
            attached: false,
        }
    }
}

fn transcript(document: &Document) -> Transcript {
    let turns = if document.utterances.is_empty() {
        words::turns(document.words.iter().map(Part::word))
    } else {
        document.utterances.iter().map(Part::turn).collect()
    };
    Transcript { id: document.id.text(), turns, ..Transcript::default() }
}
