//! The facade: one utterance in, one verdict out.

use std::sync::LazyLock;

use crate::label::{Label, NextStep, Obstacle};
use crate::lexicon::{Act, CueRole, Lexicon, LexiconError};
use crate::model::{COLUMNS, Row, Settings, UNIT, Weights, logistic, probabilities};
use crate::phrases::{Matches, Meaning, Phrases, PhrasesBuilder, Side};
use crate::readings::{Facts, Readings, act_names, stance_names};
use crate::scope::{Modifiers, Scopes};
use crate::text::Tokens;
use crate::verdict::{Contribution, Evidence, Utterance, Verdict};

/// Reads the stance of utterances. Building it is the only thing that can fail.
///
/// ```
/// use weakno::{Classifier, Label, Obstacle};
/// let classifier = Classifier::new();
/// let verdict = classifier.classify("No, it's a bit out of our budget.");
/// assert_eq!(verdict.label(), Label::WeakNo);
/// assert_eq!(verdict.obstacles(), [Obstacle::Budget]);
/// ```
#[derive(Debug, Clone)]
pub struct Classifier {
    lexicon: Lexicon,
    version: String,
    phrases: Phrases,
    facts: Vec<Facts>,
    /// How much word sequences count, in 256ths, by the number of words; longer texts are computed.
    dampings: Vec<u16>,
    stance: Model,
    act: Model,
    settings: Settings,
}

/// Rows of weights, and which feature has which.
#[derive(Debug, Clone)]
struct Model {
    rows: Vec<Row>,
    names: Vec<String>,
    /// Row of each reading, by number.
    readings: Vec<u32>,
    /// Row of each cue, by number.
    cues: Vec<u32>,
}

const NO_ROW: u32 = u32::MAX;

/// Builds a [`Classifier`] with other cues or weights.
#[derive(Debug, Clone)]
pub struct ClassifierBuilder {
    lexicon: Lexicon,
    weights: Weights,
}

impl ClassifierBuilder {
    /// Adds the cues of `lexicon`; a cue with the id of a built-in one takes its place.
    #[must_use]
    pub fn extend(mut self, lexicon: Lexicon) -> Self {
        self.lexicon.extend(lexicon);
        self
    }

    /// Uses `lexicon` in place of everything added so far.
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = lexicon;
        self
    }

    /// Uses other weights than the fitted ones.
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    /// The classifier.
    ///
    /// # Errors
    ///
    /// When a phrase cannot be compiled: it names an unknown word class, is empty, or has too many words.
    pub fn build(self) -> Result<Classifier, LexiconError> {
        let ClassifierBuilder { lexicon, weights } = self;
        let mut builder = PhrasesBuilder::new(&lexicon);
        for (number, cue) in lexicon.cues().iter().enumerate() {
            for phrase in cue.phrases() {
                builder
                    .cue(number as u32, phrase, cue.gap())
                    .map_err(|error| LexiconError::new("lexicon", None, Some(cue.id()), error.to_string()))?;
            }
        }
        let settings = weights.settings;
        let stance = Model::new(weights.stance, &stance_names(), &lexicon, Meaning::Stance, &mut builder);
        let act = Model::new(weights.act, &act_names(), &lexicon, Meaning::Act, &mut builder);
        let facts = lexicon.cues().iter().map(Facts::new).collect();
        let dampings = (0..DAMPINGS).map(|words| damping(settings.half_length, words) as u16).collect();
        let version = lexicon.version();
        Ok(Classifier { version, phrases: builder.build(), facts, dampings, stance, act, settings, lexicon })
    }
}

impl Model {
    fn new(
        named: Vec<crate::model::Named>,
        readings: &[String],
        lexicon: &Lexicon,
        meaning: fn(u32) -> Meaning,
        builder: &mut PhrasesBuilder,
    ) -> Self {
        let mut model = Model {
            rows: Vec::with_capacity(named.len()),
            names: Vec::with_capacity(named.len()),
            readings: vec![NO_ROW; readings.len()],
            cues: vec![NO_ROW; lexicon.cues().len()],
        };
        let reading_numbers: std::collections::HashMap<&str, usize> =
            readings.iter().enumerate().map(|(number, name)| (name.as_str(), number)).collect();
        let cue_numbers: std::collections::HashMap<&str, usize> =
            lexicon.cues().iter().enumerate().map(|(number, cue)| (cue.id(), number)).collect();
        for (name, row) in named {
            let number = model.rows.len() as u32;
            let phrase = name
                .strip_prefix("words:")
                .map(|words| (words, meaning(number)))
                .or_else(|| name.strip_prefix("ask_words:").map(|words| (words, Meaning::Ask(number))));
            if let Some((words, meaning)) = phrase {
                // Weights may name a word class that a custom lexicon does not have: such a row is never found.
                if builder.insert(words, meaning).is_err() {
                    continue;
                }
            } else if let Some(id) = name.strip_prefix("cue:") {
                match cue_numbers.get(id) {
                    Some(&cue) => model.cues[cue] = number,
                    None => continue,
                }
            } else if let Some(&reading) = reading_numbers.get(&*name) {
                model.readings[reading] = number;
            } else {
                continue;
            }
            model.rows.push(row);
            model.names.push(name.into_owned());
        }
        model
    }
}

impl Model {
    /// Bytes on the heap.
    fn heap_bytes(&self) -> usize {
        self.rows.capacity() * size_of::<Row>()
            + self.names.iter().map(|name| size_of::<String>() + name.capacity()).sum::<usize>()
            + (self.readings.capacity() + self.cues.capacity()) * size_of::<u32>()
    }
}

/// Working memory of a classifier; after some use, classifying with it allocates nothing.
///
/// ```
/// use weakno::{Classifier, Label, Scratch};
/// let classifier = Classifier::new();
/// let mut scratch = Scratch::new();
/// for text in ["Not right now.", "No thank you."] {
///     let verdict = classifier.classify_with(&mut scratch, text);
///     assert_ne!(verdict.label(), Label::Yes);
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Scratch<'c> {
    tokens: Tokens,
    matches: Matches,
    scopes: Scopes,
    readings: Readings,
    verdict: Verdict<'c>,
}

impl Scratch<'_> {
    /// Empty working memory.
    #[must_use]
    pub fn new() -> Self {
        Scratch {
            tokens: Tokens::new(),
            matches: Matches::default(),
            scopes: Scopes::default(),
            readings: Readings::default(),
            verdict: Verdict::empty(),
        }
    }
}

impl Default for Scratch<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// Sums of rows: of features that count fully, and of those that a contrast concedes.
#[derive(Debug, Default)]
struct Sum {
    full: [i32; COLUMNS],
    conceded: [i32; COLUMNS],
}

impl Sum {
    #[inline]
    fn add(&mut self, row: &Row, conceded: bool) {
        let into = if conceded { &mut self.conceded } else { &mut self.full };
        for (total, &weight) in into.iter_mut().zip(row) {
            *total += i32::from(weight);
        }
    }

    /// The sum in a column, in sixteenths of fixed-point units.
    #[inline]
    fn total(&self, column: usize, conceded: i32) -> i32 {
        self.full[column] * 16 + self.conceded[column] * conceded
    }
}

/// A feature of a text, before it is weighed.
#[derive(Debug, Clone, Copy)]
struct Feature {
    row: u32,
    /// Whether a contrast concedes it, so that it counts less.
    conceded: bool,
    /// First token and the token after the last, where the feature has a place.
    tokens: Option<(u32, u32)>,
    /// Whether it is a word sequence, which counts less in longer texts.
    words: bool,
}

impl Classifier {
    /// The classifier with the built-in lexicon and weights.
    ///
    /// # Panics
    ///
    /// Never: the built-in lexicon is checked by the tests.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build().expect("the built-in lexicon compiles")
    }

    /// A builder that starts with the built-in lexicon and weights.
    #[must_use]
    pub fn builder() -> ClassifierBuilder {
        ClassifierBuilder { lexicon: Lexicon::builtin(), weights: Weights::builtin() }
    }

    /// The lexicon that the classifier was built from.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Identifies lexicon and crate version, for the records that were made with them.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Bytes that the compiled phrases and weights take on the heap.
    ///
    /// ```
    /// assert!(weakno::Classifier::new().memory_usage() < 16 << 20);
    /// ```
    #[must_use]
    pub fn memory_usage(&self) -> usize {
        self.phrases.heap_bytes() + self.stance.heap_bytes() + self.act.heap_bytes()
    }

    /// Reads one utterance.
    #[must_use]
    pub fn classify<'t>(&self, utterance: impl Into<Utterance<'t>>) -> Verdict<'_> {
        let mut scratch = Scratch::new();
        self.classify_with(&mut scratch, utterance);
        scratch.verdict
    }

    /// Reads one utterance with reused working memory, which holds the verdict until it is used again.
    pub fn classify_with<'s, 'c, 't>(
        &'c self,
        scratch: &'s mut Scratch<'c>,
        utterance: impl Into<Utterance<'t>>,
    ) -> &'s Verdict<'c> {
        let utterance = utterance.into();
        let ask = utterance.ask.map(|ask| self.read_act(scratch, ask));
        self.classify_said_to(scratch, utterance.text, ask.as_ref())
    }

    /// Reads a text that was said to an ask that was read before.
    pub(crate) fn classify_said_to<'s, 'c>(
        &'c self,
        scratch: &'s mut Scratch<'c>,
        text: &str,
        acts: Option<&Acts>,
    ) -> &'s Verdict<'c> {
        let ask = acts.map(Acts::main);
        self.read_stance(scratch, text, ask);
        let mut words = Sum::default();
        let mut others = Sum::default();
        self.each_stance_feature(scratch, |feature| {
            let into = if feature.words { &mut words } else { &mut others };
            into.add(&self.stance.rows[feature.row as usize], feature.conceded);
        });
        let damping = self.damping(scratch.tokens.words());
        let mut sum = acts.map_or([0; COLUMNS], |acts| acts.pull);
        for (place, total) in sum.iter_mut().enumerate() {
            let words = i64::from(words.total(place, self.settings.conceded)) * i64::from(damping);
            *total = (*total + others.total(place, self.settings.conceded) + (words >> 8) as i32) / 16;
        }
        self.conclude(scratch, &sum, ask);
        &scratch.verdict
    }

    /// How much a feature counts, before the length of the text is considered.
    fn share(&self, feature: Feature) -> f32 {
        if feature.conceded { self.settings.conceded as f32 / 16.0 } else { 1.0 }
    }

    /// How much the word sequences of a text count, in 256ths.
    #[inline]
    fn damping(&self, words: usize) -> i32 {
        let known = self.dampings.get(words).map(|&damping| i32::from(damping));
        known.unwrap_or_else(|| damping(self.settings.half_length, words))
    }

    #[inline]
    fn facts(&self, cue: u32) -> Facts {
        self.facts[cue as usize]
    }

    fn read_stance(&self, scratch: &mut Scratch<'_>, text: &str, ask: Option<Act>) {
        let Scratch { tokens, matches, scopes, readings, .. } = scratch;
        tokens.read(&self.phrases.vocabulary, text);
        self.phrases.find(tokens.as_slice(), Side::Prospect, matches);
        matches.hits.retain(|hit| self.facts(hit.cue).role != CueRole::Act);
        scopes.resolve(tokens.as_slice(), &mut matches.hits, |cue| self.facts(cue).reach());
        readings.stance(tokens, scopes, ask, |cue| self.facts(cue));
    }

    fn each_stance_feature(&self, scratch: &Scratch<'_>, mut visit: impl FnMut(Feature)) {
        for reading in scratch.readings.as_slice() {
            let row = self.stance.readings[usize::from(*reading)];
            if row != NO_ROW {
                visit(Feature { row, conceded: false, tokens: None, words: false });
            }
        }
        for finding in &scratch.scopes.findings {
            let row = self.stance.cues[finding.hit.cue as usize];
            let silent =
                finding.modifiers.has(Modifiers::UNREAL) || finding.modifiers.has(Modifiers::NEGATED);
            if row != NO_ROW && !silent {
                let tokens = Some((finding.hit.first, finding.hit.end));
                visit(Feature { row, conceded: finding.conceded, tokens, words: false });
            }
        }
        for hit in &scratch.matches.rows {
            if scratch.scopes.is_taken(hit.first, hit.end) {
                continue;
            }
            let conceded = scratch.scopes.is_conceded(hit.first);
            visit(Feature { row: hit.row, conceded, tokens: Some((hit.first, hit.end)), words: true });
        }
    }

    fn conclude<'c>(&'c self, scratch: &mut Scratch<'c>, sum: &[i32; COLUMNS], ask: Option<Act>) {
        let Scratch { tokens, scopes, verdict, .. } = scratch;
        let (labels, obstacles) = sum.split_at(Label::ALL.len());
        verdict.scores = probabilities(labels, self.settings.sharpness);
        let best =
            (0..Label::ALL.len()).fold(0, |best, next| if labels[next] > labels[best] { next } else { best });
        verdict.label = Label::ALL[best];
        verdict.ask = ask;
        name_obstacles(verdict.label, obstacles, &mut verdict.obstacles);
        let put_off = scopes.findings.iter().any(|finding| {
            let cue = self.facts(finding.hit.cue);
            cue.role == CueRole::Trigger && cue.leans == Some(Label::DontKnow)
        });
        verdict.next_step = next_step(verdict.label, &verdict.obstacles, put_off);
        verdict.evidence.clear();
        verdict.evidence.extend(self.evidence(tokens, scopes));
    }

    fn evidence<'c>(&'c self, tokens: &Tokens, scopes: &Scopes) -> impl Iterator<Item = Evidence<'c>> {
        scopes.findings.iter().filter_map(|finding| {
            let hit = finding.hit;
            let span = tokens.span(hit.first, hit.end);
            (!span.is_empty()).then(|| Evidence {
                cue: self.lexicon.cues()[hit.cue as usize].id(),
                role: self.facts(hit.cue).role,
                span,
                negated: finding.modifiers.has(Modifiers::NEGATED),
            })
        })
    }

    /// The cues in a seller's turn: those with the role [`CueRole::Act`].
    ///
    /// ```
    /// let classifier = weakno::Classifier::new();
    /// let found = classifier.seller_evidence("Any reason not to start on Monday?");
    /// assert!(found.iter().any(|evidence| evidence.role() == weakno::CueRole::Act));
    /// ```
    #[must_use]
    pub fn seller_evidence(&self, text: &str) -> Vec<Evidence<'_>> {
        let mut scratch = Scratch::new();
        self.each_act_feature(&mut scratch, text, |_, _| {});
        self.evidence(&scratch.tokens, &scratch.scopes).collect()
    }

    /// What every feature of an utterance adds to the log-odds of each label.
    #[must_use]
    pub fn explain<'t>(&self, utterance: impl Into<Utterance<'t>>) -> Vec<Contribution> {
        let utterance = utterance.into();
        let mut scratch = Scratch::new();
        let mut contributions = Vec::new();
        let mut add = |row: u32, factor: f32, span| {
            let mut weights = [0.0; 6];
            for (place, &weight) in weights.iter_mut().zip(&self.stance.rows[row as usize]) {
                *place = f32::from(weight) * factor / UNIT;
            }
            let feature = self.stance.names[row as usize].clone();
            contributions.push(Contribution { feature, span, weights });
        };
        let acts = utterance.ask.map(|ask| {
            let acts = self.read_act(&mut scratch, ask);
            let damping = self.damping(scratch.tokens.words()) as f32 / 256.0;
            for hit in &scratch.matches.ask_rows {
                add(hit.row, damping, None);
            }
            acts
        });
        self.read_stance(&mut scratch, utterance.text, acts.as_ref().map(Acts::main));
        let damping = self.damping(scratch.tokens.words()) as f32 / 256.0;
        self.each_stance_feature(&scratch, |feature| {
            let factor = self.share(feature) * if feature.words { damping } else { 1.0 };
            add(feature.row, factor, feature.tokens.map(|(first, end)| scratch.tokens.span(first, end)));
        });
        contributions
    }

    /// The obstacles that the evidence of a verdict names, in the order of the text.
    pub(crate) fn named_obstacles(&self, evidence: &[Evidence<'_>]) -> Vec<Obstacle> {
        let mut named: Vec<Obstacle> = Vec::new();
        for found in evidence.iter().filter(|found| !found.negated) {
            for &obstacle in self.lexicon.get(found.cue).map_or(&[][..], crate::Cue::obstacles) {
                if !named.contains(&obstacle) {
                    named.push(obstacle);
                }
            }
        }
        named
    }

    /// Where a text names somebody who decides along or instead: a word of the classes `chief` and `kin`, with the
    /// possessive or article before it.
    pub(crate) fn decider(&self, scratch: &mut Scratch<'_>, text: &str) -> Option<std::ops::Range<usize>> {
        scratch.tokens.read(&self.phrases.vocabulary, text);
        let tokens = scratch.tokens.as_slice();
        let place = tokens
            .iter()
            .position(|token| matches!(self.phrases.vocabulary.spelling(token.class), "@chief" | "@kin"))?;
        let before = tokens[place - 1];
        let owned = matches!(
            self.phrases.vocabulary.spelling(before.word),
            "my" | "our" | "the" | "your" | "his" | "her" | "their"
        );
        let start = if owned { before.start } else { tokens[place].start };
        Some(start as usize..tokens[place].end as usize)
    }

    /// Reads what a seller's turn does.
    pub(crate) fn read_act(&self, scratch: &mut Scratch<'_>, text: &str) -> Acts {
        let mut sum = [0_i32; COLUMNS];
        self.each_act_feature(scratch, text, |row, value| {
            for (total, &weight) in sum.iter_mut().zip(&self.act.rows[row as usize]) {
                *total += i32::from(weight) * value;
            }
        });
        let mut scores = [0.0; Act::ALL.len()];
        for (score, units) in scores.iter_mut().zip(sum) {
            *score = logistic(units / 16);
        }
        let mut pull = [0_i32; COLUMNS];
        let damping = self.damping(scratch.tokens.words());
        for hit in &scratch.matches.ask_rows {
            for (total, &weight) in pull.iter_mut().zip(&self.stance.rows[hit.row as usize]) {
                *total += (i32::from(weight) * damping) >> 4;
            }
        }
        let is_side = |cue: u32| self.facts(cue).act == Some(Act::SideOffer);
        let side_offer = scratch.scopes.findings.iter().any(|finding| is_side(finding.hit.cue));
        Acts { scores, pull, side_offer }
    }

    pub(crate) fn each_act_feature(
        &self,
        scratch: &mut Scratch<'_>,
        text: &str,
        mut visit: impl FnMut(u32, i32),
    ) {
        let Scratch { tokens, matches, scopes, readings, .. } = scratch;
        tokens.read(&self.phrases.vocabulary, text);
        let all = tokens.as_slice();
        self.phrases.find(all, Side::Seller, matches);
        matches.hits.retain(|hit| self.facts(hit.cue).role == CueRole::Act);
        scopes.resolve(all, &mut matches.hits, |cue| self.facts(cue).reach());
        readings.act(tokens, scopes, |cue| self.facts(cue));
        for &reading in readings.as_slice() {
            let row = self.act.readings[usize::from(reading)];
            if row != NO_ROW {
                visit(row, 16);
            }
        }
        for finding in &scopes.findings {
            let row = self.act.cues[finding.hit.cue as usize];
            if row != NO_ROW {
                visit(row, 16);
            }
        }
        let last_sentence = tokens.last_sentence();
        for hit in &matches.rows {
            visit(hit.row, if hit.end > last_sentence { 16 } else { 8 });
        }
    }
}

/// Lengths whose damping is looked up.
const DAMPINGS: usize = 256;

/// The square root of `half / (half + words)`, in 256ths.
fn damping(half_length: u32, words: usize) -> i32 {
    let half = f64::from(half_length);
    ((half / (half + words as f64)).sqrt() * 256.0) as i32
}

/// Access for `training`.
#[cfg(feature = "training")]
impl Classifier {
    pub(crate) fn stance_row_names(&self) -> &[String] {
        &self.stance.names
    }

    pub(crate) fn act_row_names(&self) -> &[String] {
        &self.act.names
    }

    pub(crate) fn run_first_stages(
        &self,
        scratch: &mut Scratch<'_>,
        text: &str,
        stages: usize,
    ) -> [usize; 3] {
        let Scratch { tokens, matches, scopes, .. } = scratch;
        let mut counts = [0; 3];
        if stages >= 1 {
            tokens.read(&self.phrases.vocabulary, text);
            counts[0] = tokens.words();
        }
        if stages >= 2 {
            self.phrases.find(tokens.as_slice(), Side::Prospect, matches);
            counts[1] = matches.hits.len() + matches.rows.len();
        }
        if stages >= 3 {
            scopes.resolve(tokens.as_slice(), &mut matches.hits, |cue| self.facts(cue).reach());
            counts[2] = scopes.findings.len();
        }
        counts
    }

    pub(crate) fn spelling(&self, word: u32) -> &str {
        self.phrases.vocabulary.spelling(word)
    }

    pub(crate) fn read_tokens<'s>(
        &self,
        scratch: &'s mut Scratch<'_>,
        text: &str,
    ) -> &'s [crate::text::Token] {
        scratch.tokens.read(&self.phrases.vocabulary, text);
        scratch.tokens.as_slice()
    }

    pub(crate) fn visit_stance_rows(
        &self,
        scratch: &mut Scratch<'_>,
        utterance: Utterance<'_>,
        mut visit: impl FnMut(usize, f64),
    ) {
        let ask = utterance.ask.map(|ask| {
            let acts = self.read_act(scratch, ask);
            let damping = f64::from(self.damping(scratch.tokens.words())) / 256.0;
            for hit in &scratch.matches.ask_rows {
                visit(hit.row as usize, damping);
            }
            acts.main()
        });
        self.read_stance(scratch, utterance.text, ask);
        let damping = f64::from(self.damping(scratch.tokens.words())) / 256.0;
        self.each_stance_feature(scratch, |feature| {
            let value = f64::from(self.share(feature)) * if feature.words { damping } else { 1.0 };
            visit(feature.row as usize, value);
        });
    }
}

impl Default for Classifier {
    fn default() -> Self {
        Self::new()
    }
}

/// Acts that want an answer.
const ASKING: [Act; 8] = [
    Act::Proposal,
    Act::Meeting,
    Act::TrialClose,
    Act::Flipped,
    Act::Discovery,
    Act::ObjectionCheck,
    Act::ConfirmNo,
    Act::Probe,
];
/// How likely such an act must be to be what is answered, whatever else the turn does.
const LIKELY_ASK: f32 = 0.3;

/// How likely a seller's turn does each of the things it can do, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Acts {
    scores: [f32; Act::ALL.len()],
    /// What the words of the ask add to the stance of the answer, in sixteenths of fixed-point units.
    pull: [i32; COLUMNS],
    /// Whether a cue says that it offers something beside the main proposal.
    side_offer: bool,
}

impl Acts {
    /// The one act that the next answer is an answer to: the likeliest of those that ask something, or of all.
    pub(crate) fn main(&self) -> Act {
        let likeliest = |acts: &mut dyn Iterator<Item = Act>| {
            acts.fold((Act::Statement, -1.0), |best, act| {
                if self.score(act) > best.1 { (act, self.score(act)) } else { best }
            })
        };
        let asking = likeliest(&mut ASKING.into_iter());
        if asking.1 >= LIKELY_ASK { asking.0 } else { likeliest(&mut Act::ALL.iter().copied()).0 }
    }

    /// Whether the turn offers something beside the main proposal.
    pub(crate) fn is_side_offer(&self) -> bool {
        self.side_offer
    }

    /// How likely the turn does this.
    pub(crate) fn score(&self, act: Act) -> f32 {
        self.scores[act as usize]
    }
}

/// Most obstacles that a verdict names.
const MAX_OBSTACLES: usize = 3;

fn name_obstacles(label: Label, units: &[i32], out: &mut Vec<Obstacle>) {
    out.clear();
    if !matches!(label, Label::WeakNo | Label::DontKnow | Label::WeakYes) {
        return;
    }
    let unstated = Obstacle::Unstated as usize;
    let mut named: [usize; 9] = std::array::from_fn(|place| place);
    named.sort_by_key(|&place| (std::cmp::Reverse(units[place]), place));
    let likely = named.iter().take(MAX_OBSTACLES).filter(|&&place| units[place] > 0);
    out.extend(likely.map(|&place| Obstacle::ALL[place]));
    if out.is_empty() && label != Label::WeakYes {
        let best = named[0];
        let obstacle = if units[best] > units[unstated] { best } else { unstated };
        out.push(Obstacle::ALL[obstacle]);
    }
}

pub(crate) fn next_step(label: Label, obstacles: &[Obstacle], put_off: bool) -> NextStep {
    let main = obstacles.first().copied().unwrap_or(Obstacle::Unstated);
    match (label, main) {
        (Label::Yes | Label::WeakYes, _) => NextStep::Confirm,
        (Label::StrongNo, _) => NextStep::WalkAway,
        (Label::None, _) => NextStep::None,
        (_, Obstacle::Authority) => NextStep::ReturnPower,
        (Label::DontKnow, Obstacle::Information | Obstacle::Timing) => NextStep::HelpDecide,
        (Label::DontKnow, Obstacle::Unstated) if put_off => NextStep::HelpDecide,
        (_, Obstacle::Unstated) => NextStep::AskWhy,
        _ => NextStep::AddressObstacle,
    }
}

/// Reads one utterance with the built-in lexicon, built once at first use.
///
/// ```
/// let verdict = weakno::classify("I'd love to, but my boss would never sign off.");
/// assert_eq!(verdict.label(), weakno::Label::WeakNo);
/// assert_eq!(verdict.next_step(), weakno::NextStep::ReturnPower);
/// ```
#[must_use]
pub fn classify<'t>(utterance: impl Into<Utterance<'t>>) -> Verdict<'static> {
    static BUILTIN: LazyLock<Classifier> = LazyLock::new(Classifier::new);
    BUILTIN.classify(utterance)
}
