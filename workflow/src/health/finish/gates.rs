//! What must be passed before a snapshot's workflow comes to its end.

use super::super::facts::Facts;
use super::super::inputs::is_open;
use super::super::next::Next;
use super::super::stops::Applied;
use crate::brief::{Gate, InputStatus};
use crate::definition::Prepared;

/// Evidence, next action and owner are there (HS-4, HS-14, HS-16), the owner has reviewed the
/// snapshot (HS-20) and what stops what follows from it (HS-21), and the run is counted (HS-32).
pub(super) fn gates(facts: &Facts<'_>, prepared: &Prepared, next: Option<&Next<'_>>, applied: &[Applied]) -> Vec<Gate> {
    let gate = |name: &str, passed: bool, yes: String, no: String| Gate {
        name: name.to_owned(),
        passed,
        why: if passed { yes } else { no },
    };
    let open = |status: InputStatus| {
        let open = prepared
            .inputs
            .iter()
            .filter(|it| it.status == status && is_open(facts, it));
        open.map(|it| it.name.replace('_', " ")).collect::<Vec<_>>()
    };
    let (missing, stale) = (open(InputStatus::Missing), open(InputStatus::Stale));
    let rules: Vec<&str> = applied.iter().map(|it| it.rule.text).collect();
    let owner = facts.owner();
    vec![
        gate(
            "evidence_attached",
            missing.is_empty(),
            "every input is there".to_owned(),
            format!("missing: {}", missing.join(", ")),
        ),
        gate(
            "signals_fresh",
            stale.is_empty(),
            "no evidence is too old to go by".to_owned(),
            format!("too old: {}", stale.join(", ")),
        ),
        gate(
            "next_action",
            next.is_some(),
            "there is one, and it rests on evidence".to_owned(),
            "nothing that rests on evidence says what to do next".to_owned(),
        ),
        gate(
            "owner_assigned",
            owner.is_some(),
            format!("the account owner is known: {}", owner.as_deref().unwrap_or_default()),
            "nobody is on record as account owner".to_owned(),
        ),
        gate(
            "owner_review",
            false,
            String::new(),
            "the account owner has not reviewed it".to_owned(),
        ),
        gate(
            "stop_rules",
            applied.is_empty(),
            "none of the ten stop rules applies".to_owned(),
            rules.join("; "),
        ),
        gate(
            "measurement_logged",
            false,
            String::new(),
            "counted once it is kept as a run".to_owned(),
        ),
    ]
}
