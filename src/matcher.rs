//! All phrases in one automaton over words.
//!
//! Cues and learned word sequences are sequences of [`WordId`]s. They sit in one trie whose edges live in a hash
//! table keyed by (state, word), so that a step costs one look-up whatever the number of phrases, and building takes
//! one insertion per word of a phrase. At every word of the text the trie is walked as far as it goes, which finds
//! all overlapping matches; on class words the walk branches, because a phrase may name the word or its class. Most
//! walks end after one step: a state carries a small filter of the words that lead on, which says so without touching
//! the table. `tests/oracle.rs` holds all of it against an Aho-Corasick automaton over the spelled-out phrases.

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

/// What is known of a state.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// One bit for each word that leads on, or for several.
    onward: u64,
    /// Where its payloads begin in `outputs`.
    outputs: u32,
    /// How many payloads it has.
    count: u32,
}

impl Node {
    #[inline]
    fn may_lead_on(&self, word: WordId) -> bool {
        self.onward & bit(word) != 0
    }
}

/// The filter bit of a word.
#[inline]
fn bit(word: WordId) -> u64 {
    1 << (word.wrapping_mul(0x9e37_79b9) >> 26)
}

/// The automaton.
#[derive(Clone, Debug)]
pub(crate) struct Matcher {
    edges: Vec<Edge>,
    mask: usize,
    count: usize,
    /// Where the walk goes from the root, by word: the first step of every walk needs no hashing.
    first: Vec<State>,
    nodes: Vec<Node>,
    outputs: Vec<Payload>,
}

/// Collects phrases for a [`Matcher`].
#[derive(Debug)]
pub(crate) struct MatcherBuilder {
    matcher: Matcher,
    ends: Vec<(State, Payload)>,
}

impl MatcherBuilder {
    pub(crate) fn new() -> Self {
        let size = 1 << 17;
        let matcher = Matcher {
            edges: vec![NO_EDGE; size],
            mask: size - 1,
            count: 0,
            first: Vec::new(),
            nodes: vec![Node::default()],
            outputs: Vec::new(),
        };
        MatcherBuilder { matcher, ends: Vec::new() }
    }

    /// Adds a phrase. An empty one is never found.
    pub(crate) fn insert(&mut self, words: impl IntoIterator<Item = WordId>, payload: Payload) {
        let mut state = ROOT;
        for word in words {
            let next = if state == ROOT {
                self.matcher.first.get(word as usize).copied().unwrap_or(NOWHERE)
            } else {
                self.matcher.step(state, word)
            };
            state = if next == NOWHERE { self.grow(state, word) } else { next };
        }
        if state != ROOT {
            self.ends.push((state, payload));
        }
    }

    fn grow(&mut self, from: State, word: WordId) -> State {
        let matcher = &mut self.matcher;
        let to = matcher.nodes.len() as State;
        matcher.nodes.push(Node::default());
        if from == ROOT {
            if matcher.first.len() <= word as usize {
                matcher.first.resize(word as usize + 1, NOWHERE);
            }
            matcher.first[word as usize] = to;
            return to;
        }
        matcher.nodes[from as usize].onward |= bit(word);
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
        for (place, &(state, payload)) in self.ends.iter().enumerate() {
            let node = &mut matcher.nodes[state as usize];
            if node.count == 0 {
                node.outputs = place as u32;
            }
            node.count += 1;
            matcher.outputs.push(payload);
        }
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
        let mut place = hash(from, word) & self.mask;
        loop {
            let edge = self.edges[place];
            if edge.from == from && edge.word == word {
                return edge.to;
            }
            if edge.from == NOWHERE {
                return NOWHERE;
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
        for (first, token) in tokens.iter().enumerate() {
            for name in [token.word, token.class] {
                if name != UNKNOWN {
                    let state = self.first.get(name as usize).copied().unwrap_or(NOWHERE);
                    if state != NOWHERE {
                        self.enter(tokens, first, first, state, &mut report);
                    }
                }
            }
        }
    }

    /// Reports what ends in `state`, which the token at `at` led to, and walks on.
    fn enter(&self, tokens: &[Token], first: usize, at: usize, state: State, report: &mut impl FnMut(Found)) {
        let (mut state, mut at) = (state, at);
        loop {
            let node = self.nodes[state as usize];
            for &payload in &self.outputs[node.outputs as usize..(node.outputs + node.count) as usize] {
                report(Found { payload, first: first as u32, end: at as u32 + 1 });
            }
            at += 1;
            let Some(token) = tokens.get(at) else { return };
            if token.gap.is_sentence() || at - first >= MAX_WORDS {
                return;
            }
            let named = |name: WordId| {
                let onward = name != UNKNOWN && node.may_lead_on(name);
                if onward { self.step(state, name) } else { NOWHERE }
            };
            let (by_word, by_class) = (named(token.word), named(token.class));
            state = match (by_word, by_class) {
                (NOWHERE, NOWHERE) => return,
                (next, NOWHERE) | (NOWHERE, next) => next,
                (next, class) => {
                    self.enter(tokens, first, at, class, report);
                    next
                }
            };
        }
    }

    /// Bytes on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.edges.capacity() * size_of::<Edge>()
            + self.nodes.capacity() * size_of::<Node>()
            + (self.first.capacity() + self.outputs.capacity()) * 4
    }
}
