//! The log of what people decide, and what is stored together with its entries.

mod chain;
mod row;
mod streams;

use grounding::Source;
use jiff::Timestamp;
use jiff::civil::Date;
use workflow::log::{Entry, Event};
use workflow::run::RunHead;

use crate::{Outgoing, Store, StoreError, Version, decision, outbox, runs};

pub(crate) use chain::{Chain, last_digest};
use row::EntryRow;

/// Whoever does something, and the day they speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author<'a> {
    /// Their login; none for the program and for who has not signed in.
    pub login: Option<&'a str>,
    /// Their name.
    pub name: &'a str,
    /// The day that the command speaks of.
    pub day: Date,
}

/// Entries for one stream, and what is stored with them.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// What they are about, as in [`Entry::stream`].
    pub stream: &'a str,
    /// How many entries of the stream the writer had seen.
    pub after: u32,
    /// What happened, in order.
    pub events: &'a [Event],
    /// What is stored with them, or not at all.
    pub alongside: Alongside<'a>,
}

/// What is stored together with entries: all of it with all of them, or nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alongside<'a> {
    /// A text that a run's brief has now.
    pub version: Option<Version<'a>>,
    /// A run as the entries leave it.
    pub head: Option<&'a RunHead>,
    /// A decision that becomes evidence. Where it was read from and its revision are not looked
    /// at: it is a live source of the path `decision`.
    pub decision: Option<&'a Source>,
    /// A health snapshot that becomes evidence, in the same way, of the path `snapshot`.
    pub snapshot: Option<&'a Source>,
    /// What is to be delivered elsewhere.
    pub outgoing: &'a [Outgoing],
}

const OF_STREAM: &str = "
    SELECT number, stream, step, by_login, by_name, at, day, body, previous, digest
    FROM event WHERE stream = $1 ORDER BY number";
const LAST_OF: &str = "SELECT digest FROM event WHERE stream = $1 ORDER BY step DESC LIMIT 1";
const UNDER: &str = "
    SELECT number, stream, step, by_login, by_name, at, day, body, previous, digest
    FROM event WHERE stream >= $1 AND stream < $2 ORDER BY number";
const PAGE: &str = "
    SELECT number, stream, step, by_login, by_name, at, day, body, previous, digest
    FROM event WHERE number > $1 ORDER BY number LIMIT $2";
const BACK: &str = "
    SELECT number, stream, step, by_login, by_name, at, day, body, previous, digest
    FROM event WHERE number < $1 ORDER BY number DESC LIMIT $2";

const DOING: &str = "adding to the log";
const READING: &str = "reading the log";

impl Store {
    /// Adds entries to the log, in this order and all of one time, with what goes with them: all
    /// of it or, on an error, nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Moved`] where a stream has other entries than its writer had seen, or somebody
    /// else began a run of the account and kind meanwhile,
    /// [`StoreError::Clock`] where the clock has run backwards, [`StoreError::OtherVersion`] and
    /// [`StoreError::OtherDecision`] where something else is stored in their place.
    pub async fn append(
        &self,
        author: Author<'_>,
        now: Timestamp,
        batches: &[Batch<'_>],
    ) -> Result<Vec<Entry>, StoreError> {
        let mut transaction = self.begin(DOING).await?;
        let mut chain = Chain::begin(self, &mut transaction, author, now).await?;
        let mut entries = Vec::new();
        for batch in batches {
            let found = chain.steps(batch.stream).await?;
            if found != batch.after {
                return Err(StoreError::Moved {
                    stream: batch.stream.to_owned(),
                    expected: batch.after,
                    found,
                });
            }
            for event in batch.events {
                entries.push(chain.add(batch.stream, event).await?);
            }
            self.put_alongside(&mut chain, &batch.alongside).await?;
        }
        transaction.commit().await.map_err(self.fail(DOING))?;
        Ok(entries)
    }

    async fn put_alongside(&self, chain: &mut Chain<'_>, alongside: &Alongside<'_>) -> Result<(), StoreError> {
        let at = chain.at();
        let connection = chain.connection();
        if let Some(version) = &alongside.version {
            runs::put_version(self, connection, version).await?;
        }
        if let Some(head) = alongside.head {
            runs::put_head(self, connection, head).await?;
        }
        let made = [("decision", alongside.decision), ("snapshot", alongside.snapshot)];
        for (path, source) in made {
            if let Some(source) = source {
                decision::put(self, connection, path, source).await?;
            }
        }
        outbox::put(connection, alongside.outgoing, at)
            .await
            .map_err(self.fail(DOING))
    }

    /// The entries of one stream, in order.
    pub async fn entries(&self, stream: &str) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query_as(OF_STREAM).bind(stream);
        read(rows.fetch_all(&self.reader).await.map_err(self.fail(READING))?)
    }

    /// The digest of a stream's last entry, which tells whether anything has happened there since; none
    /// where it has no entry.
    pub async fn stream_digest(&self, stream: &str) -> Result<Option<String>, StoreError> {
        let digest = sqlx::query_scalar(LAST_OF).bind(stream);
        digest.fetch_optional(&self.reader).await.map_err(self.fail(READING))
    }

    /// The entries of all streams whose names begin so, such as `run/`, in the order of the log.
    pub async fn entries_under(&self, prefix: &str) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query_as(UNDER).bind(prefix).bind(format!("{prefix}\u{10ffff}"));
        read(rows.fetch_all(&self.reader).await.map_err(self.fail(READING))?)
    }

    /// The digest of the log's last entry; [`GENESIS`](workflow::log::GENESIS) where it has none.
    pub async fn log_digest(&self) -> Result<String, StoreError> {
        let mut connection = self.reader.acquire().await.map_err(self.fail(READING))?;
        chain::last_digest(&mut connection).await.map_err(self.fail(READING))
    }

    /// At most `limit` entries of the whole log, after the one of this number; 0 begins with the
    /// first.
    pub async fn log_page(&self, after: i64, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query_as(PAGE).bind(after).bind(i64::from(limit));
        read(rows.fetch_all(&self.reader).await.map_err(self.fail(READING))?)
    }

    /// At most `limit` entries of the whole log, the newest first: those before the one of this
    /// number; none begins with the newest.
    pub async fn log_back(&self, before: Option<i64>, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query_as(BACK)
            .bind(before.unwrap_or(i64::MAX))
            .bind(i64::from(limit));
        read(rows.fetch_all(&self.reader).await.map_err(self.fail(READING))?)
    }
}

fn read(rows: Vec<EntryRow>) -> Result<Vec<Entry>, StoreError> {
    rows.into_iter().map(EntryRow::into_entry).collect()
}
