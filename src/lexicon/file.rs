//! Reading a lexicon from TOML, and what makes one sound.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;

use super::cue::{Cue, CueRole, List, Text};
use super::error::LexiconError;

/// Words that stand for one another in phrases: `@id`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordClass {
    pub(crate) id: Text,
    pub(crate) words: List<Text>,
    pub(crate) note: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    filler: Vec<Text>,
    #[serde(default)]
    alias: BTreeMap<String, String>,
    #[serde(default)]
    class: Vec<WordClass>,
    #[serde(default)]
    cue: Vec<Spanned<Cue>>,
}

/// What a lexicon holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Content {
    pub(crate) fillers: Vec<Text>,
    /// A spelling and the words it stands for.
    pub(crate) aliases: Vec<(Text, Text)>,
    pub(crate) classes: Vec<WordClass>,
    pub(crate) cues: Vec<Cue>,
}

/// Most phrases that a lexicon may hold; a guard against files that would exhaust memory.
pub(crate) const MAX_PHRASES: usize = 1_000_000;
/// Longest phrase, in bytes.
pub(crate) const MAX_PHRASE_BYTES: usize = 200;

/// Reads the content of a lexicon file; `name` is what errors call it.
pub(crate) fn parse(name: &str, source: &str) -> Result<Content, LexiconError> {
    let file: File = toml::from_str(source).map_err(|error| {
        let line = error.span().map(|span| line_of(source, span.start));
        let id = error.span().and_then(|span| enclosing_cue(source, span.start));
        LexiconError::new(name, line, id, error.message())
    })?;
    let mut seen: HashMap<Text, usize> = HashMap::new();
    let mut cues = Vec::with_capacity(file.cue.len());
    let mut phrases = 0;
    for spanned in file.cue {
        let line = line_of(source, spanned.span().start);
        let cue = spanned.into_inner();
        phrases += cue.phrases.len();
        if phrases > MAX_PHRASES {
            return Err(LexiconError::new(
                name,
                Some(line),
                Some(&cue.id),
                "the lexicon has too many phrases",
            ));
        }
        check(&cue).map_err(|reason| LexiconError::new(name, Some(line), Some(&cue.id), reason))?;
        if let Some(first) = seen.insert(cue.id.clone(), line) {
            let reason = format!("the id was used before, in line {first}");
            return Err(LexiconError::new(name, Some(line), Some(&cue.id), reason));
        }
        cues.push(cue);
    }
    let aliases = file.alias.into_iter().map(|(word, reads)| (word.into(), reads.into())).collect();
    Ok(Content { fillers: file.filler, aliases, classes: file.class, cues })
}

fn line_of(source: &str, byte: usize) -> usize {
    source.get(..byte).unwrap_or(source).matches('\n').count() + 1
}

/// The id written in the `[[cue]]` table around a byte, for errors that come before the cue could be read.
fn enclosing_cue(source: &str, byte: usize) -> Option<&str> {
    let table = source.get(..=byte.min(source.len().checked_sub(1)?))?.rfind("[[cue]]")?;
    let rest = &source[table + 7..];
    let rest = &rest[..rest.find("[[").unwrap_or(rest.len())];
    let line = rest.lines().find(|line| line.trim_start().starts_with("id"))?;
    line.split('"').nth(1)
}

/// What a cue must satisfy by itself.
fn check(cue: &Cue) -> Result<(), String> {
    let id_is_sound = cue.id.starts_with(|c: char| c.is_ascii_lowercase())
        && cue.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !id_is_sound {
        return Err("an id is made of lower-case letters, digits and hyphens".into());
    }
    if cue.phrases.is_empty() {
        return Err("a cue needs at least one phrase".into());
    }
    if let Some(long) = cue.phrases.iter().find(|phrase| phrase.len() > MAX_PHRASE_BYTES) {
        return Err(format!("the phrase starting `{long:.20}` is longer than {MAX_PHRASE_BYTES} bytes"));
    }
    if cue.fires.is_empty() {
        return Err("a cue needs an example that fires it (`fires`)".into());
    }
    if cue.misses.is_empty() {
        return Err("a cue needs a near miss that must not fire it (`misses`)".into());
    }
    let needs = match cue.role {
        CueRole::Trigger | CueRole::Answer => cue.leans.is_none().then_some("`leans`"),
        CueRole::Obstacle => cue.obstacles.is_empty().then_some("`obstacles`"),
        CueRole::Act => cue.act.is_none().then_some("`act`"),
        _ => None,
    };
    if let Some(key) = needs {
        return Err(format!("a cue with role `{}` needs {key}", cue.role));
    }
    if cue.act.is_some() && cue.role != CueRole::Act {
        return Err(format!("`act` goes with role `act`, not with `{}`", cue.role));
    }
    let may_lean = matches!(cue.role, CueRole::Trigger | CueRole::Answer | CueRole::Pseudo);
    if cue.leans.is_some() && !may_lean {
        return Err(format!("`leans` does not go with role `{}`", cue.role));
    }
    Ok(())
}
