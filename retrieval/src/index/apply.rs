//! Following the store.

use std::path::PathBuf;
use std::sync::Arc;

use grounding::{Source, SourceId};

use super::generation::{self, Lock};
use super::writer::Writer;
use super::{Index, IndexError};

/// What became of a source.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// This is the revision that counts now, in whatever state. If it is one that must not be
    /// found (deleted, a test, restricted, of no account), it is taken out.
    Put(Arc<Source>),
    /// It is gone.
    Remove(SourceId),
}

/// An index that follows the store while evidence is taken in: sources are handed over as they
/// are stored, and all of them can be found once [`Follower::finish`] was called. One that is
/// dropped before leaves the index as it was.
///
/// The index must stand at the store's evidence revision when it begins to follow.
pub struct Follower {
    root: PathBuf,
    writer: Writer,
    stands: i64,
    _lock: Lock,
}

impl Index {
    /// Brings the index to the given evidence revision: the changes are those since the revision
    /// it stands at. All of them are taken in or, on an error, none.
    pub fn apply(&self, changes: &[Change], revision: i64) -> Result<(), IndexError> {
        let follower = self.follower(Writer::small)?;
        for change in changes {
            match change {
                Change::Put(source) => follower.put(source, false)?,
                Change::Remove(id) => follower.remove(id),
            }
        }
        follower.finish(revision)
    }

    /// Begins to follow the store through many changes. Nobody else can change the index until
    /// it ends.
    pub fn follow(&self) -> Result<Follower, IndexError> {
        self.follower(Writer::new)
    }

    fn follower(
        &self,
        writer: fn(&tantivy::Index, super::schema::Fields) -> tantivy::Result<Writer>,
    ) -> Result<Follower, IndexError> {
        let lock = generation::lock(&self.root)?;
        // Read under the lock, lest a rebuild that has just ended be written past.
        let generation = self.generation()?;
        let writer = writer(&generation.engine, generation.fields).map_err(IndexError::engine(&self.root))?;
        Ok(Follower {
            root: self.root.clone(),
            writer,
            stands: generation.payload()?.evidence_revision,
            _lock: lock,
        })
    }
}

impl Follower {
    /// The evidence revision that the index stands at, and will until it is finished.
    pub fn stands_at(&self) -> i64 {
        self.stands
    }

    /// Takes in the revision of a source that counts now, in whatever state.
    ///
    /// A source is new where the index has never held it: then nothing need be looked for that
    /// it takes the place of, which is what makes a first ingest quick. When in doubt it is not.
    pub fn put(&self, source: &Source, is_new: bool) -> Result<(), IndexError> {
        self.writer.put(source, is_new).map_err(IndexError::engine(&self.root))
    }

    /// Takes a source out.
    pub fn remove(&self, id: &SourceId) {
        self.writer.remove(id);
    }

    /// Keeps what was handed over so far without saying that the index has followed: after a
    /// crash the same changes are made again, with no harm done. A source handed over before
    /// is no longer new then.
    pub fn save(&mut self) -> Result<(), IndexError> {
        self.writer.commit(self.stands).map_err(IndexError::engine(&self.root))
    }

    /// Ends at the given evidence revision.
    pub fn finish(self, revision: i64) -> Result<(), IndexError> {
        self.writer.finish(revision).map_err(IndexError::engine(&self.root))
    }
}
