//! Every fixture cut off and mangled in many places: nothing panics, and nothing vanishes without a word.

use std::fs;
use std::path::{Path, PathBuf};

use weakno_transcripts::{Format, Options, read_bytes};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn fixtures_in_pieces() {
    let mut read = 0;
    for path in files(Path::new("tests/fixtures")) {
        let bytes = fs::read(&path).unwrap();
        let step = (bytes.len() / 12).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x15;
            let mut doubled = bytes[..at].to_vec();
            doubled.extend_from_slice(&bytes[at.saturating_sub(step)..]);
            for mangled in [&bytes[..at], &bytes[at..], &flipped, &doubled] {
                let records = read_bytes("x", mangled, &Options::default()).count();
                assert!(records > 0, "{} at {at}", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 2_000);
}

#[test]
fn every_fixture_as_every_format() {
    for path in files(Path::new("tests/fixtures")) {
        let bytes = fs::read(&path).unwrap();
        for format in Format::all() {
            let options = Options { format: Some(format), ..Options::default() };
            assert!(read_bytes("x", &bytes, &options).count() > 0, "{} as {}", path.display(), format.name());
        }
    }
}
