//! What waits, is late or may go wrong.

use grounding::text::one_line;
use grounding::{Milestone, Risk, Source, Ticket};

use super::{Prefilled, Records, count};
use crate::account::cite_day;
use crate::cite::cite_value;
use crate::scorecard::value::Value;

/// The tickets and cases that are open and escalated.
pub(super) fn open_escalations(records: Records<'_>) -> Option<Prefilled> {
    let mut all: Vec<(&Source, &Ticket)> = records.ledger.tickets().collect();
    all.sort_by_key(|(source, _)| (source.occurred_at, &source.id));
    let counts = |(_, ticket): &(&Source, &Ticket)| ticket.open && ticket.escalated;
    count(&all, counts, |(source, ticket)| cite_value(source, &ticket.subject))
}

/// The milestones that should have been reached by now and were not.
pub(super) fn late_milestones(records: Records<'_>) -> Option<Prefilled> {
    let dated = records.ledger.milestones();
    let mut all: Vec<(&Source, &Milestone)> = dated.filter(|(_, it)| it.due.is_some()).collect();
    all.sort_by_key(|(source, milestone)| (milestone.due, &source.id));
    let is_late = |(_, milestone): &(&Source, &Milestone)| {
        milestone.completed.is_none() && milestone.due.is_some_and(|due| due < records.as_of)
    };
    count(&all, is_late, |(source, milestone)| match milestone.due {
        Some(due) => cite_day(source, due),
        None => cite_value(source, &milestone.name),
    })
}

/// The risks on record that are open.
pub(super) fn open_risks(records: Records<'_>) -> Option<Prefilled> {
    let open: Vec<(&Source, &Risk)> = records.ledger.risks().filter(|(_, risk)| risk.open).collect();
    let told: Vec<String> = open.iter().map(|(_, risk)| one_line(&risk.title)).collect();
    (!open.is_empty()).then(|| Prefilled {
        value: Value::Text(told.join("; ")),
        citations: open
            .iter()
            .map(|(source, risk)| cite_value(source, &risk.title))
            .collect(),
    })
}
