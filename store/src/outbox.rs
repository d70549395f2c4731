//! What is to be delivered elsewhere: kept with the entry that asks for it, so that it is
//! delivered even where the program stops in between, and each key once (VR-85).

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, SqliteConnection};

use crate::{Store, StoreError};

/// Something to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// What tells it from everything else, for the store and for whoever gets it: the same key
    /// is stored once.
    pub key: String,
    /// Where to.
    pub target: String,
    /// What.
    pub body: String,
}

/// Something to be delivered, and how far that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOutgoing {
    /// Its number, from 1, in the order in which it came.
    pub id: i64,
    /// What tells it from everything else.
    pub key: String,
    /// Where to.
    pub target: String,
    /// What.
    pub body: String,
    /// When it came.
    pub made_at: Timestamp,
    /// How often its delivery was tried.
    pub attempts: u32,
    /// The time before which it is not tried again.
    pub next_at: Timestamp,
    /// Why the last attempt that failed did.
    pub last_error: Option<String>,
    /// When it was delivered; none while it was not.
    pub delivered_at: Option<Timestamp>,
}

const ADD: &str = "
    INSERT INTO outgoing (id, key, target, body, made_at, attempts, next_at)
    SELECT COALESCE(MAX(id), 0) + 1, $1, $2, $3, $4, 0, $4 FROM outgoing WHERE true
    ON CONFLICT (key) DO NOTHING";
const ALL: &str = "
    SELECT id, key, target, body, made_at, attempts, next_at, last_error, delivered_at
    FROM outgoing ORDER BY id";
const UNDELIVERED: &str = "
    SELECT id, key, target, body, made_at, attempts, next_at, last_error, delivered_at
    FROM outgoing WHERE delivered_at IS NULL ORDER BY id";
const DUE: &str = "
    SELECT id, key, target, body, made_at, attempts, next_at, last_error, delivered_at
    FROM outgoing WHERE delivered_at IS NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $2";
const DELIVERED: &str = "
    UPDATE outgoing SET attempts = attempts + 1, delivered_at = $2 WHERE id = $1 AND delivered_at IS NULL";
const FAILED: &str = "
    UPDATE outgoing SET attempts = attempts + 1, last_error = $2, next_at = $3
    WHERE id = $1 AND delivered_at IS NULL";

const READING: &str = "reading what is to be delivered";
const MARKING: &str = "noting what was delivered";

impl Store {
    /// Everything that is or was to be delivered, in the order in which it came.
    pub async fn outgoing(&self, undelivered_only: bool) -> Result<Vec<StoredOutgoing>, StoreError> {
        let statement = if undelivered_only { UNDELIVERED } else { ALL };
        let rows = sqlx::query_as(statement).fetch_all(&self.reader);
        read(rows.await.map_err(self.fail(READING))?)
    }

    /// What may be tried now, what has waited longest first: at most `limit` of it.
    pub async fn due_outgoing(&self, now: Timestamp, limit: u32) -> Result<Vec<StoredOutgoing>, StoreError> {
        let rows = sqlx::query_as(DUE).bind(text(now)).bind(i64::from(limit));
        read(rows.fetch_all(&self.reader).await.map_err(self.fail(READING))?)
    }

    /// Notes that it was delivered. What was delivered before stays as it is.
    pub async fn mark_delivered(&self, id: i64, now: Timestamp) -> Result<(), StoreError> {
        let statement = sqlx::query(DELIVERED).bind(id).bind(text(now));
        statement.execute(&self.writer).await.map_err(self.fail(MARKING))?;
        Ok(())
    }

    /// Notes that an attempt failed, and when to try again. What was delivered meanwhile stays
    /// as it is.
    pub async fn mark_failed(&self, id: i64, error: &str, next_at: Timestamp) -> Result<(), StoreError> {
        let statement = sqlx::query(FAILED).bind(id).bind(error).bind(text(next_at));
        statement.execute(&self.writer).await.map_err(self.fail(MARKING))?;
        Ok(())
    }
}

/// Keeps what is to be delivered, from that time on; what has a key that is there already is
/// left alone.
pub(crate) async fn put(connection: &mut SqliteConnection, outgoing: &[Outgoing], at: Timestamp) -> sqlx::Result<()> {
    for Outgoing { key, target, body } in outgoing {
        let statement = sqlx::query(ADD).bind(key).bind(target).bind(body).bind(text(at));
        statement.execute(&mut *connection).await?;
    }
    Ok(())
}

/// A time as it is kept: with as many decimals as any other, so that the order of the texts is
/// the order in time.
fn text(at: Timestamp) -> String {
    format!("{at:.9}")
}

fn read(rows: Vec<Row>) -> Result<Vec<StoredOutgoing>, StoreError> {
    rows.into_iter().map(Row::into_outgoing).collect()
}

/// The columns of what is to be delivered.
struct Row {
    id: i64,
    key: String,
    target: String,
    body: String,
    made_at: String,
    attempts: i64,
    next_at: String,
    last_error: Option<String>,
    delivered_at: Option<String>,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (id, key, target, body, made_at, attempts, next_at, last_error, delivered_at) = FromRow::from_row(row)?;
        Ok(Self {
            id,
            key,
            target,
            body,
            made_at,
            attempts,
            next_at,
            last_error,
            delivered_at,
        })
    }
}

impl Row {
    fn into_outgoing(self) -> Result<StoredOutgoing, StoreError> {
        let time = |text: &str| {
            text.parse().map_err(|error: jiff::Error| StoreError::Illegible {
                what: format!("delivery {} (`{}`)", self.id, self.key),
                why: error.to_string(),
            })
        };
        Ok(StoredOutgoing {
            made_at: time(&self.made_at)?,
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            next_at: time(&self.next_at)?,
            delivered_at: self.delivered_at.as_deref().map(time).transpose()?,
            id: self.id,
            key: self.key,
            target: self.target,
            body: self.body,
            last_error: self.last_error,
        })
    }
}
