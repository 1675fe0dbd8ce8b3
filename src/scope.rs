//! Who modifies whom: cues found in a text, with overlaps resolved and scopes applied.
//!
//! The vocabulary is `ConText`'s (Harkema et al., 2009): a modifier reaches a number of words in a direction, until
//! the sentence ends or a terminator or a contrast stands in the way.

use crate::lexicon::{CueRole, Direction};
use crate::phrases::Hit;
use crate::text::Token;

/// What scope resolution needs to know of a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    pub(crate) role: CueRole,
    pub(crate) direction: Direction,
    pub(crate) window: u8,
}

/// What stands over a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Modifiers(u8);

impl Modifiers {
    pub(crate) const NEGATED: Modifiers = Modifiers(1);
    pub(crate) const HEDGED: Modifiers = Modifiers(2);
    pub(crate) const BOOSTED: Modifiers = Modifiers(4);
    pub(crate) const CONDITIONAL: Modifiers = Modifiers(8);
    pub(crate) const UNREAL: Modifiers = Modifiers(16);

    #[inline]
    pub(crate) fn has(self, other: Modifiers) -> bool {
        self.0 & other.0 != 0
    }

    fn of(role: CueRole) -> Option<Modifiers> {
        Some(match role {
            CueRole::Negator => Self::NEGATED,
            CueRole::Hedge => Self::HEDGED,
            CueRole::Booster => Self::BOOSTED,
            CueRole::Condition => Self::CONDITIONAL,
            CueRole::Reported | CueRole::Hypothetical => Self::UNREAL,
            _ => return None,
        })
    }
}

/// A cue that counts, with what stands over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) hit: Hit,
    pub(crate) modifiers: Modifiers,
    /// Whether a contrast hands the word to what follows.
    pub(crate) conceded: bool,
}

/// Result of scope resolution; reusable.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scopes {
    pub(crate) findings: Vec<Finding>,
    /// Tokens that a contrast concedes: all before the last "but", and what an "although" opens.
    pub(crate) conceded_before: u32,
    /// A range of tokens conceded by a backward contrast.
    pub(crate) conceded_range: (u32, u32),
    /// Ranges of tokens that pseudo-triggers take out of the reading.
    taken: Vec<(u32, u32)>,
}

impl Scopes {
    /// Whether the token with this number belongs to a conceded part of the text.
    #[inline]
    pub(crate) fn is_conceded(&self, token: u32) -> bool {
        token < self.conceded_before || (self.conceded_range.0 <= token && token < self.conceded_range.1)
    }

    /// Whether a pseudo-trigger takes a part of these tokens out of the reading.
    #[inline]
    pub(crate) fn is_taken(&self, first: u32, end: u32) -> bool {
        self.taken.iter().any(|&(from, to)| first < to && from < end)
    }

    /// Resolves overlaps and scopes of `hits` (which get sorted).
    pub(crate) fn resolve(&mut self, tokens: &[Token], hits: &mut [Hit], reach: impl Fn(u32) -> Reach) {
        self.findings.clear();
        self.taken.clear();
        self.conceded_before = 0;
        self.conceded_range = (0, 0);
        if hits.is_empty() {
            return;
        }
        hits.sort_unstable_by_key(|hit| (hit.first, std::cmp::Reverse(hit.end), hit.cue));
        self.keep_longest(hits, &reach);
        self.concede(tokens, &reach);
        self.modify(tokens, &reach);
        for place in 0..self.findings.len() {
            self.findings[place].conceded = self.is_conceded(self.findings[place].hit.first);
        }
    }

    /// Drops what lies inside a longer phrase, and what overlaps a pseudo-trigger.
    fn keep_longest(&mut self, hits: &[Hit], reach: &impl Fn(u32) -> Reach) {
        let mut covered = 0;
        let mut pseudo = 0;
        for &hit in hits {
            let same_span = |kept: Hit| kept.first == hit.first && kept.end == hit.end && !kept.gapped;
            let twice =
                self.findings.iter().rev().map(|kept| kept.hit).take_while(|kept| kept.first == hit.first);
            let same_cue = twice.clone().any(|kept| kept.cue == hit.cue && kept.end == hit.end);
            let inside = hit.end <= covered && !self.findings.last().is_some_and(|kept| same_span(kept.hit));
            if same_cue || inside || hit.first < pseudo {
                continue;
            }
            let role = reach(hit.cue).role;
            if role == CueRole::Pseudo {
                while self.findings.last().is_some_and(|last| last.hit.end > hit.first && !last.hit.gapped) {
                    self.findings.pop();
                }
                pseudo = hit.end;
                self.taken.push((hit.first, hit.end));
            }
            if !hit.gapped {
                covered = covered.max(hit.end);
            }
            self.findings.push(Finding { hit, modifiers: Modifiers::default(), conceded: false });
        }
    }

    fn concede(&mut self, tokens: &[Token], reach: &impl Fn(u32) -> Reach) {
        for finding in &self.findings {
            let cue = reach(finding.hit.cue);
            if cue.role != CueRole::Contrast {
                continue;
            }
            if cue.direction == Direction::Backward {
                let end = clause_end(tokens, finding.hit.end);
                self.conceded_range = (finding.hit.first, end);
            } else {
                self.conceded_before = self.conceded_before.max(finding.hit.first);
            }
        }
        // A contrast with nothing after it concedes nothing ("I would, but").
        if self.conceded_before as usize + 3 >= tokens.len() {
            self.conceded_before = 0;
        }
    }

    fn modify(&mut self, tokens: &[Token], reach: &impl Fn(u32) -> Reach) {
        for place in 0..self.findings.len() {
            let modifier = self.findings[place];
            let cue = reach(modifier.hit.cue);
            let Some(mark) = Modifiers::of(cue.role) else { continue };
            let window = u32::from(cue.window);
            if cue.direction != Direction::Backward {
                for later in place + 1..self.findings.len() {
                    let target = self.findings[later].hit;
                    let too_far = target.first > modifier.hit.end + window;
                    if too_far || sentence_between(tokens, modifier.hit.end, target.first + 1) {
                        break;
                    }
                    if ends_scope(reach(target.cue).role) {
                        break;
                    }
                    if target.first >= modifier.hit.end {
                        self.findings[later].modifiers.0 |= mark.0;
                    }
                }
            }
            if cue.direction != Direction::Forward {
                for earlier in (0..place).rev() {
                    let target = self.findings[earlier].hit;
                    let too_far = target.end + window < modifier.hit.first;
                    if too_far || sentence_between(tokens, target.end, modifier.hit.first + 1) {
                        break;
                    }
                    if ends_scope(reach(target.cue).role) {
                        break;
                    }
                    if target.end <= modifier.hit.first {
                        self.findings[earlier].modifiers.0 |= mark.0;
                    }
                }
            }
        }
    }
}

fn ends_scope(role: CueRole) -> bool {
    matches!(role, CueRole::Terminator | CueRole::Contrast)
}

fn sentence_between(tokens: &[Token], from: u32, to: u32) -> bool {
    let (from, to) = (from as usize, (to as usize).min(tokens.len()));
    from < to && tokens[from..to].iter().any(|token| token.gap.is_sentence())
}

/// The first token after `from` that begins a sentence or follows a comma.
fn clause_end(tokens: &[Token], from: u32) -> u32 {
    let rest = &tokens[(from as usize).min(tokens.len())..];
    let length = rest.iter().position(|token| token.gap != crate::text::Gap::Space).unwrap_or(rest.len());
    from + length as u32
}
