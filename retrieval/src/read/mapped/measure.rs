//! Records that are points of a series, as the rows of a usage table are.

use std::num::NonZeroU16;

use grounding::{AccountId, Measure, Record as Typed, Source, SourceId};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;

use super::mapping::{Mapping, one_or_more};
use super::record::Record;

/// The figure that makes each record a point of a series: of the account, the metric and what `by` holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureColumn {
    /// The column with the figure; one of `values`.
    pub column: String,
    /// The columns by which series of one metric are told apart, such as a region or a module.
    #[serde(default, deserialize_with = "one_or_more")]
    pub by: Vec<String>,
    /// How many days the figure is of, the first of which is the record's `date`. The record is dated the last of
    /// them, since nobody can know the figure before.
    #[serde(default = "one")]
    pub covers_days: NonZeroU16,
}

impl MeasureColumn {
    /// The day on which a figure that begins on that day is known.
    pub(super) fn last_day(&self, first: Date) -> Date {
        first.saturating_add(i32::from(self.covers_days.get() - 1).days())
    }
}

/// The record as a point of a series, where it has the figure. The series has the account's name in its id, which
/// [`settle`] adds.
pub(super) fn point(mapping: &Mapping, record: &Record<'_>, source: &Source) -> Option<Typed> {
    let column = mapping.measure.as_ref()?;
    let figure = mapping.values.iter().find(|figure| figure.column == column.column)?;
    let metric = figure.metric.as_deref().unwrap_or_else(|| record.name(&figure.column));
    let value = source.values.iter().find(|value| value.metric == metric)?;
    let by = column
        .by
        .iter()
        .map(|it| record.cell(it))
        .filter(|cell| !cell.is_empty());
    let series: String = std::iter::once(metric).chain(by).collect::<Vec<_>>().join("/");
    Some(Typed::Measure(Measure {
        metric: metric.to_owned(),
        unit: value.unit.clone(),
        value: value.value,
        date: source.occurred_at?,
        series: SourceId::raw(series),
    }))
}

/// Puts the account into the id of the series that the record is a point of.
pub(super) fn settle(mapping: &Mapping, source: &mut Source, account: Option<&AccountId>) {
    if let (Some(Typed::Measure(measure)), Some(account)) = (&mut source.record, account) {
        let rest = format!("{account}/{}", measure.series);
        measure.series = SourceId::new(&mapping.system, "series", &rest);
    }
}

fn one() -> NonZeroU16 {
    NonZeroU16::MIN
}
