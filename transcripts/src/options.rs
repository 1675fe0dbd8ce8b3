//! What a user can say about the input.

use crate::Format;

/// How input is read. The default tells everything by content.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format of every document; told by content if not given.
    pub format: Option<&'static Format>,
    /// Which columns of CSV, or fields of JSONL, hold what.
    pub columns: Columns,
}

/// The names of columns (CSV) or fields (JSONL). What is not given is guessed from common names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// What was said.
    pub text: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The side of who said it.
    pub role: Option<String>,
    /// Which conversation it belongs to; rows of one conversation stand together.
    pub conversation: Option<String>,
    /// When it starts: milliseconds where the name says so (`start_ms`), a clock, a date and time, or seconds.
    pub start: Option<String>,
    /// When it ends.
    pub end: Option<String>,
    /// What it answers.
    pub ask: Option<String>,
    /// The row's own name.
    pub id: Option<String>,
    /// A whole transcript in one cell.
    pub transcript: Option<String>,
}
