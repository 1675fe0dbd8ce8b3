//! Where documents come from: folders, globs, links, compression, archives.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use weakno_transcripts::{Columns, Inputs, Options, Record, RejectKind, limits, read_bytes};
use zip::write::SimpleFileOptions;

const CALL: &str = "Rep: Shall we?\nOwen: Not now.\n";

/// A folder, and a way to name what is read from it.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &[u8])]) -> Place {
        let place = Place(TempDir::new().unwrap());
        for (name, bytes) in files {
            let path = place.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The documents' names with the number of their turns, or what is rejected.
    fn read(&self, argument: &str) -> Vec<String> {
        let root = format!("{}/", self.0.path().display());
        let records = Inputs::new([self.path(argument)], Options::default()).records();
        records.map(|record| told(record).replace(&root, "")).collect()
    }
}

fn told(record: Result<Record, weakno_transcripts::Reject>) -> String {
    match record {
        Ok(Record::Conversation(call)) => format!("{} {}", call.id, call.turns.len()),
        Ok(Record::Utterance(utterance)) => format!("- {}", utterance.text),
        Err(reject) => reject.to_string(),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_folder_is_walked_in_order() {
    let place = Place::new(&[
        ("b.txt", CALL.as_bytes()),
        ("a/z.txt", CALL.as_bytes()),
        ("a/logo.png", b"\x89PNG\r\n\x1a\n"),
        (".hidden/c.txt", CALL.as_bytes()),
        (".DS_Store", b"\0\0\0\x01Bud1"),
        ("chat.txt", b"10:05:12 From Ann to Everyone:\n\thi\n"),
        ("empty.txt", b""),
    ]);
    assert_eq!(
        place.read(""),
        [
            "a/logo.png: not a transcript: a PNG image",
            "a/z.txt 2",
            "b.txt 2",
            "chat.txt: not a transcript: the chat of a Zoom meeting, which nobody said",
            "empty.txt: empty file",
        ]
    );
    let kinds: Vec<_> = Inputs::new([place.path("")], Options::default())
        .records()
        .filter_map(Result::err)
        .map(|r| r.kind)
        .collect();
    assert_eq!(kinds, [RejectKind::Lost, RejectKind::Companion, RejectKind::Lost]);
}

#[test]
fn globs_and_names_that_look_like_globs() {
    let place = Place::new(&[
        ("b.txt", CALL.as_bytes()),
        ("a.txt", CALL.as_bytes()),
        ("c.md", CALL.as_bytes()),
        ("[x].txt", CALL.as_bytes()),
        ("d/e.txt", CALL.as_bytes()),
    ]);
    assert_eq!(place.read("[x].txt"), ["[x].txt 2"]);
    assert_eq!(place.read("?.txt"), ["a.txt 2", "b.txt 2"]);
    assert_eq!(place.read("**/e.*"), ["d/e.txt 2"]);
    assert_eq!(place.read("d*"), ["d/e.txt 2"]);
    assert_eq!(place.read("*.csv"), ["*.csv: no file matches"]);
    assert_eq!(place.read("nowhere.txt"), ["nowhere.txt: no such file or folder"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_for_ever() {
    let place = Place::new(&[("a/call.txt", CALL.as_bytes())]);
    std::os::unix::fs::symlink(place.path("a"), place.path("a/again")).unwrap();
    std::os::unix::fs::symlink(place.path("a/call.txt"), place.path("link.txt")).unwrap();
    std::os::unix::fs::symlink(place.path("gone"), place.path("dangling.txt")).unwrap();
    let read = place.read("");
    assert_eq!(read[..2], ["a/again: not a transcript: a link back to a folder above it", "a/call.txt 2"]);
    assert!(read[2].starts_with("dangling.txt: cannot be read: "), "{read:?}");
    assert_eq!(read[3..], ["link.txt 2"]);
}

#[test]
fn compressed_once_or_more() {
    let zstd = zstd::encode_all(CALL.as_bytes(), 1).unwrap();
    let two_frames = [zstd.clone(), zstd::encode_all(&b"Rep: Well?\n"[..], 1).unwrap()].concat();
    let place = Place::new(&[
        ("a.txt.gz", &gzip(CALL.as_bytes())),
        ("b.txt.zst", &two_frames),
        ("c.gz.zst.gz", &gzip(&zstd::encode_all(&gzip(CALL.as_bytes())[..], 1).unwrap())),
        ("d.gz", &gzip(&gzip(&gzip(&gzip(CALL.as_bytes()))))),
    ]);
    assert_eq!(
        place.read(""),
        ["a.txt.gz 2", "b.txt.zst 3", "c.gz.zst.gz 2", "d.gz: compressed more than 3 times over"]
    );
}

#[test]
fn a_compressed_file_that_breaks_off_keeps_what_was_read() {
    let mut lines = String::new();
    for n in 0..50_000 {
        writeln!(lines, "{{\"text\": \"line {n} {}\"}}", n * 7919 % 1000).unwrap();
    }
    let whole = gzip(lines.as_bytes());
    let place = Place::new(&[("a.jsonl.gz", &whole[..whole.len() / 2])]);
    let read = place.read("");
    assert!(read.len() > 10_000, "{}", read.len());
    let last = read.last().unwrap();
    assert!(last.starts_with("a.jsonl.gz:") && last.contains(": cannot be read: "), "{last}");
    assert!(read[..read.len() - 1].iter().all(|line| line.starts_with("- line")));
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![b' '; 64 << 20];
    let small = zstd::encode_all(&zeros[..], 19).unwrap();
    assert!((small.len() as u64) < (zeros.len() as u64) / limits::MAX_EXPANSION);
    let read: Vec<_> = read_bytes("x", &small, &Options::default()).map(told).collect();
    assert_eq!(read, ["x: cannot be read: it expands more than 1000-fold"]);
    let read: Vec<_> = read_bytes("x", &gzip(&small), &Options::default()).map(told).collect();
    assert_eq!(read, ["x: cannot be read: it expands more than 1000-fold"]);
}

#[test]
fn the_members_of_an_archive_are_documents() {
    let docx = fs::read("tests/fixtures/teams-text/call.docx").unwrap();
    let gong = fs::read("tests/fixtures/gong/beside/transcript.json").unwrap();
    let parties = fs::read("tests/fixtures/gong/beside/metadata.json").unwrap();
    let archive = zip(&[
        ("z.txt", CALL.as_bytes()),
        ("a/teams.docx", &docx),
        ("../../etc/evil.txt", CALL.as_bytes()),
        ("__MACOSX/z.txt", b"junk"),
        ("a/.hidden", b"junk"),
        ("gong/t.json", &gong),
        ("gong/m.json", &parties),
        ("inner.zip", &zip(&[("x.txt", CALL.as_bytes())])),
        ("lines.jsonl.gz", &gzip(b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n")),
        ("logo.gif", b"GIF89a"),
    ]);
    let place = Place::new(&[("calls.zip", &archive)]);
    assert_eq!(
        place.read("calls.zip"),
        [
            "calls.zip/../../etc/evil.txt 2",
            "calls.zip/a/teams.docx 4",
            "calls.zip/gong/m.json:1: not a transcript: details of Gong calls, which give names to the transcripts beside them",
            "5501 6",
            "calls.zip/inner.zip: not a transcript: an archive or Office file within another file",
            "- one",
            "- two",
            "calls.zip/logo.gif: not a transcript: a GIF image",
            "calls.zip/z.txt 2",
        ]
    );
    let documents: Vec<_> =
        Inputs::new([place.path("calls.zip")], Options::default()).documents().map(Result::unwrap).collect();
    assert_eq!((documents.len(), documents[0].size()), (8, Some(CALL.len() as u64)));
    let named = documents.into_iter().find(|document| document.path().ends_with("t.json")).unwrap();
    let Some(Ok(Record::Conversation(call))) = named.records().next() else { panic!() };
    assert_eq!(call.turns[0].speaker.as_deref(), Some("Nadia Ferreira"));
}

#[test]
fn damaged_archives_are_named() {
    let mut archive = zip(&[("a.txt", CALL.repeat(20).as_bytes()), ("b.txt", CALL.as_bytes())]);
    let at = archive.windows(5).position(|bytes| bytes == b"a.txt").unwrap() + 8;
    archive[at] ^= 0xff;
    let place = Place::new(&[("damaged.zip", &archive), ("cut.zip", &archive[..60])]);
    let read = place.read("");
    assert!(read[0].starts_with("cut.zip: broken archive"), "{read:?}");
    assert!(read[1].starts_with("damaged.zip/a.txt: cannot be read"), "{read:?}");
    assert_eq!(read[2..], ["damaged.zip/b.txt 2"]);
}

#[test]
fn a_document_that_is_too_large_is_not_held() {
    let place = Place::new(&[("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nAnn: hi\n\n")]);
    let file = fs::OpenOptions::new().write(true).open(place.path("a.vtt")).unwrap();
    file.set_len(limits::MAX_DOCUMENT + 1).unwrap();
    // Its rest is zeros, but the beginning, which is looked at, may be text.
    let text = " ".repeat(64 << 10);
    fs::OpenOptions::new()
        .append(true)
        .open(place.path("a.vtt"))
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    drop(file);
    let start = format!("WEBVTT\n\n00:00.000 --> 00:01.000\nAnn: hi\n\n{text}\n");
    let mut whole = fs::OpenOptions::new().write(true).open(place.path("a.vtt")).unwrap();
    whole.write_all(start.as_bytes()).unwrap();
    assert_eq!(place.read(""), ["a.vtt: larger than 256 MiB, the limit for a document that is read whole"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_opened_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(&[("a.txt", CALL.as_bytes()), ("b.txt", CALL.as_bytes())]);
    fs::set_permissions(place.path("a.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(place.path("a.txt")).is_ok() {
        return; // the superuser may read anything
    }
    let read = place.read("");
    assert!(read[0].starts_with("a.txt: cannot be read"), "{read:?}");
    assert_eq!(read[1], "b.txt 2");
}

#[test]
fn columns_as_the_user_names_them() {
    let columns = Columns {
        text: Some("what".into()),
        speaker: Some("who".into()),
        conversation: Some("which".into()),
        start: Some("when_ms".into()),
        ..Columns::default()
    };
    let options = Options { columns, ..Options::default() };
    let csv = "which;who;what;when_ms\n7;Ann;Shall we?;1500\n7;Tom;No.;2500\n";
    let jsonl = "{\"which\": 7, \"who\": \"Ann\", \"what\": \"Shall we?\", \"when_ms\": 1500}\n{\"which\": 7, \"who\": \"Tom\", \"what\": \"No.\", \"when_ms\": \"2500\"}\n";
    for text in [csv, jsonl] {
        let records: Vec<_> = read_bytes("x", text.as_bytes(), &options).collect();
        let [Ok(Record::Conversation(call))] = &records[..] else { panic!("{records:?}") };
        let turns: Vec<_> =
            call.turns.iter().map(|t| (t.speaker.as_deref(), t.text.as_str(), t.start_ms)).collect();
        assert_eq!(call.id, "7");
        assert_eq!(turns, [(Some("Ann"), "Shall we?", Some(1500)), (Some("Tom"), "No.", Some(2500))]);
    }
}

#[test]
fn a_given_format_is_taken() {
    let given = |name| Options { format: weakno_transcripts::Format::by_name(name), ..Options::default() };
    let read = |name| read_bytes("x", CALL.as_bytes(), &given(name)).map(told).collect::<Vec<_>>();
    assert_eq!(read("lines"), ["- Rep: Shall we?", "- Owen: Not now."]);
    assert_eq!(read("plain"), ["x 2"]);
    assert_eq!(read("zoom-text"), ["x 2"]);
    assert_eq!(read("gong"), ["x:1: JSON: expected value at column 1"]);
    assert_eq!(read("webvtt"), ["x: nothing is said in it"]);
}

#[test]
fn documents_can_be_read_on_other_threads() {
    let place = Place::new(&[("a.txt", CALL.as_bytes()), ("b.txt", CALL.as_bytes())]);
    let documents = Inputs::new([place.path("")], Options::default()).documents();
    let threads: Vec<_> =
        documents.map(|document| std::thread::spawn(|| document.unwrap().records().count())).collect();
    let counts: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(counts, [1, 1]);
}

#[test]
fn a_header_longer_than_what_is_looked_at() {
    let columns: Vec<String> = (0..20_000).map(|n| format!("column {n}")).collect();
    let csv = format!("{},speaker,text\n{}Ann,No.\n", columns.join(","), ",".repeat(20_000));
    let records: Vec<_> = read_bytes("x", csv.as_bytes(), &Options::default()).map(told).collect();
    assert_eq!(records, ["x 1"]);
}

#[test]
fn inputs_come_in_the_order_given() {
    let place = Place::new(&[("a.txt", CALL.as_bytes()), ("b.txt", CALL.as_bytes())]);
    let inputs = Inputs::new([place.path("b.txt"), place.path("a.txt")], Options::default());
    let paths: Vec<_> = inputs.documents().map(|document| document.unwrap().path().to_owned()).collect();
    assert!(Path::new(&paths[0]).ends_with("b.txt") && Path::new(&paths[1]).ends_with("a.txt"));
}
