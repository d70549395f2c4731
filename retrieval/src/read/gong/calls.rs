//! Calls and their parties.

use std::collections::BTreeSet;

use grounding::{Affiliation, Attendee, Meeting, Record, RecordText, SourceId, SourceKind, Visibility};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::directory::AccountRef;
use super::super::json::{list_or_null, text, typed};
use super::super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::people::{PersonFact, domain, email};
use super::super::salesforce::ids;
use super::super::{Format, Quarantined, dates};

/// A call, as far as its transcript needs to know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in super::super) struct Call {
    id: String,
    title: String,
    started: String,
    day: Option<Date>,
    private: bool,
    account: AccountRef,
    pub(super) parties: Vec<Party>,
}

/// Someone who took part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Party {
    pub(super) speaker: String,
    pub(super) person: Attendee,
}

impl Call {
    /// The source of the call without its text.
    pub(super) fn draft(&self, origin: grounding::Place, raw: &[u8]) -> Draft {
        let id = SourceId::new("gong", "call", &self.id);
        let mut draft = Draft::new(id, SourceKind::Call, self.account.clone(), origin, raw);
        let source = &mut draft.source;
        source.title.clone_from(&self.title);
        source.occurred_at = self.day;
        source.visibility = if self.private {
            Visibility::Restricted
        } else {
            Visibility::Shareable
        };
        source.record = Some(Record::Meeting(Meeting {
            title: self.title.clone(),
            attendees: self.parties.iter().map(|party| party.person.clone()).collect(),
        }));
        draft
    }

    fn read(raw: &RawValue) -> Result<Self, String> {
        let call: CallJson = typed(raw)?;
        let parties: Vec<Party> = call.parties.into_iter().map(PartyJson::party).collect();
        let meta = call.meta_data;
        let started = if meta.started.is_empty() {
            meta.scheduled
        } else {
            meta.started
        };
        Ok(Self {
            day: dates::optional_day("started", &started)?,
            account: account(&call.context, &parties),
            id: meta.id,
            title: meta.title,
            private: meta.is_private,
            started,
            parties,
        })
    }

    /// What is known of a call that nobody transcribed.
    fn outline(&self) -> RecordText {
        let parties: Vec<String> = self
            .parties
            .iter()
            .map(|party| {
                let person = &party.person;
                if person.title.is_empty() {
                    person.name.clone()
                } else {
                    format!("{} ({})", person.name, person.title)
                }
            })
            .collect();
        RecordText::new()
            .field("title", &self.title)
            .field("started", &self.started)
            .field("parties", &parties.join(", "))
    }
}

/// Takes an export of calls apart.
pub(in super::super) fn parse_calls(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut calls = Vec::new();
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        let bytes = raw.get().as_bytes();
        match Call::read(raw) {
            Ok(call) => {
                let draft = call.draft(file.place(part.at(index)), bytes);
                calls.push((call, draft));
            }
            Err(reason) => quarantined.push(Quarantined {
                at: part.at(index),
                reason,
                raw: bytes.to_owned(),
            }),
        }
    }
    Parsed::new(Format::GongCalls, part.records.len(), quarantined, Calls(calls))
        .with_note("calls that have a transcript are counted there")
}

struct Calls(Vec<(Call, Draft)>);

impl Export for Calls {
    fn announce(&self, facts: &mut Facts) {
        for (call, _) in &self.0 {
            for party in &call.parties {
                facts.people.push(PersonFact {
                    name: party.person.name.clone(),
                    email: party.person.email.clone(),
                    title: party.person.title.clone(),
                    affiliation: party.person.affiliation,
                    account: call.account.clone(),
                });
            }
            facts.shared.calls.insert(call.id.clone(), call.clone());
        }
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for (call, mut draft) in self.0 {
            if !batch.shared.transcribed.contains(&call.id) {
                (draft.source.text, draft.source.fields) = call.outline().finish();
                sink.take(draft, batch);
            }
        }
    }
}

/// The account that the CRM context names, else the one whose people took part.
fn account(context: &[ContextJson], parties: &[Party]) -> AccountRef {
    let objects = || context.iter().flat_map(|it| &it.objects);
    let of_type = |wanted: &'static str| {
        objects()
            .filter(move |object| object.object_type.eq_ignore_ascii_case(wanted))
            .map(|object| ids::full(&object.object_id))
            .filter(|id| !id.is_empty())
    };
    let crm = of_type("account").chain(of_type("opportunity")).take(1).collect();
    let domains_of = |affiliation: Affiliation| -> BTreeSet<String> {
        parties
            .iter()
            .filter(|party| party.person.affiliation == affiliation)
            .filter_map(|party| domain(party.person.email.as_deref()?).map(str::to_owned))
            .collect()
    };
    let mut domains = domains_of(Affiliation::Customer);
    if domains.is_empty() {
        domains = domains_of(Affiliation::Unknown);
    }
    AccountRef::CrmOrDomains(crm, domains)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CallJson {
    meta_data: MetaDataJson,
    #[serde(default, deserialize_with = "list_or_null")]
    context: Vec<ContextJson>,
    #[serde(default, deserialize_with = "list_or_null")]
    parties: Vec<PartyJson>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MetaDataJson {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    scheduled: String,
    #[serde(default, deserialize_with = "text")]
    started: String,
    #[serde(default)]
    is_private: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ContextJson {
    #[serde(default, deserialize_with = "list_or_null")]
    objects: Vec<ObjectJson>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ObjectJson {
    #[serde(default, deserialize_with = "text")]
    object_type: String,
    #[serde(default, deserialize_with = "text")]
    object_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PartyJson {
    #[serde(default, deserialize_with = "text")]
    email_address: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    speaker_id: String,
    #[serde(default, deserialize_with = "text")]
    affiliation: String,
}

impl PartyJson {
    fn party(self) -> Party {
        let affiliation = match self.affiliation.to_lowercase().as_str() {
            "internal" => Affiliation::Vendor,
            "external" => Affiliation::Customer,
            _ => Affiliation::Unknown,
        };
        Party {
            speaker: self.speaker_id,
            person: Attendee {
                name: if self.name.trim().is_empty() {
                    self.email_address.clone()
                } else {
                    self.name
                },
                email: email(&self.email_address),
                title: self.title,
                affiliation,
            },
        }
    }
}
