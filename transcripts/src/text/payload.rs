//! What stands in a cue: tags, voices and entities.

use crate::time::clock;

/// A part of a cue in one voice.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Piece {
    /// The name in `<v Name>`.
    pub(crate) voice: Option<String>,
    pub(crate) lines: Vec<String>,
}

/// The voices of a cue, without tags and entities.
pub(crate) fn pieces(lines: &[&str]) -> Vec<Piece> {
    let payload = lines.join("\n");
    let mut pieces = vec![(None, String::new())];
    each_part(&payload, is_cue_tag, |part| match part {
        Part::Text(text) => pieces.last_mut().expect("never empty").1.push_str(text),
        Part::Tag(tag) => {
            if let Some(voice) = voice(tag) {
                pieces.push((Some(voice), String::new()));
            }
        }
    });
    let piece = |(voice, text): (Option<String>, String)| Piece {
        voice,
        lines: text.lines().map(clean).filter(|line| !line.is_empty()).collect(),
    };
    pieces.into_iter().map(piece).filter(|piece| !piece.lines.is_empty()).collect()
}

/// The text of a piece of HTML.
pub(crate) fn html_text(html: &str) -> String {
    let mut text = String::new();
    let is_tag = |tag: &str| tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    each_part(html, is_tag, |part| match part {
        Part::Text(part) => text.push_str(part),
        // Tags of blocks separate words, tags within a line do not.
        Part::Tag(tag) => {
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            if matches!(name, "p" | "br" | "div" | "li" | "ul" | "ol" | "td" | "tr") {
                text.push(' ');
            }
        }
    });
    clean(&text)
}

enum Part<'a> {
    Text(&'a str),
    /// What stands between `<` and `>`.
    Tag(&'a str),
}

fn each_part<'a>(text: &'a str, is_tag: impl Fn(&str) -> bool, mut each: impl FnMut(Part<'a>)) {
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest[from..].find('<').map(|at| from + at) {
        // A tag ends before the next one begins.
        let inside = &rest[open + 1..];
        let tag =
            inside.find(['<', '>']).filter(|&end| inside[end..].starts_with('>')).map(|end| &inside[..end]);
        if let Some(tag) = tag.filter(|tag| is_tag(tag)) {
            each(Part::Text(&rest[..open]));
            each(Part::Tag(tag));
            (rest, from) = (&inside[tag.len() + 1..], 0);
        } else {
            from = open + 1;
        }
    }
    each(Part::Text(rest));
}

/// "<3" and "a < b > c" are text.
fn is_cue_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '.', '\t', '\n']).next().unwrap_or_default();
    matches!(name, "v" | "c" | "i" | "b" | "u" | "lang" | "ruby" | "rt" | "font") || clock(tag).is_some()
}

/// The name in `v Name` and `v.loud Name`.
fn voice(tag: &str) -> Option<String> {
    let (name, voice) = tag.split_once([' ', '\t', '\n'])?;
    let is_voice = name == "v" || name.starts_with("v.");
    Some(clean(voice)).filter(|voice| is_voice && !voice.is_empty())
}

/// Without entities, and with single spaces.
fn clean(text: &str) -> String {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !spaced.contains('&') {
        return spaced;
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&amp;", "&"),
    ];
    entities.iter().fold(spaced, |text, (entity, plain)| text.replace(entity, plain)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> Vec<(Option<String>, String)> {
        pieces(lines).into_iter().map(|piece| (piece.voice, piece.lines.join("/"))).collect()
    }

    #[test]
    fn voices_tags_and_entities() {
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(
            told(&["<v Ann Lee>Not now,", "later.</v>"]),
            [(some("Ann Lee"), "Not now,/later.".to_owned())]
        );
        assert_eq!(
            told(&["<v.loud Ann>Hi<v Tom>No"]),
            [(some("Ann"), "Hi".to_owned()), (some("Tom"), "No".to_owned())]
        );
        assert_eq!(
            told(&["<c.red>I <00:01.500>love</c> R&amp;D <3, a < b > c"]),
            [(None, "I love R&D <3, a < b > c".to_owned())]
        );
        assert_eq!(told(&["</v>", " "]), []);
    }

    #[test]
    fn html() {
        assert_eq!(html_text("<p>Hi&nbsp;<b>Jo</b>,</p><p>no&lt;3</p>"), "Hi Jo, no<3");
    }
}
