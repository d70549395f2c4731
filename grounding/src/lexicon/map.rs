//! Words by their letters.

use std::hash::{BuildHasherDefault, DefaultHasher};

/// What the tables hold of a word. It is looked up and never walked through, so that no order can
/// come out of it, and its hasher has no seed.
#[expect(clippy::disallowed_types, reason = "it is only looked up, tens of times a sentence")]
pub(crate) type WordMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<DefaultHasher>>;
