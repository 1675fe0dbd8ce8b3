//! Who took part in a Gong call: its API keeps that apart from the transcript.

use std::collections::HashMap;

use serde::Deserialize;
use weakno::Role;

use crate::json::{List, Scalar};

/// The calls that are known, by their id, which is empty where a file does not say it.
#[derive(Debug, Default)]
pub(crate) struct Parties(HashMap<String, Details>);

/// What is known of a call.
#[derive(Debug, Default)]
pub(crate) struct Details {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    parties: HashMap<String, Party>,
}

/// Someone on a call.
#[derive(Debug)]
pub(crate) struct Party {
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) role: Role,
}

impl Parties {
    /// Adds what a document says. One that says nothing adds nothing.
    pub(crate) fn extend_from(&mut self, json: &str) {
        if let Ok(bundle) = serde_json::from_str::<Bundle>(json) {
            self.extend(&bundle);
        }
    }

    pub(crate) fn extend(&mut self, bundle: &Bundle) {
        for call in &bundle.calls {
            self.add(call);
        }
        self.add(&bundle.call);
        for wrapped in [&bundle.payload, &bundle.data, &bundle.metadata].into_iter().flatten() {
            self.extend(wrapped);
        }
    }

    fn add(&mut self, call: &RawCall) {
        if call.parties.is_empty() {
            return;
        }
        let MetaData { id, title, started } = &call.meta_data;
        let id = id.string().or_else(|| call.call_id.string()).unwrap_or_default();
        let details = self.0.entry(id).or_default();
        details.title = title.string().or_else(|| call.title.string()).or(details.title.take());
        details.date = started.date().or_else(|| call.started.date()).or(details.date.take());
        for party in &call.parties {
            if let Some(speaker) = party.speaker_id.string() {
                details.parties.insert(speaker, party.party());
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn call(&self, call: &str) -> Option<&Details> {
        self.0.get(call)
    }

    /// The party with that speaker's id in a call. Ids are unique beyond the call, so that a file which does not name
    /// its call will do.
    pub(crate) fn of(&self, call: &str, speaker: &Scalar) -> Option<&Party> {
        let speaker = speaker.string()?;
        let mut calls = self.call(call).into_iter().chain(self.call(""));
        calls.find_map(|details| details.parties.get(&speaker))
    }
}

/// `/v2/calls/extensive`, one call of it, or either of them wrapped.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Bundle {
    calls: List<RawCall>,
    payload: Option<Box<Bundle>>,
    data: Option<Box<Bundle>>,
    metadata: Option<Box<Bundle>>,
    #[serde(flatten)]
    call: RawCall,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct RawCall {
    meta_data: MetaData,
    #[serde(alias = "id")]
    call_id: Scalar,
    title: Scalar,
    started: Scalar,
    parties: List<RawParty>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct MetaData {
    id: Scalar,
    title: Scalar,
    started: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct RawParty {
    speaker_id: Scalar,
    name: Scalar,
    email_address: Scalar,
    affiliation: Scalar,
}

impl RawParty {
    fn party(&self) -> Party {
        Party {
            name: self.name.string(),
            email: self.email_address.string(),
            role: match self.affiliation.text().as_str() {
                "Internal" => Role::Rep,
                "External" => Role::Prospect,
                _ => Role::Unknown,
            },
        }
    }
}
