//! Opening the database.

use std::fs::{DirBuilder, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::StoreError;
use crate::schema::migrator;

/// The evidence and the decisions of one tenant. Cheap to clone; clones share their connections.
///
/// One connection writes and a few read, so that a reader never waits for a writer and two
/// writers of one process queue up rather than collide. Another process may have the same
/// folder open.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) writer: SqlitePool,
    pub(crate) reader: SqlitePool,
    path: Arc<Path>,
}

impl Store {
    /// Opens the store kept in the folder, which is made if it is missing.
    pub async fn open(dir: &Path) -> Result<Self, StoreError> {
        let folder_error = |source| StoreError::Folder {
            path: dir.to_owned(),
            source,
        };
        // Two processes that open a new folder at once would trip over each other's first
        // steps (switching to WAL, the layout), for which SQLite has no waiting.
        let _opening = lock_folder(dir.to_owned()).await.map_err(folder_error)?;

        let path: Arc<Path> = dir.join("evidence.sqlite").into();
        let fail = |source| StoreError::of_database(&path, "opening the store", source);
        let options = options(&path).create_if_missing(true);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .after_release(|connection, _| Box::pin(is_through(connection)))
            .connect_with(options.clone())
            .await
            .map_err(fail)?;
        let reader = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_lazy_with(options.pragma("query_only", "on"));
        let store = Self { writer, reader, path };
        store.migrate().await?;
        Ok(store)
    }

    /// Closes every connection; clones of this handle can do nothing any more.
    pub async fn close(self) {
        self.reader.close().await;
        self.writer.close().await;
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Starts to write. The write lock is taken at once: a transaction that first reads and
    /// then writes could not wait for another process's, it would fail.
    pub(crate) async fn begin(&self, doing: &'static str) -> Result<Transaction<'static, Sqlite>, StoreError> {
        self.writer
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(self.fail(doing))
    }

    /// A connection of its own, which keeps nobody of this process waiting and takes whatever was
    /// attached to it away when it is dropped.
    pub(crate) async fn connect(&self, doing: &'static str) -> Result<SqliteConnection, StoreError> {
        options(&self.path).connect().await.map_err(self.fail(doing))
    }

    /// Turns what the database says while `doing` something into an error for a person.
    pub(crate) fn fail(&self, doing: &'static str) -> impl Fn(sqlx::Error) -> StoreError + '_ {
        move |source| StoreError::of_database(&self.path, doing, source)
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        let doing = "bringing the layout up to date";
        let mut transaction = self.begin(doing).await?;
        migrator()
            .run_direct(None, &mut *transaction, false)
            .await
            .map_err(|source| StoreError::of_migration(&self.path, source))?;
        transaction.commit().await.map_err(self.fail(doing))
    }
}

/// Whether a connection may be used by the next writer. Where the database gave up a transaction
/// of itself, as it may on a full disk, the driver takes it for one that goes on, and begins no
/// other on that connection.
async fn is_through(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    // The end of a transaction that was dropped is only sent; this waits for it.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// How the database is opened where it is there.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // A batch fits in the cache, and several fit in the log before it is written back.
        .pragma("cache_size", "-16384")
        .pragma("wal_autocheckpoint", "16384")
        .busy_timeout(Duration::from_secs(5))
}

/// Makes the folder and holds its lock until the file is dropped.
async fn lock_folder(dir: PathBuf) -> io::Result<File> {
    let locking = move || {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        // What customers said is nobody else's business on a shared machine.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&dir)?;
        let file = File::create(dir.join("evidence.lock"))?;
        file.lock()?;
        Ok(file)
    };
    tokio::task::spawn_blocking(locking).await.map_err(io::Error::other)?
}
