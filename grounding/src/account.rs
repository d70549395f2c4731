//! An account and the names it goes by.

use serde::{Deserialize, Serialize};

use crate::AccountId;

/// A customer account, as the tenant's systems know it between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The one name that everything else resolves to.
    pub id: AccountId,
    /// The display name.
    pub name: String,
    /// Every other name, sorted.
    pub aliases: Vec<Alias>,
}

impl Account {
    /// Whether somebody who writes `name` means this account: by its slug, its display name or
    /// an alias. Only ids that a system treats as case-sensitive are compared exactly.
    pub fn answers_to(&self, name: &str) -> bool {
        let name = name.trim();
        self.id.as_str().eq_ignore_ascii_case(name)
            || self.name.eq_ignore_ascii_case(name)
            || self.aliases.iter().any(|alias| alias.matches(name))
    }

    /// The mail domains of the account.
    pub fn domains(&self) -> impl Iterator<Item = &str> {
        self.aliases
            .iter()
            .filter(|alias| alias.system == AliasSystem::Domain)
            .map(|alias| alias.value.as_str())
    }
}

/// A name that one system gives an account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Alias {
    /// Who gives it.
    pub system: AliasSystem,
    /// The name, normalised: CRM ids in their 18-character form, domains in lowercase.
    pub value: String,
}

impl Alias {
    /// Whether somebody who writes `name` means this alias.
    pub fn matches(&self, name: &str) -> bool {
        match self.system {
            // A CRM's 15-character ids differ in letter case alone, so they must match exactly.
            AliasSystem::Crm => self.value == name || (name.len() == 15 && self.value.starts_with(name)),
            AliasSystem::Domain | AliasSystem::Slug => self.value.eq_ignore_ascii_case(name),
            AliasSystem::Tickets | AliasSystem::Billing | AliasSystem::Usage => self.value == name,
        }
    }
}

/// The kind of system that gives an account a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AliasSystem {
    /// A short name used in file names and front matter.
    Slug,
    /// The CRM's account id.
    Crm,
    /// The help desk's organisation id.
    Tickets,
    /// The billing system's customer id.
    Billing,
    /// The product analytics' workspace.
    Usage,
    /// The customer's mail domain.
    Domain,
}
