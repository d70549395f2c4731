//! What somebody should look at in a snapshot (HS-5, HS-13, HS-15, HS-21).

mod kinds;
mod signals;
#[cfg(test)]
mod tests;

use grounding::text::one_line;
use grounding::{Citation, Diagnostic, Route, Severity, Verdict};

use super::super::facts::{Facts, cite_seen};
use super::super::signal::Seen;
use super::super::stops::Applied;
use super::FIGURE_DISPUTED;
use super::reasons::is_reason;
use crate::account::orders;
use crate::brief::Flag;
use crate::definition::{Drafted, Holds, Prepared};

/// More words than these show nothing more.
const MOST_CITED: usize = 6;

/// Everything to look at: what the signals show, then what is missing, what presses, what touches
/// money, and what the owner must see.
pub(super) fn flags(facts: &Facts<'_>, prepared: &Prepared, drafted: &Drafted<'_>, applied: &[Applied]) -> Vec<Flag> {
    let mut found = signals::flags(facts);
    found.extend(kinds::missing_evidence(facts, prepared));
    found.extend(drafted.verification.diagnostics.iter().filter_map(of_finding));
    found.extend(disputed(drafted));
    found.extend(kinds::timing_risk(facts));
    found.extend(kinds::commercial_risk(facts));
    found.extend(applied.iter().filter_map(stopped));
    found.extend(kinds::review_required(facts, prepared));
    found.extend(orders(facts.ledger));
    found
}

/// What the verifier found about the draft as a whole, apart from what pauses it and what is only
/// about a question.
fn of_finding(finding: &Diagnostic) -> Option<Flag> {
    let elsewhere = is_reason(finding) || finding.code == grounding::Code::KNOWN_ALREADY;
    if elsewhere || finding.settled_by.is_some() || finding.severity < Severity::Review {
        return None;
    }
    let routes = if finding.routes.is_empty() {
        &[Route::Csm][..]
    } else {
        &finding.routes
    };
    let flag = Flag::new("missing_evidence", finding.message.clone(), routes, finding.citations());
    Some(flag)
}

/// The figures outside the condition that another source gives differently; those of the condition
/// pause the run.
fn disputed(drafted: &Drafted<'_>) -> Vec<Flag> {
    let condition = drafted.said_in("condition");
    let is_elsewhere = |id: &str| condition.iter().all(|it| it.claim.id != id);
    let mut found: Vec<Flag> = Vec::new();
    let said = drafted.verification.claims.iter();
    for verified in said.filter(|it| it.verdict != Verdict::Rejected && is_elsewhere(&it.claim.id)) {
        for finding in verified.diagnostics.iter().filter(|it| it.code == FIGURE_DISPUTED) {
            let citations = finding.citations();
            if found.iter().all(|known| known.citations != citations) {
                let message = format!(
                    "\u{201C}{}\u{201D}: {}",
                    one_line(&verified.claim.text),
                    finding.message
                );
                found.push(Flag::new("context", message, &[Route::Csm], citations));
            }
        }
    }
    found
}

/// What holds up the next action, in the rule's own words and with what shows it (HS-21).
fn stopped(applied: &Applied) -> Option<Flag> {
    let rule = applied.rule;
    let kind = match rule.name {
        "customer_promise" | "renewal_strategy" => "review_required",
        _ => "commercial_risk",
    };
    (rule.holds == Holds::Leaving).then(|| {
        let message = format!("{}: {}", rule.text, applied.shown_by);
        Flag::new(kind, message, &[Route::AccountOwner], applied.citations.clone())
    })
}

/// The words of what was seen, each once.
fn cited<'s>(seen: impl IntoIterator<Item = &'s Seen<'s>>) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    for citation in seen.into_iter().filter_map(cite_seen) {
        if citations.len() < MOST_CITED && !citations.contains(&citation) {
            citations.push(citation);
        }
    }
    citations
}

/// When a day is, from the snapshot's: `on 15 September 2026, in 77 days`.
fn when(facts: &Facts<'_>, day: jiff::civil::Date) -> String {
    match facts.days_to(day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        left => format!("on {}, in {left} days", crate::calendar::long_date(day)),
    }
}
