//! How promising another call is: the order of the re-open list.

use serde::Serialize;
use weakno::{ConversationVerdict, Label, Moment, Outcome};

use crate::page::obstacles;
use crate::records::Probability;

/// What the three parts weigh.
const SCORE: f32 = 0.4;
const OPENNESS: f32 = 0.35;
const WARMTH: f32 = 0.25;

/// A call that ended undecided on a weak no that was let go.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Promise {
    /// The turn of the weak no.
    pub(crate) turn: usize,
    /// The whole, from 0 to 1.
    pub(crate) total: Probability,
    /// How sure it is that it was a weak no.
    pub(crate) score: Probability,
    /// How open the obstacle is.
    pub(crate) openness: Probability,
    /// How warm the prospect was over the call.
    pub(crate) warmth: Probability,
}

impl Promise {
    /// The promise of a call; `None` where it was decided, or ended on anything but a weak no that was let go.
    pub(crate) fn of(verdict: &ConversationVerdict<'_, '_>) -> Option<Self> {
        if verdict.outcome() != Outcome::Undecided {
            return None;
        }
        let last = verdict.outcome_turn()?;
        let ends_call = |moment: &&Moment<'_>| moment.turn() == last && moment.label() == Label::WeakNo;
        let moment = verdict.weak_nos().iter().find(ends_call).filter(|moment| !moment.probed())?;
        let score = moment.score();
        let openness = moment.obstacles().first().map_or(0.5, |&main| obstacles::on(main).openness);
        let warmth = warmth(verdict);
        let total = SCORE * score + OPENNESS * openness + WARMTH * warmth;
        let [total, score, openness, warmth] = [total, score, openness, warmth].map(Probability);
        Some(Promise { turn: moment.turn(), total, score, openness, warmth })
    }
}

/// The mean of how far each stance of a prospect is from a strong no.
fn warmth(verdict: &ConversationVerdict<'_, '_>) -> f32 {
    let degree = |label| match label {
        Label::Yes => Some(1.0),
        Label::WeakYes => Some(0.8),
        Label::DontKnow => Some(0.5),
        Label::WeakNo => Some(0.3),
        Label::StrongNo => Some(0.0),
        Label::None => None,
    };
    let stances = verdict.stances().filter_map(|(label, count)| Some((degree(label)?, count as f32)));
    let (sum, count) =
        stances.fold((0.0, 0.0), |(sum, all), (degree, count)| (sum + degree * count, all + count));
    if count > 0.0 { sum / count } else { 0.5 }
}
