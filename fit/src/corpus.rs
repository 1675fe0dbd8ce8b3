//! The labelled corpora.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use weakno::{Act, Label, Obstacle};

/// A labelled utterance.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) ask: Option<String>,
    pub(crate) text: String,
    pub(crate) label: Label,
    #[serde(default)]
    pub(crate) also: Vec<Label>,
    #[serde(default)]
    pub(crate) obstacles: Vec<Obstacle>,
    /// The voice that wrote it: the name of the file.
    #[serde(skip)]
    pub(crate) voice: String,
    #[serde(skip)]
    split: &'static str,
}

/// A seller's turn, labelled with what it does.
#[derive(Debug, Deserialize)]
pub(crate) struct SellerTurn {
    pub(crate) text: String,
    pub(crate) acts: Vec<Act>,
}

/// Everything in `data/corpus`.
#[derive(Debug)]
pub(crate) struct Corpus {
    answers: Vec<Answer>,
    pub(crate) seller_turns: Vec<SellerTurn>,
}

impl Corpus {
    /// Reads the corpora below `folder`.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut answers = Vec::new();
        for split in ["train", "dev", "test"] {
            for path in files(&folder.join(split))? {
                answers.extend(read_answers(&path, split)?);
            }
        }
        let mut seller_turns = Vec::new();
        for path in files(&folder.join("acts"))? {
            seller_turns.extend(read_lines(&path)?);
        }
        Ok(Corpus { answers, seller_turns })
    }

    /// The utterances of one split.
    pub(crate) fn split(&self, split: &str) -> Vec<&Answer> {
        self.answers.iter().filter(|answer| answer.split == split).collect()
    }
}

fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    paths.sort();
    Ok(paths)
}

/// Reads one file of labelled utterances.
pub(crate) fn read_answers(path: &Path, split: &'static str) -> Result<Vec<Answer>> {
    let mut answers: Vec<Answer> = read_lines(path)?;
    for answer in &mut answers {
        answer.voice = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        answer.split = split;
    }
    Ok(answers)
}

fn read_lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>> {
    let source = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    source
        .lines()
        .enumerate()
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))
        })
        .collect()
}
