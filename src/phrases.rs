//! The notation of phrases, and all phrases of a lexicon compiled into one automaton.
//!
//! A phrase is words separated by spaces. `@class` stands for any word of a class, `^` and `$` for the two ends of the
//! text, and `...` for a few words of any kind: a phrase with `...` is a sequence of *segments*, which the automaton
//! finds one by one and [`Joiner`] puts together.

use std::fmt;

use crate::lexicon::Lexicon;
use crate::matcher::{Found, MAX_WORDS, Matcher, MatcherBuilder};
use crate::text::{END, MAX_EXPANSION, START, Token, UNKNOWN, Vocabulary, WordId, spellings};

/// What a compiled phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A whole phrase of the cue with this number.
    Cue(u32),
    /// A segment, by its place in [`Phrases::segments`].
    Segment(u32),
    /// A row of the stance model.
    Stance(u32),
    /// A row of the act model.
    Act(u32),
    /// A row of the stance model that counts when the words are in the ask.
    Ask(u32),
}

const KIND_SHIFT: u32 = 29;
const INDEX_MASK: u32 = (1 << KIND_SHIFT) - 1;

impl Meaning {
    #[inline]
    fn pack(self) -> u32 {
        let (kind, index) = match self {
            Meaning::Cue(index) => (0, index),
            Meaning::Segment(index) => (1, index),
            Meaning::Stance(index) => (2, index),
            Meaning::Act(index) => (3, index),
            Meaning::Ask(index) => (4, index),
        };
        (kind << KIND_SHIFT) | (index & INDEX_MASK)
    }

    #[inline]
    pub(crate) fn unpack(packed: u32) -> Self {
        let index = packed & INDEX_MASK;
        match packed >> KIND_SHIFT {
            0 => Meaning::Cue(index),
            1 => Meaning::Segment(index),
            2 => Meaning::Stance(index),
            3 => Meaning::Act(index),
            _ => Meaning::Ask(index),
        }
    }
}

/// One segment of a phrase with gaps.
#[derive(Clone, Copy, Debug)]
struct Segment {
    rule: u32,
    place: u8,
}

/// A phrase with gaps.
#[derive(Clone, Copy, Debug)]
struct Rule {
    cue: u32,
    segments: u8,
    gap: u8,
}

/// A phrase that cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PhraseError(String);

impl fmt::Display for PhraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All phrases, ready to be found.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    pub(crate) vocabulary: Vocabulary,
    matcher: Matcher,
    segments: Vec<Segment>,
    rules: Vec<Rule>,
}

/// Collects phrases for [`Phrases`].
#[derive(Debug)]
pub(crate) struct PhrasesBuilder {
    vocabulary: Vocabulary,
    matcher: MatcherBuilder,
    segments: Vec<Segment>,
    rules: Vec<Rule>,
    words: Vec<WordId>,
}

impl PhrasesBuilder {
    /// Starts with the spellings and word classes of a lexicon.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut vocabulary = Vocabulary::new();
        for filler in lexicon.fillers() {
            let id = vocabulary.intern(filler);
            vocabulary.word_mut(id).filler = true;
        }
        for class in lexicon.classes() {
            let class_id = vocabulary.intern(&format!("@{}", class.id));
            for word in class.words.iter() {
                let id = vocabulary.intern(word);
                vocabulary.word_mut(id).class = class_id;
            }
        }
        for (word, reads) in lexicon.aliases() {
            let mut expansion = [UNKNOWN; MAX_EXPANSION];
            for (place, part) in expansion.iter_mut().zip(reads.split(' ')) {
                *place = vocabulary.intern(part);
            }
            let id = vocabulary.intern(word);
            vocabulary.word_mut(id).expansion = expansion;
        }
        PhrasesBuilder {
            vocabulary,
            matcher: MatcherBuilder::new(),
            segments: Vec::new(),
            rules: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Adds a phrase of the cue with the number `cue`.
    pub(crate) fn cue(&mut self, cue: u32, phrase: &str, gap: u8) -> Result<(), PhraseError> {
        let mut segments = phrase.split("...");
        let first = segments.next().unwrap_or_default();
        let rest: Vec<&str> = segments.collect();
        if rest.is_empty() {
            return self.insert(first, Meaning::Cue(cue));
        }
        let rule = self.rules.len() as u32;
        let count = rest.len() as u8 + 1;
        self.rules.push(Rule { cue, segments: count, gap });
        for (place, segment) in std::iter::once(first).chain(rest).enumerate() {
            let number = self.segments.len() as u32;
            self.segments.push(Segment { rule, place: place as u8 });
            self.insert(segment, Meaning::Segment(number))?;
        }
        Ok(())
    }

    /// Adds a sequence of words (no gaps) with its meaning.
    pub(crate) fn insert(&mut self, phrase: &str, meaning: Meaning) -> Result<(), PhraseError> {
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        let outcome = self.read(phrase, &mut words);
        if outcome.is_ok() {
            self.matcher.insert(words.iter().copied(), meaning.pack());
        }
        self.words = words;
        outcome
    }

    fn read(&mut self, phrase: &str, words: &mut Vec<WordId>) -> Result<(), PhraseError> {
        for item in phrase.split_whitespace() {
            match item {
                "^" => words.push(START),
                "$" => words.push(END),
                class if class.starts_with('@') => {
                    let before = self.vocabulary.len();
                    let id = self.vocabulary.intern(class);
                    if self.vocabulary.len() > before {
                        return Err(PhraseError(format!("no word class is called `{class}`")));
                    }
                    words.push(id);
                }
                plain => {
                    let vocabulary = &mut self.vocabulary;
                    spellings(plain, |spelling| {
                        let id = vocabulary.intern(spelling);
                        let word = *vocabulary.word(id);
                        if word.filler {
                        } else if word.expansion[0] == UNKNOWN {
                            words.push(id);
                        } else {
                            words.extend(word.expansion.into_iter().take_while(|&part| part != UNKNOWN));
                        }
                    });
                }
            }
        }
        if words.is_empty() {
            return Err(PhraseError(format!(
                "the phrase `{phrase}` has no words, or an empty side of a gap"
            )));
        }
        if words.len() > MAX_WORDS {
            return Err(PhraseError(format!("the phrase `{phrase}` has more than {MAX_WORDS} words")));
        }
        Ok(())
    }

    pub(crate) fn build(self) -> Phrases {
        let matcher = self.matcher.build(self.vocabulary.len());
        Phrases { vocabulary: self.vocabulary, matcher, segments: self.segments, rules: self.rules }
    }
}

/// A cue found in a text, before scopes are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The number of the cue.
    pub(crate) cue: u32,
    /// First token.
    pub(crate) first: u32,
    /// Token after the last one.
    pub(crate) end: u32,
    /// Whether the phrase has a gap, so that what lies inside is not part of it.
    pub(crate) gapped: bool,
}

/// A row of a model whose words were found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowHit {
    pub(crate) row: u32,
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// Whose turn a text is: which rows it can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Prospect,
    Seller,
}

/// Everything found in a text; reusable.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    pub(crate) hits: Vec<Hit>,
    /// Rows of the model that reads the turn: stance for a prospect's, acts for a seller's.
    pub(crate) rows: Vec<RowHit>,
    /// Rows of the stance model that a seller's turn adds to the answer.
    pub(crate) ask_rows: Vec<RowHit>,
    partial: Vec<Partial>,
}

/// A phrase with gaps of which some segments were found.
#[derive(Clone, Copy, Debug)]
struct Partial {
    rule: u32,
    next: u8,
    first: u32,
    end: u32,
}

impl Phrases {
    /// Finds all cues and the wanted rows in `tokens`.
    #[inline]
    pub(crate) fn find(&self, tokens: &[Token], side: Side, out: &mut Matches) {
        let Matches { hits, rows, ask_rows, partial } = out;
        hits.clear();
        rows.clear();
        ask_rows.clear();
        partial.clear();
        self.matcher.find(tokens, |found: Found| {
            let Found { first, end, payload } = found;
            match (Meaning::unpack(payload), side) {
                (Meaning::Cue(cue), _) => hits.push(Hit { cue, first, end, gapped: false }),
                (Meaning::Segment(number), _) => self.join(tokens, number, found, partial, hits),
                (Meaning::Stance(row), Side::Prospect) | (Meaning::Act(row), Side::Seller) => {
                    rows.push(RowHit { row, first, end });
                }
                (Meaning::Ask(row), Side::Seller) => ask_rows.push(RowHit { row, first, end }),
                _ => {}
            }
        });
    }

    /// Takes a segment into the phrases that wait for it. Segments arrive by first token.
    fn join(
        &self,
        tokens: &[Token],
        number: u32,
        found: Found,
        partial: &mut Vec<Partial>,
        hits: &mut Vec<Hit>,
    ) {
        let segment = self.segments[number as usize];
        let rule = self.rules[segment.rule as usize];
        if segment.place == 0 {
            let waiting = Partial { rule: segment.rule, next: 1, first: found.first, end: found.end };
            match partial.iter_mut().find(|partial| partial.rule == segment.rule) {
                Some(partial) => *partial = waiting,
                None => partial.push(waiting),
            }
            return;
        }
        let Some(place) = partial.iter().position(|partial| partial.rule == segment.rule) else { return };
        let waiting = &mut partial[place];
        let in_order = waiting.next == segment.place && waiting.end <= found.first;
        if !in_order || found.first - waiting.end > u32::from(rule.gap) {
            return;
        }
        let between = &tokens[waiting.end as usize..=found.first as usize];
        if between.iter().any(|token| token.gap.is_sentence()) {
            return;
        }
        waiting.end = found.end;
        waiting.next += 1;
        if waiting.next == rule.segments {
            hits.push(Hit { cue: rule.cue, first: waiting.first, end: found.end, gapped: true });
            partial.swap_remove(place);
        }
    }

    /// Bytes on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.vocabulary.heap_bytes()
            + self.matcher.heap_bytes()
            + self.segments.capacity() * size_of::<Segment>()
            + self.rules.capacity() * size_of::<Rule>()
    }
}
