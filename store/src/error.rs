//! Why something could not be stored or read.

mod database;

use std::io;
use std::path::PathBuf;

use grounding::SourceId;
use jiff::Timestamp;
use sqlx::migrate::MigrateError;
use workflow::people::Role;

/// Why something could not be stored or read. Nothing of a step that failed is stored.
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
        "`{path}` is damaged or is not an evidence store; move it away, then restore a sound backup or ingest again: {source}"
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
    /// Somebody else wrote to the stream after the writer had looked at it.
    #[error(
        "somebody else changed `{stream}` meanwhile: it has {found} entries, not {expected}; look at it and try again"
    )]
    Moved {
        /// The stream.
        stream: String,
        /// How many entries of it the writer had seen.
        expected: u32,
        /// How many there are.
        found: u32,
    },
    /// The clock has run backwards.
    #[error(
        "this machine's clock says `{now}`, but the last entry of the log was made at `{last}`; set the clock right and run the same command again"
    )]
    Clock {
        /// When the last entry was made.
        last: Timestamp,
        /// What the clock says.
        now: Timestamp,
    },
    /// A version of a run's brief is there already, and says something else.
    #[error("version {number} of run `{run}` is stored with another digest; a version is never replaced")]
    OtherVersion {
        /// The run.
        run: String,
        /// The version.
        number: u32,
    },
    /// A decision is there already, and says something else.
    #[error("`{id}` is stored with another content; a decision is never replaced")]
    OtherDecision {
        /// The decision as a source.
        id: SourceId,
    },
    /// Nobody goes by the login.
    #[error("nobody has the login `{login}`; add them first")]
    NoSuchPerson {
        /// The login.
        login: String,
    },
    /// Somebody goes by the login already.
    #[error("somebody has the login `{login}` already; take another one")]
    PersonExists {
        /// The login.
        login: String,
    },
    /// The person doesn't have the role, for that account or for every account.
    #[error("`{login}` does not have the role `{role}` for {}, so it cannot be taken away", scope(account.as_deref()))]
    NoSuchGrant {
        /// The login.
        login: String,
        /// The role.
        role: Role,
        /// The account; none for every account.
        account: Option<String>,
    },
    /// There is no such token.
    #[error("there is no token `{id}`; list the tokens to see which there are")]
    NoSuchToken {
        /// The token's id.
        id: String,
    },
    /// There is a token with that id already.
    #[error("there is a token `{id}` already; make one with another id")]
    TokenExists {
        /// The token's id.
        id: String,
    },
    /// A row holds what no version of the program wrote.
    #[error("{what} cannot be read back; use the version that stored it, or restore a backup: {why}")]
    Illegible {
        /// What the row is about, in words.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// An entry could not be written as JSON.
    #[error("an entry of `{stream}` cannot be stored: {source}")]
    Unwritable {
        /// The stream.
        stream: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The file of a backup could not be made or found.
    #[error("cannot use `{path}` for a backup; check that it and its folder are there, or name another file: {source}")]
    Backup {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// An older version of the program made the backup.
    #[error(
        "`{path}` was made by an older version (its layout is {layout}, not {wanted}); put it into a folder of its own as `evidence.sqlite`, open that with this version, and restore a backup of it"
    )]
    Older {
        /// The backup.
        path: PathBuf,
        /// The number of its last layout change.
        layout: i64,
        /// The number of the store's.
        wanted: i64,
    },
}

/// What a role is for, within a sentence.
fn scope(account: Option<&str>) -> String {
    account.map_or_else(|| "every account".to_owned(), |account| format!("account `{account}`"))
}
