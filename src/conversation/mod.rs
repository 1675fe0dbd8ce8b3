//! Whole conversations: did they end in an informed decision, and what did the seller let go?
//!
//! Turns go through four steps, each a pure function over what came before: [`roles`] says who sells, [`merge`] joins
//! what one speaker said in a row, the classifier reads every joined turn (sellers for acts, the others for stance),
//! and [`track`] follows the proposal on the table through the readings.

mod live;
mod merge;
mod roles;
mod track;
mod verdict;

use crate::label::Role;

pub use live::LiveConversation;
pub use roles::SpeakerRole;
pub use verdict::{Ask, ConversationVerdict, Decider, Moment, NoTest, NoTested, TurnVerdict};

/// One turn of a conversation.
///
/// ```
/// use weakno::{Role, Turn};
/// let turn = Turn::new("Shall we go ahead?").with_speaker("Jess").with_role(Role::Rep);
/// assert_eq!(turn.text(), "Shall we go ahead?");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn<'t> {
    pub(crate) text: &'t str,
    pub(crate) speaker: Option<&'t str>,
    pub(crate) role: Role,
}

impl<'t> Turn<'t> {
    /// A turn of which nothing but the text is known.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Turn { text, speaker: None, role: Role::Unknown }
    }

    /// The same turn, said by `speaker`.
    #[must_use]
    pub const fn with_speaker(self, speaker: &'t str) -> Self {
        Turn { speaker: Some(speaker), ..self }
    }

    /// The same turn, said by somebody with this role.
    #[must_use]
    pub const fn with_role(self, role: Role) -> Self {
        Turn { role, ..self }
    }

    /// What was said.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Who said it.
    #[must_use]
    pub fn speaker(&self) -> Option<&'t str> {
        self.speaker
    }

    /// The role of who said it, as it was given.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }
}

impl crate::Classifier {
    /// Reads a whole conversation.
    ///
    /// ```
    /// use weakno::{Classifier, Outcome, Role, Turn};
    /// let classifier = Classifier::new();
    /// let verdict = classifier.conversation(&[
    ///     Turn::new("Shall I send the contract over?").with_role(Role::Rep),
    ///     Turn::new("Not right now, to be honest.").with_role(Role::Prospect),
    ///     Turn::new("No worries, I'll try you in spring.").with_role(Role::Rep),
    /// ]);
    /// assert_eq!(verdict.outcome(), Outcome::Undecided);
    /// assert!(!verdict.weak_nos()[0].probed());
    /// ```
    #[must_use]
    pub fn conversation<'c, 't>(&'c self, turns: &[Turn<'t>]) -> ConversationVerdict<'c, 't> {
        live::read(self, turns)
    }

    /// A conversation that is still going on: turns go in one by one, the state so far comes out.
    #[must_use]
    pub fn live_conversation(&self) -> LiveConversation<'_> {
        LiveConversation::new(self)
    }
}
