//! The lexicon: cues as data.

mod builtin;
pub(crate) mod cue;
mod error;
mod file;

use std::collections::HashMap;

pub use cue::{Act, Cue, CueRole, Direction};
pub use error::LexiconError;
pub(crate) use file::WordClass;

use file::Content;

/// A set of cues, word classes and spellings.
///
/// ```
/// # fn main() -> Result<(), weakno::LexiconError> {
/// let mut lexicon = weakno::Lexicon::builtin();
/// lexicon.extend(weakno::Lexicon::from_toml(
///     r#"
///     [[cue]]
///     id = "acme-freeze"
///     role = "trigger"
///     leans = "weak_no"
///     obstacles = ["budget"]
///     phrases = ["purchasing freeze", "buying is frozen"]
///     note = "Our market says freeze for a stop on spending."
///     source = "call notes, 2026"
///     fires = ["We are in a purchasing freeze."]
///     misses = ["The screen froze while we were buying."]
///     "#,
/// )?);
/// assert!(lexicon.get("acme-freeze").is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    content: Content,
}

impl Lexicon {
    /// The lexicon that comes with the crate: English sales talk.
    #[must_use]
    pub fn builtin() -> Self {
        Lexicon { content: builtin::content() }
    }

    /// Reads a lexicon from TOML.
    ///
    /// # Errors
    ///
    /// When the text is no TOML, holds a key or a name outside the vocabulary, or a cue is not sound (no phrase, no
    /// example, no near miss, an id used twice); the error says the line, the cue and the reason.
    pub fn from_toml(source: &str) -> Result<Self, LexiconError> {
        Self::from_named_toml("lexicon", source)
    }

    /// Reads a lexicon from TOML that came from the file `name`, which errors will mention.
    ///
    /// # Errors
    ///
    /// As [`Lexicon::from_toml`].
    pub fn from_named_toml(name: &str, source: &str) -> Result<Self, LexiconError> {
        Ok(Lexicon { content: file::parse(name, source)? })
    }

    /// Adds the cues of another lexicon; one with the same id takes the place of ours.
    pub fn extend(&mut self, other: Lexicon) {
        let other = other.content;
        let places: HashMap<String, usize> =
            self.content.cues.iter().enumerate().map(|(place, cue)| (cue.id.to_string(), place)).collect();
        for cue in other.cues {
            match places.get(&*cue.id) {
                Some(&place) => self.content.cues[place] = cue,
                None => self.content.cues.push(cue),
            }
        }
        self.content.fillers.extend(other.fillers);
        self.content.aliases.extend(other.aliases);
        self.content.classes.extend(other.classes);
    }

    /// The cues, in the order in which they were read.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.content.cues
    }

    /// The cue with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Cue> {
        self.content.cues.iter().find(|cue| cue.id == id)
    }

    /// Identifies the content: the version of the crate and a hash over the lexicon.
    #[must_use]
    pub fn version(&self) -> String {
        let mut hash = Fnv::new();
        for cue in &self.content.cues {
            hash.write(&cue.id);
            hash.write(cue.role.as_str());
            hash.write(cue.leans.map_or("", crate::Label::as_str));
            cue.phrases.iter().for_each(|phrase| hash.write(phrase));
            cue.obstacles.iter().for_each(|obstacle| hash.write(obstacle.as_str()));
        }
        for class in &self.content.classes {
            hash.write(&class.id);
            class.words.iter().for_each(|word| hash.write(word));
        }
        format!("{}+{:08x}", env!("CARGO_PKG_VERSION"), hash.0 as u32)
    }

    pub(crate) fn fillers(&self) -> &[cue::Text] {
        &self.content.fillers
    }

    pub(crate) fn aliases(&self) -> &[(cue::Text, cue::Text)] {
        &self.content.aliases
    }

    pub(crate) fn classes(&self) -> &[WordClass] {
        &self.content.classes
    }
}

/// FNV-1a, 64 bits: a stable hash for the version.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn write(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
