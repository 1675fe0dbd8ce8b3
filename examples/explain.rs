//! Shows what every feature added: `cargo run --example explain -- TEXT [ASK]`.

use weakno::{Classifier, Utterance};

fn main() {
    let mut args = std::env::args().skip(1);
    let text = args.next().unwrap_or_else(|| "Not right now, to be honest.".to_owned());
    let ask = args.next();
    let mut utterance = Utterance::new(&text);
    if let Some(ask) = &ask {
        utterance = utterance.with_ask(ask);
    }
    let classifier = Classifier::new();
    let verdict = classifier.classify(utterance);
    println!("{} {:?} (ask read as {:?})", verdict.label(), verdict.obstacles(), verdict.ask());
    for (label, score) in verdict.scores() {
        println!("  {label:<10} {score:.3}");
    }
    for contribution in classifier.explain(utterance) {
        let weights: Vec<String> =
            verdict.scores().map(|(label, _)| format!("{:+.2}", contribution.weight(label))).collect();
        println!("  {}  {}", weights.join(" "), contribution.feature());
    }
}
