//! A usage table in the wide form: one row for each account and day, one column for each metric.
//! No vendor's own format; what a pivoted query or a spreadsheet gives.
//!
//! Nothing but its figures tells such a table, so it is taken for one only where every other
//! column holds numbers, and none of them is an id, money or a score: those are records of other
//! kinds.

use grounding::SourceKind;

use super::super::outcome::{ExportFile, Parsed};
use super::super::table::{Columns, Row, Table};
use super::super::{Format, Quarantined};
use super::columns::{ACCOUNT, BREAKDOWN, DATE, METRIC, UNIT, breakdown, day_in_id, period_in};
use super::{MeasureDraft, Measures, Told, number, required};

/// So many rows are looked at.
const LOOKED_AT: usize = 200;

/// Columns of invoices, contracts, surveys and scorecards.
const OF_OTHER_RECORDS: [&str; 13] = [
    "amount", "price", "total", "subtotal", "tax", "cost", "balance", "discount", "score", "rating", "nps", "currency",
    "quantity",
];

/// Whether the table is such a one.
pub(in super::super) fn fits(table: &Table) -> bool {
    let columns = &table.columns;
    if !columns.has(ACCOUNT) || !columns.has(DATE) || columns.has(METRIC) || columns.has(UNIT) {
        return false;
    }
    let of_another = |folded: &str| folded.ends_with("id") || OF_OTHER_RECORDS.contains(&folded);
    let metrics: Vec<usize> = metrics(columns).collect();
    if metrics.is_empty() || metrics.iter().any(|at| of_another(columns.folded(*at))) {
        return false;
    }
    let mut figures = 0;
    for row in table.rows.iter().take(LOOKED_AT) {
        for at in &metrics {
            match row.cell(*at).trim() {
                "" => {}
                cell if number(cell).is_some() => figures += 1,
                _ => return false,
            }
        }
    }
    figures > 0
}

/// The columns that are metrics.
fn metrics(columns: &Columns) -> impl Iterator<Item = usize> + '_ {
    let (account, date) = (columns.find(ACCOUNT), columns.find(DATE));
    (0..columns.len()).filter(move |at| {
        let folded = columns.folded(*at);
        Some(*at) != account && Some(*at) != date && !BREAKDOWN.contains(&folded) && !ACCOUNT.contains(&folded)
    })
}

/// Takes the table apart. Each figure counts as a record.
pub(in super::super) fn parse(table: Table, file: &ExportFile<'_>) -> Parsed {
    let mut quarantined = table.bad;
    let mut measures = Vec::new();
    for row in &table.rows {
        if let Err(reason) = read_row(&table.columns, row, file, &mut measures, &mut quarantined) {
            quarantined.push(row.refuse(reason));
        }
    }
    let read = measures.len() + quarantined.len();
    Parsed::new(Format::UsageTable, read, quarantined, Measures(measures))
}

fn read_row(
    columns: &Columns,
    row: &Row,
    file: &ExportFile<'_>,
    measures: &mut Vec<MeasureDraft>,
    quarantined: &mut Vec<Quarantined>,
) -> Result<(), String> {
    let period = period_in(columns, row, DATE)?;
    let day = day_in_id(columns.cell(row, DATE), period);
    let breakdown = breakdown(columns, row);
    let all: Vec<usize> = metrics(columns).collect();
    let filled: Vec<usize> = all
        .iter()
        .copied()
        .filter(|at| !row.cell(*at).trim().is_empty())
        .collect();
    if filled.is_empty() {
        return Err("the row holds no figure".to_owned());
    }
    for at in filled {
        let metric = columns.written(at);
        match required(metric, row.cell(at)) {
            Ok(number) => {
                let told = Told {
                    kind: SourceKind::Usage,
                    account: columns.cell(row, ACCOUNT),
                    metric,
                    unit: "",
                    column: metric,
                    number,
                    period,
                    id: ("usage", "row", format!("{day}/{metric}{breakdown}")),
                    series: ("usage", format!("{metric}{breakdown}")),
                };
                // The text tells this figure, not those beside it.
                let beside = |folded: &str| all.iter().any(|it| *it != at && columns.folded(*it) == folded);
                measures.push(MeasureDraft::new(told, columns, row, file, |folded| !beside(folded)));
            }
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Ok(())
}
