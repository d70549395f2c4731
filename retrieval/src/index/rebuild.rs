//! Building the index anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use grounding::Source;
use tantivy::IndexWriter;
use tantivy::tokenizer::TextAnalyzer;

use super::apply::commit;
use super::generation::{self, Lock};
use super::schema::{Fields, schema};
use super::stored::documents;
use super::{Index, IndexError, analysis};

/// Memory that the search engine may use before it writes a segment.
const MEMORY: usize = 100_000_000;

/// A rebuild under way. The index that was there is searched until [`Rebuild::finish`]; a
/// rebuild that is dropped or dies before leaves it in place.
pub struct Rebuild {
    root: PathBuf,
    path: PathBuf,
    fields: Fields,
    writer: IndexWriter,
    analyzer: TextAnalyzer,
    lock: Lock,
}

impl Index {
    /// Builds the index of these sources, which stand at the given evidence revision, in place
    /// of the one that may be in the folder.
    pub fn rebuild(
        root: &Path,
        sources: impl IntoIterator<Item = Arc<Source>>,
        revision: i64,
    ) -> Result<Self, IndexError> {
        let mut rebuild = Rebuild::start(root)?;
        for source in sources {
            rebuild.add(&source)?;
        }
        rebuild.finish(revision)
    }
}

impl Rebuild {
    /// Starts an empty index beside the one that may be in the folder.
    pub fn start(root: &Path) -> Result<Self, IndexError> {
        let lock = generation::lock(root)?;
        let path = generation::next(root, &lock)?;
        let fail = IndexError::engine(root);
        let (schema, fields) = schema();
        let engine = tantivy::Index::create_in_dir(&path, schema).map_err(&fail)?;
        engine.tokenizers().register(analysis::ANALYZER, analysis::analyzer());
        let writer = engine.writer_with_num_threads(2, MEMORY).map_err(&fail)?;
        let analyzer = analysis::analyzer();
        Ok(Self {
            root: root.to_owned(),
            path,
            fields,
            writer,
            analyzer,
            lock,
        })
    }

    /// Adds the revision of a source that counts, unless it must not be found. Each source is
    /// added once.
    pub fn add(&mut self, source: &Source) -> Result<(), IndexError> {
        for document in documents(&self.fields, &mut self.analyzer, source) {
            self.writer
                .add_document(document)
                .map_err(IndexError::engine(&self.root))?;
        }
        Ok(())
    }

    /// Puts the new index in the place of the old one.
    pub fn finish(mut self, revision: i64) -> Result<Index, IndexError> {
        let fail = IndexError::engine(&self.root);
        commit(&mut self.writer, revision).map_err(&fail)?;
        self.writer.wait_merging_threads().map_err(&fail)?;
        generation::promote(&self.root, &self.path, &self.lock)?;
        Index::open(&self.root)
    }
}
