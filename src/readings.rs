//! Readings: the features that are seen in a whole text rather than in one phrase.
//!
//! Each reading is a number with a name (`ask:proposal`, `trigger:weak_no/negated`); the names are those of the rows
//! in `data/weights.tsv`. Numbers are laid out group by group, so that computing one is arithmetic.

use crate::label::{Label, Obstacle};
use crate::lexicon::{Act, Cue, CueRole, Direction};
use crate::scope::{Finding, Modifiers, Reach, Scopes};
use crate::text::{MONEY, NUMBER, Tokens};

/// Number of a reading.
pub(crate) type Reading = u16;

const LABELS: u16 = Label::ALL.len() as u16;
/// Acts, and one more for "no ask given".
const ASKS: u16 = Act::ALL.len() as u16 + 1;
const STATES: [&str; 4] = ["", "/negated", "/hedged", "/unreal"];
const ANSWERS: [&str; 3] = ["other", "yes", "no"];
const LENGTHS: [&str; 7] = ["1", "2", "3-4", "5-8", "9-16", "17-32", "33+"];
const ROLES: [CueRole; 9] = [
    CueRole::Negator,
    CueRole::Hedge,
    CueRole::Booster,
    CueRole::Contrast,
    CueRole::Condition,
    CueRole::Reported,
    CueRole::Hypothetical,
    CueRole::Delegate,
    CueRole::Time,
];

/// What limits a stance in the part of the text that is not conceded: labels guideline, rule 1.
const CAVEATS: [&str; 4] = ["time", "obstacle", "condition", "delegate"];
const AMOUNTS: [&str; 2] = ["number", "money"];

/// A block of consecutive readings.
struct Group {
    start: u16,
    size: u16,
}

impl Group {
    const fn first(size: u16) -> Group {
        Group { start: 0, size }
    }

    const fn then(&self, size: u16) -> Group {
        Group { start: self.start + self.size, size }
    }

    #[inline]
    fn at(&self, index: u16) -> Reading {
        debug_assert!(index < self.size);
        self.start + index
    }
}

const BIAS: Group = Group::first(1);
const TRIGGER: Group = BIAS.then(LABELS * 4 * 2);
const PSEUDO: Group = TRIGGER.then(LABELS + 1);
const LAST: Group = PSEUDO.then(LABELS + 1);
const ROLE: Group = LAST.then(ROLES.len() as u16);
const OBSTACLE: Group = ROLE.then(Obstacle::ALL.len() as u16 * 2);
const OPENING: Group = OBSTACLE.then(3);
const CLOSING: Group = OPENING.then(3);
const LENGTH: Group = CLOSING.then(7);
const QUESTION: Group = LENGTH.then(2);
const ASK: Group = QUESTION.then(ASKS);
const ASK_OPENING: Group = ASK.then(ASKS * 3 * 2);
const ASK_LAST: Group = ASK_OPENING.then(ASKS * (LABELS + 1));
const ASK_LENGTH: Group = ASK_LAST.then(ASKS * 3);
const OPENING_LAST: Group = ASK_LENGTH.then(3 * (LABELS + 1));
const CAVEAT_LAST: Group = OPENING_LAST.then(4 * (LABELS + 1));
const CAVEAT_OPENING: Group = CAVEAT_LAST.then(4 * 3);
const AMOUNT_LAST: Group = CAVEAT_OPENING.then(2 * (LABELS + 1));
const AMOUNT_ASK: Group = AMOUNT_LAST.then(2 * ASKS);
const TURNED: Group = AMOUNT_ASK.then(3 * 3);
const ONLY_PSEUDO: Group = TURNED.then(LABELS + 1);
const NO_CUE: Group = ONLY_PSEUDO.then(1);
const COUNT: u16 = NO_CUE.start + NO_CUE.size;

const ACT_BIAS: Group = Group::first(1);
const ACT_CUE: Group = ACT_BIAS.then(Act::ALL.len() as u16);
const ACT_LAST_CUE: Group = ACT_CUE.then(Act::ALL.len() as u16);
const ACT_QUESTION: Group = ACT_LAST_CUE.then(2);
const ACT_LENGTH: Group = ACT_QUESTION.then(7);
#[cfg(test)]
const ACT_COUNT: u16 = ACT_LENGTH.start + ACT_LENGTH.size;

fn label_name(index: u16) -> &'static str {
    Label::ALL.get(index as usize).map_or("nothing", |label| label.as_str())
}

fn ask_name(index: u16) -> &'static str {
    Act::ALL.get(index as usize).map_or("not_given", |act| act.as_str())
}

/// Names of the readings of a prospect's text, by number.
pub(crate) fn stance_names() -> Vec<String> {
    let mut names = vec!["bias".to_owned()];
    for label in Label::ALL {
        for state in STATES {
            names.push(format!("trigger:{label}{state}"));
            names.push(format!("trigger:{label}{state}/conceded"));
        }
    }
    names.extend((0..=LABELS).map(|label| format!("pseudo:{}", label_name(label))));
    names.extend((0..=LABELS).map(|label| format!("last:{}", label_name(label))));
    names.extend(ROLES.iter().map(|role| format!("role:{role}")));
    for obstacle in Obstacle::ALL {
        names.push(format!("obstacle:{obstacle}"));
        names.push(format!("obstacle:{obstacle}/negated"));
    }
    names.extend(ANSWERS.map(|answer| format!("opening:{answer}")));
    names.extend(ANSWERS.map(|answer| format!("closing:{answer}")));
    names.extend(LENGTHS.map(|length| format!("length:{length}")));
    names.extend(["question:last", "question:only"].map(str::to_owned));
    names.extend((0..ASKS).map(|ask| format!("ask:{}", ask_name(ask))));
    for ask in 0..ASKS {
        for answer in ANSWERS {
            names.push(format!("ask:{}/opening:{answer}", ask_name(ask)));
            names.push(format!("ask:{}/opening:{answer}/short", ask_name(ask)));
        }
    }
    for ask in 0..ASKS {
        names.extend((0..=LABELS).map(|label| format!("ask:{}/last:{}", ask_name(ask), label_name(label))));
    }
    for ask in 0..ASKS {
        names.extend(["short", "middle", "long"].map(|length| format!("ask:{}/{length}", ask_name(ask))));
    }
    for answer in ANSWERS {
        names.extend((0..=LABELS).map(|label| format!("opening:{answer}/last:{}", label_name(label))));
    }
    for caveat in CAVEATS {
        names.extend((0..=LABELS).map(|label| format!("caveat:{caveat}/last:{}", label_name(label))));
    }
    for caveat in CAVEATS {
        names.extend(ANSWERS.map(|answer| format!("caveat:{caveat}/opening:{answer}")));
    }
    for amount in AMOUNTS {
        names.extend((0..=LABELS).map(|label| format!("amount:{amount}/last:{}", label_name(label))));
    }
    for amount in AMOUNTS {
        names.extend((0..ASKS).map(|ask| format!("amount:{amount}/ask:{}", ask_name(ask))));
    }
    for opening in ANSWERS {
        names.extend(ANSWERS.map(|closing| format!("turned:{opening}/{closing}")));
    }
    names.extend((0..=LABELS).map(|label| format!("only_pseudo:{}", label_name(label))));
    names.push("no_cue".to_owned());
    names
}

/// Names of the readings of a seller's text, by number.
pub(crate) fn act_names() -> Vec<String> {
    let mut names = vec!["bias".to_owned()];
    names.extend(Act::ALL.iter().map(|act| format!("act:{act}")));
    names.extend(Act::ALL.iter().map(|act| format!("act:{act}/last_sentence")));
    names.extend(["question:last", "question:none"].map(str::to_owned));
    names.extend(LENGTHS.map(|length| format!("length:{length}")));
    names
}

/// What the stages need to know of a cue, in a few bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    pub(crate) role: CueRole,
    pub(crate) leans: Option<Label>,
    pub(crate) act: Option<Act>,
    direction: Direction,
    window: u8,
    /// One bit an obstacle.
    obstacles: u16,
}

impl Facts {
    pub(crate) fn new(cue: &Cue) -> Self {
        Facts {
            role: cue.role(),
            leans: cue.leans(),
            act: cue.act(),
            direction: cue.direction(),
            window: cue.window(),
            obstacles: cue.obstacles().iter().fold(0, |bits, &obstacle| bits | (1 << obstacle as u16)),
        }
    }

    #[inline]
    pub(crate) fn reach(self) -> Reach {
        Reach { role: self.role, direction: self.direction, window: self.window }
    }
}

/// What was said first, last, and as the last stance, by number.
#[derive(Clone, Copy, Debug)]
struct Answer {
    opening: u16,
    closing: u16,
    last: u16,
}

/// A set of readings in the order in which they were added; reusable.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings {
    list: Vec<Reading>,
    seen: [u64; COUNT.div_ceil(64) as usize],
}

impl Readings {
    pub(crate) fn as_slice(&self) -> &[Reading] {
        &self.list
    }

    fn clear(&mut self) {
        self.list.clear();
        self.seen = Default::default();
    }

    #[inline]
    fn add(&mut self, reading: Reading) {
        let (word, bit) = (usize::from(reading / 64), 1 << (reading % 64));
        if self.seen[word] & bit == 0 {
            self.seen[word] |= bit;
            self.list.push(reading);
        }
    }

    /// Reads a prospect's text: what was found in it, and what it was said to.
    pub(crate) fn stance(
        &mut self,
        tokens: &Tokens,
        scopes: &Scopes,
        ask: Option<Act>,
        facts: impl Fn(u32) -> Facts,
    ) {
        self.clear();
        self.add(BIAS.at(0));
        let mut last = LABELS;
        let (mut opening, mut closing) = (0, 0);
        let mut fired = false;
        let (mut pseudo, mut stated) = (None, false);
        let mut caveats = [false; CAVEATS.len()];
        for finding in &scopes.findings {
            let cue = facts(finding.hit.cue);
            if cue.role == CueRole::Act {
                continue;
            }
            fired = true;
            let unreal = finding.modifiers.has(Modifiers::UNREAL);
            match cue.role {
                CueRole::Trigger => {
                    let label = cue.leans.map_or(LABELS, |label| label as u16);
                    stated = true;
                    if label < LABELS {
                        self.add(TRIGGER.at(label * 8 + state(finding) * 2 + u16::from(finding.conceded)));
                        if !finding.conceded && !unreal && !finding.modifiers.has(Modifiers::NEGATED) {
                            last = label;
                        }
                    }
                }
                CueRole::Pseudo => {
                    let label = cue.leans.map_or(LABELS, |label| label as u16);
                    self.add(PSEUDO.at(label));
                    pseudo = Some(label);
                    let accepts = matches!(cue.leans, Some(Label::Yes | Label::WeakYes));
                    if accepts && !finding.conceded && !unreal {
                        last = label;
                    }
                }
                CueRole::Answer => {
                    stated = true;
                    let answer = if cue.leans == Some(Label::StrongNo) { 2 } else { 1 };
                    if finding.hit.first == 1 {
                        opening = answer;
                    }
                    if !finding.conceded {
                        closing = answer;
                    }
                }
                role => {
                    if let Some(place) = ROLES.iter().position(|&known| known == role) {
                        self.add(ROLE.at(place as u16));
                    }
                }
            }
            if !unreal && !finding.conceded {
                match cue.role {
                    CueRole::Time => caveats[0] = true,
                    CueRole::Obstacle => caveats[1] |= !finding.modifiers.has(Modifiers::NEGATED),
                    CueRole::Condition => caveats[2] = true,
                    CueRole::Delegate => caveats[3] = true,
                    _ => {}
                }
            }
            if !unreal {
                let negated = finding.modifiers.has(Modifiers::NEGATED) && cue.role == CueRole::Obstacle;
                let mut obstacles = cue.obstacles;
                while obstacles != 0 {
                    self.add(OBSTACLE.at(obstacles.trailing_zeros() as u16 * 2 + u16::from(negated)));
                    obstacles &= obstacles - 1;
                }
            }
        }
        if !fired {
            self.add(NO_CUE.at(0));
        }
        if let (Some(label), false) = (pseudo, stated) {
            self.add(ONLY_PSEUDO.at(label));
        }
        // The last word counts where the speaker turns round (labels guideline, rule 6).
        if scopes.conceded_before > 0 {
            self.add(TURNED.at(opening * 3 + closing));
        }
        self.add(LAST.at(last));
        self.answer(tokens, ask, Answer { opening, closing, last }, caveats);
    }

    /// Readings of the answer as a whole: its length and amounts, and what it answers.
    fn answer(&mut self, tokens: &Tokens, ask: Option<Act>, answer: Answer, caveats: [bool; CAVEATS.len()]) {
        let Answer { opening, closing, last } = answer;
        self.add(OPENING.at(opening));
        self.add(CLOSING.at(closing));
        let words = tokens.words();
        self.add(LENGTH.at(length(words)));
        if tokens.ends_in_question() {
            self.add(QUESTION.at(0));
            let inner = tokens.as_slice();
            if !inner[1..].iter().any(|token| token.gap.is_sentence()) {
                self.add(QUESTION.at(1));
            }
        }
        let ask = ask.map_or(ASKS - 1, |act| act as u16);
        self.add(ASK.at(ask));
        self.add(ASK_OPENING.at((ask * 3 + opening) * 2 + u16::from(words <= 4)));
        self.add(ASK_LAST.at(ask * (LABELS + 1) + last));
        self.add(ASK_LENGTH.at(ask * 3 + if words <= 3 { 0 } else { 1 + u16::from(words > 12) }));
        self.add(OPENING_LAST.at(opening * (LABELS + 1) + last));
        for (caveat, _) in (0..).zip(caveats).filter(|&(_, found)| found) {
            self.add(CAVEAT_LAST.at(caveat * (LABELS + 1) + last));
            self.add(CAVEAT_OPENING.at(caveat * 3 + opening));
        }
        for (amount, class) in (0..).zip([NUMBER, MONEY]) {
            if tokens.as_slice().iter().any(|token| token.class == class) {
                self.add(AMOUNT_LAST.at(amount * (LABELS + 1) + last));
                self.add(AMOUNT_ASK.at(amount * ASKS + ask));
            }
        }
    }

    /// Reads a seller's text.
    pub(crate) fn act(&mut self, tokens: &Tokens, scopes: &Scopes, facts: impl Fn(u32) -> Facts) {
        self.clear();
        self.add(ACT_BIAS.at(0));
        for finding in &scopes.findings {
            if let Some(act) = facts(finding.hit.cue).act {
                self.add(ACT_CUE.at(act as u16));
                if finding.hit.end > tokens.last_sentence() {
                    self.add(ACT_LAST_CUE.at(act as u16));
                }
            }
        }
        if tokens.ends_in_question() {
            self.add(ACT_QUESTION.at(0));
        } else if !tokens.as_slice().iter().any(|token| token.gap == crate::text::Gap::Question) {
            self.add(ACT_QUESTION.at(1));
        }
        self.add(ACT_LENGTH.at(length(tokens.words())));
    }
}

fn state(finding: &Finding) -> u16 {
    let modifiers = finding.modifiers;
    if modifiers.has(Modifiers::UNREAL) {
        3
    } else if modifiers.has(Modifiers::NEGATED) {
        1
    } else if modifiers.has(Modifiers::HEDGED) || modifiers.has(Modifiers::CONDITIONAL) {
        2
    } else {
        0
    }
}

fn length(words: usize) -> u16 {
    match words {
        0..=1 => 0,
        2 => 1,
        3..=4 => 2,
        5..=8 => 3,
        9..=16 => 4,
        17..=32 => 5,
        _ => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_has_one_name() {
        for (names, count) in [(stance_names(), COUNT), (act_names(), ACT_COUNT)] {
            assert_eq!(names.len(), usize::from(count));
            let mut sorted = names.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), names.len());
        }
    }

    #[test]
    fn names_stand_at_their_numbers() {
        let names = stance_names();
        assert_eq!(names[usize::from(ASK.at(Act::Flipped as u16))], "ask:flipped");
        assert_eq!(names[usize::from(LAST.at(Label::WeakNo as u16))], "last:weak_no");
        assert_eq!(names[usize::from(OPENING_LAST.at(2 * (LABELS + 1) + LABELS))], "opening:no/last:nothing");
        assert_eq!(names[usize::from(NO_CUE.at(0))], "no_cue");
    }
}
