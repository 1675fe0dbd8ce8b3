//! What classification says.

use std::ops::Range;

use crate::label::{Label, NextStep, Obstacle};
use crate::lexicon::{Act, CueRole};

/// One thing a prospect said, and what was said to it.
///
/// ```
/// use weakno::Utterance;
/// let utterance = Utterance::new("Not at all.").with_ask("Would you mind if I sent the paperwork?");
/// assert_eq!(weakno::Classifier::new().classify(utterance).label(), weakno::Label::Yes);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Utterance<'t> {
    pub(crate) text: &'t str,
    pub(crate) ask: Option<&'t str>,
}

impl<'t> Utterance<'t> {
    /// An utterance whose ask is not known.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Utterance { text, ask: None }
    }

    /// The same utterance, said to `ask`: the seller's turn just before it.
    #[must_use]
    pub const fn with_ask(self, ask: &'t str) -> Self {
        Utterance { ask: Some(ask), ..self }
    }
}

impl<'t> From<&'t str> for Utterance<'t> {
    fn from(text: &'t str) -> Self {
        Utterance::new(text)
    }
}

/// A cue that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence<'c> {
    pub(crate) cue: &'c str,
    pub(crate) role: CueRole,
    pub(crate) span: Range<usize>,
    pub(crate) negated: bool,
}

impl<'c> Evidence<'c> {
    /// The id of the cue.
    #[must_use]
    pub fn cue(&self) -> &'c str {
        self.cue
    }

    /// What the cue does.
    #[must_use]
    pub fn role(&self) -> CueRole {
        self.role
    }

    /// Where it was found: a range of bytes in the original text, on character boundaries.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Whether a negator scopes over it.
    #[must_use]
    pub fn is_negated(&self) -> bool {
        self.negated
    }
}

/// What was read out of one utterance.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<'c> {
    pub(crate) label: Label,
    pub(crate) scores: [f32; 6],
    pub(crate) obstacles: Vec<Obstacle>,
    pub(crate) next_step: NextStep,
    pub(crate) ask: Option<Act>,
    pub(crate) evidence: Vec<Evidence<'c>>,
}

impl<'c> Verdict<'c> {
    pub(crate) fn empty() -> Self {
        Verdict {
            label: Label::None,
            scores: [0.0; 6],
            obstacles: Vec::new(),
            next_step: NextStep::None,
            ask: None,
            evidence: Vec::new(),
        }
    }

    /// The stance toward the proposal: the label with the highest score.
    #[must_use]
    pub fn label(&self) -> Label {
        self.label
    }

    /// The estimated probability of a weak no, from 0 to 1.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score_of(Label::WeakNo)
    }

    /// The estimated probability of a label, from 0 to 1; over all labels they add up to 1.
    #[must_use]
    pub fn score_of(&self, label: Label) -> f32 {
        self.scores[label as usize]
    }

    /// All labels with their scores, in the order of [`Label::ALL`].
    #[must_use]
    pub fn scores(&self) -> impl ExactSizeIterator<Item = (Label, f32)> + '_ {
        Label::ALL.iter().copied().zip(self.scores)
    }

    /// What stands in the way, the main one first; empty for a yes, a strong no, and where no stance is taken.
    #[must_use]
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// What the seller should do now.
    #[must_use]
    pub fn next_step(&self) -> NextStep {
        self.next_step
    }

    /// How the ask was read; `None` where none was given.
    #[must_use]
    pub fn ask(&self) -> Option<Act> {
        self.ask
    }

    /// The cues that were found, by their place in the text.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence<'c>] {
        &self.evidence
    }
}

/// What one feature added to the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    pub(crate) feature: String,
    pub(crate) span: Option<Range<usize>>,
    pub(crate) weights: [f32; 6],
}

impl Contribution {
    /// The name of the feature: `cue:ID`, `words:SEQUENCE`, or the name of a reading (`ask:proposal`).
    #[must_use]
    pub fn feature(&self) -> &str {
        &self.feature
    }

    /// Where it was found, in bytes of the original text, if it has one place.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// What it added to the log-odds of a label.
    #[must_use]
    pub fn weight(&self, label: Label) -> f32 {
        self.weights[label as usize]
    }
}
