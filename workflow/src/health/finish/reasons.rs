//! Why people must answer first (HS-14, HS-16, HS-21).

use grounding::text::one_line;
use grounding::{Citation, Code, Diagnostic, Route, Severity, Verdict};

use super::super::facts::{Facts, cite_seen};
use super::super::inputs::{about_stale, newest_words};
use super::super::next::Next;
use super::super::signal::{Conflict, Seen, Signal, SignalName};
use super::{FIGURE_DISPUTED, SOURCES_DISAGREE};
use crate::brief::Reason;
use crate::calendar::long_date;
use crate::definition::Drafted;

/// Who decides what nobody else is named for.
const OWNERS: [Route; 2] = [Route::AccountOwner, Route::Csm];

/// The rule that tells of evidence which was cut without saying so: a fault of the draft itself.
const CUT_UNTOLD: Code = Code(709);

/// The rule that asks a snapshot for its condition and its next action (HS-16).
const INCOMPLETE: Code = Code(716);

/// Everything that pauses a snapshot, but for what a person has decided since.
pub(super) fn reasons(facts: &Facts<'_>, drafted: &Drafted<'_>, next: Option<&Next<'_>>) -> Vec<Reason> {
    let mut found: Vec<Reason> = conflicts(facts);
    let findings = drafted.verification.diagnostics.iter().filter(|it| pauses(it));
    for reason in findings.map(|it| Reason::of(it, &OWNERS)).chain(disputed(drafted)) {
        if found.iter().all(|known| !is_same(known, &reason)) {
            found.push(reason);
        }
    }
    found.extend(stale(facts));
    let without = unknown(facts).or_else(|| nothing_to_do(next));
    found.extend(without.map_or_else(|| incomplete(drafted), |reason| vec![reason]));
    found.retain(|it| facts.ledger.decided(&it.about, &it.citations).is_none());
    found
}

/// Whether it is a finding about the draft as a whole that pauses it by itself: sources that
/// disagree, and evidence that was cut.
fn pauses(finding: &Diagnostic) -> bool {
    match finding.code {
        SOURCES_DISAGREE => finding.severity == Severity::Deny,
        CUT_UNTOLD => finding.severity >= Severity::Review,
        _ => false,
    }
}

/// Whether a finding is told as a reason, and so is no flag.
pub(super) fn is_reason(finding: &Diagnostic) -> bool {
    finding.code == INCOMPLETE || pauses(finding)
}

fn reason(code: &str, about: String, message: String, citations: Vec<Citation>) -> Reason {
    Reason {
        code: code.to_owned(),
        message,
        citations,
        about,
        to: OWNERS.to_vec(),
    }
}

/// Whether two reasons show the same words at odds, whichever is named first.
fn is_same(one: &Reason, other: &Reason) -> bool {
    let covers = |one: &Reason, other: &Reason| {
        let mut words = one.citations.iter();
        words.all(|it| other.citations.iter().any(|known| known.overlaps(it)))
    };
    !one.citations.is_empty() && !other.citations.is_empty() && covers(one, other) && covers(other, one)
}

/// Two records that give one thing of a signal differently; both are cited. Signals that are read
/// off the same records conflict once.
fn conflicts(facts: &Facts<'_>) -> Vec<Reason> {
    let mut found: Vec<Reason> = Vec::new();
    for signal in &facts.snapshot.signals {
        for conflict in &signal.conflicts {
            let reason = told_conflict(signal.name, conflict);
            if found
                .iter()
                .all(|known| known.about != reason.about && !is_same(known, &reason))
            {
                found.push(reason);
            }
        }
    }
    found
}

fn told_conflict(name: SignalName, conflict: &Conflict<'_>) -> Reason {
    let side = |seen: &Seen<'_>| {
        let value = seen
            .value
            .map_or_else(|| "otherwise".to_owned(), |it| it.normalize().to_string());
        let source = seen.source.map(|source| format!(" in `{}`", source.id));
        format!("{value}{}", source.unwrap_or_default())
    };
    let message = format!(
        "{}: {} is {} and {}",
        name.word(),
        conflict.about,
        side(&conflict.one),
        side(&conflict.other)
    );
    let cited = [conflict.one, conflict.other];
    let citations = cited.iter().filter_map(cite_seen).collect();
    reason("conflicting_signals", conflict.about.clone(), message, citations)
}

/// The figures of the condition that another source gives differently.
fn disputed<'d>(drafted: &Drafted<'d>) -> impl Iterator<Item = Reason> + use<'d> {
    let said = drafted.said_in("condition").into_iter();
    said.filter(|it| it.verdict == Verdict::NeedsReview).flat_map(|it| {
        let findings = it.diagnostics.iter().filter(|finding| finding.code == FIGURE_DISPUTED);
        findings.map(|finding| {
            let message = format!("\u{201C}{}\u{201D}: {}", one_line(&it.claim.text), finding.message);
            reason(
                &finding.code.to_string(),
                it.claim.id.clone(),
                message,
                finding.citations(),
            )
        })
    })
}

/// The signals that a snapshot can't go without, as far as their evidence is too old to go by.
fn stale(facts: &Facts<'_>) -> Vec<Reason> {
    let old = |(name, code): (SignalName, &str)| {
        let signal = facts.signal(name).filter(|signal| signal.is_stale)?;
        let message = format!(
            "{}: the newest evidence is of {}, {} days ago; it may be {} days old at most",
            name.word(),
            long_date(signal.newest?),
            -facts.days_to(signal.newest?),
            facts.policy.freshness.days(name)
        );
        Some(reason(code, about_stale(name), message, newest_words(facts, signal)))
    };
    let named = [
        (SignalName::Usage, "usage_stale"),
        (SignalName::Adoption, "usage_stale"),
        (SignalName::Relationship, "activities_stale"),
    ];
    named.into_iter().filter_map(old).collect()
}

/// An account of which no signal can be read, and none is merely old.
fn unknown(facts: &Facts<'_>) -> Option<Reason> {
    let says_something = |signal: &Signal<'_>| signal.is_known() || signal.is_stale;
    if facts.snapshot.signals.iter().any(says_something) {
        return None;
    }
    let message = "none of the signals can be read: nothing on record says how the account stands".to_owned();
    Some(reason("no_evidence", "signals_missing".to_owned(), message, Vec::new()))
}

/// A score without an action to take and its evidence is no snapshot (HS-16).
fn nothing_to_do(next: Option<&Next<'_>>) -> Option<Reason> {
    if next.is_some() {
        return None;
    }
    let message = "no next action that rests on evidence is told, and no score goes out without one".to_owned();
    Some(reason("no_evidence", "next_action".to_owned(), message, Vec::new()))
}

/// What else the verifier misses of a snapshot, such as a condition of which no claim may be said.
fn incomplete(drafted: &Drafted<'_>) -> Vec<Reason> {
    let findings = drafted.verification.diagnostics.iter();
    let missed = findings.filter(|it| it.code == INCOMPLETE && it.severity == Severity::Deny);
    let told = missed.map(|it| Reason {
        about: "health_incomplete".to_owned(),
        ..Reason::of(it, &OWNERS)
    });
    told.collect()
}
