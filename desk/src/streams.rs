//! The streams of the log, for whatever is folded from one.

use std::collections::BTreeMap;

use workflow::log::Entry;

use crate::failure::Hinted;

/// Somebody else may write between our reading and our writing; then we look again, so many times.
pub(crate) const ATTEMPTS: usize = 8;

/// The entries by stream, each after what the prefix leaves of its name, in the order in which they
/// began.
pub(crate) fn by_stream<'e>(entries: &'e [Entry], prefix: &str) -> Vec<(&'e str, Vec<&'e Entry>)> {
    let mut streams: Vec<(&str, Vec<&Entry>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        let id = entry.stream.strip_prefix(prefix).unwrap_or(&entry.stream);
        let place = *places.entry(id).or_insert_with(|| {
            streams.push((id, Vec::new()));
            streams.len() - 1
        });
        streams[place].1.push(entry);
    }
    streams
}

/// Why a stream can't be folded, with what to do about it.
pub(crate) fn broken(error: &impl std::fmt::Display) -> anyhow::Error {
    let hint = "`vouch audit verify` says whether the log was tampered with; `vouch restore` puts a backup back";
    Hinted::new(error.to_string(), [hint.to_owned()]).into()
}
