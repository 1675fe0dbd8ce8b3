//! What a reader may know beside the document itself.

use std::sync::Arc;

use crate::Options;
use crate::source::Neighbours;

/// The surroundings of a document.
#[derive(Clone, Default)]
pub(crate) struct Context {
    pub(crate) options: Arc<Options>,
    pub(crate) neighbours: Neighbours,
}

impl Context {
    /// The same, for a document within a document: its format is not the one given.
    pub(crate) fn telling_formats(&self) -> Context {
        let options = Options { format: None, columns: self.options.columns.clone() };
        Context { options: Arc::new(options), neighbours: self.neighbours.clone() }
    }
}
