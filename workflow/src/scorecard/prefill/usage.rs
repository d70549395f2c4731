//! How much the product is used, and what the people who use it say.

use std::collections::BTreeMap;

use grounding::text::{Unit, content_stems, find_figures};
use grounding::{Citation, Ledger, Series, SignedScope, Source, SurveyAnswer, ValueRole};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Prefilled, Records, number};
use crate::cite::{cite_field, cite_span, cite_value};
use crate::thresholds::Thresholds;

/// The newest figure of active people, unless it is too old to go by.
pub(super) fn active_users(records: Records<'_>) -> Option<Prefilled> {
    let (source, series) = active_series(records)?;
    Some(number(series.last.value, cite_last(source, series)))
}

/// The newest figure of active people against the seats that were signed for.
pub(super) fn seats_used(records: Records<'_>) -> Option<Prefilled> {
    let (source, series) = active_series(records)?;
    let (seats, signed) = seats(records.ledger)?;
    let share = series
        .last
        .value
        .checked_div(seats)?
        .checked_mul(Decimal::ONE_HUNDRED)?;
    let mut citations = cite_last(source, series);
    citations.push(signed);
    Some(number(share, citations))
}

/// The mean of what each person answered last, within the months that a summary looks back.
pub(super) fn survey_score(records: Records<'_>) -> Option<Prefilled> {
    let since = records.thresholds.window_start(records.as_of);
    let mut newest: BTreeMap<&str, (&Source, &SurveyAnswer)> = BTreeMap::new();
    for (source, answer) in records.ledger.surveys().filter(|(_, answer)| answer.date >= since) {
        // Without a name, each answer is somebody's own.
        let who = answer.respondent.as_deref().unwrap_or(source.id.as_str());
        let known = newest.entry(who).or_insert((source, answer));
        if known.1.date < answer.date {
            *known = (source, answer);
        }
    }
    let sum: Decimal = newest.values().map(|(_, answer)| answer.score).sum();
    let cite = |(source, answer): &(&Source, &SurveyAnswer)| cite_value(source, &answer.score.normalize().to_string());
    let citations = newest.values().map(cite).collect();
    Some(number(sum.checked_div(Decimal::from(newest.len()))?, citations))
}

/// The series that counts the people who use the product: the one with the newest figure, the whole
/// before its parts. None where that figure is too old to go by.
fn active_series(records: Records<'_>) -> Option<(&Source, &Series)> {
    let counts_people = |series: &Series| {
        let stems = content_stems(&series.metric.replace(['_', '-'], " "));
        let has = |words: &[&str]| stems.iter().any(|stem| words.contains(&stem.as_str()));
        has(&["activ"]) && has(&["user", "seat", "member", "peopl", "login", "account"])
    };
    let all = records.ledger.series().filter(|(_, series)| counts_people(series));
    let is_figure = |(source, _): &(&Source, &Series)| source.field("points").is_some();
    let newest = all
        .filter(is_figure)
        .max_by_key(|(source, series)| (series.last.date, std::cmp::Reverse(source.id.as_str().len())));
    let stale = records.thresholds.usage_stale_days;
    newest.filter(|(_, series)| !Thresholds::is_older(series.last.date, stale, records.as_of))
}

/// The metric's name and the line of its newest figure.
fn cite_last(source: &Source, series: &Series) -> Vec<Citation> {
    let is_last = |day: Option<Date>| day == Some(series.last.date);
    let values = source.values.iter().filter(|value| value.role != ValueRole::Change);
    let mut last = values.filter(|value| is_last(value.period) && value.value == series.last.value);
    let field = last.find_map(|value| source.fields.iter().find(|field| field.span.contains(value.span)));
    let figure = field.map(|field| cite_field(source, &field.name));
    std::iter::once(cite_value(source, &series.metric))
        .chain(figure)
        .collect()
}

/// How many seats were signed for, and the clause.
fn seats(ledger: &Ledger) -> Option<(Decimal, Citation)> {
    let scope = SignedScope::of(ledger)?;
    scope.clauses.iter().find_map(|clause| {
        let text = scope.words(clause.span);
        let figures = find_figures(text).into_iter();
        let mut seats = figures.filter(|figure| figure.unit == Unit::Count && counts_seats(text, figure.span));
        let seats = seats.next().filter(|figure| figure.value > Decimal::ZERO)?;
        Some((seats.value, cite_span(scope.source, clause.span)))
    })
}

/// Whether what a figure counts is people with access: `40 seats`, `60 named users`, `Users: 40`.
fn counts_seats(text: &str, figure: grounding::Span) -> bool {
    const SEATS: [&str; 5] = ["seat", "user", "licenc", "licens", "login"];
    let is_seat = |word: &str| content_stems(word).iter().any(|stem| SEATS.contains(&stem.as_str()));
    let (before, rest) = (&text[..figure.start], &text[figure.end..]);
    let label = before.trim_end().strip_suffix([':', '|']).is_some_and(is_seat);
    label || rest.split_whitespace().take(2).any(is_seat)
}
