//! RingCentral: utterances of RingSense and of its speech API. Times are seconds.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::{Transcript, Turn};

pub(super) const RINGCENTRAL: Format = Format {
    name: "ringcentral",
    about: "RingCentral transcripts",
    kind: Kind::Json {
        detect: |shape| {
            let list = shape.has_all(&["[].speakerId", "[].text", "[].start"]);
            list || shape.has_all(&["insights.Transcript[].speakerId", "insights.Transcript[].text"])
        },
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize)]
#[serde(untagged)]
enum Document {
    List(List<Part>),
    Call(Call),
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Call {
    source_record_id: Scalar,
    title: Scalar,
    recording_start_time: Scalar,
    speaker_info: List<Speaker>,
    insights: Insights,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Insights {
    #[serde(rename = "Transcript")]
    transcript: List<Part>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Speaker {
    speaker_id: Scalar,
    name: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Part {
    speaker_id: Scalar,
    text: Scalar,
    start: Scalar,
    end: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let call = match document {
        Document::List(parts) => {
            let turns = parts.iter().map(|part| part.turn(&[])).collect();
            return Transcript { turns, ..Transcript::default() };
        }
        Document::Call(call) => call,
    };
    Transcript {
        id: call.source_record_id.text(),
        title: call.title.string(),
        date: call.recording_start_time.date(),
        turns: call.insights.transcript.iter().map(|part| part.turn(&call.speaker_info)).collect(),
        ..Transcript::default()
    }
}

impl Part {
    fn turn(&self, speakers: &[Speaker]) -> Turn {
        let known = speakers.iter().find(|known| known.speaker_id == self.speaker_id);
        let name = known.and_then(|known| known.name.string());
        Turn {
            text: self.text.text(),
            start_ms: self.start.seconds(),
            end_ms: self.end.seconds(),
            ..Turn::by(name.or_else(|| self.speaker_id.string()))
        }
    }
}
