//! Which objects belong together. Associations stand with an object, or in a file of their own.

use std::collections::{BTreeMap, BTreeSet};

use grounding::AccountId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::directory::AccountRef;
use super::super::json::{RawObject, list, scalar};
use super::super::outcome::{Export, ExportFile, Parsed, Sink};
use super::super::pairs;
use super::super::part::Part;
use super::super::{Format, Quarantined};
use super::object::Object;

/// An object by its kind and its id, which is its kind's alone.
pub(super) type Key = (Object, String);

/// The associations of a batch, each from both of its ends.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in super::super) struct Links(#[serde(with = "pairs")] BTreeMap<Key, BTreeSet<Key>>);

impl Links {
    /// Notes that two objects belong together.
    pub(super) fn add(&mut self, one: &Key, other: &Key) {
        self.0.entry(one.clone()).or_default().insert(other.clone());
        self.0.entry(other.clone()).or_default().insert(one.clone());
    }

    /// Adds the associations of another file.
    pub(in super::super) fn merge(&mut self, other: Self) {
        for (one, others) in other.0 {
            self.0.entry(one).or_default().extend(others);
        }
    }

    fn of(&self, key: &Key, kind: Object) -> impl Iterator<Item = &Key> {
        self.0
            .get(key)
            .into_iter()
            .flatten()
            .filter(move |(object, _)| *object == kind)
    }

    /// The companies of an object: its own, else those of its deals, its tickets or its
    /// contacts, whichever comes first.
    fn companies(&self, key: &Key) -> BTreeSet<&str> {
        let own = |key: &Key| -> BTreeSet<&str> { self.of(key, Object::Company).map(|(_, id)| id.as_str()).collect() };
        let direct = own(key);
        if !direct.is_empty() {
            return direct;
        }
        [Object::Deal, Object::Ticket, Object::Contact]
            .into_iter()
            .map(|kind| self.of(key, kind).flat_map(own).collect::<BTreeSet<&str>>())
            .find(|companies| !companies.is_empty())
            .unwrap_or_default()
    }
}

/// The account of an object: that of its companies, else that of the mail domains of those whom
/// it names.
pub(super) fn account(key: &Key, domains: &BTreeSet<String>, batch: &Batch) -> Result<AccountId, String> {
    let resolve = |account: &AccountRef| batch.directory.resolve(account, &BTreeMap::new());
    let companies = batch.shared.hubspot.companies(key);
    let mut found = BTreeSet::new();
    let mut unknown = None;
    for company in companies {
        match resolve(&AccountRef::Crm(vec![company.to_owned()])) {
            Ok(account) => found.extend(account),
            Err(_) => unknown = Some(format!("unknown account: there is no company `{company}`")),
        }
    }
    let mut accounts = found.iter();
    match (accounts.next(), accounts.next(), unknown) {
        (Some(account), None, _) => Ok(account.clone()),
        (Some(_), Some(_), _) => {
            let names: Vec<String> = found.iter().map(|it| format!("`{it}`")).collect();
            Err(format!("the record belongs to several accounts: {}", names.join(", ")))
        }
        (None, _, Some(reason)) => Err(reason),
        (None, _, None) if domains.is_empty() => {
            Err("unknown account: nothing associates the record with a company".to_owned())
        }
        (None, _, None) => {
            let account = resolve(&AccountRef::Domains(domains.clone()))?;
            account.ok_or_else(|| "no account is given".to_owned())
        }
    }
}

/// The associations that stand with an object: `associations.companies.results[].id`.
pub(super) fn beside(key: &Key, record: &RawObject<'_>) -> Vec<(Key, Key)> {
    let mut found = Vec::new();
    let associations = record.get("associations").and_then(RawObject::of).unwrap_or_default();
    for (name, value) in &associations.0 {
        let results = RawObject::of(value)
            .and_then(|it| it.list("results"))
            .unwrap_or_default();
        for other in results.into_iter().filter_map(RawObject::of) {
            let id = other.get("id").and_then(scalar).unwrap_or_default();
            let named = Object::named(name).or_else(|| {
                let kind = other.get("type").and_then(scalar)?;
                Some(Object::named_ends(&kind)?.1)
            });
            if let Some(object) = named.filter(|_| !id.is_empty()) {
                found.push((key.clone(), (object, id)));
            }
        }
    }
    found
}

/// Whether a JSON record tells of associations.
pub(in super::super) fn is_association(record: &RawObject<'_>) -> bool {
    let from = record.get("from").and_then(RawObject::of);
    let to = record.list("to").and_then(|to| to.first().map(|it| RawObject::of(it)));
    let ends = |to: &RawObject<'_>| to.has("toObjectId") || (to.has("id") && to.has("type"));
    from.is_some_and(|it| it.has("id")) && to.is_none_or(|it| it.is_some_and(|it| ends(&it))) && record.has("to")
}

/// Takes associations apart.
pub(in super::super) fn parse(part: &Part<'_>, _file: &ExportFile<'_>) -> Parsed {
    let mut pairs = Vec::new();
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        match ends(raw) {
            Ok(found) => pairs.extend(found),
            Err(reason) => quarantined.push(Quarantined {
                at: part.at(index),
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    let read = part.records.len();
    Parsed::new(Format::HubspotObjects, read, quarantined, Associations(pairs))
        .with_note("tells which objects belong together; holds no evidence")
}

fn ends(raw: &RawValue) -> Result<Vec<(Key, Key)>, String> {
    let record = RawObject::of(raw).ok_or("an association is an object")?;
    let from = record.get("from").and_then(RawObject::of);
    let from = from.and_then(|it| it.get("id").and_then(scalar)).unwrap_or_default();
    let mut found = Vec::new();
    for to in record.list("to").ok_or("`to` is not a list")? {
        let to = RawObject::of(to).ok_or("`to` holds something that is no object")?;
        let text = |name: &str| to.get(name).and_then(scalar);
        let id = text("toObjectId").or_else(|| text("id")).unwrap_or_default();
        let types = to.get("associationTypes").and_then(list).unwrap_or_default();
        let by_number = types.into_iter().filter_map(RawObject::of).find_map(|it| {
            let number = it.get("typeId").or_else(|| it.get("associationTypeId"))?;
            Object::ends(number.get().trim_matches('"').parse().ok()?)
        });
        let ends = by_number.or_else(|| Object::named_ends(&text("type")?));
        match ends {
            _ if from.is_empty() || id.is_empty() => return Err("an end of the association has no id".to_owned()),
            Some((one, other)) => found.push(((one, from.clone()), (other, id))),
            None => return Err(format!("nothing tells what kinds of objects `{from}` and `{id}` are")),
        }
    }
    Ok(found)
}

struct Associations(Vec<(Key, Key)>);

impl Export for Associations {
    fn announce(&self, facts: &mut Facts) {
        for (one, other) in &self.0 {
            facts.shared.hubspot.add(one, other);
        }
    }

    fn records(self: Box<Self>, _batch: &Batch, _sink: &mut Sink) {}
}
