//! Backing up a store, while others read from it and write to it.

mod partial;
mod restore;

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::{Store, StoreError};
use partial::Partial;

pub use restore::RestoreReport;
#[cfg(test)]
pub(crate) use restore::{PASSING, TABLES};

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupReport {
    /// The entries of the log.
    pub events: i64,
    /// The sources.
    pub sources: i64,
    /// The size of the file.
    pub bytes: u64,
}

const BACK_UP: &str = "VACUUM INTO $1";
const COUNT: &str = "SELECT (SELECT COUNT(*) FROM event), (SELECT COUNT(*) FROM source)";

const DOING: &str = "backing up";

impl Store {
    /// Writes everything that is stored at this moment to a new file: one database, which holds
    /// no more space than it needs and can be read by itself. Nobody waits for it.
    ///
    /// The file is there once it is whole. What goes wrong before leaves nothing; only where the
    /// machine stops is a file left whose name ends in `.partial`, which may be deleted.
    ///
    /// # Errors
    ///
    /// [`StoreError::Backup`] where the file is there already or its folder is not,
    /// [`StoreError::Full`] where it doesn't fit.
    pub async fn backup(&self, to: &Path) -> Result<BackupReport, StoreError> {
        let fail = |source| StoreError::of_database(to, DOING, source);
        let partial = Partial::create(to)?;
        let mut connection = self.connect(DOING).await?;
        let statement = sqlx::query(BACK_UP).bind(partial.text()?);
        statement.execute(&mut connection).await.map_err(fail)?;

        let options = SqliteConnectOptions::new().filename(partial.path()).read_only(true);
        let mut written = options.connect().await.map_err(fail)?;
        let (events, sources) = sqlx::query_as(COUNT).fetch_one(&mut written).await.map_err(fail)?;
        written.close().await.map_err(fail)?;
        let bytes = partial.finish().await?;
        Ok(BackupReport { events, sources, bytes })
    }
}
