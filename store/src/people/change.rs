//! Changing people, with an entry in the log for each change.

use jiff::Timestamp;
use sqlx::SqliteConnection;
use workflow::log::{Entry, Event, PEOPLE};
use workflow::people::{Grant, PeopleEvent, Person};

use super::StoredToken;
use crate::log::{Author, Chain};
use crate::{Store, StoreError};

/// A change to the people of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleChange<'a> {
    /// Adds somebody, with their roles.
    Add(&'a Person),
    /// Gives somebody a role. One that they have already is left alone.
    Grant {
        /// Their login.
        login: &'a str,
        /// The role, and for what.
        grant: &'a Grant,
    },
    /// Takes a role away from somebody who has exactly that one.
    Revoke {
        /// Their login.
        login: &'a str,
        /// The role, and for what.
        grant: &'a Grant,
    },
    /// Lets somebody sign in from now on, or not. Nothing of theirs is deleted.
    SetActive {
        /// Their login.
        login: &'a str,
        /// Whether they may.
        active: bool,
    },
    /// Gives somebody a password in place of the one they have, if any.
    SetPassword {
        /// Their login.
        login: &'a str,
        /// The hash of the password.
        hash: &'a str,
    },
    /// Adds a token.
    AddToken(&'a StoredToken),
    /// Ends the use of a token.
    RevokeToken {
        /// The token's id.
        id: &'a str,
    },
}

pub(super) const DOING: &str = "changing the people";

impl Store {
    /// Makes changes to people, in this order, with an entry in the stream of everybody for each
    /// thing that happened: all of them or, on an error, none. Somebody who is added with roles,
    /// or not active, has an entry for each of that too.
    ///
    /// # Errors
    ///
    /// [`StoreError::PersonExists`], [`StoreError::NoSuchPerson`], [`StoreError::NoSuchGrant`],
    /// [`StoreError::TokenExists`] and [`StoreError::NoSuchToken`] where a change cannot be made,
    /// [`StoreError::Clock`] where the clock has run backwards.
    pub async fn change_people(
        &self,
        author: Author<'_>,
        now: Timestamp,
        changes: &[PeopleChange<'_>],
    ) -> Result<Vec<Entry>, StoreError> {
        let mut transaction = self.begin(DOING).await?;
        let mut chain = Chain::begin(self, &mut transaction, author, now).await?;
        let mut entries = Vec::new();
        for change in changes {
            for event in self.change(chain.connection(), change).await? {
                entries.push(chain.add(PEOPLE, &Event::People(event)).await?);
            }
        }
        transaction.commit().await.map_err(self.fail(DOING))?;
        Ok(entries)
    }

    /// Makes one change, and says what happened.
    async fn change(
        &self,
        connection: &mut SqliteConnection,
        change: &PeopleChange<'_>,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        match *change {
            PeopleChange::Add(person) => self.add(connection, person).await,
            PeopleChange::Grant { login, grant } => {
                self.check_is_there(connection, login).await?;
                self.grant(connection, login, grant).await
            }
            PeopleChange::Revoke { login, grant } => {
                self.check_is_there(connection, login).await?;
                self.revoke(connection, login, grant).await
            }
            PeopleChange::SetActive { login, active } => {
                self.check_is_there(connection, login).await?;
                self.set_active(connection, login, active).await
            }
            PeopleChange::SetPassword { login, hash } => {
                self.check_is_there(connection, login).await?;
                self.set_password(connection, login, hash).await
            }
            PeopleChange::AddToken(token) => {
                self.check_is_there(connection, &token.login).await?;
                self.add_token(connection, token).await
            }
            PeopleChange::RevokeToken { id } => self.revoke_token(connection, id).await,
        }
    }
}
