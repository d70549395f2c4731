//! The statements behind the changes to people, each with what it makes happen.

use sqlx::SqliteConnection;
use workflow::people::{Grant, PeopleEvent, Person};

use super::StoredToken;
use super::change::DOING;
use super::row::scope;
use crate::{Store, StoreError};

const ADD_PERSON: &str = "
    INSERT INTO person (login, name, email, active) VALUES ($1, $2, $3, $4) ON CONFLICT (login) DO NOTHING";
const IS_THERE: &str = "SELECT COUNT(*) FROM person WHERE login = $1";
const GRANT: &str = "
    INSERT INTO role_grant (login, role, account) VALUES ($1, $2, $3) ON CONFLICT (login, role, account) DO NOTHING";
const REVOKE: &str = "DELETE FROM role_grant WHERE login = $1 AND role = $2 AND account = $3";
const SET_ACTIVE: &str = "UPDATE person SET active = $2 WHERE login = $1";
const SET_PASSWORD: &str = "
    INSERT INTO password (login, hash) VALUES ($1, $2) ON CONFLICT (login) DO UPDATE SET hash = excluded.hash";
const ADD_TOKEN: &str = "
    INSERT INTO token (id, login, hash, label, made_at, expires, revoked)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
const REVOKE_TOKEN: &str = "UPDATE token SET revoked = 1 WHERE id = $1 RETURNING login";

impl Store {
    pub(super) async fn check_is_there(
        &self,
        connection: &mut SqliteConnection,
        login: &str,
    ) -> Result<(), StoreError> {
        let count: i64 = sqlx::query_scalar(IS_THERE)
            .bind(login)
            .fetch_one(connection)
            .await
            .map_err(self.fail(DOING))?;
        match count {
            0 => Err(StoreError::NoSuchPerson {
                login: login.to_owned(),
            }),
            _ => Ok(()),
        }
    }

    pub(super) async fn add(
        &self,
        connection: &mut SqliteConnection,
        person: &Person,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        let statement = sqlx::query(ADD_PERSON)
            .bind(&person.login)
            .bind(&person.name)
            .bind(&person.email)
            .bind(i64::from(person.active));
        let added = statement.execute(&mut *connection).await.map_err(self.fail(DOING))?;
        let login = person.login.clone();
        if added.rows_affected() == 0 {
            return Err(StoreError::PersonExists { login });
        }
        let mut events = vec![PeopleEvent::Added {
            login: login.clone(),
            name: person.name.clone(),
        }];
        for grant in &person.grants {
            events.extend(self.grant(connection, &login, grant).await?);
        }
        if !person.active {
            events.push(PeopleEvent::SetActive { login, active: false });
        }
        Ok(events)
    }

    /// Gives a role; nothing happens where they have it.
    pub(super) async fn grant(
        &self,
        connection: &mut SqliteConnection,
        login: &str,
        grant: &Grant,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        let statement = sqlx::query(GRANT)
            .bind(login)
            .bind(grant.role.word())
            .bind(scope(grant));
        let added = statement.execute(connection).await.map_err(self.fail(DOING))?;
        let event = || PeopleEvent::Granted {
            login: login.to_owned(),
            grant: grant.clone(),
        };
        Ok((added.rows_affected() > 0).then(event).into_iter().collect())
    }

    pub(super) async fn revoke(
        &self,
        connection: &mut SqliteConnection,
        login: &str,
        grant: &Grant,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        let statement = sqlx::query(REVOKE)
            .bind(login)
            .bind(grant.role.word())
            .bind(scope(grant));
        let taken = statement.execute(connection).await.map_err(self.fail(DOING))?;
        let login = login.to_owned();
        if taken.rows_affected() == 0 {
            return Err(StoreError::NoSuchGrant {
                login,
                role: grant.role,
                account: grant.account.as_ref().map(|account| account.as_str().to_owned()),
            });
        }
        let grant = grant.clone();
        Ok(vec![PeopleEvent::Revoked { login, grant }])
    }

    pub(super) async fn set_active(
        &self,
        connection: &mut SqliteConnection,
        login: &str,
        active: bool,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        let statement = sqlx::query(SET_ACTIVE).bind(login).bind(i64::from(active));
        statement.execute(connection).await.map_err(self.fail(DOING))?;
        let login = login.to_owned();
        Ok(vec![PeopleEvent::SetActive { login, active }])
    }

    pub(super) async fn set_password(
        &self,
        connection: &mut SqliteConnection,
        login: &str,
        hash: &str,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        let statement = sqlx::query(SET_PASSWORD).bind(login).bind(hash);
        statement.execute(connection).await.map_err(self.fail(DOING))?;
        let login = login.to_owned();
        Ok(vec![PeopleEvent::PasswordSet { login }])
    }

    pub(super) async fn add_token(
        &self,
        connection: &mut SqliteConnection,
        token: &StoredToken,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        let statement = sqlx::query(ADD_TOKEN)
            .bind(&token.id)
            .bind(&token.login)
            .bind(&token.hash)
            .bind(&token.label)
            .bind(token.made_at.to_string())
            .bind(token.expires.map(|date| date.to_string()))
            .bind(i64::from(token.revoked));
        let added = statement.execute(connection).await.map_err(self.fail(DOING))?;
        if added.rows_affected() == 0 {
            return Err(StoreError::TokenExists { id: token.id.clone() });
        }
        Ok(vec![PeopleEvent::TokenMade {
            login: token.login.clone(),
            token: token.id.clone(),
        }])
    }

    pub(super) async fn revoke_token(
        &self,
        connection: &mut SqliteConnection,
        id: &str,
    ) -> Result<Vec<PeopleEvent>, StoreError> {
        let login: Option<String> = sqlx::query_scalar(REVOKE_TOKEN)
            .bind(id)
            .fetch_optional(connection)
            .await
            .map_err(self.fail(DOING))?;
        let token = id.to_owned();
        match login {
            Some(login) => Ok(vec![PeopleEvent::TokenRevoked { login, token }]),
            None => Err(StoreError::NoSuchToken { id: token }),
        }
    }
}
