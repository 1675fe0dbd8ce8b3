//! All phrases in one automaton over words.
//!
//! Cues and learned word sequences are sequences of [`WordId`]s. They sit in one trie whose edges live in a hash
//! table keyed by (state, word), so that a step costs one look-up whatever the number of phrases, and building takes
//! one insertion per word of a phrase. At every word of the text the trie is walked as far as it goes, which finds
//! all overlapping matches; on class words the walk branches, because a phrase may name the word or its class.
//! `tests/oracle.rs` holds it against an Aho-Corasick automaton over the spelled-out phrases.

use crate::text::{Token, UNKNOWN, WordId};

/// What a phrase stands for: an opaque number given at insertion.
pub(crate) type Payload = u32;

/// A phrase found in a sequence of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// What the phrase stands for.
    pub(crate) payload: Payload,
    /// First token.
    pub(crate) first: u32,
    /// Token after the last one.
    pub(crate) end: u32,
}

type State = u32;
const ROOT: State = 0;
const NOWHERE: State = u32::MAX;

/// Most words in a phrase; bounds the walk at every word, and with it the time of a scan.
pub(crate) const MAX_WORDS: usize = 16;

#[derive(Clone, Copy, Debug)]
struct Edge {
    from: State,
    word: WordId,
    to: State,
}

const NO_EDGE: Edge = Edge { from: NOWHERE, word: UNKNOWN, to: NOWHERE };

/// The automaton.
#[derive(Clone, Debug)]
pub(crate) struct Matcher {
    edges: Vec<Edge>,
    mask: usize,
    count: usize,
    /// Where the walk goes from the root, by word: the first step of every walk needs no hashing.
    first: Vec<State>,
    /// First entry in `outputs` of each state, and one more.
    bounds: Vec<u32>,
    outputs: Vec<Payload>,
}

/// Collects phrases for a [`Matcher`].
#[derive(Debug)]
pub(crate) struct MatcherBuilder {
    matcher: Matcher,
    ends: Vec<(State, Payload)>,
    states: u32,
}

impl MatcherBuilder {
    pub(crate) fn new() -> Self {
        let size = 1 << 14;
        let matcher = Matcher {
            edges: vec![NO_EDGE; size],
            mask: size - 1,
            count: 0,
            first: Vec::new(),
            bounds: Vec::new(),
            outputs: Vec::new(),
        };
        MatcherBuilder { matcher, ends: Vec::new(), states: 1 }
    }

    /// Adds a phrase. An empty one is never found.
    pub(crate) fn insert(&mut self, words: impl IntoIterator<Item = WordId>, payload: Payload) {
        let mut state = ROOT;
        for word in words {
            let next = self.matcher.step(state, word);
            state = if next == NOWHERE { self.grow(state, word) } else { next };
        }
        if state != ROOT {
            self.ends.push((state, payload));
        }
    }

    fn grow(&mut self, from: State, word: WordId) -> State {
        let to = self.states;
        self.states += 1;
        let matcher = &mut self.matcher;
        if from == ROOT {
            if matcher.first.len() <= word as usize {
                matcher.first.resize(word as usize + 1, NOWHERE);
            }
            matcher.first[word as usize] = to;
            return to;
        }
        if matcher.count * 2 >= matcher.edges.len() {
            let old = std::mem::take(&mut matcher.edges);
            matcher.edges = vec![NO_EDGE; old.len() * 2];
            matcher.mask = matcher.edges.len() - 1;
            for edge in old.into_iter().filter(|edge| edge.from != NOWHERE) {
                matcher.place(edge);
            }
        }
        matcher.place(Edge { from, word, to });
        matcher.count += 1;
        to
    }

    /// The automaton over a vocabulary of `words` words.
    pub(crate) fn build(mut self, words: usize) -> Matcher {
        self.ends.sort_unstable();
        self.ends.dedup();
        let mut matcher = self.matcher;
        matcher.first.resize(words, NOWHERE);
        matcher.bounds = vec![0; self.states as usize + 1];
        for &(state, _) in &self.ends {
            matcher.bounds[state as usize + 1] += 1;
        }
        for state in 0..self.states as usize {
            matcher.bounds[state + 1] += matcher.bounds[state];
        }
        matcher.outputs = self.ends.into_iter().map(|(_, payload)| payload).collect();
        matcher
    }
}

#[inline]
fn hash(from: State, word: WordId) -> usize {
    let key = (u64::from(from) << 32) | u64::from(word);
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

impl Matcher {
    #[inline]
    fn step(&self, from: State, word: WordId) -> State {
        if from == ROOT {
            return self.first.get(word as usize).copied().unwrap_or(NOWHERE);
        }
        let mut place = hash(from, word) & self.mask;
        loop {
            let edge = self.edges[place];
            if edge.from == NOWHERE {
                return NOWHERE;
            }
            if edge.from == from && edge.word == word {
                return edge.to;
            }
            place = (place + 1) & self.mask;
        }
    }

    fn place(&mut self, edge: Edge) {
        let mut place = hash(edge.from, edge.word) & self.mask;
        while self.edges[place].from != NOWHERE {
            place = (place + 1) & self.mask;
        }
        self.edges[place] = edge;
    }

    /// Calls `report` with every phrase in `tokens`, by first token; phrases do not cross the end of a sentence.
    #[inline]
    pub(crate) fn find(&self, tokens: &[Token], mut report: impl FnMut(Found)) {
        for first in 0..tokens.len() {
            self.walk(tokens, first, first, ROOT, &mut report);
        }
    }

    #[inline]
    fn walk(
        &self,
        tokens: &[Token],
        first: usize,
        at: usize,
        state: State,
        report: &mut impl FnMut(Found),
    ) {
        let Some(token) = tokens.get(at) else { return };
        if at > first && (token.gap.is_sentence() || at - first >= MAX_WORDS) {
            return;
        }
        if token.word != UNKNOWN {
            self.enter(tokens, first, at, self.step(state, token.word), report);
        }
        if token.class != UNKNOWN {
            self.enter(tokens, first, at, self.step(state, token.class), report);
        }
    }

    fn enter(
        &self,
        tokens: &[Token],
        first: usize,
        at: usize,
        state: State,
        report: &mut impl FnMut(Found),
    ) {
        if state == NOWHERE {
            return;
        }
        let outputs = self.bounds[state as usize] as usize..self.bounds[state as usize + 1] as usize;
        for &payload in &self.outputs[outputs] {
            report(Found { payload, first: first as u32, end: at as u32 + 1 });
        }
        self.walk(tokens, first, at + 1, state, report);
    }

    /// Bytes on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.edges.capacity() * size_of::<Edge>()
            + (self.first.capacity() + self.bounds.capacity() + self.outputs.capacity()) * 4
    }
}
