//! People, their roles, and what each may do to an account.

mod rights;
mod role;

use grounding::AccountId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use rights::{Act, Denied, Who, may};
pub use role::Role;

/// Somebody who works with the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// What they sign in with: lowercase letters, digits, `.`, `-` and `_`.
    pub login: String,
    /// Their full name, as it stands under what they approve.
    pub name: String,
    /// Their mail address in lowercase; by it the CRM's users are found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their roles.
    pub grants: Vec<Grant>,
    /// Whether they may sign in.
    pub active: bool,
}

impl Person {
    /// Whether they have the role for the account; without an account, whether they have it for
    /// any.
    pub fn holds(&self, role: Role, account: Option<&AccountId>) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role == role && grant.covers(account))
    }

    /// The roles that they have for the account, in order; without an account, for any.
    pub fn roles(&self, account: Option<&AccountId>) -> Vec<Role> {
        let mut roles: Vec<Role> = self
            .grants
            .iter()
            .filter(|grant| grant.covers(account))
            .map(|grant| grant.role)
            .collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }
}

/// A role, for one account or for all of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The account; none for every account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
}

impl Grant {
    fn covers(&self, account: Option<&AccountId>) -> bool {
        match (&self.account, account) {
            (Some(granted), Some(asked)) => granted == asked,
            _ => true,
        }
    }
}

/// What happens to the people of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum PeopleEvent {
    /// Somebody was added.
    Added {
        /// Their login.
        login: String,
        /// Their name.
        name: String,
    },
    /// Somebody got a role.
    Granted {
        /// Their login.
        login: String,
        /// The role, and for what.
        grant: Grant,
    },
    /// Somebody lost a role.
    Revoked {
        /// Their login.
        login: String,
        /// The role, and for what.
        grant: Grant,
    },
    /// Somebody may or may not sign in from now on.
    SetActive {
        /// Their login.
        login: String,
        /// Whether they may.
        active: bool,
    },
    /// Somebody has another password.
    PasswordSet {
        /// Their login.
        login: String,
    },
    /// A token was made for somebody.
    TokenMade {
        /// Their login.
        login: String,
        /// The token's id, which is no secret.
        token: String,
    },
    /// A token may not be used any more.
    TokenRevoked {
        /// Whose it was.
        login: String,
        /// The token's id.
        token: String,
    },
}
