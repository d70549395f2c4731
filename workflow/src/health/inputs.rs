//! The eight inputs of a health snapshot and whether they are there (HS-3, HS-14).

mod questions;
#[cfg(test)]
mod tests;

use grounding::{Source, SourceId};
use jiff::civil::Date;

use super::facts::Facts;
use super::observed::{MetricRole, Observed, Sample};
use super::signal::{Seen, Signal, SignalName, signals};
use crate::brief::{Input, InputStatus};

pub(super) use questions::{about_stale, is_open, newest_words, questions};

/// The rows of the inputs table, always all eight and in this order, whichever signals the edition
/// shows.
pub(super) fn inputs(facts: &Facts<'_>) -> Vec<Input> {
    let all = signals(&facts.observed, facts.policy, &SignalName::ALL);
    let rows = all.iter().map(|signal| input(&facts.observed, signal));
    let rules = Input {
        name: "owner_review_rules".to_owned(),
        status: InputStatus::Present,
        newest: None,
        sources: 0,
        note: "built-in rules".to_owned(),
    };
    rows.chain([rules]).collect()
}

/// The input that a signal is read off.
pub(super) fn input_name(name: SignalName) -> &'static str {
    match name {
        SignalName::Usage => "usage",
        SignalName::Adoption => "adoption",
        SignalName::Support => "support_tickets",
        SignalName::Sentiment => "sentiment",
        SignalName::Billing => "billing",
        SignalName::Relationship => "stakeholder_engagement",
        SignalName::Milestones => "success_plan",
    }
}

/// An input is there once its signal can be read, and stale where its evidence is too old.
fn input(observed: &Observed<'_>, signal: &Signal<'_>) -> Input {
    let status = if signal.is_known() {
        InputStatus::Present
    } else if signal.is_stale {
        InputStatus::Stale
    } else {
        InputStatus::Missing
    };
    let note = match (status, signal.newest) {
        (InputStatus::Present, _) => String::new(),
        (_, None) => missing(signal.name).to_owned(),
        (_, Some(_)) => signal.unknown.clone(),
    };
    Input {
        name: input_name(signal.name).to_owned(),
        newest: signal.newest,
        sources: sources(observed, signal),
        status,
        note,
    }
}

fn missing(name: SignalName) -> &'static str {
    match name {
        SignalName::Usage => "no usage figures and no product events",
        SignalName::Adoption => "nothing says how many of the seats and of the features are used",
        SignalName::Support => "no ticket and no support case, open or closed",
        SignalName::Sentiment => "no survey answer, and no word of how content the customer is",
        SignalName::Billing => "no invoice",
        SignalName::Relationship => "no call, meeting or mail with the customer",
        SignalName::Milestones => "no milestone and no open goal",
    }
}

/// How many records hold what the signal is read off.
fn sources(observed: &Observed<'_>, signal: &Signal<'_>) -> usize {
    let read = signal.readings.iter().flat_map(|reading| &reading.seen);
    let held = held(observed, signal.name);
    let all = held.iter().chain(read).filter_map(|seen| seen.source);
    let mut ids: Vec<&SourceId> = all.map(|source| &source.id).collect();
    ids.sort();
    ids.dedup();
    ids.len()
}

/// What was observed of a signal, each with its day and where it stands.
fn held<'a>(observed: &Observed<'a>, name: SignalName) -> Vec<Seen<'a>> {
    let seen = |date: Option<Date>, source: Option<&'a Source>| Seen {
        date,
        value: None,
        source,
        span: None,
    };
    let measured = |role: MetricRole| {
        let of_role = observed.measured.iter().filter(move |it| it.role == role);
        let samples = of_role.flat_map(|it| it.samples.iter());
        samples.map(move |it: &Sample<'a>| Seen {
            value: Some(it.value),
            ..seen(Some(it.date), it.source)
        })
    };
    match name {
        SignalName::Usage => {
            let events = observed.events.iter().map(|it| seen(Some(it.date), it.source));
            measured(MetricRole::Usage).chain(events).collect()
        }
        SignalName::Adoption => measured(MetricRole::Adoption).collect(),
        SignalName::Support => observed
            .tickets
            .iter()
            .map(|it| seen(Some(it.opened), it.source))
            .collect(),
        SignalName::Sentiment => {
            let voices = observed.voices.iter().map(|it| Seen {
                span: it.place.map(|(_, span)| span),
                ..seen(Some(it.date), it.place.map(|(source, _)| source))
            });
            let answers = observed.answers.iter().map(|it| seen(Some(it.date), it.source));
            voices.chain(answers).collect()
        }
        SignalName::Billing => observed
            .invoices
            .iter()
            .map(|it| seen(Some(it.created), it.source))
            .collect(),
        SignalName::Relationship => {
            let talks = observed.touches.iter().filter(|it| !it.is_support);
            talks.map(|it| seen(Some(it.date), it.source)).collect()
        }
        SignalName::Milestones => {
            let goals = observed.goals.iter().map(|it| seen(None, it.source));
            let milestones = observed.milestones.iter();
            milestones
                .map(|it| seen(it.completed.or(it.due), it.source))
                .chain(goals)
                .collect()
        }
    }
}
