//! People, their roles, their passwords and their tokens.
//!
//! The log tells who was added and who got or lost what; the hashes of passwords and tokens are
//! kept in their tables alone.

mod change;
mod row;
mod write;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use workflow::people::{Grant, Person};

use crate::{Store, StoreError};
use row::{PersonRow, TokenRow};

pub use change::PeopleChange;

/// A token as it is kept: with it a program signs in for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// Its id, which is no secret.
    pub id: String,
    /// Whose it is.
    pub login: String,
    /// A hash of the secret.
    pub hash: String,
    /// What it is for, in words.
    pub label: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// The last day on which it may be used; none where it doesn't expire.
    pub expires: Option<Date>,
    /// Whether it may not be used any more.
    pub revoked: bool,
}

const PEOPLE: &str = "
    SELECT person.login, name, email, active, role, account
    FROM person LEFT JOIN role_grant ON role_grant.login = person.login";
const PERSON: &str = "
    SELECT person.login, name, email, active, role, account
    FROM person LEFT JOIN role_grant ON role_grant.login = person.login
    WHERE person.login = $1";
const PASSWORD: &str = "SELECT hash FROM password WHERE login = $1";
const TOKEN: &str = "SELECT id, login, hash, label, made_at, expires, revoked FROM token WHERE id = $1";
const TOKENS: &str = "SELECT id, login, hash, label, made_at, expires, revoked FROM token";
const TOKENS_OF: &str = "SELECT id, login, hash, label, made_at, expires, revoked FROM token WHERE login = $1";

const READING: &str = "reading the people";
const READING_TOKENS: &str = "reading the tokens";

impl Store {
    /// Everybody, active or not, sorted by login, each with their roles in order.
    pub async fn people(&self) -> Result<Vec<Person>, StoreError> {
        let rows = sqlx::query_as(PEOPLE).fetch_all(&self.reader);
        persons(rows.await.map_err(self.fail(READING))?)
    }

    /// Whoever has the login, active or not.
    pub async fn person(&self, login: &str) -> Result<Option<Person>, StoreError> {
        let rows = sqlx::query_as(PERSON).bind(login).fetch_all(&self.reader);
        let persons = persons(rows.await.map_err(self.fail(READING))?)?;
        Ok(persons.into_iter().next())
    }

    /// The hash of a person's password; none where they have no password.
    pub async fn password_hash(&self, login: &str) -> Result<Option<String>, StoreError> {
        let statement = sqlx::query_scalar(PASSWORD).bind(login);
        statement
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail("reading a password"))
    }

    /// The token of this id, revoked or not.
    pub async fn token(&self, id: &str) -> Result<Option<StoredToken>, StoreError> {
        let row: Option<TokenRow> = sqlx::query_as(TOKEN)
            .bind(id)
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail(READING_TOKENS))?;
        row.map(TokenRow::into_token).transpose()
    }

    /// The tokens of a person, or of everybody, revoked ones too, sorted by login and by when
    /// they were made.
    pub async fn tokens(&self, login: Option<&str>) -> Result<Vec<StoredToken>, StoreError> {
        let statement = match login {
            Some(login) => sqlx::query_as(TOKENS_OF).bind(login),
            None => sqlx::query_as(TOKENS),
        };
        let rows: Vec<TokenRow> = statement
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail(READING_TOKENS))?;
        let tokens = rows.into_iter().map(TokenRow::into_token);
        let mut tokens = tokens.collect::<Result<Vec<_>, _>>()?;
        // Sorted here, since databases order text in ways of their own.
        tokens.sort_by(|left, right| {
            (&left.login, left.made_at, &left.id).cmp(&(&right.login, right.made_at, &right.id))
        });
        Ok(tokens)
    }
}

/// Everybody in the rows, of which each person has one for each role, but at least one.
fn persons(rows: Vec<PersonRow>) -> Result<Vec<Person>, StoreError> {
    let mut persons: BTreeMap<String, Person> = BTreeMap::new();
    for row in rows {
        let grant: Option<Grant> = row.grant()?;
        let person = persons.entry(row.login.clone()).or_insert_with(|| row.into_person());
        person.grants.extend(grant);
    }
    let mut persons: Vec<Person> = persons.into_values().collect();
    for person in &mut persons {
        person.grants.sort();
    }
    Ok(persons)
}
