//! Cranfield: questions on aerodynamics, and the abstracts that answer them.
//!
//! Files in TREC's form, as in `oussbenk/cranfield-trec-dataset`: abstracts between `<doc>` and
//! `</doc>`, questions between `<top>` and `</top>`, and judgements as lines of
//! `question 0 document relevance`. The judgements number the questions from 1 in the order of
//! their file, not by the `<num>` that they carry; where every judged number is such a `<num>`
//! and there are no gaps, the two agree. A relevance above 0 counts. Questions are told apart by
//! the parity of their number, so that one half can be tuned on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use grounding::{SourceKind, Span};

use super::collection::{Collection, Question, Unit, answer, source};
use super::measure::{Report, report};
use super::{BenchError, Set, files};

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let (mut documents, mut topics) = (Vec::new(), Vec::new());
    let mut judged: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for extension in ["xml", "txt"] {
        for path in files::below(data, extension)? {
            let text = files::text(&path)?;
            documents.extend(parts(&text, "doc").filter_map(document));
            topics.extend(parts(&text, "top").filter_map(topic));
            for (question, document) in text.lines().filter_map(judgement) {
                judged.entry(question).or_default().insert(document);
            }
        }
    }
    if documents.is_empty() || topics.is_empty() || judged.is_empty() {
        return Err(BenchError::Missing {
            set: Set::Cranfield.name(),
            path: data.to_owned(),
            expected: "XML files with `<doc>` and `<top>`, and a text file of judgements",
        });
    }
    let numbers: BTreeSet<usize> = topics.iter().map(|(number, _)| *number).collect();
    let by_number = judged.keys().all(|number| numbers.contains(number));
    let mut questions = Vec::new();
    for (place, (number, text)) in (1..).zip(topics) {
        let number = if by_number { number } else { place };
        if let Some(relevant) = judged.get(&number) {
            let half = if number.is_multiple_of(2) {
                "even questions"
            } else {
                "odd questions"
            };
            questions.push(Question {
                text,
                relevant: relevant.clone(),
                groups: vec![half.to_owned()],
            });
        }
    }
    let collection = Collection {
        sources: documents,
        questions,
    };
    Ok(report(Set::Cranfield.name(), "ndcg@10", &answer(vec![collection])?))
}

type Document = (grounding::Source, Vec<Unit>);

fn document(text: &str) -> Option<Document> {
    let number: usize = parts(text, "docno").next()?.trim().parse().ok()?;
    let body = parts(text, "text").next().unwrap_or_default().trim().to_owned();
    let title = parts(text, "title").next().unwrap_or_default().trim();
    let units = if body.is_empty() {
        Vec::new()
    } else {
        let span = Span::new(0, body.len());
        vec![Unit { number, span }]
    };
    Some((source(&number.to_string(), SourceKind::Note, title, body), units))
}

fn topic(text: &str) -> Option<(usize, String)> {
    let number = parts(text, "num").next()?.trim().parse().ok()?;
    Some((number, parts(text, "title").next()?.trim().to_owned()))
}

fn judgement(line: &str) -> Option<(usize, usize)> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [question, _, document, relevance] = fields.as_slice() else {
        return None;
    };
    let relevance: i64 = relevance.parse().ok()?;
    (relevance > 0).then_some((question.parse().ok()?, document.parse().ok()?))
}

/// What stands between each `<tag>` and its `</tag>`. The files are no XML: they have no root,
/// and their texts are not escaped.
fn parts<'a>(text: &'a str, tag: &str) -> impl Iterator<Item = &'a str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once(&open)?;
        let (part, behind) = behind.split_once(&close)?;
        rest = behind;
        Some(part)
    })
}
