//! Dialpad. Times are moments; lines of other types are what its AI noticed.

use serde::Deserialize;
use weakno::Role;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::time::{count_from_first, date_of_instant};
use crate::{Transcript, Turn};

pub(super) const DIALPAD: Format = Format {
    name: "dialpad",
    about: "Dialpad transcripts",
    kind: Kind::Json {
        detect: |shape| shape.has_all(&["lines[].content", "lines[].type"]),
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Document {
    call_id: Scalar,
    lines: List<Line>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Line {
    contact_id: Scalar,
    user_id: Scalar,
    name: Scalar,
    content: Scalar,
    time: Scalar,
    r#type: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let said = document.lines.iter().filter(|line| line.r#type.text() == "transcript");
    let mut turns: Vec<Turn> = said.map(turn).collect();
    let date = count_from_first(&mut turns).and_then(date_of_instant);
    Transcript { id: document.call_id.text(), date, turns, ..Transcript::default() }
}

fn turn(line: &Line) -> Turn {
    let turn =
        Turn { text: line.content.text(), start_ms: line.time.instant(), ..Turn::by(line.name.string()) };
    match (line.user_id.string(), line.contact_id.string()) {
        (Some(_), _) => Turn { role: Role::Rep, ..turn },
        (None, Some(_)) => Turn { role: Role::Prospect, ..turn },
        (None, None) => turn,
    }
}
