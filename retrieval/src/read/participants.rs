//! Those who took part in a conversation: whose account it is, and which side each speaks for.

use std::collections::BTreeSet;

use grounding::{AccountId, Affiliation, Author, Span};

use super::batch::Batch;
use super::people::domain;

/// The account of those who took part, by their addresses: the one account that a mail domain
/// among them belongs to, or that one of them is a contact of. The vendor's own people are left
/// out.
pub(super) fn account_of<'a>(emails: impl IntoIterator<Item = &'a str>, batch: &Batch) -> Result<AccountId, String> {
    let outsiders: Vec<&str> = emails
        .into_iter()
        .filter(|email| batch.people.side_of(email, None, &batch.directory) != Affiliation::Vendor)
        .collect();
    if outsiders.is_empty() {
        return Err("unknown account: nobody but the vendor's own people took part".to_owned());
    }
    let domains: BTreeSet<String> = outsiders
        .iter()
        .filter_map(|it| domain(it))
        .map(str::to_owned)
        .collect();
    let mut found = batch.directory.all_by_domains(&domains)?;
    let contacts = outsiders.iter().filter_map(|it| batch.people.with_email(it));
    found.extend(contacts.filter_map(|it| it.account().cloned()));
    let mut ids = found.iter();
    match (ids.next(), ids.next()) {
        (None, _) => batch.directory.by_domains(&domains),
        (Some(id), None) => Ok(id.clone()),
        _ => {
            let listed: Vec<String> = found.iter().map(|id| format!("`{id}`")).collect();
            Err(format!("the account could be any of {}", listed.join(", ")))
        }
    }
}

/// The author of a stretch, by name and address, one of which may be missing.
pub(super) fn author(
    span: Span,
    name: &str,
    email: Option<&str>,
    account: Option<&AccountId>,
    batch: &Batch,
) -> Author {
    let known = match email {
        Some(email) => batch.people.with_email(email),
        None => batch.people.named(name, account),
    };
    let email = email.or_else(|| known?.email.as_deref());
    let affiliation = match email {
        Some(email) => batch.people.side_of(email, account, &batch.directory),
        None => known.map_or(Affiliation::Unknown, |it| it.affiliation),
    };
    let names = [Some(name), known.map(|it| it.name.as_str()), email];
    let name = names.into_iter().flatten().map(str::trim).find(|it| !it.is_empty());
    Author {
        span,
        name: name.unwrap_or_default().to_owned(),
        email: email.map(str::to_owned),
        affiliation,
    }
}
