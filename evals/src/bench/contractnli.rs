//! `ContractNLI`: for each statement on a confidentiality agreement, the clauses that decide it.
//!
//! Files as published by `stanfordnlp/contract-nli-bert`: `documents`, each with its `text`, the
//! `spans` it is cut into and, under `annotation_sets[0].annotations`, for each statement the
//! numbers of the spans that decide it; and `labels`, the statements. Statements that an
//! agreement doesn't mention have no spans and are not asked for. Documents are told apart by
//! the parity of their place in the file, so that one half can be tuned on.

use std::collections::BTreeMap;
use std::path::Path;

use grounding::{SourceKind, Span};
use serde::Deserialize;

use super::collection::{Collection, Question, Unit, answer, source};
use super::measure::{Report, report};
use super::{BenchError, Set, files};

#[derive(Deserialize)]
pub(super) struct File {
    pub(super) documents: Vec<Document>,
    pub(super) labels: BTreeMap<String, Label>,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) text: String,
    spans: Vec<(usize, usize)>,
    pub(super) annotation_sets: Vec<Annotations>,
}

#[derive(Deserialize)]
pub(super) struct Annotations {
    pub(super) annotations: BTreeMap<String, Annotation>,
}

#[derive(Deserialize)]
pub(super) struct Annotation {
    pub(super) choice: String,
    pub(super) spans: Vec<usize>,
}

#[derive(Deserialize)]
pub(super) struct Label {
    pub(super) hypothesis: String,
}

impl Document {
    /// Its spans in bytes; none for those that are empty or beyond its end.
    pub(super) fn spans(&self) -> Vec<Option<Span>> {
        // Offsets count characters.
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(self.text.len());
        let span = |&(start, end): &(usize, usize)| {
            let span = Span::new(*bytes.get(start)?, *bytes.get(end)?);
            (span.start < span.end).then_some(span)
        };
        self.spans.iter().map(span).collect()
    }
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let mut collections = Vec::new();
    for path in files::below(data, "json")? {
        if let Ok(file) = serde_json::from_str::<File>(&files::text(&path)?) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let documents = file.documents.iter().enumerate();
            collections.extend(documents.map(|(place, document)| collection(&name, place, document, &file.labels)));
        }
    }
    if collections.is_empty() {
        return Err(BenchError::Missing {
            set: Set::ContractNli.name(),
            path: data.to_owned(),
            expected: "JSON files with `documents` and `labels`",
        });
    }
    Ok(report(Set::ContractNli.name(), "hit@1", &answer(collections)?))
}

fn collection(file: &str, place: usize, document: &Document, labels: &BTreeMap<String, Label>) -> Collection {
    let spans = document.spans().into_iter().enumerate();
    let units = spans
        .filter_map(|(number, span)| Some(Unit { number, span: span? }))
        .collect();
    let half = if place.is_multiple_of(2) {
        "even documents"
    } else {
        "odd documents"
    };
    let annotations = document.annotation_sets.iter().take(1).flat_map(|set| &set.annotations);
    let questions = annotations
        .filter(|(_, annotation)| !annotation.spans.is_empty())
        .filter_map(|(label, annotation)| {
            Some(Question {
                text: labels.get(label)?.hypothesis.clone(),
                relevant: annotation.spans.iter().copied().collect(),
                groups: vec![half.to_owned(), annotation.choice.clone(), format!("file {file}")],
            })
        })
        .collect();
    Collection {
        sources: vec![(
            source(&format!("{file}-{place}"), SourceKind::Nda, "", document.text.clone()),
            units,
        )],
        questions,
    }
}
