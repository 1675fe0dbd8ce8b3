//! `weakno eval`: agreement with labelled records.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};
use weakno::{Classifier, ConversationVerdict, Label, NextStep, Obstacle, Outcome, Role, Scratch, Verdict};
use weakno_transcripts::{Record, Transcript, Utterance};

use crate::args::Eval;
use crate::commands::batch::turns;
use crate::intake::{Intake, Rejects};
use crate::metrics::{Calibration, Confusion};
use crate::{Ending, lexicon};

pub(crate) fn run(args: &Eval) -> Result<Ending> {
    let classifier = lexicon::classifier(&args.input.lexicon.lexicon)?;
    let mut rejects = Rejects::new(args.input.rejects.as_deref())?;
    let mut figures = Figures::default();
    let mut scratch = Scratch::new();
    for record in Intake::new(&args.input)?.records() {
        match record {
            Ok(Record::Utterance(utterance)) => figures.utterance(&classifier, &mut scratch, &utterance),
            Ok(Record::Conversation(transcript)) => figures.conversation(&classifier, &transcript),
            Err(reject) => rejects.take(&reject)?,
        }
    }
    if figures.confusion.total() == 0 && figures.role.of == 0 {
        bail!("no labelled record was found: eval needs records with \"label\"");
    }
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    if args.json {
        serde_json::to_writer(&mut out, &figures.as_json())?;
        writeln!(out)?;
    } else {
        figures.write(&mut out, args.worst)?;
    }
    out.flush()?;
    rejects.finish()
}

/// A part and a whole.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    fn value(self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }

    fn as_json(self) -> Value {
        json!({ "accuracy": self.value(), "right": self.right, "of": self.of })
    }
}

/// A text that was read wrong.
#[derive(Debug)]
struct Mistake {
    score: f32,
    ask: Option<String>,
    text: String,
}

/// All figures.
#[derive(Debug, Default)]
struct Figures {
    confusion: Confusion,
    calibration: Calibration,
    main_obstacle: Share,
    named_obstacle: Share,
    next_step: Share,
    outcome: Share,
    probed: Share,
    role: Share,
    unlabelled: usize,
    mistakes: BTreeMap<(usize, usize), Vec<Mistake>>,
}

fn name<T: std::str::FromStr>(meta: &Map<String, Value>, key: &str) -> Option<T> {
    meta.get(key)?.as_str()?.parse().ok()
}

fn names<T: std::str::FromStr>(meta: &Map<String, Value>, key: &str) -> Vec<T> {
    let items = meta.get(key).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(|item| item.as_str()?.parse().ok()).collect()
}

impl Figures {
    fn utterance<'c>(
        &mut self,
        classifier: &'c Classifier,
        scratch: &mut Scratch<'c>,
        utterance: &Utterance,
    ) {
        let mut input = weakno::Utterance::new(&utterance.text);
        if let Some(ask) = &utterance.ask {
            input = input.with_ask(ask);
        }
        let verdict = classifier.classify_with(scratch, input);
        self.compare(&utterance.meta, verdict, utterance.ask.as_deref(), &utterance.text);
    }

    fn compare(&mut self, meta: &Map<String, Value>, verdict: &Verdict<'_>, ask: Option<&str>, text: &str) {
        let Some(mut truth) = name::<Label>(meta, "label") else {
            self.unlabelled += 1;
            return;
        };
        let said = verdict.label();
        let also: Vec<Label> = names(meta, "also");
        if also.contains(&said) {
            truth = said;
        }
        self.confusion.add(truth, said);
        self.calibration.add(verdict.score(), truth == Label::WeakNo);
        let obstacles: Vec<Obstacle> = names(meta, "obstacles");
        if let (Label::WeakNo, Label::WeakNo, Some(main)) = (truth, said, obstacles.first()) {
            self.main_obstacle.add(verdict.obstacles().first() == Some(main));
            self.named_obstacle.add(verdict.obstacles().iter().any(|named| obstacles.contains(named)));
        }
        if let Some(step) = name::<NextStep>(meta, "next_step") {
            self.next_step.add(step == verdict.next_step());
        }
        if truth != said {
            self.mistakes.entry((truth as usize, said as usize)).or_default().push(Mistake {
                score: verdict.score_of(said),
                ask: ask.map(str::to_owned),
                text: text.to_owned(),
            });
        }
    }

    fn conversation(&mut self, classifier: &Classifier, transcript: &Transcript) {
        let verdict = classifier.conversation(&turns(transcript));
        for turn in verdict.turns() {
            // A joined run has the last label that takes a stance.
            let next = verdict.turns().iter().map(weakno::TurnVerdict::turn).find(|&next| next > turn.turn());
            let run = turn.turn()..next.unwrap_or(transcript.turns.len());
            let labelled = transcript.turns[run]
                .iter()
                .filter(|given| {
                    given.speaker.as_deref() == turn.speaker() && given.meta.contains_key("label")
                })
                .max_by_key(|given| {
                    name::<Label>(&given.meta, "label").is_some_and(|label| label != Label::None)
                });
            if let Some(labelled) = labelled {
                self.compare(&labelled.meta, turn.verdict(), turn.ask(), turn.text());
            }
        }
        if let Some(outcome) = name::<Outcome>(&transcript.meta, "outcome") {
            self.outcome.add(outcome == verdict.outcome());
        }
        self.moments(transcript, &verdict);
        self.roles(transcript, classifier);
    }

    /// Probed or let go, for the moments that were found.
    fn moments(&mut self, transcript: &Transcript, verdict: &ConversationVerdict<'_, '_>) {
        let Some(wanted) = transcript.meta.get("weak_nos").and_then(Value::as_array) else { return };
        for moment in wanted {
            let turn = moment.get("turn").and_then(Value::as_u64);
            let found = verdict.weak_nos().iter().find(|found| Some(found.turn() as u64) == turn);
            if let (Some(found), Some(probed)) = (found, moment.get("probed").and_then(Value::as_bool)) {
                self.probed.add(found.probed() == probed);
            }
        }
    }

    /// Whether the seller would be told right if the transcript did not say.
    fn roles(&mut self, transcript: &Transcript, classifier: &Classifier) {
        let Some(rep) = transcript.turns.iter().find(|turn| turn.role == Role::Rep) else { return };
        if rep.speaker.is_none() {
            return;
        }
        let hidden: Vec<weakno::Turn<'_>> =
            turns(transcript).into_iter().map(|turn| turn.with_role(Role::Unknown)).collect();
        let verdict = classifier.conversation(&hidden);
        let inferred = verdict.roles().iter().find(|role| role.role() == Role::Rep);
        self.role.add(inferred.is_some_and(|role| role.speaker() == rep.speaker.as_deref()));
    }

    fn shares(&self) -> [(&'static str, Share); 6] {
        [
            ("main obstacle (of weak no's found)", self.main_obstacle),
            ("an obstacle named right", self.named_obstacle),
            ("next step", self.next_step),
            ("outcome", self.outcome),
            ("probed or let go", self.probed),
            ("seller inferred, roles hidden", self.role),
        ]
    }

    fn as_json(&self) -> Value {
        let labels: Map<String, Value> = Label::ALL
            .iter()
            .map(|&label| {
                let quality = self.confusion.quality(label);
                let value = json!({
                    "precision": quality.precision, "recall": quality.recall, "f1": quality.f1, "support": quality.support,
                });
                (label.to_string(), value)
            })
            .collect();
        let confusion: Map<String, Value> = Label::ALL
            .iter()
            .map(|&truth| {
                let row: Map<String, Value> = Label::ALL
                    .iter()
                    .map(|&said| {
                        (said.to_string(), self.confusion.counts[truth as usize][said as usize].into())
                    })
                    .collect();
                (truth.to_string(), Value::Object(row))
            })
            .collect();
        let bins: Vec<Value> = self
            .calibration
            .bins
            .iter()
            .map(|bin| {
                let count = bin.count.max(1) as f64;
                json!({ "count": bin.count, "score": bin.score / count, "right": bin.right as f64 / count })
            })
            .collect();
        json!({
            "records": self.confusion.total(),
            "unlabelled": self.unlabelled,
            "accuracy": self.confusion.accuracy(),
            "macro_f1": self.confusion.macro_f1(),
            "labels": labels,
            "confusion": confusion,
            "calibration": { "ece": self.calibration.error(), "bins": bins },
            "main_obstacle": self.main_obstacle.as_json(),
            "named_obstacle": self.named_obstacle.as_json(),
            "next_step": self.next_step.as_json(),
            "outcome": self.outcome.as_json(),
            "probed": self.probed.as_json(),
            "role": self.role.as_json(),
        })
    }

    fn write(&self, out: &mut impl Write, worst: usize) -> Result<()> {
        writeln!(out, "{} labelled records, {} without a label", self.confusion.total(), self.unlabelled)?;
        writeln!(out, "\n{:<12} {:>9} {:>9} {:>9} {:>9}", "label", "precision", "recall", "F1", "records")?;
        for &label in Label::ALL {
            let quality = self.confusion.quality(label);
            writeln!(
                out,
                "{label:<12} {:>9.3} {:>9.3} {:>9.3} {:>9}",
                quality.precision, quality.recall, quality.f1, quality.support
            )?;
        }
        writeln!(
            out,
            "{:<12} {:>9} {:>9} {:>9.3}   (accuracy {:.3})",
            "macro",
            "",
            "",
            self.confusion.macro_f1(),
            self.confusion.accuracy()
        )?;
        writeln!(out)?;
        for (name, share) in self.shares().into_iter().filter(|(_, share)| share.of > 0) {
            writeln!(out, "{name:<36} {:.3}  ({} of {})", share.value(), share.right, share.of)?;
        }
        writeln!(
            out,
            "\nconfusion (rows: labelled, columns: read)\n{:<12}{}",
            "",
            columns(|label| label.to_string())
        )?;
        for &truth in Label::ALL {
            let row = columns(|said| self.confusion.counts[truth as usize][said as usize].to_string());
            writeln!(out, "{truth:<12}{row}")?;
        }
        writeln!(out, "\ncalibration of score (expected error {:.3})", self.calibration.error())?;
        for (number, bin) in self.calibration.bins.iter().enumerate().filter(|(_, bin)| bin.count > 0) {
            let count = bin.count as f64;
            writeln!(
                out,
                "{:.1}-{:.1}  {:>6} records, mean score {:.2}, weak no's {:.2}",
                number as f64 / 10.0,
                (number + 1) as f64 / 10.0,
                bin.count,
                bin.score / count,
                bin.right as f64 / count
            )?;
        }
        self.write_mistakes(out, worst)
    }

    fn write_mistakes(&self, out: &mut impl Write, worst: usize) -> Result<()> {
        let mut kinds: Vec<_> = self.mistakes.iter().collect();
        kinds.sort_by_key(|(_, mistakes)| std::cmp::Reverse(mistakes.len()));
        for (&(truth, said), mistakes) in kinds {
            let mut sorted: Vec<&Mistake> = mistakes.iter().collect();
            sorted.sort_by(|a, b| b.score.total_cmp(&a.score));
            let (truth, said) = (Label::ALL[truth], Label::ALL[said]);
            writeln!(out, "\n{truth} read as {said}: {}", mistakes.len())?;
            for mistake in sorted.into_iter().take(worst) {
                let ask = mistake.ask.as_ref().map_or(String::new(), |ask| format!("[{ask}] "));
                writeln!(out, "  {:.2}  {ask}{}", mistake.score, mistake.text)?;
            }
        }
        Ok(())
    }
}

fn columns(cell: impl Fn(Label) -> String) -> String {
    Label::ALL.iter().fold(String::new(), |row, &label| row + &format!("{:>11}", cell(label)))
}
