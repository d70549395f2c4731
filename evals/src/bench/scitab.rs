//! `SciTab`: statements on the tables of scientific papers.
//!
//! Files as published by `XinyuanLu00/SciTab`, one JSON object a line (or a list of them):
//! `table_caption`, `table_column_names`, `table_content_values`, `claim` and `label` (`supports`,
//! `refutes`, `not enough info`). A table is its caption and a line for each row:
//! `first cell | column: value | …`. Only what is supported should pass.

use std::path::Path;

use grounding::{Citation, SourceKind};
use serde::Deserialize;

use super::judge::{Judge, Outcome, document, report};
use super::measure::Report;
use super::{BenchError, Set, files};

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: String,
    claim: String,
    label: String,
    #[serde(default)]
    table_caption: String,
    table_column_names: Vec<String>,
    table_content_values: Vec<Vec<String>>,
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let mut rows: Vec<Row> = files::lines(data, |_| true)?.into_iter().map(|(_, row)| row).collect();
    for path in files::below(data, "json")? {
        rows.extend(serde_json::from_str::<Vec<Row>>(&files::text(&path)?).unwrap_or_default());
    }
    if rows.is_empty() {
        return Err(BenchError::Missing {
            set: Set::SciTab.name(),
            path: data.to_owned(),
            expected: "JSON lines with `claim`, `label` and `table_content_values`",
        });
    }
    let outcome = |row: Row| {
        let source = document("table", SourceKind::Note, table(&row));
        let citation = Citation::new(source.id.clone(), source.text.as_str());
        let claim = plain(&row.claim);
        Outcome {
            id: row.id,
            bad: row.label != "supports",
            groups: vec![row.label],
            judged: Judge::new(vec![source]).judge(&claim, &[citation]),
            text: claim,
        }
    };
    let outcomes: Vec<Outcome> = rows.into_iter().map(outcome).collect();
    Ok(report(Set::SciTab.name(), &outcomes))
}

fn table(row: &Row) -> String {
    let names: Vec<String> = row.table_column_names.iter().map(|name| plain(name)).collect();
    let mut lines = vec![plain(&row.table_caption)];
    for cells in &row.table_content_values {
        let mut parts = Vec::new();
        for (at, cell) in cells.iter().map(|cell| plain(cell)).enumerate() {
            match names.get(at).filter(|name| at > 0 && !name.is_empty()) {
                _ if cell.is_empty() => {}
                Some(name) => parts.push(format!("{name}: {cell}")),
                None => parts.push(cell),
            }
        }
        lines.push(parts.join(" | "));
    }
    lines.join("\n")
}

/// The text without the set's marks for emphasis, continuation and empty cells.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for mark in ["[BOLD]", "[ITALIC]", "[EMPTY]", "[CONTINUE]"] {
        text = text.replace(mark, " ");
    }
    grounding::text::one_line(&text)
}
