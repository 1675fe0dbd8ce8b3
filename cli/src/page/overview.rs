//! The overview: charts as shapes with places and sizes, each with the sentence that says what it shows.

use std::fmt::Write as _;

use serde::Serialize;
use weakno::{Label, Outcome};

use crate::page::obstacles;
use crate::page::text::{many, percent, plural, visible};
use crate::page::totals::{Group, Moments, Totals};

/// Width of a full bar, in per cent of the room that it has.
const WIDTH: f64 = 100.0;
/// Sellers that have a row of their own.
const SELLERS: usize = 12;
/// Months that have a row of their own.
const MONTHS: usize = 24;

/// A piece of a bar, with the link to the calls behind it.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// What it stands for; the style sheet knows colour and pattern, the page the glyph.
    key: &'static str,
    name: String,
    count: usize,
    percent: String,
    x: f64,
    width: f64,
    /// The query of the list of calls, if it can show them.
    query: String,
}

/// A row of a chart.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    /// What the test looks the row up by.
    key: String,
    name: String,
    note: String,
    count: usize,
    /// What the row counts, for those who do not see it.
    unit: &'static str,
    parts: Vec<Part>,
    query: String,
    side: String,
}

/// Charts and sentences.
#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    headline: String,
    standfirst: String,
    facts: Vec<Fact>,
    outcomes: Bar,
    weak: Bar,
    probed: Bar,
    obstacles: Rows,
    sellers: Rows,
    months: Rows,
    notes: Vec<String>,
    is_empty: bool,
}

/// One number with its name.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    key: &'static str,
    count: usize,
    name: String,
}

/// One bar of parts.
#[derive(Debug, Serialize)]
pub(crate) struct Bar {
    sentence: String,
    figure: String,
    parts: Vec<Part>,
}

/// Several bars below each other.
#[derive(Debug, Serialize)]
pub(crate) struct Rows {
    sentence: String,
    rows: Vec<Row>,
    more: String,
}

impl Overview {
    pub(crate) fn new(totals: &Totals) -> Self {
        Overview {
            headline: headline(totals).replace('\'', "’"),
            standfirst: standfirst(totals),
            facts: facts(totals),
            outcomes: outcomes(&totals.all),
            weak: weak_share(totals),
            probed: probed_share(totals.all.weak_nos),
            obstacles: obstacle_rows(totals),
            sellers: seller_rows(totals),
            months: month_rows(totals),
            notes: notes(totals),
            is_empty: totals.all.calls == 0,
        }
    }
}

/// Not to be broken over lines in the headline.
const WEAK_NO: &str = "weak\u{a0}no";

fn headline(totals: &Totals) -> String {
    let Group { calls, weak_nos, .. } = totals.all;
    match (calls, weak_nos.all, weak_nos.let_go()) {
        (0, _, _) => "No call was read".to_owned(),
        (_, 0, _) => "No weak no was heard".to_owned(),
        (_, 1, 1) => "The one weak no was let go".to_owned(),
        (_, all, 0) => format!("{} heard, and every one probed", plural(all, WEAK_NO)),
        (_, all, let_go) if let_go == all => format!("{}, all let go", plural(all, WEAK_NO)),
        (_, all, let_go) => format!(
            "{let_go} of {} {} let go",
            plural(all, WEAK_NO),
            if let_go == 1 { "was" } else { "were" }
        ),
    }
}

fn standfirst(totals: &Totals) -> String {
    if totals.all.calls == 0 {
        return "Nothing that was given to weakno holds a conversation it could read.".to_owned();
    }
    let undecided = totals.all.outcomes[Outcome::Undecided as usize];
    let ended = match undecided {
        0 => "none ended undecided".to_owned(),
        all if all == totals.all.calls && all > 1 => "all ended undecided".to_owned(),
        some => format!("{some} ended undecided"),
    };
    let worth = match totals.reopen {
        0 => String::new(),
        1 => ", and 1 is worth another call".to_owned(),
        many => format!(", and {many} are worth another call"),
    };
    format!("Of {}, {ended}{worth}.", plural(totals.all.calls, "call"))
}

fn facts(totals: &Totals) -> Vec<Fact> {
    let fact = |key, count, name: &str| Fact { key, count, name: many(count, name) };
    vec![
        fact("calls", totals.all.calls, "call"),
        fact("turns", totals.turns, "turn"),
        fact("asks", totals.asks, "ask"),
        fact("weak_nos", totals.all.weak_nos.all, "weak no"),
        fact("dont_knows", totals.dont_knows.all, "don't-know"),
    ]
}

/// Parts side by side over a width; parts of nothing are left out.
fn parts(width: f64, pieces: &[(&'static str, String, usize, String)]) -> Vec<Part> {
    let whole: usize = pieces.iter().map(|piece| piece.2).sum();
    let mut x = 0.0;
    pieces
        .iter()
        .filter(|piece| piece.2 > 0)
        .map(|(key, name, count, query)| {
            let share = *count as f64 / whole as f64 * width;
            let (from, to) = (x, x + share);
            x = to;
            let round = |place: f64| (place * 100.0).round() / 100.0;
            Part {
                key,
                name: name.clone(),
                count: *count,
                percent: percent(*count, whole),
                x: round(from),
                width: round(to) - round(from),
                query: query.clone(),
            }
        })
        .collect()
}

/// An outcome in words.
pub(crate) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::InformedYes => "informed yes",
        Outcome::InformedNo => "informed no",
        Outcome::Undecided => "undecided",
        Outcome::NoAsk => "nothing proposed",
    }
}

fn outcome_parts(group: &Group, width: f64, narrower: &str) -> Vec<Part> {
    let pieces: Vec<_> = Outcome::ALL
        .iter()
        .map(|&outcome| {
            let query = format!("outcome={outcome}{narrower}");
            (outcome.as_str(), outcome_name(outcome).to_owned(), group.outcomes[outcome as usize], query)
        })
        .collect();
    parts(width, &pieces)
}

fn outcomes(all: &Group) -> Bar {
    let [yes, no, undecided, no_ask] = all.outcomes;
    let decided = yes + no;
    let asked = all.calls - no_ask;
    let mut sentence = match (all.calls, asked) {
        (0, _) => "No call was read.".to_owned(),
        (_, 0) => "No proposal was made in any call.".to_owned(),
        (_, asked) => format!(
            "{decided} of {} with a proposal ended in a decision, a yes or a no that is real; {undecided} did not.",
            plural(asked, "call")
        ),
    };
    if no_ask > 0 && asked > 0 {
        sentence.push_str(&format!(" In {no_ask}, nothing was proposed."));
    }
    Bar { sentence, figure: percent(undecided, asked), parts: outcome_parts(all, WIDTH, "") }
}

fn weak_share(totals: &Totals) -> Bar {
    let (weak, strong) = (totals.stance(Label::WeakNo), totals.stance(Label::StrongNo));
    let nos = weak + strong;
    let sentence = match (nos, weak) {
        (0, _) => "No prospect said no.".to_owned(),
        (1, 0) => "The one no was a strong one.".to_owned(),
        (1, _) => "The one no came with a caveat.".to_owned(),
        _ => format!(
            "Of {nos} no's that prospects said, {weak} came with a caveat: they left the decision open."
        ),
    };
    let mut sentence = sentence;
    let moments = totals.all.weak_nos.all;
    if moments < weak && moments > 0 {
        write!(sentence, " {moments} of them answered an ask or were plain without one: what became of those is in the next chart.")
            .expect("memory takes all");
    }
    let pieces = [
        ("weak_no", "weak no".to_owned(), weak, "moment=weak_no".to_owned()),
        ("strong_no", "strong no".to_owned(), strong, "moment=strong_no".to_owned()),
    ];
    Bar { sentence, figure: percent(weak, nos), parts: parts(WIDTH, &pieces) }
}

fn probed_share(weak_nos: Moments) -> Bar {
    let Moments { all, probed } = weak_nos;
    let sentence = match (all, probed) {
        (0, _) => "No weak no was heard, so there was none to probe.".to_owned(),
        (1, 0) => "The one weak no was let go.".to_owned(),
        (1, _) => "The one weak no was probed.".to_owned(),
        _ => format!(
            "After {probed} of {all} weak no's the seller asked why, addressed the obstacle or asked again; after {} \
             the seller let it go.",
            weak_nos.let_go()
        ),
    };
    let pieces = [
        ("probed", "probed".to_owned(), probed, "moment=probed".to_owned()),
        ("let_go", "let go".to_owned(), weak_nos.let_go(), "moment=let_go".to_owned()),
    ];
    Bar { sentence, figure: percent(probed, all), parts: parts(WIDTH, &pieces) }
}

fn obstacle_rows(totals: &Totals) -> Rows {
    let ranked = totals.ranked_obstacles();
    let sentence = match ranked.as_slice() {
        [] => "Nothing stood in the way that anybody said.".to_owned(),
        [(first, moments), rest @ ..] => {
            let moment = |count| match count {
                1 => "1 weak no or don't-know".to_owned(),
                many => format!("{many} weak no's and don't-knows"),
            };
            let mut text =
                format!("Most often: {}, behind {}.", obstacles::on(*first).name, moment(moments.all));
            if let Some((worst, lost)) = rest
                .iter()
                .chain([&ranked[0]])
                .max_by_key(|(_, moments)| moments.let_go())
                .filter(|it| it.1.let_go() > 0)
            {
                text.push_str(&format!(
                    " Most often let go: {}, {} of {}.",
                    obstacles::on(*worst).name,
                    lost.let_go(),
                    lost.all
                ));
            }
            text
        }
    };
    let longest = ranked.first().map_or(1, |(_, moments)| moments.all);
    let rows = ranked
        .iter()
        .map(|&(obstacle, moments)| {
            let query = format!("obstacle={obstacle}");
            let pieces = [
                ("probed", "probed".to_owned(), moments.probed, String::new()),
                ("let_go", "let go".to_owned(), moments.let_go(), String::new()),
            ];
            Row {
                key: obstacle.to_string(),
                name: obstacles::on(obstacle).name.clone(),
                note: obstacles::on(obstacle).meaning.clone(),
                count: moments.all,
                unit: "weak no's and don't-knows",
                parts: parts(WIDTH * moments.all as f64 / longest as f64, &pieces),
                query,
                side: format!("{} let go", moments.let_go()),
            }
        })
        .collect();
    Rows { sentence, rows, more: String::new() }
}

/// A row of outcomes of a group.
fn group_row(key: &str, name: String, group: &Group, longest: usize, query: &str) -> Row {
    let Moments { all, probed } = group.weak_nos;
    Row {
        key: key.to_owned(),
        name,
        note: String::new(),
        count: group.calls,
        unit: "calls",
        parts: outcome_parts(group, WIDTH * group.calls as f64 / longest as f64, &format!("&{query}")),
        query: query.to_owned(),
        side: if all == 0 { "no weak no".to_owned() } else { format!("{probed} of {all} probed") },
    }
}

fn seller_rows(totals: &Totals) -> Rows {
    let mut sellers: Vec<(&String, &Group)> = totals.by_seller.iter().collect();
    sellers.sort_by_key(|(_, group)| std::cmp::Reverse(group.calls));
    let longest = sellers.first().map_or(1, |(_, group)| group.calls);
    let sentence = match sellers.len() {
        0 => "No call says who sells.".to_owned(),
        1 => format!("All calls with a named seller are {}'s.", visible(sellers[0].0)),
        count => {
            // A share of few moments says little.
            let enough = sellers.iter().filter(|(_, group)| group.weak_nos.all >= 3);
            let share = |group: &Group| group.weak_nos.probed as f64 / group.weak_nos.all as f64;
            let best = enough.max_by(|a, b| share(a.1).total_cmp(&share(b.1)).then(b.0.cmp(a.0)));
            let best =
                best.filter(|(_, group)| group.weak_nos.probed > 0).map_or(String::new(), |(name, group)| {
                    format!(
                        " {} probes most often: {} of {} weak no's.",
                        visible(name),
                        group.weak_nos.probed,
                        group.weak_nos.all
                    )
                });
            format!("{count} people sold.{best}")
        }
    };
    let rows = sellers.iter().take(SELLERS).map(|(name, group)| {
        group_row(name, visible(name), group, longest, &format!("seller={}", query_value(name)))
    });
    let rows: Vec<Row> = rows.collect();
    Rows { sentence, more: more(sellers.len(), rows.len(), "seller"), rows }
}

fn month_rows(totals: &Totals) -> Rows {
    let months: Vec<(&String, &Group)> = totals.by_month.iter().collect();
    let longest = months.iter().map(|(_, group)| group.calls).max().unwrap_or(1);
    let dated = totals.all.calls - totals.without_date;
    let have = if dated == 1 { "1 call has a date".to_owned() } else { format!("{dated} calls have a date") };
    let mut sentence = match months.as_slice() {
        [] => "No call has a date.".to_owned(),
        [(month, _)] => format!("{have}, in {}.", month_name(month)),
        [(first, _), .., (last, _)] => format!("{have}, from {} to {}.", month_name(first), month_name(last)),
    };
    if totals.without_date > 0 && dated > 0 {
        sentence.push_str(&format!(
            " {} not dated.",
            if totals.without_date == 1 { "1 is".to_owned() } else { format!("{} are", totals.without_date) }
        ));
    }
    let kept = &months[months.len().saturating_sub(MONTHS)..];
    let rows = kept
        .iter()
        .map(|(month, group)| group_row(month, month_name(month), group, longest, &format!("month={month}")))
        .collect();
    Rows { sentence, rows, more: more(months.len(), kept.len(), "earlier month") }
}

fn more(all: usize, shown: usize, name: &str) -> String {
    if all > shown {
        format!("and {} that the list of calls can show", plural(all - shown, &format!("more {name}")))
    } else {
        String::new()
    }
}

/// `2025-03` as "March 2025".
fn month_name(month: &str) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let number: usize = month[5..].parse().unwrap_or(1);
    format!("{} {}", NAMES[number - 1], &month[..4])
}

/// A value of a query, percent-encoded.
fn query_value(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn notes(totals: &Totals) -> Vec<String> {
    let mut notes = Vec::new();
    let calls = totals.all.calls;
    if totals.without_roles > 0 {
        notes.push(format!(
            "In {} of {} it is not known who sells: every turn was read as a prospect's, so asks and probes are missed. \
             Say it with --rep NAME.",
            totals.without_roles,
            plural(calls, "call")
        ));
    }
    notes
}
