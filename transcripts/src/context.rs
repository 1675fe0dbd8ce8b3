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
