//! Bringing together what the systems say of accounts.
//!
//! Two names are taken for one account only where a system says so: the same CRM id, help-desk
//! organisation or slug. A shared mail domain or display name joins them too, but never against
//! their own ids or slugs, since accounts with near-identical names exist.

use std::collections::BTreeSet;

use grounding::{Account, AccountId, Alias, AliasSystem};
use serde::{Deserialize, Serialize};

use super::super::salesforce::ids;
use super::{Directory, key, one_of};

/// The systems in which two customers never share an id.
const OWN_IDS: [AliasSystem; 4] = [
    AliasSystem::Crm,
    AliasSystem::Tickets,
    AliasSystem::Billing,
    AliasSystem::Usage,
];

/// What one record of one system says of an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Identity {
    pub(in super::super) authority: Authority,
    pub(in super::super) slug: Option<String>,
    pub(in super::super) name: String,
    pub(in super::super) aliases: Vec<Alias>,
}

/// Who says so; of two display names that of the later of these counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in super::super) enum Authority {
    HelpDesk,
    SuccessPlan,
    /// What was stored before; only what is kept as the master of names is put above it.
    Known,
    IdMap,
    Crm,
}

impl Directory {
    /// Brings the known accounts and what the batch says together.
    pub(in super::super) fn new(known: &[Account], mut identities: Vec<Identity>) -> Self {
        let mut directory = Self::default();
        let told = Told::by(&identities);
        for account in known {
            let mut account = account.clone();
            told.retain(&mut account);
            directory.index(&account.id, &account.name, &account.aliases);
            directory.named_by.insert(account.id.clone(), Authority::Known);
            directory.accounts.insert(account.id.clone(), account);
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
        // A tenant may have two CRMs, of which one may be Salesforce: ids of one say nothing of
        // ids of the other.
        let values = |aliases: &[Alias], system: AliasSystem, salesforce: bool| -> BTreeSet<String> {
            aliases
                .iter()
                .filter(|alias| alias.system == system && ids::is_account(&alias.value) == salesforce)
                .map(|alias| key(system, &alias.value))
                .collect()
        };
        let compatible = |system: AliasSystem, salesforce: bool| {
            let ours = values(&account.aliases, system, salesforce);
            let theirs = values(&identity.aliases, system, salesforce);
            ours.is_empty() || theirs.is_empty() || !ours.is_disjoint(&theirs)
        };
        let same_slug = identity.slug.is_none() || !self.slugged.contains(id);
        same_slug
            && systems
                .iter()
                .all(|system| compatible(*system, true) && compatible(*system, false))
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

/// The names that some file still gives an account.
struct Told(BTreeSet<(AliasSystem, String)>);

impl Told {
    fn by(identities: &[Identity]) -> Self {
        let aliases = identities.iter().flat_map(|identity| &identity.aliases);
        Self(
            aliases
                .map(|alias| (alias.system, key(alias.system, &alias.value)))
                .collect(),
        )
    }

    /// Takes away the ids that no file gives the account any more: a map of accounts that was
    /// wrong has been mended. Where none of its names is told, its files are not known, and all
    /// are kept.
    fn retain(&self, account: &mut Account) {
        let is_told = |alias: &Alias| self.0.contains(&(alias.system, key(alias.system, &alias.value)));
        if account.aliases.iter().any(is_told) {
            account
                .aliases
                .retain(|alias| alias.system == AliasSystem::Slug || is_told(alias));
        }
    }
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

    #[test]
    fn what_is_known_keeps_its_name_and_two_slugs_stay_two_accounts() {
        let known = Account {
            id: AccountId::new("orrin"),
            name: "Orrin Mills".to_owned(),
            aliases: vec![Alias {
                system: AliasSystem::Domain,
                value: "orrin.example".to_owned(),
            }],
        };
        let domain = [(AliasSystem::Domain, "orrin.example")];
        let directory = Directory::new(
            &[known],
            vec![
                identity(Authority::HelpDesk, None, "Orrin (support)", &domain),
                identity(
                    Authority::IdMap,
                    Some("quill"),
                    "Quill",
                    &[(AliasSystem::Domain, "quill.example")],
                ),
                identity(
                    Authority::IdMap,
                    Some("quill-east"),
                    "Quill",
                    &[(AliasSystem::Domain, "quill.example")],
                ),
            ],
        );
        let accounts: Vec<(&str, &str)> = directory
            .accounts()
            .map(|account| (account.id.as_str(), account.name.as_str()))
            .collect();
        assert_eq!(
            accounts,
            [("orrin", "Orrin Mills"), ("quill", "Quill"), ("quill-east", "Quill")]
        );
    }
}
