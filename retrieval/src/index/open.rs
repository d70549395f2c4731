//! An open index.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, fs};

use grounding::AccountId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tantivy::{IndexReader, ReloadPolicy};

use super::schema::{DAY, FORMAT, Fields, schema};
use super::segment::View;
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
    /// Opens the index kept in the folder.
    ///
    /// That all of its files are there and end as they should is always checked; their every
    /// byte where that takes no time, else by [`Index::stats`].
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
            view: generation.view()?,
        })
    }

    /// Counts what the index holds, after checking every byte of it.
    pub fn stats(&self) -> Result<IndexStats, IndexError> {
        let generation = self.generation()?;
        check(&self.root, &generation.engine)?;
        let searcher = generation.view()?.searcher;
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
    /// The commit that was looked at last, and its view.
    loaded: Mutex<(u64, View)>,
}

/// An index of at most so many bytes is checked whole whenever it is opened: it takes some
/// milliseconds.
const SMALL: u64 = 16 << 20;

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
        engine
            .tokenizers()
            .register(analysis::ANALYZER, analysis::Stems::default());
        let (schema, fields) = schema();
        let payload = payload(root, &engine)?;
        if payload.format != FORMAT || engine.schema() != schema {
            return Err(IndexError::unreadable(root, "another version made it"));
        }
        // Before anything is read: what a damaged file says of its own length may be anything.
        if folder_size(&path).map_err(IndexError::io(root))? <= SMALL {
            check(root, &engine)?;
        }
        let newest = engine.load_metas().map_err(&fail)?.opstamp;
        let reader: IndexReader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(&fail)?;
        Ok(Self {
            name,
            fields,
            loaded: Mutex::new((newest, View::of(reader.searcher(), &fields).map_err(&fail)?)),
            engine,
            root: root.to_owned(),
            path,
            reader,
        })
    }

    pub(super) fn payload(&self) -> Result<Payload, IndexError> {
        payload(&self.root, &self.engine)
    }

    /// A view of the newest commit.
    fn view(&self) -> Result<View, IndexError> {
        let fail = IndexError::engine(&self.root);
        let newest = self.engine.load_metas().map_err(&fail)?.opstamp;
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if loaded.0 != newest {
            self.reader.reload().map_err(&fail)?;
            *loaded = (newest, View::of(self.reader.searcher(), &self.fields).map_err(&fail)?);
        }
        Ok(loaded.1.clone())
    }
}

/// Compares every file with its checksum.
fn check(root: &Path, engine: &tantivy::Index) -> Result<(), IndexError> {
    let damaged: Vec<String> = engine
        .validate_checksum()
        .map_err(|error| IndexError::unreadable(root, error.to_string()))?
        .iter()
        .map(|file| format!("`{}`", file.display()))
        .collect();
    if damaged.is_empty() {
        Ok(())
    } else {
        Err(IndexError::unreadable(root, format!("damaged: {}", damaged.join(", "))))
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
