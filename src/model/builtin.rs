//! The weights of `data/weights.tsv`, compiled in by `build.rs`.

use std::borrow::Cow::Borrowed;

use super::file::{Named, Row, Settings, Weights};

include!(concat!(env!("OUT_DIR"), "/weights.rs"));

fn named(rows: &[(&'static str, Row)]) -> Vec<Named> {
    rows.iter().map(|&(name, row)| (Borrowed(name), row)).collect()
}

impl Weights {
    /// The weights that come with the crate.
    #[must_use]
    pub fn builtin() -> Self {
        Weights { settings: SETTINGS, stance: named(STANCE), act: named(ACT) }
    }
}
