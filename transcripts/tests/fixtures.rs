//! Every format against its fixtures: what stands in `tests/fixtures/FORMAT/NAME.*` gives `NAME.expected.json`.
//!
//! `call.*` is the same conversation in every format.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use weakno_transcripts::{Format, Inputs, Options, Record, Reject, Transcript};

const FIXTURES: &str = "tests/fixtures";

/// Formats that have no names of speakers.
const NAMELESS: &[&str] = &[
    "aircall",
    "assemblyai",
    "aws-call-analytics",
    "aws-transcribe",
    "azure-batch",
    "contact-lens-realtime",
    "deepgram",
    "google-stt",
    "revai",
    "twilio",
    "whisper",
];

const CALL: [(&str, &str); 4] = [
    ("Nadia Ferreira", "Thanks for making the time, Owen. Shall we start the pilot in May?"),
    ("Owen Prakash", "Honestly, it looks good. Not right now though."),
    ("Nadia Ferreira", "Is it the budget, or the timing?"),
    ("Owen Prakash", "We'd have to see what the new ovens cost us first."),
];

/// The fixtures of a format, with what is expected of them.
fn fixtures(format: &str) -> Vec<(PathBuf, PathBuf)> {
    let folder = Path::new(FIXTURES).join(format);
    let entries = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{format} has no fixtures"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let inputs = paths.iter().filter(|path| !path.to_str().unwrap().ends_with(".expected.json"));
    inputs.map(|path| (path.clone(), path.with_extension("expected.json"))).collect()
}

fn read(input: &Path, format: &str) -> Vec<Result<Record, Reject>> {
    // This one is never guessed.
    let given = Format::by_name(format).filter(|_| format == "lines");
    Inputs::new([input], Options { format: given, ..Options::default() }).records().collect()
}

#[test]
fn every_fixture_gives_what_is_expected() {
    let mut wrong = Vec::new();
    for format in Format::all() {
        let cases = fixtures(format.name());
        assert!(!cases.is_empty(), "{} has no fixtures", format.name());
        for (input, expected) in cases {
            let (mut records, mut rejects) = (Vec::new(), Vec::new());
            for record in read(&input, format.name()) {
                match record {
                    Ok(record) => records.push(serde_json::to_value(record).unwrap()),
                    Err(reject) => rejects.push(reject.to_string()),
                }
            }
            let got = json!({ "records": records, "rejects": rejects });
            let want: Value = fs::read(&expected)
                .map_or(Value::Null, |text| serde_json::from_slice(&text).expect("expectation is JSON"));
            if got != want {
                wrong.push(format!("{}:\n{got:#}", input.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} fixtures give something else:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn fixtures_belong_to_a_format() {
    for entry in fs::read_dir(FIXTURES).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(Format::by_name(&name).is_some(), "{name} is no format");
    }
}

#[test]
fn one_conversation_is_the_same_in_every_format() {
    let mut formats = Vec::new();
    for format in Format::all() {
        let calls = fixtures(format.name()).into_iter().map(|(input, _)| input);
        for input in calls.filter(|input| input.file_stem().unwrap().to_str().unwrap().starts_with("call")) {
            let records = read(&input, format.name());
            let [Ok(Record::Conversation(call))] = &records[..] else {
                panic!("{}: {records:?}", input.display())
            };
            let told = merged(call);
            let texts: Vec<&str> = told.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts, CALL.map(|(_, text)| text), "{}", input.display());
            let speakers: Vec<&str> = told.iter().map(|(speaker, _)| speaker.as_str()).collect();
            if NAMELESS.contains(&format.name()) {
                assert!(
                    speakers[0] == speakers[2] && speakers[1] == speakers[3] && speakers[0] != speakers[1]
                );
            } else {
                assert_eq!(speakers, CALL.map(|(speaker, _)| speaker), "{}", input.display());
            }
            formats.push(format.name());
        }
    }
    formats.dedup();
    assert!(formats.len() >= 30, "only {formats:?}");
}

/// Turns of one speaker in a row as one.
fn merged(transcript: &Transcript) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for turn in &transcript.turns {
        let speaker = turn.speaker.clone().unwrap_or_default();
        match told.last_mut() {
            Some((last, text)) if *last == speaker => *text = format!("{text} {}", turn.text),
            _ => told.push((speaker, turn.text.clone())),
        }
    }
    told
}
