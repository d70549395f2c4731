//! The statements behind taking in a piece.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, SourceId, State};
use sqlx::SqliteConnection;

use crate::ingest::{FilePiece, Incoming};
use crate::{Store, StoreError, rows};

/// A revision that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) number: i64,
    pub(crate) modified: Option<i64>,
    digest: Vec<u8>,
}

/// What is held of a source.
pub(crate) struct Known {
    pub(crate) key: i64,
    live: i64,
    revisions: Vec<Held>,
    /// The revisions that the file spoke for, with the reading in which it did last.
    delivered: Vec<(i64, i64)>,
}

impl Known {
    /// A source of which nothing is held.
    pub(crate) fn new(key: i64) -> Self {
        Self {
            key,
            live: 0,
            revisions: Vec::new(),
            delivered: Vec::new(),
        }
    }

    /// The revision that counts.
    pub(crate) fn live(&self) -> Option<Held> {
        self.revisions.iter().find(|held| held.number == self.live).cloned()
    }

    /// The revision with this content.
    pub(crate) fn find(&self, digest: &[u8]) -> Option<&Held> {
        self.revisions.iter().find(|held| held.digest == digest)
    }

    /// Adds a revision and returns its number.
    pub(crate) fn add(&mut self, digest: &[u8], modified: Option<i64>) -> i64 {
        let number = self.revisions.iter().map(|held| held.number).max().unwrap_or(0) + 1;
        self.revisions.push(Held {
            number,
            modified,
            digest: digest.to_owned(),
        });
        number
    }

    /// The revisions that the file spoke for earlier in this reading, or in the one before in
    /// which it last spoke of the source.
    pub(crate) fn said_before(&self, pass: i64) -> BTreeSet<i64> {
        let before = self.delivered.iter().map(|(_, of)| *of).filter(|of| *of < pass).max();
        let delivered = self.delivered.iter();
        let said = delivered.filter(|(_, of)| *of == pass || Some(*of) == before);
        said.map(|(number, _)| *number).collect()
    }
}

/// The row of a source of which another revision is to count.
pub(crate) struct SourceRow<'a> {
    pub(crate) key: i64,
    pub(crate) id: &'a SourceId,
    pub(crate) live: i64,
    pub(crate) changed: i64,
}

/// A revision that is to be added.
pub(crate) struct Revision<'a> {
    pub(crate) source: i64,
    pub(crate) number: i64,
    pub(crate) of: &'a Incoming<'a>,
    pub(crate) body: &'a str,
    pub(crate) digest: &'a [u8],
    pub(crate) modified: Option<i64>,
}

/// A revision that a file speaks for.
pub(crate) struct Delivery {
    pub(crate) source: i64,
    pub(crate) number: i64,
}

/// A file that is being read.
pub(crate) struct FileRow {
    pub(crate) key: i64,
    pub(crate) pass: i64,
}

impl FileRow {
    /// Whether the file was never read before.
    pub(crate) fn is_fresh(&self) -> bool {
        self.pass == 1
    }
}

const EVIDENCE_REVISION: &str = "SELECT revision FROM evidence WHERE name = 'evidence'";
/// What was an account's once may have become another's, hence all revisions of a source.
const ACCOUNT_REVISION: &str = "
    SELECT COALESCE(MAX(source.changed), 0) FROM revision JOIN source ON source.key = revision.source
    WHERE revision.account = $1 OR revision.account IS NULL";
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

    /// The evidence revision at which something of the account, or of the tenant as a whole, last
    /// changed; 0 where nothing is known of either.
    pub async fn account_revision(&self, account: &AccountId) -> Result<i64, StoreError> {
        let statement = sqlx::query_scalar(ACCOUNT_REVISION).bind(account.as_str());
        statement
            .fetch_one(&self.reader)
            .await
            .map_err(self.fail("reading an account's revision"))
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

const BEGIN_FILE: &str = "
    INSERT INTO file (key, path, format, digest, context, as_of, pass, pieces, complete, read, records, note)
    SELECT COALESCE(MAX(key), 0) + 1, $1, $2, $3, $4, $5, 1, 1, 0, $6, $7, $8 FROM file WHERE true
    ON CONFLICT (path) DO UPDATE SET
        format = excluded.format, digest = excluded.digest, context = excluded.context,
        as_of = excluded.as_of, pass = file.pass + 1, pieces = 1, complete = 0,
        read = excluded.read, records = excluded.records, note = excluded.note
    RETURNING key, pass";
const GO_ON: &str = "
    UPDATE file SET pieces = $2, read = read + $3, records = records + $4, note = COALESCE($5, note)
    WHERE path = $1 RETURNING key, pass";

/// Notes that a piece of a file is taken in.
pub(crate) async fn file(connection: &mut SqliteConnection, piece: &FilePiece<'_>) -> sqlx::Result<FileRow> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (read, records) = (number(piece.read), number(piece.records.len()));
    let query = if piece.number == 0 {
        sqlx::query_as(BEGIN_FILE)
            .bind(piece.path)
            .bind(piece.format)
            .bind(&piece.version.digest)
            .bind(&piece.version.context)
            .bind(piece.version.as_of.to_string())
            .bind(read)
            .bind(records)
            .bind(piece.note)
    } else {
        sqlx::query_as(GO_ON)
            .bind(piece.path)
            .bind(i64::try_from(piece.number + 1).unwrap_or(i64::MAX))
            .bind(read)
            .bind(records)
            .bind(piece.note)
    };
    let (key, pass) = query.fetch_one(connection).await?;
    Ok(FileRow { key, pass })
}

const NEXT_SOURCE_KEY: &str = "SELECT COALESCE(MAX(key), 0) + 1 FROM source";

pub(crate) async fn next_source_key(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar(NEXT_SOURCE_KEY).fetch_one(connection).await
}

const KNOWN: &str = "
    SELECT source.id, source.key, source.live, revision.number, revision.modified, revision.digest
    FROM source JOIN revision ON revision.source = source.key WHERE source.id IN";
const DELIVERED: &str = "SELECT source, number, pass FROM delivery WHERE file = ? AND source IN";

/// What is held of those of the sources that are known.
pub(crate) async fn known(
    connection: &mut SqliteConnection,
    ids: &[&str],
    file: &FileRow,
) -> sqlx::Result<BTreeMap<String, Known>> {
    type Row = (String, i64, i64, i64, Option<i64>, Vec<u8>);
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    let mut ids_by_key = BTreeMap::new();
    for (id, key, live, number, modified, digest) in rows::select::<Row>(connection, KNOWN, None, &ids).await? {
        ids_by_key.insert(key, id.clone());
        let known = known.entry(id).or_insert_with(|| Known::new(key));
        known.live = live;
        known.revisions.push(Held {
            number,
            modified,
            digest,
        });
    }
    if !file.is_fresh() {
        let keys: Vec<i64> = ids_by_key.keys().copied().collect();
        let delivered: Vec<(i64, i64, i64)> = rows::select(connection, DELIVERED, Some(file.key), &keys).await?;
        for (key, number, pass) in delivered {
            if let Some(known) = ids_by_key.get(&key).and_then(|id| known.get_mut(id)) {
                known.delivered.push((number, pass));
            }
        }
    }
    Ok(known)
}

const PUT_SOURCES: (&str, &str) = (
    "INSERT INTO source (key, id, live, changed) VALUES",
    " ON CONFLICT (key) DO UPDATE SET live = excluded.live, changed = excluded.changed",
);

pub(crate) async fn put_sources(connection: &mut SqliteConnection, sources: &[SourceRow<'_>]) -> sqlx::Result<()> {
    rows::insert(connection, PUT_SOURCES, 4, sources, |statement, row| {
        let statement = statement.bind(row.key).bind(row.id.as_str());
        statement.bind(row.live).bind(row.changed)
    })
    .await
}

const PUT_REVISIONS: (&str, &str) = (
    "INSERT INTO revision (source, number, digest, modified, account, state, occurred_at, origin, body, raw) VALUES",
    "",
);

pub(crate) async fn put_revisions(connection: &mut SqliteConnection, revisions: &[Revision<'_>]) -> sqlx::Result<()> {
    rows::insert(connection, PUT_REVISIONS, 10, revisions, |statement, revision| {
        let source = revision.of.source;
        statement
            .bind(revision.source)
            .bind(revision.number)
            .bind(revision.digest)
            .bind(revision.modified)
            .bind(source.account.as_ref().map(AccountId::as_str))
            .bind(state_name(source.state))
            .bind(source.occurred_at.map(|date| date.to_string()))
            .bind(origin(source))
            .bind(revision.body)
            .bind(revision.of.raw)
    })
    .await
}

/// Where a source was read from, as it is kept: the place, a tab, and the path.
fn origin(source: &grounding::Source) -> String {
    format!("{}\t{}", source.origin.at, source.origin.path)
}

const SET_MODIFIED: &str = "UPDATE revision SET modified = $3 WHERE source = $1 AND number = $2";

/// Gives revisions later stamps of modification.
pub(crate) async fn confirm(
    connection: &mut SqliteConnection,
    confirmed: &[(i64, i64, Option<i64>)],
) -> sqlx::Result<()> {
    for (source, number, modified) in confirmed {
        let statement = sqlx::query(SET_MODIFIED).bind(source).bind(number).bind(modified);
        statement.execute(&mut *connection).await?;
    }
    Ok(())
}

const PUT_DELIVERIES: (&str, &str) = (
    "INSERT INTO delivery (file, source, number, pass) VALUES",
    " ON CONFLICT (file, source, number) DO UPDATE SET pass = excluded.pass",
);

pub(crate) async fn put_deliveries(
    connection: &mut SqliteConnection,
    file: i64,
    pass: i64,
    deliveries: &[Delivery],
) -> sqlx::Result<()> {
    rows::insert(connection, PUT_DELIVERIES, 4, deliveries, move |statement, delivery| {
        let statement = statement.bind(file).bind(delivery.source);
        statement.bind(delivery.number).bind(pass)
    })
    .await
}

const COMPLETE: &str = "UPDATE file SET complete = 1 WHERE key = $1";
const FORGET_DELIVERIES: &str = "DELETE FROM delivery WHERE file = $1 AND pass < $2";
const CLEAR_QUARANTINE: &str = "UPDATE quarantine SET cleared = 1 WHERE file = $1 AND pass < $2 AND cleared = 0";

/// Notes that a file was read to its end: what earlier readings found and this one did not is
/// forgotten or cleared.
pub(crate) async fn complete(connection: &mut SqliteConnection, file: &FileRow) -> sqlx::Result<()> {
    sqlx::query(COMPLETE).bind(file.key).execute(&mut *connection).await?;
    if !file.is_fresh() {
        for statement in [FORGET_DELIVERIES, CLEAR_QUARANTINE] {
            let statement = sqlx::query(statement).bind(file.key).bind(file.pass);
            statement.execute(&mut *connection).await?;
        }
    }
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
