//! Which account is meant: everything the batch says of accounts, brought together.

mod merge;

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Account, AccountId, AliasSystem};
use serde::{Deserialize, Serialize};

use super::salesforce::ids;
pub(super) use merge::{Authority, Identity};

/// The accounts and the names they go by.
#[derive(Debug, Default)]
pub(super) struct Directory {
    accounts: BTreeMap<AccountId, Account>,
    aliases: BTreeMap<(AliasSystem, String), BTreeSet<AccountId>>,
    names: BTreeMap<String, BTreeSet<AccountId>>,
    /// Whose word the display name is.
    named_by: BTreeMap<AccountId, Authority>,
    /// Those to whom this batch itself gives a slug, and which no other slug can mean.
    slugged: BTreeSet<AccountId>,
}

/// An account in the terms of the record that speaks of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum AccountRef {
    /// The record belongs to the whole tenant.
    Tenant,
    /// The first of these CRM ids that is not empty: an account's, or that of an object whose
    /// account the batch tells.
    Crm(Vec<String>),
    /// A CRM account that need not be known, such as one deleted long ago.
    CrmIfKnown(String),
    /// An organisation of the help desk.
    HelpDesk(String),
    /// A slug, a display name or any id.
    Name(String),
    /// The mail domains of the people who took part.
    Domains(BTreeSet<String>),
    /// A CRM id where there is one, else mail domains.
    CrmOrDomains(Vec<String>, BTreeSet<String>),
}

impl Directory {
    /// The account that a record means, or why none can be told.
    pub(super) fn resolve(
        &self,
        account: &AccountRef,
        crm_parents: &BTreeMap<String, String>,
    ) -> Result<Option<AccountId>, String> {
        match account {
            AccountRef::Tenant => Ok(None),
            AccountRef::Crm(ids) => self.by_crm(ids, crm_parents).map(Some),
            AccountRef::CrmIfKnown(id) => Ok(self.by_alias(AliasSystem::Crm, id)?),
            AccountRef::HelpDesk(id) => self.by_help_desk(id).map(Some),
            AccountRef::Name(name) => self.by_name(name).map(Some),
            AccountRef::CrmOrDomains(ids, _) if !ids.is_empty() => self.by_crm(ids, crm_parents).map(Some),
            AccountRef::Domains(domains) | AccountRef::CrmOrDomains(_, domains) => self.by_domains(domains).map(Some),
        }
    }

    /// The account whose slug, display name or id this is.
    pub(super) fn by_name(&self, name: &str) -> Result<AccountId, String> {
        let name = name.trim();
        if name.is_empty() {
            return Err("no account is given".to_owned());
        }
        if let Some(found) = self.by_slug(name) {
            return Ok(found);
        }
        if let Some(found) = self.names.get(&name.to_lowercase()) {
            return one_of(name, found);
        }
        for system in [
            AliasSystem::Crm,
            AliasSystem::Tickets,
            AliasSystem::Domain,
            AliasSystem::Billing,
            AliasSystem::Usage,
        ] {
            if let Some(found) = self.by_alias(system, name)? {
                return Ok(found);
            }
        }
        Err(format!("unknown account `{name}`"))
    }

    /// The account whose slug this is.
    pub(super) fn by_slug(&self, slug: &str) -> Option<AccountId> {
        let id = AccountId::new(slug.to_lowercase());
        if self.accounts.contains_key(&id) {
            return Some(id);
        }
        self.accounts
            .keys()
            .find(|id| id.as_str().eq_ignore_ascii_case(slug))
            .cloned()
            .or_else(|| self.by_alias(AliasSystem::Slug, slug).ok().flatten())
    }

    /// The one account whose mail domains these are; domains of nobody's are passed over.
    pub(super) fn by_domains(&self, domains: &BTreeSet<String>) -> Result<AccountId, String> {
        let found = self.all_by_domains(domains)?;
        let listed = listing(domains.iter().map(String::as_str));
        match found.len() {
            0 if domains.is_empty() => Err("no account is given".to_owned()),
            0 => Err(format!("unknown account: nobody has the mail domain {listed}")),
            _ => one_of(&domains.iter().cloned().collect::<Vec<_>>().join(", "), &found),
        }
    }

    /// Every account that one of these mail domains belongs to.
    pub(super) fn all_by_domains(&self, domains: &BTreeSet<String>) -> Result<BTreeSet<AccountId>, String> {
        let mut found = BTreeSet::new();
        for domain in domains {
            found.extend(self.by_domain(domain)?);
        }
        Ok(found)
    }

    /// The account with this mail domain, or with one that it is a part of.
    fn by_domain(&self, domain: &str) -> Result<Option<AccountId>, String> {
        let mut domain = domain;
        loop {
            if let Some(found) = self.by_alias(AliasSystem::Domain, domain)? {
                return Ok(Some(found));
            }
            match domain.split_once('.') {
                Some((_, parent)) if parent.contains('.') => domain = parent,
                _ => return Ok(None),
            }
        }
    }

    /// The account.
    pub(super) fn get(&self, id: &AccountId) -> Option<&Account> {
        self.accounts.get(id)
    }

    /// Every account, sorted by id.
    pub(super) fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values()
    }

    fn by_crm(&self, ids: &[String], crm_parents: &BTreeMap<String, String>) -> Result<AccountId, String> {
        let mut first = None;
        for id in ids.iter().filter(|id| !id.is_empty()) {
            let account = crm_parents.get(ids::key(id)).unwrap_or(id);
            if let Some(found) = self.by_alias(AliasSystem::Crm, account)? {
                return Ok(found);
            }
            if ids::is_account(id) {
                // A record that names its account belongs to no other.
                return Err(format!("unknown account `{id}`"));
            }
            first.get_or_insert(id);
        }
        Err(match first {
            Some(id) => format!("unknown account: nothing tells the account of `{id}`"),
            None => "no account is given".to_owned(),
        })
    }

    fn by_alias(&self, system: AliasSystem, value: &str) -> Result<Option<AccountId>, String> {
        match self.aliases.get(&(system, key(system, value))) {
            None => Ok(None),
            Some(found) => one_of(value, found).map(Some),
        }
    }

    fn by_help_desk(&self, id: &str) -> Result<AccountId, String> {
        if id.is_empty() {
            return Err("no account is given".to_owned());
        }
        let found = self.by_alias(AliasSystem::Tickets, id)?;
        found.ok_or_else(|| format!("unknown account `{id}`"))
    }
}

/// What an alias is looked up by.
fn key(system: AliasSystem, value: &str) -> String {
    match system {
        AliasSystem::Crm => ids::key(value).to_owned(),
        AliasSystem::Domain | AliasSystem::Slug => value.to_lowercase(),
        AliasSystem::Tickets | AliasSystem::Billing | AliasSystem::Usage => value.to_owned(),
    }
}

fn one_of(name: &str, found: &BTreeSet<AccountId>) -> Result<AccountId, String> {
    let mut ids = found.iter();
    match (ids.next(), ids.next()) {
        (Some(id), None) => Ok(id.clone()),
        _ => Err(format!(
            "account `{name}` could be any of {}",
            listing(found.iter().map(AccountId::as_str))
        )),
    }
}

fn listing<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
