//! What came of accounts: a file that people keep.

use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::civil::Date;
use serde::Serialize;

/// What came of an account when its contract ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It stayed.
    Renewed,
    /// It left.
    Churned,
}

/// A row of an outcomes file. An account may have several, each of which is a case of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The account as the file names it.
    pub account: String,
    /// What came of it.
    pub outcome: Outcome,
    /// The day on which that was known.
    pub date: Date,
    /// The line of the file.
    pub line: u64,
}

/// Why outcomes can't be read.
#[derive(Debug, thiserror::Error)]
pub enum OutcomesError {
    /// The file can't be opened, or isn't a table.
    #[error("cannot read `{path}`")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: csv::Error,
    },
    /// A column is missing.
    #[error("`{path}` has no column `{column}`; its columns must be `account,outcome,date`")]
    Column {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// Rows can't be used. What is measured without them would be measured of other cases than people think.
    #[error("{} can't be used:\n{}", counted(.rows.len()), .rows.join("\n"))]
    Rows {
        /// Each as `FILE:LINE: what is wrong`.
        rows: Vec<String>,
    },
    /// There is no row.
    #[error("`{path}` has no row; it needs one for each outcome: `account,renewed,2026-06-30`")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

fn counted(count: usize) -> String {
    if count == 1 {
        "1 row of the outcomes".to_owned()
    } else {
        format!("{count} rows of the outcomes")
    }
}

/// The outcomes of a CSV file with the columns `account`, `outcome` (`renewed` or `churned`, in whatever case) and
/// `date` (ISO 8601, none later than today), in whatever order and beside whatever other columns.
///
/// # Errors
///
/// Fails where the file can't be read, and where any of its rows can't be used: all of those are named.
pub fn read(path: &Path, today: Date) -> Result<Vec<Labelled>, OutcomesError> {
    let fail = |source| OutcomesError::File {
        path: path.to_owned(),
        source,
    };
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .flexible(true)
        .from_path(path)
        .map_err(fail)?;
    let header = reader.headers().map_err(fail)?;
    let column = |name: &'static str| {
        let plain = |cell: &str| cell.trim_start_matches('\u{feff}').to_lowercase();
        let found = header.iter().position(|cell| plain(cell) == name);
        found.ok_or_else(|| OutcomesError::Column {
            path: path.to_owned(),
            column: name,
        })
    };
    let places = [column("account")?, column("outcome")?, column("date")?];
    let (mut labelled, mut bad) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(fail)?;
        let line = record.position().map_or(0, csv::Position::line);
        match row(&record, places, line) {
            Ok(row) if row.date > today => {
                bad.push(format!(
                    "{}:{line}: `date` is {}, later than {today}",
                    path.display(),
                    row.date
                ));
            }
            Ok(row) => labelled.push(row),
            Err(why) => bad.push(format!("{}:{line}: {why}", path.display())),
        }
    }
    if !bad.is_empty() {
        return Err(OutcomesError::Rows { rows: bad });
    }
    if labelled.is_empty() {
        return Err(OutcomesError::Empty { path: path.to_owned() });
    }
    Ok(labelled)
}

fn row(record: &StringRecord, [account, outcome, date]: [usize; 3], line: u64) -> Result<Labelled, String> {
    let cell = |at: usize| record.get(at).unwrap_or_default();
    let (account, outcome, date) = (cell(account), cell(outcome), cell(date));
    if account.is_empty() {
        return Err("`account` is empty".to_owned());
    }
    let outcome = match outcome.to_lowercase().as_str() {
        "renewed" => Outcome::Renewed,
        "churned" => Outcome::Churned,
        _ => return Err(format!("`outcome` is `{outcome}`; it must be `renewed` or `churned`")),
    };
    let date = date
        .parse()
        .map_err(|_| format!("`date` is `{date}`; it must be a day such as `2026-06-30`"))?;
    Ok(Labelled {
        account: account.to_owned(),
        outcome,
        date,
        line,
    })
}

#[cfg(test)]
mod tests;
