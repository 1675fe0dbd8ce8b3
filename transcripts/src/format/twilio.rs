//! Twilio Conversational Intelligence. Times are seconds as strings; the channel is the speaker.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::speaker::numbered;
use crate::{Transcript, Turn};

pub(super) const TWILIO: Format = Format {
    name: "twilio",
    about: "Twilio Conversational Intelligence sentences",
    kind: Kind::Json {
        detect: |shape| {
            let channel = shape.has_any(&["sentences[].media_channel", "sentences[].mediaChannel"]);
            channel && shape.has("sentences[].transcript")
        },
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Document {
    sentences: List<Said>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Said {
    #[serde(alias = "mediaChannel")]
    media_channel: Scalar,
    #[serde(alias = "sentenceIndex")]
    sentence_index: Scalar,
    #[serde(alias = "startTime")]
    start_time: Scalar,
    #[serde(alias = "endTime")]
    end_time: Scalar,
    transcript: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let mut sentences: Vec<&Said> = document.sentences.iter().collect();
    sentences.sort_by_key(|sentence| sentence.sentence_index.millis());
    let turn = |sentence: &Said| Turn {
        text: sentence.transcript.text(),
        start_ms: sentence.start_time.seconds(),
        end_ms: sentence.end_time.seconds(),
        ..Turn::by(numbered("Channel", &sentence.media_channel))
    };
    Transcript { turns: sentences.into_iter().map(turn).collect(), ..Transcript::default() }
}
