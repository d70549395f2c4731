//! What must be passed before a recap is complete.

use super::super::facts::Facts;
use super::super::trigger::owner;
use crate::brief::{Gate, InputStatus};
use crate::definition::Prepared;
use crate::open_escalations;
use crate::trigger::{ASKED, MANUAL};

/// The five gates of the workflow (VR-2, VR-11, VR-32, VR-49, VR-50), and that no escalated issue
/// of the customer's is open (VR-42).
pub(super) fn gates(facts: &Facts<'_>, prepared: &Prepared) -> Vec<Gate> {
    let gate = |name: &str, passed: bool, why: String| Gate {
        name: name.to_owned(),
        passed,
        why,
    };
    let (narrow, why) = trigger(prepared);
    let (issues, unresolved) = issues(facts);
    vec![
        gate("trigger_narrow", narrow, why),
        gate("evidence_listed", !prepared.inputs.is_empty(), evidence(prepared)),
        gate("approval_explicit", owner(facts).is_some(), approval(facts)),
        gate(
            "permission_protected",
            true,
            "what leaves must be allowed to the customer, and an edit takes the approval back".to_owned(),
        ),
        gate(
            "measurement_defined",
            true,
            "the coverage of value evidence and seven counts are drawn from the log".to_owned(),
        ),
        gate("customer_issues_resolved", issues, unresolved),
    ]
}

fn trigger(prepared: &Prepared) -> (bool, String) {
    match &prepared.trigger {
        None => (false, "nothing started it".to_owned()),
        Some(trigger) if trigger.kind == MANUAL => (true, format!("asked for by hand: {}", trigger.record)),
        Some(trigger) if trigger.record == ASKED => (false, format!("no record shows `{}`", trigger.kind)),
        Some(trigger) => (true, format!("`{}` by `{}`", trigger.kind, trigger.record)),
    }
}

fn evidence(prepared: &Prepared) -> String {
    let count = |status: InputStatus| prepared.inputs.iter().filter(|input| input.status == status).count();
    format!(
        "{} inputs are listed: {} present, {} missing, {} stale",
        prepared.inputs.len(),
        count(InputStatus::Present),
        count(InputStatus::Missing),
        count(InputStatus::Stale),
    )
}

fn approval(facts: &Facts<'_>) -> String {
    match owner(facts) {
        Some(name) => format!("the account's owner approves, by name and day: {name} on record"),
        None => "nobody is on record as the account's owner".to_owned(),
    }
}

fn issues(facts: &Facts<'_>) -> (bool, String) {
    match open_escalations(facts.ledger).as_slice() {
        [] => (true, "no escalated ticket is open".to_owned()),
        [(source, _)] => (false, format!("one escalated ticket is open: `{}`", source.id)),
        open => {
            let ids: Vec<String> = open.iter().map(|(source, _)| format!("`{}`", source.id)).collect();
            (
                false,
                format!("{} escalated tickets are open: {}", open.len(), ids.join(", ")),
            )
        }
    }
}
