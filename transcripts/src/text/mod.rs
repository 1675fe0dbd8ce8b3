//! What the text formats are made of.

pub(crate) mod cues;
pub(crate) mod head;
pub(crate) mod payload;
pub(crate) mod rolling;
pub(crate) mod script;
