//! Who sells: as the transcript says, or inferred from what the speakers do.

use std::collections::HashMap;

use super::Turn;
use crate::classifier::Acts;
use crate::label::Role;
use crate::lexicon::Act;

/// A speaker's role, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpeakerRole<'t> {
    pub(crate) speaker: Option<&'t str>,
    pub(crate) role: Role,
    pub(crate) confidence: f32,
}

impl<'t> SpeakerRole<'t> {
    /// The speaker; `None` stands for turns without one.
    #[must_use]
    pub fn speaker(&self) -> Option<&'t str> {
        self.speaker
    }

    /// The role.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// How sure the role is, from 0 to 1: exactly 1 where the transcript gives it, below 1 where it was inferred.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }
}

/// What a speaker did in the conversation so far.
#[derive(Debug, Clone, Copy, Default)]
struct Deeds {
    selling: f32,
    turns: f32,
    opened: bool,
}

/// How much more a speaker sells than the next one before the role is believed.
const MARGIN: f32 = 0.04;
/// How fast confidence grows with the margin.
const SLOPE: f32 = 12.0;
/// What opening the conversation is worth, in shares of selling turns.
const OPENING: f32 = 0.25;

/// Collects what speakers do; one entry a speaker and given role, in order of appearance.
#[derive(Debug, Clone, Default)]
pub(super) struct Cast<'t> {
    members: Vec<(Turn<'t>, Deeds)>,
    places: HashMap<(Option<&'t str>, Role), usize>,
}

impl<'t> Cast<'t> {
    /// The number of the speaker of a turn.
    pub(super) fn enter(&mut self, turn: Turn<'t>) -> usize {
        let next = self.members.len();
        let place = *self.places.entry((turn.speaker, turn.role)).or_insert(next);
        if place == next {
            let deeds = Deeds { opened: next == 0, ..Deeds::default() };
            self.members.push((turn, deeds));
        }
        place
    }

    /// Whether somebody's role is still to be inferred.
    pub(super) fn is_open(&self, place: usize) -> bool {
        let (turn, _) = &self.members[place];
        turn.role == Role::Unknown && turn.speaker.is_some()
    }

    /// Takes note of what a speaker did in one turn.
    pub(super) fn note(&mut self, place: usize, acts: &Acts) {
        let deeds = &mut self.members[place].1;
        deeds.turns += 1.0;
        // Sellers propose, probe and answer; prospects ask for facts, which reads like discovery.
        let asks = [
            Act::Proposal,
            Act::Meeting,
            Act::TrialClose,
            Act::Flipped,
            Act::Probe,
            Act::Address,
            Act::GiveUp,
        ];
        let strongest = asks.iter().map(|&act| acts.score(act)).fold(0.0, f32::max);
        deeds.selling += strongest.max(0.7 * acts.score(Act::Discovery));
    }

    /// The roles of all speakers: given ones as they are, the others inferred.
    pub(super) fn roles(&self) -> Vec<SpeakerRole<'t>> {
        let rep_is_given = self.members.iter().any(|(turn, _)| turn.role == Role::Rep);
        let prospect_is_given = self.members.iter().any(|(turn, _)| turn.role == Role::Prospect);
        let share =
            |deeds: &Deeds| deeds.selling / deeds.turns.max(1.0) + if deeds.opened { OPENING } else { 0.0 };
        let open = || (0..self.members.len()).filter(|&place| self.is_open(place));
        let mut ranked: Vec<(f32, usize)> =
            open().map(|place| (share(&self.members[place].1), place)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let margin = match ranked[..] {
            [first, second, ..] => first.0 - second.0,
            _ => 0.0,
        };
        let confidence = 0.5 + 0.49 * (margin * SLOPE).tanh();
        let inferred = |place: usize| {
            if rep_is_given {
                return (Role::Prospect, 0.9);
            }
            if prospect_is_given {
                return (Role::Rep, 0.9);
            }
            match ranked[..] {
                [(_, seller), _, ..] if margin >= MARGIN => {
                    (if place == seller { Role::Rep } else { Role::Prospect }, confidence)
                }
                _ => (Role::Unknown, 0.0),
            }
        };
        (0..self.members.len())
            .map(|place| {
                let (turn, _) = self.members[place];
                let (role, confidence) = if self.is_open(place) {
                    inferred(place)
                } else {
                    (turn.role, if turn.role == Role::Unknown { 0.0 } else { 1.0 })
                };
                SpeakerRole { speaker: turn.speaker, role, confidence }
            })
            .collect()
    }
}
