//! Intercom: turns of calls, and parts of chats, whose bodies are HTML.

use serde::Deserialize;
use weakno::Role;

use super::{Format, Kind, document};
use crate::json::{List, Scalar};
use crate::text::payload::html_text;
use crate::time::{count_from_first, date_of_instant};
use crate::{Transcript, Turn};

pub(super) const INTERCOM: Format = Format {
    name: "intercom",
    about: "Intercom call transcripts and conversations",
    kind: Kind::Json {
        detect: |shape| {
            let call = shape.has_all(&["[].speaker_type", "[].content"]);
            let parts = ["part_type", "[].part_type", "conversation_parts.conversation_parts"];
            call || shape.has_any(&parts)
        },
        read: |json, _| document(json, transcript),
    },
};

#[derive(Deserialize)]
#[serde(untagged)]
enum Document {
    List(List<Said>),
    Chat(Box<Chat>),
}

#[derive(Deserialize)]
struct Chat {
    #[serde(default)]
    title: Scalar,
    source: Option<Said>,
    conversation_parts: Option<Parts>,
    #[serde(flatten)]
    bare: Said,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Parts {
    conversation_parts: List<Said>,
}

/// A turn of a call, or a part of a chat.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Said {
    id: Scalar,
    start_time: Scalar,
    end_time: Scalar,
    speaker_label: Scalar,
    speaker: Scalar,
    speaker_type: Scalar,
    content: Scalar,
    part_type: Scalar,
    body: Scalar,
    created_at: Scalar,
    author: Author,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Author {
    r#type: Scalar,
    name: Scalar,
    email: Scalar,
}

fn transcript(document: &Document) -> Transcript {
    let mut transcript = match document {
        Document::List(parts) => {
            Transcript { turns: parts.iter().filter_map(Said::turn).collect(), ..Transcript::default() }
        }
        Document::Chat(conversation) => conversation.transcript(),
    };
    let in_moments =
        transcript.turns.first().and_then(|turn| turn.start_ms).is_some_and(|ms| ms > 100_000_000_000);
    if in_moments {
        transcript.date = count_from_first(&mut transcript.turns).and_then(date_of_instant);
    }
    transcript
}

impl Chat {
    fn transcript(&self) -> Transcript {
        let source = self.source.iter().filter_map(|first| first.said_at(&self.bare.created_at));
        let parts = self.conversation_parts.iter().flat_map(|parts| &parts.conversation_parts);
        Transcript {
            id: self.bare.id.text(),
            title: self.title.string(),
            turns: source.chain(parts.filter_map(Said::turn)).chain(self.bare.turn()).collect(),
            ..Transcript::default()
        }
    }
}

impl Said {
    fn turn(&self) -> Option<Turn> {
        let is_speech = matches!(self.part_type.text().as_str(), "" | "comment");
        if is_speech { self.said_at(&self.created_at) } else { None }
    }

    fn said_at(&self, created: &Scalar) -> Option<Turn> {
        let text = self.content.string().or_else(|| Some(html_text(&self.body.string()?)))?;
        let name =
            [&self.speaker_label, &self.speaker, &self.author.name].into_iter().find_map(Scalar::string);
        let kind = self.speaker_type.string().or_else(|| self.author.r#type.string());
        Some(Turn {
            speaker: name.or_else(|| kind.clone()),
            email: self.author.email.string(),
            role: match kind.as_deref() {
                Some("admin" | "teammate") => Role::Rep,
                Some("user" | "lead" | "contact") => Role::Prospect,
                Some(_) => Role::Other,
                None => Role::Unknown,
            },
            text,
            start_ms: self.start_time.seconds().or_else(|| created.seconds()),
            end_ms: self.end_time.seconds(),
            ..Turn::default()
        })
    }
}
