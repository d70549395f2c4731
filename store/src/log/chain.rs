//! Adding entries to the log within a transaction.

use jiff::Timestamp;
use sqlx::SqliteConnection;
use workflow::log::{Entry, Event, GENESIS, next_time};
use workflow::run::Signed;

use super::{Author, DOING};
use crate::{Store, StoreError};

const LAST: &str = "SELECT number, at, digest FROM event ORDER BY number DESC LIMIT 1";
const STEPS: &str = "SELECT COALESCE(MAX(step), 0) FROM event WHERE stream = $1";
const ADD: &str = "
    INSERT INTO event (number, stream, step, by_login, by_name, at, day, body, previous, digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// The end of the log, while a transaction adds to it. Since the transaction holds the write
/// lock, nobody else adds meanwhile.
pub(crate) struct Chain<'c> {
    store: &'c Store,
    connection: &'c mut SqliteConnection,
    signed: Signed,
    number: i64,
    digest: String,
}

impl<'c> Chain<'c> {
    /// Looks for the last entry, and settles the time of those that come after it.
    pub(crate) async fn begin(
        store: &'c Store,
        connection: &'c mut SqliteConnection,
        author: Author<'_>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let last: Option<(i64, String, String)> = sqlx::query_as(LAST)
            .fetch_optional(&mut *connection)
            .await
            .map_err(store.fail(DOING))?;
        let (number, last, digest) = match last {
            Some((number, at, digest)) => (number, Some(time(number, &at)?), digest),
            None => (0, None, GENESIS.to_owned()),
        };
        let Some(at) = next_time(last, now) else {
            let last = last.unwrap_or(now);
            return Err(StoreError::Clock { last, now });
        };
        let signed = Signed {
            by: author.login.map(str::to_owned),
            name: author.name.to_owned(),
            at,
            day: author.day,
        };
        Ok(Self {
            store,
            connection,
            signed,
            number,
            digest,
        })
    }

    /// The time of the entries that are added.
    pub(crate) fn at(&self) -> Timestamp {
        self.signed.at
    }

    /// The connection, for what is stored beside the entries.
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        self.connection
    }

    /// How many entries a stream has.
    pub(crate) async fn steps(&mut self, stream: &str) -> Result<u32, StoreError> {
        let steps: i64 = sqlx::query_scalar(STEPS)
            .bind(stream)
            .fetch_one(&mut *self.connection)
            .await
            .map_err(self.store.fail(DOING))?;
        Ok(u32::try_from(steps).unwrap_or(u32::MAX))
    }

    /// Adds an entry to a stream.
    pub(crate) async fn add(&mut self, stream: &str, event: &Event) -> Result<Entry, StoreError> {
        let body = serde_json::to_string(event).map_err(|source| StoreError::Unwritable {
            stream: stream.to_owned(),
            source,
        })?;
        let entry = Entry {
            number: self.number + 1,
            stream: stream.to_owned(),
            step: self.steps(stream).await?.saturating_add(1),
            signed: self.signed.clone(),
            event: event.clone(),
            previous: self.digest.clone(),
            digest: String::new(),
        }
        .sealed();
        sqlx::query(ADD)
            .bind(entry.number)
            .bind(&entry.stream)
            .bind(i64::from(entry.step))
            .bind(&entry.signed.by)
            .bind(&entry.signed.name)
            .bind(entry.signed.at.to_string())
            .bind(entry.signed.day.to_string())
            .bind(body)
            .bind(&entry.previous)
            .bind(&entry.digest)
            .execute(&mut *self.connection)
            .await
            .map_err(self.store.fail(DOING))?;
        self.number = entry.number;
        self.digest.clone_from(&entry.digest);
        Ok(entry)
    }
}

/// The digest of the log's last entry; empty where it has none.
pub(crate) async fn last_digest(connection: &mut SqliteConnection) -> sqlx::Result<String> {
    let last: Option<(i64, String, String)> = sqlx::query_as(LAST).fetch_optional(connection).await?;
    Ok(last.map(|(_, _, digest)| digest).unwrap_or_default())
}

fn time(number: i64, at: &str) -> Result<Timestamp, StoreError> {
    at.parse().map_err(|error: jiff::Error| StoreError::Illegible {
        what: format!("entry {number} of the log"),
        why: error.to_string(),
    })
}
