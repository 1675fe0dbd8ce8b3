//! Azure batch transcription. Times are ISO 8601 durations and ticks of 100 ns.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::speaker::numbered;
use crate::{Transcript, Turn, time};

pub(super) const AZURE_BATCH: Format = Format {
    name: "azure-batch",
    about: "Azure batch transcription",
    kind: Kind::Json {
        detect: |shape| shape.has("recognizedPhrases[].nBest"),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Document {
    timestamp: Scalar,
    recognized_phrases: List<Phrase>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Phrase {
    speaker: Scalar,
    channel: Scalar,
    offset: Scalar,
    duration: Scalar,
    offset_in_ticks: Scalar,
    duration_in_ticks: Scalar,
    n_best: List<Best>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Best {
    display: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let mut turns: Vec<Turn> = document.recognized_phrases.iter().map(turn).collect();
    // Phrases come channel by channel.
    turns.sort_by_key(|turn| turn.start_ms);
    Transcript { date: document.timestamp.date(), turns, ..Transcript::default() }
}

fn turn(phrase: &Phrase) -> Turn {
    let start_ms = millis(&phrase.offset_in_ticks, &phrase.offset);
    let length = millis(&phrase.duration_in_ticks, &phrase.duration);
    let speaker = numbered("Speaker", &phrase.speaker).or_else(|| numbered("Channel", &phrase.channel));
    Turn {
        text: phrase.n_best.first().map(|best| best.display.text()).unwrap_or_default(),
        start_ms,
        end_ms: start_ms.zip(length).map(|(start, length)| start.saturating_add(length)),
        ..Turn::by(speaker)
    }
}

fn millis(ticks: &Scalar, duration: &Scalar) -> Option<i64> {
    let from_ticks = ticks.number().map(|ticks| (ticks / 10_000.0).round() as i64);
    from_ticks.or_else(|| time::duration(&duration.string()?))
}
