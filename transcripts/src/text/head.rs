//! The line that opens a turn, in every arrangement of name and time that transcripts use.

use crate::speaker::{is_label, split_label};
use crate::time::clock;

/// How a line opens a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// `Name: text`
    Label,
    /// `Name   0:05`, the text below.
    NameClock,
    /// `Name 0:05`: with one space only, which "Tuesday 10:30" has too.
    NameClockTight,
    /// `[00:00:05] Name: text`, `00:05 Name: text`
    ClockLabel,
    /// `[00:05 - 00:09] Name: text`
    RangeLabel,
    /// `[Name] 00:00:05`, the text below.
    BracketClock,
    /// `Name (00:05): text`, `**Name** (00:00:05)`, the text beside or below.
    NameParenClock,
    /// `00:05:00`, `### 00:05:00` or `[00:05]` alone.
    Anchor,
}

/// What a line that opens a turn says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head<'a> {
    pub(crate) style: Style,
    pub(crate) speaker: Option<&'a str>,
    pub(crate) start: Option<i64>,
    pub(crate) end: Option<i64>,
    pub(crate) text: &'a str,
    /// The text together with the label, for the case that the label is no speaker.
    pub(crate) unlabelled: &'a str,
}

impl<'a> Head<'a> {
    fn new(style: Style, speaker: Option<&'a str>, start: Option<i64>, text: &'a str) -> Head<'a> {
        Head { style, speaker, start, end: None, text: text.trim(), unlabelled: text.trim() }
    }

    /// Reads a line. Whether the label of [`Style::Label`] or [`Style::NameClockTight`] is a speaker is for the whole
    /// document to say.
    pub(crate) fn of(line: &'a str) -> Option<Head<'a>> {
        let line = line.trim();
        anchor(line)
            .or_else(|| stamp_first(line))
            .or_else(|| bracket_clock(line))
            .or_else(|| name_paren_clock(line))
            .or_else(|| name_clock(line))
            .or_else(|| {
                split_label(line).map(|(label, text)| Head::new(Style::Label, Some(label), None, text))
            })
    }
}

fn anchor(line: &str) -> Option<Head<'_>> {
    let bare = line.trim_matches(['#', '*', ' ']);
    let bare = enclosed(bare).unwrap_or(bare);
    clock(bare).map(|start| Head::new(Style::Anchor, None, Some(start), ""))
}

/// The inside of `[...]` or `(...)`.
fn enclosed(text: &str) -> Option<&str> {
    let square = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    square.or_else(|| text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')))
}

fn stamp_first(line: &str) -> Option<Head<'_>> {
    let (stamp, rest) = match line.strip_prefix(['[', '(']) {
        Some(inside) => inside.split_once([']', ')'])?,
        None if line.starts_with(|c: char| c.is_ascii_digit()) => line.split_once([' ', '\t'])?,
        None => return None,
    };
    let (start, end) = match stamp.split_once(" - ").or_else(|| stamp.split_once(" --> ")) {
        Some((start, end)) => (clock(start)?, Some(clock(end)?)),
        None => (clock(stamp)?, None),
    };
    let style = if end.is_some() { Style::RangeLabel } else { Style::ClockLabel };
    let (speaker, text) = match split_label(rest.trim_start_matches(['-', ' '])) {
        Some((label, text)) => (Some(label), text),
        // "10:30 works for me" opens nothing.
        None if end.is_none() && stamp.as_ptr() == line.as_ptr() => return None,
        None => (None, rest),
    };
    Some(Head { end, unlabelled: rest.trim(), ..Head::new(style, speaker, Some(start), text) })
}

fn bracket_clock(line: &str) -> Option<Head<'_>> {
    let (name, rest) = line.strip_prefix('[')?.split_once(']')?;
    let start = clock(rest)?;
    is_label(name).then(|| Head::new(Style::BracketClock, Some(name.trim()), Some(start), ""))
}

fn name_paren_clock(line: &str) -> Option<Head<'_>> {
    let (at, open) = line
        .char_indices()
        .take(80)
        .find(|(at, c)| matches!(c, '(' | '[') && line[at + 1..].starts_with(|c: char| c.is_ascii_digit()))?;
    let close = if open == '(' { ')' } else { ']' };
    let (stamp, rest) = line[at + 1..].split_once(close)?;
    let start = clock(stamp)?;
    let name = line[..at].trim().trim_matches(['*', '_', ' ']).trim_end_matches(':');
    let text = rest.trim_start_matches(['*', '_']).trim_start_matches(':').trim_start_matches(['*', '_']);
    is_label(name).then(|| Head::new(Style::NameParenClock, Some(name), Some(start), text))
}

fn name_clock(line: &str) -> Option<Head<'_>> {
    let (before, stamp) = line.rsplit_once([' ', '\t'])?;
    let start = clock(stamp)?;
    let name = before.trim_end();
    let tight = before.len() == name.len() && line.as_bytes()[name.len()] == b' ';
    let style = if tight { Style::NameClockTight } else { Style::NameClock };
    let name = name.trim_matches(['*', '_']);
    is_label(name).then(|| Head::new(style, Some(name), Some(start), ""))
}

#[cfg(test)]
mod tests {
    use super::{Head, Style};

    #[test]
    fn every_arrangement() {
        for (line, style, speaker, start, text) in [
            ("Ann Lee: hi", Style::Label, Some("Ann Lee"), None, "hi"),
            ("Ann Lee   00:01:05", Style::NameClock, Some("Ann Lee"), Some(65_000), ""),
            ("Ann Lee  1:05  ", Style::NameClock, Some("Ann Lee"), Some(65_000), ""),
            ("Ann Lee\t1:05", Style::NameClock, Some("Ann Lee"), Some(65_000), ""),
            ("Ann Lee 1:05", Style::NameClockTight, Some("Ann Lee"), Some(65_000), ""),
            ("[00:01:05] Ann Lee: hi", Style::ClockLabel, Some("Ann Lee"), Some(65_000), "hi"),
            ("00:01:05 Ann Lee: hi", Style::ClockLabel, Some("Ann Lee"), Some(65_000), "hi"),
            ("(1:05) hi", Style::ClockLabel, None, Some(65_000), "hi"),
            ("[01:05 - 01:09] Ann Lee: hi", Style::RangeLabel, Some("Ann Lee"), Some(65_000), "hi"),
            ("[Ann Lee] 00:01:05", Style::BracketClock, Some("Ann Lee"), Some(65_000), ""),
            ("**Ann Lee** (00:01:05)", Style::NameParenClock, Some("Ann Lee"), Some(65_000), ""),
            ("Speaker 1 (00:01:05): hi", Style::NameParenClock, Some("Speaker 1"), Some(65_000), "hi"),
            ("**Ann Lee [1:05]:** hi", Style::NameParenClock, Some("Ann Lee"), Some(65_000), "hi"),
            ("### 00:01:05", Style::Anchor, None, Some(65_000), ""),
            ("1:05", Style::Anchor, None, Some(65_000), ""),
        ] {
            let head = Head::of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (head.style, head.speaker, head.start, head.text),
                (style, speaker, start, text),
                "{line}"
            );
        }
    }

    #[test]
    fn speech_opens_nothing() {
        for line in [
            "Not right now.",
            "[laughs]",
            "Call me at 10:30 please",
            "see you (really?) at 10:30!",
            "12 seats",
            "10:30 works",
        ] {
            assert_eq!(Head::of(line), None, "{line}");
        }
    }
}
