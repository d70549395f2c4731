//! Which account is meant: everything the batch says of accounts, brought together.
//!
//! Two names are taken for one account only where a system says so: the same CRM id, help-desk
//! organisation or slug. A shared mail domain or display name joins them too, but never against
//! their own ids or slugs, since accounts with near-identical names exist.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Account, AccountId, Alias, AliasSystem};

use super::salesforce::ids;

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

/// What one record of one system says of an account.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    pub(super) authority: Authority,
    pub(super) slug: Option<String>,
    pub(super) name: String,
    pub(super) aliases: Vec<Alias>,
}

/// Who says so; of two display names that of the later of these counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Authority {
    HelpDesk,
    SuccessPlan,
    /// What was stored before; only what is kept as the master of names is put above it.
    Known,
    IdMap,
    Crm,
}

/// An account in the terms of the record that speaks of it.
#[derive(Debug, Clone)]
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
    /// Brings the known accounts and what the batch says together.
    pub(super) fn new(known: &[Account], mut identities: Vec<Identity>) -> Self {
        let mut directory = Self::default();
        for account in known {
            directory.index(&account.id, &account.name, &account.aliases);
            directory.named_by.insert(account.id.clone(), Authority::Known);
            directory.accounts.insert(account.id.clone(), account.clone());
        }
        identities.sort_by_key(|identity| match identity.authority {
            Authority::IdMap => 0,
            Authority::SuccessPlan => 1,
            Authority::Crm => 2,
            Authority::HelpDesk | Authority::Known => 3,
        });
        for identity in identities {
            directory.absorb(identity);
        }
        directory
    }

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
        let mut found = BTreeSet::new();
        for domain in domains {
            found.extend(self.by_domain(domain)?);
        }
        let listed = listing(domains.iter().map(String::as_str));
        match found.len() {
            0 if domains.is_empty() => Err("no account is given".to_owned()),
            0 => Err(format!("unknown account: nobody has the mail domain {listed}")),
            _ => one_of(&domains.iter().cloned().collect::<Vec<_>>().join(", "), &found),
        }
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

    /// Hands the accounts over.
    pub(super) fn into_accounts(self) -> Vec<Account> {
        self.accounts.into_values().collect()
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

    fn absorb(&mut self, identity: Identity) {
        let id = match self.same_as(&identity) {
            Some(id) => id,
            None => self.free_id(&identity),
        };
        let account = self.accounts.entry(id.clone()).or_insert_with(|| Account {
            id: id.clone(),
            name: id.as_str().to_owned(),
            aliases: Vec::new(),
        });
        let name = identity.name.trim();
        let named_by = self.named_by.get(&id);
        if !name.is_empty() && named_by.is_none_or(|authority| *authority < identity.authority) {
            self.named_by.insert(id.clone(), identity.authority);
            name.clone_into(&mut account.name);
        }
        if identity.slug.is_some() {
            self.slugged.insert(id.clone());
        }
        let mut aliases = identity.aliases;
        if let Some(slug) = identity.slug.filter(|slug| !id.as_str().eq_ignore_ascii_case(slug)) {
            aliases.push(Alias {
                system: AliasSystem::Slug,
                value: slug,
            });
        }
        for alias in &aliases {
            if !account.aliases.contains(alias) {
                account.aliases.push(alias.clone());
            }
        }
        account.aliases.sort();
        self.index(&id, &identity.name, &aliases);
    }

    /// The account that an identity is another name of.
    fn same_as(&self, identity: &Identity) -> Option<AccountId> {
        let by = |system: AliasSystem| {
            identity
                .aliases
                .iter()
                .filter(move |alias| alias.system == system)
                .find_map(|alias| self.by_alias(system, &alias.value).ok().flatten())
        };
        by(AliasSystem::Crm)
            .or_else(|| by(AliasSystem::Tickets).filter(|id| self.agrees(id, identity, &[AliasSystem::Crm])))
            .or_else(|| self.by_slug(identity.slug.as_deref()?))
            .or_else(|| by(AliasSystem::Domain).filter(|id| self.agrees(id, identity, &[AliasSystem::Crm])))
            .or_else(|| {
                let named = self.names.get(&identity.name.trim().to_lowercase())?;
                let id = one_of(&identity.name, named).ok()?;
                // Of equal names only those in the same spelling count.
                let same = self.accounts[&id].name == identity.name.trim();
                (same && self.agrees(&id, identity, &OWN_IDS)).then_some(id)
            })
    }

    /// Whether nothing speaks against the identity being the account's: two slugs would, and two
    /// ids of one of the systems.
    fn agrees(&self, id: &AccountId, identity: &Identity, systems: &[AliasSystem]) -> bool {
        let Some(account) = self.accounts.get(id) else {
            return false;
        };
        let values = |aliases: &[Alias], system: AliasSystem| -> BTreeSet<String> {
            aliases
                .iter()
                .filter(|alias| alias.system == system)
                .map(|alias| key(system, &alias.value))
                .collect()
        };
        let same_slug = identity.slug.is_none() || !self.slugged.contains(id);
        same_slug
            && systems.iter().all(|system| {
                let ours = values(&account.aliases, *system);
                let theirs = values(&identity.aliases, *system);
                ours.is_empty() || theirs.is_empty() || !ours.is_disjoint(&theirs)
            })
    }

    /// A slug that nobody has yet.
    fn free_id(&self, identity: &Identity) -> AccountId {
        let wanted = match &identity.slug {
            Some(slug) => slug.clone(),
            None => AccountId::from_name(&identity.name).as_str().to_owned(),
        };
        let wanted = if wanted.is_empty() {
            "account".to_owned()
        } else {
            wanted
        };
        let mut id = AccountId::new(wanted.clone());
        let mut number = 2;
        while self.accounts.contains_key(&id) {
            id = AccountId::new(format!("{wanted}-{number}"));
            number += 1;
        }
        id
    }

    fn index(&mut self, id: &AccountId, name: &str, aliases: &[Alias]) {
        let name = name.trim().to_lowercase();
        if !name.is_empty() {
            self.names.entry(name).or_default().insert(id.clone());
        }
        for alias in aliases {
            let key = (alias.system, key(alias.system, &alias.value));
            self.aliases.entry(key).or_default().insert(id.clone());
        }
    }
}

/// The systems in which two customers never share an id.
const OWN_IDS: [AliasSystem; 4] = [
    AliasSystem::Crm,
    AliasSystem::Tickets,
    AliasSystem::Billing,
    AliasSystem::Usage,
];

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

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(authority: Authority, slug: Option<&str>, name: &str, aliases: &[(AliasSystem, &str)]) -> Identity {
        Identity {
            authority,
            slug: slug.map(str::to_owned),
            name: name.to_owned(),
            aliases: aliases
                .iter()
                .map(|(system, value)| Alias {
                    system: *system,
                    value: (*value).to_owned(),
                })
                .collect(),
        }
    }

    #[test]
    fn one_account_is_brought_together_and_two_are_kept_apart() {
        let directory = Directory::new(
            &[],
            vec![
                identity(
                    Authority::HelpDesk,
                    None,
                    "Orrin Mills Support",
                    &[(AliasSystem::Tickets, "71"), (AliasSystem::Crm, "001Aa0000000aAbIAI")],
                ),
                identity(
                    Authority::HelpDesk,
                    None,
                    "Unheard Of",
                    &[(AliasSystem::Domain, "orrin.example")],
                ),
                identity(
                    Authority::Crm,
                    None,
                    "Orrin Mills Ltd",
                    &[
                        (AliasSystem::Crm, "001Aa0000000aAbIAI"),
                        (AliasSystem::Domain, "orrin.example"),
                    ],
                ),
                // The same letters in another case, and the same name: another account.
                identity(
                    Authority::Crm,
                    None,
                    "Orrin Mills Ltd",
                    &[
                        (AliasSystem::Crm, "001aA0000000AaBIAU"),
                        (AliasSystem::Domain, "orrin.example"),
                    ],
                ),
                identity(
                    Authority::IdMap,
                    Some("orrin"),
                    "Orrin Mills",
                    &[(AliasSystem::Crm, "001Aa0000000aAb")],
                ),
            ],
        );
        let accounts: Vec<(&str, &str)> = directory
            .accounts()
            .map(|account| (account.id.as_str(), account.name.as_str()))
            .collect();
        assert_eq!(
            accounts,
            [
                ("orrin", "Orrin Mills Ltd"),
                ("orrin-mills-ltd", "Orrin Mills Ltd"),
                ("unheard-of", "Unheard Of")
            ]
        );
        assert_eq!(
            directory.by_name("001aA0000000AaB").unwrap().as_str(),
            "orrin-mills-ltd"
        );
        assert_eq!(directory.by_name("71").unwrap().as_str(), "orrin");
        assert_eq!(
            directory.by_name("orrin mills ltd").unwrap_err(),
            "account `orrin mills ltd` could be any of `orrin`, `orrin-mills-ltd`"
        );
        assert_eq!(directory.by_name("nobody").unwrap_err(), "unknown account `nobody`");
    }
}
