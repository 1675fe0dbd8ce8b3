//! Timed captions: the cues of WebVTT, SRT and SBV.

use crate::time::clock;

/// One cue.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cue<'a> {
    pub(crate) start: Option<i64>,
    pub(crate) end: Option<i64>,
    pub(crate) lines: Vec<&'a str>,
}

/// Whether a line gives the times of a cue.
pub(crate) fn is_timing(line: &str) -> bool {
    timing(line).is_some()
}

/// `start --> end settings` or `start,end`. A time that cannot be understood is `None`; the cue is one all the same.
fn timing(line: &str) -> Option<(Option<i64>, Option<i64>)> {
    if let Some((start, rest)) = line.split_once("-->") {
        let end = rest.split_whitespace().next().unwrap_or_default();
        let digits = |text: &str| text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
        return digits(start.trim()).then(|| (clock(start), clock(end)));
    }
    // SBV has points in its times, so that the comma is the one between them.
    let (start, end) = line.trim().split_once(',')?;
    Some((Some(clock(start)?), Some(clock(end)?)))
}

/// All cues, whether or not blank lines stand between them.
pub(crate) fn cues(text: &str) -> Vec<Cue<'_>> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut cues: Vec<Cue> = Vec::new();
    let mut in_block = false;
    for (at, &line) in lines.iter().enumerate() {
        let before_timing = lines.get(at + 1).is_some_and(|next| is_timing(next));
        if let Some((start, end)) = timing(line) {
            in_block = false;
            cues.push(Cue { start, end, lines: Vec::new() });
        } else if line.is_empty() || before_timing && is_identifier(&lines, at) {
            in_block = false;
        } else if in_block || opens_block(&lines, at) {
            in_block = true;
        } else if let Some(cue) = cues.last_mut() {
            cue.lines.push(line);
        }
    }
    cues
}

/// The line above the times names the cue: after a blank line, or a bare number right below the text of another cue.
fn is_identifier(lines: &[&str], at: usize) -> bool {
    let first_of_block = at == 0 || lines[at - 1].is_empty();
    first_of_block || lines[at].bytes().all(|b| b.is_ascii_digit())
}

/// Comments, style sheets and regions.
fn opens_block(lines: &[&str], at: usize) -> bool {
    let keyword = lines[at].split([' ', '\t']).next().unwrap_or_default();
    let first_of_block = at == 0 || lines[at - 1].is_empty();
    first_of_block && matches!(keyword, "NOTE" | "STYLE" | "REGION" | "WEBVTT")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        cues(text).iter().map(|cue| cue.lines.join("/")).collect()
    }

    #[test]
    fn cues_are_found_in_sound_and_in_careless_files() {
        let vtt = "WEBVTT\nKind: captions\n\nNOTE\na --> comment?\n\nSTYLE\n::cue {}\n\n1\n00:00.000 --> 00:01.000 align:start\nOne\n\nnamed\n0:0:1.0 --> 0:0:2.0\nTwo\nlines\n\nNOTE end";
        assert_eq!(texts(vtt), ["One", "Two/lines"]);
        let tight =
            "1\n00:00:00,000 --> 00:00:01,000\nOne\n2\n00:00:01,000 --> 00:00:02,000\nTwo\n\nstill two";
        assert_eq!(texts(tight), ["One", "Two/still two"]);
        assert_eq!(texts("0:00:00.000,0:00:01.000\nOne\n\n0:00:01.000,0:00:02.000\nTwo"), ["One", "Two"]);
    }

    #[test]
    fn times_may_be_negative_unpadded_or_broken() {
        let cues = cues("-0:0:1.5 --> 0:0:2.0\na\n\n0:99:99.9 --> 00:03.000\nb");
        assert_eq!((cues[0].start, cues[0].end), (Some(-1500), Some(2000)));
        assert_eq!((cues[1].start, cues[1].end, &cues[1].lines), (None, Some(3000), &vec!["b"]));
    }
}
