//! `WiCE`: sentences of Wikipedia and the web pages they cite.
//!
//! Files as published by `ryokamoi/wice`, one JSON object a line: `claim_*.jsonl` with `claim`,
//! `evidence` (sentences), `supporting_sentences` (sets of their numbers) and `label`; what is only
//! partially supported should be blocked, as in the set's own two-way form. Rows with a supporting
//! set are judged once more by the first such set alone, under `gold evidence`.
//!
//! `non_supported_tokens_*.jsonl` have `claim_tokens` and `non_supported_spans` besides: which words
//! are unsupported. The words that V407 underlines are held against them.

use std::collections::BTreeMap;
use std::path::Path;

use grounding::{Citation, Code, LabelPlace, Source, SourceKind, Span};
use serde::Deserialize;

use super::judge::{Judge, Judged, Outcome, binary, document, report};
use super::measure::{Group, Report};
use super::{BenchError, Set, files};
use crate::ratio;

/// Content words that the quotes don't support.
const UNSUPPORTED: Code = Code(407);

#[derive(Deserialize)]
struct Row {
    claim: String,
    evidence: Vec<String>,
    #[serde(default)]
    supporting_sentences: Vec<Vec<usize>>,
    label: String,
}

#[derive(Deserialize)]
struct Words {
    claim: String,
    evidence: Vec<String>,
    claim_tokens: Vec<String>,
    non_supported_spans: Vec<bool>,
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let rows = files::lines::<Row>(data, |name| name.starts_with("claim"))?;
    let words = files::lines::<Words>(data, |name| name.starts_with("non_supported_tokens"))?;
    if rows.is_empty() {
        return Err(BenchError::Missing {
            set: Set::Wice.name(),
            path: data.to_owned(),
            expected: "`claim_*.jsonl` with `claim`, `evidence` and `label`",
        });
    }
    let (mut outcomes, mut gold) = (Vec::new(), Vec::new());
    for (at, (stem, row)) in rows.into_iter().enumerate() {
        let source = page(&row.evidence);
        let all = [Citation::new(source.id.clone(), source.text.as_str())];
        let first = row.supporting_sentences.iter().find(|set| !set.is_empty());
        let supporting = first.map(|set| quotes(&source, &row.evidence, set));
        let judge = Judge::new(vec![source]);
        let outcome = |citations: &[Citation]| Outcome {
            id: format!("{stem} {}", at + 1),
            text: row.claim.clone(),
            bad: row.label != "supported",
            groups: vec![row.label.clone()],
            judged: judge.judge(&row.claim, citations),
        };
        outcomes.push(outcome(&all));
        gold.extend(supporting.filter(|it| !it.is_empty()).map(|quotes| outcome(&quotes)));
    }
    let mut report = report(Set::Wice.name(), &outcomes);
    report.groups.insert("gold evidence".to_owned(), binary(&gold));
    let mut files: BTreeMap<String, Vec<Words>> = BTreeMap::new();
    for (stem, row) in words {
        files.entry(stem).or_default().push(row);
    }
    for (stem, rows) in files {
        let name = stem.trim_start_matches("non_supported_tokens").trim_matches('_');
        report.groups.insert(format!("words {name}"), underlined(&rows));
    }
    Ok(report)
}

fn page(evidence: &[String]) -> Source {
    document("page", SourceKind::Note, evidence.join("\n"))
}

/// A citation for each run of sentences that follow one another.
fn quotes(source: &Source, evidence: &[String], numbers: &[usize]) -> Vec<Citation> {
    let mut numbers: Vec<usize> = numbers.iter().copied().filter(|it| *it < evidence.len()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
        .chunk_by(|left, right| left + 1 == *right)
        .filter_map(|run| {
            let quote = evidence.get(*run.first()?..=*run.last()?)?.join("\n");
            Some(Citation::new(source.id.clone(), quote))
        })
        .collect()
}

/// How well the underlined words are the unsupported ones.
fn underlined(rows: &[Words]) -> Group {
    let (mut both, mut told, mut wanted) = (0, 0, 0);
    for row in rows {
        let source = page(&row.evidence);
        let all = [Citation::new(source.id.clone(), source.text.as_str())];
        let spans = labels(&Judge::new(vec![source]).judge(&row.claim, &all));
        let mut from = 0;
        for (token, unsupported) in row.claim_tokens.iter().zip(&row.non_supported_spans) {
            let Some(at) = row.claim[from..].find(token.as_str()) else {
                continue;
            };
            let place = Span::new(from + at, from + at + token.len());
            from = place.end;
            if token.chars().any(char::is_alphanumeric) {
                let is_told = spans.iter().any(|span| span.overlaps(place));
                told += usize::from(is_told);
                wanted += usize::from(*unsupported);
                both += usize::from(is_told && *unsupported);
            }
        }
    }
    let f1 = ratio(2 * both, told + wanted);
    Group {
        rows: rows.len(),
        value: f1,
        measures: BTreeMap::from([
            ("precision", ratio(both, told)),
            ("recall", ratio(both, wanted)),
            ("f1", f1),
        ]),
    }
}

/// The places in the row's text that V407 points at.
fn labels(judged: &Judged) -> Vec<Span> {
    let mut found = Vec::new();
    for (sentence, claim) in &judged.claims {
        for finding in claim.diagnostics.iter().filter(|it| it.code == UNSUPPORTED) {
            let labels = finding.labels.iter().filter(|label| label.place == LabelPlace::Claim);
            found.extend(labels.map(|it| Span::new(sentence.start + it.span.start, sentence.start + it.span.end)));
        }
    }
    found
}
