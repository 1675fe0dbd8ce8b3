//! The registry as a whole, told by its fixtures.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Confidence, FORMATS, Format, Sniff};
use crate::shape::Shape;
use crate::source::docx;
use crate::{Columns, decode};

#[test]
fn the_registry_is_sorted() {
    assert!(FORMATS.is_sorted_by(|a, b| a.name < b.name));
    assert!(FORMATS.iter().all(|format| std::ptr::eq(Format::by_name(format.name).unwrap(), format)));
}

/// All files below a folder that are not expectations.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    below.filter(|path| !path.to_str().unwrap().ends_with(".expected.json")).collect()
}

/// The formats that claim a file most.
fn claims(path: &Path) -> Vec<&'static str> {
    let bytes = fs::read(path).unwrap();
    let text =
        if docx::is_zip(&bytes) { docx::text(bytes).unwrap() } else { decode::text(&bytes).0.into_owned() };
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(shape) = Shape::of(text) {
        return FORMATS.iter().filter(|format| format.has_shape(&shape)).map(|format| format.name).collect();
    }
    let (sniff, columns) = (text, Columns::default());
    let sniff = Sniff::new(sniff, &columns);
    let best = FORMATS.iter().map(|format| format.confidence(&sniff)).max().unwrap();
    let best = FORMATS.iter().filter(|format| best > Confidence::No && format.confidence(&sniff) == best);
    best.map(|format| format.name).collect()
}

#[test]
fn every_fixture_is_claimed_by_its_format_alone() {
    for format in FORMATS {
        for path in files(&Path::new("tests/fixtures").join(format.name)) {
            let expected = match (format.name, path.to_str().unwrap()) {
                // Never guessed.
                ("lines", _) => continue,
                // One document of the project's own records is what remains when no other format has its shape.
                ("jsonl", _) if path.extension().is_some_and(|extension| extension == "json") => vec![],
                (_, path) if path.ends_with("beside/metadata.json") => vec!["gong-parties"],
                (name, _) => vec![name],
            };
            assert_eq!(claims(&path), expected, "{}", path.display());
        }
    }
}
