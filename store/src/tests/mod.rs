//! Tests of the store as a whole, over a database in a folder of its own.

mod alongside;
mod backup;
mod counts;
mod evidence;
mod failures;
mod log;
mod outbox;
mod people;
mod pieces;
mod samples;
mod visits;

use grounding::{AccountId, Place, Source, SourceId, SourceKind, State, Visibility};
use jiff::Timestamp;
use tempfile::TempDir;
use workflow::log::{Entry, Event};

use crate::{Alongside, Author, Batch, ChangePosition, FilePiece, FileVersion, Incoming, Store, StoreError};

/// A note of the account that says `text`.
fn note(id: &str, account: &str, text: &str) -> Source {
    Source {
        id: SourceId::new("note", "file", id),
        revision: 0,
        account: (!account.is_empty()).then(|| AccountId::new(account)),
        kind: SourceKind::Note,
        title: format!("Note {id}"),
        authors: Vec::new(),
        occurred_at: Some(jiff::civil::date(2026, 3, 1)),
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// The same source as it is read back.
fn stored(source: &Source, revision: u32, state: State) -> Source {
    Source {
        revision,
        state,
        ..source.clone()
    }
}

async fn open() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data")).await.unwrap();
    (folder, store)
}

/// Stores a file of records with their stamps of modification.
async fn put(store: &Store, path: &str, records: &[(&Source, Option<&str>)]) -> (usize, usize) {
    put_piece(store, &piece(path, records)).await
}

async fn put_piece(store: &Store, piece: &FilePiece<'_>) -> (usize, usize) {
    let taken = store.put(std::slice::from_ref(piece)).await.unwrap();
    (taken.pieces[0].stored, taken.pieces[0].unchanged)
}

/// A file that is one piece.
fn piece<'a>(path: &'a str, records: &[(&'a Source, Option<&'a str>)]) -> FilePiece<'a> {
    let records: Vec<Incoming<'a>> = records
        .iter()
        .map(|&(source, modified)| Incoming {
            source,
            raw: source.text.as_bytes(),
            modified,
        })
        .collect();
    FilePiece {
        path,
        version: &VERSION,
        format: Some("notes"),
        number: 0,
        is_last: true,
        read: records.len(),
        records,
        quarantined: Vec::new(),
        note: None,
    }
}

static VERSION: FileVersion = FileVersion {
    digest: String::new(),
    context: String::new(),
    as_of: jiff::civil::date(2026, 6, 30),
};

/// The ids of what changed since the evidence revision.
async fn changed_since(store: &Store, revision: i64) -> Vec<SourceId> {
    let after = ChangePosition { revision, source: None };
    let page = store.changed_page(&after, 1000).await.unwrap();
    page.into_iter().map(|(_, source)| source.id).collect()
}

static ANA: Author<'_> = Author {
    login: Some("ana"),
    name: "Ana Ruiz",
    day: jiff::civil::date(2026, 6, 30),
};

/// A time on the last of June.
fn at(time: &str) -> Timestamp {
    format!("2026-06-30T{time}Z").parse().unwrap()
}

/// Adds events to one stream at noon, and nothing beside them.
async fn append(store: &Store, stream: &str, after: u32, events: &[Event]) -> Result<Vec<Entry>, StoreError> {
    let batch = Batch {
        stream,
        after,
        events,
        alongside: Alongside::default(),
    };
    store.append(ANA, at("12:00:00"), &[batch]).await
}

async fn whole_log(store: &Store) -> Vec<Entry> {
    store.log_page(0, u32::MAX).await.unwrap()
}

/// Does something to the database that no store does.
async fn behind_its_back(store: &Store, sql: &'static str) -> sqlx::Result<()> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(store.path());
    let mut connection = sqlx::ConnectOptions::connect(&options).await?;
    sqlx::raw_sql(sql).execute(&mut connection).await?;
    sqlx::Connection::close(connection).await
}
