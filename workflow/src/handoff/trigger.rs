//! What starts a handoff (HO-1).

use grounding::{Deal, SourceId, lexicon};
use jiff::civil::Date;

use super::facts::Facts;
use crate::brief::{Reason, Trigger};
use crate::definition::Request;
use crate::trigger::MANUAL;

/// The trigger of the run: the one asked for, else the strongest that the records show. Several
/// records of one deal start one handoff; the others are named beside it.
pub(super) fn find(facts: &Facts<'_>, request: &Request) -> Option<Trigger> {
    let shown = shown(facts, request.trigger_days);
    match &request.trigger {
        Some(asked) if asked.kind == MANUAL => Some(asked.clone()),
        Some(asked) => {
            let mut fitting = shown.into_iter().filter(|(kind, record)| {
                *kind == asked.kind && (asked.record.is_empty() || record.as_str() == asked.record)
            });
            let (kind, record) = fitting.next()?;
            Some(Trigger {
                kind: kind.to_owned(),
                record: record.to_string(),
                also: Vec::new(),
            })
        }
        None => {
            let mut shown = shown.into_iter();
            let (kind, record) = shown.next()?;
            let also = shown.map(|(_, record)| record.to_string()).collect();
            Some(Trigger {
                kind: kind.to_owned(),
                record: record.to_string(),
                also,
            })
        }
    }
}

/// Why a handoff may not begin at all.
pub(super) fn stops(facts: &Facts<'_>, trigger: Option<&Trigger>, request: &Request) -> Vec<Reason> {
    let mut stops = Vec::new();
    if trigger.is_none() {
        let asked = request
            .trigger
            .as_ref()
            .map(|asked| format!(" of kind `{}`", asked.kind))
            .unwrap_or_default();
        let message = format!(
            "no trigger{asked}: no deal won, assignment, kickoff or onboarding project within {} days before {}",
            request.trigger_days, facts.ledger.view.as_of,
        );
        stops.push(Reason {
            code: "no_trigger".to_owned(),
            message,
            citations: Vec::new(),
            about: String::new(),
            to: Vec::new(),
        });
    }
    if let Some(why) = &request.rules_unreadable {
        stops.push(Reason {
            code: "rules_unreadable".to_owned(),
            message: why.clone(),
            citations: Vec::new(),
            about: String::new(),
            to: Vec::new(),
        });
    }
    let nothing = facts.talks.is_empty() && facts.sale.scope.is_none() && facts.ledger.goals().is_empty();
    if nothing {
        let message = "there are no deal notes, no calls, no order form and no goals to draft from".to_owned();
        stops.push(Reason {
            code: "no_evidence".to_owned(),
            message,
            citations: Vec::new(),
            about: String::new(),
            to: Vec::new(),
        });
    }
    stops
}

/// Every trigger that the records show, the strongest first.
fn shown(facts: &Facts<'_>, days: i64) -> Vec<(&'static str, SourceId)> {
    let as_of = facts.ledger.view.as_of;
    let recent = |date: Date| date <= as_of && i64::from((as_of - date).get_days()) <= days;
    let closed = facts.sale.deal.and_then(|(_, deal): (_, &Deal)| deal.close_date);
    let mut found = Vec::new();
    if let (Some((source, _)), Some(true)) = (facts.sale.deal, closed.map(recent)) {
        found.push(("closed_won", source.id.clone()));
    }
    // The other triggers follow from a deal, and count while that deal is young; where the CRM
    // has no deal, they count by their own age.
    let counts = |date: Option<Date>| closed.or(date).is_some_and(recent);
    let assigned = facts.ledger.tasks().filter(|(source, task)| {
        let text = format!("{} {}", task.subject, source.text);
        let to_success = ["onboarding", "customer success", "csm"]
            .iter()
            .any(|it| text.to_lowercase().contains(it));
        task.subject.to_lowercase().contains("assign") && to_success && counts(source.occurred_at)
    });
    found.extend(assigned.map(|(source, _)| ("assigned", source.id.clone())));
    let planned = facts
        .ledger
        .tasks()
        .filter(|(source, task)| lexicon::kickoff().is_in(&task.subject) && counts(source.occurred_at));
    found.extend(planned.map(|(source, _)| ("kickoff_scheduled", source.id.clone())));
    if let Some(kickoff) = facts
        .kickoff
        .as_ref()
        .filter(|it| counts(facts.ledger.source(&it.record).and_then(|source| source.occurred_at)))
    {
        found.push(("kickoff_scheduled", kickoff.record.clone()));
    }
    let projects = facts
        .ledger
        .projects()
        .filter(|(_, project)| project.onboarding && counts(project.created));
    found.extend(projects.map(|(source, _)| ("project_created", source.id.clone())));
    let mut seen: Vec<SourceId> = Vec::new();
    found.retain(|(_, record)| {
        !seen.contains(record) && {
            seen.push(record.clone());
            true
        }
    });
    found
}
