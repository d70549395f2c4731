//! What share of the answers was found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::collection::Answered;
use crate::{float, round};

/// What a measurement came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The set.
    pub set: &'static str,
    /// How many questions were asked.
    pub rows: usize,
    /// What `value` is.
    pub metric: &'static str,
    /// The average over all questions.
    pub value: f64,
    /// The other measures' averages, by name.
    #[serde(flatten)]
    pub measures: BTreeMap<&'static str, f64>,
    /// The same of a part of the questions.
    pub groups: BTreeMap<String, Group>,
    /// What came out wrong, in the order of the rows, where the set's rows are judged one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
}

/// A row that came out wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Case {
    /// The row's name in its file.
    pub id: String,
    /// What it states.
    pub claim: String,
    /// What it cites, where that is short enough to be read beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
    /// What should have come of it.
    pub expected: String,
    /// What came of it.
    pub found: String,
    /// The findings, each with its code.
    pub findings: Vec<String>,
}

/// What a measurement came to in a part of the questions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// How many questions it has.
    pub rows: usize,
    /// The average of the report's metric.
    pub value: f64,
    /// The other measures' averages, by name.
    #[serde(flatten)]
    pub measures: BTreeMap<&'static str, f64>,
}

/// What one question's answers come to.
type Measure = fn(&Answered) -> f64;

/// What is measured, between 0 and 1 for each question.
///
/// - `hit@k`: whether any answer is among the first k.
/// - `recall@k`: the share of the answers that are among the first k.
/// - `ndcg@10`: discounted cumulative gain of the first ten over the best there could be, with
///   every answer worth the same.
const MEASURES: [(&str, Measure); 6] = [
    ("hit@1", |it| hit(it, 1)),
    ("hit@5", |it| hit(it, 5)),
    ("hit@10", |it| hit(it, 10)),
    ("recall@5", |it| recall(it, 5)),
    ("recall@10", |it| recall(it, 10)),
    ("ndcg@10", gain),
];

/// Averages over all questions and over those of each group.
pub(super) fn report(set: &'static str, metric: &'static str, answered: &[Answered]) -> Report {
    let mut groups: BTreeMap<String, Vec<&Answered>> = BTreeMap::new();
    for one in answered {
        for group in &one.groups {
            groups.entry(group.clone()).or_default().push(one);
        }
    }
    let all: Vec<&Answered> = answered.iter().collect();
    let whole = group(metric, &all);
    Report {
        set,
        rows: whole.rows,
        metric,
        value: whole.value,
        measures: whole.measures,
        groups: groups
            .into_iter()
            .map(|(name, of)| (name, group(metric, &of)))
            .collect(),
        cases: Vec::new(),
    }
}

fn group(metric: &str, answered: &[&Answered]) -> Group {
    let mut measures = BTreeMap::new();
    for (name, measure) in MEASURES {
        let sum: f64 = answered.iter().map(|one| measure(one)).sum();
        let average = if answered.is_empty() {
            0.0
        } else {
            sum / float(answered.len())
        };
        measures.insert(name, round(average));
    }
    Group {
        rows: answered.len(),
        value: measures.get(metric).copied().unwrap_or(0.0),
        measures,
    }
}

fn found(answered: &Answered, deep: usize) -> usize {
    let first = answered.found.iter().take(deep);
    first.filter(|unit| answered.relevant.contains(unit)).count()
}

fn hit(answered: &Answered, deep: usize) -> f64 {
    if found(answered, deep) > 0 { 1.0 } else { 0.0 }
}

fn recall(answered: &Answered, deep: usize) -> f64 {
    float(found(answered, deep)) / float(answered.relevant.len().max(1))
}

fn gain(answered: &Answered) -> f64 {
    let worth = |place: usize| 1.0 / (float(place) + 2.0).log2();
    let is_answer = |(_, unit): &(usize, &usize)| answered.relevant.contains(*unit);
    let first = answered.found.iter().take(10).enumerate();
    let gained: f64 = first.filter(is_answer).map(|(place, _)| worth(place)).sum();
    let best: f64 = (0..answered.relevant.len().clamp(1, 10)).map(worth).sum();
    gained / best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_is_what_it_says() {
        let answered = |relevant: &[usize], found: &[usize], group: &str| Answered {
            groups: vec![group.to_owned()],
            relevant: relevant.iter().copied().collect(),
            found: found.to_vec(),
        };
        let all = [
            answered(&[1, 2], &[2, 9, 1], "a"),
            answered(&[7], &[1, 2, 3, 4, 5, 7], "b"),
        ];
        let told = report("set", "hit@1", &all);
        let expected =
            |values: [f64; 6]| -> BTreeMap<&str, f64> { MEASURES.iter().map(|(name, _)| *name).zip(values).collect() };
        let (whole, first, second) = (
            expected([0.5, 0.5, 1.0, 0.5, 1.0, 0.638]),
            expected([1.0, 1.0, 1.0, 1.0, 1.0, 0.9197]),
            expected([0.0, 0.0, 1.0, 0.0, 1.0, 0.3562]),
        );
        assert_eq!((told.rows, told.value, told.measures), (2, 0.5, whole));
        assert_eq!((told.groups["a"].rows, &told.groups["a"].measures), (1, &first));
        assert_eq!(told.groups["b"].measures, second);
    }
}
