//! What the database's refusals mean.

use std::path::Path;

use sqlx::migrate::MigrateError;

use super::StoreError;

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
