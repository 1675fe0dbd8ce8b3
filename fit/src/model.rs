//! From corpora to weights.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use clap::Args;
use weakno::training::{self, NamedRow, ROW};
use weakno::{Act, Classifier, Label, Lexicon, Obstacle, Scratch, Utterance, Weights};

use crate::corpus::{Answer, Corpus};
use crate::logistic::{Link, Problem, Sparse};

/// The numbers of the fit.
#[derive(Debug, Clone, Args)]
pub(crate) struct Options {
    /// Penalty on the weights of word sequences
    #[arg(long, default_value_t = 0.1)]
    words_penalty: f64,
    /// Penalty on the weights of readings
    #[arg(long, default_value_t = 0.5)]
    reading_penalty: f64,
    /// Penalty on the weights of single cues
    #[arg(long, default_value_t = 1.0)]
    cue_penalty: f64,
    /// Texts in which a word sequence must occur
    #[arg(long, default_value_t = 3)]
    min_count: usize,
    /// Voices in which a word sequence must occur
    #[arg(long, default_value_t = 2)]
    min_voices: usize,
    /// Longest word sequence
    #[arg(long, default_value_t = 4)]
    longest: usize,
    /// Longest word sequence in an ask
    #[arg(long, default_value_t = 2)]
    longest_in_ask: usize,
    /// Penalty on the weights of word sequences in an ask
    #[arg(long, default_value_t = 0.3)]
    ask_penalty: f64,
    /// Penalty on the weights of word sequences in the act model
    #[arg(long, default_value_t = 3.0)]
    act_words_penalty: f64,
    /// Penalty on the weights of readings in the act model
    #[arg(long, default_value_t = 0.1)]
    act_reading_penalty: f64,
    /// Weight that readings have by their definition, before anything was learned
    #[arg(long, default_value_t = 1.5)]
    prior: f64,
    /// How much conceded words count, in sixteenths
    #[arg(long, default_value_t = 5)]
    conceded: i32,
    /// Number of words at which sequences count by a factor of the square root of two less
    #[arg(long, default_value_t = 10)]
    half_length: u32,
    /// Rows in which no weight is as large as this are left out
    #[arg(long, default_value_t = 0.3)]
    prune: f64,
    /// Weights smaller than this are left out
    #[arg(long, default_value_t = 0.06)]
    smallest: f64,
    /// Most steps of the optimiser
    #[arg(long, default_value_t = 150)]
    iterations: u64,
}

/// Share of the target that goes to the labels in `also`.
const ALSO_SHARE: f64 = 0.25;
/// Target of an obstacle that is named, but not the main one.
const SECOND_OBSTACLE: f64 = 0.7;

/// Fits all weights.
pub(crate) fn fit(corpus: &Corpus, options: &Options) -> Result<Weights> {
    let lexicon = Lexicon::builtin();
    let (stance_names, act_names) = training::structural_names(&lexicon);
    let train = corpus.split("train");
    let act = fit_acts(corpus, options, act_names)?;
    eprintln!("acts: {} features", act.len());
    let stance = fit_stance(&train, options, stance_names, &act)?;
    eprintln!("stance: {} features", stance.len());
    let weights = training::weights(options.conceded, options.half_length, 1.0, &stance, &act);
    calibrate(&weights, &corpus.split("dev"))
}

fn zero(names: impl IntoIterator<Item = String>) -> Vec<NamedRow> {
    names.into_iter().map(|name| (name, [0.0; ROW])).collect()
}

fn classifier(options: &Options, stance: &[NamedRow], act: &[NamedRow]) -> Result<Classifier> {
    let weights = training::weights(options.conceded, options.half_length, 1.0, stance, act);
    Ok(Classifier::builder().weights(weights).build()?)
}

/// The word sequences that occur often enough, as feature names. `texts` come with the name of their voice.
fn sequences<'t>(texts: &[(&'t str, &'t str)], options: &Options) -> Result<Vec<String>> {
    let words: BTreeSet<String> = texts.iter().flat_map(|(_, text)| training::words(text)).collect();
    let all_words = zero(words.into_iter().map(|word| format!("words:{word}")));
    let classifier = classifier(options, &all_words, &[])?;
    let mut scratch = Scratch::new();
    let mut counts: BTreeMap<String, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for &(voice, text) in texts {
        let mut seen = BTreeSet::new();
        classifier.word_sequences(&mut scratch, text, options.longest, |sequence| {
            seen.insert(sequence.to_owned());
        });
        for sequence in seen {
            let count = counts.entry(sequence).or_default();
            count.0 += 1;
            count.1.insert(voice);
        }
    }
    Ok(counts
        .into_iter()
        .filter(|(_, (count, voices))| *count >= options.min_count && voices.len() >= options.min_voices)
        .map(|(sequence, _)| format!("words:{sequence}"))
        .collect())
}

fn penalties(names: &[String], options: &Options) -> Vec<f64> {
    names
        .iter()
        .map(|name| match name.split(':').next() {
            Some("words") => options.words_penalty,
            Some("ask_words") => options.ask_penalty,
            Some("cue") => options.cue_penalty,
            _ => options.reading_penalty,
        })
        .collect()
}

fn named(
    names: &[String],
    columns: usize,
    offset: usize,
    solved: &[f64],
    into: &mut BTreeMap<String, [f64; ROW]>,
) {
    for (name, weights) in names.iter().zip(solved.chunks(columns)) {
        let row = into.entry(name.clone()).or_insert([0.0; ROW]);
        row[offset..offset + columns].copy_from_slice(weights);
    }
}

/// Leaves out weights and rows that say next to nothing.
fn pruned(rows: BTreeMap<String, [f64; ROW]>, options: &Options) -> Vec<NamedRow> {
    rows.into_iter()
        .filter(|(_, row)| row.iter().any(|weight| weight.abs() >= options.prune))
        .map(|(name, row)| {
            (name, row.map(|weight| if weight.abs() < options.smallest { 0.0 } else { weight }))
        })
        .collect()
}

fn fit_acts(corpus: &Corpus, options: &Options, structural: Vec<String>) -> Result<Vec<NamedRow>> {
    // The corpus of seller's turns is small: its cues have to carry more than its words.
    let options = Options {
        min_voices: 1,
        words_penalty: options.act_words_penalty,
        reading_penalty: options.act_reading_penalty,
        ..options.clone()
    };
    let texts: Vec<(&str, &str)> = corpus.seller_turns.iter().map(|turn| ("", turn.text.as_str())).collect();
    let mut names = structural;
    names.extend(sequences(&texts, &options)?);
    let classifier = classifier(&options, &[], &zero(names))?;
    let names = classifier.row_names().1;
    let mut scratch = Scratch::new();
    let features: Vec<Sparse> = texts
        .iter()
        .map(|(_, text)| {
            let mut sparse = Vec::new();
            classifier.act_rows(&mut scratch, text, |row, value| sparse.push((row as u32, value as f32)));
            sparse
        })
        .collect();
    let targets: Vec<Vec<f64>> = corpus
        .seller_turns
        .iter()
        .map(|turn| Act::ALL.iter().map(|act| f64::from(u8::from(turn.acts.contains(act)))).collect())
        .collect();
    let problem = Problem {
        texts: &features,
        targets: &targets,
        penalty: &penalties(names, &options),
        prior: &vec![0.0; names.len() * Act::ALL.len()],
        columns: Act::ALL.len(),
        link: Link::Independent,
    };
    let mut rows = BTreeMap::new();
    named(names, Act::ALL.len(), 0, &problem.solve(options.iterations)?, &mut rows);
    Ok(pruned(rows, &options))
}

fn utterance(answer: &Answer) -> Utterance<'_> {
    let utterance = Utterance::new(&answer.text);
    match &answer.ask {
        Some(ask) => utterance.with_ask(ask),
        None => utterance,
    }
}

fn fit_stance(
    train: &[&Answer],
    options: &Options,
    structural: Vec<String>,
    act: &[NamedRow],
) -> Result<Vec<NamedRow>> {
    let texts: Vec<(&str, &str)> =
        train.iter().map(|answer| (answer.voice.as_str(), answer.text.as_str())).collect();
    let mut names = structural;
    names.extend(sequences(&texts, options)?);
    let asks: Vec<(&str, &str)> =
        train.iter().filter_map(|answer| Some((answer.voice.as_str(), answer.ask.as_deref()?))).collect();
    let ask_options = Options { longest: options.longest_in_ask, ..options.clone() };
    let ask_sequences = sequences(&asks, &ask_options)?;
    names.extend(ask_sequences.iter().map(|name| format!("ask_{name}")));
    let classifier = classifier(options, &zero(names), act)?;
    let names = classifier.row_names().0;
    let mut scratch = Scratch::new();
    let features: Vec<Sparse> = train
        .iter()
        .map(|answer| {
            let mut sparse = Vec::new();
            classifier.stance_rows(&mut scratch, utterance(answer), |row, value| {
                sparse.push((row as u32, value as f32));
            });
            sparse
        })
        .collect();
    let penalty = penalties(names, options);
    let mut rows = BTreeMap::new();

    let targets: Vec<Vec<f64>> = train.iter().map(|answer| label_target(answer)).collect();
    let columns = Label::ALL.len();
    let prior: Vec<f64> = names.iter().flat_map(|name| label_prior(name, options.prior)).collect();
    let labels = Problem {
        texts: &features,
        targets: &targets,
        penalty: &penalty,
        prior: &prior,
        columns,
        link: Link::Softmax,
    };
    named(names, columns, 0, &labels.solve(options.iterations)?, &mut rows);

    let with_obstacles: Vec<usize> =
        (0..train.len()).filter(|&place| !train[place].obstacles.is_empty()).collect();
    let texts: Vec<Sparse> = with_obstacles.iter().map(|&place| features[place].clone()).collect();
    let targets: Vec<Vec<f64>> = with_obstacles.iter().map(|&place| obstacle_target(train[place])).collect();
    let columns = Obstacle::ALL.len();
    let prior = vec![0.0; names.len() * columns];
    let obstacles = Problem {
        texts: &texts,
        targets: &targets,
        penalty: &penalty,
        prior: &prior,
        columns,
        link: Link::Independent,
    };
    named(names, columns, Label::ALL.len(), &obstacles.solve(options.iterations)?, &mut rows);
    Ok(pruned(rows, options))
}

/// What a reading says by its definition, before anything was learned: a trigger that leans yes says yes, and the last
/// word counts where the speaker turns round.
fn label_prior(name: &str, strength: f64) -> [f64; Label::ALL.len()] {
    let mut prior = [0.0; Label::ALL.len()];
    let stated = match name {
        "turned:yes/no" => Some((Label::StrongNo, 2.0)),
        "turned:no/yes" => Some((Label::WeakYes, 2.0)),
        _ => ["trigger:", "last:", "pseudo:", "only_pseudo:"]
            .iter()
            .find_map(|group| name.strip_prefix(group)?.parse().ok())
            .map(|label: Label| (label, 1.0)),
    };
    if let Some((label, times)) = stated {
        prior[label as usize] = strength * times;
    }
    prior
}

fn label_target(answer: &Answer) -> Vec<f64> {
    let mut target = vec![0.0; Label::ALL.len()];
    let share = if answer.also.is_empty() { 0.0 } else { ALSO_SHARE };
    target[answer.label as usize] += 1.0 - share;
    for &also in &answer.also {
        target[also as usize] += share / answer.also.len() as f64;
    }
    target
}

fn obstacle_target(answer: &Answer) -> Vec<f64> {
    let mut target = vec![0.0; Obstacle::ALL.len()];
    for (place, &obstacle) in answer.obstacles.iter().enumerate() {
        target[obstacle as usize] = if place == 0 { 1.0 } else { SECOND_OBSTACLE };
    }
    target
}

/// Finds the sharpness that makes the labels of unseen voices most likely.
fn calibrate(weights: &Weights, dev: &[&Answer]) -> Result<Weights> {
    let mut best = (f64::MAX, weights.clone());
    for step in 8..=30 {
        let candidate = training::with_sharpness(weights.clone(), f64::from(step) / 20.0);
        let classifier = Classifier::builder().weights(candidate.clone()).build()?;
        let mut scratch = Scratch::new();
        let loss: f64 = dev
            .iter()
            .map(|answer| {
                let verdict = classifier.classify_with(&mut scratch, utterance(answer));
                -f64::from(verdict.score_of(answer.label)).max(1e-6).ln()
            })
            .sum();
        if loss < best.0 {
            best = (loss, candidate);
        }
    }
    Ok(best.1)
}
