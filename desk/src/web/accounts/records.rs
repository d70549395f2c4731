//! What the records alone say of an account's people and of how far its KPIs have come, as the
//! kinds of brief have it, before anything is drafted.

use grounding::{Ledger, Verification};
use workflow::brief::{KpiRow, Parts, Stakeholder};
use workflow::handoff::HANDOFF;
use workflow::summary::SUMMARY;
use workflow::{Definition, Drafted, Request};

/// Who matters, on both sides, and who was never on a call.
pub(super) fn people(ledger: &Ledger) -> Vec<Stakeholder> {
    parts(ledger, &HANDOFF).stakeholders
}

/// The KPIs that were completed or have come nearer to their target.
pub(super) fn moved(ledger: &Ledger) -> Vec<KpiRow> {
    parts(ledger, &SUMMARY).kpis
}

/// The parts of a brief of which no sentence has been drafted.
fn parts(ledger: &Ledger, definition: &Definition) -> Parts {
    let prepared = (definition.prepare)(ledger, &Request::default());
    let verification = Verification {
        claims: Vec::new(),
        diagnostics: Vec::new(),
    };
    let drafted = Drafted {
        verification: &verification,
        questions: &[],
        sections: &[],
    };
    (definition.finish)(ledger, &prepared, &drafted).parts
}
