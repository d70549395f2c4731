//! Briefs that were held against the evidence, kept for as long as neither has changed: a reviewer
//! opens the same one again and again.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use agent::pipeline::Loaded;
use jiff::civil::Date;
use lru::LruCache;

/// So many are kept: those that a team looks at within an hour.
const MOST: NonZeroUsize = NonZeroUsize::MIN.saturating_add(63);

/// What tells whether a brief would be judged as it was.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Held {
    /// The brief's digest, and the run's id, since two runs may tell the same.
    pub(crate) run: String,
    pub(crate) digest: String,
    /// The evidence revision at which its account last changed.
    pub(crate) revision: i64,
    /// The day that is spoken of.
    pub(crate) as_of: Date,
}

/// Briefs that were held against the evidence.
pub(crate) struct Rechecks {
    kept: Mutex<LruCache<Held, Arc<Loaded>>>,
}

impl Default for Rechecks {
    fn default() -> Self {
        Self {
            kept: Mutex::new(LruCache::new(MOST)),
        }
    }
}

impl Rechecks {
    /// What came of it the last time; none where it was not held against this evidence before.
    pub(crate) fn found(&self, held: &Held) -> Option<Arc<Loaded>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(held).cloned()
    }

    /// Keeps what came of it.
    pub(crate) fn keep(&self, held: Held, loaded: Arc<Loaded>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).put(held, loaded);
    }
}
