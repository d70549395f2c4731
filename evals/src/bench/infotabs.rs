//! `InfoTabs`: statements on cards of facts, which is what a statement on a CRM record is.
//!
//! Files as published by `infotabs/infotabs`: a table of tab-separated values with `table_id`,
//! `hypothesis` and `label` (`E`, `C` or `N`), and for each card a JSON file of its id in a folder
//! `tables`, whose keys are the fields and whose values are lists. A card is a record with a
//! `field: value` line for each key.

use std::collections::BTreeMap;
use std::path::Path;

use grounding::{Citation, RecordText, Source, SourceKind};
use serde_json::Value;

use super::judge::{Judge, Judged, Outcome, Relation, document, report};
use super::measure::Report;
use super::relation::{Related, summary};
use super::{BenchError, Set, files};

struct Row {
    table: String,
    hypothesis: String,
    label: String,
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let mut rows = Vec::new();
    for path in files::below(data, "tsv")? {
        rows.extend(read(&files::text(&path)?));
    }
    let mut cards = BTreeMap::new();
    for path in files::below(data, "json")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Ok(Value::Object(fields)) = serde_json::from_str(&files::text(&path)?) {
            cards.insert(name, card(&fields));
        }
    }
    rows.retain(|row| cards.contains_key(&row.table));
    if rows.is_empty() {
        return Err(BenchError::Missing {
            set: Set::InfoTabs.name(),
            path: data.to_owned(),
            expected: "tab-separated files with `table_id`, `hypothesis` and `label`, and the cards as JSON",
        });
    }
    let judges: BTreeMap<String, (Citation, Judge)> = cards
        .into_iter()
        .map(|(name, card)| {
            let citation = Citation::new(card.id.clone(), card.text.as_str());
            (name, (citation, Judge::new(vec![card])))
        })
        .collect();
    let judge = |row: &Row| -> Option<Judged> {
        let (citation, judge) = judges.get(&row.table)?;
        Some(judge.judge(&row.hypothesis, std::slice::from_ref(citation)))
    };
    let (mut outcomes, mut related) = (Vec::new(), Vec::new());
    for (at, row) in rows.into_iter().enumerate() {
        let (Some(judged), Some(expected)) = (judge(&row), relation(&row.label)) else {
            continue;
        };
        let id = format!("{} {}", row.table, at + 1);
        related.push(Related {
            id: id.clone(),
            text: row.hypothesis.clone(),
            expected,
            judged: Judged {
                blocked: judged.blocked,
                codes: judged.codes.clone(),
                claims: Vec::new(),
            },
        });
        outcomes.push(Outcome {
            id,
            text: row.hypothesis,
            bad: expected != Relation::Agrees,
            groups: vec![row.label],
            judged,
        });
    }
    let mut report = report(Set::InfoTabs.name(), &outcomes);
    report.groups.insert("three-way".to_owned(), summary(&related));
    Ok(report)
}

/// The rows of a table whose first line names its columns.
fn read(text: &str) -> Vec<Row> {
    let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = lines.next().unwrap_or_default();
    let place = |name: &str| header.iter().position(|column| column.trim() == name);
    let (Some(table), Some(hypothesis), Some(label)) = (place("table_id"), place("hypothesis"), place("label")) else {
        return Vec::new();
    };
    lines
        .filter_map(|cells| {
            let cell = |at: usize| cells.get(at).map(|cell| cell.trim().to_owned());
            Some(Row {
                table: cell(table)?,
                hypothesis: cell(hypothesis)?,
                label: cell(label)?,
            })
        })
        .collect()
}

fn relation(label: &str) -> Option<Relation> {
    match label {
        "E" => Some(Relation::Agrees),
        "C" => Some(Relation::Conflicts),
        "N" => Some(Relation::Silent),
        _ => None,
    }
}

fn card(fields: &serde_json::Map<String, Value>) -> Source {
    let mut record = RecordText::new();
    for (name, value) in fields {
        let value = match value {
            Value::Array(values) => values.iter().map(word).collect::<Vec<_>>().join(", "),
            other => word(other),
        };
        record = record.field(name.trim(), &value);
    }
    let (text, fields) = record.finish();
    Source {
        fields,
        ..document("card", SourceKind::Row, text)
    }
}

fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}
