//! Joining what one speaker said in a row: cues and sentences cut a "no" from its caveat.

use std::borrow::Cow;

use super::Turn;

/// Consecutive turns of one speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run<'t> {
    /// Number of the first turn.
    pub(super) turn: usize,
    /// The first turn, for speaker and role.
    pub(super) first: Turn<'t>,
    /// The texts, joined by spaces.
    pub(super) text: Cow<'t, str>,
}

impl<'t> Run<'t> {
    pub(super) fn new(turn: usize, first: Turn<'t>) -> Self {
        Run { turn, first, text: Cow::Borrowed(first.text) }
    }

    /// Takes in the next turn if the same speaker goes on; says whether it did.
    pub(super) fn take(&mut self, next: Turn<'t>) -> bool {
        let anonymous = self.first.speaker.is_none() && self.first.role == crate::Role::Unknown;
        if anonymous || self.first.speaker != next.speaker || self.first.role != next.role {
            return false;
        }
        if !next.text.is_empty() {
            let text = self.text.to_mut();
            if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
            text.push_str(next.text);
        }
        true
    }
}
