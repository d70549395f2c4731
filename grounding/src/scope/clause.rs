//! Clauses of an order form.

use super::Topic;
use crate::Span;
use crate::text::sentences;

/// A clause of an order form: `label: value`, a row of a table, or a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The whole clause, without list marks.
    pub span: Span,
    /// Its label; empty for a sentence.
    pub label: Span,
    /// What it says.
    pub value: Span,
    /// What it is about, if it is one of the topics that promises are compared on.
    pub topic: Option<Topic>,
}

pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let mut found = Vec::new();
    for span in sentences(text) {
        let line = &text[span.range()];
        let lead = line.find(|it: char| it.is_alphanumeric()).unwrap_or(line.len());
        let body = Span::new(span.start + lead, span.end);
        let line = text[body.range()].trim_end_matches(['|', ' ']);
        if line.is_empty() || text[span.range()].starts_with('#') {
            continue;
        }
        let split = line
            .find(": ")
            .map(|at| (at, 2))
            .or_else(|| line.find('|').map(|at| (at, 1)));
        let (label, value) = match split.filter(|(at, _)| *at <= 60) {
            Some((at, skip)) => {
                let value = &line[at + skip..];
                let start = body.start + at + skip + (value.len() - value.trim_start().len());
                let label_end = body.start + line[..at].trim_end().len();
                (
                    Span::new(body.start, label_end),
                    Span::new(start, body.start + line.len()),
                )
            }
            None => (
                Span::new(body.start, body.start),
                Span::new(body.start, body.start + line.len()),
            ),
        };
        let topic = Topic::of(&text[label.range()])
            .first()
            .or(Topic::of(&text[value.range()]).first())
            .copied();
        found.push(Clause {
            span: Span::new(body.start, body.start + line.len()),
            label,
            value,
            topic,
        });
    }
    found
}
