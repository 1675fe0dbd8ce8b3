//! What `weakno-fit` needs: the features of the labelled texts, seen through the same stages as at run time.

use crate::classifier::{Classifier, Scratch};
use crate::lexicon::Act;
use crate::model::{COLUMNS, Settings, UNIT};
use crate::readings::{act_names, stance_names};
use crate::text::{END, START, Token, UNKNOWN, spellings};
use crate::verdict::Utterance;
use crate::{Label, Lexicon, Obstacle, Weights};

/// Number of columns of a row: [`Label::ALL`] then [`Obstacle::ALL`] in the stance model, [`Act::ALL`] in the act
/// model.
pub const ROW: usize = COLUMNS;

/// A feature's name with its weight in each column, in log-odds.
pub type NamedRow = (String, [f64; ROW]);

const _: () = assert!(Label::ALL.len() + Obstacle::ALL.len() == ROW && Act::ALL.len() <= ROW);

/// Names of all features that are not word sequences: readings and cues.
#[must_use]
pub fn structural_names(lexicon: &Lexicon) -> (Vec<String>, Vec<String>) {
    let (mut stance, mut act) = (stance_names(), act_names());
    for cue in lexicon.cues() {
        let into = if cue.act().is_some() { &mut act } else { &mut stance };
        into.push(format!("cue:{}", cue.id()));
    }
    (stance, act)
}

/// The folded words of a text, as a vocabulary would take them.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    spellings(text, |word| words.push(word.to_owned()));
    words
}

/// Weights from their parts; values out of range are clipped.
#[must_use]
pub fn weights(
    conceded: i32,
    half_length: u32,
    sharpness: f64,
    stance: &[NamedRow],
    act: &[NamedRow],
) -> Weights {
    let rows = |named: &[NamedRow]| {
        named
            .iter()
            .map(|(name, row)| {
                let units = row.map(|weight| (weight * f64::from(UNIT)).round() as i16);
                (name.clone().into(), units)
            })
            .collect()
    };
    let sharpness = (sharpness * f64::from(UNIT)).round() as i32;
    Weights { settings: Settings { conceded, half_length, sharpness }, stance: rows(stance), act: rows(act) }
}

/// The same weights with other numbers for settings and rows of the stance model left as they are.
#[must_use]
pub fn with_sharpness(mut weights: Weights, sharpness: f64) -> Weights {
    weights.settings.sharpness = (sharpness * f64::from(UNIT)).round() as i32;
    weights
}

impl Classifier {
    /// Runs the first stages on a prospect's text, for measuring them: reading words, then finding phrases, then
    /// resolving scopes; gives how many words, hits and findings there are.
    pub fn first_stages(&self, scratch: &mut Scratch<'_>, text: &str, stages: usize) -> [usize; 3] {
        self.run_first_stages(scratch, text, stages)
    }

    /// Names of the rows of the stance model and of the act model, by number.
    #[must_use]
    pub fn row_names(&self) -> (&[String], &[String]) {
        (self.stance_row_names(), self.act_row_names())
    }

    /// Calls `visit` with the row and the value of every feature of an utterance.
    pub fn stance_rows(
        &self,
        scratch: &mut Scratch<'_>,
        utterance: Utterance<'_>,
        visit: impl FnMut(usize, f64),
    ) {
        self.visit_stance_rows(scratch, utterance, visit);
    }

    /// Calls `visit` with the row and the value of every feature of a seller's turn.
    pub fn act_rows(&self, scratch: &mut Scratch<'_>, text: &str, mut visit: impl FnMut(usize, f64)) {
        self.each_act_feature(scratch, text, |row, value| visit(row as usize, f64::from(value) / 16.0));
    }

    /// Calls `visit` with every word sequence of up to `longest` words in a text, in the notation of phrases.
    pub fn word_sequences(
        &self,
        scratch: &mut Scratch<'_>,
        text: &str,
        longest: usize,
        mut visit: impl FnMut(&str),
    ) {
        let tokens = self.read_tokens(scratch, text);
        let mut sequence = String::new();
        for first in 0..tokens.len() {
            sequence.clear();
            for (length, token) in tokens[first..].iter().take(longest).enumerate() {
                if length > 0 && token.gap.is_sentence() {
                    break;
                }
                let Some(name) = self.token_name(token) else { break };
                if length > 0 {
                    sequence.push(' ');
                }
                sequence.push_str(name);
                let mark_alone = length == 0 && (token.word == START || token.word == END);
                if !mark_alone {
                    visit(&sequence);
                }
            }
            let token = &tokens[first];
            if token.class != UNKNOWN && token.word != UNKNOWN {
                visit(self.spelling(token.word));
            }
        }
    }

    fn token_name(&self, token: &Token) -> Option<&str> {
        match (token.word, token.class) {
            (START, _) => Some("^"),
            (END, _) => Some("$"),
            (UNKNOWN, UNKNOWN) => None,
            (word, UNKNOWN) => Some(self.spelling(word)),
            (_, class) => Some(self.spelling(class)),
        }
    }
}
