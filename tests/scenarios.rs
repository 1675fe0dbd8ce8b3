//! Whole conversations as readable fixtures: `tests/scenarios/*.txt`, one test each.
//!
//! A prospect's turn with a mark (`=> weak_no, let go`) must be read as marked. A turn without one must be no moment: it
//! may not be read as a refusal or as an open question.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use weakno::{Classifier, ConversationVerdict, Role, Turn};

/// A turn with what the fixture says of it.
struct Line {
    role: Role,
    speaker: String,
    text: String,
    labels: Vec<String>,
    probed: Option<bool>,
}

struct Scenario {
    expectations: Vec<(String, String)>,
    lines: Vec<Line>,
}

fn parse(source: &str) -> Scenario {
    let (head, body) = source.split_once("\n\n").expect("an empty line after the head");
    let expectations = head
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(": ").expect("key: value"))
        .map(|(key, value)| (key.to_owned(), value.trim().to_owned()))
        .collect();
    let lines = body.lines().filter(|line| !line.trim().is_empty()).map(parse_line).collect();
    Scenario { expectations, lines }
}

fn parse_line(line: &str) -> Line {
    let (spoken, mark) = line.split_once(" => ").map_or((line, None), |(spoken, mark)| (spoken, Some(mark)));
    let (who, text) = spoken.split_once(": ").expect("Role (Name): text");
    let (role, name) = who.split_once(" (").expect("Role (Name)");
    let role = match role {
        "Rep" => Role::Rep,
        "Prospect" => Role::Prospect,
        other => panic!("role `{other}`"),
    };
    let (labels, fate) = mark.map_or(("none", None), |mark| {
        mark.split_once(", ").map_or((mark, None), |(labels, fate)| (labels, Some(fate)))
    });
    Line {
        role,
        speaker: name.trim_end_matches(')').to_owned(),
        text: text.trim().to_owned(),
        labels: labels.split('|').map(|label| label.trim().to_owned()).collect(),
        probed: fate.map(|fate| fate.trim() == "probed"),
    }
}

/// What the verdict says where the fixture expects something else.
fn differences(scenario: &Scenario, verdict: &ConversationVerdict<'_, '_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (key, wanted) in &scenario.expectations {
        let said = match key.as_str() {
            "outcome" => verdict.outcome().to_string(),
            "main obstacle" => verdict.obstacles().first().map_or("-".into(), ToString::to_string),
            "no tested" => verdict.no_tested().map_or("-".into(), |no| no.reason().to_string()),
            "next step" => verdict.next_step().to_string(),
            other => panic!("unknown expectation `{other}`"),
        };
        if said != *wanted {
            wrong.push(format!("{key}: {said}, expected {wanted}"));
        }
    }
    for turn in verdict.turns() {
        let line = &scenario.lines[turn.turn()];
        let said = turn.verdict().label().to_string();
        let harmless = line.labels == ["none"] && ["yes", "weak_yes"].contains(&said.as_str());
        if !line.labels.contains(&said) && !harmless {
            wrong.push(format!(
                "turn {}: {said}, expected {}: {}",
                turn.turn(),
                line.labels.join("|"),
                line.text
            ));
        }
        let moment = verdict.weak_nos().iter().find(|moment| moment.turn() == turn.turn());
        if let (Some(wanted), Some(moment)) = (line.probed, moment)
            && moment.probed() != wanted
        {
            wrong.push(format!("turn {}: probed {}: {}", turn.turn(), moment.probed(), line.text));
        }
    }
    wrong
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let classifier = Arc::new(Classifier::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 12, "the scenarios are gone");
    let trials = paths
        .into_iter()
        .map(|path| {
            let classifier = Arc::clone(&classifier);
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            Trial::test(name, move || {
                let scenario = parse(&fs::read_to_string(&path)?);
                let turns: Vec<Turn<'_>> = scenario
                    .lines
                    .iter()
                    .map(|line| Turn::new(&line.text).with_speaker(&line.speaker).with_role(line.role))
                    .collect();
                let wrong = differences(&scenario, &classifier.conversation(&turns));
                if wrong.is_empty() { Ok(()) } else { Err(Failed::from(wrong.join("\n"))) }
            })
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}
