//! Inputs that the benches share: seeded, so that everybody measures the same text.

#![allow(dead_code, reason = "each bench uses its own part")]

use aho_corasick::automaton::Automaton as _;
use aho_corasick::{Anchored, MatchKind};
use weakno::Lexicon;

/// A small seeded generator (`SplitMix64`, Steele et al., 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) % bound as u64) as usize
    }

    pub(crate) fn pick<'t>(&mut self, items: &[&'t str]) -> &'t str {
        items[self.below(items.len())]
    }
}

const OPENINGS: &[&str] = &[
    "So",
    "Well",
    "I mean",
    "Honestly",
    "Yeah",
    "Okay",
    "Look",
    "To be fair",
    "Right",
    "You know",
    "At the moment",
    "Last quarter",
    "In our team",
    "As I said",
    "From what I can see",
];
const SUBJECTS: &[&str] = &[
    "the ops team",
    "our warehouse",
    "the new hire",
    "our clinic in Köln",
    "the field crew",
    "finance",
    "my colleague Zoë",
    "the board",
    "our biggest customer",
    "the Leeds branch",
    "support",
    "everybody on the floor",
    "the contractor",
];
const VERBS: &[&str] = &[
    "still keeps everything in",
    "moved half of it to",
    "reports every week from",
    "wants to look into",
    "is waiting for",
    "spent the summer on",
    "had trouble with",
    "signed off on",
    "never opened",
    "asked me about",
    "is happy with",
];
const OBJECTS: &[&str] = &[
    "a spreadsheet that nobody owns",
    "the old dashboard",
    "two different calendars",
    "the January export",
    "a paper form",
    "the route planner",
    "what the last vendor left behind",
    "the quarterly numbers",
    "an API that times out",
    "the renewal",
];
const STANCES: &[&str] = &[
    "not right now",
    "I'd have to run it by my boss",
    "it's a bit out of our budget",
    "we're happy with what we've got",
    "let me think about it",
    "no thank you",
    "sounds good, send it over",
    "maybe next quarter",
    "I don't think so",
    "we just don't have the bandwidth",
    "it depends on the price",
    "sure, let's do it",
    "call me in March",
];

/// Templated sales talk: about a third takes a stance, one in fifteen is not ASCII. Kind to caches.
pub(crate) fn talk(count: usize) -> Vec<String> {
    let mut random = Random::new(7);
    (0..count)
        .map(|_| {
            let mut text = format!(
                "{}, {} {} {}",
                random.pick(OPENINGS),
                random.pick(SUBJECTS),
                random.pick(VERBS),
                random.pick(OBJECTS)
            );
            if random.below(3) == 0 {
                text.push_str(if random.below(2) == 0 { ", so " } else { ". " });
                text.push_str(random.pick(STANCES));
            }
            if random.below(20) == 0 {
                text.push_str(" — don’t you think");
            }
            text.push('.');
            text
        })
        .collect()
}

/// Invented words with two cue words in five, of the same length: no locality, every walk ends somewhere else.
pub(crate) fn stress(count: usize) -> Vec<String> {
    let lexicon = Lexicon::builtin();
    let mut cue_words: Vec<&str> =
        lexicon.cues().iter().flat_map(weakno::Cue::phrases).flat_map(str::split_whitespace).collect();
    cue_words.sort_unstable();
    cue_words.dedup();
    cue_words.retain(|word| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\''));
    let syllables =
        ["ka", "mor", "ti", "len", "sa", "dro", "vi", "pul", "en", "gra", "qui", "sto", "be", "ran", "ol"];
    let mut random = Random::new(11);
    let invented: Vec<String> =
        (0..50_000).map(|_| (0..2 + random.below(3)).map(|_| random.pick(&syllables)).collect()).collect();
    (0..count)
        .map(|_| {
            let words: Vec<&str> = (0..15)
                .map(|_| {
                    if random.below(5) < 2 {
                        random.pick(&cue_words)
                    } else {
                        &invented[random.below(invented.len())]
                    }
                })
                .collect();
            words.join(" ")
        })
        .collect()
}

/// The yardstick: the `aho-corasick` crate's DFA over the same normalised phrases, counting all overlapping matches.
pub(crate) struct Yardstick {
    automaton: aho_corasick::dfa::DFA,
    pub(crate) phrases: usize,
}

impl Yardstick {
    /// Over the literal phrases of the built-in cues (without gaps, classes and marks).
    pub(crate) fn new() -> Self {
        let lexicon = Lexicon::builtin();
        let mut phrases: Vec<String> = lexicon
            .cues()
            .iter()
            .flat_map(weakno::Cue::phrases)
            .filter(|phrase| !phrase.contains(['@', '^', '$']) && !phrase.contains("..."))
            .map(|phrase| phrase.replace('\'', ""))
            .collect();
        phrases.sort_unstable();
        phrases.dedup();
        let automaton =
            aho_corasick::dfa::DFA::builder().match_kind(MatchKind::Standard).build(&phrases).unwrap();
        Yardstick { automaton, phrases: phrases.len() }
    }

    /// Number of matches in a normalised text.
    pub(crate) fn count(&self, text: &str) -> usize {
        let input = aho_corasick::Input::new(text).anchored(Anchored::No);
        let mut state = aho_corasick::automaton::OverlappingState::start();
        let mut count = 0;
        loop {
            self.automaton.try_find_overlapping(&input, &mut state).unwrap();
            if state.get_match().is_none() {
                return count;
            }
            count += 1;
        }
    }
}

/// The text as the yardstick's phrases are written: lower case, no apostrophes.
pub(crate) fn normalised(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.to_lowercase().replace(['\'', '’'], "")).collect()
}
