//! The parts that people play.

use std::fmt;
use std::str::FromStr;

use grounding::Route;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::scorecard::Part;

/// A part that somebody plays, for an account or for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Manages people and the store. Approves nothing.
    Admin,
    /// Owns the account: value, terms, the relationship.
    AccountOwner,
    /// The customer success manager.
    Csm,
    /// The account executive who sold.
    Ae,
    /// Stands above the customer success managers.
    Supervisor,
    /// Runs the workflows and shows a pilot's numbers.
    CsOperations,
    /// Reads.
    Reader,
}

impl Role {
    /// Every role, in order.
    pub const ALL: [Self; 7] = [
        Self::Admin,
        Self::AccountOwner,
        Self::Csm,
        Self::Ae,
        Self::Supervisor,
        Self::CsOperations,
        Self::Reader,
    ];

    /// The role's word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::AccountOwner => "account_owner",
            Self::Csm => "csm",
            Self::Ae => "ae",
            Self::Supervisor => "supervisor",
            Self::CsOperations => "cs_operations",
            Self::Reader => "reader",
        }
    }

    /// The role within a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Admin => "administrator",
            Self::AccountOwner => "account owner",
            Self::Csm => "CSM",
            Self::Ae => "AE",
            Self::Supervisor => "supervisor",
            Self::CsOperations => "CS operations",
            Self::Reader => "reader",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim().to_lowercase().replace('-', "_");
        // What scorecards call the part that they play.
        if text == Part::CsRep.word() {
            return Ok(Part::CsRep.role());
        }
        Self::ALL.into_iter().find(|role| role.word() == text).ok_or_else(|| {
            let words = Self::ALL.map(Self::word).join("`, `");
            format!("`{text}` is no role; the roles are `{words}`")
        })
    }
}

impl From<Route> for Role {
    fn from(route: Route) -> Self {
        match route {
            Route::AccountOwner => Self::AccountOwner,
            Route::Csm => Self::Csm,
            Route::Ae => Self::Ae,
            Route::Supervisor => Self::Supervisor,
            Route::CsOperations => Self::CsOperations,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_reads_back() {
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
        assert_eq!("cs_rep".parse(), Ok(Role::Csm));
        assert_eq!("CS-Rep".parse(), Ok(Role::Csm));
        insta::assert_snapshot!("boss".parse::<Role>().unwrap_err(), @"`boss` is no role; the roles are `admin`, `account_owner`, `csm`, `ae`, `supervisor`, `cs_operations`, `reader`");
    }
}
