//! Who speaks: what stands in front of a colon, and whether it is a name.

mod cast;
mod role;

pub(crate) use cast::Cast;
pub(crate) use role::role;

use crate::json::Scalar;

/// What a name may have before a full stop, beside initials.
const TITLES: &[&str] = &["Co", "Dr", "Inc", "Jr", "Ltd", "Mr", "Mrs", "Ms", "Prof", "Sr", "St"];

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

/// A speaker that may be a mere number: 2 is "Speaker 2".
pub(crate) fn numbered(what: &str, speaker: &Scalar) -> Option<String> {
    let name = speaker.string()?;
    let is_number = name.bytes().all(|b| b.is_ascii_digit());
    Some(if is_number { format!("{what} {name}") } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
