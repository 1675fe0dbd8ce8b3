//! Amazon Transcribe. Times are seconds as strings, and punctuation has none.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::words::{self, Word};
use crate::{Transcript, Turn};

pub(super) const AWS_TRANSCRIBE: Format = Format {
    name: "aws-transcribe",
    about: "Amazon Transcribe jobs, with speaker or channel labels",
    kind: Kind::Json {
        detect: |shape| {
            let parts = ["items[].alternatives", "audio_segments[].transcript", "channel_labels.channels"];
            parts.iter().any(|part| shape.has(&format!("results.{part}")))
        },
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Document {
    job_name: Scalar,
    results: Results,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Results {
    items: List<Item>,
    audio_segments: List<AudioSegment>,
    speaker_labels: SpeakerLabels,
    channel_labels: ChannelLabels,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Item {
    r#type: Scalar,
    start_time: Scalar,
    end_time: Scalar,
    speaker_label: Scalar,
    alternatives: List<Alternative>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Alternative {
    content: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct AudioSegment {
    transcript: Scalar,
    start_time: Scalar,
    end_time: Scalar,
    speaker_label: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SpeakerLabels {
    segments: List<Segment>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Segment {
    items: List<Item>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ChannelLabels {
    channels: List<Channel>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Channel {
    channel_label: Scalar,
    items: List<Item>,
}

fn transcript(document: &Document) -> Transcript {
    let results = &document.results;
    let turns = if !results.audio_segments.is_empty() {
        results.audio_segments.iter().map(segment_turn).collect()
    } else if !results.channel_labels.channels.is_empty() {
        channel_turns(&results.channel_labels.channels)
    } else {
        let speakers = speakers(&results.speaker_labels);
        let speaker = |item: &Item| {
            item.speaker_label.string().or_else(|| speakers.get(&item.start_time.seconds()?).cloned())
        };
        words::turns(results.items.iter().map(|item| word(item, speaker(item))))
    };
    Transcript { id: document.job_name.text(), turns, ..Transcript::default() }
}

fn segment_turn(segment: &AudioSegment) -> Turn {
    Turn {
        text: segment.transcript.text(),
        start_ms: segment.start_time.seconds(),
        end_ms: segment.end_time.seconds(),
        ..Turn::by(segment.speaker_label.string())
    }
}

/// The speaker of the word that starts at a time.
fn speakers(labels: &SpeakerLabels) -> HashMap<i64, String> {
    let items = labels.segments.iter().flat_map(|segment| &segment.items);
    items.filter_map(|item| Some((item.start_time.seconds()?, item.speaker_label.string()?))).collect()
}

/// Each channel is a speaker; what was said in all of them is put in order of time.
fn channel_turns(channels: &[Channel]) -> Vec<Turn> {
    let mut timed = Vec::new();
    for channel in channels {
        let mut time = None;
        for item in &channel.items {
            time = item.start_time.seconds().or(time);
            timed.push((time, word(item, channel.channel_label.string())));
        }
    }
    timed.sort_by_key(|(time, _)| *time);
    words::turns(timed.into_iter().map(|(_, word)| word))
}

fn word(item: &Item, speaker: Option<String>) -> Word {
    Word {
        speaker,
        text: item.alternatives.first().map(|first| first.content.text()).unwrap_or_default(),
        start_ms: item.start_time.seconds(),
        end_ms: item.end_time.seconds(),
        attached: item.r#type.text() == "punctuation",
    }
}
