#![doc = include_str!("../README.md")]
//!
//! # Modules
//!
//! There is one way in: [`classify`], or a [`Classifier`] that is built once and shared between threads. What comes
//! out is a [`Verdict`], of a whole call a [`ConversationVerdict`]. The cues are a [`Lexicon`].

#[macro_use]
mod label;

mod classifier;
mod conversation;
mod lexicon;
mod matcher;
mod model;
mod phrases;
mod readings;
mod scope;
mod text;
mod verdict;

#[cfg(feature = "training")]
pub mod training;

pub use classifier::{Classifier, ClassifierBuilder, Scratch, classify};
pub use conversation::{
    Ask, ConversationVerdict, Decider, LiveConversation, Moment, NoTest, NoTested, SpeakerRole, Turn,
    TurnVerdict,
};
pub use label::{Label, NextStep, Obstacle, Outcome, Role, UnknownName};
pub use lexicon::{Act, Cue, CueRole, Direction, Lexicon, LexiconError};
pub use model::{Weights, WeightsError};
pub use verdict::{Contribution, Evidence, Utterance, Verdict};
