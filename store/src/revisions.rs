//! The statements behind taking in a file.

use grounding::{Source, SourceId, State};
use sqlx::SqliteConnection;

use crate::{Store, StoreError};

/// A revision that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) number: i64,
    pub(crate) modified: Option<i64>,
}

/// A revision that is to be added.
pub(crate) struct Revision<'a> {
    pub(crate) source: &'a Source,
    pub(crate) body: String,
    pub(crate) digest: &'a str,
    pub(crate) modified: Option<i64>,
    pub(crate) raw: &'a [u8],
}

const EVIDENCE_REVISION: &str = "SELECT revision FROM evidence WHERE name = 'evidence'";
const SET_EVIDENCE_REVISION: &str = "UPDATE evidence SET revision = $1 WHERE name = 'evidence'";

impl Store {
    /// A number that rises with each change to the evidence: a new revision of a source, another
    /// one that counts, an account's names. It does not rise where nothing changed.
    pub async fn evidence_revision(&self) -> Result<i64, StoreError> {
        let statement = sqlx::query_scalar(EVIDENCE_REVISION);
        statement
            .fetch_one(&self.reader)
            .await
            .map_err(self.fail("reading the evidence's revision"))
    }

    /// The evidence revision that this transaction makes if it changes anything.
    pub(crate) async fn next_revision(
        &self,
        connection: &mut SqliteConnection,
        doing: &'static str,
    ) -> Result<i64, StoreError> {
        let current: i64 = sqlx::query_scalar(EVIDENCE_REVISION)
            .fetch_one(connection)
            .await
            .map_err(self.fail(doing))?;
        Ok(current + 1)
    }
}

pub(crate) async fn set_evidence_revision(connection: &mut SqliteConnection, revision: i64) -> sqlx::Result<()> {
    sqlx::query(SET_EVIDENCE_REVISION)
        .bind(revision)
        .execute(connection)
        .await?;
    Ok(())
}

const LIVE: &str = "
    SELECT revision.number, revision.modified
    FROM source JOIN revision ON revision.source = source.id AND revision.number = source.live
    WHERE source.id = $1";

/// The revision that counts, if the source is known.
pub(crate) async fn live(connection: &mut SqliteConnection, id: &SourceId) -> sqlx::Result<Option<Held>> {
    let row = sqlx::query_as(LIVE)
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|(number, modified)| Held { number, modified }))
}

const FIND: &str = "SELECT number, modified FROM revision WHERE source = $1 AND digest = $2";

/// The revision with this content, if the source ever had it.
pub(crate) async fn find(connection: &mut SqliteConnection, id: &SourceId, digest: &str) -> sqlx::Result<Option<Held>> {
    let row = sqlx::query_as(FIND)
        .bind(id.as_str())
        .bind(digest)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|(number, modified)| Held { number, modified }))
}

const ADD_SOURCE: &str = "INSERT INTO source (id, live, changed) VALUES ($1, 0, $2)";

pub(crate) async fn add_source(connection: &mut SqliteConnection, id: &SourceId, changed: i64) -> sqlx::Result<()> {
    sqlx::query(ADD_SOURCE)
        .bind(id.as_str())
        .bind(changed)
        .execute(connection)
        .await?;
    Ok(())
}

const SET_LIVE: &str = "UPDATE source SET live = $2, changed = $3 WHERE id = $1";

pub(crate) async fn set_live(
    connection: &mut SqliteConnection,
    id: &SourceId,
    number: i64,
    changed: i64,
) -> sqlx::Result<()> {
    let statement = sqlx::query(SET_LIVE).bind(id.as_str()).bind(number).bind(changed);
    statement.execute(connection).await?;
    Ok(())
}

const SET_MODIFIED: &str = "UPDATE revision SET modified = $3 WHERE source = $1 AND number = $2";

pub(crate) async fn set_modified(
    connection: &mut SqliteConnection,
    id: &SourceId,
    number: i64,
    modified: Option<i64>,
) -> sqlx::Result<()> {
    let statement = sqlx::query(SET_MODIFIED).bind(id.as_str()).bind(number).bind(modified);
    statement.execute(connection).await?;
    Ok(())
}

const ADD: &str = "
    INSERT INTO revision (source, number, digest, modified, account, state, occurred_at, body, raw)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM revision WHERE source = $1
    RETURNING number";

/// Adds a revision and returns its number.
pub(crate) async fn add(connection: &mut SqliteConnection, revision: &Revision<'_>) -> sqlx::Result<i64> {
    let source = revision.source;
    sqlx::query_scalar(ADD)
        .bind(source.id.as_str())
        .bind(revision.digest)
        .bind(revision.modified)
        .bind(source.account.as_ref().map(grounding::AccountId::as_str))
        .bind(state_name(source.state))
        .bind(source.occurred_at.map(|date| date.to_string()))
        .bind(&revision.body)
        .bind(revision.raw)
        .fetch_one(connection)
        .await
}

const DELIVERED: &str = "SELECT number FROM delivery WHERE path = $1 AND source = $2";

/// The revision that the file spoke for when it was last read.
pub(crate) async fn delivered(
    connection: &mut SqliteConnection,
    path: &str,
    id: &SourceId,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar(DELIVERED)
        .bind(path)
        .bind(id.as_str())
        .fetch_optional(connection)
        .await
}

const SET_DELIVERED: &str = "
    INSERT INTO delivery (path, source, number) VALUES ($1, $2, $3)
    ON CONFLICT (path, source) DO UPDATE SET number = excluded.number";

pub(crate) async fn set_delivered(
    connection: &mut SqliteConnection,
    path: &str,
    id: &SourceId,
    number: i64,
) -> sqlx::Result<()> {
    let statement = sqlx::query(SET_DELIVERED).bind(path).bind(id.as_str()).bind(number);
    statement.execute(connection).await?;
    Ok(())
}

/// A state as the database words it.
pub(crate) fn state_name(state: State) -> &'static str {
    match state {
        State::Live => "live",
        State::Superseded => "superseded",
        State::Deleted => "deleted",
        State::Test => "test",
    }
}
