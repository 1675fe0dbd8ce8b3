//! The command line as its users meet it: records, spans, formats, bad input, exit codes.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn weakno() -> Command {
    let mut command = Command::cargo_bin("weakno").unwrap();
    command.current_dir(root()).env("NO_COLOR", "1");
    command
}

/// Exit code, records on standard output, standard error.
fn batch(args: &[&str]) -> (i32, Vec<Value>, String) {
    let output = weakno().arg("batch").args(args).output().unwrap();
    let records = String::from_utf8(output.stdout).unwrap();
    let records = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.code().unwrap(), records, String::from_utf8(output.stderr).unwrap())
}

fn assert_spans_fit(record: &Value) {
    let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
    for evidence in record["evidence"].as_array().unwrap() {
        let span = evidence["start"].as_u64().unwrap() as usize..evidence["end"].as_u64().unwrap() as usize;
        let slice: String = text[span].iter().collect();
        assert_eq!(slice, evidence["text"].as_str().unwrap(), "{record}");
    }
}

#[test]
fn every_sample_gives_one_record_per_prospect_turn_in_order() {
    let (_, records, _) = batch(&["data/calls"]);
    assert!(records.len() > 80, "{} records", records.len());
    let mut before: Option<(String, u64)> = None;
    let mut found = 0;
    for record in &records {
        let here = (record["conversation"].as_str().unwrap().to_owned(), record["turn"].as_u64().unwrap());
        if let Some((conversation, turn)) = &before {
            assert!(*conversation != here.0 || *turn < here.1, "out of order: {record}");
        }
        before = Some(here);
        assert_spans_fit(record);
        found += record["evidence"].as_array().unwrap().len();
        let sum: f64 =
            record["scores"].as_object().unwrap().values().map(|score| score.as_f64().unwrap()).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{record}");
        assert_eq!(record["score"], record["scores"]["weak_no"]);
    }
    assert!(found > 50, "only {found} cues in the samples");
}

#[test]
fn spans_count_characters_whatever_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.jsonl");
    let texts = [
        "😀👍🏽 Not right now 😀, don\u{2019}t call.",
        "\u{130}stanbul\u{2019}da de\u{11f}il… not until March, e\u{301}t\u{e9}.",
        "\u{201c}I don\u{2019}t think so\u{201d}, she said — not really.",
        "ﬁne, n\u{303}o: we\u{2019}re happy with what we\u{2019}ve got",
    ];
    let lines: Vec<String> =
        texts.iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
    fs::write(&path, lines.join("\n")).unwrap();
    let (code, records, _) = batch(&[path.to_str().unwrap()]);
    assert_eq!((code, records.len()), (0, texts.len()));
    for (record, text) in records.iter().zip(texts) {
        assert_eq!(record["text"], text);
        assert_spans_fit(record);
        assert!(!record["evidence"].as_array().unwrap().is_empty(), "{record}");
    }
}

#[test]
fn the_same_call_reads_the_same_in_every_format() {
    let verdicts = |file: &str| -> Vec<(String, String, String)> {
        let path = format!("tests/fixtures/same-call/{file}");
        let (code, records, errors) = batch(&[&path, "--rep", "Nora Field"]);
        assert_eq!(code, 0, "{errors}");
        records
            .iter()
            .map(|record| {
                let field = |name: &str| record[name].to_string();
                (field("text"), field("label"), field("scores"))
            })
            .collect()
    };
    let plain = verdicts("call.txt");
    assert!(plain.len() >= 5, "{plain:?}");
    for other in ["call.zoom.vtt", "call.teams.vtt", "call.conversation.jsonl", "call.turns.jsonl"] {
        assert_eq!(verdicts(other), plain, "{other}");
    }
}

#[test]
fn bad_input_is_named_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("a-empty.txt", b"");
    write(
        "b-cut.jsonl",
        b"{\"text\": \"Not right now.\"}\n{\"text\": \"cut off\n{\"text\": \"No thank you.\"}\n",
    );
    write("c-no-speakers.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nNot until March, I'm afraid.\n");
    write("d-binary.bin", &[0, 159, 146, 150, 0, 1, 2, 3, 0, 0, 255, 254]);
    write("e-latin.txt", b"Rep: Shall we go ahead?\nProspect: No, it\x92s a bit dear for a caf\xe9.\n");
    let rejects = folder.path().join("rejects");
    let (code, records, errors) =
        batch(&[folder.path().to_str().unwrap(), "--rejects", rejects.to_str().unwrap()]);
    assert_eq!(code, 4, "{errors}");
    for named in ["a-empty.txt", "b-cut.jsonl:2", "d-binary.bin"] {
        assert!(errors.contains(named), "{named} is not named in {errors}");
    }
    let texts: Vec<&str> = records.iter().filter_map(|record| record["text"].as_str()).collect();
    for kept in [
        "Not right now.",
        "No thank you.",
        "Not until March, I'm afraid.",
        "No, it\u{2019}s a bit dear for a caf\u{e9}.",
    ] {
        assert!(texts.contains(&kept), "{kept} is lost: {texts:?}");
    }
    assert_eq!(fs::read_to_string(rejects).unwrap(), "{\"text\": \"cut off\n");
}

#[test]
fn a_folder_without_transcripts_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("picture.png"), [0x89, b'P', b'N', b'G', 0, 0, 0, 0]).unwrap();
    let (code, records, errors) = batch(&[folder.path().to_str().unwrap()]);
    assert_eq!((code, records.len()), (4, 0));
    assert!(errors.contains("picture.png"), "{errors}");
}

#[test]
fn what_is_not_there_and_wrong_use_have_their_exit_codes() {
    let (code, _, errors) = batch(&["nowhere-at-all.txt"]);
    assert!(code == 1 || code == 4, "{code}");
    assert!(errors.contains("nowhere-at-all.txt"), "{errors}");
    weakno().arg("batch").assert().code(2);
    weakno().args(["batch", "--by", "moon", "data/calls"]).assert().code(2);
    weakno().args(["batch", "--lexicon", "nowhere.toml", "data/calls"]).assert().code(1);
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let with = |jobs: &str| {
        weakno().args(["batch", "data/calls", "data/corpus/dev", "--jobs", jobs]).output().unwrap().stdout
    };
    let one = with("1");
    assert!(one.len() > 100_000);
    assert!(one == with("2") && one == with("5"));
}

#[test]
fn output_is_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonl");
    weakno()
        .args(["batch", "data/calls", "--by", "conversation", "-o", path.to_str().unwrap()])
        .assert()
        .success();
    let conversations = fs::read_to_string(&path).unwrap();
    assert_eq!(conversations.lines().count(), 12);
    for line in conversations.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let counted: u64 =
            record["stances"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
        assert!(counted <= record["turns"].as_u64().unwrap(), "{line}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file is left");
}

#[test]
fn rep_says_who_sells() {
    let sellers = |rep: &str| -> Vec<String> {
        let (_, records, _) = batch(&["data/calls/01-card-machine-bakery.txt", "--rep", rep]);
        let mut speakers: Vec<String> =
            records.iter().map(|record| record["speaker"].as_str().unwrap().to_owned()).collect();
        speakers.dedup();
        speakers
    };
    assert_eq!(sellers("Jess"), ["Maureen"]);
    assert_eq!(sellers("Maureen"), ["Jess"]);
}

#[test]
fn the_report_is_plain_without_colour_and_fits_80_columns() {
    let output = weakno().args(["report", "data/calls"]).output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("LET GO") && report.contains("12 conversations"), "{report}");
    assert!(!report.contains('\u{1b}'), "styles without a terminal");
    for line in report.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn classify_shows_why() {
    let output =
        weakno().args(["classify", "--json", "--ask", "Shall we?", "Not right now."]).output().unwrap();
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(record["label"], "weak_no");
    assert!(record["contributions"].as_array().unwrap().len() > 5);
    let shown = weakno().args(["classify", "Not right now."]).output().unwrap();
    assert!(String::from_utf8(shown.stdout).unwrap().contains("[Not right now]"));
}

#[test]
fn a_lexicon_is_tested_before_it_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let cue = |fires: &str, extra: &str| {
        format!(
            "[[cue]]\nid = \"mine-freeze\"\nrole = \"trigger\"\nleans = \"weak_no\"\nobstacles = [\"budget\"]\n\
             phrases = [\"purchasing embargo\"]\nnote = \"Our word.\"\nsource = \"mine\"\nfires = [\"{fires}\"]\n\
             misses = [\"The embargo was lifted.\"]\n{extra}"
        )
    };
    let run = |command: &str, source: &str| {
        fs::write(&path, source).unwrap();
        let output = weakno().args(["cues", command, path.to_str().unwrap()]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said)
    };
    let sound = cue("There is a purchasing embargo.", "");
    assert_eq!(run("check", &sound).0, 0);
    assert_eq!(run("test", &sound).0, 0);
    let (code, said) = run("test", &cue("Nothing of the kind.", ""));
    assert!(code == 1 && said.contains("mine-freeze"), "{said}");
    for (source, part) in [
        (cue("x", "colour = \"red\"\n"), "colour"),
        (sound.clone() + &sound, "used before"),
        (sound.replace("misses = [\"The embargo was lifted.\"]\n", ""), "near miss"),
        (sound.replace("purchasing embargo\"]", "@nobody embargo\"]"), "nobody"),
    ] {
        let (code, said) = run("check", &source);
        assert!(code == 1 && said.contains(part) && said.contains("mine-freeze"), "{part}: {said}");
    }
}
