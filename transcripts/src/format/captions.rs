//! Captions: WebVTT as Zoom, Teams and others write it, SRT and SBV. They differ in how they are told apart; how the
//! speaker is written is told cue by cue.

use serde::Deserialize;

use super::{Confidence, Format, Kind, Sniff};
use crate::json::Scalar;
use crate::speaker::{Cast, split_label};
use crate::text::cues::{Cue, cues, is_timing};
use crate::text::payload::{Piece, pieces};
use crate::text::rolling;
use crate::text::script::join;
use crate::{Transcript, Turn};

pub(super) const SBV: Format = Format {
    name: "sbv",
    about: "SBV captions (YouTube)",
    kind: Kind::Text {
        detect: |sniff| Confidence::likely(has_timing(sniff, |line| !line.contains("-->"))),
        read,
    },
};

pub(super) const SRT: Format = Format {
    name: "srt",
    about: "SRT captions",
    kind: Kind::Text {
        detect: |sniff| {
            let comma = |line: &str| line.split("-->").next().is_some_and(|start| start.contains(','));
            Confidence::likely(
                !is_vtt(sniff) && has_timing(sniff, |line| line.contains("-->") && comma(line)),
            )
        },
        read,
    },
};

pub(super) const TEAMS_VTT: Format = Format {
    name: "teams-vtt",
    about: "Microsoft Teams WebVTT, with voice tags or one JSON object a cue",
    kind: Kind::Text {
        detect: |sniff| {
            let voices = sniff.text.contains("<v ") || sniff.text.contains("\"spokenText\"");
            Confidence::certain(is_vtt(sniff) && voices)
        },
        read,
    },
};

pub(super) const WEBVTT: Format = Format {
    name: "webvtt",
    about: "WebVTT captions, rolling ones too",
    kind: Kind::Text {
        detect: |sniff| {
            let points = |line: &str| line.split("-->").next().is_some_and(|start| !start.contains(','));
            Confidence::likely(
                is_vtt(sniff) || has_timing(sniff, |line| line.contains("-->") && points(line)),
            )
        },
        read,
    },
};

pub(super) const ZOOM_VTT: Format = Format {
    name: "zoom-vtt",
    about: "Zoom WebVTT, with `Name: ` before the text",
    kind: Kind::Text {
        detect: |sniff| {
            let named = || !Captions::of(sniff.text).cast.is_empty();
            Confidence::certain(is_vtt(sniff) && TEAMS_VTT.confidence(sniff) == Confidence::No && named())
        },
        read,
    },
};

fn is_vtt(sniff: &Sniff) -> bool {
    sniff.text.trim_start().starts_with("WEBVTT")
}

fn has_timing(sniff: &Sniff, style: impl Fn(&str) -> bool) -> bool {
    sniff.text.lines().any(|line| is_timing(line) && style(line))
}

fn read(text: &str) -> Transcript {
    Captions::of(text).transcript()
}

struct Captions<'a> {
    cues: Vec<Cue<'a>>,
    pieces: Vec<Vec<Piece>>,
    cast: Cast,
}

impl<'a> Captions<'a> {
    fn of(text: &'a str) -> Captions<'a> {
        let cues = cues(text);
        let mut pieces: Vec<Vec<Piece>> = cues.iter().map(|cue| pieces(&cue.lines)).collect();
        let voiceless = || pieces.iter().flatten().filter(|piece| piece.voice.is_none());
        let labels = voiceless().flat_map(|piece| &piece.lines).filter_map(|line| split_label(line));
        let cast = Cast::of(labels.map(|(label, _)| label), voiceless().count());
        if rolling::is_rolling(&pieces) {
            rolling::unroll(&mut pieces);
        }
        Captions { cues, pieces, cast }
    }

    fn transcript(self) -> Transcript {
        let mut transcript = Transcript::default();
        for (cue, pieces) in self.cues.iter().zip(self.pieces) {
            if let Some((turn, date)) = metadata_cue(cue) {
                transcript.date = transcript.date.or(date);
                transcript.turns.push(turn);
                continue;
            }
            let before = transcript.turns.len();
            for piece in pieces {
                match piece.voice {
                    Some(voice) => transcript.turns.push(turn(cue, Some(voice), piece.lines.join(" "))),
                    None => unvoiced(&mut transcript.turns, before, cue, &piece, &self.cast),
                }
            }
        }
        transcript.turns.retain(|turn| !turn.text.is_empty());
        transcript
    }
}

/// Adds lines that may have `Name: ` in front. Without it, the cue goes on with the speaker before.
fn unvoiced(turns: &mut Vec<Turn>, before: usize, cue: &Cue, piece: &Piece, cast: &Cast) {
    for line in &piece.lines {
        if let Some((label, text)) = cast.split(line) {
            turns.push(turn(cue, Some(label.to_owned()), text.to_owned()));
        } else if turns.len() > before {
            join(&mut turns.last_mut().expect("longer than before").text, line);
        } else {
            let speaker = turns.last().and_then(|turn| turn.speaker.clone());
            turns.push(turn(cue, speaker, line.clone()));
        }
    }
}

fn turn(cue: &Cue, speaker: Option<String>, text: String) -> Turn {
    Turn { text, start_ms: cue.start, end_ms: cue.end, ..Turn::by(speaker) }
}

/// The cues of Teams with metadata are JSON.
fn metadata_cue(cue: &Cue) -> Option<(Turn, Option<String>)> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Metadata {
        spoken_text: Scalar,
        #[serde(default)]
        speaker_name: Scalar,
        #[serde(default)]
        start_date_time: Scalar,
    }
    if !cue.lines.first()?.starts_with('{') {
        return None;
    }
    let metadata: Metadata = serde_json::from_str(&cue.lines.join("\n")).ok()?;
    let turn = turn(cue, metadata.speaker_name.string(), metadata.spoken_text.text());
    Some((turn, metadata.start_date_time.date()))
}
