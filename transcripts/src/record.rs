//! What the readers give.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use weakno::Role;

/// One turn as the source has it: a cue, a sentence, a paragraph. Turns of one speaker in a row are not merged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Turn {
    /// The name or label of the speaker, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The speaker's e-mail address, where the source has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The side the speaker is on, where the source says so or the label does ("Agent", "Prospect").
    #[serde(skip_serializing_if = "is_unknown")]
    pub role: Role,
    /// What was said.
    pub text: String,
    /// When the turn starts, in milliseconds from the start of the recording. Can be negative (Teams).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_ms: Option<i64>,
    /// When the turn ends, in milliseconds from the start of the recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_ms: Option<i64>,
    /// Further fields of the turn, as given.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
}

impl Default for Turn {
    fn default() -> Self {
        Turn {
            speaker: None,
            email: None,
            role: Role::Unknown,
            text: String::new(),
            start_ms: None,
            end_ms: None,
            meta: Map::new(),
        }
    }
}

impl Turn {
    /// A turn of that speaker, on the side that the name tells.
    pub(crate) fn by(speaker: Option<String>) -> Turn {
        let role = speaker.as_deref().map_or(Role::Unknown, crate::speaker::role);
        Turn { speaker, role, ..Turn::default() }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_unknown(role: &Role) -> bool {
    *role == Role::Unknown
}

/// One conversation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Transcript {
    /// The source's own name for it; where it has none, the path of the document (`path#2` for its second one).
    pub id: String,
    /// The title, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of the conversation as `YYYY-MM-DD`, where the data has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// Further fields, as given; `encoding` where the text was not Unicode and had to be guessed.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
}

/// One utterance that stands alone, with the ask that it answers where that is known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Utterance {
    /// The source's own name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the utterance answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// What was said.
    pub text: String,
    /// Further fields, as given.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
}

/// What a document consists of.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// An utterance without a conversation around it.
    Utterance(Utterance),
    /// A conversation.
    Conversation(Transcript),
}

impl Record {
    /// The record's further fields.
    #[must_use]
    pub fn meta(&self) -> &Map<String, Value> {
        match self {
            Record::Utterance(utterance) => &utterance.meta,
            Record::Conversation(transcript) => &transcript.meta,
        }
    }

    pub(crate) fn meta_mut(&mut self) -> &mut Map<String, Value> {
        match self {
            Record::Utterance(utterance) => &mut utterance.meta,
            Record::Conversation(transcript) => &mut transcript.meta,
        }
    }
}
