//! Tests of the index as a whole, over a few sources in a folder of its own.

mod following;
mod searching;

use std::sync::Arc;

use grounding::{AccountId, Place, Source, SourceId, SourceKind, State, Visibility};
use jiff::civil::{Date, date};

use super::{Change, Hit, Index, Query};

pub(super) const AS_OF: Date = date(2026, 6, 30);

/// A note of the account that says `text`.
pub(super) fn source(id: &str, account: &str, text: &str) -> Source {
    Source {
        id: SourceId::new("note", "file", id),
        revision: 1,
        account: (!account.is_empty()).then(|| AccountId::new(account)),
        kind: SourceKind::Note,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(date(2026, 3, 1)),
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// So many words, no three of which come twice in a row.
pub(super) fn words(count: usize) -> String {
    let words: Vec<String> = (0..count).map(|index| format!("w{index}")).collect();
    words.join(" ")
}

fn arcs(sources: &[Source]) -> Vec<Arc<Source>> {
    sources.iter().cloned().map(Arc::new).collect()
}

fn puts(sources: &[Source]) -> Vec<Change> {
    arcs(sources).into_iter().map(Change::Put).collect()
}

fn search(index: &Index, account: &str, text: &str) -> Vec<Hit> {
    let query = Query::new(text, AS_OF);
    index.account(&AccountId::new(account)).unwrap().search(&query).unwrap()
}

/// The ids found, without their system.
fn found(hits: &[Hit]) -> Vec<&str> {
    hits.iter()
        .map(|hit| hit.passage.source.as_str().trim_start_matches("note:file/"))
        .collect()
}
