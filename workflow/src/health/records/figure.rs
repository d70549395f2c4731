//! Figures of metrics, as their records give them.

use grounding::text::one_line;
use grounding::{Citation, Field, Record, Source, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::account::{cite_lines, day_field, grouped};
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_value};
use crate::health::signal::Seen;

/// A figure of a metric on a day, with the record that gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    source: &'a Source,
    metric: &'a str,
    unit: &'a str,
    pub(super) date: Date,
    pub(super) value: Decimal,
}

impl<'a> Figure<'a> {
    /// The figure of a piece of evidence: a row of usage or of a dashboard, or a point of a series.
    pub(super) fn of(seen: &Seen<'a>) -> Option<Self> {
        let source = seen.source?;
        let (metric, unit, date, value) = match source.record.as_ref()? {
            Record::Measure(it) => (&it.metric, &it.unit, it.date, it.value),
            Record::Series(it) => (&it.metric, &it.unit, seen.date?, seen.value?),
            _ => return None,
        };
        Some(Self {
            source,
            metric,
            unit: unit.trim(),
            date,
            value,
        })
    }

    /// What is measured, as it stands within a sentence: `weekly active users`.
    pub(super) fn metric(&self) -> String {
        one_line(&self.metric.replace('_', " "))
    }

    /// `109`, `62%`, `4 h`.
    pub(super) fn amount(&self) -> String {
        match self.unit {
            "" => grouped(self.value),
            "%" => format!("{}%", grouped(self.value)),
            unit => format!("{} {unit}", grouped(self.value)),
        }
    }

    /// `109 on 23 June 2026`.
    pub(super) fn on_its_day(&self) -> String {
        format!("{} on {}", self.amount(), long_date(self.date))
    }

    /// By how much less it is than an earlier one, such as `42% fewer`; none where it is no less, or
    /// where a share of a percentage would be mistaken for points.
    pub(super) fn less_than(&self, earlier: &Self) -> Option<String> {
        let by = earlier.value.checked_sub(self.value)?;
        let percent = by
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(earlier.value)?
            .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        let word = if self.unit.is_empty() { "fewer" } else { "less" };
        (percent > Decimal::ZERO && self.unit != "%").then(|| format!("{percent}% {word}"))
    }

    /// The words of the record that hold the metric, the figure and its day.
    pub(super) fn cited(&self) -> Vec<Citation> {
        let figure = self.place();
        if let Some(Record::Series(_)) = self.source.record {
            // Between the two lines stand figures of other days.
            let line = figure.and_then(|place| self.source.fields.iter().find(|it| it.span.contains(place)));
            let mut cited = vec![cite_value(self.source, self.metric)];
            cited.extend(line.map(|line| cite_field(self.source, &line.name)));
            return cited;
        }
        let says = |field: &&Field| self.source.text[field.span.range()].trim() == self.metric;
        let metric = self.source.fields.iter().find(says);
        let lines = metric.into_iter().chain(day_field(self.source, self.date));
        vec![cite_lines(self.source, lines.map(|it| it.span).chain(figure))]
    }

    /// Where the record writes the figure.
    fn place(&self) -> Option<Span> {
        let mut typed = self.source.values.iter();
        let typed = typed.find(|it| it.value == self.value && it.period.is_none_or(|day| day == self.date));
        typed.map(|it| it.span).or_else(|| {
            let is_it = |field: &&Field| self.source.text[field.span.range()].trim().parse() == Ok(self.value);
            self.source.fields.iter().find(is_it).map(|it| it.span)
        })
    }
}
