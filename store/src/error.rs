//! Why evidence could not be stored or read.

use std::io;
use std::path::{Path, PathBuf};

use grounding::SourceId;
use sqlx::migrate::MigrateError;

/// Why evidence could not be stored or read. Nothing of a step that failed is stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder could not be made or locked.
    #[error("cannot use the data folder `{path}`; check that it may be written to, or name another one: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// A later version of the program made the database.
    #[error(
        "`{path}` was made by a newer version (its layout {layout} is unknown here); use that version, or name another data folder"
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// The number of the layout change that this version does not know.
        layout: i64,
    },
    /// The database's layout could not be brought up to date.
    #[error(
        "cannot bring the layout of `{path}` up to date; restore it from a backup, or name another data folder: {source}"
    )]
    Layout {
        /// The database.
        path: PathBuf,
        /// What went wrong.
        source: MigrateError,
    },
    /// The file is not a database, or no longer a sound one.
    #[error(
        "`{path}` is damaged or is not an evidence store; restore it from a backup, or move it away and ingest again: {source}"
    )]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What the database says.
        source: sqlx::Error,
    },
    /// The disk has no room left.
    #[error(
        "the disk is full, so `{path}` could not take `{doing}`; what was reported as stored is safe: free some space and run the same command again"
    )]
    Full {
        /// The database.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
    },
    /// Another writer, most likely another process, has taken too long.
    #[error(
        "`{path}` is busy with another writer, so `{doing}` had to give up; wait for the other to end and run the same command again"
    )]
    Busy {
        /// The database.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
    },
    /// The database may not be written to.
    #[error("`{path}` may not be written to, so `{doing}` was refused; check its permissions and its folder's")]
    ReadOnly {
        /// The database.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
    },
    /// The database refused for some other reason.
    #[error("`{doing}` failed in `{path}`: {source}")]
    Database {
        /// The database.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What the database says.
        source: sqlx::Error,
    },
    /// A stored source could not be read back.
    #[error(
        "revision {revision} of `{id}` cannot be read back; ingest its file again after restoring a backup: {source}"
    )]
    Unreadable {
        /// The source.
        id: SourceId,
        /// Its revision.
        revision: i64,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A source could not be written as JSON.
    #[error("`{id}` cannot be stored: {source}")]
    Unstorable {
        /// The source.
        id: SourceId,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A stored account names a system that this version does not know.
    #[error(
        "the stored alias `{value}` of account `{account}` is of the unknown system `{system}`; use the version that stored it"
    )]
    UnknownSystem {
        /// The account.
        account: String,
        /// The alias.
        value: String,
        /// The system as stored.
        system: String,
    },
}

impl StoreError {
    /// Finds the error that says most about why the database refused.
    pub(crate) fn of_database(path: &Path, doing: &'static str, source: sqlx::Error) -> Self {
        let path = path.to_owned();
        match primary_code(&source) {
            Some(SQLITE_FULL) => Self::Full { path, doing },
            Some(SQLITE_BUSY | SQLITE_LOCKED) => Self::Busy { path, doing },
            Some(SQLITE_READONLY) => Self::ReadOnly { path, doing },
            Some(SQLITE_CORRUPT | SQLITE_NOTADB) => Self::Damaged { path, source },
            _ if matches!(source, sqlx::Error::PoolTimedOut) => Self::Busy { path, doing },
            _ => Self::Database { path, doing, source },
        }
    }

    /// The same for what the migrator says.
    pub(crate) fn of_migration(path: &Path, source: MigrateError) -> Self {
        match source {
            MigrateError::VersionMissing(layout) => Self::Newer {
                path: path.to_owned(),
                layout,
            },
            MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _) => {
                Self::of_database(path, "bringing the layout up to date", source)
            }
            source => Self::Layout {
                path: path.to_owned(),
                source,
            },
        }
    }
}

// SQLite's primary result codes; the driver gives them as text with extended bits on top.
const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
const SQLITE_READONLY: i32 = 8;
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_NOTADB: i32 = 26;

fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}
