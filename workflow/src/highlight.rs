//! Fields that an administrator adds to the highlights (AS-2).

use serde::{Deserialize, Serialize};

/// A field that an administrator adds to the highlights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighlightField {
    /// What it is called.
    pub label: String,
    /// The kind of record that holds it, such as `account`.
    pub source: String,
    /// The field's name in that record, whatever its case.
    pub field: String,
}
