//! Irregular forms of words.

use std::sync::LazyLock;

use crate::lexicon::WordMap;

static IRREGULAR: LazyLock<WordMap<&'static str, &'static str>> = LazyLock::new(|| {
    let file = include_str!("../../data/irregular.txt");
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).collect()
});

/// The base form of an irregular form in lowercase (`rose`: `rise`), or the word itself.
pub fn root(lower: &str) -> &str {
    IRREGULAR.get(lower).copied().unwrap_or(lower)
}
