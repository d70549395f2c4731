//! Citations made from what is already in hand.

use grounding::{Citation, Source, Span};

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
        Span::new(line, field.span.start + value.len())
    });
    cite_span(source, span)
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
