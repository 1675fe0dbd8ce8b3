//! Following the proposal on the table: asks, stances, moments that were let go, and the outcome.

use super::SpeakerRole;
use super::verdict::{Ask, ConversationVerdict, Decider, Moment, NoTest, NoTested, TurnVerdict};
use crate::classifier::{Acts, Classifier, Scratch, next_step};
use crate::label::{Label, NextStep, Obstacle, Outcome};
use crate::lexicon::{Act, CueRole};

/// One joined turn, as far as the proposal is concerned.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// A prospect's turn: its place in the list of verdicts.
    Prospect(usize),
    /// A seller's turn.
    Seller(SellerStep),
}

impl Step {
    pub(super) fn is_back_channel(&self) -> bool {
        matches!(self, Step::Seller(seller) if seller.back_channel)
    }
}

/// What a seller's turn does to the proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SellerStep {
    turn: usize,
    /// The kind of the proposal it makes, if it makes one.
    ask: Option<Act>,
    /// Whether that is an offer beside the main proposal.
    side: bool,
    /// Whether it asks why, answers an obstacle or asks again.
    tests: bool,
    /// "Right", "mhm": says nothing of its own.
    back_channel: bool,
}

const ASKS: [Act; 4] = [Act::Proposal, Act::Meeting, Act::TrialClose, Act::Flipped];
const TESTS: [Act; 7] =
    [Act::Probe, Act::Address, Act::Proposal, Act::Meeting, Act::TrialClose, Act::Flipped, Act::ConfirmNo];
/// How likely an act must be to count. Turns do several things at once, so that the likeliest may be below one half.
const LIKELY: f32 = 0.3;
/// How likely an ask must be that stands in statements only.
const LIKELY_STATEMENT: f32 = 0.6;
/// How sure a stance must be that nobody asked for, to count as a moment before any proposal.
const UNASKED: f32 = 0.7;
/// How sure a stance must be to overturn a decision that nobody asked about again.
const OVERTURNS: f32 = 0.75;
/// How sure a strong no must be to count as final from the start.
const FINAL: f32 = 0.8;
/// Fewest words of a no that is more than a bare one.
const FINAL_WORDS: usize = 5;
/// Most words of a back-channel.
const BACK_CHANNEL_WORDS: usize = 3;

fn strongest(acts: &Acts, among: &[Act]) -> (Act, f32) {
    among
        .iter()
        .map(|&act| (act, acts.score(act)))
        .fold((among[0], -1.0), |best, next| if next.1 > best.1 { next } else { best })
}

/// Reads a seller's turn.
pub(super) fn seller_step(turn: usize, acts: &Acts, text: &str) -> Step {
    let (kind, likelihood) = strongest(acts, &ASKS);
    let (_, tested) = strongest(acts, &TESTS);
    let gives_up = acts.score(Act::GiveUp);
    // Speech recognition drops question marks, but then it drops full stops too.
    let may_be_question = text.contains('?') || !text.contains(['.', '!']);
    let needed = if may_be_question { LIKELY } else { LIKELY_STATEMENT };
    let ask = (likelihood >= needed && likelihood > gives_up).then_some(kind);
    let back_channel = ask.is_none()
        && acts.main() == Act::Statement
        && !text.contains('?')
        && text.split_whitespace().take(BACK_CHANNEL_WORDS + 1).count() <= BACK_CHANNEL_WORDS;
    Step::Seller(SellerStep {
        turn,
        ask,
        side: acts.is_side_offer() && ask.is_some(),
        tests: tested >= LIKELY && tested > gives_up,
        back_channel,
    })
}

fn is_open(label: Label) -> bool {
    matches!(label, Label::WeakNo | Label::DontKnow)
}

fn is_decided(label: Label) -> bool {
    matches!(label, Label::Yes | Label::StrongNo)
}

/// The last stance of one prospect on the proposal.
#[derive(Debug, Clone, Copy)]
struct Stand<'t> {
    speaker: Option<&'t str>,
    place: usize,
}

/// The proposal on the table and where everybody stands on it.
#[derive(Debug, Default)]
struct Table<'t> {
    asks: Vec<Ask>,
    stands: Vec<Stand<'t>>,
    last: Option<usize>,
    /// What the last stance answered.
    answered: Option<Act>,
    /// What the seller asked since.
    asked: Option<Act>,
    side_offer: bool,
    asked_again: bool,
}

impl<'t> Table<'t> {
    fn seller(&mut self, seller: &SellerStep) {
        if let Some(kind) = seller.ask {
            self.asks.push(Ask { turn: seller.turn, kind, side: seller.side });
            self.side_offer = seller.side;
            self.asked = Some(kind);
        }
        if !seller.back_channel {
            self.asked_again = seller.ask.is_some() || seller.tests;
        }
    }

    fn prospect(&mut self, place: usize, turns: &[TurnVerdict<'_, 't>]) {
        let label = turns[place].verdict.label;
        if label == Label::None || self.asks.is_empty() {
            return;
        }
        if let Some(last) = self.last {
            let before = turns[last].verdict.label;
            // A plain no to what is asked after the sale is meant for an extra, unless it turns round.
            let sold = matches!(self.answered, Some(Act::Proposal | Act::Flipped));
            let plain_no = label == Label::StrongNo && !takes_back(&turns[place]);
            let extra = self.asked.is_some() && (self.side_offer || sold && plain_no);
            let declines_side_offer = extra && before == Label::Yes && label != Label::Yes;
            let unasked = is_decided(before) && !self.asked_again;
            let sure = turns[place].verdict.score_of(label) >= OVERTURNS;
            let polite_echo = before == Label::StrongNo && !label_declines(label);
            if declines_side_offer || (unasked && (!sure || polite_echo)) {
                self.asked = None;
                return;
            }
        }
        self.last = Some(place);
        self.answered = self.asked.take().or(self.answered);
        let speaker = turns[place].speaker;
        self.stands.retain(|stand| stand.speaker != speaker);
        self.stands.push(Stand { speaker, place });
    }

    /// The verdict that decides the outcome, and whether the prospects agree.
    fn decision(&self, turns: &[TurnVerdict<'_, 't>]) -> (Option<usize>, bool) {
        if self.stands.len() < 2 {
            return (self.last, true);
        }
        let gave_away = |stand: &&Stand<'t>| {
            turns.iter().any(|turn| turn.speaker == stand.speaker && gives_power_away(turn))
        };
        let deciding: Vec<&Stand<'t>> = self.stands.iter().filter(|stand| !gave_away(stand)).collect();
        if let [decider] = deciding[..] {
            return (Some(decider.place), true);
        }
        let agree = self
            .stands
            .windows(2)
            .all(|pair| turns[pair[0].place].verdict.label == turns[pair[1].place].verdict.label);
        (self.last, agree)
    }
}

/// Whether a turn turns round ("actually", "hang on", "changed my mind").
fn takes_back(turn: &TurnVerdict<'_, '_>) -> bool {
    turn.verdict.evidence.iter().any(|evidence| evidence.role == CueRole::Contrast)
}

fn label_declines(label: Label) -> bool {
    matches!(label, Label::StrongNo | Label::WeakNo)
}

fn gives_power_away(turn: &TurnVerdict<'_, '_>) -> bool {
    turn.verdict.obstacles.first() == Some(&Obstacle::Authority)
        || turn.verdict.evidence.iter().any(|evidence| evidence.role == CueRole::Delegate)
}

/// Follows the proposal through a conversation.
pub(super) fn follow<'c, 't>(
    classifier: &'c Classifier,
    scratch: &mut Scratch<'c>,
    length: usize,
    steps: &[Step],
    turns: Vec<TurnVerdict<'c, 't>>,
    roles: Vec<SpeakerRole<'t>>,
) -> ConversationVerdict<'c, 't> {
    let mut table = Table::default();
    let mut weak_nos: Vec<Moment<'t>> = Vec::new();
    let mut tests: Vec<usize> = Vec::new();
    let mut waiting = false;
    for step in steps {
        match step {
            Step::Seller(seller) => {
                if let (true, Some(moment)) = (waiting, weak_nos.last_mut())
                    && !seller.back_channel
                {
                    moment.answered_by.push(seller.turn);
                    moment.probed |= seller.tests;
                }
                if seller.tests && table.last.is_some_and(|last| turns[last].verdict.label != Label::Yes) {
                    tests.push(seller.turn);
                }
                table.seller(seller);
            }
            Step::Prospect(place) => {
                let turn = &turns[*place];
                let verdict = &turn.verdict;
                if verdict.label == Label::None {
                    // The answer to "is it the price?" names what the no before it left unsaid.
                    if let (true, Some(moment)) = (waiting, weak_nos.last_mut()) {
                        let named = classifier.named_obstacles(&verdict.evidence);
                        if moment.probed && moment.obstacles == [Obstacle::Unstated] && !named.is_empty() {
                            moment.obstacles = named;
                        }
                    }
                    continue;
                }
                let asked = !table.asks.is_empty();
                waiting = false;
                if is_open(verdict.label) && (asked || verdict.score_of(verdict.label) >= UNASKED) {
                    weak_nos.push(Moment {
                        turn: turn.turn,
                        speaker: turn.speaker,
                        label: verdict.label,
                        score: verdict.score(),
                        obstacles: verdict.obstacles.clone(),
                        probed: false,
                        answered_by: Vec::new(),
                        text: turn.text.clone(),
                    });
                    waiting = true;
                }
                table.prospect(*place, &turns);
            }
        }
    }
    let (deciding, agree) = table.decision(&turns);
    let label = deciding.map(|place| turns[place].verdict.label);
    let outcome = match label {
        _ if table.asks.is_empty() => Outcome::NoAsk,
        Some(Label::Yes) if agree => Outcome::InformedYes,
        Some(Label::StrongNo) if agree => Outcome::InformedNo,
        _ => Outcome::Undecided,
    };
    let no_tested = match (outcome, deciding) {
        (Outcome::InformedNo, Some(place)) => Some(test_of(&turns[place], &tests)),
        _ => None,
    };
    let next_step = match (outcome, deciding) {
        (Outcome::InformedYes, _) => NextStep::Confirm,
        (Outcome::InformedNo, _) => NextStep::WalkAway,
        (Outcome::Undecided, Some(place)) if agree => {
            let turn = &turns[place];
            let moment = weak_nos.iter().find(|moment| moment.turn == turn.turn);
            let put_off = turn.verdict.next_step == NextStep::HelpDecide;
            moment
                .map_or(turn.verdict.next_step, |moment| next_step(moment.label, &moment.obstacles, put_off))
        }
        (Outcome::Undecided, _) => NextStep::AskWhy,
        (Outcome::NoAsk, _) => NextStep::None,
    };
    ConversationVerdict {
        length,
        obstacles: rank_obstacles(&weak_nos),
        deciders: name_deciders(classifier, scratch, &turns),
        outcome_turn: deciding.map(|place| turns[place].turn),
        outcome,
        no_tested,
        next_step,
        asks: table.asks,
        weak_nos,
        turns,
        roles,
    }
}

/// Whether a no comes with finality or a reason, rather than bare and polite.
fn says_more_than_no(turn: &TurnVerdict<'_, '_>) -> bool {
    turn.text.split_whitespace().count() >= FINAL_WORDS
}

/// Whether the no of a turn stood a test.
fn test_of(turn: &TurnVerdict<'_, '_>, tests: &[usize]) -> NoTested {
    let before: Vec<usize> = tests.iter().copied().filter(|&test| test < turn.turn).collect();
    let reason = if !before.is_empty() {
        NoTest::Probed
    } else if turn.verdict.score_of(Label::StrongNo) >= FINAL && says_more_than_no(turn) {
        NoTest::Final
    } else {
        NoTest::NeverTested
    };
    NoTested { reason, turns: before.into_iter().chain([turn.turn]).collect() }
}

/// The obstacles of all moments: by how often they came up, main mentions counting double, then by first mention.
fn rank_obstacles(weak_nos: &[Moment<'_>]) -> Vec<Obstacle> {
    let mut counts = [(0_usize, usize::MAX); Obstacle::ALL.len()];
    for (order, moment) in weak_nos.iter().enumerate() {
        for (place, &obstacle) in moment.obstacles.iter().enumerate() {
            let count = &mut counts[obstacle as usize];
            count.0 += if place == 0 { 2 } else { 1 };
            count.1 = count.1.min(order);
        }
    }
    let mut named: Vec<Obstacle> =
        Obstacle::ALL.iter().copied().filter(|&obstacle| counts[obstacle as usize].0 > 0).collect();
    if named.len() > 1 {
        named.retain(|&obstacle| obstacle != Obstacle::Unstated);
    }
    named.sort_by_key(|&obstacle| {
        let (count, first) = counts[obstacle as usize];
        (std::cmp::Reverse(count), first)
    });
    named
}

fn name_deciders<'c>(
    classifier: &'c Classifier,
    scratch: &mut Scratch<'c>,
    turns: &[TurnVerdict<'c, '_>],
) -> Vec<Decider> {
    let mut deciders: Vec<Decider> = Vec::new();
    for turn in turns.iter().filter(|turn| gives_power_away(turn)) {
        let Some(span) = classifier.decider(scratch, &turn.text) else { continue };
        let name = turn.text[span].to_owned();
        if !deciders.iter().any(|known| known.name.eq_ignore_ascii_case(&name)) {
            deciders.push(Decider { turn: turn.turn, name });
        }
    }
    deciders
}
