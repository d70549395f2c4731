//! What a summary wants to know and whether it is there.

use grounding::{Source, SourceKind};
use jiff::civil::Date;

use super::facts::Facts;
use crate::account::{TALKS, newest_usage};
use crate::brief::{Input, InputStatus};
use crate::thresholds::Thresholds;

/// The rows of the inputs table, always all eight and in this order.
pub(super) fn inputs(facts: &Facts<'_>) -> Vec<Input> {
    let ledger = facts.ledger;
    let of_kinds = |kinds: &[SourceKind]| -> Vec<&Source> {
        let own = ledger.sources().filter(|source| source.account.is_some());
        own.filter(|source| kinds.contains(&source.kind)).collect()
    };
    let tickets: Vec<&Source> = ledger.tickets().map(|(source, _)| source).collect();
    let projects: Vec<&Source> = ledger.projects().map(|(source, _)| source).collect();
    let goals = ledger.goals().iter().filter(|goal| goal.is_open());
    let goals: Vec<&Source> = goals.filter_map(|goal| ledger.source(&goal.id)).collect();
    let kpis: Vec<&Source> = facts.kpis.iter().map(|state| state.source).collect();
    let measured = facts.kpis.iter().filter_map(|state| state.kpi.current_date).max();
    let usage: Vec<&Source> = ledger.series().map(|(source, _)| source).collect();
    let logged: Vec<SourceKind> = TALKS.into_iter().filter(|kind| !is_support(*kind)).collect();
    let activities = of_kinds(&logged);
    let talked = activities.iter().filter_map(|source| source.occurred_at).max();

    let limits = facts.thresholds;
    let aged = |row: Input, newest: Option<Date>, days: i32, what: &str| {
        let is_old = newest.is_some_and(|day| Thresholds::is_older(day, days, facts.as_of));
        if row.status != InputStatus::Present || !is_old {
            return Input { newest, ..row };
        }
        Input {
            status: InputStatus::Stale,
            note: format!("{what} newer than {days} days"),
            newest,
            ..row
        }
    };
    vec![
        input(
            "account",
            &of_kinds(&[SourceKind::Account]),
            "no account record in the CRM",
        ),
        input(
            "contacts",
            &of_kinds(&[SourceKind::Contact]),
            "no contact at the customer",
        ),
        input("goals", &goals, "no open goal in the success plan"),
        aged(
            input("kpis", &kpis, "no KPI of an open goal"),
            measured,
            limits.usage_stale_days,
            "nothing measured",
        ),
        aged(
            input("activities", &activities, "nobody logged, said or wrote anything"),
            talked,
            limits.talks_stale_days,
            "nothing",
        ),
        input("tickets", &tickets, "no ticket and no support case"),
        aged(
            input("usage", &usage, "no usage figures and no product events"),
            newest_usage(ledger),
            limits.usage_stale_days,
            "nothing measured",
        ),
        input("projects", &projects, "no project"),
    ]
}

/// Whether it comes from support, which has a row of its own.
fn is_support(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Ticket | SourceKind::Comment)
}

fn input(name: &str, sources: &[&Source], missing: &str) -> Input {
    let is_there = !sources.is_empty();
    Input {
        name: name.to_owned(),
        status: if is_there {
            InputStatus::Present
        } else {
            InputStatus::Missing
        },
        newest: sources.iter().filter_map(|source| source.occurred_at).max(),
        sources: sources.len(),
        note: if is_there { String::new() } else { missing.to_owned() },
    }
}

#[cfg(test)]
mod tests;
