//! `HubSpot`: what the CRM interface gives (`/crm/v3/objects/{type}` and its successors with a
//! date for a version, lists, searches and batches alike): companies, contacts, deals, tickets
//! and the engagements notes, calls, mails, meetings and tasks, of which every property is a
//! text or `null`; the associations of `/crm/v4/associations/…/batch/read` (or version 3, whose
//! types are named); and the owners of `/crm/v3/owners`.
//!
//! Sources: the vendor's reference of objects, associations and owners
//! (developers.hubspot.com/docs); the numbers of association types from its list of them and
//! from clients that use it.
//!
//! A record says what kind of object it is by its `objectTypeId`, its link or its properties.
//! Companies name accounts, by their ids and domains. Everything else belongs to the account of
//! its company, or of the company of its deal, ticket or contact, or of a customer's address.

mod kinds;
mod links;
mod object;
mod owners;
mod record;

use grounding::{Affiliation, Author, Record, SourceId};

pub(super) use links::Links;
use record::ObjectDraft;

use super::batch::{Batch, Facts};
use super::directory::AccountRef;
use super::json::RawObject;
use super::outcome::{Export, ExportFile, Parsed, Sink};
use super::part::Part;
use super::{Format, Quarantined};
use object::Object;

/// Whether a JSON record is an object, an association or an owner.
pub(super) fn fits(record: &RawObject<'_>) -> bool {
    is_object(record) || links::is_association(record) || owners::is_owner(record)
}

fn is_object(record: &RawObject<'_>) -> bool {
    let properties = record.get("properties").and_then(RawObject::of);
    let stamped = properties.is_some_and(|it| it.0.iter().any(|(name, _)| name.starts_with("hs_")));
    record.has("id") && (record.has("archived") || stamped) && record.has("properties") && Object::of(record).is_some()
}

/// Takes an export apart.
pub(super) fn parse(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let first = part
        .records
        .first()
        .and_then(|it| RawObject::of(it))
        .unwrap_or_default();
    if links::is_association(&first) {
        return links::parse(part, file);
    }
    if owners::is_owner(&first) {
        return owners::parse(part, file);
    }
    let mut objects = Vec::with_capacity(part.records.len());
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        match record::read(raw, &part.at(index), file) {
            Ok(object) => objects.push(object),
            Err(reason) => quarantined.push(Quarantined {
                at: part.at(index),
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    Parsed::new(
        Format::HubspotObjects,
        part.records.len(),
        quarantined,
        Objects(objects),
    )
}

struct Objects(Vec<ObjectDraft>);

impl Export for Objects {
    fn announce(&self, facts: &mut Facts) {
        for object in &self.0 {
            facts.identities.extend(object.identity.clone());
            facts.people.extend(object.person.clone());
            for (one, other) in &object.links {
                facts.shared.hubspot.add(one, other);
            }
        }
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for object in self.0 {
            object.finish(batch, sink);
        }
    }
}

impl ObjectDraft {
    fn finish(mut self, batch: &Batch, sink: &mut Sink) {
        let owner = Some(owners::source(&self.owner)).filter(|_| !self.owner.is_empty());
        self.name_owner(owner.as_ref());
        self.sign(owner.as_ref(), batch);
        if self.key.0 == Object::Company {
            sink.take(self.draft, batch);
            return;
        }
        match links::account(&self.key, &self.domains, batch) {
            Ok(account) => {
                self.draft.account = AccountRef::Tenant;
                self.draft.source.account = Some(account);
                sink.take_placed(self.draft);
            }
            Err(reason) => sink.refuse(self.draft.refuse(reason)),
        }
    }

    fn name_owner(&mut self, owner: Option<&SourceId>) {
        let owner = owner.map(|id| id.as_str().to_owned());
        match &mut self.draft.source.record {
            Some(Record::Account(account)) => account.owner = owner,
            Some(Record::Deal(deal)) => deal.owner = owner,
            Some(Record::Task(task)) => task.owner = owner,
            _ => {}
        }
    }

    /// Names who wrote it: the sender of a mail that came in, nobody of a ticket, which may be
    /// either side's, else the owner.
    fn sign(&mut self, owner: Option<&SourceId>, batch: &Batch) {
        if self.written.start == self.written.end || self.key.0 == Object::Ticket {
            return;
        }
        let (name, email, affiliation) = if let Some(sender) = &self.sender {
            let known = batch.people.with_email(sender);
            let name = known.map_or_else(|| sender.clone(), |it| it.name.clone());
            let side = known.map_or(Affiliation::Customer, |it| it.affiliation);
            (name, Some(sender.clone()), side)
        } else if let Some(owner) = owner {
            let (name, email) = match batch.shared.users.get(owner) {
                Some((name, email)) => (name.clone(), email.clone()),
                None => (owner.as_str().to_owned(), None),
            };
            (name, email, Affiliation::Vendor)
        } else {
            return;
        };
        self.draft.source.authors = vec![Author {
            span: self.written,
            name,
            email,
            affiliation,
        }];
    }
}

#[cfg(test)]
mod tests;
