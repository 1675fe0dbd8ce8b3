//! Every number of the page is the one that `batch --by conversation` gives.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Map, Value, json};

const LABELS: [&str; 6] = ["yes", "weak_yes", "strong_no", "weak_no", "dont_know", "none"];
const OUTCOMES: [&str; 4] = ["informed_yes", "informed_no", "undecided", "no_ask"];

/// What `batch` writes of the sample calls, and the page that `report` makes of them.
fn samples() -> (Vec<Value>, String) {
    let calls = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/calls");
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("report.html");
    let run = |args: &[&str]| {
        let output = Command::cargo_bin("weakno").unwrap().args(args).arg(&calls).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let records = run(&["batch", "--by", "conversation"]);
    let printed = run(&["report", "-o", page.to_str().unwrap()]);
    assert_eq!(printed, "");
    let records = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (records, fs::read_to_string(page).unwrap())
}

/// The JSON in the elements that open with `tag`.
fn json_of(page: &str, tag: &str) -> Vec<Value> {
    let elements = page.split(tag).skip(1);
    elements.map(|rest| serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()).collect()
}

fn tables(page: &str) -> Value {
    json_of(page, r#"<script type="application/json" id="tables">"#).remove(0)
}

fn calls(page: &str) -> Vec<Value> {
    let sheets = json_of(page, r#"<script type="application/json" class="calls">"#);
    sheets.iter().flat_map(|sheet| sheet["calls"].as_array().unwrap().clone()).collect()
}

/// A call of the page in the shape of a record.
fn as_record(call: &Value) -> Map<String, Value> {
    let mut record = Map::new();
    for name in
        ["conversation", "title", "date", "turns", "outcome", "outcome_turn", "obstacles", "next_step"]
    {
        if let Some(value) = call.get(name) {
            record.insert(name.to_owned(), value.clone());
        }
    }
    let asked = call["asked"].as_array().unwrap();
    record.insert("asks".to_owned(), json!(asked.len()));
    let ask = |ask: &Value| json!({ "turn": ask[0], "kind": ask[1], "side_offer": ask[2] });
    record.insert("asked".to_owned(), asked.iter().map(ask).collect());
    let stances = LABELS.iter().zip(call["stances"].as_array().unwrap());
    record.insert(
        "stances".to_owned(),
        stances.map(|(label, count)| ((*label).to_owned(), count.clone())).collect(),
    );
    let said = |turn: &Value| call["said"].as_array().unwrap().iter().find(|said| said[0] == *turn).unwrap();
    let moment = |moment: &Value| {
        let said = said(&moment["turn"]);
        let mut moment = moment.clone();
        moment["text"] = said[2].clone();
        let speaker = &call["speakers"][usize::try_from(said[1].as_u64().unwrap()).unwrap()]["speaker"];
        if !speaker.is_null() {
            moment["speaker"] = speaker.clone();
        }
        moment
    };
    record.insert("weak_nos".to_owned(), call["weak_nos"].as_array().unwrap().iter().map(moment).collect());
    if let Some(deciders) = call.get("deciders") {
        let decider = |decider: &Value| json!({ "turn": decider[0], "name": decider[1] });
        record.insert("deciders".to_owned(), deciders.as_array().unwrap().iter().map(decider).collect());
    }
    if let Some(no) = call.get("no_tested") {
        let tested = no[0] != "never_tested";
        record.insert("no_tested".to_owned(), json!({ "tested": tested, "reason": no[0], "turns": no[1] }));
    }
    record.insert("roles".to_owned(), call["speakers"].clone());
    record
}

#[test]
fn calls_are_what_the_records_say() {
    let (records, page) = samples();
    let calls = calls(&page);
    assert_eq!(calls.len(), records.len());
    for (mut record, call) in records.into_iter().zip(&calls) {
        let fields = record.as_object_mut().unwrap();
        fields.remove("lexicon");
        fields.remove("meta");
        assert_eq!(Value::Object(as_record(call)), record);
    }
}

/// The weak no's of records, or the don't-knows: all, and the probed ones.
fn moments<'r>(records: impl IntoIterator<Item = &'r Value>, keep: impl Fn(&Value) -> bool) -> Value {
    let all: Vec<&Value> = records
        .into_iter()
        .flat_map(|record| record["weak_nos"].as_array().unwrap())
        .filter(|moment| keep(moment))
        .collect();
    json!({ "all": all.len(), "probed": all.iter().filter(|moment| moment["probed"] == true).count() })
}

fn group(records: &[&Value]) -> Value {
    let outcome = |name: &&str| records.iter().filter(|record| record["outcome"] == **name).count();
    json!({
        "calls": records.len(),
        "outcomes": OUTCOMES.iter().map(outcome).collect::<Vec<_>>(),
        "weak_nos": moments(records.iter().copied(), |moment| moment["label"] == "weak_no"),
    })
}

fn sum(records: &[Value], number: impl Fn(&Value) -> &Value) -> u64 {
    records.iter().map(|record| number(record).as_u64().unwrap()).sum()
}

#[test]
fn totals_are_sums_of_the_records() {
    let (records, page) = samples();
    let tables = tables(&page);
    let totals = &tables["totals"];
    assert_eq!(totals["all"], group(&records.iter().collect::<Vec<_>>()));
    assert_eq!(totals["turns"], sum(&records, |record| &record["turns"]));
    assert_eq!(totals["asks"], sum(&records, |record| &record["asks"]));
    for (place, label) in LABELS.iter().enumerate() {
        assert_eq!(totals["stances"][place], sum(&records, |record| &record["stances"][label]), "{label}");
    }
    assert_eq!(totals["dont_knows"], moments(&records, |moment| moment["label"] == "dont_know"));
    for (place, advice) in tables["tables"]["obstacles"].as_array().unwrap().iter().enumerate() {
        let with_it = moments(&records, |moment| moment["obstacles"].get(0) == Some(&advice["key"]));
        assert_eq!(totals["obstacles"][place], with_it, "{}", advice["key"]);
    }
    let mut by_month: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    let mut by_seller: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for record in &records {
        if let Some(date) = record["date"].as_str() {
            by_month.entry(&date[..7]).or_default().push(record);
        }
        let seller = record["roles"].as_array().unwrap().iter().find(|role| role["role"] == "rep").unwrap();
        by_seller.entry(seller["speaker"].as_str().unwrap()).or_default().push(record);
    }
    let groups = |by: &BTreeMap<&str, Vec<&Value>>| -> Value {
        by.iter().map(|(name, records)| ((*name).to_owned(), group(records))).collect()
    };
    assert_eq!(totals["by_month"], groups(&by_month));
    assert_eq!(totals["by_seller"], groups(&by_seller));
    let let_go = |record: &&Value, label: &str| {
        let ends_it = |moment: &Value| moment["turn"] == record["outcome_turn"] && moment["label"] == label;
        let open = |moment: &Value| ends_it(moment) && moment["probed"] == false;
        record["outcome"] == "undecided" && record["weak_nos"].as_array().unwrap().iter().any(open)
    };
    assert_eq!(totals["reopen"], records.iter().filter(|record| let_go(record, "weak_no")).count());
    assert_eq!(totals["left_open"], records.iter().filter(|record| let_go(record, "dont_know")).count());
    let promising: Vec<Value> =
        calls(&page).into_iter().filter(|call| call.get("promise").is_some()).collect();
    assert_eq!(totals["reopen"], promising.len());
}

/// The numbers that the overview shows, by the name that stands beside them in the page.
fn figures(page: &str) -> BTreeMap<String, u64> {
    let figure = |rest: &str| {
        let (name, rest) = rest.split_once('"').unwrap();
        let (attributes, rest) = rest.split_once('>').unwrap();
        let key = attributes
            .split_once("data-key=\"")
            .map(|(_, key)| format!(":{}", key.split_once('"').unwrap().0));
        (format!("{name}{}", key.unwrap_or_default()), rest.split_once('<').unwrap().0.parse().unwrap())
    };
    page.split("data-figure=\"")
        .skip(1)
        .filter(|rest| rest.starts_with(char::is_alphabetic))
        .map(figure)
        .collect()
}

#[test]
fn the_overview_shows_the_totals() {
    let (_, page) = samples();
    let body = page.split_once("<body>").unwrap().1.split_once("<script").unwrap().0;
    let shown = figures(body);
    let tables = tables(&page);
    let totals = &tables["totals"];
    let moments = |moments: &Value| (moments["all"].as_u64().unwrap(), moments["probed"].as_u64().unwrap());
    let (weak_nos, probed) = moments(&totals["all"]["weak_nos"]);
    let mut expected: BTreeMap<String, u64> = [
        ("calls", totals["all"]["calls"].as_u64().unwrap()),
        ("turns", totals["turns"].as_u64().unwrap()),
        ("asks", totals["asks"].as_u64().unwrap()),
        ("weak_nos", weak_nos),
        ("dont_knows", moments(&totals["dont_knows"]).0),
        ("weak.weak_no", totals["stances"][3].as_u64().unwrap()),
        ("weak.strong_no", totals["stances"][2].as_u64().unwrap()),
        ("probed.probed", probed),
        ("probed.let_go", weak_nos - probed),
    ]
    .map(|(name, count)| (name.to_owned(), count))
    .into();
    for (place, outcome) in OUTCOMES.iter().enumerate() {
        expected.insert(format!("outcomes.{outcome}"), totals["all"]["outcomes"][place].as_u64().unwrap());
    }
    for (place, advice) in tables["tables"]["obstacles"].as_array().unwrap().iter().enumerate() {
        expected.insert(
            format!("obstacles:{}", advice["key"].as_str().unwrap()),
            moments(&totals["obstacles"][place]).0,
        );
    }
    for (chart, groups) in [("sellers", "by_seller"), ("months", "by_month")] {
        for (name, group) in totals[groups].as_object().unwrap() {
            expected.insert(format!("{chart}:{name}"), group["calls"].as_u64().unwrap());
        }
    }
    // Parts of nothing are not drawn.
    expected.retain(|name, count| *count > 0 || !name.contains(['.', ':']));
    assert_eq!(shown, expected);
}
