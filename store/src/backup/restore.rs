//! Putting a backup back, while others have the store open.

use std::path::Path;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use workflow::log::{Event, STORE, StoreEvent};

use crate::log::{Author, Chain, last_digest};
use crate::{Store, StoreError, revisions};

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoreReport {
    /// The entries of the log that the backup has; the log has one more now, which tells of this.
    pub events: i64,
    /// The sources.
    pub sources: i64,
    /// The digest of the last entry that the store had before; empty where it had none.
    pub left: String,
}

/// Every table of ours, each after those that it refers to.
pub(crate) const TABLES: [&str; 17] = [
    "evidence",
    "account",
    "alias",
    "announcement",
    "file",
    "source",
    "revision",
    "delivery",
    "quarantine",
    "event",
    "run",
    "version",
    "person",
    "role_grant",
    "password",
    "token",
    "outgoing",
];

/// The tables that are emptied where a backup is put back: whoever had signed in signs in again.
pub(crate) const PASSING: [&str; 2] = ["visit", "answer"];

const ATTACH: &str = "ATTACH DATABASE $1 AS backup";
const CHECK: &str = "PRAGMA backup.quick_check(1)";
const HAS_LAYOUT: &str = "SELECT COUNT(*) FROM backup.sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";
const LAYOUT: &str = "SELECT version, checksum FROM main._sqlx_migrations ORDER BY version";
const BACKUP_LAYOUT: &str = "SELECT version, checksum FROM backup._sqlx_migrations ORDER BY version";
const BEGIN: &str = "INSERT INTO restoring (name) VALUES ('restoring')";
const END: &str = "DELETE FROM restoring";
const REVISION: &str = "SELECT revision FROM main.evidence WHERE name = 'evidence'";
const CHANGE_ALL: &str = "UPDATE source SET changed = $1";
const COUNT: &str = "SELECT (SELECT COUNT(*) FROM main.event), (SELECT COUNT(*) FROM main.source)";

const DOING: &str = "restoring a backup";

impl Store {
    /// Puts everything back as it was when the backup was made: evidence, runs, the log, people,
    /// what was still to be delivered. All of it or, on an error, nothing; whoever reads meanwhile
    /// reads what was there before.
    ///
    /// Two things are not as they were. The log has one more entry, which says what it was before,
    /// and the evidence revision is higher than both, with every source changed in it, so that
    /// whoever follows the evidence reads all of it again. Sources that the backup doesn't have
    /// are gone without a trace in [`Store::changed_page`].
    ///
    /// # Errors
    ///
    /// [`StoreError::Backup`] where there is no such file, [`StoreError::Damaged`] where it is no
    /// store or no sound one, [`StoreError::Newer`] and [`StoreError::Older`] where another
    /// version of the program made it, [`StoreError::Clock`] where its log ends in the future.
    pub async fn restore(&self, from: &Path, author: Author<'_>, now: Timestamp) -> Result<RestoreReport, StoreError> {
        // Whatever happens, what is attached to this connection goes with it.
        let mut connection = self.connect(DOING).await?;
        attach(&mut connection, from).await?;
        check(&mut connection, from).await?;

        let fail = self.fail(DOING);
        // The other writers of this process wait until it is done.
        let _turn = self.writer.acquire().await.map_err(&fail)?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(&fail)?;
        let left = last_digest(&mut transaction).await.map_err(&fail)?;
        let (events, sources) = replace(&mut transaction).await.map_err(&fail)?;
        let event = Event::Store(StoreEvent::Restored {
            from: from.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            left: left.clone(),
        });
        let mut chain = Chain::begin(self, &mut transaction, author, now).await?;
        chain.add(STORE, &event).await?;
        transaction.commit().await.map_err(&fail)?;
        Ok(RestoreReport { events, sources, left })
    }
}

/// Opens the backup beside the store, to be read only.
async fn attach(connection: &mut SqliteConnection, from: &Path) -> Result<(), StoreError> {
    let fail = |source| StoreError::Backup {
        path: from.to_owned(),
        source,
    };
    let file = std::path::absolute(from).map_err(fail)?;
    std::fs::File::open(&file).map_err(fail)?;
    let path = file
        .to_str()
        .ok_or_else(|| fail(std::io::ErrorKind::InvalidFilename.into()))?;
    // In an address these three mean something else.
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    sqlx::query(ATTACH)
        .bind(format!("file:{path}?mode=ro"))
        .execute(connection)
        .await
        .map_err(|source| StoreError::of_database(from, DOING, source))?;
    Ok(())
}

/// Checks that the backup is a sound store of the layout that the store has.
async fn check(connection: &mut SqliteConnection, from: &Path) -> Result<(), StoreError> {
    let fail = |source| StoreError::of_database(from, DOING, source);
    let damaged = |what: &str| StoreError::Damaged {
        path: from.to_owned(),
        source: sqlx::Error::Protocol(what.to_owned()),
    };
    let found: String = sqlx::query_scalar(CHECK)
        .fetch_one(&mut *connection)
        .await
        .map_err(fail)?;
    if found != "ok" {
        return Err(damaged(&found));
    }
    let has_layout: i64 = sqlx::query_scalar(HAS_LAYOUT)
        .fetch_one(&mut *connection)
        .await
        .map_err(fail)?;
    if has_layout == 0 {
        return Err(damaged("it has no layout that a store has"));
    }
    let ours: Vec<(i64, Vec<u8>)> = sqlx::query_as(LAYOUT).fetch_all(&mut *connection).await.map_err(fail)?;
    let theirs: Vec<(i64, Vec<u8>)> = sqlx::query_as(BACKUP_LAYOUT)
        .fetch_all(&mut *connection)
        .await
        .map_err(fail)?;
    let last = |layout: &[(i64, Vec<u8>)]| layout.last().map_or(0, |(version, _)| *version);
    let (layout, wanted) = (last(&theirs), last(&ours));
    if layout > wanted {
        let path = from.to_owned();
        return Err(StoreError::Newer { path, layout });
    }
    if layout < wanted {
        let path = from.to_owned();
        return Err(StoreError::Older { path, layout, wanted });
    }
    if ours != theirs {
        return Err(damaged("its layout is not the one that its number stands for"));
    }
    Ok(())
}

/// Puts the backup's rows in the place of ours, and returns how many entries and sources they are.
async fn replace(connection: &mut SqliteConnection) -> sqlx::Result<(i64, i64)> {
    let before: i64 = sqlx::query_scalar(REVISION).fetch_one(&mut *connection).await?;
    sqlx::query(BEGIN).execute(&mut *connection).await?;
    for table in PASSING.iter().chain(TABLES.iter().rev()) {
        let statement = format!("DELETE FROM main.{table}");
        sqlx::query(AssertSqlSafe(statement)).execute(&mut *connection).await?;
    }
    for table in TABLES {
        // Both have the same layout, hence the same columns in the same order.
        let statement = format!("INSERT INTO main.{table} SELECT * FROM backup.{table}");
        sqlx::query(AssertSqlSafe(statement)).execute(&mut *connection).await?;
    }
    sqlx::query(END).execute(&mut *connection).await?;
    let restored: i64 = sqlx::query_scalar(REVISION).fetch_one(&mut *connection).await?;
    let revision = before.max(restored) + 1;
    sqlx::query(CHANGE_ALL).bind(revision).execute(&mut *connection).await?;
    revisions::set_evidence_revision(connection, revision).await?;
    sqlx::query_as(COUNT).fetch_one(connection).await
}
