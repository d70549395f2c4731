//! Telco churn: customers of a telephone company, and who of them left.
//!
//! A CSV file as published by IBM (`Telco-Customer-Churn.csv`), and any other table of that form: a row for each
//! customer, and a column `Churn` that says `Yes` or `No`. A column of numbers is a feature, and so is each value of
//! a column of words; a column in which every row has another word names the rows and is none. There are no dates,
//! so nothing can be replayed: a regression is fitted to four fifths of the customers, and tells the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::measure::{Group, Report};
use super::{BenchError, Set, files};
use crate::health::logistic::{Features, Told, cross_validated};
use crate::health::score::{Band, area_under, bands, brier, brier_of_share, calibration_error};

/// The column that says who left.
const LABEL: &str = "churn";

/// The penalty of the regression.
const ALPHA: f64 = 1.0;

const FOLDS: usize = 5;

/// Where the bands of probabilities begin and end.
const BANDS: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// The customers of a file.
struct Table {
    columns: Vec<String>,
    /// The cells of each customer, and whether they left.
    rows: Vec<(StringRecord, bool)>,
    /// The column that says so.
    label: usize,
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let missing = || BenchError::Missing {
        set: Set::TelcoChurn.name(),
        path: data.to_owned(),
        expected: "a CSV file with a column `Churn` of `Yes` and `No`",
    };
    let texts = files::below(data, "csv")?.into_iter().map(|path| files::text(&path));
    let texts = texts.collect::<Result<Vec<_>, _>>()?;
    let table = texts.iter().find_map(|text| Table::read(text)).ok_or_else(missing)?;
    let churned: Vec<bool> = table.rows.iter().map(|(_, churned)| *churned).collect();
    let features = table.features();
    let told = cross_validated(&features, &churned, FOLDS, ALPHA).map_err(|_| missing())?;
    let area = Told::auc(&told).ok_or_else(missing)?;
    let told = Told::rows(&told);
    let bands = bands(&told, &BANDS);
    let mut measures = BTreeMap::from([("auc", area.value)]);
    measures.extend(
        area.interval
            .iter()
            .flat_map(|(low, high)| [("auc low", *low), ("auc high", *high)]),
    );
    measures.extend(brier(&told).map(|it| ("brier", it)));
    measures.extend(brier_of_share(&told).map(|it| ("brier of the share", it)));
    measures.extend(calibration_error(&bands).map(|it| ("calibration error", it)));
    measures.extend(best_alone(&features, &churned).map(|it| ("best feature alone", it)));
    Ok(Report {
        set: Set::TelcoChurn.name(),
        rows: told.len(),
        metric: "auc",
        value: area.value,
        measures,
        groups: bands
            .iter()
            .filter_map(|band| Some((name(band), group(band)?)))
            .collect(),
        cases: Vec::new(),
    })
}

fn name(band: &Band) -> String {
    format!("probability {:.1} to {:.1}", band.from, band.to)
}

fn group(band: &Band) -> Option<Group> {
    let (share, mean) = (band.share?, band.mean?);
    Some(Group {
        rows: band.cases,
        value: share,
        measures: BTreeMap::from([("churned", share), ("told", mean)]),
    })
}

/// The area under the curve of the feature that alone tells best, either way round. A regression that is worth
/// anything tells better.
fn best_alone(features: &[Features], churned: &[bool]) -> Option<f64> {
    let width = features.first().map_or(0, Vec::len);
    let area = |at: usize| {
        let known = features.iter().zip(churned);
        let known = known.filter_map(|(row, churned)| Some((row.get(at).copied().flatten()?, *churned)));
        area_under(&known.collect::<Vec<_>>()).map(|area| area.max(1.0 - area))
    };
    (0..width).filter_map(area).max_by(f64::total_cmp)
}

impl Table {
    /// The table of a file; none of another form.
    fn read(text: &str) -> Option<Self> {
        let mut reader = ReaderBuilder::new()
            .trim(Trim::All)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let columns: Vec<String> = reader.headers().ok()?.iter().map(str::to_owned).collect();
        let label = columns.iter().position(|name| name.eq_ignore_ascii_case(LABEL))?;
        let labelled = |record: StringRecord| {
            let churned = match record.get(label)?.to_lowercase().as_str() {
                "yes" => true,
                "no" => false,
                _ => return None,
            };
            Some((record, churned))
        };
        let rows: Vec<(StringRecord, bool)> = reader.records().filter_map(Result::ok).filter_map(labelled).collect();
        (!rows.is_empty()).then_some(Self { columns, rows, label })
    }

    /// The cells of a column, one for each row.
    fn cells(&self, at: usize) -> impl Iterator<Item = &str> + Clone {
        self.rows
            .iter()
            .map(move |(record, _)| record.get(at).unwrap_or_default())
    }

    fn features(&self) -> Vec<Features> {
        let mut features: Vec<Features> = vec![Vec::new(); self.rows.len()];
        for at in (0..self.columns.len()).filter(|at| *at != self.label) {
            let filled = self.cells(at).filter(|cell| !cell.is_empty());
            if filled.clone().all(|cell| cell.parse::<f64>().is_ok_and(f64::is_finite)) {
                for (row, cell) in features.iter_mut().zip(self.cells(at)) {
                    row.push(cell.parse().ok());
                }
                continue;
            }
            let values: BTreeSet<&str> = filled.clone().collect();
            if values.len() == filled.count() {
                continue;
            }
            for value in values {
                for (row, cell) in features.iter_mut().zip(self.cells(at)) {
                    row.push((!cell.is_empty()).then_some(if cell == value { 1.0 } else { 0.0 }));
                }
            }
        }
        features
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUSTOMERS: &str = "id,Senior,Plan,Paid,Churn\n\
        a-1,0,monthly,10.5,Yes\n\
        a-2,1,yearly,,no\n\
        a-3,0, monthly ,7,perhaps\n\
        a-4,1,,1e2,NO\n";

    #[test]
    fn numbers_are_features_and_so_is_each_value_of_words() {
        let table = Table::read(CUSTOMERS).unwrap();
        let churned: Vec<bool> = table.rows.iter().map(|(_, churned)| *churned).collect();
        assert_eq!(churned, [true, false, false]);
        // The names of the rows are no feature. `Plan` has a word for two of the rows, and another for each of them.
        assert_eq!(
            table.features(),
            [
                vec![Some(0.0), Some(10.5)],
                vec![Some(1.0), None],
                vec![Some(1.0), Some(100.0)],
            ]
        );
        let more = format!("{CUSTOMERS}a-5,1,yearly,2,no\n");
        assert_eq!(
            Table::read(&more).unwrap().features(),
            [
                vec![Some(0.0), Some(1.0), Some(0.0), Some(10.5)],
                vec![Some(1.0), Some(0.0), Some(1.0), None],
                vec![Some(1.0), None, None, Some(100.0)],
                vec![Some(1.0), Some(0.0), Some(1.0), Some(2.0)],
            ]
        );
        assert!(Table::read("id,plan\na,b\n").is_none());
    }
}
