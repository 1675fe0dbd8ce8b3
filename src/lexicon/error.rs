//! What can be wrong with a lexicon.

use std::fmt;

/// A lexicon that cannot be used: says the file, the line, the cue and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    file: String,
    line: Option<usize>,
    cue: Option<String>,
    reason: String,
}

impl LexiconError {
    pub(crate) fn new(file: &str, line: Option<usize>, cue: Option<&str>, reason: impl Into<String>) -> Self {
        LexiconError { file: file.to_owned(), line, cue: cue.map(str::to_owned), reason: reason.into() }
    }

    /// The name of the file, as it was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1, where it is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The id of the cue, where one is concerned.
    #[must_use]
    pub fn cue(&self) -> Option<&str> {
        self.cue.as_deref()
    }

    /// What is wrong.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(cue) = &self.cue {
            write!(f, ": cue `{cue}`")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for LexiconError {}
