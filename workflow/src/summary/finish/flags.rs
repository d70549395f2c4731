//! What somebody should look at in a summary.

use grounding::text::one_line;
use grounding::{Citation, Code, Diagnostic, Invoice, Route, Severity, Source, Verdict};
use jiff::civil::Date;

use super::OWN_FAULTS;
use crate::account::orders;
use crate::account::{newest_talk, newest_usage};
use crate::brief::Flag;
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::definition::Drafted;
use crate::summary::achievements::kpi_of;
use crate::summary::facts::Facts;
use crate::summary::kpi_progress::slots;
use crate::summary::records::overdue_invoices;
use crate::summary::tasks::is_accepted;
use crate::thresholds::Thresholds;

/// The rule that tells of two sources with different values of a metric.
const SOURCES_DISAGREE: Code = Code(705);

/// The rule that tells of a claim's figure which another source gives differently.
const FIGURE_DISPUTED: Code = Code(306);

/// Everything to look at, the evidence first.
pub(super) fn flags(facts: &Facts<'_>, drafted: &Drafted<'_>) -> Vec<Flag> {
    let mut found = missing(facts);
    found.extend(drafted.verification.diagnostics.iter().filter_map(of_finding));
    found.extend(disputed(drafted));
    found.extend(bare_achievements(facts, drafted));
    found.extend(stale(facts));
    found.extend(renewal(facts));
    found.extend(overdue(facts));
    found.extend(orders(facts.ledger));
    found.extend(for_the_owner(drafted));
    found
}

/// The evidence that a summary is drawn from and that isn't there.
fn missing(facts: &Facts<'_>) -> Vec<Flag> {
    let mut found = Vec::new();
    if facts.kpis.is_empty() {
        let message = "no KPI of an open goal is on record".to_owned();
        found.push(Flag::new("missing_evidence", message, &[Route::Csm], Vec::new()));
    }
    if newest_talk(facts.ledger).is_none_or(|day| day < facts.since) {
        let message = format!("no call, note, mail or activity since {}", long_date(facts.since));
        found.push(Flag::new("missing_evidence", message, &[Route::Csm], Vec::new()));
    }
    found
}

/// What the verifier found about the draft as a whole, apart from what pauses it and what is only
/// about a question: sources that disagree, and what is wrong with the account and no claim tells.
fn of_finding(finding: &Diagnostic) -> Option<Flag> {
    let elsewhere = OWN_FAULTS.contains(&finding.code) || finding.code == Code::KNOWN_ALREADY;
    if elsewhere || finding.settled_by.is_some() || finding.severity < Severity::Review {
        return None;
    }
    let conflict = matches!(finding.code, SOURCES_DISAGREE | Code::SCOPE_CONFLICT);
    let kind = if conflict { "context" } else { "missing_evidence" };
    let routes = if finding.routes.is_empty() {
        &[Route::Csm][..]
    } else {
        &finding.routes
    };
    Some(Flag::new(kind, finding.message.clone(), routes, finding.citations()))
}

/// The figures that another source gives differently, each with the first claim that tells it, as
/// far as no finding about the draft as a whole quotes both.
fn disputed(drafted: &Drafted<'_>) -> Vec<Flag> {
    let mut found: Vec<Flag> = Vec::new();
    let conflicts = drafted
        .verification
        .diagnostics
        .iter()
        .filter(|it| it.code == SOURCES_DISAGREE);
    let known: Vec<Citation> = conflicts.flat_map(Diagnostic::citations).collect();
    let said = drafted
        .verification
        .claims
        .iter()
        .filter(|it| it.verdict != Verdict::Rejected);
    for verified in said {
        let findings = verified.diagnostics.iter().filter(|it| it.code == FIGURE_DISPUTED);
        for finding in findings {
            let citations = finding.citations();
            let quoted = citations.iter().any(|it| known.iter().any(|known| known.overlaps(it)));
            if !quoted && found.iter().all(|known| known.citations != citations) {
                let text = one_line(&verified.claim.text);
                let message = format!("{}: \u{201C}{text}\u{201D}", finding.message);
                found.push(Flag::new("context", message, &[Route::Csm], citations));
            }
        }
    }
    found
}

/// The key achievements that lack one of the four things which belong to them, and which (AS-32).
fn bare_achievements(facts: &Facts<'_>, drafted: &Drafted<'_>) -> Vec<Flag> {
    let said = drafted.said_in("key_achievements").into_iter();
    let lacking = said.filter_map(|it| {
        let kpi = kpi_of(facts, it)?;
        let slots = slots(facts, kpi);
        let (there, missing): (Vec<_>, Vec<_>) = slots.named().into_iter().partition(|(_, cited)| cited.is_some());
        let missing: Vec<String> = missing.into_iter().map(|(name, _)| name.replace('_', " ")).collect();
        let message = format!(
            "nothing on record of the {} behind the achievement \u{201C}{}\u{201D}",
            missing.join(", the "),
            kpi.kpi.metric.trim()
        );
        let citations = there.into_iter().filter_map(|(_, cited)| cited.cloned()).collect();
        (!missing.is_empty()).then(|| Flag::new("missing_evidence", message, &[Route::Csm], citations))
    });
    lacking.collect()
}

/// What is on record and too old to go by. Talks from before the window count as missing.
fn stale(facts: &Facts<'_>) -> Vec<Flag> {
    let is_old = |day: Date, days: i32| Thresholds::is_older(day, days, facts.as_of);
    let usage = newest_usage(facts.ledger).filter(|day| is_old(*day, facts.thresholds.usage_stale_days));
    let talk =
        newest_talk(facts.ledger).filter(|day| *day >= facts.since && is_old(*day, facts.thresholds.talks_stale_days));
    let told = |what: &str, day: Date| {
        let message = format!("{what} is of {}", long_date(day));
        Flag::new("context", message, &[Route::Csm], Vec::new())
    };
    let usage = usage.map(|day| told("the newest usage figure", day));
    let talk = talk.map(|day| told("the newest call, note, mail or activity", day));
    usage.into_iter().chain(talk).collect()
}

fn renewal(facts: &Facts<'_>) -> Option<Flag> {
    let day = facts.renewal?;
    let left = (day - facts.as_of).get_days();
    let is_near = (0..=facts.thresholds.renewal_near_days).contains(&left);
    is_near.then(|| {
        let days = match left {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            left => format!("in {left} days"),
        };
        let message = format!("the contract renews on {}, {days}", long_date(day));
        Flag::new("timing_risk", message, &[Route::AccountOwner], Vec::new())
    })
}

/// The invoices that should have been paid by now, in one flag.
fn overdue(facts: &Facts<'_>) -> Option<Flag> {
    let late: Vec<(&Source, &Invoice)> = overdue_invoices(facts).collect();
    let oldest = late.first()?.1.due_date?;
    let message = match late.len() {
        1 => format!("an invoice has been overdue since {}", long_date(oldest)),
        count => format!("{count} invoices are overdue, the oldest since {}", long_date(oldest)),
    };
    let citations = late
        .iter()
        .map(|(source, it)| cite_value(source, it.number.as_deref().unwrap_or_default()))
        .collect();
    Some(Flag::new("commercial_risk", message, &[Route::AccountOwner], citations))
}

/// What is the account owner's to decide: no suggestion and no step reaches the customer before
/// they have (AS-51, VR-23).
fn for_the_owner(drafted: &Drafted<'_>) -> Vec<Flag> {
    let told = [
        (
            "expansion",
            "suggested expansions are for the account owner to decide on",
        ),
        (
            "next_steps",
            "next steps are recommendations for the account owner to review",
        ),
    ];
    let found = told.into_iter().filter_map(|(section, message)| {
        let said = drafted
            .said_in(section)
            .into_iter()
            .filter(|it| is_accepted(it.verdict));
        let citations: Vec<Citation> = said.flat_map(|it| it.claim.citations.clone()).collect();
        let any = !citations.is_empty();
        any.then(|| Flag::new("review_required", message.to_owned(), &[Route::AccountOwner], citations))
    });
    found.collect()
}
