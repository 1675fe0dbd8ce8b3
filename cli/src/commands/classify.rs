//! `weakno classify`: single utterances, and why they are read so.

use std::io::{self, BufRead as _, Write};

use anyhow::Result;
use weakno::{Classifier, Contribution, Label, Utterance};

use crate::args::Classify;
use crate::records::{ContributionRecord, UtteranceRecord};
use crate::{Ending, lexicon, mark};

/// Most contributions that are shown for one utterance.
const SHOWN: usize = 6;

pub(crate) fn run(args: &Classify) -> Result<Ending> {
    let classifier = lexicon::classifier(&args.lexicon.lexicon)?;
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    let from_stdin = args.texts.is_empty() || args.texts == ["-"];
    if from_stdin {
        for line in io::stdin().lock().lines() {
            show(&classifier, args, &line?, &mut out)?;
        }
    } else {
        for text in &args.texts {
            show(&classifier, args, text, &mut out)?;
        }
    }
    Ok(Ending::Complete)
}

fn show(classifier: &Classifier, args: &Classify, text: &str, out: &mut impl Write) -> Result<()> {
    let mut utterance = Utterance::new(text);
    if let Some(ask) = &args.ask {
        utterance = utterance.with_ask(ask);
    }
    let verdict = classifier.classify(utterance);
    let contributions = classifier.explain(utterance);
    if args.json {
        let mut record = UtteranceRecord::new(text, &verdict, classifier.version());
        record.ask = args.ask.as_deref();
        record.contributions = Some(
            contributions.iter().map(|contribution| ContributionRecord::new(text, contribution)).collect(),
        );
        serde_json::to_writer(&mut *out, &record)?;
        writeln!(out)?;
        return Ok(());
    }
    let styled = mark::stdout_is_styled();
    writeln!(out, "{}", mark::marked(text, verdict.evidence(), "", mark::width(), styled))?;
    let style = mark::label_style(verdict.label());
    let obstacles: Vec<&str> = verdict.obstacles().iter().map(|obstacle| obstacle.as_str()).collect();
    write!(out, "  {style}{}{style:#} {:.2}", verdict.label(), verdict.score_of(verdict.label()))?;
    if verdict.label() != Label::WeakNo {
        write!(out, " · weak_no {:.2}", verdict.score())?;
    }
    if !obstacles.is_empty() {
        write!(out, " · obstacle: {}", obstacles.join(", "))?;
    }
    if let Some(ask) = verdict.ask() {
        write!(out, " · ask: {ask}")?;
    }
    writeln!(out, " · next step: {}", verdict.next_step())?;
    for contribution in strongest(&contributions, verdict.label()) {
        writeln!(
            out,
            "    {:+.2}  {}{}",
            contribution.weight(verdict.label()),
            contribution.feature(),
            contribution.span().map_or(String::new(), |span| format!("  “{}”", &text[span])),
        )?;
    }
    Ok(())
}

/// The contributions that speak loudest for or against the label.
fn strongest(contributions: &[Contribution], label: Label) -> Vec<&Contribution> {
    let mut sorted: Vec<&Contribution> =
        contributions.iter().filter(|contribution| contribution.weight(label).abs() >= 0.05).collect();
    sorted.sort_by(|a, b| b.weight(label).abs().total_cmp(&a.weight(label).abs()));
    sorted.truncate(SHOWN);
    sorted
}
