//! A usage table in the long form: one row for each account, day and metric, as product teams
//! export it from a data warehouse: `account, date, metric, value`, in any order. No vendor's own
//! format.
//!
//! A usage row may be shown to the customer: it is their own use.

use grounding::SourceKind;

use super::super::Format;
use super::super::outcome::{ExportFile, Parsed};
use super::super::table::{Columns, Row, Table};
use super::columns::{ACCOUNT, DATE, METRIC, UNIT, VALUE, breakdown, day_in_id, period_in};
use super::{MeasureDraft, Measures, Told, required};

/// Whether these are the columns of such a table.
pub(in super::super) fn fits(columns: &Columns) -> bool {
    [ACCOUNT, DATE, METRIC, VALUE].iter().all(|names| columns.has(names))
}

/// Takes the table apart.
pub(in super::super) fn parse(table: Table, file: &ExportFile<'_>) -> Parsed {
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut measures = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match read_row(&table.columns, row, file) {
            Ok(measure) => measures.push(measure),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(Format::UsageTable, read, quarantined, Measures(measures))
}

fn read_row(columns: &Columns, row: &Row, file: &ExportFile<'_>) -> Result<MeasureDraft, String> {
    let metric = columns.cell(row, METRIC);
    if metric.is_empty() {
        return Err(format!("`{}` is empty", columns.name(METRIC)));
    }
    let period = period_in(columns, row, DATE)?;
    let day = day_in_id(columns.cell(row, DATE), period);
    let breakdown = breakdown(columns, row);
    let column = columns.name(VALUE);
    let told = Told {
        kind: SourceKind::Usage,
        account: columns.cell(row, ACCOUNT),
        metric,
        unit: columns.cell(row, UNIT),
        column,
        number: required(column, columns.cell(row, VALUE))?,
        period,
        id: ("usage", "row", format!("{day}/{metric}{breakdown}")),
        series: ("usage", format!("{metric}{breakdown}")),
    };
    Ok(MeasureDraft::new(told, columns, row, file, |_| true))
}
