//! `weakno cues`: what is in the lexicon, and whether a custom one is sound.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use weakno::{Classifier, Cue, CueRole, Lexicon, Scratch};
use weakno_transcripts::Record;

use crate::args::{Cues, CuesCommand, InputArgs, LexiconArgs};
use crate::commands::batch::as_conversation;
use crate::intake::{Intake, Rejects};
use crate::{Ending, lexicon};

pub(crate) fn run(args: &Cues) -> Result<Ending> {
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    match &args.command {
        CuesCommand::List { role, lexicon } => list(&mut out, role.as_deref(), lexicon)?,
        CuesCommand::Show { id, lexicon } => show(&mut out, id, lexicon)?,
        CuesCommand::Check { files } => check(&mut out, files)?,
        CuesCommand::Test { files, against } => return test(&mut out, files, against),
    }
    out.flush()?;
    Ok(Ending::Complete)
}

fn joined(items: impl IntoIterator<Item = impl ToString>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

/// What a cue says, in one word: the stance of a trigger, the act of a seller's cue.
fn says(cue: &Cue) -> String {
    cue.leans().map(|label| label.to_string()).or(cue.act().map(|act| act.to_string())).unwrap_or_default()
}

fn list(out: &mut impl Write, role: Option<&str>, args: &LexiconArgs) -> Result<()> {
    let role: Option<CueRole> = role.map(str::parse).transpose()?;
    let classifier = lexicon::classifier(&args.lexicon)?;
    let cues: Vec<&Cue> =
        classifier.lexicon().cues().iter().filter(|cue| role.is_none_or(|role| cue.role() == role)).collect();
    for cue in &cues {
        writeln!(
            out,
            "{:<36} {:<12} {:<15} {:>4} phrases  {}",
            cue.id(),
            cue.role(),
            says(cue),
            cue.phrases().len(),
            joined(cue.obstacles())
        )?;
    }
    let phrases: usize = cues.iter().map(|cue| cue.phrases().len()).sum();
    writeln!(out, "{} cues, {phrases} phrases, lexicon {}", cues.len(), classifier.version())?;
    Ok(())
}

fn show(out: &mut impl Write, id: &str, args: &LexiconArgs) -> Result<()> {
    let classifier = lexicon::classifier(&args.lexicon)?;
    let cue = classifier.lexicon().get(id).with_context(|| format!("no cue is called `{id}`"))?;
    writeln!(out, "{}: {} {}", cue.id(), cue.role(), says(cue))?;
    if !cue.obstacles().is_empty() {
        writeln!(out, "obstacles: {}", joined(cue.obstacles()))?;
    }
    writeln!(out, "{}\nsource: {}", cue.note(), cue.source())?;
    for (title, lines) in [
        ("phrases", cue.phrases().collect::<Vec<_>>()),
        ("fires on", cue.fires().collect()),
        ("must miss", cue.misses().collect()),
    ] {
        writeln!(out, "{title}:")?;
        for line in lines {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// All files in one lexicon; an id that two of them use is an error.
fn read_all(files: &[PathBuf]) -> Result<Lexicon> {
    let mut all: Option<Lexicon> = None;
    for path in files {
        let next = lexicon::read(path)?;
        if let Some(all) = &mut all {
            if let Some(cue) = next.cues().iter().find(|cue| all.get(cue.id()).is_some()) {
                bail!("{}: cue `{}`: another of the files has this id", path.display(), cue.id());
            }
            all.extend(next);
        } else {
            all = Some(next);
        }
    }
    all.context("no file was given")
}

fn check(out: &mut impl Write, files: &[PathBuf]) -> Result<()> {
    let lexicon = read_all(files)?;
    let builtin = Lexicon::builtin();
    let overrides: Vec<&str> =
        lexicon.cues().iter().map(Cue::id).filter(|id| builtin.get(id).is_some()).collect();
    let (cues, phrases) =
        (lexicon.cues().len(), lexicon.cues().iter().map(|cue| cue.phrases().len()).sum::<usize>());
    Classifier::builder().extend(lexicon.clone()).build()?;
    writeln!(out, "sound: {cues} cues, {phrases} phrases")?;
    if !overrides.is_empty() {
        writeln!(out, "takes the place of built-in cues: {}", overrides.join(", "))?;
    }
    Ok(())
}

/// Whether a cue is found in a text.
fn fires(classifier: &Classifier, cue: &Cue, text: &str) -> bool {
    let found = |evidence: &weakno::Evidence<'_>| evidence.cue() == cue.id();
    if cue.role() == CueRole::Act {
        classifier.seller_evidence(text).iter().any(found)
    } else {
        classifier.classify(text).evidence().iter().any(found)
    }
}

fn test(out: &mut impl Write, files: &[PathBuf], against: &[String]) -> Result<Ending> {
    let lexicon = read_all(files)?;
    let classifier = Classifier::builder().extend(lexicon.clone()).build()?;
    let (mut passed, mut failed) = (0, 0);
    for cue in lexicon.cues() {
        let wanted = cue.fires().map(|text| (text, true)).chain(cue.misses().map(|text| (text, false)));
        for (text, wanted) in wanted {
            if fires(&classifier, cue, text) == wanted {
                passed += 1;
            } else {
                failed += 1;
                let verb = if wanted { "should fire on" } else { "should miss" };
                writeln!(out, "{}: {verb} `{text}`", cue.id())?;
            }
        }
    }
    writeln!(out, "{passed} examples passed, {failed} failed")?;
    let ending = if against.is_empty() { Ending::Complete } else { compare(out, &classifier, against)? };
    out.flush()?;
    if failed > 0 {
        bail!("{failed} examples failed");
    }
    Ok(ending)
}

/// Shows which verdicts the lexicon changes.
fn compare(out: &mut impl Write, changed: &Classifier, inputs: &[String]) -> Result<Ending> {
    let builtin = Classifier::new();
    let args = InputArgs {
        inputs: inputs.to_vec(),
        input_format: None,
        rep: Vec::new(),
        csv: Vec::new(),
        rejects: None,
        lexicon: LexiconArgs { lexicon: Vec::new() },
    };
    let mut rejects = Rejects::new(None)?;
    let (mut before, mut after) = (Scratch::new(), Scratch::new());
    let (mut turns, mut differing) = (0, 0);
    for record in Intake::new(&args)?.records() {
        let transcript = match record {
            Ok(Record::Utterance(utterance)) => as_conversation(utterance),
            Ok(Record::Conversation(transcript)) => transcript,
            Err(reject) => {
                rejects.take(&reject)?;
                continue;
            }
        };
        let conversation = builtin.conversation(&super::batch::turns(&transcript));
        for turn in conversation.turns() {
            let mut utterance = weakno::Utterance::new(turn.text());
            if let Some(ask) = turn.ask() {
                utterance = utterance.with_ask(ask);
            }
            let old = builtin.classify_with(&mut before, utterance);
            let new = changed.classify_with(&mut after, utterance);
            turns += 1;
            if old.label() != new.label() || old.obstacles() != new.obstacles() {
                differing += 1;
                writeln!(
                    out,
                    "{} ({}) -> {} ({}): {}",
                    old.label(),
                    joined(old.obstacles()),
                    new.label(),
                    joined(new.obstacles()),
                    turn.text()
                )?;
            }
        }
    }
    writeln!(out, "{differing} of {turns} verdicts change")?;
    rejects.finish()
}
