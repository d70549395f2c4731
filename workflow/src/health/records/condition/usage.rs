//! What is told of usage: where a metric stands, against before or against a goal.

use grounding::{Event, Record, Source, Value, ValueRole};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::clause::Clause;
use super::super::figure::Figure;
use super::super::words::{listed, quoted};
use crate::account::{cite_day, cite_figures, cite_lines, day_field};
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_value};
use crate::health::facts::Facts;
use crate::health::level::Level;
use crate::health::signal::{Reading, Seen};

/// Of counted events, the last so many months are told.
const MOST_MONTHS: usize = 3;
/// From this day on a month counts as over.
const LATE_IN_MONTH: i8 = 28;

pub(super) fn told(facts: &Facts<'_>, reading: &Reading<'_>) -> Vec<Clause> {
    let found = towards(facts, reading)
        .or_else(|| moved(reading))
        .or_else(|| counted(facts, reading));
    found.into_iter().collect()
}

/// A metric now and before; or only now, where nothing earlier is held against it.
fn moved(reading: &Reading<'_>) -> Option<Clause> {
    let mut figures = reading.seen.iter().filter_map(Figure::of);
    let now = figures.next()?;
    let (metric, stood) = (now.metric(), now.on_its_day());
    let Some(then) = figures.next().filter(|then| then.metric() == metric) else {
        return Some(Clause::new(format!("{metric} stood at {stood}"), now.cited()));
    };
    let cited = now.cited().into_iter().chain(then.cited()).collect();
    if then.value == now.value {
        let text = format!(
            "{metric} stood at {} on {} and on {}",
            now.amount(),
            long_date(then.date),
            long_date(now.date)
        );
        return Some(Clause::new(text, cited));
    }
    let text = format!("{metric} stood at {stood}, against {}", then.on_its_day());
    let less = now.less_than(&then).filter(|_| reading.level > Level::Green);
    Some(Clause {
        aside: less.map(|less| format!(", {less}")).unwrap_or_default(),
        ..Clause::new(text, cited)
    })
}

/// Where a KPI of the customer's own stands, against its target (HS-11).
fn towards(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Clause> {
    let source = reading.seen.first()?.source?;
    let state = facts.kpis.iter().find(|state| state.source.id == source.id)?;
    let metric = grounding::text::one_line(&state.kpi.metric.replace('_', " "));
    let mut cited = vec![cite_figures(state)];
    let mut text = format!(
        "{metric} stood at {} on {}, against a target of {}",
        state.with_unit(state.kpi.current?),
        long_date(state.kpi.current_date?),
        state.with_unit(state.kpi.target?)
    );
    if let Some(due) = state.kpi.due {
        text.push_str(&format!(" by {}", long_date(due)));
        cited.push(cite_day(source, due));
    }
    Some(Clause::new(text, cited))
}

/// How often something was done in the product, by month, where events are counted and nothing is
/// measured: what went down most, where the reading is bad.
fn counted(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Clause> {
    let (source, event) = reading.seen.iter().find_map(event)?;
    let by_month = facts
        .ledger
        .series()
        .map(|(series, it)| (series, it, months(series, facts.as_of)));
    let fallen = by_month.filter_map(|(series, it, months)| {
        let [.., before, last] = months.as_slice() else {
            return None;
        };
        let by = before.value.checked_sub(last.value).filter(|by| *by > Decimal::ZERO)?;
        Some((by, series, it.metric.as_str(), months))
    });
    let most = fallen.max_by_key(|(by, series, ..)| (*by, &series.id));
    let Some((_, series, name, months)) = most.filter(|_| reading.level > Level::Green) else {
        return Some(last_done(source, event));
    };
    let times = months.iter().filter_map(|value| {
        let month = value.period?.strftime("%B %Y");
        let times = if value.value == Decimal::ONE {
            "once".to_owned()
        } else {
            format!("{} times", value.value.normalize())
        };
        Some(format!("{times} in {month}"))
    });
    let times = listed(&times.collect::<Vec<_>>());
    let lines = months
        .iter()
        .filter_map(|value| series.fields.iter().find(|it| it.span.contains(value.span)));
    let cited = std::iter::once(cite_value(series, name))
        .chain(lines.map(|line| cite_field(series, &line.name)))
        .collect();
    Some(Clause::new(
        format!("the event {} was counted {times}", quoted(series, name)),
        cited,
    ))
}

/// The newest months of a series of counts, as far as they are over on that day; none of a series
/// of figures.
fn months(series: &Source, as_of: Date) -> Vec<&Value> {
    if series.field("points").is_some() {
        return Vec::new();
    }
    let is_over = |day: Date| {
        let is_this = (day.year(), day.month()) == (as_of.year(), as_of.month());
        !is_this || as_of.day() >= LATE_IN_MONTH
    };
    let is_month = |value: &&Value| {
        let mut lines = series.fields.iter();
        let line = lines.find(|it| it.span.contains(value.span));
        line.is_some_and(|it| it.name.len() == "2026-06".len() && it.name.starts_with(|it: char| it.is_ascii_digit()))
    };
    let counts = series.values.iter().filter(|value| value.role == ValueRole::Current);
    let over = counts.filter(is_month).filter(|it| it.period.is_some_and(is_over));
    let mut found: Vec<&Value> = over.collect();
    found.sort_by_key(|value| value.period);
    found.split_off(found.len().saturating_sub(MOST_MONTHS))
}

/// When something was last done in the product.
pub(super) fn last_done(source: &Source, event: &Event) -> Clause {
    let says = |field: &&grounding::Field| source.text[field.span.range()].trim() == event.name;
    let fields = source.fields.iter().find(says).into_iter();
    let lines = fields.chain(day_field(source, event.date)).map(|it| it.span);
    let text = format!(
        "the event {} was last counted on {}",
        quoted(source, &event.name),
        long_date(event.date)
    );
    Clause::new(text, vec![cite_lines(source, lines)])
}

/// What somebody did in the product, where that is the evidence.
pub(super) fn event<'a>(seen: &Seen<'a>) -> Option<(&'a Source, &'a Event)> {
    let source = seen.source?;
    match source.record.as_ref()? {
        Record::Event(event) => Some((source, event)),
        _ => None,
    }
}
