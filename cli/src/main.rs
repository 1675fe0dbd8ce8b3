//! The `weakno` command line: transcripts in, weak no's out.

mod args;
mod commands;
mod intake;
mod lexicon;
mod mark;
mod metrics;
mod output;
mod page;
mod pipeline;
mod records;
mod roles;

use std::io;
use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Args, Command};

/// How a run ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All was read.
    Complete,
    /// Some records were skipped; each was named.
    Skipped,
}

const FAILED: u8 = 1;
const SKIPPED: u8 = 4;

fn main() -> ExitCode {
    // Wrong use ends here, with exit code 2.
    let args = Args::parse();
    let ending = match args.command {
        Command::Classify(args) => commands::classify::run(&args),
        Command::Batch(args) => commands::batch::run(&args),
        Command::Report(args) => commands::report::run(&args),
        Command::Eval(args) => commands::eval::run(&args),
        Command::Cues(args) => commands::cues::run(&args),
    };
    match ending {
        Ok(Ending::Complete) => ExitCode::SUCCESS,
        Ok(Ending::Skipped) => ExitCode::from(SKIPPED),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("weakno: {error:#}");
            ExitCode::from(FAILED)
        }
    }
}

/// Whoever reads our output has seen enough: that is success.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
