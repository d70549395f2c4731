//! Citations made from what is already in hand.

use grounding::text::content_words;
use grounding::{Citation, Policy, Source, Span};

/// Cites a stretch of a source, in its own words.
pub fn cite_span(source: &Source, span: Span) -> Citation {
    Citation {
        source_id: source.id.clone(),
        quote: source.text[span.range()].to_owned(),
        start: Some(span.start),
        end: Some(span.end),
    }
}

/// Cites the line of a record's field: its name and its value. The whole text where the record
/// has no field of that name.
pub fn cite_field(source: &Source, name: &str) -> Citation {
    let field = source.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
    let span = field.map_or(Span::new(0, source.text.len()), |field| {
        let line = source.text[..field.span.start].rfind('\n').map_or(0, |at| at + 1);
        let value = source.text[field.span.range()].trim_end();
        with_neighbours(source, Span::new(line, field.span.start + value.len()))
    });
    cite_span(source, span)
}

/// A line such as `Title: CEO` proves too little on its own; the lines beside it are cited too.
fn with_neighbours(source: &Source, mut span: Span) -> Span {
    let policy = Policy::default();
    let too_short = |span: Span| {
        let text = &source.text[span.range()];
        text.chars().count() < policy.min_quote_chars || content_words(text).count() < policy.min_quote_words
    };
    while too_short(span) && span != Span::new(0, source.text.len()) {
        let before = source.text[..span.start].trim_end_matches('\n');
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = &source.text[span.end..];
        let end = rest.strip_prefix('\n').map_or(source.text.len(), |rest| {
            span.end + 1 + rest.find('\n').unwrap_or(rest.len())
        });
        // The line before says whose title it is; the first line has only one after it.
        span = if span.start > 0 {
            Span::new(start, span.end)
        } else {
            Span::new(span.start, end)
        };
    }
    span
}

/// Cites the field of a record whose value is the given words, so that nobody beyond a reader
/// needs to know what a vendor calls it.
pub(crate) fn cite_value(source: &Source, value: &str) -> Citation {
    let value = value.trim();
    let field = source
        .fields
        .iter()
        .find(|field| source.text[field.span.range()].trim() == value);
    match field {
        Some(field) => cite_field(source, &field.name),
        None => cite_span(source, Span::new(0, source.text.len())),
    }
}
