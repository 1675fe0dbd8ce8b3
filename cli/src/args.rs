//! The commands and their options.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Hears the weak no in sales conversations.
///
/// A weak no is a no couched in a caveat ("not right now", "I'd love to, but my boss..."): it sounds like a decision
/// and is none. weakno reads what prospects say, flags the weak no's with the evidence, names the obstacle and the
/// next step, and judges whole conversations.
///
/// Exit code: 0 all read, 1 failed, 2 wrong use, 4 finished but some records were skipped.
#[derive(Debug, Parser)]
#[command(name = "weakno", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read single utterances and show why they are read so
    Classify(Classify),
    /// Read transcripts; one record per prospect turn, or per conversation
    Batch(Batch),
    /// Read transcripts and show how they ended and what was let go, in the terminal or as a page
    Report(Report),
    /// Measure against labelled records
    Eval(Eval),
    /// Look into the lexicon, and test your own
    Cues(Cues),
}

/// Options of every command that classifies.
#[derive(Debug, ClapArgs)]
pub(crate) struct LexiconArgs {
    /// Add the cues of a TOML file; a cue with the id of a built-in one takes its place (repeatable)
    #[arg(long, value_name = "FILE")]
    pub(crate) lexicon: Vec<PathBuf>,
}

/// Options of every command that reads transcripts.
#[derive(Debug, ClapArgs)]
pub(crate) struct InputArgs {
    /// Files, folders, globs, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<String>,
    /// Format of the input; told by content if not given
    #[arg(long, value_name = "NAME")]
    pub(crate) input_format: Option<String>,
    /// Who sells: a speaker's name or an e-mail domain (repeatable)
    #[arg(long, value_name = "NAME|DOMAIN")]
    pub(crate) rep: Vec<String>,
    /// Which columns of CSV hold what: speaker=Agent,text=Body,...
    #[arg(long, value_name = "FIELD=COLUMN,...", value_delimiter = ',')]
    pub(crate) csv: Vec<String>,
    /// Write what could not be read to a file, untouched
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Classify {
    /// Utterances; - or nothing reads one a line from standard input
    #[arg(value_name = "TEXT")]
    pub(crate) texts: Vec<String>,
    /// The seller's turn that they answer
    #[arg(long, value_name = "TEXT")]
    pub(crate) ask: Option<String>,
    /// One JSON record a line
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// One record per prospect turn
    Utterance,
    /// One record per conversation
    Conversation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// One JSON record a line
    Jsonl,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Batch {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// What a record stands for
    #[arg(long, value_enum, default_value_t = Unit::Utterance)]
    pub(crate) by: Unit,
    /// How records are written
    #[arg(long, value_enum, default_value_t = OutputFormat::Jsonl)]
    pub(crate) format: OutputFormat,
    /// Where records go; standard output if not given
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Threads; all cores if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Make one self-contained HTML page of it, that needs no network; printed to the terminal if not given
    #[arg(long, short, value_name = "FILE.html")]
    pub(crate) output: Option<PathBuf>,
    /// Threads that make the page; all cores if not given
    #[arg(long, value_name = "N", requires = "output", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Eval {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// All figures as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Wrongly read texts shown for each confusion
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) worst: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Cues {
    #[command(subcommand)]
    pub(crate) command: CuesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CuesCommand {
    /// One line a cue: id, role, stance, obstacles, number of phrases
    List {
        /// Only cues with this role
        #[arg(long)]
        role: Option<String>,
        #[command(flatten)]
        lexicon: LexiconArgs,
    },
    /// Everything about one cue
    Show {
        /// The id of the cue
        id: String,
        #[command(flatten)]
        lexicon: LexiconArgs,
    },
    /// Say whether a lexicon file is sound: vocabulary, ids, phrases, examples
    Check {
        /// Lexicon files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Test a lexicon file: every example must fire its cue, every near miss must not
    Test {
        /// Lexicon files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Also show which verdicts change on these records
        #[arg(long, value_name = "INPUT")]
        against: Vec<String>,
    },
}
