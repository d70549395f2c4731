//! What was measured over time, each in one sentence (VR-61, VR-78).

use std::cmp::Reverse;

use grounding::text::content_stems;
use grounding::{Claim, ClaimKind, Field, Ledger, Point, Series, Source, Span, Standing, ValueRole};
use rust_decimal::Decimal;

use super::claims::{fact, grouped};
use super::kpis::{KpiState, kpis};
use super::told_kpi::named_metric;
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_value};

/// A brief tells at most so many of them.
const MOST_TOLD: usize = 6;

/// Of the counted events, at most so many: those that occurred most often.
const MOST_EVENTS: usize = 2;

/// Where each measured figure stood first and last: product usage and the metrics of dashboards
/// alike, so that an agency without product usage has its performance told (VR-78). What is a KPI
/// of the account comes first and is value; parts of a figure and counted events come last.
pub(crate) fn told_usage(ledger: &Ledger) -> Vec<Claim> {
    let kpis = kpis(ledger);
    let mut all: Vec<Measured<'_>> = ledger
        .series()
        .map(|(source, series)| Measured::of(ledger, &kpis, source, series))
        .collect();
    let often = |it: &Measured<'_>| (it.rank == Rank::Events).then_some(Reverse(it.series.records));
    all.sort_by_key(|it| (it.rank, often(it), &it.source.id));
    let (events, figures): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.rank == Rank::Events);
    let told = figures.into_iter().chain(events.into_iter().take(MOST_EVENTS));
    told.filter_map(Measured::told).take(MOST_TOLD).collect()
}

/// How much a series matters, most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Kpi,
    Figure,
    Part,
    Events,
}

/// A series, and what it measures.
struct Measured<'a> {
    source: &'a Source,
    series: &'a Series,
    rank: Rank,
    /// The KPI that has the same metric.
    kpi: Option<&'a KpiState<'a>>,
    /// What the figure is a part of, with the record that names it: a site, a team.
    part: Option<(&'a Source, &'a Field)>,
}

impl<'a> Measured<'a> {
    fn of(ledger: &'a Ledger, kpis: &'a [KpiState<'a>], source: &'a Source, series: &'a Series) -> Self {
        let is_part = part_name(source, series).is_some();
        let same = |state: &&KpiState<'_>| is_same_metric(&state.kpi.metric, &series.metric);
        let kpi = kpis.iter().find(same).filter(|_| !is_part);
        let rank = match (is_counted(source), is_part, kpi) {
            (true, ..) => Rank::Events,
            (_, true, _) => Rank::Part,
            (_, _, Some(_)) => Rank::Kpi,
            (_, _, None) => Rank::Figure,
        };
        Self {
            part: part(ledger, source, series),
            source,
            series,
            rank,
            kpi,
        }
    }

    fn told(&self) -> Option<Claim> {
        if self.rank == Rank::Events {
            return self.told_events();
        }
        let metric = named_metric(&self.series.metric)?;
        let (first, last) = (self.first()?, self.last()?);
        let mut citations = vec![cite_value(self.source, &self.series.metric)];
        citations.push(cite_field(self.source, &first.1.name));
        if first.0 != last.0 {
            citations.push(cite_field(self.source, &last.1.name));
        }
        let part = match (self.rank, self.part) {
            (Rank::Part, Some((row, field))) => {
                citations.push(cite_field(row, &field.name));
                format!(" ({})", row.text[field.span.range()].trim())
            }
            (Rank::Part, None) => return None,
            _ => String::new(),
        };
        let (first, last) = (first.0, last.0);
        let (then, now) = (long_date(first.date), long_date(last.date));
        let text = if first.date == last.date {
            format!("{metric}{part} stood at {} on {now}.", self.with_unit(last.value))
        } else if first.value == last.value {
            format!(
                "{metric}{part} stood at {} on {then} and on {now}.",
                self.with_unit(last.value)
            )
        } else {
            let (from, to) = (self.with_unit(first.value), self.with_unit(last.value));
            let apart = self.apart(last.value - first.value);
            format!("{metric}{part} went from {from} on {then} to {to} on {now}{apart}.")
        };
        let claim = fact(text, citations);
        Some(match self.kpi.filter(|_| self.is_gain(first, last)) {
            Some(state) => Claim {
                kind: ClaimKind::Outcome,
                standing: Standing::ProvenOutcome,
                goal_id: Some(state.goal.id.to_string()),
                ..claim
            },
            None => claim,
        })
    }

    fn told_events(&self) -> Option<Claim> {
        let day = |name: &str| self.source.field(name)?.parse().ok().map(long_date);
        let (from, to) = (day("first")?, day("last")?);
        let times = match self.series.records {
            1 => "once".to_owned(),
            times => format!("{times} times"),
        };
        let when = if from == to {
            format!("on {to}")
        } else {
            format!("between {from} and {to}")
        };
        let text = format!(
            "The event \u{201C}{}\u{201D} was counted {times} {when}.",
            self.series.metric
        );
        let citations = ["metric", "first", "last", "events"].map(|name| cite_field(self.source, name));
        Some(fact(text, citations.into()))
    }

    /// The point that the sentence begins with: the last one until the KPI's baseline was taken,
    /// so that the two tell the same stretch, else the first.
    fn first(&self) -> Option<(Point, &'a Field)> {
        let baseline = self.kpi.and_then(|state| state.baseline_day);
        let until = |point: &Point| baseline.is_some_and(|day| point.date <= day);
        let points = self.points().filter(|(point, _)| until(point));
        let begins = points.max_by_key(|(point, _)| point.date);
        begins.or_else(|| self.points().find(|(point, _)| *point == self.series.first))
    }

    fn last(&self) -> Option<(Point, &'a Field)> {
        self.points().find(|(point, _)| *point == self.series.last)
    }

    /// The figures of the series, each with the line that tells it.
    fn points(&self) -> impl Iterator<Item = (Point, &'a Field)> {
        let levels = self
            .source
            .values
            .iter()
            .filter(|value| value.role != ValueRole::Change);
        levels.filter_map(|value| {
            let date = value.period?;
            let point = Point {
                date,
                value: value.value,
            };
            Some((point, field_at(self.source, value.span)?))
        })
    }

    /// Whether the KPI came nearer to its target, and nothing keeps it from being told so (AS-31).
    fn is_gain(&self, first: Point, last: Point) -> bool {
        let Some(state) = self.kpi.filter(|state| !state.is_excluded()) else {
            return false;
        };
        let way = state
            .kpi
            .target
            .zip(state.kpi.baseline)
            .map(|(target, baseline)| target - baseline);
        way.is_some_and(|way| way * (last.value - first.value) > Decimal::ZERO)
    }

    /// How far apart the two figures are. Not of a KPI that gained nothing: how it moved is told
    /// by its own record, as a risk.
    fn apart(&self, by: Decimal) -> String {
        if self.series.unit == "%" {
            return String::new();
        }
        let more = match (by > Decimal::ZERO, self.series.unit.is_empty()) {
            (true, _) => "more",
            (false, true) => "fewer",
            (false, false) => "less",
        };
        let is_value = self.kpi.is_none_or(|state| !state.is_excluded());
        let told = format!(", {} {more}", self.with_unit(by.abs()));
        if is_value { told } else { String::new() }
    }

    fn with_unit(&self, number: Decimal) -> String {
        match self.series.unit.trim() {
            "" => grouped(number),
            "%" => format!("{}%", grouped(number)),
            unit => format!("{} {unit}", grouped(number)),
        }
    }
}

/// Whether a series counts events, rather than telling where a figure stood.
fn is_counted(source: &Source) -> bool {
    source.field("points").is_none()
}

fn field_at(source: &Source, span: Span) -> Option<&Field> {
    source.fields.iter().find(|field| field.span.contains(span))
}

/// Whether two names mean one metric: `weekly_active_users` is `the weekly active users`.
pub(crate) fn is_same_metric(left: &str, right: &str) -> bool {
    let stems = |metric: &str| {
        let mut stems = content_stems(&metric.replace(['_', '-'], " "));
        stems.sort();
        stems
    };
    let left = stems(left);
    !left.is_empty() && left == stems(right)
}

/// What a series is broken down by, as its id tells it; none where it is the whole.
fn part_name<'a>(source: &'a Source, series: &Series) -> Option<&'a str> {
    let id = source.id.as_str();
    let metric = format!("/{}/", series.metric);
    let at = id.find(&metric)?;
    Some(&id[at + metric.len()..])
}

/// The newest figure of a part, and the field that names the part.
fn part<'a>(ledger: &'a Ledger, source: &Source, series: &Series) -> Option<(&'a Source, &'a Field)> {
    let name = part_name(source, series)?;
    let own = ledger.measures().filter(|(_, measure)| measure.series == source.id);
    let (row, _) = own.max_by_key(|(row, measure)| (measure.date, &row.id))?;
    let says = |field: &&Field| {
        let value = row.text[field.span.range()].trim();
        !value.is_empty() && name.split('/').any(|part| part.eq_ignore_ascii_case(value))
    };
    Some((row, row.fields.iter().find(says)?))
}
