//! Fields that an administrator adds to the highlights (AS-2).

use grounding::text::one_line;
use grounding::{Source, SourceKind};

use super::{Told, row};
use crate::brief::Highlight;
use crate::cite::cite_field;
use crate::highlight::HighlightField;
use crate::summary::facts::Facts;

/// An added field, from the newest record of its kind that has it filled. Its name is the kind of
/// record and the field: `account.Industry`.
pub(super) fn added(facts: &Facts<'_>, wanted: &HighlightField) -> Highlight {
    let own = facts.ledger.sources().filter(|source| source.account.is_some());
    let of_kind = own.filter(|source| is_of(source, wanted));
    let filled = of_kind.filter_map(|source| Some((source, value(source, &wanted.field)?)));
    let newest = filled.max_by_key(|(source, _)| (source.occurred_at, source.id.clone()));
    let told = newest.map(|(source, value)| Told::new(value, vec![cite_field(source, &wanted.field)]));
    row(format!("{}.{}", wanted.source, wanted.field), &wanted.label, told)
}

/// Whether a source is of the kind that holds the field.
pub(super) fn is_of(source: &Source, wanted: &HighlightField) -> bool {
    is_kind(source.kind, &wanted.source)
}

/// Whether that is the kind's name in JSON, or in words.
fn is_kind(kind: SourceKind, name: &str) -> bool {
    let in_json = serde_json::to_value(kind).is_ok_and(|it| it == name);
    in_json || kind.noun().eq_ignore_ascii_case(name)
}

fn value(source: &Source, field: &str) -> Option<String> {
    let named = source.fields.iter().find(|it| it.name.eq_ignore_ascii_case(field))?;
    let value = one_line(&source.text[named.span.range()]);
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}
