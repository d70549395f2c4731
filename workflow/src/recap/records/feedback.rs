//! What the customer says, as surveys have it (VR-7).

use grounding::text::{one_line, sentences};
use grounding::{Citation, Claim, Source, SurveyAnswer};

use super::super::facts::Facts;
use crate::account::fact;
use crate::calendar::long_date;
use crate::cite::cite_value;

/// A recap tells so many answers at most.
const MOST_TOLD: usize = 4;
/// Of a long comment the sentences are told that fit into so many bytes.
const MOST_BYTES: usize = 280;

/// The answers to surveys, newest first.
pub(super) fn feedback(facts: &Facts<'_>) -> Vec<Claim> {
    // What gives orders to whoever drafts is no word of feedback.
    let plain = |source: &Source| facts.ledger.orders(&source.id).is_empty();
    let mut answers: Vec<_> = facts.ledger.surveys().filter(|(source, _)| plain(source)).collect();
    answers.sort_by(|left, right| (right.1.date, &left.0.id).cmp(&(left.1.date, &right.0.id)));
    let newest = answers.into_iter().take(MOST_TOLD);
    newest
        .map(|(source, answer)| told_answer(facts, source, answer))
        .collect()
}

fn told_answer(facts: &Facts<'_>, source: &Source, answer: &SurveyAnswer) -> Claim {
    let score = answer.score.normalize();
    let (who, mut citations) = respondent(facts, source, answer);
    let mut text = format!("{who} gave the score {score} on {}", long_date(answer.date));
    citations.push(cite_answer(source));
    match opening(&answer.comment) {
        Some(words) => text.push_str(&format!(": \u{201C}{words}\u{201D}")),
        None => text.push('.'),
    }
    fact(text, citations)
}

/// Who answered, by name where the CRM knows them by their address; an address is nothing to read
/// out.
fn respondent(facts: &Facts<'_>, source: &Source, answer: &SurveyAnswer) -> (String, Vec<Citation>) {
    let given = answer.respondent.as_deref().map_or("", str::trim);
    let known = facts.people.iter().find(|person| {
        let email = person.contact.email.as_deref();
        !given.is_empty() && (email.is_some_and(|it| it.eq_ignore_ascii_case(given)) || person.contact.name == given)
    });
    match known {
        Some(person) => (
            person.contact.name.clone(),
            vec![cite_value(person.source, &person.contact.name)],
        ),
        None if given.is_empty() || given.contains('@') => ("A survey answer".to_owned(), Vec::new()),
        None => (given.to_owned(), vec![cite_value(source, given)]),
    }
}

/// The comment from its beginning, as whole sentences; none where nothing was written.
fn opening(comment: &str) -> Option<String> {
    let comment = one_line(comment);
    if comment.len() <= MOST_BYTES {
        return (!comment.is_empty()).then_some(comment);
    }
    let ends = sentences(&comment).into_iter().map(|span| span.end);
    let end = ends.filter(|end| *end <= MOST_BYTES).max()?;
    Some(comment[..end].to_owned())
}

/// An answer is short: its record is its own best proof.
fn cite_answer(source: &Source) -> Citation {
    crate::cite::cite_span(source, grounding::Span::new(0, source.text.len()))
}
