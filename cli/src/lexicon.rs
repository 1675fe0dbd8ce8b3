//! The classifier that the options ask for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use weakno::{Classifier, Lexicon};

/// Reads a lexicon file.
pub(crate) fn read(path: &Path) -> Result<Lexicon> {
    let name = path.display().to_string();
    let source = fs::read_to_string(path).with_context(|| name.clone())?;
    Ok(Lexicon::from_named_toml(&name, &source)?)
}

/// The built-in classifier with the cues of the given files.
pub(crate) fn classifier(files: &[PathBuf]) -> Result<Classifier> {
    let mut builder = Classifier::builder();
    for path in files {
        builder = builder.extend(read(path)?);
    }
    Ok(builder.build()?)
}
