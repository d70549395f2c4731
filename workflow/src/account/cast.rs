//! Who plays which part, and what was decided.

use std::collections::BTreeMap;

use grounding::{Ledger, Record, Sale, SourceId};

use crate::brief::{Known, Named};
use crate::cite::cite_value;
use crate::people::Role;

/// Who plays which part, as the CRM has it: the owner of the deal is the AE, and the account's
/// owner is its CSM too until the desk knows somebody who is.
pub(crate) fn cast(ledger: &Ledger, sale: &Sale<'_>) -> BTreeMap<Role, Named> {
    let ae = sale.deal.and_then(|(_, deal)| deal.owner.clone());
    let owner = ledger.account_owner().map(ToOwned::to_owned);
    let parts = [(Role::Ae, ae), (Role::AccountOwner, owner.clone()), (Role::Csm, owner)];
    let named = parts.into_iter().filter_map(|(role, id)| {
        let id = id?;
        let user = ledger
            .source(&SourceId::raw(&id))
            .and_then(|source| match &source.record {
                Some(Record::User(user)) => user.email.clone(),
                _ => None,
            });
        let named = Named {
            name: ledger.person(&id),
            email: user,
        };
        Some((role, named))
    });
    named.collect()
}

/// What people have decided, each with what was asked.
pub(crate) fn decided(ledger: &Ledger) -> Vec<Known> {
    let told = ledger.decisions().map(|(source, decision)| Known {
        about: source.field("asked").unwrap_or_default().to_owned(),
        citations: std::iter::once(cite_value(source, &decision.answer))
            .chain(decision.covers.iter().cloned())
            .collect(),
    });
    told.collect()
}
