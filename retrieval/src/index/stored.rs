//! Passages as documents of the search engine.

use grounding::{Source, SourceId, SourceKind, Span, State, Visibility};
use jiff::civil::{Date, date};
use tantivy::TantivyDocument;
use tantivy::schema::Value as _;

use super::analysis::mark;
use super::language::Language;
use super::passages::Passage;
use super::schema::Fields;

const EPOCH: Date = date(1970, 1, 1);

/// Whether a source may be found at all: it counts as evidence, may be used in briefs and is
/// an account's own.
pub(super) fn is_indexed(source: &Source) -> bool {
    source.state == State::Live && source.visibility != Visibility::Restricted && source.account.is_some()
}

/// The documents of a source, cut into the given passages; none if it must not be found.
///
/// Nothing is analysed here but the language: the engine's threads cut the texts into words.
pub(super) fn documents(fields: &Fields, source: &Source, passages: Vec<Passage>) -> Vec<TantivyDocument> {
    let Some(account) = source.account.as_ref().filter(|_| is_indexed(source)) else {
        return Vec::new();
    };
    let language = Language::of(&source.text);
    let mark = mark(language);
    let kind = kind_name(source.kind);
    let mut marked = String::new();
    let mut document = |(place, passage): (u64, Passage)| {
        let text = &source.text[passage.span.range()];
        let mut document = TantivyDocument::new();
        let mut add_marked = |document: &mut TantivyDocument, field, text: &str| {
            marked.clear();
            marked.push(mark);
            marked.push_str(text);
            document.add_text(field, &marked);
        };
        document.add_text(fields.account, account.as_str());
        document.add_text(fields.source, source.id.as_str());
        document.add_text(fields.kind, &kind);
        if let Some(date) = source.occurred_at {
            document.add_i64(fields.day, day(date));
        }
        document.add_u64(fields.language, u64::from(language.code()));
        document.add_u64(fields.place, place);
        document.add_u64(fields.revision, u64::from(passage.revision));
        document.add_u64(fields.start, passage.span.start as u64);
        document.add_u64(fields.end, passage.span.end as u64);
        if !source.title.is_empty() {
            add_marked(&mut document, fields.title, &source.title);
        }
        add_marked(&mut document, fields.text, text);
        document.add_text(fields.body, text);
        if is_row_of_a_metric(source.kind) && !source.title.is_empty() {
            document.add_text(fields.metric, &source.title);
        }
        document
    };
    (0..).zip(passages).map(&mut document).collect()
}

/// Whether sources of this kind with one title are points of one series, which say much the same.
fn is_row_of_a_metric(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Usage | SourceKind::Metric | SourceKind::Snapshot)
}

/// A passage as it is stored.
pub(super) struct Stored {
    pub(super) passage: Passage,
    pub(super) text: String,
    /// What is measured, for a row of a metric.
    pub(super) metric: Option<String>,
}

/// The passage of a document as it is stored.
pub(super) fn stored(fields: &Fields, document: &TantivyDocument) -> Option<Stored> {
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
    Some(Stored {
        passage,
        text: text(fields.body)?.to_owned(),
        metric: text(fields.metric).map(str::to_owned),
    })
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
