//! Classification beside one plain scan: `cargo bench --bench yardstick`.
//!
//! The yardstick is the `aho-corasick` crate's DFA over the literal phrases of the lexicon, overlapping, counting matches
//! on normalised text. Both run in turns over the same texts; what is printed is the median over the rounds of the
//! ratio of their rates (1.0: as fast as the scan).

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::Yardstick;
use weakno::{Classifier, Scratch};

const TEXTS: usize = 20_000;
const ROUNDS: usize = 15;

fn main() {
    // `cargo test --benches` and CI only want to know that the answers are right.
    let only_check = std::env::args().any(|arg| arg == "--test");
    let yardstick = Yardstick::new();
    let classifier = Classifier::new();
    println!("{} literal phrases in the yardstick", yardstick.phrases);
    for (name, texts) in [("talk", common::talk(TEXTS)), ("stress", common::stress(TEXTS))] {
        let normalised = common::normalised(&texts);
        check(&classifier, &yardstick, &texts, &normalised);
        if only_check {
            continue;
        }
        compare(name, &classifier, &yardstick, &texts, &normalised);
    }
    if !only_check {
        start_up();
    }
}

/// What is timed must be right: reuse gives what a fresh classification gives, and both sides find something.
fn check(classifier: &Classifier, yardstick: &Yardstick, texts: &[String], normalised: &[String]) {
    let mut scratch = Scratch::new();
    let mut found = 0;
    for text in texts.iter().take(2000) {
        let fresh = classifier.classify(text.as_str());
        assert_eq!(classifier.classify_with(&mut scratch, text.as_str()), &fresh);
        found += fresh.evidence().len();
    }
    let matches: usize = normalised.iter().take(2000).map(|text| yardstick.count(text)).sum();
    assert!(found > 500 && matches > 500, "{found} cues, {matches} matches: the corpus says nothing");
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn compare(
    name: &str,
    classifier: &Classifier,
    yardstick: &Yardstick,
    texts: &[String],
    normalised: &[String],
) {
    let mut scratch = Scratch::new();
    let (mut scans, mut classes) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        scans.push(timed(|| {
            for text in normalised {
                black_box(yardstick.count(black_box(text)));
            }
        }));
        classes.push(timed(|| {
            for text in texts {
                black_box(classifier.classify_with(&mut scratch, black_box(text.as_str())).evidence().len());
            }
        }));
    }
    let nanos = |duration: &Duration| duration.as_nanos() as f64 / texts.len() as f64;
    let ratio = median(
        scans.iter().zip(&classes).map(|(scan, class)| scan.as_secs_f64() / class.as_secs_f64()).collect(),
    );
    println!(
        "{name:<8} scan {:>6.0} ns, classify {:>6.0} ns an utterance, ratio {ratio:.2}",
        median(scans.iter().map(nanos).collect()),
        median(classes.iter().map(nanos).collect()),
    );
    let (scan_p99, class_p99) = (
        p99(normalised, |text| {
            black_box(yardstick.count(text));
        }),
        p99(texts, |text| {
            black_box(classifier.classify_with(&mut scratch, text).evidence().len());
        }),
    );
    println!(
        "{name:<8} p99: scan {scan_p99} ns, classify {class_p99} ns, {:.1} times",
        class_p99 as f64 / scan_p99 as f64
    );
}

/// The 99th percentile of single calls, in nanoseconds: of each text the fastest of five, so that interrupts do not count.
fn p99(texts: &[String], mut work: impl FnMut(&str)) -> u128 {
    let mut best = vec![u128::MAX; texts.len()];
    for _ in 0..5 {
        for (text, best) in texts.iter().zip(&mut best) {
            *best = (*best).min(timed(|| work(black_box(text))).as_nanos());
        }
    }
    best.sort_unstable();
    best[best.len() * 99 / 100]
}

fn start_up() {
    let times: Vec<f64> =
        (0..ROUNDS).map(|_| timed(|| drop(black_box(Classifier::new()))).as_secs_f64() * 1e3).collect();
    println!("start-up {:.1} ms", median(times));
}
