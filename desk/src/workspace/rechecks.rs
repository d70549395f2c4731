//! Briefs that were held against the evidence, kept for as long as neither has changed: a reviewer
//! opens the same one again and again.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use agent::pipeline::Loaded;
use jiff::civil::Date;
use lru::LruCache;
use tokio::sync::OnceCell;

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

/// A brief held against the evidence, once somebody has done so; who asks meanwhile waits for it.
pub(crate) type Recheck = OnceCell<Arc<Loaded>>;

/// Briefs that were held against the evidence.
pub(crate) struct Rechecks {
    kept: Mutex<LruCache<Held, Arc<Recheck>>>,
}

impl Default for Rechecks {
    fn default() -> Self {
        Self {
            kept: Mutex::new(LruCache::new(MOST)),
        }
    }
}

impl Rechecks {
    /// What came or will come of it.
    pub(crate) fn of(&self, held: Held) -> Arc<Recheck> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get_or_insert(held, Arc::default).clone()
    }
}
