//! The eight inputs of a recap and whether they are there (VR-3 to VR-11).

mod questions;
#[cfg(test)]
mod tests;

use grounding::{Affiliation, Cue, Source, SourceKind, Utterance, lexicon};
use jiff::civil::Date;

use super::facts::Facts;
use crate::account::TALKS;
use crate::brief::{Input, InputStatus};
use crate::calendar::long_date;
use crate::thresholds::Thresholds;

pub(super) use questions::{UNPROVEN, questions};

/// Where the customer tells what they gained, and how content they are.
const WORDS: [SourceKind; 7] = [
    SourceKind::Comment,
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Note,
    SourceKind::Mail,
    SourceKind::Message,
    SourceKind::Survey,
];

/// A source that holds an input, and the day that it speaks of.
type Held<'a> = (&'a Source, Option<Date>);

/// The rows of the inputs table, always all eight and in this order.
pub(super) fn inputs(facts: &Facts<'_>) -> Vec<Input> {
    vec![
        input("customer_goals", &goals(facts), "no goal that was not given up"),
        aged(
            facts,
            "completed_work",
            &completed_work(facts),
            "no milestone and nobody's word of work that was delivered",
        ),
        aged(
            facts,
            "outcome_evidence",
            &outcomes(facts),
            "no KPI measured after its baseline, and no word of the customer's about a result",
        ),
        aged(
            facts,
            "usage_or_performance",
            &measured(facts),
            "nothing is measured, neither usage nor performance",
        ),
        aged(
            facts,
            "customer_feedback",
            &feedback(facts),
            "no survey answer, and no word of how content the customer is",
        ),
        open_risks(facts),
        input(
            "next_recommendations",
            &ahead(facts),
            "no open goal, task, milestone, risk or deal says what could come next",
        ),
        Input {
            name: "owner_review_rules".to_owned(),
            status: InputStatus::Present,
            newest: None,
            sources: 0,
            note: "built-in rules".to_owned(),
        },
    ]
}

fn goals<'a>(facts: &Facts<'a>) -> Vec<Held<'a>> {
    let sources = facts.goals().filter_map(|goal| facts.ledger.source(&goal.id));
    sources.map(|source| (source, source.occurred_at)).collect()
}

/// Milestones that were reached, playbook tasks that were done, and what people noted of work that
/// was delivered. A service without a product has projects instead of usage (VR-78).
fn completed_work<'a>(facts: &Facts<'a>) -> Vec<Held<'a>> {
    let milestones = facts.ledger.milestones();
    let reached = milestones.filter_map(|(source, it)| Some((source, Some(it.completed?))));
    let tasks = facts.ledger.of_kind(SourceKind::PlaybookTask);
    let done = tasks.filter_map(|source| Some((source, Some(source.occurred_at?))));
    let kinds: Vec<SourceKind> = TALKS.into_iter().chain([SourceKind::PlaybookTask]).collect();
    let told = Utterance::all(facts.ledger, &kinds)
        .into_iter()
        .filter(|said| said.affiliation() != Affiliation::Customer && says(said, Cue::Delivered));
    let told = told.map(|said| (said.source, said.source.occurred_at));
    reached.chain(done).chain(told).collect()
}

/// KPIs that were measured after their baseline, and what the customer tells of results.
fn outcomes<'a>(facts: &Facts<'a>) -> Vec<Held<'a>> {
    let told = customers_words(facts, Cue::Result);
    let told = told.filter(|(said, _)| !lexicon::hedges().is_in(said.text()));
    measured_kpis(facts)
        .chain(told.map(|(said, day)| (said.source, day)))
        .collect()
}

/// Series of usage and of dashboard metrics; where there are none, the KPIs that were measured.
fn measured<'a>(facts: &Facts<'a>) -> Vec<Held<'a>> {
    let series = facts.ledger.series();
    let series: Vec<Held<'a>> = series
        .map(|(source, series)| (source, Some(series.last.date)))
        .collect();
    if series.is_empty() {
        measured_kpis(facts).collect()
    } else {
        series
    }
}

fn measured_kpis<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Held<'a>> {
    let measured = facts.kpis.iter().filter(|kpi| kpi.is_measured());
    measured.map(|kpi| (kpi.source, kpi.kpi.current_date))
}

/// Answers to surveys, and what the customer's people say of how content they are.
fn feedback<'a>(facts: &Facts<'a>) -> Vec<Held<'a>> {
    let surveys = facts
        .ledger
        .surveys()
        .map(|(source, answer)| (source, Some(answer.date)));
    let told = customers_words(facts, Cue::Praise).map(|(said, day)| (said.source, day));
    surveys.chain(told).collect()
}

fn customers_words<'a>(facts: &Facts<'a>, cue: Cue) -> impl Iterator<Item = (Utterance<'a>, Option<Date>)> {
    let all = Utterance::all(facts.ledger, &WORDS).into_iter();
    let theirs = all.filter(move |said| said.affiliation() == Affiliation::Customer && says(said, cue));
    theirs.map(|said| (said, said.source.occurred_at))
}

fn says(said: &Utterance<'_>, cue: Cue) -> bool {
    let text = said.text();
    cue.phrases().is_in(text) && !text.trim_end().ends_with('?') && !lexicon::pending().is_in(text)
}

/// The risks are known as soon as a help desk or a list of risks has ever held a record of the
/// account: that none is open is an answer too.
fn open_risks(facts: &Facts<'_>) -> Input {
    let tickets = facts.ledger.tickets().map(|(source, it)| (source, it.open));
    let risks = facts.ledger.risks().map(|(source, it)| (source, it.open));
    let all: Vec<(&Source, bool)> = tickets.chain(risks).collect();
    let held: Vec<Held<'_>> = all.iter().map(|(source, _)| (*source, source.occurred_at)).collect();
    let row = input("open_risks", &held, "no ticket and no recorded risk, open or closed");
    if row.status == InputStatus::Present && all.iter().all(|(_, open)| !open) {
        return Input {
            note: "none is open".to_owned(),
            ..row
        };
    }
    row
}

/// What is planned, due, open or for sale: what a recommendation can start from.
fn ahead<'a>(facts: &Facts<'a>) -> Vec<Held<'a>> {
    let ledger = facts.ledger;
    let tasks = ledger.tasks().filter(|(_, it)| !it.completed).map(|(source, _)| source);
    let milestones = ledger.milestones().filter(|(_, it)| it.completed.is_none());
    let risks = ledger.risks().filter(|(_, it)| it.open).map(|(source, _)| source);
    let deals = ledger.deals().filter(|(_, it)| !it.closed).map(|(source, _)| source);
    let goals = facts.goals_to_reach();
    let unreached = goals.into_iter().filter_map(|goal| ledger.source(&goal.id));
    let all = tasks.chain(milestones.map(|(source, _)| source));
    let all = all.chain(risks).chain(deals).chain(unreached);
    all.map(|source| (source, source.occurred_at)).collect()
}

/// An input that grows old: stale once nothing of it is newer than its kind of source allows.
fn aged(facts: &Facts<'_>, name: &str, held: &[Held<'_>], missing: &str) -> Input {
    let row = input(name, held, missing);
    let is_fresh = |(source, day): &Held<'_>| {
        day.is_none_or(|day| !Thresholds::is_older(day, limit(facts.thresholds, source.kind), facts.as_of))
    };
    match row.newest {
        Some(newest) if !held.iter().any(is_fresh) => Input {
            status: InputStatus::Stale,
            note: format!("the newest is of {}", long_date(newest)),
            ..row
        },
        _ => row,
    }
}

/// What is measured grows old sooner than what was said.
fn limit(thresholds: &Thresholds, kind: SourceKind) -> i32 {
    match kind {
        SourceKind::Kpi | SourceKind::Series | SourceKind::Usage | SourceKind::Metric => thresholds.usage_stale_days,
        _ => thresholds.talks_stale_days,
    }
}

fn input(name: &str, held: &[Held<'_>], missing: &str) -> Input {
    let mut ids: Vec<_> = held.iter().map(|(source, _)| &source.id).collect();
    ids.sort();
    ids.dedup();
    Input {
        name: name.to_owned(),
        status: if held.is_empty() {
            InputStatus::Missing
        } else {
            InputStatus::Present
        },
        newest: held.iter().filter_map(|(_, day)| *day).max(),
        sources: ids.len(),
        note: if held.is_empty() {
            missing.to_owned()
        } else {
            String::new()
        },
    }
}
