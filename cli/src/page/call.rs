//! One call as the page has it. What a conversation record has too, has the same name and the same value here.

use std::borrow::Cow;
use std::io::Write as _;

use serde::Serialize;
use weakno::{
    Act, Ask, Classifier, ConversationVerdict, Label, Moment, NextStep, NoTest, Obstacle, Outcome, Role,
    TurnVerdict,
};
use weakno_transcripts::{Transcript, Turn};

use crate::page::promise::Promise;
use crate::page::why::{CueHit, CueNumbers, Names, Tipping, cue_hits};
use crate::records::Probability;

/// A call: what is said of it, and what was said in it.
#[derive(Debug, Serialize)]
pub(crate) struct Call<'t> {
    pub(crate) conversation: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<&'t str>,
    /// The seller who took most turns, where one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seller: Option<&'t str>,
    pub(crate) turns: usize,
    pub(crate) outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outcome_turn: Option<usize>,
    /// Turn, kind, and whether it is a side offer.
    pub(crate) asked: Vec<(usize, Act, bool)>,
    /// Counts in the order of [`Label::ALL`].
    pub(crate) stances: Vec<usize>,
    pub(crate) weak_nos: Vec<OpenMoment<'t>>,
    pub(crate) obstacles: &'t [Obstacle],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) deciders: Vec<(usize, &'t str)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) no_tested: Option<(NoTest, &'t [usize])>,
    pub(crate) next_step: NextStep,
    /// How promising another call is, where this one ended on a weak no that was let go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) promise: Option<Promise>,
    pub(crate) speakers: Vec<Speaker<'t>>,
    pub(crate) said: Vec<Said<'t>>,
    /// What tipped the scales in the turns with a reading, in their order; numbered when the page is put together.
    #[serde(skip)]
    pub(crate) tippings: Vec<Tipping>,
}

/// A weak no or don't-know.
#[derive(Debug, Serialize)]
pub(crate) struct OpenMoment<'t> {
    pub(crate) turn: usize,
    pub(crate) label: Label,
    pub(crate) score: Probability,
    pub(crate) obstacles: &'t [Obstacle],
    pub(crate) probed: bool,
    pub(crate) answered_by: &'t [usize],
}

impl<'t> From<&'t Moment<'_>> for OpenMoment<'t> {
    fn from(moment: &'t Moment<'_>) -> Self {
        OpenMoment {
            turn: moment.turn(),
            label: moment.label(),
            score: Probability(moment.score()),
            obstacles: moment.obstacles(),
            probed: moment.probed(),
            answered_by: moment.answered_by(),
        }
    }
}

/// Somebody on the call.
#[derive(Debug, Serialize)]
pub(crate) struct Speaker<'t> {
    pub(crate) speaker: Option<&'t str>,
    pub(crate) role: Role,
    pub(crate) confidence: Probability,
}

/// Turns that one speaker took in a row: first turn, number of the speaker, text, start in milliseconds, cues, and what
/// was read where it was read for stance. A list, because there are many.
#[derive(Debug, Serialize)]
pub(crate) struct Said<'t>(
    pub(crate) usize,
    pub(crate) usize,
    pub(crate) Cow<'t, str>,
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

impl<'t> Call<'t> {
    /// The call of a transcript, with all its explanations.
    pub(crate) fn new(
        classifier: &Classifier,
        cues: &CueNumbers<'_>,
        transcript: &'t Transcript,
        verdict: &'t ConversationVerdict<'_, '_>,
    ) -> Self {
        let (said, tippings) = Talk { classifier, cues, transcript, verdict }.read();
        Call {
            conversation: &transcript.id,
            title: transcript.title.as_deref(),
            date: transcript.date.as_deref(),
            seller: seller(&said, verdict),
            turns: verdict.len(),
            outcome: verdict.outcome(),
            outcome_turn: verdict.outcome_turn(),
            asked: verdict.asks().iter().map(|ask| (ask.turn(), ask.kind(), ask.is_side_offer())).collect(),
            stances: verdict.stances().map(|(_, count)| count).collect(),
            weak_nos: verdict.weak_nos().iter().map(OpenMoment::from).collect(),
            obstacles: verdict.obstacles(),
            deciders: verdict.deciders().iter().map(|decider| (decider.turn(), decider.name())).collect(),
            no_tested: verdict.no_tested().map(|no| (no.reason(), no.turns())),
            next_step: verdict.next_step(),
            promise: Promise::of(verdict),
            speakers: verdict
                .roles()
                .iter()
                .map(|role| Speaker {
                    speaker: role.speaker(),
                    role: role.role(),
                    confidence: Probability(role.confidence()),
                })
                .collect(),
            said,
            tippings,
        }
    }

    /// Writes the call as JSON; the features that tipped the scales by their number in `features`.
    pub(crate) fn write(&self, out: &mut Vec<u8>, features: &mut Names) {
        let done = "calls serialise, and memory takes all";
        serde_json::to_writer(&mut *out, self).expect(done);
        out.pop();
        out.extend_from_slice(b",\"why\":[");
        for (place, tipping) in self.tippings.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(out, "{comma}[{},{}", tipping.over as u8, tipping.rest).expect(done);
            for (feature, weight) in &tipping.by {
                write!(out, ",{},{weight}", features.number(feature)).expect(done);
            }
            out.push(b']');
        }
        out.extend_from_slice(b"]}");
    }

    /// Whether anybody is known to sell.
    pub(crate) fn has_seller(&self) -> bool {
        self.speakers.iter().any(|speaker| speaker.role == Role::Rep)
    }
}

/// The seller who speaks most often.
fn seller<'t>(said: &[Said<'_>], verdict: &'t ConversationVerdict<'_, '_>) -> Option<&'t str> {
    let turns = |place: usize| said.iter().filter(|said| said.1 == place).count();
    let sellers = verdict.roles().iter().enumerate().filter(|(_, role)| role.role() == Role::Rep);
    let named = sellers.filter_map(|(place, role)| role.speaker().map(|name| (turns(place), name)));
    named.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, name)| name)
}

/// A transcript and what was read out of it.
struct Talk<'a, 't> {
    classifier: &'a Classifier,
    cues: &'a CueNumbers<'a>,
    transcript: &'t Transcript,
    verdict: &'t ConversationVerdict<'t, 't>,
}

impl<'t> Talk<'_, 't> {
    /// All turns, joined as the classifier joins them.
    fn read(&self) -> (Vec<Said<'t>>, Vec<Tipping>) {
        let turns = &self.transcript.turns;
        let (mut said, mut tippings): (Vec<Said<'t>>, Vec<Tipping>) = Default::default();
        let mut readings = self.verdict.turns().iter().peekable();
        let mut speakers: Vec<(Option<&str>, Role)> = Vec::new();
        let mut next = 0;
        while let Some(first) = turns.get(next) {
            let start = next;
            let who = (first.speaker.as_deref(), first.role);
            let goes_on =
                |turn: &Turn| (turn.speaker.as_deref(), turn.role) == who && who != (None, Role::Unknown);
            next += 1 + turns[start + 1..].iter().take_while(|turn| goes_on(turn)).count();
            let speaker = speakers.iter().position(|known| *known == who).unwrap_or_else(|| {
                speakers.push(who);
                speakers.len() - 1
            });
            let (text, hits, reading) = if let Some(turn) =
                readings.next_if(|reading| reading.turn() == start)
            {
                tippings.push(Tipping::of(self.classifier, turn));
                let hits = cue_hits(turn.text(), turn.verdict().evidence(), self.cues);
                (Cow::Borrowed(turn.text()), hits, Some(reading_of(turn, ask_of(turn, &said))))
            } else {
                let text = joined(&turns[start..next]);
                let found =
                    if self.is_telling(start) { self.classifier.seller_evidence(&text) } else { Vec::new() };
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
            || self.verdict.weak_nos().iter().any(|moment| match moment.answered_by() {
                [first, ..] if !moment.probed() => *first == turn,
                turns => turns.contains(&turn),
            })
    }
}

/// The turn that a prospect's turn answers.
fn ask_of(turn: &TurnVerdict<'_, '_>, said: &[Said<'_>]) -> Option<usize> {
    let ask = turn.ask()?;
    said.iter().rev().find(|said| said.5.is_none() && said.2 == ask).map(|said| said.0)
}

fn reading_of(turn: &TurnVerdict<'_, '_>, ask: Option<usize>) -> Reading {
    let verdict = turn.verdict();
    let mut scores = [0; 6];
    for (place, (_, score)) in scores.iter_mut().zip(verdict.scores()) {
        *place = (score * 1000.0).round() as u16;
    }
    let obstacles = verdict.obstacles().iter().map(|&obstacle| obstacle as u8).collect();
    Reading(verdict.label() as u8, scores, obstacles, verdict.ask().map(|act| act as u8), ask)
}

/// Texts joined as the classifier joins what one speaker said in a row.
fn joined(turns: &[Turn]) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(turns[0].text.as_str());
    for turn in turns[1..].iter().filter(|turn| !turn.text.is_empty()) {
        let text = text.to_mut();
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(&turn.text);
    }
    text
}
