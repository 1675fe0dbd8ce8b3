//! Every example of every cue in `data/lexicon/` is a test by itself, named after file, cue and text.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use weakno::{Classifier, Cue, CueRole, Lexicon};

fn fires(classifier: &Classifier, cue: &Cue, text: &str) -> bool {
    if cue.role() == CueRole::Act {
        return classifier.seller_evidence(text).iter().any(|evidence| evidence.cue() == cue.id());
    }
    classifier.classify(text).evidence().iter().any(|evidence| evidence.cue() == cue.id())
}

fn trials(file: &str, lexicon: &Lexicon, classifier: &Arc<Classifier>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for cue in lexicon.cues() {
        let expectations = cue.fires().map(|text| (text, true)).chain(cue.misses().map(|text| (text, false)));
        for (text, wanted) in expectations {
            let (classifier, cue, text) = (Arc::clone(classifier), cue.clone(), text.to_owned());
            let verb = if wanted { "fires on" } else { "misses" };
            let name = format!("{file}: {} {verb} `{text}`", cue.id());
            trials.push(Trial::test(name, move || {
                if fires(&classifier, &cue, &text) == wanted {
                    return Ok(());
                }
                let found: Vec<String> = classifier
                    .classify(&*text)
                    .evidence()
                    .iter()
                    .map(|evidence| format!("{} `{}`", evidence.cue(), &text[evidence.span()]))
                    .collect();
                Err(Failed::from(format!("found instead: {}", found.join(", "))))
            }));
        }
    }
    trials
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let classifier = Arc::new(Classifier::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let lexicon = Lexicon::from_named_toml(&name, &fs::read_to_string(&path).unwrap()).unwrap();
        all.extend(trials(&name, &lexicon, &classifier));
    }
    assert!(!all.is_empty(), "data/lexicon holds no examples");
    libtest_mimic::run(&arguments, all).exit_code()
}
