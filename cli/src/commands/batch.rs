//! `weakno batch`: the main job.

use std::io::Write as _;
use std::thread;

use anyhow::Result;
use serde::Serialize;
use weakno::{Classifier, ConversationVerdict, Role, Scratch, Turn};
use weakno_transcripts::{Record, Reject, Transcript, Utterance};

use crate::args::{Batch, OutputFormat, Unit};
use crate::intake::{Intake, Rejects};
use crate::output::Output;
use crate::records::{ConversationRecord, UtteranceRecord};
use crate::{Ending, lexicon, pipeline};

/// Turns that are worked on as one piece.
const CHUNK_TURNS: usize = 2048;

/// What becomes of a chunk: output bytes, and what is said about it.
#[derive(Default)]
struct Done {
    bytes: Vec<u8>,
    rejects: Vec<Reject>,
    counts: Counts,
}

/// Every record that was read is one of these.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    utterances: usize,
    conversations: usize,
    turns: usize,
    records: usize,
}

pub(crate) fn run(args: &Batch) -> Result<Ending> {
    let classifier = lexicon::classifier(&args.input.lexicon.lexicon)?;
    let jobs = threads(args.jobs);
    let mut rejects = Rejects::new(args.input.rejects.as_deref())?;
    let mut output = Output::open(args.output.as_deref())?;
    let mut total = Counts::default();
    let OutputFormat::Jsonl = args.format;
    let chunks = Chunks::new(Intake::new(&args.input)?.records());
    pipeline::map_in_order(
        jobs,
        chunks,
        Scratch::new,
        |scratch, chunk| work(&classifier, scratch, args.by, chunk),
        |done: Done| -> Result<()> {
            output.write_all(&done.bytes)?;
            for reject in &done.rejects {
                rejects.take(reject)?;
            }
            total.add(done.counts);
            Ok(())
        },
    )?;
    output.finish()?;
    anstream::eprintln!("{}", total.summary(args.by, rejects.lost()));
    rejects.finish()
}

/// The number of threads that was asked for, or one a core.
pub(crate) fn threads(jobs: Option<u16>) -> usize {
    jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from)
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.utterances += other.utterances;
        self.conversations += other.conversations;
        self.turns += other.turns;
        self.records += other.records;
    }

    fn summary(&self, by: Unit, lost: usize) -> String {
        let what = match by {
            Unit::Utterance => "one a prospect's turn, runs of one speaker joined",
            Unit::Conversation => "one a conversation",
        };
        format!(
            "read {} conversations with {} turns and {} single utterances; wrote {} records ({what}); skipped {lost}",
            self.conversations, self.turns, self.utterances, self.records,
        )
    }
}

/// Groups records so that a piece of work is worth handing to a thread.
pub(crate) struct Chunks<I> {
    records: I,
}

impl<I> Chunks<I> {
    pub(crate) fn new(records: I) -> Self {
        Chunks { records }
    }
}

impl<I: Iterator<Item = Result<Record, Reject>>> Iterator for Chunks<I> {
    type Item = Vec<Result<Record, Reject>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut chunk = Vec::new();
        let mut turns = 0;
        while turns < CHUNK_TURNS {
            let Some(record) = self.records.next() else { break };
            turns += match &record {
                Ok(Record::Conversation(transcript)) => transcript.turns.len().max(1),
                _ => 1,
            };
            chunk.push(record);
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}

fn work<'c>(
    classifier: &'c Classifier,
    scratch: &mut Scratch<'c>,
    by: Unit,
    chunk: Vec<Result<Record, Reject>>,
) -> Done {
    let mut done = Done::default();
    for record in chunk {
        match (record, by) {
            (Err(reject), _) => done.rejects.push(reject),
            (Ok(Record::Utterance(utterance)), Unit::Utterance) => {
                done.counts.utterances += 1;
                write_utterance(classifier, scratch, &utterance, &mut done);
            }
            (Ok(Record::Utterance(utterance)), Unit::Conversation) => {
                done.counts.utterances += 1;
                let transcript = as_conversation(utterance);
                let verdict = classifier.conversation(&turns(&transcript));
                done.write(&ConversationRecord::new(&transcript, &verdict, classifier.version()));
            }
            (Ok(Record::Conversation(transcript)), by) => {
                done.counts.conversations += 1;
                done.counts.turns += transcript.turns.len();
                let verdict = classifier.conversation(&turns(&transcript));
                match by {
                    Unit::Utterance => write_turns(classifier, &transcript, &verdict, &mut done),
                    Unit::Conversation => {
                        done.write(&ConversationRecord::new(&transcript, &verdict, classifier.version()));
                    }
                }
            }
        }
    }
    done
}

impl Done {
    fn write(&mut self, record: &impl Serialize) {
        serde_json::to_writer(&mut self.bytes, record).expect("records serialise, and memory takes all");
        self.bytes.push(b'\n');
        self.counts.records += 1;
    }
}

/// The turns of a transcript as the classifier takes them.
pub(crate) fn turns(transcript: &Transcript) -> Vec<Turn<'_>> {
    transcript
        .turns
        .iter()
        .map(|turn| {
            let new = Turn::new(&turn.text).with_role(turn.role);
            turn.speaker.as_deref().map_or(new, |speaker| new.with_speaker(speaker))
        })
        .collect()
}

/// A single utterance as a conversation of its own.
pub(crate) fn as_conversation(utterance: Utterance) -> Transcript {
    let turn = |text: String, role| weakno_transcripts::Turn { text, role, ..Default::default() };
    let ask = utterance.ask.map(|ask| turn(ask, Role::Rep));
    Transcript {
        id: utterance.id.unwrap_or_default(),
        turns: ask.into_iter().chain([turn(utterance.text, Role::Prospect)]).collect(),
        meta: utterance.meta,
        ..Transcript::default()
    }
}

fn write_utterance<'c>(
    classifier: &'c Classifier,
    scratch: &mut Scratch<'c>,
    utterance: &Utterance,
    done: &mut Done,
) {
    let mut input = weakno::Utterance::new(&utterance.text);
    if let Some(ask) = &utterance.ask {
        input = input.with_ask(ask);
    }
    let verdict = classifier.classify_with(scratch, input);
    let mut record = UtteranceRecord::new(&utterance.text, verdict, classifier.version());
    record.id = utterance.id.as_deref();
    record.ask = utterance.ask.as_deref();
    record.meta = (!utterance.meta.is_empty()).then_some(&utterance.meta);
    done.write(&record);
}

fn write_turns(
    classifier: &Classifier,
    transcript: &Transcript,
    verdict: &ConversationVerdict<'_, '_>,
    done: &mut Done,
) {
    for turn in verdict.turns() {
        let mut record = UtteranceRecord::new(turn.text(), turn.verdict(), classifier.version());
        record.conversation = Some(&transcript.id);
        record.turn = Some(turn.turn());
        record.speaker = turn.speaker();
        record.role = Some(turn.role());
        record.start_ms = transcript.turns[turn.turn()].start_ms;
        record.ask = turn.ask();
        done.write(&record);
    }
}
