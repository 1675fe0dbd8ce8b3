//! The automaton over words against Aho-Corasick over the spelled-out phrases: both must find the same phrases.

use aho_corasick::{AhoCorasick, MatchKind};
use proptest::prelude::*;
use weakno::{Classifier, Lexicon};

/// Words of which phrases and texts are made: short, overlapping, one inside another.
const WORDS: &[&str] = &["no", "now", "not", "right", "way", "problem", "norway", "on", "w", "ay"];

fn lexicon(phrases: &[Vec<usize>]) -> Lexicon {
    let cues: Vec<String> = phrases
        .iter()
        .enumerate()
        .map(|(number, words)| {
            let phrase: Vec<&str> = words.iter().map(|&word| WORDS[word]).collect();
            format!(
                "[[cue]]\nid = \"c{number}\"\nrole = \"time\"\nphrases = [\"{}\"]\nnote = \"n\"\nsource = \"s\"\nfires = [\"f\"]\nmisses = [\"m\"]\n",
                phrase.join(" ")
            )
        })
        .collect();
    Lexicon::from_toml(&cues.join("\n")).unwrap()
}

/// Spans that are not inside a longer one: what is left of overlapping matches after overlaps are resolved.
fn longest(mut spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    spans.sort_unstable();
    spans.dedup();
    let all = spans.clone();
    spans.retain(|span| !all.iter().any(|other| other != span && other.0 <= span.0 && span.1 <= other.1));
    spans
}

proptest! {
    #[test]
    fn finds_what_aho_corasick_finds(
        phrases in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 1..4), 1..12),
        text in prop::collection::vec(0..WORDS.len(), 0..20),
    ) {
        let classifier = Classifier::builder().lexicon(lexicon(&phrases)).build().unwrap();
        let text: Vec<&str> = text.into_iter().map(|word| WORDS[word]).collect();
        let text = text.join(" ");
        let found: Vec<(usize, usize)> =
            classifier.classify(text.as_str()).evidence().iter().map(|evidence| (evidence.span().start, evidence.span().end)).collect();
        let spelled: Vec<String> = phrases
            .iter()
            .map(|words| format!(" {} ", words.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ")))
            .collect();
        let oracle = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&spelled).unwrap();
        let padded = format!(" {text} ");
        let expected = oracle.find_overlapping_iter(&padded).map(|found| (found.start(), found.end() - 2)).collect();
        prop_assert_eq!(longest(found), longest(expected));
    }
}
