//! What must hold for any text and any conversation.

use proptest::prelude::*;
use weakno::{Classifier, Label, Role, Scratch, Turn, Utterance};

fn classifier() -> &'static Classifier {
    static CLASSIFIER: std::sync::LazyLock<Classifier> = std::sync::LazyLock::new(Classifier::new);
    &CLASSIFIER
}

/// Pieces that say something, and pieces of anything.
fn text() -> impl Strategy<Value = String> {
    let telling = prop::sample::select(vec![
        "not right now",
        "no",
        "Yeah,",
        "but",
        "my boss",
        "I’d love to",
        "let me think about it.",
        "too expensive",
        "Shall we go ahead?",
        "any reason not to",
        "until March",
        "😀",
        "İ",
        "e\u{301}",
        "...",
        "why not",
        "no problem",
        "\u{202e}",
        "don't",
    ])
    .prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![3 => telling, 1 => ".{0,12}"], 0..12)
        .prop_map(|pieces| pieces.join(" "))
}

fn turns() -> impl Strategy<Value = Vec<(String, usize, usize)>> {
    prop::collection::vec((text(), 0..3_usize, 0..3_usize), 0..14)
}

const SPEAKERS: [Option<&str>; 3] = [Some("Ann"), Some("Bo"), None];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn spans_slice_the_text_and_scores_add_up(text in text(), ask in prop::option::of(text())) {
        let mut utterance = Utterance::new(&text);
        if let Some(ask) = &ask {
            utterance = utterance.with_ask(ask);
        }
        let verdict = classifier().classify(utterance);
        for evidence in verdict.evidence() {
            prop_assert!(text.get(evidence.span()).is_some_and(|slice| !slice.is_empty()));
        }
        let sum: f32 = verdict.scores().map(|(_, score)| score).sum();
        prop_assert!((sum - 1.0).abs() < 1e-4);
        let best = verdict.scores().map(|(_, score)| score).fold(0.0, f32::max);
        prop_assert!(verdict.score_of(verdict.label()) >= best);
    }

    #[test]
    fn contributions_add_up_to_the_verdict(text in text(), ask in prop::option::of(text())) {
        let mut utterance = Utterance::new(&text);
        if let Some(ask) = &ask {
            utterance = utterance.with_ask(ask);
        }
        let mut sums = [0.0_f32; 6];
        for contribution in classifier().explain(utterance) {
            for (sum, &label) in sums.iter_mut().zip(Label::ALL) {
                *sum += contribution.weight(label);
            }
        }
        let verdict = classifier().classify(utterance);
        // Fixed-point damping and shifts lose less than this much of a log-odd.
        let best = sums.iter().copied().fold(f32::MIN, f32::max);
        prop_assert!(sums[verdict.label() as usize] >= best - 0.1, "{sums:?} {verdict:?}");
    }

    #[test]
    fn scratch_space_leaves_no_trace(texts in prop::collection::vec(text(), 1..6)) {
        let mut scratch = Scratch::new();
        for text in &texts {
            prop_assert_eq!(classifier().classify_with(&mut scratch, text.as_str()), &classifier().classify(text.as_str()));
        }
    }

    #[test]
    fn case_apostrophes_and_white_space_do_not_matter(text in text()) {
        let label = classifier().classify(text.as_str()).label();
        prop_assume!(text.is_ascii());
        for other in [text.to_uppercase(), text.replace('\'', "\u{2019}"), format!("  {} ", text.replace(' ', "  "))] {
            prop_assert_eq!(classifier().classify(other.as_str()).label(), label, "{}", other);
        }
    }

    #[test]
    fn a_live_conversation_says_after_every_turn_what_the_whole_says(turns in turns()) {
        let roles = [Role::Rep, Role::Prospect, Role::Unknown];
        let turns: Vec<Turn<'_>> = turns
            .iter()
            .map(|(text, speaker, role)| {
                let turn = Turn::new(text).with_role(roles[*role]);
                SPEAKERS[*speaker].map_or(turn, |speaker| turn.with_speaker(speaker))
            })
            .collect();
        let mut live = classifier().live_conversation();
        for end in 1..=turns.len() {
            live.push(turns[end - 1]);
            let whole = classifier().conversation(&turns[..end]);
            prop_assert_eq!(live.verdict(), whole);
        }
    }
}
