//! The accounts that records introduce or name.

use grounding::{Alias, AliasSystem};

use super::super::directory::{AccountRef, Authority, Identity};
use super::super::id_map::host;
use super::super::salesforce::ids;
use super::mapping::{AccountTerm, IdTerm, NamesAccounts};
use super::record::Record;

/// The account that a text names in the terms of the mapping.
pub(super) fn account(term: AccountTerm, text: &str) -> AccountRef {
    match term {
        AccountTerm::Any => AccountRef::Name(text.to_owned()),
        AccountTerm::Crm => AccountRef::Crm(vec![ids::full(text)]),
        AccountTerm::Tickets => AccountRef::HelpDesk(text.to_owned()),
        AccountTerm::Domain => AccountRef::Domains(domains(text).collect()),
    }
}

/// What a record says of the account that it introduces.
pub(super) fn identity(names: &NamesAccounts, record: &Record<'_>) -> Result<Identity, String> {
    let cell = |column: &Option<String>| column.as_deref().map_or("", |it| record.cell(it));
    let (id, name) = (cell(&names.id), cell(&names.name));
    if id.is_empty() && name.is_empty() {
        return Err("the record names no account".to_owned());
    }
    let system = match names.id_is {
        IdTerm::Crm => Some(AliasSystem::Crm),
        IdTerm::Tickets => Some(AliasSystem::Tickets),
        IdTerm::Billing => Some(AliasSystem::Billing),
        IdTerm::Usage => Some(AliasSystem::Usage),
        IdTerm::Slug => None,
    };
    let own = system.filter(|_| !id.is_empty()).map(|system| Alias {
        system,
        value: if system == AliasSystem::Crm {
            ids::full(id)
        } else {
            id.to_owned()
        },
    });
    let domains = domains(cell(&names.domain)).map(|value| Alias {
        system: AliasSystem::Domain,
        value,
    });
    Ok(Identity {
        authority: match names.id_is {
            IdTerm::Tickets => Authority::HelpDesk,
            IdTerm::Slug => Authority::IdMap,
            _ => Authority::Crm,
        },
        slug: (system.is_none() && !id.is_empty()).then(|| id.to_owned()),
        name: if name.is_empty() { id } else { name }.to_owned(),
        aliases: own.into_iter().chain(domains).collect(),
    })
}

/// The account that a record introduces, for the record itself.
pub(super) fn own_account(names: &NamesAccounts, record: &Record<'_>) -> AccountRef {
    let cell = |column: &Option<String>| column.as_deref().map_or("", |it| record.cell(it));
    let id = cell(&names.id);
    match names.id_is {
        _ if id.is_empty() => AccountRef::Name(cell(&names.name).to_owned()),
        IdTerm::Crm => account(AccountTerm::Crm, id),
        IdTerm::Tickets => account(AccountTerm::Tickets, id),
        IdTerm::Billing | IdTerm::Usage | IdTerm::Slug => account(AccountTerm::Any, id),
    }
}

fn domains(text: &str) -> impl Iterator<Item = String> {
    text.split([' ', ',', ';', '|'])
        .filter_map(|part| host(part.rsplit('@').next().unwrap_or(part)))
}
