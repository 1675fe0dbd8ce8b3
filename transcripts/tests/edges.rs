//! Broken input: it costs what is broken and nothing else, and is named with its line.

use weakno_transcripts::{Options, Record, limits, read_bytes};

/// The texts that were read, and the rejects as they are shown.
fn read(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let (mut texts, mut rejects) = (Vec::new(), Vec::new());
    for record in read_bytes(name, bytes, &Options::default()) {
        match record {
            Ok(Record::Utterance(utterance)) => texts.push(utterance.text),
            Ok(Record::Conversation(call)) => texts.extend(call.turns.into_iter().map(|turn| turn.text)),
            Err(reject) => rejects.push(reject.to_string()),
        }
    }
    (texts, rejects)
}

fn one_reject(bytes: &[u8]) -> String {
    let (texts, rejects) = read("x", bytes);
    assert!(texts.is_empty(), "{texts:?}");
    let [reject] = &rejects[..] else { panic!("{rejects:?}") };
    reject.clone()
}

#[test]
fn a_bad_line_costs_one_line() {
    let lines = "{\"text\": \"one\"}\n{\"text\": \"cut\n{\"text\": 5, \"id\": 1}\n[1]\n{\"txt\": 1}\n\n{\"text\": [\"no\"]}\n{\"text\": \"two\"} x\n{\"text\": \"three\"}";
    let (texts, rejects) = read("a.jsonl", lines.as_bytes());
    assert_eq!(texts, ["one", "5", "three"]);
    assert_eq!(
        rejects,
        [
            "a.jsonl:2: JSON breaks off: EOF while parsing a string",
            "a.jsonl:4: JSON: invalid type: sequence, expected an object at column 0",
            "a.jsonl:5: not a transcript: neither `text` nor `turns` in it",
            "a.jsonl:7: JSON: Text is not a string at column 16",
            "a.jsonl:8: JSON: trailing characters at column 17",
        ]
    );
}

#[test]
fn a_rejected_line_is_kept_as_it_was() {
    let rejects: Vec<_> =
        read_bytes("a", b"{\"text\": \"a\"}\r\n{\"text\": \xff\r\n{\"text\": \"b\"}", &Options::default())
            .filter_map(Result::err)
            .collect();
    assert_eq!(rejects.len(), 1);
    assert_eq!(rejects[0].raw, b"{\"text\": \xff");
}

#[test]
fn a_bad_line_does_not_part_a_conversation() {
    let lines = "{\"conversation\":\"c\",\"text\":\"one\"}\noops\n{\"conversation\":\"c\",\"text\":\"two\"}\n{\"text\":\"three\"}\n{\"conversation\":\"c\",\"text\":\"four\"}";
    let records: Vec<_> =
        read_bytes("a", lines.as_bytes(), &Options::default()).filter_map(Result::ok).collect();
    let turns = |record: &Record| match record {
        Record::Conversation(call) => call.turns.len(),
        Record::Utterance(_) => 0,
    };
    assert_eq!(records.iter().map(turns).collect::<Vec<_>>(), [2, 0, 1]);
}

#[test]
fn a_line_that_is_too_long_costs_itself() {
    let long = format!("{{\"text\": \"{}\"}}", "x".repeat(limits::MAX_LINE));
    let lines = format!("{{\"text\": \"one\"}}\n{long}\n{{\"text\": \"two\"}}\n");
    let (texts, rejects) = read("a", lines.as_bytes());
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(rejects, [format!("a:2: a line of {} bytes, over the limit of 16 MiB", long.len() + 1)]);
    // Also where it is the first, so that the format is not easily told.
    let (texts, rejects) = read("a", format!("{long}\n{{\"text\": \"two\"}}\n").as_bytes());
    assert_eq!(texts, ["two"]);
    assert_eq!(rejects.len(), 1);
}

#[test]
fn documents_that_break_off() {
    assert_eq!(
        one_reject(b"{\"callTranscripts\": [\n{\"callId\": \"1\", \"trans"),
        "x:2: JSON breaks off: EOF while parsing a string"
    );
    assert_eq!(one_reject(b"{"), "x:1: JSON breaks off: EOF while parsing an object");
    let docx = include_bytes!("fixtures/teams-text/call.docx");
    assert!(one_reject(&docx[..docx.len() / 2]).starts_with("x: broken archive"));
}

#[test]
fn several_documents_in_one_file() {
    let (texts, rejects) =
        read("x", b"{\n \"text\": \"one\"\n}\n{\n \"text\": \"two\"\n}\n{\n \"text\": oops\n}");
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(rejects, ["x:8: JSON: expected value at column 10"]);
}

#[test]
fn nothing_and_nonsense() {
    assert_eq!(one_reject(b""), "x: empty file");
    assert_eq!(one_reject(b" \r\n\n"), "x: empty file");
    assert_eq!(one_reject(b"\xef\xbb\xbf"), "x: empty file");
    assert_eq!(one_reject(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "x: not a transcript: a PNG image");
    assert_eq!(one_reject(b"a\0b\0\0\x01\x02\x03 binary"), "x: not a transcript: binary data");
    assert_eq!(
        one_reject(b"Dear all,\nthe meeting is off.\n"),
        "x: not a transcript: nobody is named as speaking in it"
    );
    assert_eq!(one_reject(b"WEBVTT\n\n"), "x: nothing is said in it");
    assert_eq!(
        one_reject(b"{\"name\": \"weakno\", \"version\": \"1\"}"),
        "x:1: not a transcript: neither `text` nor `turns` in it"
    );
    assert_eq!(one_reject(b"[1, 2, 3]"), "x: not a transcript: nobody is named as speaking in it");
    assert_eq!(one_reject(b"[{\"a\": 1}, {\"a\": 2}]"), "x:1: not a transcript: a list of something else");
    assert_eq!(one_reject(b"[]"), "x:1: not a transcript: a list of something else");
    assert_eq!(
        one_reject(b"{\"segments\": [{\"start\": 1, \"end\": 2, \"text\": 3}], \"segments\": 3}")
            .split(':')
            .next(),
        Some("x")
    );
    assert_eq!(
        one_reject(b"name,stage\nOwen,open\n"),
        "x: not a transcript: nobody is named as speaking in it"
    );
}

#[test]
fn any_nesting_is_survived() {
    for (open, close) in [
        ("[", "]"),
        ("{\"a\":", "}"),
        ("{\"text\": \"x\", \"a\":", "}"),
        ("{\"turns\": [", "]}"),
        ("[{\"words\":", "}]"),
    ] {
        let deep = format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
        let cut = &deep[..deep.len() / 2];
        for text in [&deep, cut] {
            let (texts, rejects) = read("x", text.as_bytes());
            assert!(texts.is_empty() && rejects.len() == 1, "{open}: {texts:?} {rejects:?}");
        }
    }
    let lines =
        format!("{{\"text\": \"one\"}}\n{}\n{{\"text\": \"two\"}}", "{\"text\":\"a\",\"b\":".repeat(100_000));
    assert_eq!(read("x", lines.as_bytes()).0, ["one", "two"]);
}

#[test]
fn a_file_of_one_encoding_or_another() {
    let text = "Renée: Können wir?\nOwen: Nö – später.\nRenée: Schön.\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let bom = |bom: &[u8], bytes: Vec<u8>| [bom, &bytes].concat();
    let expected = ["Können wir?", "Nö – später.", "Schön."];
    for (name, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with BOM", bom(b"\xef\xbb\xbf", text.as_bytes().to_vec())),
        ("UTF-16LE with BOM", bom(b"\xff\xfe", utf16(u16::to_le_bytes))),
        ("UTF-16BE with BOM", bom(b"\xfe\xff", utf16(u16::to_be_bytes))),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
    ] {
        assert_eq!(read("x", &bytes), (expected.map(String::from).to_vec(), vec![]), "{name}");
    }
}

#[test]
fn windows_1252_is_noted() {
    let text = b"Ren\xe9e: Ja?\nOwen: N\xf6 \x96 nein.\nRen\xe9e: Gut.\n";
    let records: Vec<_> = read_bytes("x", text, &Options::default()).collect();
    let Ok(Record::Conversation(call)) = &records[0] else { panic!("{records:?}") };
    assert_eq!(
        (call.turns[0].speaker.as_deref(), call.turns[1].text.as_str()),
        (Some("Renée"), "Nö – nein.")
    );
    assert_eq!(call.meta["encoding"], "windows-1252");

    let lines = b"{\"text\": \"plain\"}\n{\"text\": \"caf\xe9\"}\n";
    let records: Vec<_> = read_bytes("x", lines, &Options::default()).map(Result::unwrap).collect();
    assert!(records[0].meta().is_empty());
    assert_eq!(records[1].meta()["encoding"], "windows-1252");

    let rows = b"id,text\n1,caf\xe9\n2,tea\n";
    let records: Vec<_> = read_bytes("x", rows, &Options::default()).map(Result::unwrap).collect();
    assert_eq!(records[0].meta()["encoding"], "windows-1252");
    assert!(records[1].meta().is_empty());
}

#[test]
fn rows_that_do_not_fit_cost_themselves() {
    let rows = "call,speaker,start,text\n1,Ann,0:01,one\n1,Tom,soon,two\n1,Tom,0:03,a,b\n1,Tom,0:04,\"open\n1,Ann,0:05,\"three\"\n1,Ann\n";
    let (texts, rejects) = read("x", rows.as_bytes());
    assert_eq!(texts, ["one", "three"]);
    assert_eq!(
        rejects,
        [
            "x:3: `start` is not a time: soon",
            "x:4: 5 cells, but 4 columns",
            "x:5: a quote is not closed",
            "x:7: not a transcript: neither `text` nor `turns` in it",
        ]
    );
}

#[test]
fn vendors_leave_out_and_null_anything() {
    for (json, text) in [
        (
            r#"{"callTranscripts":[{"callId":1,"transcript":[{"speakerId":null,"sentences":[{"text":"hm","start":"7"},null]},{"sentences":null}]}]}"#,
            "hm",
        ),
        (
            r#"{"transcript":[{"speaker":{"display_name":"Ann"},"text":"hm","timestamp":null}],"calendar_invitees":null,"recorded_by":null}"#,
            "hm",
        ),
        (
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"hm","words":null,"paragraphs":null}]}],"utterances":null}}"#,
            "hm",
        ),
        (
            r#"{"data":{"transcript":{"sentences":[{"speaker_name":null,"text":"hm"}],"speakers":null}}}"#,
            "hm",
        ),
        (r#"[{"participant":{"id":1,"name":null},"words":[{"text":"hm","start_timestamp":null}]}]"#, "hm"),
        (r#"{"segments":[{"start":null,"end":null,"text":" hm","speaker":null}]}"#, "hm"),
    ] {
        assert_eq!(read("x", json.as_bytes()), (vec![text.to_owned()], vec![]), "{json}");
    }
}
