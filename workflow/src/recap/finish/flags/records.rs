//! What the records and the request show that somebody should look at.

use grounding::{InvoiceStatus, Route, SourceId};
use rust_decimal::Decimal;

use super::super::super::facts::Facts;
use super::super::super::trigger::renewal_ahead;
use crate::account::grouped;
use crate::brief::{Flag, GoalOutcome, InputStatus, Parts};
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::definition::Prepared;

pub(super) fn missing_inputs(prepared: &Prepared) -> Vec<Flag> {
    let missing = prepared
        .inputs
        .iter()
        .filter(|input| input.status == InputStatus::Missing);
    missing
        .map(|input| {
            let message = format!("{}: {}", input.name.replace('_', " "), input.note);
            Flag::new("context", message, &[Route::Csm], Vec::new())
        })
        .collect()
}

pub(super) fn near_renewal(facts: &Facts<'_>) -> Option<Flag> {
    let (day, source) = renewal_ahead(facts)?;
    let left = (day - facts.as_of).get_days();
    if left > facts.thresholds.renewal_near_days {
        return None;
    }
    let when = match left {
        0 => "today".to_owned(),
        1 => format!("on {}, in one day", long_date(day)),
        left => format!("on {}, in {left} days", long_date(day)),
    };
    let message = format!("the contract renews {when} (`{}`)", source.id);
    Some(Flag::new("timing_risk", message, &[Route::AccountOwner], Vec::new()))
}

/// The goals of which nothing tells what came of them (VR-13, VR-22).
pub(super) fn goals_without_evidence(facts: &Facts<'_>, parts: &Parts) -> Vec<Flag> {
    let without = parts
        .goal_table
        .iter()
        .filter(|row| row.outcome == Some(GoalOutcome::NoEvidence));
    without
        .map(|row| {
            let source = facts.ledger.source(&SourceId::raw(&row.goal_id));
            let message = format!("no evidence yet of \u{201C}{}\u{201D}", row.goal);
            let cited = source.map(|source| cite_value(source, &row.goal));
            Flag::new("missing_evidence", message, &[Route::Csm], cited.into_iter().collect())
        })
        .collect()
}

/// Invoices that should have been paid by now, or that nobody expects to be paid any more.
pub(super) fn overdue(facts: &Facts<'_>) -> Vec<Flag> {
    let late = facts.ledger.invoices().filter_map(|(source, invoice)| {
        let due = invoice.due_date.filter(|day| *day < facts.as_of);
        let left = invoice.remaining.filter(|left| *left > Decimal::ZERO);
        let amount = left.map(|left| format!("{} {}", invoice.currency, grouped(left)));
        let what = match (invoice.status, due, amount) {
            (InvoiceStatus::Open, Some(day), Some(amount)) => {
                let age = (facts.as_of - day).get_days();
                let days = if age == 1 { "day" } else { "days" };
                format!("{amount} is overdue by {age} {days}")
            }
            (InvoiceStatus::Uncollectible, _, _) => "is marked as uncollectible".to_owned(),
            _ => return None,
        };
        let number = invoice.number.as_deref().unwrap_or(source.id.as_str());
        let cited = vec![cite_value(source, invoice.number.as_deref().unwrap_or_default())];
        let message = format!("the invoice `{number}`: {what}");
        Some(Flag::new("commercial_risk", message, &[Route::AccountOwner], cited))
    });
    late.collect()
}
