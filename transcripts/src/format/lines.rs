//! One utterance a line: what any text can be read as, so it is never guessed.

use std::io::BufRead;

use super::{Confidence, Format, Kind, Rows};
use crate::context::Context;
use crate::decode;
use crate::read::lines::{Line, Lines};
use crate::{Record, Utterance};

pub(super) const LINES: Format = Format {
    name: "lines",
    about: "one utterance a line (never guessed)",
    kind: Kind::Rows { detect: |_| Confidence::No, read },
};

fn read(text: Box<dyn BufRead + Send>, _: &Context) -> Rows {
    let lines = Lines::new(text).filter(|line| !line.as_ref().is_ok_and(Line::is_blank));
    Box::new(lines.map(|line| {
        let line = line?;
        let (text, encoding) = decode::text(&line.bytes);
        let mut record =
            Record::Utterance(Utterance { text: text.trim().to_owned(), ..Utterance::default() });
        decode::note(&mut record, encoding);
        Ok(record)
    }))
}
