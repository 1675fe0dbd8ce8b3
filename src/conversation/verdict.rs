//! What is said of a conversation.

use std::borrow::Cow;

use crate::conversation::SpeakerRole;
use crate::label::{Label, NextStep, Obstacle, Outcome, Role};
use crate::lexicon::Act;
use crate::verdict::Verdict;

/// What was read out of one turn that took, or could have taken, a stance.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnVerdict<'c, 't> {
    pub(crate) turn: usize,
    pub(crate) speaker: Option<&'t str>,
    pub(crate) role: Role,
    pub(crate) text: Cow<'t, str>,
    pub(crate) ask: Option<Cow<'t, str>>,
    pub(crate) verdict: Verdict<'c>,
}

impl<'c, 't> TurnVerdict<'c, 't> {
    /// Number of the turn, counted from 0 over all turns as they were given; the first one of a joined run.
    #[must_use]
    pub fn turn(&self) -> usize {
        self.turn
    }

    /// Who said it.
    #[must_use]
    pub fn speaker(&self) -> Option<&'t str> {
        self.speaker
    }

    /// The role as given or inferred: prospect, or unknown.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// What was said: the turns of a run joined by spaces. Evidence spans count in this text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The seller's turn that it answers.
    #[must_use]
    pub fn ask(&self) -> Option<&str> {
        self.ask.as_deref()
    }

    /// What was read.
    #[must_use]
    pub fn verdict(&self) -> &Verdict<'c> {
        &self.verdict
    }
}

/// A proposal that the seller made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    pub(crate) turn: usize,
    pub(crate) kind: Act,
    pub(crate) side: bool,
}

impl Ask {
    /// Number of the turn.
    #[must_use]
    pub fn turn(&self) -> usize {
        self.turn
    }

    /// How it was asked.
    #[must_use]
    pub fn kind(&self) -> Act {
        self.kind
    }

    /// Whether it is an offer beside the main proposal.
    #[must_use]
    pub fn is_side_offer(&self) -> bool {
        self.side
    }
}

/// A weak no or a don't-know, and what the seller did about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment<'t> {
    pub(crate) turn: usize,
    pub(crate) speaker: Option<&'t str>,
    pub(crate) label: Label,
    pub(crate) score: f32,
    pub(crate) obstacles: Vec<Obstacle>,
    pub(crate) probed: bool,
    pub(crate) answered_by: Vec<usize>,
    pub(crate) text: Cow<'t, str>,
}

impl<'t> Moment<'t> {
    /// Number of the turn.
    #[must_use]
    pub fn turn(&self) -> usize {
        self.turn
    }

    /// Who said it.
    #[must_use]
    pub fn speaker(&self) -> Option<&'t str> {
        self.speaker
    }

    /// Weak no or don't-know.
    #[must_use]
    pub fn label(&self) -> Label {
        self.label
    }

    /// The estimated probability of a weak no.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// What stands in the way, the main one first.
    #[must_use]
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// Whether the seller asked why, addressed the obstacle or asked again; otherwise it was let go.
    #[must_use]
    pub fn probed(&self) -> bool {
        self.probed
    }

    /// The seller's turns that show it, up to the prospect's next stance.
    #[must_use]
    pub fn answered_by(&self) -> &[usize] {
        &self.answered_by
    }

    /// What was said.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

vocabulary! {
    /// Why a no counts as tested or not.
    NoTest as "no test" {
        /// The seller asked why or addressed the obstacle, and the no stood.
        Probed = "probed",
        /// It was final from the start.
        Final = "final",
        /// Nobody asked what stood behind it.
        NeverTested = "never_tested",
    }
}

/// Whether the no at the end of a conversation is a real one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoTested {
    pub(crate) reason: NoTest,
    pub(crate) turns: Vec<usize>,
}

impl NoTested {
    /// Whether the no can be relied on.
    #[must_use]
    pub fn is_tested(&self) -> bool {
        self.reason != NoTest::NeverTested
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> NoTest {
        self.reason
    }

    /// The turns that show it: the no, and the seller's turns that tested it.
    #[must_use]
    pub fn turns(&self) -> &[usize] {
        &self.turns
    }
}

/// Somebody else who decides, as the prospect named them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decider {
    pub(crate) turn: usize,
    pub(crate) name: String,
}

impl Decider {
    /// Number of the turn in which they were named.
    #[must_use]
    pub fn turn(&self) -> usize {
        self.turn
    }

    /// The prospect's words ("my CFO").
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What was read out of a whole conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct ConversationVerdict<'c, 't> {
    pub(crate) length: usize,
    pub(crate) turns: Vec<TurnVerdict<'c, 't>>,
    pub(crate) roles: Vec<SpeakerRole<'t>>,
    pub(crate) asks: Vec<Ask>,
    pub(crate) outcome: Outcome,
    pub(crate) outcome_turn: Option<usize>,
    pub(crate) weak_nos: Vec<Moment<'t>>,
    pub(crate) obstacles: Vec<Obstacle>,
    pub(crate) deciders: Vec<Decider>,
    pub(crate) no_tested: Option<NoTested>,
    pub(crate) next_step: NextStep,
}

impl<'c, 't> ConversationVerdict<'c, 't> {
    /// Number of turns, as they were given.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there was no turn at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The prospects' turns, runs of one speaker joined, in order.
    #[must_use]
    pub fn turns(&self) -> &[TurnVerdict<'c, 't>] {
        &self.turns
    }

    /// Who sells and who decides, with the confidence of what was inferred.
    #[must_use]
    pub fn roles(&self) -> &[SpeakerRole<'t>] {
        &self.roles
    }

    /// The proposals that were made.
    #[must_use]
    pub fn asks(&self) -> &[Ask] {
        &self.asks
    }

    /// How it ended.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The turn that decided the outcome: the last stance on the proposal.
    #[must_use]
    pub fn outcome_turn(&self) -> Option<usize> {
        self.outcome_turn
    }

    /// How many turns took each stance.
    pub fn stances(&self) -> impl Iterator<Item = (Label, usize)> + '_ {
        Label::ALL
            .iter()
            .map(|&label| (label, self.turns.iter().filter(|turn| turn.verdict.label == label).count()))
    }

    /// The weak no's and don't-knows, in order.
    #[must_use]
    pub fn weak_nos(&self) -> &[Moment<'t>] {
        &self.weak_nos
    }

    /// What stands in the way, over the whole conversation, the main one first.
    #[must_use]
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// Who else decides, where it was said.
    #[must_use]
    pub fn deciders(&self) -> &[Decider] {
        &self.deciders
    }

    /// Whether the no at the end is a real one; `None` where it did not end in a no.
    #[must_use]
    pub fn no_tested(&self) -> Option<&NoTested> {
        self.no_tested.as_ref()
    }

    /// What the seller should do now.
    #[must_use]
    pub fn next_step(&self) -> NextStep {
        self.next_step
    }
}
