//! Writing passages.

use grounding::{Source, SourceId};
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::open::Payload;
use super::passages::{Passage, passages};
use super::schema::{FORMAT, Fields};
use super::stored::documents;

/// The threads that cut texts into words and write them.
const THREADS: usize = 2;

/// Memory that the search engine may use before it writes a segment, in bytes.
const MEMORY: usize = 120_000_000;

/// What is enough for the few changes of a day.
const LITTLE_MEMORY: usize = 30_000_000;

/// The one way in which passages get into an index.
pub(super) struct Writer {
    engine: IndexWriter<TantivyDocument>,
    fields: Fields,
}

impl Writer {
    /// A writer for many sources.
    pub(super) fn new(engine: &tantivy::Index, fields: Fields) -> tantivy::Result<Self> {
        let engine = engine.writer_with_num_threads(THREADS, MEMORY)?;
        Ok(Self { engine, fields })
    }

    /// A writer for a few sources, which ends up as one segment.
    pub(super) fn small(engine: &tantivy::Index, fields: Fields) -> tantivy::Result<Self> {
        let engine = engine.writer_with_num_threads(1, LITTLE_MEMORY)?;
        Ok(Self { engine, fields })
    }

    /// Adds a source's passages, in place of those that may be there unless it is new.
    pub(super) fn put(&self, source: &Source, is_new: bool) -> tantivy::Result<()> {
        self.put_cut(source, is_new, passages(source))
    }

    /// Adds a source that is cut into the given passages.
    pub(super) fn put_cut(&self, source: &Source, is_new: bool, passages: Vec<Passage>) -> tantivy::Result<()> {
        let documents = documents(&self.fields, source, passages);
        let mut operations = Vec::with_capacity(documents.len() + 1);
        if !is_new {
            operations.push(UserOperation::Delete(self.of(&source.id)));
        }
        operations.extend(documents.into_iter().map(UserOperation::Add));
        // One batch goes to one thread and into one segment, so that a source's passages stay
        // one behind the other. Merging keeps them so.
        if !operations.is_empty() {
            self.engine.run(operations)?;
        }
        Ok(())
    }

    /// Takes a source's passages out.
    pub(super) fn remove(&self, id: &SourceId) {
        self.engine.delete_term(self.of(id));
    }

    /// Commits with the evidence revision beside it.
    pub(super) fn commit(&mut self, revision: i64) -> tantivy::Result<()> {
        let payload = Payload {
            format: FORMAT,
            evidence_revision: revision,
        };
        let payload =
            serde_json::to_string(&payload).map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
        let mut prepared = self.engine.prepare_commit()?;
        prepared.set_payload(&payload);
        prepared.commit()?;
        Ok(())
    }

    /// Commits and waits until the index has tidied itself up.
    pub(super) fn finish(mut self, revision: i64) -> tantivy::Result<()> {
        self.commit(revision)?;
        self.engine.wait_merging_threads()
    }

    fn of(&self, id: &SourceId) -> Term {
        Term::from_field_text(self.fields.source, id.as_str())
    }
}
