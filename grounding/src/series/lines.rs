//! The canonical text of a series, with its typed values.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{RecordText, Source, Span, Value, ValueRole};

/// Lines of a series, one `field: value` each.
pub(super) struct Lines<'a> {
    metric: &'a str,
    unit: &'a str,
    text: RecordText,
    values: Vec<Value>,
}

impl<'a> Lines<'a> {
    /// Begins with what is measured, and in what.
    pub(super) fn new(metric: &'a str, unit: &'a str) -> Self {
        Self {
            metric,
            unit,
            text: RecordText::new().field("metric", metric).field("unit", unit),
            values: Vec::new(),
        }
    }

    /// A line of words.
    pub(super) fn words(&mut self, name: &str, words: &str) {
        self.text = std::mem::take(&mut self.text).field(name, words);
    }

    /// A line with a figure in the series' unit and, where it has one, its day in brackets.
    pub(super) fn figure(&mut self, name: &str, value: Decimal, day: Option<Date>, role: ValueRole) {
        self.figure_of(self.metric, self.unit, name, value, day, role);
    }

    /// A line with a figure of something else.
    pub(super) fn figure_of(
        &mut self,
        metric: &str,
        unit: &str,
        name: &str,
        value: Decimal,
        day: Option<Date>,
        role: ValueRole,
    ) {
        let number = value.to_string();
        let mut line = number.clone();
        if !unit.is_empty() {
            line.push(' ');
            line.push_str(unit);
        }
        if let Some(day) = day {
            line.push_str(&format!(" ({day})"));
        }
        self.words(name, &line);
        // Names of lines occur once, so the span is that of the line just written.
        if let Some(span) = self.text.span(name) {
            self.values.push(Value {
                span: Span::new(span.start, span.start + number.len()),
                metric: metric.to_owned(),
                value,
                unit: unit.to_owned(),
                period: day,
                role,
            });
        }
    }

    /// Gives the lines to the source.
    pub(super) fn finish(self, source: Source) -> Source {
        let (text, fields) = self.text.finish();
        Source {
            text,
            fields,
            values: self.values,
            ..source
        }
    }
}
