//! `ContractNLI` as a question of relation: does the agreement bear the statement out, does it speak
//! against it, or is it silent?
//!
//! The files are those of [`contractnli`](super::contractnli). Every statement cites the whole
//! agreement, whatever its label, since one that the agreement doesn't mention has no clauses to
//! cite. Those that have are judged once more by their clauses alone, under `gold clauses`.

use std::path::Path;

use grounding::{Citation, SourceKind, Span};

use super::contractnli::{Document, File};
use super::judge::{Judge, Relation, document};
use super::measure::Report;
use super::relation::{Related, report, summary};
use super::{BenchError, Set, files};

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let (mut whole, mut clauses) = (Vec::new(), Vec::new());
    for path in files::below(data, "json")? {
        if let Ok(file) = serde_json::from_str::<File>(&files::text(&path)?) {
            for (place, document) in file.documents.iter().enumerate() {
                let statement = |label: &str| file.labels.get(label).map(|it| it.hypothesis.as_str());
                judge(place, document, statement, &mut whole, &mut clauses);
            }
        }
    }
    if whole.is_empty() {
        return Err(BenchError::Missing {
            set: Set::ContractNliRelation.name(),
            path: data.to_owned(),
            expected: "JSON files with `documents` and `labels`",
        });
    }
    let mut report = report(Set::ContractNliRelation.name(), &whole);
    report.groups.insert("gold clauses".to_owned(), summary(&clauses));
    Ok(report)
}

fn judge<'a>(
    place: usize,
    agreement: &Document,
    statement: impl Fn(&str) -> Option<&'a str>,
    whole: &mut Vec<Related>,
    clauses: &mut Vec<Related>,
) {
    let source = document("agreement", SourceKind::Nda, agreement.text.clone());
    let id = source.id.clone();
    let all = [Citation::new(id.clone(), agreement.text.as_str())];
    let judge = Judge::new(vec![source]);
    let spans = agreement.spans();
    for (label, annotation) in agreement
        .annotation_sets
        .iter()
        .take(1)
        .flat_map(|set| &set.annotations)
    {
        let (Some(text), Some(expected)) = (statement(label), relation(&annotation.choice)) else {
            continue;
        };
        let related = |citations: &[Citation]| Related {
            id: format!("document {place} {label}"),
            text: text.to_owned(),
            expected,
            judged: judge.judge(text, citations),
        };
        whole.push(related(&all));
        let span = |number: &usize| -> Option<Span> { *spans.get(*number)? };
        let gold: Vec<Citation> = annotation
            .spans
            .iter()
            .filter_map(span)
            .map(|span| Citation::new(id.clone(), &agreement.text[span.range()]))
            .collect();
        if !gold.is_empty() {
            clauses.push(related(&gold));
        }
    }
}

fn relation(choice: &str) -> Option<Relation> {
    match choice {
        "Entailment" => Some(Relation::Agrees),
        "Contradiction" => Some(Relation::Conflicts),
        "NotMentioned" => Some(Relation::Silent),
        _ => None,
    }
}
