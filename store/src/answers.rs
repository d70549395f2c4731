//! What programs were answered that named a key for what they asked.

use jiff::{SignedDuration, Timestamp};

use crate::{Store, StoreError};

/// An answer that was given once and is given again where the same is asked under the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// A digest of what was asked.
    pub request: String,
    /// The status that was answered.
    pub status: u16,
    /// The body that was answered.
    pub body: String,
}

/// So long is an answer kept, which is what others who take such keys do.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

const ANSWER: &str = "SELECT request, status, body FROM answer WHERE login = $1 AND key = $2";
const KEEP: &str = "
    INSERT INTO answer (login, key, request, status, body, made_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (login, key) DO NOTHING";
const OLD: &str = "DELETE FROM answer WHERE made_at < $1";

const DOING: &str = "keeping an answer";

impl Store {
    /// What that person was answered under that key; none where they never asked, or more than a
    /// day ago.
    pub async fn answer(&self, login: &str, key: &str) -> Result<Option<StoredAnswer>, StoreError> {
        let row: Option<(String, i64, String)> = sqlx::query_as(ANSWER)
            .bind(login)
            .bind(key)
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail("reading an answer"))?;
        Ok(row.map(|(request, status, body)| StoredAnswer {
            request,
            status: u16::try_from(status).unwrap_or_default(),
            body,
        }))
    }

    /// Keeps what was answered for a day, and forgets what is older.
    pub async fn keep_answer(
        &self,
        login: &str,
        key: &str,
        answer: &StoredAnswer,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin(DOING).await?;
        let old = sqlx::query(OLD).bind(format!("{:.9}", now - KEPT));
        old.execute(&mut *transaction).await.map_err(self.fail(DOING))?;
        let keep = sqlx::query(KEEP)
            .bind(login)
            .bind(key)
            .bind(&answer.request)
            .bind(i64::from(answer.status))
            .bind(&answer.body)
            .bind(format!("{now:.9}"));
        keep.execute(&mut *transaction).await.map_err(self.fail(DOING))?;
        transaction.commit().await.map_err(self.fail(DOING))
    }
}
