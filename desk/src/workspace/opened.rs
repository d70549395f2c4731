//! Runs as they were read last, for as long as nothing has happened to them: a reviewer opens the
//! same one again and again, and so do the others whom it waits for.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

use crate::runs::Opened;

/// So many are kept: those that a team looks at within an hour.
const MOST: NonZeroUsize = NonZeroUsize::MIN.saturating_add(63);

/// What tells whether a run would be read as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The digest of the last thing that happened to it, which follows from all before.
    pub(crate) digest: Option<String>,
    /// The evidence revision at which its account last changed.
    pub(crate) revision: i64,
}

/// A run as it was read.
pub(crate) struct Kept {
    pub(crate) mark: Mark,
    pub(crate) opened: Opened,
}

/// Runs as they were read last, by their ids.
pub(crate) struct OpenedRuns {
    kept: Mutex<LruCache<String, Arc<Kept>>>,
}

impl Default for OpenedRuns {
    fn default() -> Self {
        Self {
            kept: Mutex::new(LruCache::new(MOST)),
        }
    }
}

impl OpenedRuns {
    /// The run of that id as it was read last.
    pub(crate) fn of(&self, id: &str) -> Option<Arc<Kept>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(id).cloned()
    }

    /// Keeps a run, in place of what it was before.
    pub(crate) fn keep(&self, mark: Mark, opened: Opened) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.put(opened.run.id.clone(), Arc::new(Kept { mark, opened }));
    }
}
