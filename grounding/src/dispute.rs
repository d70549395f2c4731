//! Figures that two sources give differently for the same metric and month.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::bound::{bind, is_denied};
use crate::lexicon::Table;
use crate::text::{Figure, Reading, content_stems, find_figures};
use crate::{Ledger, Source, SourceId, SourceKind, Span, Utterance, ValueRole};

/// What each source says that a metric stood at in a month.
#[derive(Debug, Default)]
pub(crate) struct Disputes {
    by_metric: BTreeMap<Vec<String>, Vec<Reported>>,
}

/// A figure of a metric in a month, and where it is said.
#[derive(Debug, Clone)]
pub(crate) struct Reported {
    pub(crate) source: SourceId,
    pub(crate) span: Span,
    pub(crate) figure: Figure,
    month: (i16, i8),
}

impl Reported {
    /// Whether it tells of that month another figure than this, in a unit that compares.
    fn differs(&self, month: (i16, i8), figure: &Figure) -> bool {
        self.month == month
            && self.figure.unit.comparable(&figure.unit)
            && !figure.same_as(&self.figure)
            && !self.figure.same_as(figure)
    }
}

/// Kinds of source in which people tell what was measured.
const TOLD_IN: [SourceKind; 8] = [
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Note,
    SourceKind::Mail,
    SourceKind::Comment,
    SourceKind::Message,
    SourceKind::Activity,
    SourceKind::Task,
];

impl Disputes {
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let mut disputes = Self::default();
        for (source, kpi) in ledger.kpis() {
            let metric = terms(&kpi.metric);
            if metric.is_empty() {
                continue;
            }
            let reported = disputes.by_metric.entry(metric).or_default();
            let current = source.values.iter().filter(|value| value.role == ValueRole::Current);
            reported.extend(current.filter_map(|value| {
                let figure = find_figures(&format!("{} {}", value.value, value.unit))
                    .into_iter()
                    .next()?;
                Some(Reported {
                    source: source.id.clone(),
                    span: value.span,
                    figure,
                    month: month(value.period?),
                })
            }));
        }
        // A dashboard that measures the same may measure it differently. What is counted by the week
        // or the day is no other figure of the month.
        for source in ledger.sources().filter(|source| source.kind == SourceKind::Metric) {
            for value in source.values.iter().filter(|value| value.role == ValueRole::Current) {
                let figure = find_figures(&format!("{} {}", value.value, value.unit))
                    .into_iter()
                    .next();
                let Some(reported) = disputes.by_metric.get_mut(&terms(&value.metric)) else {
                    continue;
                };
                if let (Some(figure), Some(period)) = (figure, value.period) {
                    reported.push(Reported {
                        source: source.id.clone(),
                        span: value.span,
                        figure,
                        month: month(period),
                    });
                }
            }
        }
        let metrics: Vec<Vec<String>> = disputes.by_metric.keys().cloned().collect();
        if !metrics.is_empty() {
            for source in ledger.sources().filter(|source| TOLD_IN.contains(&source.kind)) {
                disputes.read(source, &metrics);
            }
        }
        // Most metrics are told by one source, or alike by all.
        disputes.by_metric.retain(|_, reported| {
            let mut each = reported.iter().enumerate();
            each.any(|(at, one)| {
                reported[at + 1..]
                    .iter()
                    .any(|other| one.differs(other.month, &other.figure))
            })
        });
        disputes
    }

    fn read(&mut self, source: &Source, metrics: &[Vec<String>]) {
        let lower = source.text.to_lowercase();
        // A stem is a beginning of its word more often than not; what is missed here is a metric
        // whose words all change their letters.
        let near = |metric: &&Vec<String>| {
            metric
                .iter()
                .all(|stem| lower.contains(stem.trim_end_matches(['i', 'y', 'e'])))
        };
        let metrics: Vec<&Vec<String>> = metrics.iter().filter(near).collect();
        if metrics.is_empty() {
            return;
        }
        for utterance in Utterance::of(source) {
            let text = utterance.text();
            if find_figures(text).is_empty() {
                continue;
            }
            let stems = content_stems(text);
            let named: Vec<&&Vec<String>> = metrics
                .iter()
                .filter(|metric| metric.iter().all(|term| stems.contains(term)))
                .collect();
            // A sentence about several metrics doesn't say which figure is whose.
            let [metric] = named.as_slice() else { continue };
            let written = source.occurred_at.unwrap_or(Date::constant(2000, 1, 1));
            let reading = Reading::new(text, written);
            if reading.has(Table::Hedges) || reading.has(Table::Uncertain) {
                continue;
            }
            for bound in bind(&reading) {
                let (Some(date), false) = (bound.date, is_denied(&reading, bound.figure.span)) else {
                    continue;
                };
                let figure = bound.figure;
                self.by_metric.entry((**metric).clone()).or_default().push(Reported {
                    source: source.id.clone(),
                    span: Span::new(
                        utterance.span.start + figure.span.start,
                        utterance.span.start + figure.span.end,
                    ),
                    month: month(date.date),
                    figure,
                });
            }
        }
    }

    /// Whether no metric is measured at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_metric.is_empty()
    }

    /// What another source says of the same metric and month as a figure of a metric: a figure in
    /// a comparable unit that is not the same.
    pub(crate) fn against(&self, metric: &[String], figure: &Figure, date: Date) -> Option<&Reported> {
        let reported = self.by_metric.get(metric)?;
        reported.iter().find(|it| it.differs(month(date), figure))
    }

    /// The metrics that a text names in full.
    pub(crate) fn metrics_in<'a>(&'a self, stems: &'a [String]) -> impl Iterator<Item = Vec<String>> + 'a {
        let named = self
            .by_metric
            .keys()
            .filter(|metric| metric.iter().all(|term| stems.contains(term)));
        named.cloned()
    }
}

/// The words of a metric, by stem, in order: what it is looked up by.
pub(crate) fn terms(metric: &str) -> Vec<String> {
    let mut stems = content_stems(&metric.replace(['_', '-'], " "));
    stems.sort();
    stems.dedup();
    stems
}

fn month(date: Date) -> (i16, i8) {
    (date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::find_dates;

    #[test]
    fn what_is_denied_is_not_reported() {
        let text = "They dispute the figure: their team counted 6 h for invoice turnaround in May 2026, not 4 h.";
        let reading = Reading::new(text, Date::constant(2026, 6, 1));
        let reported: Vec<(String, bool)> = bind(&reading)
            .iter()
            .map(|bound| (text[bound.figure.span.range()].to_owned(), bound.date.is_some()))
            .collect();
        assert_eq!(find_dates(text).len(), 1);
        assert_eq!(reported, [("6 h".to_owned(), true), ("4 h".to_owned(), false)]);
        assert!(!reading.has(Table::Hedges) && !reading.has(Table::Uncertain));
    }
}
