//! Compiles `data/lexicon/*.toml` and `data/weights.tsv` into the crate, so that nothing is parsed at start-up.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

#[allow(dead_code, unreachable_pub)]
#[macro_use]
#[path = "src/label.rs"]
mod label;

#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/cue.rs"]
mod cue;
#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/error.rs"]
mod error;
#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/file.rs"]
mod file;
#[allow(dead_code, unreachable_pub)]
#[path = "src/model/file.rs"]
mod weights;

/// The path under which the crate's modules know the cues.
mod lexicon {
    pub(crate) use crate::cue;
}

use file::Content;
use weights::Weights;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let data = root.join("data");
    println!("cargo::rerun-if-changed=data/lexicon");
    println!("cargo::rerun-if-changed=data/weights.tsv");
    let content = read_lexicon(&data.join("lexicon")).unwrap_or_else(|message| {
        println!("cargo::error={message}");
        process::exit(1);
    });
    fs::write(out.join("lexicon.rs"), lexicon_source(&content)).expect("OUT_DIR is writable");
    let source = fs::read_to_string(data.join("weights.tsv")).expect("data/weights.tsv is there");
    let weights: Weights = source.parse().unwrap_or_else(|error| {
        println!("cargo::error=data/weights.tsv: {error}");
        process::exit(1);
    });
    fs::write(out.join("weights.rs"), weights_source(&weights)).expect("OUT_DIR is writable");
}

fn read_lexicon(folder: &Path) -> Result<Content, String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let mut all = Content::default();
    let mut seen: HashMap<String, String> = HashMap::new();
    for path in paths {
        let name = format!("data/lexicon/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let source = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let content = file::parse(&name, &source).map_err(|error| error.to_string())?;
        for cue in &content.cues {
            if let Some(other) = seen.insert(cue.id.to_string(), name.clone()) {
                return Err(format!("{name}: cue `{}`: the id was used before, in {other}", cue.id));
            }
        }
        all.fillers.extend(content.fillers);
        all.aliases.extend(content.aliases);
        all.classes.extend(content.classes);
        all.cues.extend(content.cues);
    }
    Ok(all)
}

fn texts(list: &[impl AsRef<str>]) -> String {
    let items: Vec<String> = list.iter().map(|text| format!("Borrowed({:?})", text.as_ref())).collect();
    format!("Borrowed(&[{}])", items.join(", "))
}

fn lexicon_source(content: &Content) -> String {
    let mut out = String::new();
    let fillers: Vec<String> = content.fillers.iter().map(|word| format!("{word:?}")).collect();
    writeln!(out, "static FILLERS: &[&str] = &[{}];", fillers.join(", ")).expect("String takes all");
    out.push_str("static ALIASES: &[(&str, &str)] = &[\n");
    for (word, reads) in &content.aliases {
        writeln!(out, "({word:?}, {reads:?}),").expect("String takes all");
    }
    out.push_str("];\nstatic CLASSES: &[WordClass] = &[\n");
    for class in &content.classes {
        writeln!(
            out,
            "WordClass {{ id: Borrowed({:?}), words: {}, note: Borrowed({:?}) }},",
            class.id,
            texts(&class.words),
            class.note
        )
        .expect("String takes all");
    }
    out.push_str("];\nstatic CUES: &[Cue] = &[\n");
    for cue in &content.cues {
        let obstacles: Vec<String> =
            cue.obstacles.iter().map(|obstacle| format!("Obstacle::{obstacle:?}")).collect();
        writeln!(
            out,
            "Cue {{ id: Borrowed({:?}), role: CueRole::{:?}, leans: {}, act: {}, obstacles: Borrowed(&[{}]), \
             phrases: {}, direction: {}, window: {:?}, gap: {:?}, note: Borrowed({:?}), source: Borrowed({:?}), \
             fires: {}, misses: {} }},",
            cue.id,
            cue.role,
            cue.leans.map_or("None".to_owned(), |label| format!("Some(Label::{label:?})")),
            cue.act.map_or("None".to_owned(), |act| format!("Some(Act::{act:?})")),
            obstacles.join(", "),
            texts(&cue.phrases),
            cue.direction.map_or("None".to_owned(), |direction| format!("Some(Direction::{direction:?})")),
            cue.window,
            cue.gap,
            cue.note,
            cue.source,
            texts(&cue.fires),
            texts(&cue.misses),
        )
        .expect("String takes all");
    }
    out.push_str("];\n");
    out
}

fn weights_source(weights: &Weights) -> String {
    let mut out = format!("static SETTINGS: Settings = {:?};\n", weights.settings);
    for (name, rows) in [("STANCE", &weights.stance), ("ACT", &weights.act)] {
        writeln!(out, "static {name}: &[(&str, Row)] = &[").expect("String takes all");
        for (feature, row) in rows {
            writeln!(out, "({feature:?}, {row:?}),").expect("String takes all");
        }
        out.push_str("];\n");
    }
    out
}
