//! Reading turns into a verdict, at once or one by one.

use std::borrow::Cow;

use super::merge::Run;
use super::roles::Cast;
use super::track::{self, Step};
use super::{ConversationVerdict, Turn, TurnVerdict};
use crate::classifier::{Acts, Classifier, Scratch};
use crate::label::Role;
use crate::verdict::Verdict;

/// Readings of runs, kept between verdicts of a conversation that goes on.
#[derive(Debug, Default)]
struct Cache<'c> {
    scratch: Scratch<'c>,
    acts: Vec<Option<(usize, Acts)>>,
    stances: Vec<Option<(usize, Option<Acts>, Verdict<'c>)>>,
}

impl<'c> Cache<'c> {
    /// What the seller's run with this number does; `bytes` tells whether the run has grown.
    fn acts(&mut self, classifier: &'c Classifier, number: usize, text: &str) -> Acts {
        if self.acts.len() <= number {
            self.acts.resize(number + 1, None);
        }
        match &self.acts[number] {
            Some((bytes, acts)) if *bytes == text.len() => *acts,
            _ => {
                let acts = classifier.read_act(&mut self.scratch, text);
                self.acts[number] = Some((text.len(), acts));
                acts
            }
        }
    }

    fn stance(
        &mut self,
        classifier: &'c Classifier,
        number: usize,
        text: &str,
        ask: Option<Acts>,
    ) -> Verdict<'c> {
        if self.stances.len() <= number {
            self.stances.resize(number + 1, None);
        }
        match &self.stances[number] {
            Some((bytes, said_to, verdict)) if *bytes == text.len() && *said_to == ask => verdict.clone(),
            _ => {
                let verdict = classifier.classify_said_to(&mut self.scratch, text, ask.as_ref()).clone();
                self.stances[number] = Some((text.len(), ask, verdict.clone()));
                verdict
            }
        }
    }
}

/// Reads a conversation.
pub(super) fn read<'c, 't>(classifier: &'c Classifier, turns: &[Turn<'t>]) -> ConversationVerdict<'c, 't> {
    read_cached(classifier, turns, &mut Cache::default())
}

fn read_cached<'c, 't>(
    classifier: &'c Classifier,
    turns: &[Turn<'t>],
    cache: &mut Cache<'c>,
) -> ConversationVerdict<'c, 't> {
    let mut runs: Vec<Run<'t>> = Vec::new();
    for (number, &turn) in turns.iter().enumerate() {
        let taken = runs.last_mut().is_some_and(|run| run.take(turn));
        if !taken {
            runs.push(Run::new(number, turn));
        }
    }
    let mut cast = Cast::default();
    let places: Vec<usize> = runs.iter().map(|run| cast.enter(run.first)).collect();
    for (number, run) in runs.iter().enumerate() {
        if cast.is_open(places[number]) {
            cast.note(places[number], &cache.acts(classifier, number, &run.text));
        }
    }
    let roles = cast.roles();
    let mut steps = Vec::with_capacity(runs.len());
    let mut spoken: Vec<TurnVerdict<'c, 't>> = Vec::new();
    let mut ask: Option<(Acts, Cow<'t, str>)> = None;
    for (number, run) in runs.into_iter().enumerate() {
        match roles[places[number]].role {
            Role::Rep => {
                let acts = cache.acts(classifier, number, &run.text);
                let step = track::seller_step(run.turn, &acts, &run.text);
                // A back-channel leaves the question that was asked before it standing.
                if !step.is_back_channel() || ask.is_none() {
                    ask = Some((acts, run.text));
                }
                steps.push(step);
            }
            Role::Other => {}
            role @ (Role::Prospect | Role::Unknown) => {
                let act = ask.as_ref().map(|(act, _)| *act);
                let verdict = cache.stance(classifier, number, &run.text, act);
                steps.push(Step::Prospect(spoken.len()));
                spoken.push(TurnVerdict {
                    turn: run.turn,
                    speaker: run.first.speaker,
                    role,
                    text: run.text,
                    ask: ask.as_ref().map(|(_, text)| text.clone()),
                    verdict,
                });
            }
        }
    }
    track::follow(classifier, &mut cache.scratch, turns.len(), &steps, spoken, roles)
}

/// A conversation that is still going on.
///
/// The verdict after any turn is the one that [`Classifier::conversation`] gives for the turns so far; what was read
/// before is not read again.
///
/// ```
/// use weakno::{Classifier, Label, Role, Turn};
/// let classifier = Classifier::new();
/// let mut call = classifier.live_conversation();
/// call.push(Turn::new("Shall we go ahead?").with_role(Role::Rep));
/// call.push(Turn::new("Not right now.").with_role(Role::Prospect));
/// assert_eq!(call.verdict().weak_nos()[0].label(), Label::WeakNo);
/// ```
#[derive(Debug)]
pub struct LiveConversation<'c> {
    classifier: &'c Classifier,
    turns: Vec<(String, Option<String>, Role)>,
    cache: Cache<'c>,
}

impl<'c> LiveConversation<'c> {
    pub(super) fn new(classifier: &'c Classifier) -> Self {
        LiveConversation { classifier, turns: Vec::new(), cache: Cache::default() }
    }

    /// Takes in the next turn.
    pub fn push(&mut self, turn: Turn<'_>) {
        self.turns.push((turn.text.to_owned(), turn.speaker.map(str::to_owned), turn.role));
    }

    /// The state so far.
    pub fn verdict(&mut self) -> ConversationVerdict<'c, '_> {
        let turns: Vec<Turn<'_>> = self
            .turns
            .iter()
            .map(|(text, speaker, role)| Turn { text, speaker: speaker.as_deref(), role: *role })
            .collect();
        read_cached(self.classifier, &turns, &mut self.cache)
    }
}
