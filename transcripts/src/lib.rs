//! Reads the call transcripts that sales teams have: bytes in, [`Record`]s out.
//!
//! A file's format is told by its content. Whatever cannot be read becomes one [`Reject`] with path, line and reason,
//! and everything else is kept.
//!
//! ```
//! use weakno_transcripts::{Options, Record, read_bytes};
//!
//! let text = b"Rep: Shall we start in May?\nDana: Maybe after the summer.\n";
//! let records: Vec<_> = read_bytes("call.txt", text, &Options::default()).collect();
//! let Ok(Record::Conversation(call)) = &records[0] else { panic!() };
//! assert_eq!(call.turns[1].speaker.as_deref(), Some("Dana"));
//! ```

mod context;
mod decode;
mod format;
mod json;
pub mod limits;
mod options;
mod parties;
mod read;
mod record;
mod reject;
mod rows;
mod shape;
mod source;
mod speaker;
mod text;
mod time;
mod words;

pub use format::Format;
pub use options::{Columns, Options};
pub use read::{Records, read_bytes};
pub use record::{Record, Transcript, Turn, Utterance};
pub use reject::{Reject, RejectKind};
pub use source::{Document, Documents, Inputs};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
