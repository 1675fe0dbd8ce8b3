//! `weakno report`: how the conversations ended, and what was let go, at a glance.

use std::io::{self, Write};
use std::path::Path;

use anstyle::Style;
use anyhow::Result;
use weakno::{Classifier, ConversationVerdict, Label, NextStep, NoTest, Obstacle, Outcome, Role};
use weakno_transcripts::{Record, Reject, Transcript};

use crate::args::Report;
use crate::commands::batch::{Chunks, as_conversation, threads, turns};
use crate::intake::{Intake, Rejects};
use crate::output::Output;
use crate::page::{Page, Reader, Sheet};
use crate::{Ending, lexicon, mark, pipeline};

pub(crate) fn run(args: &Report) -> Result<Ending> {
    match &args.output {
        Some(path) => make_page(args, path),
        None => print(args),
    }
}

/// Makes the page: read on many threads, put together in the order of the input.
fn make_page(args: &Report, path: &Path) -> Result<Ending> {
    let classifier = lexicon::classifier(&args.input.lexicon.lexicon)?;
    let mut rejects = Rejects::new(args.input.rejects.as_deref())?;
    let mut output = Output::open(Some(path))?;
    let reader = Reader::new(&classifier);
    let mut page = Page::default();
    let chunks = Chunks::new(Intake::new(&args.input)?.records());
    let jobs = threads(args.jobs);
    let read = |(): &mut (), chunk| read_sheet(&classifier, &reader, chunk);
    pipeline::map_in_order(
        jobs,
        chunks,
        || (),
        read,
        |(sheet, lost)| -> Result<()> {
            page.add(sheet);
            lost.iter().try_for_each(|reject| rejects.take(reject))
        },
    )?;
    page.write(&mut output, &classifier, rejects.lost(), jobs)?;
    output.finish()?;
    rejects.finish()
}

fn read_sheet(
    classifier: &Classifier,
    reader: &Reader<'_>,
    chunk: Vec<Result<Record, Reject>>,
) -> (Sheet, Vec<Reject>) {
    let (mut sheet, mut lost) = (Sheet::default(), Vec::new());
    for record in chunk {
        let transcript = match record {
            Ok(Record::Conversation(transcript)) => transcript,
            Ok(Record::Utterance(utterance)) => as_conversation(utterance),
            Err(reject) => {
                lost.push(reject);
                continue;
            }
        };
        let verdict = classifier.conversation(&turns(&transcript));
        reader.read(&mut sheet, &transcript, &verdict);
    }
    (sheet, lost)
}

/// Prints the report to the terminal.
fn print(args: &Report) -> Result<Ending> {
    let classifier = lexicon::classifier(&args.input.lexicon.lexicon)?;
    let mut rejects = Rejects::new(args.input.rejects.as_deref())?;
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    let mut totals = Totals::default();
    for record in Intake::new(&args.input)?.records() {
        let transcript = match record {
            Ok(Record::Conversation(transcript)) => transcript,
            Ok(Record::Utterance(utterance)) => as_conversation(utterance),
            Err(reject) => {
                rejects.take(&reject)?;
                continue;
            }
        };
        let verdict = classifier.conversation(&turns(&transcript));
        totals.add(&verdict);
        write_call(&mut out, &transcript, &verdict)?;
    }
    totals.write(&mut out)?;
    out.flush()?;
    rejects.finish()
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// An outcome in words.
fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::InformedYes => "ended in an informed yes",
        Outcome::InformedNo => "ended in an informed no",
        Outcome::Undecided => "ended undecided",
        Outcome::NoAsk => "nothing was proposed",
    }
}

fn outcome_style(outcome: Outcome) -> Style {
    match outcome {
        Outcome::InformedYes => mark::label_style(Label::Yes),
        Outcome::InformedNo => mark::label_style(Label::StrongNo),
        Outcome::Undecided => mark::label_style(Label::WeakNo),
        Outcome::NoAsk => DIM,
    }
}

/// A next step as advice.
pub(crate) fn advice(step: NextStep) -> &'static str {
    match step {
        NextStep::AskWhy => "ask why",
        NextStep::AddressObstacle => "address the obstacle and ask again",
        NextStep::ReturnPower => "ask what they would decide themselves, and bring the decision-maker in",
        NextStep::HelpDecide => "give what is missing for a decision",
        NextStep::Confirm => "confirm that it is an informed yes",
        NextStep::WalkAway => "accept it and walk away content",
        NextStep::None => "make a proposal",
    }
}

fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.as_ref().replace('_', " ")).collect::<Vec<_>>().join(", ")
}

fn write_call(
    out: &mut impl Write,
    transcript: &Transcript,
    verdict: &ConversationVerdict<'_, '_>,
) -> Result<()> {
    let name = transcript.title.as_deref().unwrap_or(&transcript.id);
    let style = outcome_style(verdict.outcome());
    writeln!(out, "{BOLD}{name}{BOLD:#}")?;
    write!(out, "  {style}{}{style:#}", outcome_words(verdict.outcome()))?;
    if let Some(no) = verdict.no_tested() {
        let why = match no.reason() {
            NoTest::Probed => "it stood after the seller probed",
            NoTest::Final => "it was final from the start",
            NoTest::NeverTested => "but nobody asked what stood behind it",
        };
        write!(out, ": {why}")?;
    }
    if !verdict.obstacles().is_empty() {
        write!(
            out,
            "\n  in the way: {}",
            list(verdict.obstacles().iter().map(|obstacle| obstacle.as_str()))
        )?;
    }
    if let Some(decider) = verdict.deciders().first() {
        write!(out, " · also decides: {}", decider.name())?;
    }
    writeln!(out)?;
    write_roles(out, verdict)?;
    for moment in verdict.weak_nos() {
        let style = mark::label_style(moment.label());
        let fate = if moment.probed() { "probed" } else { "LET GO" };
        writeln!(
            out,
            "  {style}{}{style:#} {fate} · {}{DIM} · turn {}{}{DIM:#}",
            list([moment.label().as_str()]),
            list(moment.obstacles().iter().map(|obstacle| obstacle.as_str())),
            moment.turn(),
            moment.speaker().map_or(String::new(), |speaker| format!(" · {speaker}")),
        )?;
        let reading = verdict.turns().iter().find(|turn| turn.turn() == moment.turn());
        let evidence = reading.map_or(&[][..], |turn| turn.verdict().evidence());
        let text = mark::marked(moment.text(), evidence, "    ", mark::width(), mark::stdout_is_styled());
        writeln!(out, "{text}")?;
    }
    writeln!(out, "  next: {}\n", advice(verdict.next_step()))?;
    Ok(())
}

fn write_roles(out: &mut impl Write, verdict: &ConversationVerdict<'_, '_>) -> Result<()> {
    let inferred: Vec<String> = verdict
        .roles()
        .iter()
        .filter(|role| role.role() == Role::Rep && role.confidence() < 1.0)
        .map(|role| format!("{} ({:.0}%)", role.speaker().unwrap_or("somebody"), role.confidence() * 100.0))
        .collect();
    if !inferred.is_empty() {
        writeln!(out, "  {DIM}seems to sell: {}; correct it with --rep{DIM:#}", inferred.join(", "))?;
    } else if !verdict.roles().iter().any(|role| role.role() == Role::Rep) && !verdict.is_empty() {
        writeln!(
            out,
            "  {DIM}who sells is not known: every turn was read as a prospect's; say it with --rep{DIM:#}"
        )?;
    }
    Ok(())
}

/// Counts over all calls.
#[derive(Debug, Default)]
struct Totals {
    calls: usize,
    outcomes: [usize; 4],
    labels: [usize; 6],
    obstacles: [usize; 10],
    weak: [usize; 2],
    probed: [usize; 2],
}

impl Totals {
    fn add(&mut self, verdict: &ConversationVerdict<'_, '_>) {
        self.calls += 1;
        self.outcomes[verdict.outcome() as usize] += 1;
        for (label, count) in verdict.stances() {
            self.labels[label as usize] += count;
        }
        for moment in verdict.weak_nos() {
            let kind = usize::from(moment.label() == Label::DontKnow);
            self.weak[kind] += 1;
            self.probed[kind] += usize::from(moment.probed());
            if let Some(&main) = moment.obstacles().first() {
                self.obstacles[main as usize] += 1;
            }
        }
    }

    fn write(&self, out: &mut impl Write) -> Result<()> {
        if self.calls == 0 {
            writeln!(out, "No conversation was read.")?;
            return Ok(());
        }
        writeln!(out, "{BOLD}{} conversations{BOLD:#}", self.calls)?;
        for &outcome in Outcome::ALL {
            let count = self.outcomes[outcome as usize];
            bar(out, outcome_words(outcome), count, self.calls, outcome_style(outcome))?;
        }
        let [weak_nos, dont_knows] = self.weak;
        let [weak_probed, dont_probed] = self.probed;
        writeln!(
            out,
            "\n{BOLD}{weak_nos} weak no's{BOLD:#}: {weak_probed} probed, {} let go · {BOLD}{dont_knows} don't-knows{BOLD:#}: \
             {dont_probed} probed, {} let go",
            weak_nos - weak_probed,
            dont_knows - dont_probed
        )?;
        writeln!(out, "\n{BOLD}What prospects' turns said{BOLD:#}")?;
        let turns: usize = self.labels.iter().sum();
        for &label in Label::ALL {
            bar(out, &list([label.as_str()]), self.labels[label as usize], turns, mark::label_style(label))?;
        }
        let moments = weak_nos + dont_knows;
        if moments > 0 {
            writeln!(
                out,
                "\n{BOLD}What stood in the way{BOLD:#} (main obstacle of each weak no and don't-know)"
            )?;
            let mut ranked: Vec<Obstacle> = Obstacle::ALL.to_vec();
            ranked.sort_by_key(|&obstacle| std::cmp::Reverse(self.obstacles[obstacle as usize]));
            for obstacle in ranked.into_iter().filter(|&obstacle| self.obstacles[obstacle as usize] > 0) {
                let count = self.obstacles[obstacle as usize];
                bar(out, &list([obstacle.as_str()]), count, moments, Style::new())?;
            }
        }
        Ok(())
    }
}

/// Columns of a full bar.
const BAR: usize = 30;

fn bar(out: &mut impl Write, name: &str, count: usize, whole: usize, style: Style) -> Result<()> {
    let filled = (count * BAR).div_ceil(whole.max(1)).min(BAR);
    let blocks = "█".repeat(filled);
    let share = count * 100 / whole.max(1);
    writeln!(out, "  {name:<26} {style}{blocks:<BAR$}{style:#} {count:>5} {share:>4}%")?;
    Ok(())
}
