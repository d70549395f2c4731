//! `SummEdits`: summaries of calls, mails, meetings and news, some of them edited so that they no
//! longer agree with their document.
//!
//! Files as published by `salesforce/factualNLG`, one JSON object a line: `summedits_<domain>.jsonl`
//! with `doc`, `summary`, `label` (1 where the two agree), `edit_types` and `split`. A row of several
//! kinds of edit is counted under each. The set's authors report the mean over the domains, which is
//! the measure `domain mean` here.

use std::path::Path;

use grounding::{Citation, SourceKind};
use serde::Deserialize;

use super::judge::{Judge, Outcome, document, report};
use super::measure::Report;
use super::{BenchError, Set, files};
use crate::{float, round};

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: String,
    doc: String,
    summary: String,
    label: u8,
    #[serde(default)]
    edit_types: Vec<String>,
    #[serde(default)]
    split: String,
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let rows = files::lines::<Row>(data, |_| true)?;
    if rows.is_empty() {
        return Err(BenchError::Missing {
            set: Set::SummEdits.name(),
            path: data.to_owned(),
            expected: "JSON lines with `doc`, `summary` and `label`",
        });
    }
    let mut outcomes = Vec::with_capacity(rows.len());
    // Rows of one document follow one another.
    let mut open: Option<(String, Judge)> = None;
    for (stem, row) in rows {
        let domain = stem.strip_prefix("summedits_").unwrap_or(&stem);
        let source = document("document", kind(domain), row.doc.clone());
        let citation = Citation::new(source.id.clone(), row.doc.as_str());
        let judge = match open.take() {
            Some((doc, judge)) if doc == row.doc => judge,
            _ => Judge::new(vec![source]),
        };
        let mut groups = vec![format!("domain {domain}")];
        groups.extend(row.edit_types.iter().map(|edit| format!("edit {edit}")));
        if !row.split.is_empty() {
            groups.push(format!("split {}", row.split));
        }
        outcomes.push(Outcome {
            id: row.id,
            bad: row.label == 0,
            groups,
            judged: judge.judge(&row.summary, &[citation]),
            text: row.summary,
        });
        open = Some((row.doc, judge));
    }
    let mut report = report(Set::SummEdits.name(), &outcomes);
    let domains: Vec<f64> = report
        .groups
        .iter()
        .filter(|(name, _)| name.starts_with("domain "))
        .map(|(_, group)| group.value)
        .collect();
    let mean = domains.iter().sum::<f64>() / float(domains.len().max(1));
    report.measures.insert("domain mean", round(mean));
    Ok(report)
}

/// What a domain's documents are.
fn kind(domain: &str) -> SourceKind {
    if domain.contains("email") {
        SourceKind::Mail
    } else if domain.contains("qmsum") {
        SourceKind::Transcript
    } else if domain.contains("samsum") {
        SourceKind::Message
    } else if domain.contains("call") || domain.contains("podcast") || domain.contains("ectsum") {
        SourceKind::Call
    } else {
        SourceKind::Note
    }
}
