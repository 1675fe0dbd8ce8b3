//! Who speaks: what a label in front of `:` may look like, which labels of a document are speakers, and the side that
//! a label names.

use std::collections::{HashMap, HashSet};

use weakno::Role;

use crate::json::Scalar;

/// Labels that name a side.
const ROLES: &[(&str, Role)] = &[
    ("account executive", Role::Rep),
    ("account manager", Role::Rep),
    ("adviser", Role::Rep),
    ("advisor", Role::Rep),
    ("ae", Role::Rep),
    ("agent", Role::Rep),
    ("bdr", Role::Rep),
    ("bot", Role::Other),
    ("buyer", Role::Prospect),
    ("client", Role::Prospect),
    ("closer", Role::Rep),
    ("consumer", Role::Prospect),
    ("customer", Role::Prospect),
    ("decision maker", Role::Prospect),
    ("external", Role::Prospect),
    ("internal", Role::Rep),
    ("interpreter", Role::Other),
    ("ivr", Role::Other),
    ("lead", Role::Prospect),
    ("moderator", Role::Other),
    ("operator", Role::Other),
    ("other", Role::Other),
    ("prospect", Role::Prospect),
    ("rep", Role::Rep),
    ("representative", Role::Rep),
    ("sales", Role::Rep),
    ("sales agent", Role::Rep),
    ("sales rep", Role::Rep),
    ("sales representative", Role::Rep),
    ("salesman", Role::Rep),
    ("salesperson", Role::Rep),
    ("saleswoman", Role::Rep),
    ("sdr", Role::Rep),
    ("seller", Role::Rep),
    ("shopper", Role::Prospect),
    ("support agent", Role::Rep),
    ("system", Role::Other),
    ("telemarketer", Role::Rep),
    ("vendor", Role::Rep),
];

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

/// What a name may have before a full stop, beside initials.
const TITLES: &[&str] = &["Co", "Dr", "Inc", "Jr", "Ltd", "Mr", "Mrs", "Ms", "Prof", "Sr", "St"];

/// The side that a label names: `Agent`, `CUSTOMER 2`, `Jane (Sales Rep)`, `Prospect - Tom`.
pub(crate) fn role(label: &str) -> Role {
    let whole = std::iter::once(label);
    let parts =
        whole.chain(label.split(['(', ')', '[', ']', '|', ',', '/', '–', '—'])).chain(label.split(" - "));
    parts.map(role_of_phrase).find(|role| *role != Role::Unknown).unwrap_or(Role::Unknown)
}

/// A speaker that may be a mere number: 2 is "Speaker 2".
pub(crate) fn numbered(what: &str, speaker: &Scalar) -> Option<String> {
    let name = speaker.string()?;
    let is_number = name.bytes().all(|b| b.is_ascii_digit());
    Some(if is_number { format!("{what} {name}") } else { name })
}

fn role_of_phrase(phrase: &str) -> Role {
    let lower = phrase.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `Customer 2`, `Agent A`
    let numbers = |word: &&str| word.len() == 1 || word.bytes().all(|b| b.is_ascii_digit());
    if words.len() > 1 && words.last().is_some_and(numbers) {
        words.pop();
    }
    let phrase = words.join(" ");
    ROLES.binary_search_by_key(&phrase.as_str(), |(name, _)| name).map_or(Role::Unknown, |at| ROLES[at].1)
}

/// `Name: text`, `**Name:** text`, `- Name: text` as label and text, if what stands before the colon could be a label.
pub(crate) fn split_label(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let line = match ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)) {
        // An item of a list has a heading of its own, unless that is marked as a name.
        Some(item) => Some(item).filter(|item| item.starts_with("**"))?,
        None => line.trim_start_matches(['>', ' ']),
    };
    let (at, colon) = line.char_indices().take(80).find(|(_, c)| matches!(c, ':' | '：'))?;
    let (label, rest) = (&line[..at], &line[at + colon.len_utf8()..]);
    let marked = label.starts_with(['*', '_']);
    let label = label.trim().trim_matches(['*', '_']).trim();
    let rest = if marked { rest.trim_start_matches(['*', '_']) } else { rest };
    // A time, an address, a path: the colon belongs to the word.
    if rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '\\' | ':')) {
        return None;
    }
    is_label(label).then(|| (label, rest.trim()))
}

/// Whether text could name a speaker at all.
pub(crate) fn is_label(text: &str) -> bool {
    let sentence = |c: char| {
        matches!(c, '?' | '!' | ';' | '"' | '“' | '”' | '<' | '>' | '{' | '}' | '=' | '`' | '#' | '*')
    };
    let plain = outside_brackets(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let initial = |stem: &str| stem.chars().count() == 1 && stem.starts_with(char::is_alphabetic);
    let abbreviated =
        |word: &&str| word.strip_suffix('.').is_none_or(|stem| initial(stem) || TITLES.contains(&stem));
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '('));
    starts
        && text.chars().count() <= 60
        && !text.contains(sentence)
        && (1..=6).contains(&words.len())
        && words.iter().all(abbreviated)
        && (text.contains(char::is_alphabetic) || is_phone(text))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 5 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '.'))
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|&c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(ROLES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(NOT_NAMES.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn labels_name_a_side() {
        for (label, expected) in [
            ("Rep", Role::Rep),
            ("AGENT", Role::Rep),
            ("Customer 2", Role::Prospect),
            ("Sales Rep (Jane)", Role::Rep),
            ("Jane Roe (Prospect)", Role::Prospect),
            ("Prospect - Tom", Role::Prospect),
            ("Jane, Account Executive", Role::Rep),
            ("Tech Lead", Role::Unknown),
            ("Leadbetter", Role::Unknown),
            ("Speaker 1", Role::Unknown),
            ("Jane", Role::Unknown),
        ] {
            assert_eq!(role(label), expected, "{label}");
        }
    }

    #[test]
    fn labels_are_split_off() {
        for (line, expected) in [
            ("Tom: Yes.", Some(("Tom", "Yes."))),
            ("**María García:** No", Some(("María García", "No"))),
            ("**Tom**: No", Some(("Tom", "No"))),
            ("- **Tom:** No", Some(("Tom", "No"))),
            (">> TOM: No", Some(("TOM", "No"))),
            ("- Tom: No", None),
            ("7. **Point**: No", None),
            ("王伟：不用了", Some(("王伟", "不用了"))),
            ("Dr. J. Smith-O'Neil (Acme): hm", Some(("Dr. J. Smith-O'Neil (Acme)", "hm"))),
            ("+1 555-0100: hello", Some(("+1 555-0100", "hello"))),
            ("At 10:30 then", None),
            ("See https://example.com", None),
            ("Is that so? Then: no", None),
            ("I told you. Listen: no", None),
            ("and what I would then say to them is: no", None),
            (": no", None),
        ] {
            assert_eq!(split_label(line), expected, "{line}");
        }
    }

    #[test]
    fn numbers_are_told_as_speakers() {
        let number = Scalar::Number(2.into());
        assert_eq!(numbered("Speaker", &number).as_deref(), Some("Speaker 2"));
        assert_eq!(numbered("Speaker", &Scalar::String("B".into())).as_deref(), Some("B"));
        assert_eq!(numbered("Speaker", &Scalar::Nothing), None);
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
