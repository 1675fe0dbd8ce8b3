//! The records that go out: the contract with whoever reads them.

use serde::Serialize as DeriveSerialize;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
use weakno::{
    Act, Contribution, ConversationVerdict, CueRole, Evidence, Label, NextStep, NoTest, Obstacle, Outcome,
    Role, Verdict,
};

/// A probability, written with six digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Probability(pub(crate) f32);

impl Serialize for Probability {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((f64::from(self.0) * 1e6).round() / 1e6)
    }
}

/// The probabilities of all labels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scores<'v>(&'v Verdict<'v>);

impl Serialize for Scores<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Label::ALL.len()))?;
        for (label, score) in self.0.scores() {
            map.serialize_entry(label.as_str(), &Probability(score))?;
        }
        map.end()
    }
}

/// Counts of labels.
#[derive(Debug, Clone)]
pub(crate) struct Counts(Vec<(Label, usize)>);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(label, count)| (label.as_str(), count)))
    }
}

/// A cue that was found. Offsets count Unicode scalar values.
#[derive(Debug, Clone, DeriveSerialize)]
pub(crate) struct EvidenceRecord<'v> {
    cue: &'v str,
    role: CueRole,
    start: usize,
    end: usize,
    text: &'v str,
    #[serde(skip_serializing_if = "is_false")]
    negated: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Turns byte spans, which come in order of their start, into spans of Unicode scalar values.
pub(crate) fn evidence<'v>(text: &'v str, found: &'v [Evidence<'v>]) -> Vec<EvidenceRecord<'v>> {
    let (mut at, mut chars) = (0, 0);
    found
        .iter()
        .map(|evidence| {
            let span = evidence.span();
            if span.start < at {
                (at, chars) = (0, 0);
            }
            chars += text[at..span.start].chars().count();
            at = span.start;
            let slice = &text[span];
            EvidenceRecord {
                cue: evidence.cue(),
                role: evidence.role(),
                start: chars,
                end: chars + slice.chars().count(),
                text: slice,
                negated: evidence.is_negated(),
            }
        })
        .collect()
}

/// What a feature added, for `classify --json`.
#[derive(Debug, Clone, DeriveSerialize)]
pub(crate) struct ContributionRecord {
    feature: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    weights: Map<String, Value>,
}

impl ContributionRecord {
    pub(crate) fn new(text: &str, contribution: &Contribution) -> Self {
        let weights = Label::ALL
            .iter()
            .map(|&label| (label, contribution.weight(label)))
            .filter(|(_, weight)| weight.abs() >= 0.0005)
            .map(|(label, weight)| (label.to_string(), ((f64::from(weight) * 1e3).round() / 1e3).into()))
            .collect();
        ContributionRecord {
            feature: contribution.feature().to_owned(),
            text: contribution.span().map(|span| text[span].to_owned()),
            weights,
        }
    }
}

/// One prospect turn, or one utterance.
#[derive(Debug, DeriveSerialize)]
pub(crate) struct UtteranceRecord<'v> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conversation: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) turn: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) speaker: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ask: Option<&'v str>,
    pub(crate) text: &'v str,
    pub(crate) label: Label,
    pub(crate) score: Probability,
    pub(crate) scores: Scores<'v>,
    pub(crate) obstacles: &'v [Obstacle],
    pub(crate) next_step: NextStep,
    pub(crate) evidence: Vec<EvidenceRecord<'v>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contributions: Option<Vec<ContributionRecord>>,
    pub(crate) lexicon: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) meta: Option<&'v Map<String, Value>>,
}

impl<'v> UtteranceRecord<'v> {
    pub(crate) fn new(text: &'v str, verdict: &'v Verdict<'v>, lexicon: &'v str) -> Self {
        UtteranceRecord {
            id: None,
            conversation: None,
            turn: None,
            speaker: None,
            role: None,
            start_ms: None,
            ask: None,
            text,
            label: verdict.label(),
            score: Probability(verdict.score()),
            scores: Scores(verdict),
            obstacles: verdict.obstacles(),
            next_step: verdict.next_step(),
            evidence: evidence(text, verdict.evidence()),
            contributions: None,
            lexicon,
            meta: None,
        }
    }
}

/// One conversation.
#[derive(Debug, DeriveSerialize)]
pub(crate) struct ConversationRecord<'v> {
    conversation: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'v str>,
    turns: usize,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome_turn: Option<usize>,
    asks: usize,
    asked: Vec<AskRecord>,
    stances: Counts,
    weak_nos: Vec<MomentRecord<'v>>,
    obstacles: &'v [Obstacle],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deciders: Vec<DeciderRecord<'v>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_tested: Option<NoTestedRecord<'v>>,
    next_step: NextStep,
    roles: Vec<RoleRecord<'v>>,
    lexicon: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<&'v Map<String, Value>>,
}

#[derive(Debug, DeriveSerialize)]
struct AskRecord {
    turn: usize,
    kind: Act,
    side_offer: bool,
}

#[derive(Debug, DeriveSerialize)]
struct MomentRecord<'v> {
    turn: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'v str>,
    label: Label,
    score: Probability,
    obstacles: &'v [Obstacle],
    probed: bool,
    answered_by: &'v [usize],
    text: &'v str,
}

#[derive(Debug, DeriveSerialize)]
struct DeciderRecord<'v> {
    turn: usize,
    name: &'v str,
}

#[derive(Debug, DeriveSerialize)]
struct NoTestedRecord<'v> {
    tested: bool,
    reason: NoTest,
    turns: &'v [usize],
}

#[derive(Debug, DeriveSerialize)]
struct RoleRecord<'v> {
    speaker: Option<&'v str>,
    role: Role,
    confidence: Probability,
}

impl<'v> ConversationRecord<'v> {
    pub(crate) fn new(
        transcript: &'v weakno_transcripts::Transcript,
        verdict: &'v ConversationVerdict<'v, 'v>,
        lexicon: &'v str,
    ) -> Self {
        ConversationRecord {
            conversation: &transcript.id,
            title: transcript.title.as_deref(),
            date: transcript.date.as_deref(),
            turns: verdict.len(),
            outcome: verdict.outcome(),
            outcome_turn: verdict.outcome_turn(),
            asks: verdict.asks().len(),
            asked: verdict
                .asks()
                .iter()
                .map(|ask| AskRecord { turn: ask.turn(), kind: ask.kind(), side_offer: ask.is_side_offer() })
                .collect(),
            stances: Counts(verdict.stances().collect()),
            weak_nos: verdict
                .weak_nos()
                .iter()
                .map(|moment| MomentRecord {
                    turn: moment.turn(),
                    speaker: moment.speaker(),
                    label: moment.label(),
                    score: Probability(moment.score()),
                    obstacles: moment.obstacles(),
                    probed: moment.probed(),
                    answered_by: moment.answered_by(),
                    text: moment.text(),
                })
                .collect(),
            obstacles: verdict.obstacles(),
            deciders: verdict
                .deciders()
                .iter()
                .map(|decider| DeciderRecord { turn: decider.turn(), name: decider.name() })
                .collect(),
            no_tested: verdict.no_tested().map(|no| NoTestedRecord {
                tested: no.is_tested(),
                reason: no.reason(),
                turns: no.turns(),
            }),
            next_step: verdict.next_step(),
            roles: verdict
                .roles()
                .iter()
                .map(|role| RoleRecord {
                    speaker: role.speaker(),
                    role: role.role(),
                    confidence: Probability(role.confidence()),
                })
                .collect(),
            lexicon,
            meta: (!transcript.meta.is_empty()).then_some(&transcript.meta),
        }
    }
}
