//! Deepgram: utterances, paragraphs or words. Times are seconds.

use serde::Deserialize;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::speaker::numbered;
use crate::words::{self, Word};
use crate::{Transcript, Turn};

pub(super) const DEEPGRAM: Format = Format {
    name: "deepgram",
    about: "Deepgram transcripts: utterances, paragraphs or words",
    kind: Kind::Json {
        detect: |shape| shape.has("results.channels[].alternatives"),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Document {
    metadata: Metadata,
    results: Results,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Metadata {
    request_id: Scalar,
    created: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Results {
    utterances: List<Utterance>,
    channels: List<Channel>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Utterance {
    start: Scalar,
    end: Scalar,
    transcript: Scalar,
    speaker: Scalar,
    channel: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Channel {
    alternatives: List<Alternative>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Alternative {
    paragraphs: Option<Paragraphs>,
    words: List<SpokenWord>,
    transcript: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Paragraphs {
    paragraphs: List<Paragraph>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Paragraph {
    speaker: Scalar,
    sentences: List<Sentence>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Sentence {
    text: Scalar,
    start: Scalar,
    end: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SpokenWord {
    word: Scalar,
    punctuated_word: Scalar,
    start: Scalar,
    end: Scalar,
    speaker: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let results = &document.results;
    let channels = results.channels.len();
    let mut turns: Vec<Turn> = results.utterances.iter().map(|utterance| utterance.turn(channels)).collect();
    if turns.is_empty() {
        let numbered = results.channels.iter().enumerate();
        turns = numbered.flat_map(|(at, channel)| channel.turns((channels > 1).then_some(at))).collect();
    }
    if channels > 1 {
        turns.sort_by_key(|turn| turn.start_ms);
    }
    let Metadata { request_id, created } = &document.metadata;
    Transcript { id: request_id.text(), date: created.date(), turns, ..Transcript::default() }
}

/// Where there are several channels, the channel is the speaker.
fn speaker(speaker: &Scalar, channel: Option<usize>) -> Option<String> {
    channel.map(|channel| format!("Channel {channel}")).or_else(|| numbered("Speaker", speaker))
}

impl Utterance {
    fn turn(&self, channels: usize) -> Turn {
        let channel = self.channel.number().filter(|_| channels > 1).map(|channel| channel as usize);
        Turn {
            text: self.transcript.text(),
            start_ms: self.start.seconds(),
            end_ms: self.end.seconds(),
            ..Turn::by(speaker(&self.speaker, channel))
        }
    }
}

impl Channel {
    fn turns(&self, channel: Option<usize>) -> Vec<Turn> {
        let Some(best) = self.alternatives.first() else { return Vec::new() };
        let paragraphs = best.paragraphs.iter().flat_map(|paragraphs| &paragraphs.paragraphs);
        let sentences = paragraphs.flat_map(|paragraph| paragraph.turns(channel)).collect::<Vec<_>>();
        if !sentences.is_empty() {
            return sentences;
        }
        if !best.words.is_empty() {
            return words::turns(best.words.iter().map(|word| word.word(channel)));
        }
        let whole = Turn { text: best.transcript.text(), ..Turn::by(speaker(&Scalar::Nothing, channel)) };
        Some(whole).filter(|turn| !turn.text.is_empty()).into_iter().collect()
    }
}

impl Paragraph {
    fn turns(&self, channel: Option<usize>) -> impl Iterator<Item = Turn> {
        self.sentences.iter().map(move |sentence| Turn {
            text: sentence.text.text(),
            start_ms: sentence.start.seconds(),
            end_ms: sentence.end.seconds(),
            ..Turn::by(speaker(&self.speaker, channel))
        })
    }
}

impl SpokenWord {
    fn word(&self, channel: Option<usize>) -> Word {
        Word {
            speaker: speaker(&self.speaker, channel),
            text: self.punctuated_word.string().unwrap_or_else(|| self.word.text()),
            start_ms: self.start.seconds(),
            end_ms: self.end.seconds(),
            attached: false,
        }
    }
}
