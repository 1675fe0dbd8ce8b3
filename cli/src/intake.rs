//! What comes in: records from files, folders, globs and standard input, and what is said of the rest.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use weakno_transcripts::{Columns, Format, Inputs, Options, Record, Reject, RejectKind};

use crate::Ending;
use crate::args::InputArgs;
use crate::roles::Reps;

/// Input as the arguments describe it.
#[derive(Debug)]
pub(crate) struct Intake {
    inputs: Inputs,
    reps: Reps,
}

impl Intake {
    pub(crate) fn new(args: &InputArgs) -> Result<Self> {
        let format = match &args.input_format {
            Some(name) => Some(Format::by_name(name).with_context(|| {
                let known: Vec<&str> = Format::all().iter().map(Format::name).collect();
                format!("unknown input format `{name}`; known are {}", known.join(", "))
            })?),
            None => None,
        };
        let options = Options { format, columns: columns(&args.csv)? };
        Ok(Intake { inputs: Inputs::new(&args.inputs, options), reps: Reps::new(&args.rep) })
    }

    /// All records with the roles that the user gave, and what could not be read, in order.
    pub(crate) fn records(self) -> impl Iterator<Item = Result<Record, Reject>> + Send + use<> {
        let Intake { inputs, reps } = self;
        inputs.records().map(move |record| {
            let mut record = record?;
            if let Record::Conversation(transcript) = &mut record {
                reps.apply(transcript);
            }
            Ok(record)
        })
    }
}

fn columns(pairs: &[String]) -> Result<Columns> {
    let mut columns = Columns::default();
    for pair in pairs {
        let (field, column) =
            pair.split_once('=').with_context(|| format!("--csv {pair}: expected FIELD=COLUMN"))?;
        let place = match field {
            "text" => &mut columns.text,
            "speaker" => &mut columns.speaker,
            "role" => &mut columns.role,
            "conversation" => &mut columns.conversation,
            "start" | "time" => &mut columns.start,
            "end" => &mut columns.end,
            "ask" => &mut columns.ask,
            "id" => &mut columns.id,
            "transcript" => &mut columns.transcript,
            _ => bail!("--csv {pair}: unknown field `{field}`"),
        };
        *place = Some(column.to_owned());
    }
    Ok(columns)
}

/// Names what was not read on standard error, and keeps it in a file where the user wants that.
pub(crate) struct Rejects {
    file: Option<BufWriter<File>>,
    lost: usize,
}

impl Rejects {
    pub(crate) fn new(path: Option<&Path>) -> Result<Self> {
        let file = match path {
            Some(path) => {
                Some(BufWriter::new(File::create(path).with_context(|| path.display().to_string())?))
            }
            None => None,
        };
        Ok(Rejects { file, lost: 0 })
    }

    pub(crate) fn take(&mut self, reject: &Reject) -> Result<()> {
        match reject.kind {
            RejectKind::Lost => {
                self.lost += 1;
                anstream::eprintln!("weakno: skipped {reject}");
            }
            RejectKind::Companion => anstream::eprintln!("weakno: left aside {reject}"),
        }
        if let (Some(file), false) = (&mut self.file, reject.raw.is_empty()) {
            file.write_all(&reject.raw)?;
            file.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Number of records that were lost.
    pub(crate) fn lost(&self) -> usize {
        self.lost
    }

    pub(crate) fn finish(mut self) -> Result<Ending> {
        if let Some(file) = &mut self.file {
            file.flush()?;
        }
        Ok(if self.lost == 0 { Ending::Complete } else { Ending::Skipped })
    }
}
