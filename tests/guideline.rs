//! The lines of `docs/labels.md` that people trip over, each with a contrasting case.

use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;
use weakno::{Label, Utterance};

/// Group, ask (empty: not given), text, and the labels that are right.
const CASES: &[(&str, &str, &str, &[Label])] = {
    use Label::{DontKnow, None, StrongNo, WeakNo, WeakYes, Yes};
    const LEANS_YES_OR_NOTHING: &[Label] = &[Yes, WeakYes, None];
    &[
        // A negation in an idiom is no refusal.
        ("idiom", "Can you hold for a second?", "No problem.", LEANS_YES_OR_NOTHING),
        ("idiom", "Shall we start on Monday?", "No, the problem is the price.", &[WeakNo]),
        ("idiom", "Sorry, my screen froze.", "No worries.", LEANS_YES_OR_NOTHING),
        ("idiom", "Shall we go ahead?", "No, I worry about the security.", &[WeakNo]),
        ("idiom", "Shall we go ahead?", "It's a no-brainer.", LEANS_YES_OR_NOTHING),
        ("idiom", "Shall we go ahead?", "Sure, why not.", LEANS_YES_OR_NOTHING),
        ("idiom", "Shall we go ahead?", "Why would we? No.", &[StrongNo, WeakNo]),
        ("idiom", "So we start in May.", "I can't wait!", LEANS_YES_OR_NOTHING),
        ("idiom", "Shall we start in May?", "We can't, not before June.", &[WeakNo]),
        ("idiom", "Paperwork is the worst part.", "I couldn't agree more.", LEANS_YES_OR_NOTHING),
        ("idiom", "Is that agreed, then?", "I couldn't agree to that price.", &[WeakNo, StrongNo]),
        ("idiom", "What do you make of it?", "Not bad at all.", LEANS_YES_OR_NOTHING),
        ("idiom", "Shall we do it?", "You can't go wrong with that, let's do it.", LEANS_YES_OR_NOTHING),
        // The ask flips the words.
        ("flipped ask", "Any reason not to go ahead?", "No.", &[Yes]),
        ("flipped ask", "Shall we go ahead?", "No.", &[StrongNo]),
        ("flipped ask", "Would you mind if I sent the paperwork?", "Not at all.", &[Yes]),
        ("flipped ask", "Are you interested in the paperwork?", "Not at all.", &[StrongNo, WeakNo]),
        ("flipped ask", "Any other questions?", "No, not really.", &[None]),
        ("flipped ask", "Would you like to try it?", "No, not really.", &[WeakNo]),
        ("flipped ask", "Is that a no?", "Yeah, I'm afraid so.", &[StrongNo]),
        ("flipped ask", "Is that a yes?", "Yeah, let's do it.", &[Yes]),
        ("flipped ask", "Are you using a CRM today?", "Not really.", &[None]),
        // The last word counts.
        ("last word", "Shall we try it?", "No… well, actually, sure, why not.", &[WeakYes, Yes]),
        ("last word", "Shall we try it?", "Yeah, yeah, but honestly no.", &[StrongNo]),
        ("last word", "Shall we try it?", "Yes please, let's try it.", &[Yes]),
        // Spelling does not matter.
        ("spelling", "Shall we book it?", "I don't think so.", &[WeakNo]),
        ("spelling", "Shall we book it?", "I don\u{2019}t think so.", &[WeakNo]),
        ("spelling", "Shall we book it?", "i dont think so", &[WeakNo]),
        ("spelling", "Shall we book it?", "I think so, book it.", &[Yes, WeakYes]),
        ("spelling", "Shall we book it?", "not right now thanks maybe later in the year", &[WeakNo]),
        ("spelling", "Shall we book it?", "Not, um, right now.", &[WeakNo]),
        ("spelling", "Shall we book it?", "Right now? Um, yes, book it.", &[Yes, WeakYes]),
        // Caveats, politeness, finished decisions.
        ("caveat", "Shall we book it?", "Not right now.", &[WeakNo]),
        ("caveat", "Shall we book it?", "No thank you.", &[StrongNo]),
        ("caveat", "Shall we book it?", "We've decided not to go ahead.", &[StrongNo]),
        ("caveat", "Shall we book it?", "I'd love to, but my boss would never sign off.", &[WeakNo]),
        ("caveat", "Shall we book it?", "I need to think about it.", &[DontKnow]),
        ("caveat", "Shall we book it?", "Probably, if legal is fine with it.", &[WeakYes]),
        ("caveat", "", "Absolutely not, take me off your list.", &[StrongNo]),
        ("caveat", "", "We're all set for the moment.", &[WeakNo]),
        ("caveat", "", "Let me run it by my partner.", &[DontKnow]),
        ("caveat", "", "Thursday at two works.", &[Yes]),
    ]
};

fn main() -> ExitCode {
    let trials = CASES
        .iter()
        .map(|&(group, ask, text, right)| {
            Trial::test(format!("{group}: [{ask}] {text}"), move || {
                let mut utterance = Utterance::new(text);
                if !ask.is_empty() {
                    utterance = utterance.with_ask(ask);
                }
                let verdict = weakno::classify(utterance);
                if right.contains(&verdict.label()) {
                    return Ok(());
                }
                Err(format!("read as {} ({:?})", verdict.label(), verdict.ask()).into())
            })
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
