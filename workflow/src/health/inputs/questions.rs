//! What the account owner should be asked about the gaps of a snapshot (HS-3, HS-14).

use grounding::{Citation, Question, Route};

use super::super::facts::{Facts, cite_seen};
use super::super::signal::{Seen, Signal, SignalName};
use super::{held, input_name};
use crate::brief::{Input, InputStatus};
use crate::calendar::long_date;

/// What the account owner should be asked: where what is missing can be found, and whether what is
/// too old may be gone by.
pub(in super::super) fn questions(facts: &Facts<'_>, inputs: &[Input]) -> Vec<Question> {
    let open = inputs.iter().filter(|input| is_open(facts, input));
    let mut asked: Vec<Question> = open.filter_map(|input| question(facts, input)).collect();
    for (at, question) in asked.iter_mut().enumerate() {
        question.id = format!("q{}", at + 1);
    }
    asked
}

/// Whether an input of a signal that the edition shows is missing or stale, and nobody has answered
/// for it.
pub(in super::super) fn is_open(facts: &Facts<'_>, input: &Input) -> bool {
    question(facts, input).is_some_and(|it| !facts.ledger.is_settled(&it.about, &it.citations))
}

/// What a question about a stale input is about; the reason for which the run pauses is about the
/// same, so that one answer settles both.
pub(in super::super) fn about_stale(name: SignalName) -> String {
    format!("{}_stale", input_name(name))
}

/// The words of the newest evidence of a signal, whether or not it could be read.
pub(in super::super) fn newest_words(facts: &Facts<'_>, signal: &Signal<'_>) -> Vec<Citation> {
    let read = signal.readings.iter().flat_map(|reading| &reading.seen).copied();
    let seen: Vec<Seen<'_>> = read.chain(held(&facts.observed, signal.name)).collect();
    let newest = seen
        .iter()
        .find(|it| it.date.is_some() && it.date == signal.newest && it.source.is_some());
    newest.or(seen.first()).and_then(cite_seen).into_iter().collect()
}

fn question(facts: &Facts<'_>, input: &Input) -> Option<Question> {
    let mut names = facts.names.iter().copied();
    let name = names.find(|name| input_name(*name) == input.name)?;
    let ask = |about: String, text: String, citations: Vec<Citation>| Question {
        id: String::new(),
        to: Route::AccountOwner,
        text,
        about,
        citations,
    };
    match input.status {
        InputStatus::Present => None,
        InputStatus::Missing => {
            let text = match input.newest {
                None => missing(name).to_owned(),
                Some(day) => format!(
                    "What is on record of {}, the newest of {}, is too little to go by: what else is known?",
                    input.name.replace('_', " "),
                    long_date(day)
                ),
            };
            Some(ask(format!("{}_missing", input.name), text, Vec::new()))
        }
        InputStatus::Stale => {
            let signal = facts.signal(name)?;
            let text = format!(
                "The newest evidence of {} is of {}: what has happened since, or may it be gone by?",
                input.name.replace('_', " "),
                long_date(signal.newest?)
            );
            Some(ask(about_stale(name), text, newest_words(facts, signal)))
        }
    }
}

fn missing(name: SignalName) -> &'static str {
    match name {
        SignalName::Usage => "Where is measured how much the customer uses the product or the service?",
        SignalName::Adoption => "How many of the seats, and which of the features, does the customer use?",
        SignalName::Support => "Which help desk holds what is open for this customer?",
        SignalName::Sentiment => "What does the customer say about us, in their own words or in a survey?",
        SignalName::Billing => "Where are this customer's invoices, and are they paid?",
        SignalName::Relationship => "When was the customer last met or heard of, and by whom?",
        SignalName::Milestones => "What has the customer set out to reach, and by when?",
    }
}
