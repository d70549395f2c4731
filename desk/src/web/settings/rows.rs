//! A setting as a row of a table.

use std::fmt::Display;
use std::path::Path;

/// A setting.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its key in the file.
    pub(super) key: &'static str,
    /// What it is set to.
    pub(super) value: String,
    /// Whether somebody has set it to something else than it is of itself.
    pub(super) is_set: bool,
    /// What it does.
    pub(super) means: &'static str,
}

/// A setting that has a value of itself.
pub(super) fn row<T: Display + PartialEq>(key: &'static str, value: &T, default: &T, means: &'static str) -> Row {
    Row {
        key,
        value: value.to_string(),
        is_set: value != default,
        means,
    }
}

/// A setting that is on or off.
pub(super) fn switch(key: &'static str, value: bool, default: bool, means: &'static str) -> Row {
    Row {
        value: if value { "yes" } else { "no" }.to_owned(),
        ..row(key, &value, &default, means)
    }
}

/// A setting that has no value of itself; what holds without one stands in its place.
pub(super) fn optional(key: &'static str, value: Option<String>, without: &str, means: &'static str) -> Row {
    Row {
        key,
        is_set: value.is_some(),
        value: value.unwrap_or_else(|| without.to_owned()),
        means,
    }
}

/// A number that has no value of itself.
pub(super) fn number<T: Display>(key: &'static str, value: Option<T>, without: &str, means: &'static str) -> Row {
    optional(key, value.map(|value| value.to_string()), without, means)
}

/// A path that somebody may have named.
pub(super) fn path(path: Option<&Path>) -> Option<String> {
    path.map(|path| path.display().to_string())
}

/// Words of the settings, which nobody reads that are none.
pub(super) fn listed<T: Display>(words: impl IntoIterator<Item = T>, none: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    if words.is_empty() {
        none.to_owned()
    } else {
        words.join(", ")
    }
}
