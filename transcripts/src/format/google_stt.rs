//! Google Speech-to-Text, all versions. With diarization, the last result has all words again, with their speakers.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::speaker::numbered;
use crate::words::{self, Word};
use crate::{Transcript, Turn};

pub(super) const GOOGLE_STT: Format = Format {
    name: "google-stt",
    about: "Google Speech-to-Text results",
    kind: Kind::Json {
        detect: |shape| {
            shape.has_any(&[
                "results[].alternatives[].words[].word",
                "response.results[].alternatives[].words[].word",
            ])
        },
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    results: List<Outcome>,
    response: Option<Box<Document>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Outcome {
    alternatives: List<Alternative>,
    channel_tag: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Alternative {
    transcript: Scalar,
    words: List<SpokenWord>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct SpokenWord {
    word: Scalar,
    #[serde(alias = "startOffset")]
    start_time: Time,
    #[serde(alias = "endOffset")]
    end_time: Time,
    #[serde(alias = "speakerLabel")]
    speaker_tag: Scalar,
}

/// `"12.900s"`, or `{"seconds": "12", "nanos": 900000000}`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Time {
    Parts {
        #[serde(default)]
        seconds: Scalar,
        #[serde(default)]
        nanos: Scalar,
    },
    Text(Scalar),
}

impl Default for Time {
    fn default() -> Time {
        Time::Text(Scalar::Nothing)
    }
}

impl Time {
    fn millis(&self) -> Option<i64> {
        match self {
            Time::Parts { seconds, nanos } => {
                let nanos = nanos.number().unwrap_or(0.0);
                crate::time::seconds(seconds.number().unwrap_or(0.0) + nanos / 1e9)
            }
            Time::Text(text) => Scalar::String(text.string()?.trim_end_matches('s').to_owned()).seconds(),
        }
    }
}

fn transcript(document: &Document) -> Transcript {
    let outcomes = document.response.as_ref().map_or(&document.results, |inner| &inner.results);
    let best = |outcome: &Outcome| outcome.alternatives.0.first().is_some_and(Alternative::has_speakers);
    let turns = match outcomes.iter().rev().find(|outcome| best(outcome)) {
        Some(last) => words::turns(last.alternatives[0].words.iter().map(SpokenWord::word)),
        None => outcomes.iter().filter_map(Outcome::turn).collect(),
    };
    Transcript { turns, ..Transcript::default() }
}

impl Alternative {
    fn has_speakers(&self) -> bool {
        self.words.iter().any(|word| word.speaker().is_some())
    }
}

impl Outcome {
    fn turn(&self) -> Option<Turn> {
        let best = self.alternatives.first()?;
        Some(Turn {
            text: best.transcript.text(),
            start_ms: best.words.first().and_then(|word| word.start_time.millis()),
            end_ms: best.words.last().and_then(|word| word.end_time.millis()),
            ..Turn::by(numbered("Channel", &self.channel_tag))
        })
    }
}

impl SpokenWord {
    /// Tag 0 is nobody.
    fn speaker(&self) -> Option<String> {
        numbered("Speaker", &self.speaker_tag).filter(|speaker| speaker != "Speaker 0")
    }

    fn word(&self) -> Word {
        Word {
            speaker: self.speaker(),
            text: self.word.text(),
            start_ms: self.start_time.millis(),
            end_ms: self.end_time.millis(),
            attached: false,
        }
    }
}
