//! What records say in fields that have no type of their own.

use grounding::text::{find_markup, hidden, one_line};
use grounding::{Citation, GoalStatus, Source};

use crate::cite::cite_value;

/// The value of the first filled field whose name is that word or ends in it, whatever its case:
/// `Status`, `Project Status`, `dealtype`.
pub(in crate::summary) fn stated<'a>(source: &'a Source, name: &str) -> Option<&'a str> {
    let named = source
        .fields
        .iter()
        .filter(|field| field.name.to_lowercase().ends_with(name));
    let values = named.map(|field| source.text[field.span.range()].trim());
    values.into_iter().find(|value| !value.is_empty())
}

/// The words of a record's status or health, as far as it has them.
fn statuses(source: &Source) -> impl Iterator<Item = &str> {
    STATUS.into_iter().filter_map(|name| stated(source, name))
}

/// What tools call the field that says where a record stands.
const STATUS: [&str; 2] = ["status", "health"];

/// The words by which a record's status says that it is behind: red, at risk, off track. None where
/// it says something else, or nothing.
pub(in crate::summary) fn red_status(source: &Source) -> Option<&str> {
    statuses(source).find(|words| GoalStatus::parse(words) == GoalStatus::OffTrack)
}

/// Whether a record's status says that it is behind.
pub(in crate::summary) fn is_red(source: &Source) -> bool {
    red_status(source).is_some()
}

/// Whether a record's status says that it is done or was given up.
pub(in crate::summary) fn is_finished(source: &Source) -> bool {
    let ended = |words: &str| matches!(GoalStatus::parse(words), GoalStatus::Completed | GoalStatus::Closed);
    statuses(source).any(ended)
}

/// Cites the line of a record's status; the whole record where it has none.
pub(in crate::summary) fn cite_status(source: &Source) -> Citation {
    let words = statuses(source).next();
    words.map_or_else(|| cite_value(source, ""), |words| cite_value(source, words))
}

/// A name as it stands in a sentence, in quotation marks. One with a link or hidden characters in
/// it, which no claim may hold, is told by what kind of record has it.
pub(in crate::summary) fn quoted(source: &Source, name: &str) -> String {
    let name = one_line(name);
    let name = name.trim();
    if name.is_empty() || find_markup(name).is_some() || hidden(name).is_some() {
        let native = source.id.as_str().rsplit('/').next().unwrap_or_default();
        return format!("{} {native}", source.kind.noun());
    }
    format!("\u{201C}{name}\u{201D}")
}
