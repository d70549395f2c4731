//! `FoolMeTwice`: statements that people wrote to mislead others, and the passages that decide them.
//!
//! Files as published by `google-research/fool-me-twice`, one JSON object a line: `text`, `label`
//! (`SUPPORTS` or `REFUTES`), `wikipedia_page` and `gold_evidence`, a list of `{text}`. The page's
//! title stands above the passages, as it does where people read them.

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
    text: String,
    label: String,
    gold_evidence: Vec<Passage>,
    #[serde(default)]
    wikipedia_page: String,
}

#[derive(Deserialize)]
struct Passage {
    text: String,
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let rows = files::lines::<Row>(data, |_| true)?;
    if rows.is_empty() {
        return Err(BenchError::Missing {
            set: Set::FoolMeTwice.name(),
            path: data.to_owned(),
            expected: "JSON lines with `text`, `label` and `gold_evidence`",
        });
    }
    let outcome = |(_, row): (String, Row)| {
        let mut lines = vec![row.wikipedia_page];
        lines.extend(row.gold_evidence.into_iter().map(|passage| passage.text));
        lines.retain(|line| !line.trim().is_empty());
        let source = document("passages", SourceKind::Note, lines.join("\n"));
        let citation = Citation::new(source.id.clone(), source.text.as_str());
        Outcome {
            id: row.id,
            bad: row.label == "REFUTES",
            groups: vec![row.label],
            judged: Judge::new(vec![source]).judge(&row.text, &[citation]),
            text: row.text,
        }
    };
    let outcomes: Vec<Outcome> = rows.into_iter().map(outcome).collect();
    Ok(report(Set::FoolMeTwice.name(), &outcomes))
}
