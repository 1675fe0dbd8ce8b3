//! Stages and wholes: `cargo bench --features training --bench classify`.

#![allow(missing_docs, reason = "the macro of the harness makes a public function")]

mod common;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use weakno::{Classifier, Label, Outcome, Role, Scratch, Turn, Utterance};

const TEXTS: usize = 2_000;

/// What is timed must be right.
fn check(classifier: &Classifier, texts: &[String]) {
    assert_eq!(classifier.classify("Not right now.").label(), Label::WeakNo);
    let mut scratch = Scratch::new();
    let all: usize = texts.iter().map(|text| classifier.first_stages(&mut scratch, text, 3)[2]).sum();
    let evidence: usize = texts.iter().map(|text| classifier.classify(text.as_str()).evidence().len()).sum();
    assert!(evidence > TEXTS / 2 && all >= evidence, "{all} findings, {evidence} pieces of evidence");
}

fn stages(criterion: &mut Criterion) {
    let classifier = Classifier::new();
    for (name, texts) in [("talk", common::talk(TEXTS)), ("stress", common::stress(TEXTS))] {
        check(&classifier, &texts);
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(TEXTS as u64));
        let mut scratch = Scratch::new();
        for (stage, stages) in [("words", 1), ("words, phrases", 2), ("words, phrases, scopes", 3)] {
            group.bench_function(stage, |bencher| {
                bencher.iter(|| {
                    for text in &texts {
                        black_box(classifier.first_stages(&mut scratch, black_box(text), stages));
                    }
                });
            });
        }
        let mut scratch = Scratch::new();
        group.bench_function("verdict", |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    black_box(classifier.classify_with(&mut scratch, black_box(text.as_str())).label());
                }
            });
        });
        group.bench_function("verdict with ask", |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    let utterance = Utterance::new(text).with_ask("Shall we go ahead on Monday?");
                    black_box(classifier.classify_with(&mut scratch, black_box(utterance)).label());
                }
            });
        });
        group.finish();
    }
}

/// A call of many turns that ends undecided: time must grow with the number of turns and no faster.
fn conversations(criterion: &mut Criterion) {
    let classifier = Classifier::new();
    let texts = common::talk(TEXTS);
    let mut group = criterion.benchmark_group("conversation");
    for length in [1_000, 10_000] {
        let turns: Vec<Turn<'_>> = (0..length)
            .map(|number| match number % 4 {
                0 => Turn::new("Shall we go ahead on Monday?").with_role(Role::Rep),
                1 => Turn::new("Not right now, to be honest.").with_role(Role::Prospect),
                2 => Turn::new(&texts[number % TEXTS]).with_role(Role::Rep),
                _ => Turn::new(&texts[(number * 7) % TEXTS]).with_role(Role::Prospect),
            })
            .collect();
        assert_ne!(classifier.conversation(&turns).outcome(), Outcome::NoAsk);
        group.throughput(Throughput::Elements(length as u64));
        group.sample_size(10);
        group.bench_function(format!("{length} turns"), |bencher| {
            bencher.iter(|| black_box(classifier.conversation(black_box(&turns)).weak_nos().len()));
        });
    }
    group.finish();
}

fn start_up(criterion: &mut Criterion) {
    criterion.bench_function("build the classifier", |bencher| {
        bencher.iter_batched(|| (), |()| Classifier::new(), BatchSize::LargeInput);
    });
}

criterion_group!(benches, stages, conversations, start_up);
criterion_main!(benches);
