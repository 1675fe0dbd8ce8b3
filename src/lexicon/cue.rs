//! One entry of a lexicon.

use std::borrow::Cow;

use serde::Deserialize;

use crate::label::{Label, Obstacle};

/// Text that is either compiled in or read from a file.
pub(crate) type Text = Cow<'static, str>;
/// A list that is either compiled in or read from a file.
pub(crate) type List<T> = Cow<'static, [T]>;

vocabulary! {
    /// What a cue does to the reading of an utterance, in the terms of `ConText` (Harkema et al., 2009) and of
    /// hedging research (Lakoff, 1973).
    CueRole as "cue role" {
        /// States a stance by itself; `leans` says which.
        Trigger = "trigger",
        /// Looks like a trigger or a negation and is none; takes its words out of the reading.
        Pseudo = "pseudo",
        /// A bare yes or no, whose meaning hangs on the ask.
        Answer = "answer",
        /// Turns what it scopes over into its opposite.
        Negator = "negator",
        /// Weakens what it scopes over.
        Hedge = "hedge",
        /// Strengthens what it scopes over.
        Booster = "booster",
        /// Hands the word to what follows ("but"), or takes it from what follows ("although").
        Contrast = "contrast",
        /// Makes what it scopes over depend on something.
        Condition = "condition",
        /// Ends the scopes that reach it.
        Terminator = "terminator",
        /// Marks what it scopes over as somebody else's words, or as past.
        Reported = "reported",
        /// Marks what it scopes over as not the case.
        Hypothetical = "hypothetical",
        /// Gives the decision to somebody else.
        Delegate = "delegate",
        /// Points at the calendar.
        Time = "time",
        /// Names an obstacle without taking a side.
        Obstacle = "obstacle",
        /// Says what the seller's turn does; `act` says which.
        Act = "act",
    }
}

vocabulary! {
    /// What a seller's turn does.
    Act as "act" {
        /// Asks for the decision, or for the next step toward it.
        Proposal = "proposal",
        /// Asks how it looks so far, short of asking for the decision.
        TrialClose = "trial_close",
        /// Asks for a meeting, a call, a demonstration.
        Meeting = "meeting",
        /// Asks for the decision so that a no accepts ("any reason not to", "would you mind").
        Flipped = "flipped",
        /// Asks about the prospect's situation.
        Discovery = "discovery",
        /// Asks whether there is anything else ("any other questions?").
        ObjectionCheck = "objection_check",
        /// Asks whether what was heard is a no.
        ConfirmNo = "confirm_no",
        /// Asks what stands behind an answer, or what would have to be true.
        Probe = "probe",
        /// Answers an obstacle.
        Address = "address",
        /// Accepts the push-off.
        GiveUp = "give_up",
        /// Offers something beside the main proposal: an add-on, an extra, more of it. Told by cues alone.
        SideOffer = "side_offer",
        /// None of these: facts, pitch, small talk.
        Statement = "statement",
    }
}

vocabulary! {
    /// Which way a modifier reaches.
    Direction as "direction" {
        /// Toward the end of the text.
        Forward = "forward",
        /// Toward the beginning of the text.
        Backward = "backward",
        /// Both ways.
        Both = "both",
    }
}

/// One entry of a lexicon: phrases that mean the same, and what they do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    pub(crate) id: Text,
    pub(crate) role: CueRole,
    #[serde(default)]
    pub(crate) leans: Option<Label>,
    #[serde(default)]
    pub(crate) act: Option<Act>,
    #[serde(default)]
    pub(crate) obstacles: List<Obstacle>,
    pub(crate) phrases: List<Text>,
    #[serde(default)]
    pub(crate) direction: Option<Direction>,
    #[serde(default)]
    pub(crate) window: Option<u8>,
    #[serde(default)]
    pub(crate) gap: Option<u8>,
    pub(crate) note: Text,
    pub(crate) source: Text,
    #[serde(default)]
    pub(crate) fires: List<Text>,
    #[serde(default)]
    pub(crate) misses: List<Text>,
}

/// Words that a scope reaches when a cue does not say.
pub(crate) const DEFAULT_WINDOW: u8 = 6;
/// Words that `...` in a phrase stands for at most, when a cue does not say.
pub(crate) const DEFAULT_GAP: u8 = 4;

impl Cue {
    /// The name of the cue, unique in a lexicon: lower-case words joined by hyphens.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the cue does.
    #[must_use]
    pub fn role(&self) -> CueRole {
        self.role
    }

    /// The stance that a trigger, pseudo-trigger or answer states by itself.
    #[must_use]
    pub fn leans(&self) -> Option<Label> {
        self.leans
    }

    /// What a seller's turn does that holds this cue.
    #[must_use]
    pub fn act(&self) -> Option<Act> {
        self.act
    }

    /// The obstacles that the cue points at, the main one first.
    #[must_use]
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// The phrases, in the notation of the lexicon (`@class`, `...`, `^`, `$`).
    #[must_use]
    pub fn phrases(&self) -> impl ExactSizeIterator<Item = &str> {
        self.phrases.iter().map(|phrase| &**phrase)
    }

    /// Which way a modifier reaches.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction.unwrap_or(Direction::Forward)
    }

    /// How many words a modifier reaches.
    #[must_use]
    pub fn window(&self) -> u8 {
        self.window.unwrap_or(DEFAULT_WINDOW)
    }

    /// How many words `...` stands for at most.
    #[must_use]
    pub fn gap(&self) -> u8 {
        self.gap.unwrap_or(DEFAULT_GAP)
    }

    /// Why the cue is there.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Where the cue comes from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Texts in which the cue must be found.
    #[must_use]
    pub fn fires(&self) -> impl ExactSizeIterator<Item = &str> {
        self.fires.iter().map(|text| &**text)
    }

    /// Texts that look alike and in which it must not be found.
    #[must_use]
    pub fn misses(&self) -> impl ExactSizeIterator<Item = &str> {
        self.misses.iter().map(|text| &**text)
    }
}
