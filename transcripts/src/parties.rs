//! Who took part in a call, as told apart from its transcript.

/// The parties of calls.
#[derive(Debug, Default)]
pub(crate) struct Parties {}

impl Parties {
    pub(crate) fn extend_from(&mut self, _json: &str) {}
}
