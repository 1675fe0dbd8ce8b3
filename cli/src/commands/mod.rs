//! One module a command.

pub(crate) mod batch;
pub(crate) mod classify;
pub(crate) mod cues;
pub(crate) mod eval;
pub(crate) mod report;
