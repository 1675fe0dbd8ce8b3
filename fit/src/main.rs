//! Fits the weights of the classifier on the labelled corpora and writes the file that is committed.
//!
//! The model is a multinomial logistic regression over the features that the classifier itself sees (one call reads a
//! text in both cases), with an L2 penalty per kind of feature. The seller's acts are fitted first, since how the ask
//! was read is a feature of the answer; then the six labels; then the ten obstacles; last the sharpness, on the
//! voices of the dev split, so that scores are probabilities.

mod corpus;
mod logistic;
mod model;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use weakno::{Classifier, Label, Scratch, Utterance, Weights};

use corpus::{Answer, Corpus};

/// Fit the weights of the classifier on the corpora in `data/corpus`.
#[derive(Parser)]
struct Args {
    /// Folder that holds train/, dev/, test/ and acts/
    #[arg(long, default_value = "data/corpus")]
    corpus: PathBuf,
    /// Where the weights go
    #[arg(long, short, default_value = "data/weights.tsv")]
    output: PathBuf,
    /// Write nothing; fail when the fit differs from the file
    #[arg(long)]
    check: bool,
    /// Labelled files to measure on after the fit
    #[arg(long, num_args = 1..)]
    measure: Vec<PathBuf>,
    /// Print the answers of the measured files that are read wrong
    #[arg(long)]
    mistakes: bool,
    /// Penalty, minimum count and other numbers of the fit
    #[command(flatten)]
    options: model::Options,
}

const HEADER: &str = "# Fitted weights: table, feature, log-odds it adds to each column. Written by `weakno-fit`, not by hand.\n";

fn main() -> Result<()> {
    let args = Args::parse();
    let corpus = Corpus::read(&args.corpus)?;
    let weights = model::fit(&corpus, &args.options)?;
    let source = format!("{HEADER}{weights}");
    if args.check {
        let committed = fs::read_to_string(&args.output).context("the committed weights")?;
        if let Some(line) = first_difference(&committed, &source) {
            bail!(
                "{}:{line}: the fit gives other weights; run `cargo run --release -p weakno-fit`",
                args.output.display()
            );
        }
    } else {
        fs::write(&args.output, &source).with_context(|| format!("writing {}", args.output.display()))?;
    }
    // What was written is what is measured: rounded to the digits of the file.
    let weights: Weights = source.parse()?;
    let classifier = Classifier::builder().weights(weights).build()?;
    for split in ["train", "dev", "test"] {
        measure(&classifier, split, &corpus.split(split), false);
    }
    for path in &args.measure {
        let answers = corpus::read_answers(path, "")?;
        measure(&classifier, &path.display().to_string(), &answers.iter().collect::<Vec<_>>(), args.mistakes);
    }
    Ok(())
}

/// The first line in which two texts differ, counted from 1.
fn first_difference(a: &str, b: &str) -> Option<usize> {
    if a == b {
        return None;
    }
    let same = a.lines().zip(b.lines()).take_while(|(a, b)| a == b).count();
    Some(same + 1)
}

/// Prints weak-no precision, recall and F1, and macro-F1; a label in `also` counts as right.
fn measure(classifier: &Classifier, name: &str, answers: &[&Answer], mistakes: bool) {
    let mut scratch = Scratch::new();
    let mut counts = [[0_usize; 6]; 6];
    let (mut obstacles, mut obstacles_right) = (0, 0);
    for answer in answers {
        let mut utterance = Utterance::new(&answer.text);
        if let Some(ask) = &answer.ask {
            utterance = utterance.with_ask(ask);
        }
        let verdict = classifier.classify_with(&mut scratch, utterance);
        let mut truth = answer.label;
        if answer.also.contains(&verdict.label()) {
            truth = verdict.label();
        }
        counts[truth as usize][verdict.label() as usize] += 1;
        if mistakes && truth != verdict.label() {
            let ask = answer.ask.as_deref().unwrap_or("-");
            let read = verdict.ask().map_or("-", |act| act.as_str());
            println!("{truth} read as {}: [{read}: {ask}] {}", verdict.label(), answer.text);
        }
        if truth == Label::WeakNo
            && verdict.label() == Label::WeakNo
            && let Some(main) = answer.obstacles.first()
        {
            obstacles += 1;
            obstacles_right += usize::from(verdict.obstacles().first() == Some(main));
        }
    }
    let f1 = |label: usize| {
        let right = counts[label][label] as f64;
        let said: usize = counts.iter().map(|row| row[label]).sum();
        let true_: usize = counts[label].iter().sum();
        let (precision, recall) = (right / said.max(1) as f64, right / true_.max(1) as f64);
        (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
    };
    let macro_f1: f64 = (0..6).map(|label| f1(label).2).sum::<f64>() / 6.0;
    let (precision, recall, weak_no) = f1(Label::WeakNo as usize);
    println!(
        "{name}: {} answers, weak_no P {precision:.3} R {recall:.3} F1 {weak_no:.3}, macro-F1 {macro_f1:.3}, main obstacle {:.3}",
        answers.len(),
        f64::from(obstacles_right as u32) / f64::from(obstacles.max(1)),
    );
    let each: Vec<String> =
        Label::ALL.iter().map(|&label| format!("{label} {:.2}", f1(label as usize).2)).collect();
    println!("  {}", each.join("  "));
}
