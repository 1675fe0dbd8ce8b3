//! Which labels of a document are speakers.

use std::collections::{HashMap, HashSet};

use weakno::Role;

use super::{is_phone, outside_brackets, role, split_label};

/// Words that stand before a colon in speech, notes and logs, and are nobody's name.
const NOT_NAMES: &[&str] = &[
    "action",
    "added",
    "agenda",
    "also",
    "and",
    "answer",
    "anyway",
    "arguments",
    "attendees",
    "background",
    "basically",
    "because",
    "bottom",
    "breaking",
    "budget",
    "bug",
    "bugs",
    "but",
    "cc",
    "changed",
    "changelog",
    "changes",
    "commands",
    "confidence",
    "cons",
    "context",
    "contributors",
    "cost",
    "date",
    "debug",
    "deprecations",
    "description",
    "documentation",
    "duration",
    "email",
    "enhancements",
    "error",
    "example",
    "fact",
    "feature",
    "features",
    "feedback",
    "finally",
    "first",
    "fix",
    "fixed",
    "fixes",
    "from",
    "fw",
    "fwd",
    "honestly",
    "http",
    "https",
    "id",
    "important",
    "improvements",
    "info",
    "item",
    "items",
    "key",
    "kind",
    "language",
    "lastly",
    "line",
    "link",
    "listen",
    "location",
    "look",
    "mailto",
    "meeting",
    "misc",
    "name",
    "no",
    "note",
    "notes",
    "objective",
    "ok",
    "okay",
    "option",
    "options",
    "outcome",
    "overview",
    "participants",
    "performance",
    "phone",
    "plan",
    "plus",
    "point",
    "price",
    "pricing",
    "problem",
    "pros",
    "ps",
    "purpose",
    "question",
    "re",
    "reason",
    "recap",
    "recorded",
    "recording",
    "remember",
    "removed",
    "result",
    "scenario",
    "scene",
    "second",
    "setting",
    "so",
    "solution",
    "source",
    "status",
    "step",
    "steps",
    "style",
    "subject",
    "summary",
    "takeaway",
    "takeaways",
    "text",
    "thing",
    "third",
    "time",
    "tip",
    "title",
    "to",
    "todo",
    "topic",
    "topics",
    "transcript",
    "transcription",
    "type",
    "update",
    "url",
    "usage",
    "value",
    "version",
    "warn",
    "warning",
    "well",
    "yes",
];

/// Words inside names that may be written small.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la", "le", "of",
    "ter", "the", "und", "van", "von", "y", "zu",
];

/// The labels of a document that are speakers.
#[derive(Debug, Default)]
pub(crate) struct Cast(HashSet<String>);

impl Cast {
    /// Told from all that stands in front of a colon, in a document of that many lines.
    pub(crate) fn of<'a>(labels: impl IntoIterator<Item = &'a str>, lines: usize) -> Cast {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for label in labels {
            *counts.entry(label).or_default() += 1;
        }
        counts.retain(|label, _| !is_no_name(label));
        let labelled: usize = counts.values().sum();
        // Where nearly every line is labelled, an unlabelled line is so rare that a label seen once is a speaker too.
        let dense = if lines <= 12 { labelled * 5 >= lines * 4 } else { labelled * 20 >= lines * 19 };
        let small_cast = counts.len() <= 6;
        let speaks = |label: &str, count: usize| {
            role(label) != Role::Unknown
                || is_placeholder(label)
                || is_phone(label)
                || if looks_like_a_name(label) {
                    count >= 2 || dense || label.split_whitespace().count() >= 2
                } else {
                    count >= 2 && dense && small_cast
                }
        };
        let speakers = counts.iter().filter(|(label, count)| speaks(label, **count));
        Cast(speakers.map(|(label, _)| (*label).to_owned()).collect())
    }

    pub(crate) fn has(&self, label: &str) -> bool {
        self.0.contains(label)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Two who talk to each other, or somebody who is certainly a speaker.
    pub(crate) fn is_certain(&self) -> bool {
        let certain =
            |label: &String| role(label) != Role::Unknown || is_placeholder(label) || is_phone(label);
        self.0.len() >= 2 || self.0.iter().any(certain)
    }

    /// Takes the speaker off a line.
    pub(crate) fn split<'a>(&self, line: &'a str) -> Option<(&'a str, &'a str)> {
        split_label(line).filter(|(label, _)| self.has(label))
    }
}

/// Every word starts with a capital, a digit, or a letter of a script without capitals.
fn looks_like_a_name(label: &str) -> bool {
    let plain = outside_brackets(label);
    plain.split_whitespace().all(|word| {
        let capital = !word.starts_with(char::is_lowercase);
        capital || PARTICLES.contains(&word)
    })
}

fn is_no_name(label: &str) -> bool {
    let lower = label.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .any(|word| NOT_NAMES.binary_search(&word).is_ok())
}

/// Placeholders that transcribers put for a name.
fn is_placeholder(label: &str) -> bool {
    let lower = label.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '#'));
    let lettered = lower.strip_prefix("speaker ").is_some_and(|rest| rest.chars().count() == 1);
    lettered
        || matches!(stem, "speaker" | "unknown speaker" | "participant" | "call-in user" | "caller" | "spk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NOT_NAMES.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_speaker_recurs_or_looks_like_a_name() {
        let cast = |labels: &[&str], lines| {
            let cast = Cast::of(labels.iter().copied(), lines);
            let mut names: Vec<String> = cast.0.into_iter().collect();
            names.sort();
            names.join("|")
        };
        assert_eq!(cast(&["Tom", "Ann", "Tom", "note", "Ann", "note"], 40), "Ann|Tom");
        assert_eq!(
            cast(&["Tom", "Tom", "Basically", "Jane Roe", "Monthly Price", "Rep"], 40),
            "Jane Roe|Rep|Tom"
        );
        assert_eq!(cast(&["Rep", "Dana"], 2), "Dana|Rep");
        assert_eq!(cast(&["tom", "ann", "tom", "ann"], 4), "ann|tom");
        assert_eq!(cast(&["host", "port", "user"], 4), "");
    }
}
