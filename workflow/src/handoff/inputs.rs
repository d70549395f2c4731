//! The eight inputs of a handoff (HO-2) and whether they are there.

use grounding::{Source, lexicon};
use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::Facts;
use crate::brief::{Input, InputStatus};

/// Notes and calls that are older than this on the brief's day say little about a new customer.
/// The same age as the contract's default for notes and calls, in days.
const NOTES_STALE_DAYS: i64 = 120;

/// The rows of the inputs table, always all eight and in this order.
pub(super) fn inputs(facts: &Facts<'_>) -> Vec<Input> {
    let notes = distinct(facts.talks.iter().map(|said| said.source));
    let scope: Vec<&Source> = facts.sale.scope.iter().map(|scope| scope.source).collect();
    let goals: Vec<&Source> = facts
        .goals
        .iter()
        .filter_map(|goal| facts.ledger.source(&goal.id))
        .collect();
    let people: Vec<&Source> = facts.people.iter().map(|person| person.source).collect();
    let promises = distinct(facts.sale.commitments.iter().map(|it| it.utterance.source));
    let setup = distinct(
        facts
            .said(|text| lexicon::setup().is_in(text) && !lexicon::small_talk().is_in(text))
            .into_iter()
            .map(|it| it.source),
    );
    let told_risks = facts.said(|text| lexicon::risks().is_in(text) && !lexicon::small_talk().is_in(text));
    let recorded_risks = facts.ledger.risks().map(|(source, _)| source);
    let risks = distinct(told_risks.into_iter().map(|it| it.source).chain(recorded_risks));
    let start = facts.kickoff.iter().filter_map(|it| facts.ledger.source(&it.record));
    let start = distinct(start.chain(facts.first_value.iter().map(|it| it.source)));

    // Promises are there to be read as soon as somebody wrote down what was said; that none was
    // made is an answer too.
    let promises = Input {
        status: known(!notes.is_empty()),
        ..input("promises", &promises, "")
    };
    let mut deal_notes = input("deal_notes", &notes, "no deal notes and no call summaries");
    let oldest_useful = facts
        .ledger
        .view
        .as_of
        .checked_sub(NOTES_STALE_DAYS.days())
        .unwrap_or(Date::MIN);
    if deal_notes.newest.is_some_and(|newest| newest < oldest_useful) {
        deal_notes.status = InputStatus::Stale;
        deal_notes.note = format!("nothing newer than {NOTES_STALE_DAYS} days");
    }
    vec![
        deal_notes,
        input("signed_scope", &scope, "no signed order form"),
        input("goals", &goals, "no open goal in the success plan"),
        input("stakeholders", &people, "no contact at the customer"),
        promises,
        input("implementation", &setup, "nobody says what the setup needs"),
        input("risks", &risks, "nobody says what could go wrong"),
        kickoff_and_first_value(facts, &start),
    ]
}

fn kickoff_and_first_value(facts: &Facts<'_>, sources: &[&Source]) -> Input {
    let missing: Vec<&str> = [
        (facts.kickoff.is_none(), "no kickoff date"),
        (!facts.first_value_is_explicit(), "no explicit first-value criteria"),
    ]
    .into_iter()
    .filter_map(|(missing, what)| missing.then_some(what))
    .collect();
    let status = known(missing.is_empty());
    Input {
        status,
        note: missing.join(", "),
        ..input("kickoff_and_first_value", sources, "")
    }
}

fn input(name: &str, sources: &[&Source], missing: &str) -> Input {
    Input {
        name: name.to_owned(),
        status: known(!sources.is_empty()),
        newest: sources.iter().filter_map(|source| source.occurred_at).max(),
        sources: sources.len(),
        note: if sources.is_empty() {
            missing.to_owned()
        } else {
            String::new()
        },
    }
}

fn known(is_there: bool) -> InputStatus {
    if is_there {
        InputStatus::Present
    } else {
        InputStatus::Missing
    }
}

fn distinct<'a>(sources: impl Iterator<Item = &'a Source>) -> Vec<&'a Source> {
    let mut found: Vec<&Source> = sources.collect();
    found.sort_by(|left, right| left.id.cmp(&right.id));
    found.dedup_by(|left, right| left.id == right.id);
    found
}
