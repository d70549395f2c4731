//! What follows from a verified summary.

mod flags;
#[cfg(test)]
mod tests;

use grounding::{Code, Diagnostic, Ledger, Route, Severity};

use super::facts::Facts;
use super::parts::parts;
use super::tasks::{gates, tasks};
use crate::account::without_known;
use crate::brief::Reason;
use crate::cite::cite_value;
use crate::definition::{Drafted, Finished, Prepared};
use crate::leaving::open_escalations;

/// The rules whose findings are faults of the summary itself: evidence that was cut without saying
/// so (V709), and an executive summary that is too long (V711).
const OWN_FAULTS: [Code; 2] = [Code(709), Code(711)];

/// Draws the conclusions from a summary.
///
/// A summary pauses only where it is at fault itself. What is wrong with the account (sources that
/// disagree, an escalation or a goal off track that no claim tells of) is a flag: the summary is
/// for the account's own people, who must read of it rather than wait for it. A conflict that
/// pauses a recap (VR-24), which a customer will read, therefore pauses no summary.
pub(super) fn finish(ledger: &Ledger, prepared: &Prepared, drafted: &Drafted<'_>) -> Finished {
    let facts = Facts::read(ledger, &prepared.request);
    let findings = &drafted.verification.diagnostics;
    Finished {
        health: None,
        reasons: reasons(findings),
        questions: without_known(drafted.questions, findings).0,
        tasks: tasks(ledger, drafted),
        flags: flags::flags(&facts, drafted),
        gates: gates(ledger, &prepared.inputs, drafted.sections),
        parts: parts(&facts, &prepared.request, drafted),
        withheld: withheld(ledger),
    }
}

fn reasons(findings: &[Diagnostic]) -> Vec<Reason> {
    let own = findings
        .iter()
        .filter(|it| OWN_FAULTS.contains(&it.code) && it.severity >= Severity::Review);
    own.map(|it| Reason::of(it, &[Route::Csm])).collect()
}

/// What keeps a copy from the customer: each open escalation that nobody has decided on (VR-42).
fn withheld(ledger: &Ledger) -> Vec<Reason> {
    let open = open_escalations(ledger).into_iter().map(|(source, ticket)| Reason {
        code: "open_escalation".to_owned(),
        message: format!("the {} `{}` is open and escalated", source.kind.noun(), ticket.subject),
        citations: vec![cite_value(source, &ticket.subject)],
        about: source.id.to_string(),
        to: vec![Route::AccountOwner],
    });
    open.filter(|it| ledger.decided(&it.about, &it.citations).is_none())
        .collect()
}
