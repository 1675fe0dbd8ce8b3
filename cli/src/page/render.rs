//! Putting the page together: template, style sheet, script, data, and the policy that lets nothing else in.

use std::io::{self, Write};

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use weakno::{Act, Classifier, Cue, Label, NextStep, Outcome};

use crate::page::overview::{Overview, outcome_name};
use crate::page::{Page, obstacles};
use crate::pipeline;

const STYLE: &str = concat!(
    include_str!("assets/base.css"),
    include_str!("assets/overview.css"),
    include_str!("assets/lists.css"),
    include_str!("assets/call.css"),
    include_str!("assets/print.css"),
);

const SCRIPT: &str = concat!(
    "(async () => {\n\"use strict\";\n",
    include_str!("assets/dom.js"),
    include_str!("assets/data.js"),
    include_str!("assets/text.js"),
    include_str!("assets/why.js"),
    include_str!("assets/timeline.js"),
    include_str!("assets/call.js"),
    include_str!("assets/lists.js"),
    include_str!("assets/main.js"),
    include_str!("assets/end.js"),
);

const TEMPLATES: [(&str, &str); 4] = [
    ("page.html", include_str!("templates/page.html")),
    ("overview.html", include_str!("templates/overview.html")),
    ("charts.html", include_str!("templates/charts.html")),
    ("glyphs.html", include_str!("templates/glyphs.html")),
];

/// Bytes of JSON up to which the calls are left readable.
const PLAIN: usize = 20 << 20;

/// Where the data goes: the template has this on a line of its own, so that megabytes need not go through it.
const DATA: &str = "@@DATA@@";

fn source_of(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// What the script knows beside the calls.
#[derive(Serialize)]
struct Tables<'p> {
    labels: &'static [Label],
    acts: &'static [Act],
    outcomes: Vec<(Outcome, &'static str)>,
    next_steps: Vec<(NextStep, &'static str)>,
    obstacles: &'static [obstacles::Advice],
    cues: Vec<(u32, CueRow<'p>)>,
}

/// Id, role, stance, act and note of a cue.
type CueRow<'p> = (&'p str, weakno::CueRole, Option<Label>, Option<Act>, &'p str);

fn cue_row(cue: &Cue) -> CueRow<'_> {
    (cue.id(), cue.role(), cue.leans(), cue.act(), cue.note())
}

pub(super) fn write(
    page: Page,
    out: &mut impl Write,
    classifier: &Classifier,
    skipped: usize,
    jobs: usize,
) -> Result<()> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    let html = environment.get_template("page.html")?.render(context! {
        policy => format!(
            "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            source_of(STYLE),
            source_of(SCRIPT)
        ),
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        overview => Serde(Overview::new(&page.totals)),
        reopen => page.totals.reopen,
        left_open => page.totals.left_open,
        skipped,
        lexicon => classifier.version(),
    })?;
    let (before, after) = html.split_once(DATA).context("the template has no place for the data")?;
    out.write_all(before.as_bytes())?;
    write_tables(&page, out, classifier)?;
    write_sheets(page.sheets, out, jobs)?;
    out.write_all(after.as_bytes())?;
    Ok(())
}

fn write_tables(page: &Page, out: &mut impl Write, classifier: &Classifier) -> Result<()> {
    let cues = classifier.lexicon().cues();
    let tables = Tables {
        labels: Label::ALL,
        acts: Act::ALL,
        outcomes: Outcome::ALL.iter().map(|&outcome| (outcome, outcome_name(outcome))).collect(),
        next_steps: NextStep::ALL.iter().map(|&step| (step, crate::commands::report::advice(step))).collect(),
        obstacles: obstacles::all(),
        cues: page.cues.iter().map(|&number| (number, cue_row(&cues[number as usize]))).collect(),
    };
    write!(out, "<script type=\"application/json\" id=\"tables\">")?;
    let mut data = Escaped(&mut *out);
    data.write_all(b"{\"totals\":")?;
    serde_json::to_writer(&mut data, &page.totals)?;
    data.write_all(b",\n\"tables\":")?;
    serde_json::to_writer(&mut data, &tables)?;
    data.write_all(b"}")?;
    writeln!(out, "</script>")?;
    Ok(())
}

/// Writes the calls: as JSON, or compressed where that would make the page too large to be mailed around.
fn write_sheets(sheets: Vec<Vec<u8>>, out: &mut impl Write, jobs: usize) -> Result<()> {
    if sheets.iter().map(Vec::len).sum::<usize>() <= PLAIN {
        for sheet in &sheets {
            write!(out, "<script type=\"application/json\" class=\"calls\">")?;
            Escaped(&mut *out).write_all(sheet)?;
            writeln!(out, "</script>")?;
        }
        return Ok(());
    }
    let compress = |(): &mut (), sheet: Vec<u8>| -> io::Result<String> {
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(sheet.len() / 4), Compression::fast());
        encoder.write_all(&sheet)?;
        Ok(STANDARD.encode(encoder.finish()?))
    };
    pipeline::map_in_order(
        jobs,
        sheets.into_iter(),
        || (),
        compress,
        |compressed| -> Result<()> {
            writeln!(out, "<script type=\"text/plain\" class=\"calls\">{}</script>", compressed?)?;
            Ok(())
        },
    )
}

/// JSON that can stand inside a script element: `<` is found in its strings only, where it has another spelling.
struct Escaped<'o, W>(&'o mut W);

impl<W: Write> Write for Escaped<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (place, piece) in bytes.split(|&byte| byte == b'<').enumerate() {
            if place > 0 {
                self.0.write_all(b"\\u003c")?;
            }
            self.0.write_all(piece)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_its_element() {
        let mut out = Vec::new();
        serde_json::to_writer(Escaped(&mut out), "</script><!--<<").expect("memory takes all");
        assert_eq!(out, br#""\u003c/script>\u003c!--\u003c\u003c""#);
    }

    #[test]
    fn assets_cannot_end_their_elements() {
        assert!(!STYLE.contains("</"), "style sheet");
        assert!(!SCRIPT.contains("</script") && !SCRIPT.contains("<!--"), "script");
        assert!(!SCRIPT.contains("innerHTML") && !STYLE.contains("url(http"));
    }
}
