//! The project's own records, one JSON object a line or all in one JSON array: utterances, turns, conversations. A line
//! may also be a whole document of any JSON format, as data warehouses export them.

use std::io::BufRead;

use serde::de::IgnoredAny;

use super::{Confidence, Format, Kind, Rows};
use crate::context::Context;
use crate::read::lines::Lines;
use crate::read::values::Values;

pub(super) const JSONL: Format = Format {
    name: "jsonl",
    about: "JSON lines: utterances, turns, conversations, or one document of any JSON format a line",
    kind: Kind::Rows { detect: |sniff| Confidence::certain(is_lines(sniff.text)), read },
};

/// How many lines are looked at to tell JSON lines from one JSON document.
const LOOKED_AT: usize = 64;

/// Whether several lines are each a JSON object, or mean to be one.
pub(crate) fn is_lines(text: &str) -> bool {
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    if lines.len() < 2 {
        return false;
    }
    let side_by_side = lines.windows(2).any(|pair| {
        pair.iter().all(|line| line.starts_with("{\"")) && !pair[0].trim_end().ends_with([',', '[', '{', ':'])
    });
    // The last line may go on beyond what is seen.
    lines.pop();
    let objects = lines.iter().filter(|line| is_object(line)).count();
    side_by_side || objects > 0 && objects * 2 >= lines.len()
}

fn is_object(line: &str) -> bool {
    line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
}

/// Reads record by record.
pub(crate) fn read(text: Box<dyn BufRead + Send>, context: &Context) -> Rows {
    let mut values = Values::new(context);
    let mut lines = Lines::new(text);
    let mut done = false;
    Box::new(std::iter::from_fn(move || {
        loop {
            if let Some(record) = values.ready.pop_front() {
                return Some(record);
            }
            match lines.next() {
                Some(Ok(line)) if line.is_blank() => {}
                Some(Ok(line)) => values.push_line(&line),
                Some(Err(fault)) => return Some(Err(fault)),
                None if done => return None,
                None => {
                    done = true;
                    values.finish();
                }
            }
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::is_lines;

    #[test]
    fn lines_are_told_from_documents() {
        let a = r#"{"text": "a"}"#;
        for (text, expected) in [
            (format!("{a}\n{a}"), true),
            (format!("{a}\n{{\"text\": cut"), true),
            (format!("{{\"text\": \"broken\n{a}\n"), true),
            (format!("nonsense\n{a}\n{a}"), true),
            (a.to_owned(), false),
            (format!("[\n{a},\n{a}\n]"), false),
            (format!("{{\n  \"turns\": [\n{a}\n]\n}}"), false),
            ("{\n}\n{\n}".to_owned(), false),
            (format!("{{\"calls\": [\n{a},\n{a}]"), false),
            ("Tom: hi\nAnn: no".to_owned(), false),
        ] {
            assert_eq!(is_lines(&text), expected, "{text}");
        }
    }
}
