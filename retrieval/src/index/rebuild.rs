//! Building the index anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use grounding::{Source, Span};

use super::generation::{self, Lock};
use super::schema::schema;
use super::writer::Writer;
use super::{Index, IndexError, Passage, analysis};

/// A rebuild under way. The index that was there is searched until [`Rebuild::finish`]; a
/// rebuild that is dropped or dies before leaves it in place.
pub struct Rebuild {
    root: PathBuf,
    path: PathBuf,
    writer: Writer,
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
        engine
            .tokenizers()
            .register(analysis::ANALYZER, analysis::Stems::default());
        let writer = Writer::new(&engine, fields).map_err(&fail)?;
        Ok(Self {
            root: root.to_owned(),
            path,
            writer,
            lock,
        })
    }

    /// Adds the revision of a source that counts, unless it must not be found. Each source is
    /// added once.
    pub fn add(&mut self, source: &Source) -> Result<(), IndexError> {
        self.writer.put(source, true).map_err(IndexError::engine(&self.root))
    }

    /// Adds a source that is cut into the given passages rather than those that fit a drafter's
    /// budget, as labelled sets need whose units are turns or clauses. They stand in the order
    /// of the text.
    pub fn add_cut(&mut self, source: &Source, spans: &[Span]) -> Result<(), IndexError> {
        let passage = |span: &Span| Passage {
            source: source.id.clone(),
            revision: source.revision,
            span: *span,
        };
        let passages = spans.iter().map(passage).collect();
        self.writer
            .put_cut(source, true, passages)
            .map_err(IndexError::engine(&self.root))
    }

    /// Puts the new index in the place of the old one.
    pub fn finish(self, revision: i64) -> Result<Index, IndexError> {
        self.writer.finish(revision).map_err(IndexError::engine(&self.root))?;
        generation::promote(&self.root, &self.path, &self.lock)?;
        Index::open(&self.root)
    }
}
