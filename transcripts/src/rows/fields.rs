//! Which field of a row holds what: as the user says, or as its name does.

use crate::{Columns, time};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Ask,
    Conversation,
    Date,
    End(Unit),
    Id,
    Role,
    Speaker,
    Start(Unit),
    Text,
    Title,
    /// A whole transcript as text.
    Transcript,
    Turns,
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Millis,
    /// A clock, a moment, or seconds.
    Any,
}

/// Which field holds what. The rest goes to `meta`.
#[derive(Debug, Clone)]
pub(crate) struct Fields(Vec<(String, Key)>);

/// Common names without case and signs, the likeliest first.
const GUESSES: &[(Key, &[&str])] = &[
    (
        Key::Conversation,
        &[
            "conversation",
            "conversationid",
            "callid",
            "meetingid",
            "sessionid",
            "recordingid",
            "transcriptid",
            "engagementid",
            "interactionid",
            "dialogueid",
            "dialogid",
            "chatid",
            "threadid",
            "ticketid",
            "call",
        ],
    ),
    (
        Key::Text,
        &[
            "text",
            "utterance",
            "utterancetext",
            "message",
            "messagetext",
            "content",
            "sentence",
            "body",
            "reply",
            "response",
            "snippet",
            "line",
        ],
    ),
    (Key::Transcript, &["transcript", "transcription", "calltranscript", "fulltranscript", "transcripttext"]),
    (
        Key::Speaker,
        &[
            "speaker",
            "speakername",
            "speakerlabel",
            "name",
            "sender",
            "sendername",
            "author",
            "participant",
            "participantname",
            "displayname",
            "from",
            "username",
            "user",
            "speakerid",
        ],
    ),
    (
        Key::Role,
        &[
            "role",
            "speakerrole",
            "speakertype",
            "participantrole",
            "participanttype",
            "sendertype",
            "authortype",
            "affiliation",
            "party",
            "side",
        ],
    ),
    (
        Key::Start(Unit::Any),
        &[
            "startms",
            "start",
            "starttime",
            "starttimems",
            "startseconds",
            "startsec",
            "begin",
            "offset",
            "offsetms",
            "timestamp",
            "time",
            "datetime",
            "createdat",
            "sentat",
        ],
    ),
    (Key::End(Unit::Any), &["endms", "end", "endtime", "endtimems", "endseconds", "endsec"]),
    (Key::Ask, &["ask", "question", "offer", "prompt"]),
    (Key::Id, &["id", "utteranceid", "messageid", "rowid"]),
    (Key::Title, &["title", "calltitle", "callname", "meetingtitle", "subject"]),
    (Key::Date, &["date", "calldate", "started", "startedat"]),
];

impl Fields {
    /// The fields of the project's own JSONL, with other names for those that the user gave.
    pub(crate) fn own(columns: &Columns) -> Fields {
        let mut fields = Fields(given(columns));
        let own = [
            ("ask", Key::Ask),
            ("conversation", Key::Conversation),
            ("date", Key::Date),
            ("end_ms", Key::End(Unit::Millis)),
            ("id", Key::Id),
            ("role", Key::Role),
            ("speaker", Key::Speaker),
            ("start_ms", Key::Start(Unit::Millis)),
            ("text", Key::Text),
            ("title", Key::Title),
            ("turns", Key::Turns),
        ];
        for (name, key) in own {
            fields.add(name, key);
        }
        fields
    }

    /// What the user gave, and guesses for the rest.
    pub(crate) fn guess(names: &[&str], columns: &Columns) -> Fields {
        let mut fields = Fields(given(columns));
        for (key, guesses) in GUESSES {
            let called = |guess: &&str| names.iter().find(|name| bare(name) == **guess);
            if let Some(name) = guesses.iter().find_map(called) {
                fields.add(name, in_unit_of(*key, name));
            }
        }
        // With a speaker beside it, a "transcript" is what that speaker said.
        if !fields.has(Key::Text) && (fields.has(Key::Speaker) || fields.has(Key::Role)) {
            let transcript = fields.0.iter_mut().find(|(_, key)| *key == Key::Transcript);
            if let Some((_, key)) = transcript.filter(|_| columns.transcript.is_none()) {
                *key = Key::Text;
            }
        }
        fields
    }

    fn add(&mut self, name: &str, key: Key) {
        let kind = std::mem::discriminant(&key);
        if self.0.iter().all(|(other, taken)| other != name && std::mem::discriminant(taken) != kind) {
            self.0.push((name.to_owned(), key));
        }
    }

    pub(crate) fn key(&self, name: &str) -> Option<Key> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, key)| *key)
    }

    pub(crate) fn has(&self, key: Key) -> bool {
        self.0.iter().any(|(_, other)| *other == key)
    }
}

fn given(columns: &Columns) -> Vec<(String, Key)> {
    let Columns { text, speaker, role, conversation, start, end, ask, id, transcript } = columns;
    let all = [
        (text, Key::Text),
        (speaker, Key::Speaker),
        (role, Key::Role),
        (conversation, Key::Conversation),
        (start, Key::Start(Unit::Any)),
        (end, Key::End(Unit::Any)),
        (ask, Key::Ask),
        (id, Key::Id),
        (transcript, Key::Transcript),
    ];
    let named =
        |(name, key): (&Option<String>, Key)| name.clone().map(|name| (name.clone(), in_unit_of(key, &name)));
    all.into_iter().filter_map(named).collect()
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn in_unit_of(key: Key, name: &str) -> Key {
    let name = bare(name);
    let unit = if name.ends_with("ms") || name.contains("milli") { Unit::Millis } else { Unit::Any };
    match key {
        Key::Start(_) => Key::Start(unit),
        Key::End(_) => Key::End(unit),
        key => key,
    }
}

impl Unit {
    /// A time that stands in a field as text or as a number.
    pub(crate) fn read(self, text: &str) -> Option<i64> {
        let text = text.trim();
        match (self, text.parse::<f64>()) {
            (_, Ok(number)) if !number.is_finite() => None,
            (Unit::Millis, Ok(ms)) => Some(ms.round() as i64),
            (Unit::Any, Ok(seconds)) => time::seconds(seconds),
            (_, Err(_)) => time::clock(text).or_else(|| time::instant(text)),
        }
    }
}
