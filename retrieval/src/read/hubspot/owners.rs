//! Owners: the vendor's people, whom records name by their ids.

use grounding::{Affiliation, Record, RecordText, SourceId, SourceKind, User};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::directory::AccountRef;
use super::super::json::{RawObject, text, typed};
use super::super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::people::{PersonFact, email};
use super::super::{Format, Quarantined};

/// The source id of an owner.
pub(super) fn source(id: &str) -> SourceId {
    SourceId::new("hubspot", "owner", id)
}

/// Whether a JSON record is an owner.
pub(in super::super) fn is_owner(record: &RawObject<'_>) -> bool {
    ["id", "email", "firstName", "lastName", "userId", "archived"]
        .iter()
        .all(|it| record.has(it))
}

/// Takes a list of owners apart.
pub(in super::super) fn parse(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut drafts = Vec::new();
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        match owner(raw, &part.at(index), file) {
            Ok(draft) => drafts.push(draft),
            Err(reason) => quarantined.push(Quarantined {
                at: part.at(index),
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    Parsed::new(Format::HubspotObjects, part.records.len(), quarantined, Owners(drafts))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Owner {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    email: String,
    #[serde(default, deserialize_with = "text")]
    first_name: String,
    #[serde(default, deserialize_with = "text")]
    last_name: String,
}

fn owner(raw: &RawValue, at: &str, file: &ExportFile<'_>) -> Result<(Draft, User), String> {
    let owner: Owner = typed(raw)?;
    let name = format!("{} {}", owner.first_name, owner.last_name);
    let user = User {
        name: name.trim().to_owned(),
        title: String::new(),
        email: email(&owner.email),
    };
    let mut draft = Draft::new(
        source(&owner.id),
        SourceKind::User,
        AccountRef::Tenant,
        file.place(at),
        raw.get().as_bytes(),
    );
    draft.source.title.clone_from(&user.name);
    (draft.source.text, draft.source.fields) = RecordText::new()
        .field("id", &owner.id)
        .field("email", &owner.email)
        .field("firstName", &owner.first_name)
        .field("lastName", &owner.last_name)
        .finish();
    draft.source.record = Some(Record::User(user.clone()));
    Ok((draft, user))
}

struct Owners(Vec<(Draft, User)>);

impl Export for Owners {
    fn announce(&self, facts: &mut Facts) {
        for (draft, user) in &self.0 {
            let named = (user.name.clone(), user.email.clone());
            facts.shared.users.insert(draft.source.id.clone(), named);
            facts.people.push(PersonFact {
                name: user.name.clone(),
                email: user.email.clone(),
                title: String::new(),
                affiliation: Affiliation::Vendor,
                account: AccountRef::Tenant,
            });
        }
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for (draft, _) in self.0 {
            sink.take(draft, batch);
        }
    }
}
