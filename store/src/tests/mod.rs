//! Tests of the store as a whole, over a database in a folder of its own.

mod counts;
mod evidence;
mod failures;

use grounding::{AccountId, Place, Source, SourceId, SourceKind, State, Visibility};
use tempfile::TempDir;

use crate::{FileBatch, FileOutcome, Incoming, Store};

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
async fn put(store: &Store, path: &str, records: &[(&Source, Option<&str>)]) -> FileOutcome {
    store.put_file(batch(path, records)).await.unwrap()
}

fn batch<'a>(path: &'a str, records: &[(&'a Source, Option<&'a str>)]) -> FileBatch<'a> {
    let records = records.iter().map(|&(source, modified)| Incoming {
        source,
        raw: source.text.as_bytes(),
        modified,
    });
    FileBatch {
        path,
        format: "notes",
        records: records.collect(),
        quarantined: Vec::new(),
    }
}

fn outcome(stored: usize, unchanged: usize) -> FileOutcome {
    FileOutcome { stored, unchanged }
}
