//! An open index.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, fs};

use grounding::AccountId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tantivy::{IndexReader, ReloadPolicy, Searcher};

use super::schema::{DAY, FORMAT, Fields, schema};
use super::stored::date_of;
use super::{AccountSearch, IndexError, analysis, generation};

/// The index of one tenant's evidence. Everything it does blocks: async callers move it to a
/// thread of its own.
///
/// Several processes may have one index open; each sees what another changed as soon as it
/// asks for the next [`AccountSearch`].
pub struct Index {
    pub(super) root: PathBuf,
    generation: Mutex<Arc<Generation>>,
}

/// How large the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexStats {
    /// The evidence revision it stands at.
    pub revision: i64,
    /// Passages that can be found.
    pub passages: u64,
    /// Bytes on disk, passages not yet purged among them.
    pub bytes: u64,
    /// The day of the newest passage.
    pub newest: Option<Date>,
}

impl Index {
    /// Opens the index kept in the folder and checks that it is whole.
    pub fn open(root: &Path) -> Result<Self, IndexError> {
        let generation = Mutex::new(Arc::new(Generation::current(root)?));
        Ok(Self {
            root: root.to_owned(),
            generation,
        })
    }

    /// Makes an empty index in the folder, in place of the one that may be there.
    pub fn create(root: &Path) -> Result<Self, IndexError> {
        Self::rebuild(root, [], 0)
    }

    /// The evidence revision that the index stands at.
    pub fn revision(&self) -> Result<i64, IndexError> {
        Ok(self.generation()?.payload()?.evidence_revision)
    }

    /// A search in one account's passages, as they are now.
    pub fn account(&self, account: &AccountId) -> Result<AccountSearch, IndexError> {
        let generation = self.generation()?;
        Ok(AccountSearch {
            root: self.root.clone(),
            account: account.clone(),
            fields: generation.fields,
            searcher: generation.searcher()?,
        })
    }

    /// Counts what the index holds.
    pub fn stats(&self) -> Result<IndexStats, IndexError> {
        let generation = self.generation()?;
        let searcher = generation.searcher()?;
        let fail = IndexError::engine(&self.root);
        let mut newest = None;
        for segment in searcher.segment_readers() {
            let days = segment.fast_fields().i64(DAY).map_err(&fail)?;
            newest = newest.max(
                segment
                    .doc_ids_alive()
                    .filter_map(|document| days.first(document))
                    .max(),
            );
        }
        Ok(IndexStats {
            revision: generation.payload()?.evidence_revision,
            passages: searcher.num_docs(),
            bytes: folder_size(&generation.path).map_err(IndexError::io(&self.root))?,
            newest: newest.and_then(date_of),
        })
    }

    /// The generation that counts now, which another process may have rebuilt since.
    pub(super) fn generation(&self) -> Result<Arc<Generation>, IndexError> {
        let mut held = self.generation.lock().unwrap_or_else(PoisonError::into_inner);
        if held.name != generation::current(&self.root)? {
            *held = Arc::new(Generation::current(&self.root)?);
        }
        Ok(Arc::clone(&held))
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Index")
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}

/// What is written beside each commit.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) format: u64,
    pub(super) evidence_revision: i64,
}

/// An open generation.
pub(super) struct Generation {
    pub(super) name: String,
    pub(super) fields: Fields,
    pub(super) engine: tantivy::Index,
    root: PathBuf,
    path: PathBuf,
    reader: IndexReader,
    /// The commit that the reader has loaded.
    loaded: AtomicU64,
}

impl Generation {
    /// Opens the generation that counts.
    fn current(root: &Path) -> Result<Self, IndexError> {
        let name = generation::current(root)?;
        match Self::open(root, name.clone()) {
            Err(error) => match generation::current(root)? {
                // Rebuilt between the two steps, and the old files are gone.
                newer if newer != name => Self::open(root, newer),
                _ => Err(error),
            },
            opened => opened,
        }
    }

    fn open(root: &Path, name: String) -> Result<Self, IndexError> {
        let fail = IndexError::engine(root);
        let path = root.join(&name);
        let engine = tantivy::Index::open_in_dir(&path).map_err(&fail)?;
        engine.tokenizers().register(analysis::ANALYZER, analysis::analyzer());
        let (schema, fields) = schema();
        let payload = payload(root, &engine)?;
        if payload.format != FORMAT || engine.schema() != schema {
            return Err(IndexError::unreadable(root, "another version made it"));
        }
        let damaged: Vec<String> = engine
            .validate_checksum()
            .map_err(|error| IndexError::unreadable(root, error.to_string()))?
            .iter()
            .map(|file| format!("`{}`", file.display()))
            .collect();
        if !damaged.is_empty() {
            return Err(IndexError::unreadable(root, format!("damaged: {}", damaged.join(", "))));
        }
        let loaded = AtomicU64::new(engine.load_metas().map_err(&fail)?.opstamp);
        let reader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(&fail)?;
        Ok(Self {
            name,
            fields,
            engine,
            root: root.to_owned(),
            path,
            reader,
            loaded,
        })
    }

    pub(super) fn payload(&self) -> Result<Payload, IndexError> {
        payload(&self.root, &self.engine)
    }

    /// A view of the newest commit.
    fn searcher(&self) -> Result<Searcher, IndexError> {
        let fail = IndexError::engine(&self.root);
        let newest = self.engine.load_metas().map_err(&fail)?.opstamp;
        if self.loaded.load(Ordering::Acquire) != newest {
            self.reader.reload().map_err(&fail)?;
            self.loaded.store(newest, Ordering::Release);
        }
        Ok(self.reader.searcher())
    }
}

fn payload(root: &Path, engine: &tantivy::Index) -> Result<Payload, IndexError> {
    let metas = engine.load_metas().map_err(IndexError::engine(root))?;
    let payload = metas.payload.as_deref().unwrap_or_default();
    serde_json::from_str(payload).map_err(|_| IndexError::unreadable(root, "it was never finished"))
}

fn folder_size(path: &Path) -> std::io::Result<u64> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}
