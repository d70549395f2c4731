//! What the columns of tables of figures are called. Names are without case, spaces and
//! punctuation.

use super::super::table::{Columns, Row};
use super::{Period, period, shortened};

pub(super) const ACCOUNT: &[&str] = &[
    "account",
    "accountslug",
    "accountkey",
    "accountname",
    "accountid",
    "customer",
    "customername",
    "customerid",
    "company",
    "companyname",
    "client",
    "organization",
    "organisation",
    "org",
    "workspace",
    "workspaceid",
    "tenant",
];
pub(super) const DATE: &[&str] = &[
    "date",
    "day",
    "usagedate",
    "activitydate",
    "measuredat",
    "measuredon",
    "recordedat",
    "recordedon",
    "timestamp",
    "datetime",
    "weekof",
    "weekstart",
    "weekstarting",
    "weekbeginning",
    "weekending",
    "week",
    "month",
];
pub(super) const METRIC: &[&str] = &[
    "metric",
    "metricname",
    "measure",
    "measurename",
    "indicator",
    "event",
    "eventname",
    "eventtype",
];
pub(super) const VALUE: &[&str] = &[
    "value",
    "metricvalue",
    "count",
    "eventcount",
    "total",
    "quantity",
    "figure",
    "measurement",
    "actual",
    "current",
    "currentvalue",
];
pub(super) const UNIT: &[&str] = &["unit", "units", "unitofmeasure", "uom"];
/// What a figure is broken down by. Figures that differ in it are different figures.
pub(super) const BREAKDOWN: &[&str] = &[
    "segment",
    "region",
    "site",
    "team",
    "department",
    "product",
    "module",
    "feature",
    "platform",
    "plan",
    "dimension",
    "breakdown",
];

/// The row's day or period in a column.
pub(super) fn period_in(columns: &Columns, row: &Row, names: &[&str]) -> Result<Period, String> {
    let cell = columns.cell(row, names);
    let name = columns.name(names);
    if cell.is_empty() {
        return Err(format!("`{name}` is empty"));
    }
    period(cell).ok_or_else(|| format!("`{name}` `{}` is not a date", shortened(cell)))
}

/// What the row's figure is broken down by, for its id: empty, or each after a slash.
pub(super) fn breakdown(columns: &Columns, row: &Row) -> String {
    BREAKDOWN
        .iter()
        .map(|name| columns.cell(row, &[name]))
        .filter(|cell| !cell.is_empty())
        .flat_map(|cell| ["/", cell])
        .collect()
}

/// A day as ids hold it: as the file writes it, but for the time of midnight.
pub(super) fn day_in_id(cell: &str, period: Period) -> String {
    let midnight = cell.get(10..).is_some_and(|rest| {
        rest.bytes()
            .all(|it| matches!(it, b'0' | b':' | b'.' | b'T' | b' ' | b'Z' | b'+'))
    });
    if period.first == period.last && midnight {
        period.last.to_string()
    } else {
        cell.to_owned()
    }
}
