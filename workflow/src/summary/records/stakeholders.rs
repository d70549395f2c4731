//! Who must be involved in what comes next, on both sides (AS-3).

use grounding::{Citation, Claim, Record, Source, SourceId};

use crate::account::{fact, stakeholders as known};
use crate::brief::Stakeholder;
use crate::cite::cite_value;
use crate::summary::facts::Facts;

/// The key stakeholders, each exactly as `Name (Role)` and from records alone (PG-8): the
/// customer's contacts, then our own. Who was only on a call is in no record, and is left out.
pub(super) fn stakeholders(facts: &Facts<'_>) -> Vec<Claim> {
    let all = known(facts.ledger, &facts.sale, &facts.people);
    let mut claims: Vec<Claim> = all.iter().filter_map(|person| recorded(facts, person)).collect();
    claims.extend(named_by_records(facts));
    let mut told: Vec<String> = Vec::new();
    claims.retain(|claim| {
        let is_new = !told.contains(&claim.text);
        told.push(claim.text.clone());
        is_new
    });
    claims
}

/// Somebody who has a record of their own: a contact, or a user of ours.
fn recorded(facts: &Facts<'_>, person: &Stakeholder) -> Option<Claim> {
    let source = facts.ledger.source(&person.citations.first()?.source_id)?;
    let role = match &source.record {
        Some(Record::Contact(_)) => person.role.trim(),
        // What they are says more than that they own the record.
        Some(Record::User(user)) if !user.title.trim().is_empty() => user.title.trim(),
        Some(Record::User(_)) => person.role.as_str(),
        _ => return None,
    };
    let mut citations = vec![cite_value(source, &person.name)];
    if role.is_empty() {
        return Some(fact(format!("{} (contact)", person.name), citations));
    }
    citations.push(cite_value(source, role));
    Some(fact(format!("{} ({role})", person.name), citations))
}

/// Our own people whom a record names without being a user of the CRM.
fn named_by_records(facts: &Facts<'_>) -> Vec<Claim> {
    let of_account = facts.ledger.sources().find_map(|source| match &source.record {
        Some(Record::Account(account)) => Some((source, account.owner.as_deref()?, "account owner")),
        _ => None,
    });
    let of_deal = facts.sale.deal.and_then(|(source, deal)| {
        let owner = deal.owner.as_deref()?;
        Some((source, owner, "deal owner"))
    });
    let named = of_account
        .into_iter()
        .chain(of_deal)
        .filter(|(_, owner, _)| is_name(facts, owner));
    let told = named.map(|(source, owner, part): (&Source, &str, &str)| {
        let citations: Vec<Citation> = vec![cite_value(source, owner)];
        fact(format!("{owner} ({part})"), citations)
    });
    told.collect()
}

/// Whether an owner is given as a name rather than by the id of a user.
fn is_name(facts: &Facts<'_>, owner: &str) -> bool {
    let is_user = facts.ledger.source(&SourceId::raw(owner)).is_some();
    !is_user && owner.contains(' ') && !owner.contains('/')
}
