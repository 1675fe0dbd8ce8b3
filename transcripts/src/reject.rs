//! What could not be read, and why.

use std::fmt;
use std::io;

/// Whether a rejected record is a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RejectKind {
    /// It was meant to be read and could not be.
    Lost,
    /// It is known to be no transcript but a companion of one (a chat log, a list of participants); nothing is lost.
    Companion,
}

/// A record or document that was not read. Displays as `path:line: reason`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", Place(path, *line))]
pub struct Reject {
    /// The document: the path as it was given, `-` for standard input, `archive.zip/member` within an archive.
    pub path: String,
    /// The line in the document, counted from 1, where there is one.
    pub line: Option<usize>,
    /// Why it was not read.
    pub reason: String,
    /// Whether something is lost.
    pub kind: RejectKind,
    /// The record as it was, for sources of one record a line (without the line's end); otherwise empty. Lines longer
    /// than [`crate::limits::MAX_LINE`] were never held, so they are empty too.
    pub raw: Vec<u8>,
}

struct Place<'a>(&'a str, Option<usize>);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)?;
        self.1.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// A [`Reject`] before its document's path is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    line: Option<usize>,
    reason: String,
    kind: RejectKind,
    raw: Vec<u8>,
}

impl Fault {
    pub(crate) fn new(reason: impl Into<String>) -> Fault {
        Fault { line: None, reason: reason.into(), kind: RejectKind::Lost, raw: Vec::new() }
    }

    pub(crate) fn not_a_transcript(what: impl fmt::Display) -> Fault {
        Fault::new(format!("not a transcript: {what}"))
    }

    pub(crate) fn companion(what: impl fmt::Display) -> Fault {
        Fault { kind: RejectKind::Companion, ..Fault::not_a_transcript(what) }
    }

    pub(crate) fn io(error: &io::Error) -> Fault {
        Fault::new(format!("cannot be read: {error}"))
    }

    /// An error in JSON that starts on line `first` of the document.
    pub(crate) fn json(error: &serde_json::Error, first: usize) -> Fault {
        let line = first + error.line().saturating_sub(1);
        // serde_json ends its message with its own idea of the line.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let reason = if error.is_eof() {
            format!("JSON breaks off: {message}")
        } else {
            format!("JSON: {message} at column {}", error.column())
        };
        Fault::new(reason).at(line)
    }

    pub(crate) fn at(self, line: usize) -> Fault {
        Fault { line: Some(line), ..self }
    }

    /// At that line, unless it is already somewhere.
    pub(crate) fn or_at(self, line: usize) -> Fault {
        Fault { line: self.line.or(Some(line)), ..self }
    }

    pub(crate) fn with_raw(self, raw: &[u8]) -> Fault {
        Fault { raw: raw.to_vec(), ..self }
    }

    pub(crate) fn in_document(self, path: &str) -> Reject {
        Reject { path: path.to_owned(), line: self.line, reason: self.reason, kind: self.kind, raw: self.raw }
    }
}
