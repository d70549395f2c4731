//! Who has signed in with a browser.

use jiff::Timestamp;
use sqlx::FromRow;
use sqlx::sqlite::SqliteRow;

use crate::{Store, StoreError};

/// Somebody who has signed in with a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// A digest of what the browser holds; whoever reads the store can't sign in with it.
    pub id: String,
    /// Who it is.
    pub login: String,
    /// The id of the token they showed; none where they gave their password.
    pub token: Option<String>,
    /// When they signed in.
    pub made_at: Timestamp,
    /// From when on they must sign in again.
    pub expires: Timestamp,
}

const BEGIN: &str = "INSERT INTO visit (id, login, token, made_at, expires) VALUES ($1, $2, $3, $4, $5)";
const OVER: &str = "DELETE FROM visit WHERE expires <= $1";
const VISIT: &str = "SELECT id, login, token, made_at, expires FROM visit WHERE id = $1";
const END: &str = "DELETE FROM visit WHERE id = $1";
const END_OTHERS: &str = "DELETE FROM visit WHERE login = $1 AND id <> $2";

const DOING: &str = "signing in";
const READING: &str = "reading who has signed in";

impl Store {
    /// Keeps a visit, and forgets those that are over.
    pub async fn begin_visit(&self, visit: &Visit) -> Result<(), StoreError> {
        let mut transaction = self.begin(DOING).await?;
        let over = sqlx::query(OVER).bind(time(visit.made_at));
        over.execute(&mut *transaction).await.map_err(self.fail(DOING))?;
        let begin = sqlx::query(BEGIN)
            .bind(&visit.id)
            .bind(&visit.login)
            .bind(&visit.token)
            .bind(time(visit.made_at))
            .bind(time(visit.expires));
        begin.execute(&mut *transaction).await.map_err(self.fail(DOING))?;
        transaction.commit().await.map_err(self.fail(DOING))
    }

    /// The visit of that id, unless it is over.
    pub async fn visit(&self, id: &str, now: Timestamp) -> Result<Option<Visit>, StoreError> {
        let row: Option<VisitRow> = sqlx::query_as(VISIT)
            .bind(id)
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        let visit = row.map(VisitRow::into_visit).transpose()?;
        Ok(visit.filter(|visit| visit.expires > now))
    }

    /// Ends a visit; nothing happens where there is none.
    pub async fn end_visit(&self, id: &str) -> Result<(), StoreError> {
        let end = sqlx::query(END).bind(id).execute(&self.writer);
        end.await.map_err(self.fail("signing out"))?;
        Ok(())
    }

    /// Ends every other visit of a person, since their password has changed.
    pub async fn end_other_visits(&self, login: &str, but: &str) -> Result<(), StoreError> {
        let end = sqlx::query(END_OTHERS).bind(login).bind(but).execute(&self.writer);
        end.await.map_err(self.fail("signing out"))?;
        Ok(())
    }
}

struct VisitRow {
    id: String,
    login: String,
    token: Option<String>,
    made_at: String,
    expires: String,
}

impl FromRow<'_, SqliteRow> for VisitRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (id, login, token, made_at, expires) = FromRow::from_row(row)?;
        Ok(Self {
            id,
            login,
            token,
            made_at,
            expires,
        })
    }
}

impl VisitRow {
    fn into_visit(self) -> Result<Visit, StoreError> {
        let read = |text: &str| {
            text.parse().map_err(|error: jiff::Error| StoreError::Illegible {
                what: format!("a time at which `{}` signed in", self.login),
                why: error.to_string(),
            })
        };
        let (made_at, expires) = (read(&self.made_at)?, read(&self.expires)?);
        Ok(Visit {
            id: self.id,
            login: self.login,
            token: self.token,
            made_at,
            expires,
        })
    }
}

/// A time with nine decimals, so that the order as text is that in time.
fn time(at: Timestamp) -> String {
    format!("{at:.9}")
}
