//! Words to turns, for formats that time every word.

use crate::Turn;

/// A word and who said it.
#[derive(Debug, Default)]
pub(crate) struct Word {
    pub(crate) speaker: Option<String>,
    pub(crate) text: String,
    pub(crate) start_ms: Option<i64>,
    pub(crate) end_ms: Option<i64>,
    /// Stands right behind the word before, and belongs to its speaker: punctuation.
    pub(crate) attached: bool,
}

/// Joins the words of one speaker in a row.
pub(crate) fn turns(words: impl IntoIterator<Item = Word>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for word in words {
        let text = word.text.trim();
        if text.is_empty() {
            continue;
        }
        match turns.last_mut() {
            Some(turn) if word.attached || turn.speaker == word.speaker => {
                if !word.attached {
                    turn.text.push(' ');
                }
                turn.text.push_str(text);
                turn.end_ms = word.end_ms.or(turn.end_ms);
            }
            _ => turns.push(Turn {
                text: text.to_owned(),
                start_ms: word.start_ms,
                end_ms: word.end_ms,
                ..Turn::by(word.speaker)
            }),
        }
    }
    turns
}
