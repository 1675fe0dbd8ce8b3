//! One call as the page has it. What a conversation record has too, has the same name and the same value here.

use serde::Serialize;
use weakno::{
    Act, Ask, Classifier, ConversationVerdict, Label, Moment, NextStep, NoTest, Obstacle, Outcome, Role,
};
use weakno_transcripts::Transcript;

use crate::page::promise::Promise;
use crate::page::why::{CueHit, CueNumbers, Tipping, cue_hits};
use crate::records::Probability;

/// A call: what is said of it, and what was said in it.
#[derive(Debug, Serialize)]
pub(crate) struct Call {
    pub(crate) conversation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    /// The seller who took most turns, where one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seller: Option<String>,
    pub(crate) turns: usize,
    pub(crate) outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outcome_turn: Option<usize>,
    /// Turn, kind, and whether it is a side offer.
    pub(crate) asked: Vec<(usize, Act, bool)>,
    /// Counts in the order of [`Label::ALL`].
    pub(crate) stances: Vec<usize>,
    pub(crate) weak_nos: Vec<OpenMoment>,
    pub(crate) obstacles: Vec<Obstacle>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) deciders: Vec<(usize, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) no_tested: Option<(NoTest, Vec<usize>)>,
    pub(crate) next_step: NextStep,
    /// How promising another call is, where this one ended on a weak no that was let go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) promise: Option<Promise>,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) said: Vec<Said>,
    /// What tipped the scales in the turns with a reading, in their order; numbered when the page is put together.
    #[serde(skip)]
    pub(crate) tippings: Vec<Tipping>,
}

/// A weak no or don't-know.
#[derive(Debug, Serialize)]
pub(crate) struct OpenMoment {
    pub(crate) turn: usize,
    pub(crate) label: Label,
    pub(crate) score: Probability,
    pub(crate) obstacles: Vec<Obstacle>,
    pub(crate) probed: bool,
    pub(crate) answered_by: Vec<usize>,
}

impl From<&Moment<'_>> for OpenMoment {
    fn from(moment: &Moment<'_>) -> Self {
        OpenMoment {
            turn: moment.turn(),
            label: moment.label(),
            score: Probability(moment.score()),
            obstacles: moment.obstacles().to_vec(),
            probed: moment.probed(),
            answered_by: moment.answered_by().to_vec(),
        }
    }
}

/// Somebody on the call.
#[derive(Debug, Serialize)]
pub(crate) struct Speaker {
    pub(crate) speaker: Option<String>,
    pub(crate) role: Role,
    pub(crate) confidence: Probability,
}

/// Turns that one speaker took in a row: first turn, number of the speaker, text, start in milliseconds, cues, and what
/// was read where it was read for stance. A list, because there are many.
#[derive(Debug, Serialize)]
pub(crate) struct Said(
    pub(crate) usize,
    pub(crate) usize,
    pub(crate) String,
    pub(crate) Option<i64>,
    pub(crate) Vec<CueHit>,
    #[serde(skip_serializing_if = "Option::is_none")] pub(crate) Option<Reading>,
);

/// What was read out of a turn: label, the scores of all labels in thousandths, obstacles (all by number), how the ask
/// was read, and the turn that made it.
#[derive(Debug, Serialize)]
pub(crate) struct Reading(
    pub(crate) u8,
    pub(crate) [u16; 6],
    pub(crate) Vec<u8>,
    pub(crate) Option<u8>,
    pub(crate) Option<usize>,
);

impl Call {
    /// The call of a transcript, with all its explanations.
    pub(crate) fn new(
        classifier: &Classifier,
        cues: &CueNumbers<'_>,
        transcript: &Transcript,
        verdict: &ConversationVerdict<'_, '_>,
    ) -> Self {
        let (said, tippings) = Talk { classifier, cues, transcript, verdict }.read();
        Call {
            conversation: transcript.id.clone(),
            title: transcript.title.clone(),
            date: transcript.date.clone(),
            seller: seller(&said, verdict),
            turns: verdict.len(),
            outcome: verdict.outcome(),
            outcome_turn: verdict.outcome_turn(),
            asked: verdict.asks().iter().map(|ask| (ask.turn(), ask.kind(), ask.is_side_offer())).collect(),
            stances: verdict.stances().map(|(_, count)| count).collect(),
            weak_nos: verdict.weak_nos().iter().map(OpenMoment::from).collect(),
            obstacles: verdict.obstacles().to_vec(),
            deciders: verdict
                .deciders()
                .iter()
                .map(|decider| (decider.turn(), decider.name().to_owned()))
                .collect(),
            no_tested: verdict.no_tested().map(|no| (no.reason(), no.turns().to_vec())),
            next_step: verdict.next_step(),
            promise: Promise::of(verdict),
            speakers: verdict
                .roles()
                .iter()
                .map(|role| Speaker {
                    speaker: role.speaker().map(str::to_owned),
                    role: role.role(),
                    confidence: Probability(role.confidence()),
                })
                .collect(),
            said,
            tippings,
        }
    }

    /// Whether anybody is known to sell.
    pub(crate) fn has_seller(&self) -> bool {
        self.speakers.iter().any(|speaker| speaker.role == Role::Rep)
    }
}

/// The seller who speaks most often.
fn seller(said: &[Said], verdict: &ConversationVerdict<'_, '_>) -> Option<String> {
    let turns = |place: usize| said.iter().filter(|said| said.1 == place).count();
    let sellers = verdict.roles().iter().enumerate().filter(|(_, role)| role.role() == Role::Rep);
    let named = sellers.filter_map(|(place, role)| role.speaker().map(|name| (turns(place), name)));
    named.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, name)| name.to_owned())
}

/// A transcript and what was read out of it.
struct Talk<'a> {
    classifier: &'a Classifier,
    cues: &'a CueNumbers<'a>,
    transcript: &'a Transcript,
    verdict: &'a ConversationVerdict<'a, 'a>,
}

impl Talk<'_> {
    /// All turns, joined as the classifier joins them.
    fn read(&self) -> (Vec<Said>, Vec<Tipping>) {
        let turns = &self.transcript.turns;
        let (mut said, mut tippings): (Vec<Said>, Vec<Tipping>) = Default::default();
        let mut readings = self.verdict.turns().iter().peekable();
        let mut speakers: Vec<(Option<&str>, Role)> = Vec::new();
        let mut next = 0;
        while let Some(first) = turns.get(next) {
            let start = next;
            let who = (first.speaker.as_deref(), first.role);
            let goes_on = |turn: &weakno_transcripts::Turn| {
                (turn.speaker.as_deref(), turn.role) == who && who != (None, Role::Unknown)
            };
            next += 1 + turns[start + 1..].iter().take_while(|turn| goes_on(turn)).count();
            let speaker = speakers.iter().position(|known| *known == who).unwrap_or_else(|| {
                speakers.push(who);
                speakers.len() - 1
            });
            let reading = readings.next_if(|reading| reading.turn() == start);
            let (text, hits, reading) = if let Some(turn) = reading {
                tippings.push(Tipping::of(self.classifier, turn));
                let hits = cue_hits(turn.text(), turn.verdict().evidence(), self.cues);
                (turn.text().to_owned(), hits, Some(reading_of(turn, self.ask_of(turn, &said))))
            } else {
                let text = joined(&turns[start..next]);
                let telling = self.is_telling(start);
                let found = if telling { self.classifier.seller_evidence(&text) } else { Vec::new() };
                let hits = cue_hits(&text, &found, self.cues);
                (text, hits, None)
            };
            said.push(Said(start, speaker, text, first.start_ms, hits, reading));
        }
        (said, tippings)
    }

    /// Whether a seller's turn asks, or answers a moment: only there are its cues worth marking.
    fn is_telling(&self, turn: usize) -> bool {
        self.verdict.asks().iter().any(|ask: &Ask| ask.turn() == turn)
            || self.verdict.weak_nos().iter().any(|moment| moment.answered_by().contains(&turn))
    }

    /// The turn that a prospect's turn answers.
    fn ask_of(&self, turn: &weakno::TurnVerdict<'_, '_>, said: &[Said]) -> Option<usize> {
        let ask = turn.ask()?;
        said.iter().rev().find(|said| said.5.is_none() && said.2 == ask).map(|said| said.0)
    }
}

fn reading_of(turn: &weakno::TurnVerdict<'_, '_>, ask: Option<usize>) -> Reading {
    let verdict = turn.verdict();
    let mut scores = [0; 6];
    for (place, (_, score)) in scores.iter_mut().zip(verdict.scores()) {
        *place = (score * 1000.0).round() as u16;
    }
    let obstacles = verdict.obstacles().iter().map(|&obstacle| obstacle as u8).collect();
    Reading(verdict.label() as u8, scores, obstacles, verdict.ask().map(|act| act as u8), ask)
}

/// Texts joined as the classifier joins what one speaker said in a row.
fn joined(turns: &[weakno_transcripts::Turn]) -> String {
    let mut text = turns[0].text.clone();
    for turn in &turns[1..] {
        if !text.is_empty() && !turn.text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(&turn.text);
    }
    text
}
