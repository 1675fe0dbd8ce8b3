//! The formats: one sorted registry, one entry a format.

mod aircall;
mod assemblyai;
mod aws_analytics;
mod aws_transcribe;
mod azure_batch;
mod captions;
mod csv;
mod deepgram;
mod dialogue;
mod dialpad;
mod fathom;
mod fireflies;
mod gong;
mod google_meet;
mod google_stt;
mod grain;
mod hubspot;
mod intercom;
pub(crate) mod jsonl;
mod lines;
mod recall;
mod revai;
mod ringcentral;
mod tldv;
mod twilio;
mod whisper;

use std::cell::OnceCell;
use std::fmt;
use std::io::BufRead;

use serde::de::DeserializeOwned;

use crate::context::Context;
use crate::reject::Fault;
use crate::shape::Shape;
use crate::text::script::Script;
use crate::{Columns, Record, Transcript};

/// All formats, by name.
static FORMATS: &[Format] = &[
    aircall::AIRCALL,
    assemblyai::ASSEMBLYAI,
    aws_analytics::AWS_CALL_ANALYTICS,
    aws_transcribe::AWS_TRANSCRIBE,
    azure_batch::AZURE_BATCH,
    aws_analytics::CONTACT_LENS_REALTIME,
    csv::CSV,
    deepgram::DEEPGRAM,
    dialpad::DIALPAD,
    fathom::FATHOM,
    fireflies::FIREFLIES,
    dialogue::FIREFLIES_TEXT,
    gong::GONG,
    gong::GONG_PARTIES,
    google_meet::GOOGLE_MEET,
    dialogue::GOOGLE_MEET_TEXT,
    google_stt::GOOGLE_STT,
    grain::GRAIN,
    hubspot::HUBSPOT,
    intercom::INTERCOM,
    jsonl::JSONL,
    lines::LINES,
    dialogue::OTTER,
    dialogue::PLAIN,
    recall::RECALL,
    dialogue::REV_TEXT,
    revai::REVAI,
    ringcentral::RINGCENTRAL,
    captions::SBV,
    captions::SRT,
    dialogue::TEAMS_TEXT,
    captions::TEAMS_VTT,
    tldv::TLDV,
    dialogue::TLDV_TEXT,
    twilio::TWILIO,
    captions::WEBVTT,
    whisper::WHISPER,
    dialogue::ZOOM_CHAT,
    dialogue::ZOOM_TEXT,
    captions::ZOOM_VTT,
];

/// A format of transcripts.
pub struct Format {
    name: &'static str,
    about: &'static str,
    kind: Kind,
}

/// What a record source gives.
pub(crate) type Rows = Box<dyn Iterator<Item = Result<Record, Fault>> + Send>;

/// Reads records one after the other.
pub(crate) type RowsReader = fn(Box<dyn BufRead + Send>, &Context) -> Rows;

/// How a format is told from others, and read.
enum Kind {
    /// A JSON document, told by its keys.
    Json { detect: fn(&Shape) -> bool, read: fn(&str, &Context) -> serde_json::Result<Vec<Transcript>> },
    /// A text that is read whole.
    Text { detect: fn(&Sniff) -> Confidence, read: fn(&str) -> Transcript },
    /// Records one after the other, of which one is held at a time.
    Rows { detect: fn(&Sniff) -> Confidence, read: RowsReader },
    /// Something that lies beside transcripts and is none.
    Companion { detect: fn(&Sniff) -> Confidence, shape: fn(&Shape) -> bool },
}

/// How sure a format is that a text is in it. The most confident format has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Confidence {
    No,
    /// Readable that way, if nothing else claims it.
    Possible,
    /// It has the format's general look.
    Likely,
    /// It has something that no other format has.
    Certain,
}

impl Confidence {
    pub(crate) fn possible(is: bool) -> Confidence {
        if is { Confidence::Possible } else { Confidence::No }
    }

    pub(crate) fn likely(is: bool) -> Confidence {
        if is { Confidence::Likely } else { Confidence::No }
    }

    pub(crate) fn certain(is: bool) -> Confidence {
        if is { Confidence::Certain } else { Confidence::No }
    }
}

/// The beginning of a document, for telling its format.
pub(crate) struct Sniff<'a> {
    pub(crate) text: &'a str,
    pub(crate) columns: &'a Columns,
    script: OnceCell<Script<'a>>,
}

impl<'a> Sniff<'a> {
    pub(crate) fn new(text: &'a str, columns: &'a Columns) -> Sniff<'a> {
        Sniff { text, columns, script: OnceCell::new() }
    }

    /// The text as dialogue.
    pub(crate) fn script(&self) -> &Script<'a> {
        self.script.get_or_init(|| Script::of(self.text))
    }
}

impl Format {
    /// All formats, sorted by name.
    #[must_use]
    pub fn all() -> &'static [Format] {
        FORMATS
    }

    /// The format of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The name, as [`Format::by_name`] takes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is, in a line.
    #[must_use]
    pub fn about(&self) -> &'static str {
        self.about
    }

    fn confidence(&self, sniff: &Sniff) -> Confidence {
        match self.kind {
            Kind::Json { .. } => Confidence::No,
            Kind::Text { detect, .. } | Kind::Rows { detect, .. } | Kind::Companion { detect, .. } => {
                detect(sniff)
            }
        }
    }

    fn has_shape(&self, shape: &Shape) -> bool {
        match self.kind {
            Kind::Json { detect, .. } | Kind::Companion { shape: detect, .. } => detect(shape),
            Kind::Text { .. } | Kind::Rows { .. } => false,
        }
    }

    /// The format of a text.
    pub(crate) fn of_text(sniff: &Sniff) -> Option<&'static Format> {
        let sure = FORMATS.iter().map(|format| (format.confidence(sniff), format));
        let best = sure.max_by_key(|(confidence, _)| *confidence)?;
        (best.0 > Confidence::No).then_some(best.1)
    }

    /// The format of a JSON document.
    pub(crate) fn of_shape(shape: &Shape) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.has_shape(shape))
    }

    /// The reader of records one after the other, if it is such a format.
    pub(crate) fn rows(&self) -> Option<RowsReader> {
        match self.kind {
            Kind::Rows { read, .. } => Some(read),
            _ => None,
        }
    }

    /// Reads a text.
    pub(crate) fn read_text(&self, text: &str) -> Result<Transcript, Fault> {
        match self.kind {
            Kind::Text { read, .. } => {
                Some(read(text)).filter(|transcript| !transcript.turns.is_empty()).ok_or_else(no_turns)
            }
            Kind::Companion { .. } => Err(self.companion()),
            Kind::Json { .. } => Err(Fault::new(format!("not {}: this is no JSON", self.name))),
            Kind::Rows { .. } => Err(Fault::new(format!("not {}", self.name))),
        }
    }

    /// Reads a JSON document that starts on that line.
    pub(crate) fn read_json(
        &self,
        json: &str,
        line: usize,
        context: &Context,
    ) -> Result<Vec<Transcript>, Fault> {
        match self.kind {
            Kind::Json { read, .. } => {
                let mut transcripts = read(json, context).map_err(|error| Fault::json(&error, line))?;
                transcripts.retain(|transcript| !transcript.turns.is_empty());
                if transcripts.is_empty() { Err(no_turns().at(line)) } else { Ok(transcripts) }
            }
            Kind::Companion { .. } => Err(self.companion()),
            Kind::Text { .. } | Kind::Rows { .. } => {
                Err(Fault::new(format!("not {}: this is JSON", self.name)))
            }
        }
    }

    pub(crate) fn is_json(&self) -> bool {
        matches!(self.kind, Kind::Json { .. })
    }

    fn companion(&self) -> Fault {
        Fault::companion(self.about)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Format").field(&self.name).finish()
    }
}

/// Reads a JSON document that is one transcript.
fn document<T: DeserializeOwned>(
    json: &str,
    read: impl Fn(&T) -> Transcript,
) -> serde_json::Result<Vec<Transcript>> {
    Ok(vec![read(&serde_json::from_str(json)?)])
}

fn no_turns() -> Fault {
    Fault::new("nothing is said in it")
}

#[cfg(test)]
mod tests;
