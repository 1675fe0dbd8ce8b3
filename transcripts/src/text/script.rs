//! Written dialogue: lines that open a turn, and lines that go on with it.

use std::collections::HashMap;

use super::head::{Head, Style};
use crate::speaker::{Cast, role, split_label};
use crate::{Transcript, Turn, time};

/// Lines longer than this on average hold many turns each.
const RUN_TOGETHER: usize = 300;

/// How many lines a turn has at most, on average.
const LONGEST_TURN: usize = 15;

/// A text with what each line may be, and the speakers of the whole.
pub(crate) struct Script<'a> {
    lines: Vec<(&'a str, Option<Head<'a>>)>,
    cast: Cast,
    /// Turns follow one another within a line, with nothing but the label between them.
    unpunctuated: bool,
}

impl<'a> Script<'a> {
    pub(crate) fn of(text: &'a str) -> Script<'a> {
        let lines: Vec<_> = text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(|line| (line, Head::of(line)))
            .collect();
        let mut labels: Vec<&str> = lines.iter().filter_map(|(_, head)| head.as_ref()?.speaker).collect();
        let length: usize = lines.iter().map(|(line, _)| line.len()).sum();
        let mut unpunctuated = false;
        if length > lines.len() * RUN_TOGETHER || lines.len() == 1 {
            let inside: Vec<&str> = lines.iter().flat_map(|(line, _)| inner_labels(line, false)).collect();
            unpunctuated = inside.is_empty();
            labels.extend(if unpunctuated { recurring_inner_labels(&lines) } else { inside });
        }
        let cast = Cast::of(labels.iter().copied(), lines.len().max(labels.len()));
        Script { lines, cast, unpunctuated }
    }

    /// The first line that opens a turn in one of these styles.
    pub(crate) fn opening(&self, styles: &[Style]) -> Option<&'a str> {
        let in_style = |head: &Head| styles.contains(&head.style) && self.opens(head);
        self.lines.iter().find(|(_, head)| head.as_ref().is_some_and(in_style)).map(|(line, _)| *line)
    }

    /// Whether people talk in it: there are speakers, and they change often enough. A text of another kind may have a
    /// label here and there.
    pub(crate) fn is_dialogue(&self) -> bool {
        let opening =
            self.lines.iter().filter(|(_, head)| head.as_ref().is_some_and(|head| self.opens(head))).count();
        let (often, always) =
            (opening * LONGEST_TURN >= self.lines.len(), opening * 5 >= self.lines.len() * 4);
        if self.cast.is_certain() { often } else { always && !self.cast.is_empty() }
    }

    /// Any line of which this is true.
    pub(crate) fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.lines.iter().any(|(line, _)| is(line))
    }

    fn opens(&self, head: &Head) -> bool {
        match head.style {
            Style::Label | Style::NameClockTight => head.speaker.is_some_and(|label| self.cast.has(label)),
            _ => true,
        }
    }

    pub(crate) fn transcript(&self) -> Transcript {
        let mut reading = Reading::default();
        for (line, head) in &self.lines {
            match head.as_ref().filter(|head| self.opens(head)) {
                Some(head) => reading.open(self, head),
                None if reading.started => reading.go_on(self, line),
                None => reading.preamble(line),
            }
        }
        reading.transcript.turns.retain(|turn| !turn.text.is_empty());
        reading.transcript
    }

    /// Cuts a line before every speaker within it.
    fn pieces<'t>(&self, text: &'t str) -> (&'t str, Vec<(&'t str, &'t str)>) {
        let mut pieces = Vec::new();
        let Some((first, mut speaker, mut rest)) = self.next_speaker(text) else {
            return (text, pieces);
        };
        while let Some((before, next, after)) = self.next_speaker(rest) {
            pieces.push((speaker, before));
            (speaker, rest) = (next, after);
        }
        pieces.push((speaker, rest));
        (first, pieces)
    }

    /// What stands before the next speaker within a line, the speaker, and the rest.
    fn next_speaker<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str, &'t str)> {
        starts(text, self.unpunctuated).find_map(|at| {
            let (label, rest) = self.cast.split(&text[at..])?;
            Some((text[..at].trim(), label, rest))
        })
    }
}

/// Where a turn could start within a line: after the end of a sentence, or after any space.
fn starts(text: &str, anywhere: bool) -> impl Iterator<Item = usize> + '_ {
    let mut last = ' ';
    let mut ended = false;
    text.char_indices().filter_map(move |(at, c)| {
        let start = last.is_whitespace() && !c.is_whitespace() && at > 0 && (ended || anywhere);
        if !c.is_whitespace() {
            ended = matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | ')' | ']' | '。' | '！' | '？');
        }
        last = c;
        start.then_some(at)
    })
}

fn inner_labels(line: &str, anywhere: bool) -> impl Iterator<Item = &str> {
    starts(line, anywhere).filter_map(|at| split_label(&line[at..])).map(|(label, _)| label)
}

/// Without punctuation, words before a name look like a part of it: only what recurs counts.
fn recurring_inner_labels<'a>(lines: &[(&'a str, Option<Head<'a>>)]) -> Vec<&'a str> {
    let labels: Vec<&str> = lines.iter().flat_map(|(line, _)| inner_labels(line, true)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in &labels {
        *counts.entry(label).or_default() += 1;
    }
    let known = |label: &&str| counts[label] >= 2 || role(label) != weakno::Role::Unknown;
    labels.into_iter().filter(known).collect()
}

/// The state of reading from line to line.
#[derive(Default)]
struct Reading {
    transcript: Transcript,
    started: bool,
    /// The last time that stood alone on a line: the turns below it have no time of their own.
    anchor: Option<i64>,
}

impl Reading {
    fn open(&mut self, script: &Script, head: &Head) {
        self.started = true;
        let known = head.speaker.filter(|label| script.cast.has(label) || head.unlabelled == head.text);
        let text = if known.is_some() { head.text } else { head.unlabelled };
        if head.style == Style::Anchor {
            self.anchor = head.start;
        }
        let (first, pieces) = script.pieces(text);
        self.push(known, head.start.or(self.anchor), head.end, first);
        self.inner(pieces, head.start.or(self.anchor));
    }

    fn go_on(&mut self, script: &Script, line: &str) {
        if is_noise(line) {
            return;
        }
        let (first, pieces) = script.pieces(line);
        let start = match self.transcript.turns.last_mut() {
            Some(turn) => {
                join(&mut turn.text, first);
                turn.start_ms
            }
            None => None,
        };
        self.inner(pieces, start);
    }

    fn inner(&mut self, pieces: Vec<(&str, &str)>, start: Option<i64>) {
        for (speaker, text) in pieces {
            self.push(Some(speaker), start, None, text);
        }
    }

    fn push(&mut self, speaker: Option<&str>, start: Option<i64>, end: Option<i64>, text: &str) {
        self.transcript.turns.push(Turn {
            start_ms: start,
            end_ms: end,
            text: text.to_owned(),
            ..Turn::by(speaker.map(str::to_owned))
        });
    }

    /// Before the first turn there may be a title and a date.
    fn preamble(&mut self, line: &str) {
        let plain = line.trim_matches(|c: char| !c.is_alphanumeric());
        let transcript = &mut self.transcript;
        let date = time::long_date(plain);
        let is_title = date.is_none() && !plain.is_empty() && !matches!(plain, "Notes" | "Transcript");
        if transcript.title.is_none() && is_title && plain.chars().count() <= 120 && !is_noise(plain) {
            transcript.title = Some(plain.to_owned());
        }
        if transcript.date.is_none() {
            transcript.date = date.or_else(|| plain.split_whitespace().find_map(date_in));
        }
    }
}

/// The title and the date of a text in which nobody speaks.
pub(crate) fn preamble(text: &str) -> Transcript {
    let mut reading = Reading::default();
    for line in text.lines() {
        reading.preamble(line);
    }
    reading.transcript
}

/// `2024-05-06`, or the `20240506_100000` of `Intro-20240506_100000-Meeting`.
fn date_in(word: &str) -> Option<String> {
    let stamp = |part: &str| part.len() == 15 && part.as_bytes()[8] == b'_';
    let parts = word.split('-').filter(|part| stamp(part));
    std::iter::once(word).chain(parts).find_map(time::date)
}

/// Appends with a space between.
pub(crate) fn join(text: &mut String, more: &str) {
    let more = more.trim();
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// Lines that nobody said: headings, rules, stage directions, what a program wrote.
fn is_noise(line: &str) -> bool {
    let heading = line.starts_with('#') || line.starts_with("```");
    let rule = line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '=' | '_' | ' '));
    let brackets = [('[', ']'), ('(', ')'), ('{', '}')];
    let direction = brackets.iter().any(|(open, close)| line.starts_with(*open) && line.ends_with(*close));
    let starred = line.len() > 2 && line.starts_with('*') && line.ends_with('*') && !line.starts_with("**");
    let program = line.ends_with(" started transcription")
        || line.ends_with(" stopped transcription")
        || line.starts_with("Transcribed by http")
        || line.starts_with("Transcription ended after")
        || line.starts_with("This editable transcript was computer generated");
    heading || rule || direction || starred || program
}
