//! Following the store.

use std::sync::Arc;

use grounding::{Source, SourceId};
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::open::Payload;
use super::schema::FORMAT;
use super::stored::documents;
use super::{Index, IndexError, analysis, generation};

/// Memory that the search engine may use before it writes a segment.
const MEMORY: usize = 30_000_000;

/// What became of a source.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// This is the revision that counts now, in whatever state. If it is one that must not be
    /// found (deleted, a test, restricted, of no account), it is taken out.
    Put(Arc<Source>),
    /// It is gone.
    Remove(SourceId),
}

impl Change {
    fn id(&self) -> &SourceId {
        match self {
            Self::Put(source) => &source.id,
            Self::Remove(id) => id,
        }
    }
}

impl Index {
    /// Brings the index to the given evidence revision: the changes are those since the revision
    /// it stands at. All of them are taken in or, on an error, none.
    pub fn apply(&self, changes: &[Change], revision: i64) -> Result<(), IndexError> {
        let _lock = generation::lock(&self.root)?;
        // Read under the lock, lest a rebuild that has just ended be written past.
        let generation = self.generation()?;
        let fail = IndexError::engine(&self.root);
        let mut writer: IndexWriter = generation.engine.writer_with_num_threads(1, MEMORY).map_err(&fail)?;
        let mut analyzer = analysis::analyzer();
        for change in changes {
            let id = Term::from_field_text(generation.fields.source, change.id().as_str());
            writer.delete_term(id);
            if let Change::Put(source) = change {
                for document in documents(&generation.fields, &mut analyzer, source) {
                    writer.add_document(document).map_err(&fail)?;
                }
            }
        }
        commit(&mut writer, revision).map_err(&fail)?;
        writer.wait_merging_threads().map_err(&fail)
    }
}

/// Commits with the evidence revision beside it.
pub(super) fn commit(writer: &mut IndexWriter<TantivyDocument>, revision: i64) -> tantivy::Result<()> {
    let payload = Payload {
        format: FORMAT,
        evidence_revision: revision,
    };
    let payload =
        serde_json::to_string(&payload).map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&payload);
    prepared.commit()?;
    Ok(())
}
