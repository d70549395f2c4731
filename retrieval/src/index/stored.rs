//! Passages as documents of the search engine.

use grounding::{Source, SourceId, SourceKind, Span, State, Visibility};
use jiff::civil::{Date, date};
use tantivy::TantivyDocument;
use tantivy::schema::Value as _;
use tantivy::tokenizer::TextAnalyzer;

use super::analysis::count_terms;
use super::passages::{Passage, passages};
use super::schema::Fields;

const EPOCH: Date = date(1970, 1, 1);

/// Whether a source may be found at all: it counts as evidence, may be used in briefs and is
/// an account's own.
pub(super) fn is_indexed(source: &Source) -> bool {
    source.state == State::Live && source.visibility != Visibility::Restricted && source.account.is_some()
}

/// The documents of a source; none if it must not be found.
pub(super) fn documents(fields: &Fields, analyzer: &mut TextAnalyzer, source: &Source) -> Vec<TantivyDocument> {
    let Some(account) = source.account.as_ref().filter(|_| is_indexed(source)) else {
        return Vec::new();
    };
    let title_terms = count_terms(analyzer, &source.title);
    let document = |passage: Passage| {
        let text = &source.text[passage.span.range()];
        let mut document = TantivyDocument::new();
        document.add_text(fields.account, account.as_str());
        document.add_text(fields.source, source.id.as_str());
        document.add_text(fields.kind, kind_name(source.kind));
        if let Some(date) = source.occurred_at {
            document.add_i64(fields.day, day(date));
        }
        document.add_u64(fields.revision, u64::from(passage.revision));
        document.add_u64(fields.start, passage.span.start as u64);
        document.add_u64(fields.end, passage.span.end as u64);
        document.add_text(fields.title, &source.title);
        document.add_text(fields.text, text);
        document.add_u64(fields.title_terms, title_terms);
        document.add_u64(fields.text_terms, count_terms(analyzer, text));
        document
    };
    passages(source).into_iter().map(document).collect()
}

/// The passage and its text, of a document as it is stored.
pub(super) fn passage(fields: &Fields, document: &TantivyDocument) -> Option<(Passage, String)> {
    let number = |field| document.get_first(field)?.as_u64();
    let text = |field| document.get_first(field)?.as_str();
    let passage = Passage {
        source: SourceId::raw(text(fields.source)?),
        revision: u32::try_from(number(fields.revision)?).ok()?,
        span: Span::new(
            usize::try_from(number(fields.start)?).ok()?,
            usize::try_from(number(fields.end)?).ok()?,
        ),
    };
    Some((passage, text(fields.text)?.to_owned()))
}

/// A date as days since 1970.
pub(super) fn day(date: Date) -> i64 {
    // Every date that can be written is within range of every other.
    EPOCH.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// The date of so many days since 1970.
pub(super) fn date_of(day: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(day).ok()?;
    EPOCH.checked_add(span).ok()
}

/// A kind as it is kept: the word that it is written as in JSON.
pub(super) fn kind_name(kind: SourceKind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        // Every kind is written as a word.
        _ => String::new(),
    }
}

/// The kind of that name.
pub(super) fn kind_of(name: &str) -> Option<SourceKind> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}
