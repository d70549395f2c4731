//! People and tokens as they are kept.

use grounding::AccountId;
use sqlx::FromRow;
use sqlx::sqlite::SqliteRow;
use workflow::people::{Grant, Person};

use super::StoredToken;
use crate::StoreError;

/// A person with one of their roles, if they have any.
pub(super) struct PersonRow {
    pub(super) login: String,
    name: String,
    email: Option<String>,
    active: i64,
    role: Option<String>,
    account: Option<String>,
}

impl FromRow<'_, SqliteRow> for PersonRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (login, name, email, active, role, account) = FromRow::from_row(row)?;
        Ok(Self {
            login,
            name,
            email,
            active,
            role,
            account,
        })
    }
}

impl PersonRow {
    /// The role, and for what.
    pub(super) fn grant(&self) -> Result<Option<Grant>, StoreError> {
        let Some(word) = &self.role else { return Ok(None) };
        let role = word.parse().map_err(|why| StoreError::Illegible {
            what: format!("a role of `{}`", self.login),
            why,
        })?;
        let account = self.account.as_deref().filter(|account| !account.is_empty());
        Ok(Some(Grant {
            role,
            account: account.map(AccountId::new),
        }))
    }

    /// The person, with no roles yet.
    pub(super) fn into_person(self) -> Person {
        Person {
            login: self.login,
            name: self.name,
            email: self.email,
            grants: Vec::new(),
            active: self.active != 0,
        }
    }
}

/// What a role is for, as it is kept: empty for every account.
pub(super) fn scope(grant: &Grant) -> &str {
    grant.account.as_ref().map_or("", AccountId::as_str)
}

/// A token's columns.
pub(super) struct TokenRow {
    id: String,
    login: String,
    hash: String,
    label: String,
    made_at: String,
    expires: Option<String>,
    revoked: i64,
}

impl FromRow<'_, SqliteRow> for TokenRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (id, login, hash, label, made_at, expires, revoked) = FromRow::from_row(row)?;
        Ok(Self {
            id,
            login,
            hash,
            label,
            made_at,
            expires,
            revoked,
        })
    }
}

impl TokenRow {
    pub(super) fn into_token(self) -> Result<StoredToken, StoreError> {
        let illegible = |error: jiff::Error| StoreError::Illegible {
            what: format!("token `{}`", self.id),
            why: error.to_string(),
        };
        let expires = self.expires.as_deref().map(str::parse).transpose();
        Ok(StoredToken {
            made_at: self.made_at.parse().map_err(illegible)?,
            expires: expires.map_err(illegible)?,
            id: self.id,
            login: self.login,
            hash: self.hash,
            label: self.label,
            revoked: self.revoked != 0,
        })
    }
}
