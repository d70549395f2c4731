//! Records that could not be read.

use sqlx::SqliteConnection;

use crate::revisions::FileRow;
use crate::{Store, StoreError, rows};

/// A record of a file that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuarantinedRecord<'a> {
    /// The place in the file: `line 12`.
    pub at: &'a str,
    /// What is wrong with it.
    pub reason: &'a str,
    /// Its bytes.
    pub raw: &'a [u8],
    /// Whether it is sound, but nobody knows whose it is yet, or it lies in the future.
    pub unplaced: bool,
}

/// A quarantined record as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// The file.
    pub path: String,
    /// The format that the file was recognised as, if it was.
    pub format: Option<String>,
    /// The place in the file.
    pub at: String,
    /// What is wrong with the record.
    pub reason: String,
    /// Its bytes.
    pub raw: Vec<u8>,
    /// Whether it is sound, but nobody knew whose it is, or it lay in the future.
    pub unplaced: bool,
    /// Whether a later reading of the file went without it.
    pub cleared: bool,
}

const ALL: &str = "
    SELECT file.path, file.format, at, reason, raw, unplaced, cleared
    FROM quarantine JOIN file ON file.key = quarantine.file ORDER BY file.path, number";
const OPEN_AT: &str = "
    SELECT at, reason FROM quarantine JOIN file ON file.key = quarantine.file
    WHERE file.path = $1 AND cleared = 0 ORDER BY number";
const UNPLACED: &str = "
    SELECT DISTINCT file.path FROM quarantine JOIN file ON file.key = quarantine.file
    WHERE cleared = 0 AND unplaced = 1 ORDER BY file.path";

impl Store {
    /// Every record ever quarantined, by file and in the order they came; those that a mended
    /// file has cleared are marked.
    pub async fn quarantine(&self) -> Result<Vec<Quarantined>, StoreError> {
        type Row = (String, Option<String>, String, String, Vec<u8>, i64, i64);
        let rows: Vec<Row> = sqlx::query_as(ALL)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading the quarantine"))?;
        let entry = |(path, format, at, reason, raw, unplaced, cleared)| Quarantined {
            path,
            format,
            at,
            reason,
            raw,
            unplaced: unplaced != 0,
            cleared: cleared != 0,
        };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// The places and reasons of what is in quarantine of one file.
    pub async fn quarantine_of(&self, path: &str) -> Result<Vec<(String, String)>, StoreError> {
        sqlx::query_as(OPEN_AT)
            .bind(path)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading the quarantine"))
    }

    /// The files that have records in quarantine which may be of use once more is known.
    pub async fn unplaced(&self) -> Result<Vec<String>, StoreError> {
        sqlx::query_scalar(UNPLACED)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading the quarantine"))
    }
}

const SEEN: &str = "
    UPDATE quarantine SET pass = $5, unplaced = $6
    WHERE file = $1 AND at = $2 AND reason = $3 AND raw = $4 AND cleared = 0";
const NEXT: &str = "SELECT COALESCE(MAX(number), 0) FROM quarantine WHERE file = $1";
const ADD: (&str, &str) = (
    "INSERT INTO quarantine (file, number, at, reason, raw, unplaced, pass, cleared) VALUES",
    "",
);

/// Takes records into quarantine; those that are there from an earlier reading are only marked
/// as seen again, so that the same bytes twice change nothing.
pub(crate) async fn quarantine(
    connection: &mut SqliteConnection,
    file: &FileRow,
    records: &[QuarantinedRecord<'_>],
) -> sqlx::Result<()> {
    let mut added = Vec::with_capacity(records.len());
    for record in records {
        let seen = !file.is_fresh() && {
            let statement = sqlx::query(SEEN).bind(file.key).bind(record.at).bind(record.reason);
            let statement = statement
                .bind(record.raw)
                .bind(file.pass)
                .bind(i64::from(record.unplaced));
            statement.execute(&mut *connection).await?.rows_affected() > 0
        };
        if !seen {
            added.push(record);
        }
    }
    if added.is_empty() {
        return Ok(());
    }
    let last: i64 = sqlx::query_scalar(NEXT)
        .bind(file.key)
        .fetch_one(&mut *connection)
        .await?;
    let added: Vec<(i64, &QuarantinedRecord<'_>)> = (last + 1..).zip(added).collect();
    let (key, pass) = (file.key, file.pass);
    rows::insert(connection, ADD, 8, &added, move |statement, (number, record)| {
        let statement = statement.bind(key).bind(*number).bind(record.at).bind(record.reason);
        statement
            .bind(record.raw)
            .bind(i64::from(record.unplaced))
            .bind(pass)
            .bind(0_i64)
    })
    .await
}
