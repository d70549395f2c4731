//! The lines of a record that hold a status, a day or a figure, whatever its system calls them.

use grounding::text::find_dates;
use grounding::{Citation, Field, GoalStatus, Source, Span, ValueRole};
use jiff::civil::Date;

use crate::account::KpiState;
use crate::cite::{cite_field, cite_span};

/// A status in its system's own words, and the line that holds it; none where the record is silent,
/// or has a word of its own for it that nobody else knows.
pub(crate) fn status_words(source: &Source, status: GoalStatus) -> Option<(String, Citation)> {
    let value = |field: &Field| source.text[field.span.range()].trim();
    let says = |field: &&Field| {
        let words = value(field);
        let is_short = words.len() < LONGEST_STATUS && words.contains(|it: char| it.is_alphabetic());
        is_short && status != GoalStatus::Other && GoalStatus::parse(words) == status
    };
    let field = source.fields.iter().find(says)?;
    let words = value(field).replace(['_', '-'], " ").to_lowercase();
    Some((words, cite_field(source, &field.name)))
}

/// A status is a word or two; what is longer only happens to begin like one.
const LONGEST_STATUS: usize = 24;

/// Cites the line on which a record has that day.
pub(crate) fn cite_day(source: &Source, day: Date) -> Citation {
    cite_field(source, day_field(source, day).map_or("", |field| field.name.as_str()))
}

/// The field in which a record has that day.
pub(crate) fn day_field(source: &Source, day: Date) -> Option<&Field> {
    let has = |field: &&Field| {
        let value = &source.text[field.span.range()];
        value.len() < LONGEST_DAY && find_dates(value).iter().any(|it| it.date == day)
    };
    source.fields.iter().find(has)
}

/// The longest way to write a day, with its time and zone or beside its raw form.
const LONGEST_DAY: usize = 40;

/// Cites the lines of a KPI's record from the first of its figures, its name and its days to the last.
pub(crate) fn cite_figures(state: &KpiState<'_>) -> Citation {
    let source = state.source;
    let told = [ValueRole::Baseline, ValueRole::Current, ValueRole::Target];
    let figures = source.values.iter().filter(|value| told.contains(&value.role));
    let name = |field: &&Field| source.text[field.span.range()].trim() == state.kpi.metric.trim();
    let days = [state.baseline_day, state.kpi.current_date];
    let days = days.into_iter().flatten().filter_map(|day| day_field(source, day));
    let fields = source.fields.iter().find(name).into_iter().chain(days);
    cite_lines(
        source,
        figures.map(|value| value.span).chain(fields.map(|field| field.span)),
    )
}

/// Cites whole lines of a record: from the first that holds one of these places to the last. The
/// whole text where there is none.
pub(crate) fn cite_lines(source: &Source, places: impl Iterator<Item = Span>) -> Citation {
    let whole = places.reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)));
    let span = whole.unwrap_or(Span::new(0, source.text.len()));
    let start = source.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &source.text[span.end..];
    let end = span.end + rest.find('\n').unwrap_or(rest.len());
    cite_span(source, Span::new(start, end))
}
