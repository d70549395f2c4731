//! `TAT-QA`: figures that follow from other figures, and figures that don't.
//!
//! Files as published by `NExTplusplus/TAT-QA`: a list of contexts, each with a `table`, its
//! `paragraphs` and `questions`. Of the questions whose `answer_type` is `arithmetic`, those are
//! taken whose `derivation` is a difference, a percentage change, a share, a ratio, a sum, an
//! average, or one of these over another; whose figures all stand in the context; and whose answer
//! is what the derivation comes to. The others are counted under `left out`.
//!
//! A claim is the question's noun phrase and the answer: `Change in Other in 2019 from 2018: -12.6
//! million.` It cites the lines of the table, or the paragraphs, that hold the derivation's figures.
//! Cells carry the scale that the table's head gives them, as whoever reads the table takes them.
//! Each answer is asked twice: as it is, and changed by 5 to 30 per cent, with as many decimals. A
//! row is right where a finding on figures (V3) speaks of the changed answer and of no other.

mod derivation;
mod table;

use std::collections::BTreeMap;
use std::path::Path;

use grounding::Citation;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::judge::{Judge, Judged, by_code};
use super::measure::{Group, Report};
use super::{BenchError, Set, files};
use crate::ratio;
use derivation::Derivation;

#[derive(Deserialize)]
struct Context {
    table: Table,
    #[serde(default)]
    paragraphs: Vec<Paragraph>,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Table {
    table: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Paragraph {
    text: String,
}

#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    uid: String,
    #[serde(rename = "question")]
    asked: String,
    answer: serde_json::Value,
    #[serde(default)]
    derivation: String,
    #[serde(default)]
    answer_type: String,
    #[serde(default)]
    scale: String,
}

/// An answer and what became of it.
struct Row {
    operation: &'static str,
    uid: String,
    claim: String,
    quotes: Vec<String>,
    /// Whether the answer was changed.
    bad: bool,
    judged: Judged,
}

impl Row {
    /// Whether a finding speaks of its figures.
    fn refused(&self) -> bool {
        self.judged.codes.iter().any(|code| code.0 / 100 == 3)
    }
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let mut contexts = Vec::new();
    for path in files::below(data, "json")? {
        contexts.extend(serde_json::from_str::<Vec<Context>>(&files::text(&path)?).unwrap_or_default());
    }
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for context in &contexts {
        for question in context.questions.iter().filter(|it| it.answer_type == "arithmetic") {
            match ask(context, question) {
                Some(pair) => rows.extend(pair),
                None => left_out += 1,
            }
        }
    }
    if rows.is_empty() {
        return Err(BenchError::Missing {
            set: Set::TatQa.name(),
            path: data.to_owned(),
            expected: "JSON lists with `table`, `paragraphs` and `questions` of type `arithmetic`",
        });
    }
    let mut operations: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        operations.entry(row.operation).or_default().push(row);
    }
    let whole = group(&rows.iter().collect::<Vec<_>>());
    let mut groups = by_code(rows.iter().map(|row| (row.bad, &row.judged)));
    groups.extend(operations.into_iter().map(|(name, of)| (name.to_owned(), group(&of))));
    let nothing = Group {
        rows: left_out,
        value: 0.0,
        measures: BTreeMap::new(),
    };
    groups.insert("left out".to_owned(), nothing);
    let wrong = rows.iter().filter(|row| row.bad != row.refused());
    Ok(Report {
        set: Set::TatQa.name(),
        rows: whole.rows,
        metric: "right",
        value: whole.value,
        measures: whole.measures,
        groups,
        cases: wrong
            .map(|row| super::measure::Case {
                quotes: row.quotes.clone(),
                found: if row.refused() { "refused" } else { "found" }.to_owned(),
                ..row
                    .judged
                    .case(&row.uid, &row.claim, if row.bad { "refused" } else { "found" })
            })
            .collect(),
    })
}

fn group(rows: &[&Row]) -> Group {
    let count = |bad: bool, refused: bool| {
        let rows = rows.iter().filter(|row| row.bad == bad && row.refused() == refused);
        rows.count()
    };
    let (found, refused) = (count(false, false), count(true, true));
    let value = ratio(found + refused, rows.len());
    Group {
        rows: rows.len(),
        value,
        measures: BTreeMap::from([
            ("right", value),
            ("found", ratio(found, found + count(false, true))),
            ("refused", ratio(refused, refused + count(true, false))),
        ]),
    }
}

/// The answer as it is and changed, each judged; none where it isn't one that is asked.
fn ask(context: &Context, question: &Question) -> Option<[Row; 2]> {
    let derivation = Derivation::read(&question.derivation)?;
    let operation = derivation.operation(question.scale == "percent")?;
    let answer = number(&question.answer)?;
    let true_value = derivation.value()?;
    let factor = if question.scale == "percent" { 100 } else { 1 };
    let off = (true_value * Decimal::from(factor) - answer).abs();
    // The answers are rounded, some of them by cutting digits off.
    if off > Decimal::new(11, answer.scale() + 1) {
        return None;
    }
    let source = table::source(&context.table.table, &context.paragraphs, &question.scale);
    let quotes = table::holding(&source.text, &derivation.figures())?;
    let citations: Vec<Citation> = quotes
        .iter()
        .map(|quote| Citation::new(source.id.clone(), quote.as_str()))
        .collect();
    let judge = Judge::new(vec![source]);
    let row = |value: Decimal, bad: bool| {
        let claim = sentence(&question.asked, value, &question.scale);
        Row {
            operation,
            uid: question.uid.clone(),
            judged: judge.judge(&claim, &citations),
            quotes: quotes.clone(),
            claim,
            bad,
        }
    };
    Some([row(answer, false), row(changed(answer, &question.uid), true)])
}

fn number(answer: &serde_json::Value) -> Option<Decimal> {
    let text = match answer {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text.replace(['$', ',', '%'], "").trim().parse().ok()
}

/// The answer, higher or lower by 5 to 30 per cent, as the question's name has it.
fn changed(answer: Decimal, uid: &str) -> Decimal {
    let hash = crate::hash(uid);
    let share = Decimal::new(i64::try_from(5 + hash % 26).unwrap_or(5), 2);
    let up = (hash / 32).is_multiple_of(2);
    let by = answer * if up { share } else { -share };
    let mut value = (answer + by).round_dp(answer.scale());
    if value == answer {
        value += Decimal::new(1, answer.scale());
    }
    value.rescale(answer.scale());
    value
}

/// The question's noun phrase and the answer.
fn sentence(question: &str, answer: Decimal, scale: &str) -> String {
    let question = question.trim().trim_end_matches('?').trim();
    let lead = ["What is ", "What was ", "What are ", "What were ", "What's "];
    let phrase = lead
        .iter()
        .find_map(|lead| question.strip_prefix(lead))
        .unwrap_or(question);
    let phrase = phrase.strip_prefix("the ").unwrap_or(phrase);
    let mut letters = phrase.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let unit = match scale {
        "" => String::new(),
        "percent" => "%".to_owned(),
        scale => format!(" {scale}"),
    };
    format!("{first}{}: {answer}{unit}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_becomes_a_sentence() {
        let told = sentence(
            "What was the change in Other in 2019 from 2018? ",
            Decimal::new(-126, 1),
            "million",
        );
        assert_eq!(told, "Change in Other in 2019 from 2018: -12.6 million.");
    }

    #[test]
    fn a_changed_answer_is_another_one_of_the_same_kind() {
        for (answer, uid) in [("12.60", "a"), ("3", "b"), ("0", "c"), ("-266.95", "d")] {
            let answer: Decimal = answer.parse().unwrap();
            let value = changed(answer, uid);
            assert_eq!((value == answer, value.scale()), (false, answer.scale()), "{answer}");
        }
    }
}
