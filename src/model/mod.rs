//! The additive model: every feature adds its row of weights, and nothing else decides.
//!
//! Weights are fixed-point numbers (units of 1/1024 of a log-odd), so that sums do not depend on the order in which
//! they are made nor on the machine. They are fitted by `weakno-fit` and kept in `data/weights.tsv`.

mod builtin;
mod file;
mod score;

pub(crate) use file::{COLUMNS, Named, Row, Settings};
pub use file::{Weights, WeightsError};
pub(crate) use score::{UNIT, logistic, probabilities};
