//! Why a turn was read so: the cues in it, and what tipped the scales.

use std::collections::HashMap;

use serde::ser::{Serialize, SerializeSeq, Serializer};
use weakno::{Classifier, Contribution, CueRole, Evidence, Label, TurnVerdict, Utterance, Verdict};

/// Contributions shown of a turn that takes a stance, the strongest first.
const SHOWN: usize = 6;
/// Contributions among which those found at several places are joined.
const STRONGEST: usize = 24;
/// How sure it must be that a turn takes no stance, for nothing to be there to explain.
const SURELY_NONE: f32 = 0.5;

/// The cues of the classifier by id.
#[derive(Debug)]
pub(crate) struct CueNumbers<'c>(HashMap<&'c str, u32>);

impl<'c> CueNumbers<'c> {
    pub(crate) fn new(classifier: &'c Classifier) -> Self {
        let cues = classifier.lexicon().cues();
        CueNumbers(cues.iter().zip(0..).map(|(cue, number)| (cue.id(), number)).collect())
    }
}

/// A cue in a text: number, first UTF-16 unit, the unit after the last, and 1 where it is negated. These are what
/// slices strings in a browser; records that go elsewhere count Unicode scalar values.
pub(crate) type CueHit = (u32, usize, usize, u8);

/// Places the cues of a text. What only ends a scope says nothing to a reader.
pub(crate) fn cue_hits(text: &str, evidence: &[Evidence<'_>], numbers: &CueNumbers<'_>) -> Vec<CueHit> {
    let (mut at, mut units) = (0, 0);
    let length = |slice: &str| slice.chars().map(char::len_utf16).sum::<usize>();
    evidence
        .iter()
        .filter(|found| found.role() != CueRole::Terminator)
        .filter_map(|found| {
            let span = found.span();
            if span.start < at {
                (at, units) = (0, 0);
            }
            units += length(&text[at..span.start]);
            at = span.start;
            let number = *numbers.0.get(found.cue())?;
            Some((number, units, units + length(&text[span]), u8::from(found.is_negated())))
        })
        .collect()
}

/// What tipped the scales from the second likeliest label to the likeliest.
#[derive(Debug, Clone)]
pub(crate) struct Tipping {
    /// The second likeliest label.
    pub(crate) over: Label,
    /// Features by name, and what each added to the log-odds of one label over the other, in hundredths.
    pub(crate) by: Vec<(String, i32)>,
    /// What all others added together.
    pub(crate) rest: i32,
}

impl Tipping {
    /// What tipped a turn; without features where it is as good as certain that it takes no stance.
    pub(crate) fn of(classifier: &Classifier, turn: &TurnVerdict<'_, '_>) -> Self {
        let label = turn.verdict().label();
        let over = runner_up(turn.verdict());
        if label == Label::None && turn.verdict().score_of(label) >= SURELY_NONE {
            return Tipping { over, by: Vec::new(), rest: 0 };
        }
        let utterance = Utterance::new(turn.text());
        let contributions = classifier.explain(turn.ask().map_or(utterance, |ask| utterance.with_ask(ask)));
        let weigh = |contribution: &Contribution| contribution.weight(label) - contribution.weight(over);
        let mut weights: Vec<(f32, &str)> =
            contributions.iter().map(|contribution| (weigh(contribution), contribution.feature())).collect();
        let whole: f32 = weights.iter().map(|(weight, _)| weight).sum();
        let stronger = |a: &(f32, &str), b: &(f32, &str)| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1));
        if weights.len() > STRONGEST {
            weights.select_nth_unstable_by(STRONGEST, stronger);
            weights.truncate(STRONGEST);
        }
        weights.sort_by(|a, b| a.1.cmp(b.1));
        weights.dedup_by(|next, kept| {
            let same = next.1 == kept.1;
            kept.0 += if same { next.0 } else { 0.0 };
            same
        });
        weights.sort_by(stronger);
        weights.truncate(SHOWN);
        let hundredths = |weight: f32| (weight * 100.0).round() as i32;
        let rest = whole - weights.iter().map(|(weight, _)| weight).sum::<f32>();
        let by = weights.into_iter().map(|(weight, name)| (name.to_owned(), hundredths(weight))).collect();
        Tipping { over, by, rest: hundredths(rest) }
    }
}

fn runner_up(verdict: &Verdict<'_>) -> Label {
    let others = verdict.scores().filter(|&(label, _)| label != verdict.label());
    others.fold((Label::None, -1.0), |best, next| if next.1 > best.1 { next } else { best }).0
}

/// Names that are written once and numbered.
#[derive(Debug, Default)]
pub(crate) struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    /// The number of a name.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }
}

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.names.len()))?;
        for name in &self.names {
            list.serialize_element(name)?;
        }
        list.end()
    }
}
