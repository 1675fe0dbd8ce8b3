//! The lexicon of `data/lexicon/`, compiled in by `build.rs`.

use std::borrow::Cow::Borrowed;

use super::cue::{Act, Cue, CueRole, Direction};
use super::file::{Content, WordClass};
use crate::label::{Label, Obstacle};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// What `data/lexicon/` holds.
pub(super) fn content() -> Content {
    Content {
        fillers: FILLERS.iter().map(|&word| Borrowed(word)).collect(),
        aliases: ALIASES.iter().map(|&(word, reads)| (Borrowed(word), Borrowed(reads))).collect(),
        classes: CLASSES.to_vec(),
        cues: CUES.to_vec(),
    }
}
