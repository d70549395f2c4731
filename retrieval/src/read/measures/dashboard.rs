//! Metrics that a reporting dashboard exported: one row for each metric and period, with its
//! account and, where the dashboard has them, a unit, a baseline and a target. Dashboards differ
//! too much for one vendor's format; Looker, Power BI, Tableau and Gainsight all give a CSV of the
//! rows behind a tile, with columns of the tenant's own naming.
//!
//! What tells it from a usage table: it names the dashboard, report or tile, or gives a period
//! and not a day, or what the metric is compared with.

use grounding::{SourceKind, ValueRole};

use super::super::Format;
use super::super::outcome::{ExportFile, Parsed};
use super::super::table::{Columns, Row, Table};
use super::columns::{ACCOUNT, DATE, METRIC, UNIT, VALUE, breakdown, period_in};
use super::{MeasureDraft, Measures, Period, Told, number, required};

const DASHBOARD: &[&str] = &[
    "dashboard",
    "dashboardname",
    "dashboardtitle",
    "report",
    "reportname",
    "tile",
    "tilename",
    "widget",
    "chart",
];
const PERIOD: &[&str] = &["period", "reportingperiod", "timeperiod", "quarter"];
const START: &[&str] = &["periodstart", "startdate", "from"];
const END: &[&str] = &["periodend", "enddate", "to"];
const NAME: &[&str] = &[
    "metric",
    "metricname",
    "measure",
    "measurename",
    "indicator",
    "kpi",
    "kpiname",
];
const BASELINE: &[&str] = &[
    "baseline",
    "baselinevalue",
    "previous",
    "previousvalue",
    "previousperiod",
    "prior",
    "priorvalue",
];
const TARGET: &[&str] = &["target", "targetvalue", "goal", "goalvalue"];
const EXPORTED: &[&str] = &[
    "exportedat",
    "exportedon",
    "exportdate",
    "asof",
    "refreshedat",
    "lastrefreshed",
];

/// Whether these are the columns of such a table.
pub(in super::super) fn fits(columns: &Columns) -> bool {
    let dated = [PERIOD, END, DATE].iter().any(|names| columns.has(names));
    let of_dashboard = [DASHBOARD, PERIOD, END, BASELINE, TARGET]
        .iter()
        .any(|names| columns.has(names));
    let named = columns.has(NAME) || columns.has(METRIC);
    columns.has(ACCOUNT) && named && columns.has(VALUE) && dated && of_dashboard
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
    Parsed::new(Format::DashboardMetrics, read, quarantined, Measures(measures))
}

fn read_row(columns: &Columns, row: &Row, file: &ExportFile<'_>) -> Result<MeasureDraft, String> {
    let names = if columns.has(NAME) { NAME } else { METRIC };
    let metric = columns.cell(row, names);
    if metric.is_empty() {
        return Err(format!("`{}` is empty", columns.name(names)));
    }
    let (period, written) = measured_for(columns, row)?;
    let dashboard = match columns.cell(row, DASHBOARD) {
        "" => String::new(),
        name => format!("{name}/"),
    };
    let breakdown = breakdown(columns, row);
    let column = columns.name(VALUE);
    let told = Told {
        kind: SourceKind::Metric,
        account: columns.cell(row, ACCOUNT),
        metric,
        unit: columns.cell(row, UNIT),
        column,
        number: required(column, columns.cell(row, VALUE))?,
        period,
        id: (
            "dashboard",
            "metric",
            format!("{dashboard}{metric}{breakdown}/{written}"),
        ),
        series: ("dashboard", format!("{dashboard}{metric}{breakdown}")),
    };
    let mut measure = MeasureDraft::new(told, columns, row, file, |_| true);
    for (names, role) in [(BASELINE, ValueRole::Baseline), (TARGET, ValueRole::Target)] {
        if let Some(number) = number(columns.cell(row, names)) {
            measure.add_value(columns.name(names), number.value, role);
        }
    }
    // A period that is still running was measured up to the day of the export.
    let exported = period_in(columns, row, EXPORTED).ok().map(|it| it.last);
    let source = &mut measure.draft.source;
    source.occurred_at = source.occurred_at.into_iter().chain(exported).min();
    Ok(measure)
}

/// The period that the row's figure is for, and how an id names it.
fn measured_for(columns: &Columns, row: &Row) -> Result<(Period, String), String> {
    let filled = |names: &[&str]| !columns.cell(row, names).is_empty();
    if columns.has(END) && !filled(PERIOD) {
        let end = period_in(columns, row, END)?.last;
        let first = if filled(START) {
            period_in(columns, row, START)?.first
        } else {
            end
        };
        if first > end {
            return Err(format!("the period ends on {end}, before it begins on {first}"));
        }
        let written = if first < end {
            format!("{first}..{end}")
        } else {
            end.to_string()
        };
        return Ok((Period { first, last: end }, written));
    }
    let names = if columns.has(PERIOD) { PERIOD } else { DATE };
    let period = period_in(columns, row, names)?;
    Ok((period, columns.cell(row, names).to_owned()))
}
