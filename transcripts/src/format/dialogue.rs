//! Dialogue as people write and paste it, and as programs export it. Every arrangement of name and time is read in the
//! same way; the formats differ in how they are told apart.

use super::{Confidence, Format, Kind, Sniff};
use crate::Transcript;
use crate::text::head::Style;
use crate::text::script::{Script, preamble};
use crate::time::clock;

pub(super) const FIREFLIES_TEXT: Format = Format {
    name: "fireflies-text",
    about: "Fireflies text: `[00:02 - 00:04] Name: text`",
    kind: Kind::Text { detect: |sniff| Confidence::likely(opens_as(sniff, &[Style::RangeLabel])), read },
};

pub(super) const GOOGLE_MEET_TEXT: Format = Format {
    name: "google-meet-text",
    about: "Google Meet transcripts and Gemini notes, in text, Markdown or Word",
    kind: Kind::Text {
        detect: |sniff| Confidence::certain(after_notes(sniff.text).is_some()),
        read: |text| {
            let spoken = after_notes(text).unwrap_or(text);
            let heading = preamble(&text[..text.len() - spoken.len()]);
            Transcript { turns: read(spoken).turns, ..heading }
        },
    },
};

pub(super) const OTTER: Format = Format {
    name: "otter",
    about: "Otter text: `Name  0:05` above the text, or the time alone",
    kind: Kind::Text {
        detect: |sniff| {
            let footer = sniff.script().any(|line| line.starts_with("Transcribed by https://otter.ai"));
            let opening = sniff.script().opening(&[Style::NameClock, Style::NameClockTight, Style::Anchor]);
            let short = opening.is_some_and(|line| line.matches(':').count() == 1);
            Confidence::certain(footer).max(Confidence::likely(short))
        },
        read,
    },
};

pub(super) const PLAIN: Format = Format {
    name: "plain",
    about: "dialogue as `Name: text`, in plain text or Markdown",
    kind: Kind::Text { detect: |sniff| Confidence::possible(sniff.script().is_dialogue()), read },
};

pub(super) const REV_TEXT: Format = Format {
    name: "rev-text",
    about: "Rev text and others: `Name (00:05): text`",
    kind: Kind::Text { detect: |sniff| Confidence::likely(opens_as(sniff, &[Style::NameParenClock])), read },
};

pub(super) const TEAMS_TEXT: Format = Format {
    name: "teams-text",
    about: "Microsoft Teams transcripts in Word, or their text: `Name   0:05` above the text",
    kind: Kind::Text {
        detect: |sniff| {
            let of_teams = |line: &str| {
                line.ends_with(" started transcription") || line.ends_with("-Meeting Transcript")
            };
            Confidence::certain(
                opens_as(sniff, &[Style::NameClock, Style::NameClockTight]) && sniff.script().any(of_teams),
            )
        },
        read,
    },
};

pub(super) const TLDV_TEXT: Format = Format {
    name: "tldv-text",
    about: "tl;dv Markdown: `**Name** (00:00:05)` above the text",
    kind: Kind::Text {
        detect: |sniff| {
            let heading = sniff.script().any(|line| line.trim_start_matches('#').trim() == "Transcript");
            Confidence::certain(opens_as(sniff, &[Style::NameParenClock]) && heading)
        },
        read,
    },
};

pub(super) const ZOOM_CHAT: Format = Format {
    name: "zoom-chat",
    about: "the chat of a Zoom meeting, which nobody said",
    kind: Kind::Companion {
        detect: |sniff| Confidence::certain(sniff.text.lines().take(5).any(is_chat)),
        shape: |_| false,
    },
};

pub(super) const ZOOM_TEXT: Format = Format {
    name: "zoom-text",
    about: "Zoom text: `Name   00:00:05` or `[Name] 00:00:05` above the text, `[00:00:05] Name: text`",
    kind: Kind::Text {
        detect: |sniff| {
            let heads = [Style::NameClock, Style::NameClockTight, Style::BracketClock];
            let long = sniff.script().opening(&heads).is_some_and(|line| line.matches(':').count() == 2);
            Confidence::likely(long || opens_as(sniff, &[Style::ClockLabel, Style::BracketClock]))
        },
        read,
    },
};

fn read(text: &str) -> Transcript {
    Script::of(text).transcript()
}

fn opens_as(sniff: &Sniff, styles: &[Style]) -> bool {
    sniff.script().opening(styles).is_some()
}

/// The transcript below the notes: from the first `00:00:00` that stands alone and has a speaker below it.
fn after_notes(text: &str) -> Option<&str> {
    let mut anchor = None;
    for line in text.lines() {
        let bare = line.trim().trim_start_matches(['#', ' ']);
        if bare.len() == 8 && clock(bare).is_some() {
            anchor = Some(line);
        } else if !bare.is_empty() {
            let labelled = crate::speaker::split_label(line).is_some();
            if let Some(anchor) = anchor.filter(|_| labelled) {
                return Some(&text[anchor.as_ptr() as usize - text.as_ptr() as usize..]);
            }
            anchor = None;
        }
    }
    None
}

/// `10:05:12 From Ann to Everyone: text`, or a time, a name and a text between tabs.
fn is_chat(line: &str) -> bool {
    let Some((time, rest)) = line.split_once(['\t', ' ']) else { return false };
    let rest = rest.trim_start_matches(' ');
    let columns = line.split('\t').nth(1).is_some_and(|name| name.trim_end().ends_with(':'));
    clock(time).is_some() && (rest.trim_start().starts_with("From ") || columns)
}
