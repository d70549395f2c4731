//! Records that could not be read.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use crate::{FileBatch, Store, StoreError};

/// A record of a file that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuarantinedRecord<'a> {
    /// The place in the file: `line 12`.
    pub at: &'a str,
    /// What is wrong with it.
    pub reason: &'a str,
    /// Its bytes.
    pub raw: &'a [u8],
}

/// A quarantined record as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// The file.
    pub path: String,
    /// The format that the file was recognised as.
    pub format: String,
    /// The place in the file.
    pub at: String,
    /// What is wrong with the record.
    pub reason: String,
    /// Its bytes.
    pub raw: Vec<u8>,
    /// Whether a later read of the file went without it.
    pub cleared: bool,
}

const ALL: &str = "SELECT path, format, at, reason, raw, cleared FROM quarantine ORDER BY path, number";

impl Store {
    /// Every record ever quarantined, by file and in the order they came; those that a mended
    /// file has cleared are marked.
    pub async fn quarantine(&self) -> Result<Vec<Quarantined>, StoreError> {
        let rows: Vec<(String, String, String, String, Vec<u8>, i64)> = sqlx::query_as(ALL)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading the quarantine"))?;
        let entry = |(path, format, at, reason, raw, cleared)| Quarantined {
            path,
            format,
            at,
            reason,
            raw,
            cleared: cleared != 0,
        };
        Ok(rows.into_iter().map(entry).collect())
    }
}

const OPEN: &str = "SELECT number, at, reason, raw FROM quarantine WHERE path = $1 AND cleared = 0 ORDER BY number";
const CLEAR: &str = "UPDATE quarantine SET cleared = 1 WHERE path = $1 AND number = $2";
const ADD: &str = "
    INSERT INTO quarantine (path, number, format, at, reason, raw, cleared)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, 0 FROM quarantine WHERE path = $1";

/// Marks the file's open entries that it no longer has as cleared and adds those that are new,
/// so that the same bytes twice change nothing.
pub(crate) async fn replace_quarantine(connection: &mut SqliteConnection, batch: &FileBatch<'_>) -> sqlx::Result<()> {
    let open: Vec<(i64, String, String, Vec<u8>)> = sqlx::query_as(OPEN)
        .bind(batch.path)
        .fetch_all(&mut *connection)
        .await?;
    let mut unseen: BTreeMap<QuarantinedRecord<'_>, Vec<i64>> = BTreeMap::new();
    for (number, at, reason, raw) in &open {
        unseen
            .entry(QuarantinedRecord { at, reason, raw })
            .or_default()
            .push(*number);
    }
    for record in &batch.quarantined {
        if unseen.get_mut(record).and_then(Vec::pop).is_none() {
            add(connection, batch, record).await?;
        }
    }
    for number in unseen.into_values().flatten() {
        sqlx::query(CLEAR)
            .bind(batch.path)
            .bind(number)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn add(
    connection: &mut SqliteConnection,
    batch: &FileBatch<'_>,
    record: &QuarantinedRecord<'_>,
) -> sqlx::Result<()> {
    sqlx::query(ADD)
        .bind(batch.path)
        .bind(batch.format)
        .bind(record.at)
        .bind(record.reason)
        .bind(record.raw)
        .execute(connection)
        .await?;
    Ok(())
}
