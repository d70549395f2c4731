//! Figures over time: usage tables, dashboard exports and product events.
//!
//! A row's id holds its account's slug, so that one row is one source however a file names the
//! account. It is known only once all files are.

mod columns;
mod dashboard;
mod events;
mod number;
mod period;
mod usage;
mod wide;

use grounding::text::unit_in_name;
use grounding::{
    Account, AliasSystem, Field, Measure, Record, SourceId, SourceKind, Span, Value, ValueRole, Visibility,
};

use rust_decimal::Decimal;

use super::batch::{Batch, Facts};
use super::directory::AccountRef;
use super::outcome::{Draft, Export, ExportFile, Sink};
use super::table::{Columns, Row};
pub(super) use dashboard::{fits as fits_dashboard, parse as parse_dashboard};
pub(super) use events::{is_event, parse as parse_events};
pub(super) use number::{Number, number, required, shortened};
pub(super) use period::{Period, period};
pub(super) use usage::{fits as fits_usage, parse as parse_usage};
pub(super) use wide::{fits as fits_wide_usage, parse as parse_wide_usage};

/// A figure that a row of a table tells.
struct Told<'a> {
    kind: SourceKind,
    /// The account as the row names it.
    account: &'a str,
    metric: &'a str,
    /// The unit by a column of its own; empty without one.
    unit: &'a str,
    /// The column that holds the figure.
    column: &'a str,
    number: Number,
    period: Period,
    /// Ids without the account: `(system, object, what follows the account)`.
    id: (&'static str, &'static str, String),
    series: (&'static str, String),
}

/// A figure whose account is not yet settled.
struct MeasureDraft {
    draft: Draft,
    named: String,
    measure: Measure,
    id: (&'static str, &'static str, String),
    series: (&'static str, String),
}

impl MeasureDraft {
    /// Makes a source of the figure, with the columns that are wanted as its text.
    fn new(told: Told<'_>, columns: &Columns, row: &Row, file: &ExportFile<'_>, wanted: impl Fn(&str) -> bool) -> Self {
        let account = AccountRef::Name(told.account.to_owned());
        let id = SourceId::new(told.id.0, told.id.1, &told.id.2);
        let mut draft = Draft::new(id, told.kind, account, file.place(row.at()), &row.raw);
        let source = &mut draft.source;
        told.metric.clone_into(&mut source.title);
        source.visibility = Visibility::Shareable;
        source.occurred_at = Some(told.period.last);
        (source.text, source.fields) = columns.text(row, wanted).finish();
        let unit = [told.unit, told.number.unit.as_str()]
            .into_iter()
            .find(|unit| !unit.is_empty())
            .or_else(|| unit_in_name(told.metric, told.number.value))
            .unwrap_or_default()
            .to_owned();
        let measure = Measure {
            metric: told.metric.to_owned(),
            unit,
            value: told.number.value,
            date: told.period.last,
            // Replaced once the account is settled.
            series: SourceId::raw(""),
        };
        let mut becomes = Self {
            draft,
            named: told.account.to_owned(),
            measure,
            id: told.id,
            series: told.series,
        };
        becomes.add_value(told.column, told.number.value, ValueRole::Current);
        becomes
    }

    /// Adds a typed value that stands in the column.
    fn add_value(&mut self, column: &str, value: Decimal, role: ValueRole) {
        let source = &mut self.draft.source;
        if let Some(span) = span_of(&source.fields, &source.text, column) {
            source.values.push(Value {
                span,
                metric: self.measure.metric.clone(),
                value,
                unit: self.measure.unit.clone(),
                period: Some(self.measure.date).filter(|_| role == ValueRole::Current),
                role,
            });
        }
    }

    fn finish(mut self, batch: &Batch) -> Draft {
        // What can't be resolved is refused where the draft is taken.
        let found = batch.directory.resolve(&self.draft.account, &batch.shared.crm_parents);
        if let Ok(Some(id)) = found
            && let Some(account) = batch.directory.get(&id)
        {
            let name = name_in_ids(account, &self.named);
            let (system, object, rest) = self.id;
            self.draft.source.id = SourceId::new(system, object, &format!("{name}/{rest}"));
            let (system, rest) = self.series;
            self.measure.series = SourceId::new(system, "series", &format!("{name}/{rest}"));
        }
        self.draft.source.record = Some(Record::Measure(self.measure));
        self.draft
    }
}

/// What an account goes by in the ids of its figures: its slug. An account with several
/// workspaces has the same metric on the same day in each, so there it is the workspace.
fn name_in_ids<'a>(account: &'a Account, named: &'a str) -> &'a str {
    let mut workspaces = account.aliases.iter().filter(|it| it.system == AliasSystem::Usage);
    let several = workspaces.clone().count() > 1;
    if several && workspaces.any(|it| it.value == named) {
        named
    } else {
        account.id.as_str()
    }
}

/// Where the named field's value stands, without the blanks around it; none where it is empty.
pub(super) fn span_of(fields: &[Field], text: &str, name: &str) -> Option<Span> {
    let span = fields.iter().find(|field| field.name == name)?.span;
    let value = &text[span.range()];
    let start = span.start + value.len() - value.trim_start().len();
    let end = start + value.trim().len();
    (start < end).then_some(Span::new(start, end))
}

/// Figures of a file.
struct Measures(Vec<MeasureDraft>);

impl Export for Measures {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for measure in self.0 {
            sink.take(measure.finish(batch), batch);
        }
    }
}

#[cfg(test)]
mod tests;
