//! Evidence marked in the text, wrapped for the terminal.

use std::ops::Range;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar as _;
use weakno::{CueRole, Evidence, Label};

/// Width of the terminal, or 80 where there is none.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(40, 120))
}

/// The colour of a label.
pub(crate) fn label_style(label: Label) -> Style {
    let color = match label {
        Label::Yes => AnsiColor::Green,
        Label::WeakYes => AnsiColor::Cyan,
        Label::StrongNo => AnsiColor::Blue,
        Label::WeakNo => AnsiColor::Red,
        Label::DontKnow => AnsiColor::Yellow,
        Label::None => return Style::new().dimmed(),
    };
    Style::new().fg_color(Some(color.into())).bold()
}

/// How terminals that show no colour see a mark.
const OPEN: char = '[';
const CLOSE: char = ']';

/// The spans of a text worth marking: what took a side or named an obstacle, joined where they overlap.
fn spans(evidence: &[Evidence<'_>]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let telling = |evidence: &&Evidence<'_>| {
        !matches!(evidence.role(), CueRole::Terminator | CueRole::Pseudo | CueRole::Booster | CueRole::Act)
    };
    for evidence in evidence.iter().filter(telling) {
        let span = evidence.span();
        match spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    spans
}

/// The text in lines of at most `width` columns, each after `indent`, with the evidence marked: underlined where
/// `styled`, in brackets otherwise. Control characters are shown as blanks, so that a transcript cannot steer the
/// terminal.
pub(crate) fn marked(
    text: &str,
    evidence: &[Evidence<'_>],
    indent: &str,
    width: usize,
    styled: bool,
) -> String {
    let mark = Style::new().underline().bold();
    let spans = spans(evidence);
    let mut out = String::from(indent);
    let mut column = indent.len();
    let mut inside = false;
    let mut place = 0;
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let start = place;
        place += word.len();
        (start, word)
    });
    for (start, word) in words {
        let columns: usize = word.trim_end().chars().map(|c| c.width().unwrap_or(1)).sum();
        if column + columns > width && column > indent.len() {
            if inside && styled {
                out.push_str(&mark.render_reset().to_string());
            }
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(indent);
            column = indent.len();
            if inside && styled {
                out.push_str(&mark.render().to_string());
            }
        }
        for (offset, c) in word.char_indices() {
            let at = start + offset;
            if inside && spans.iter().any(|span| span.end == at) {
                close(&mut out, &mark, styled, &mut column);
                inside = false;
            }
            if !inside && spans.iter().any(|span| span.start == at) {
                if styled {
                    out.push_str(&mark.render().to_string());
                } else {
                    out.push(OPEN);
                    column += 1;
                }
                inside = true;
            }
            let harmless = if c.is_control() || is_direction(c) { ' ' } else { c };
            out.push(harmless);
            column += harmless.width().unwrap_or(0);
        }
    }
    if inside {
        close(&mut out, &mark, styled, &mut column);
    }
    out
}

fn close(out: &mut String, mark: &Style, styled: bool, column: &mut usize) {
    if styled {
        out.push_str(&mark.render_reset().to_string());
    } else {
        out.push(CLOSE);
        *column += 1;
    }
}

/// Characters that turn the direction of text.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether standard output takes styles (a terminal, without `NO_COLOR`).
pub(crate) fn stdout_is_styled() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

#[cfg(test)]
mod tests {
    use super::*;
    use weakno::Classifier;

    #[test]
    fn lines_keep_to_the_width_and_lose_nothing() {
        let text =
            "Well, not right now, to be honest: we blew the budget on the trade show, and 日本語 too. "
                .repeat(4);
        let classifier = Classifier::new();
        let verdict = classifier.classify(&*text);
        let shown = marked(&text, verdict.evidence(), "    ", 60, false);
        let columns = |line: &str| line.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
        assert!(shown.lines().all(|line| columns(line) <= 64 && line.starts_with("    ")), "{shown}");
        let plain: String = shown.chars().filter(|&c| c != OPEN && c != CLOSE).collect();
        assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        assert!(shown.contains(OPEN));
    }

    #[test]
    fn a_transcript_cannot_steer_the_terminal() {
        let shown = marked("no \u{1b}[31m\u{202e}now", &[], "", 80, false);
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    }
}
