//! Text in, word tokens out: what every later stage reads.
//!
//! [`Vocabulary`] knows the words that any cue or weight mentions; [`Tokens`] is a text as a sequence of those words,
//! each with the byte range it came from. Case, apostrophes, contractions, fillers and most of Unicode's variety are
//! gone after this stage, the offsets into the original text are kept.

mod fold;
mod tokens;
mod vocabulary;

pub(crate) use tokens::{Gap, Token, Tokens, spellings};
pub(crate) use vocabulary::{END, MAX_EXPANSION, MONEY, NUMBER, START, UNKNOWN, Vocabulary, WordId};
