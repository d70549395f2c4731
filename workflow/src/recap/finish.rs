//! What follows from a verified recap.

mod flags;
mod gates;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use grounding::text::one_line;
use grounding::{
    Citation, ClaimOrigin, Code, Ledger, Question, Route, Severity, Source, SourceId, Utterance, Verdict, Verification,
    VerifiedClaim,
};

use super::facts::Facts;
use super::inputs::UNPROVEN;
use super::parts::{Told, parts, value_of};
use super::proof::{DISPUTED, tells_value};
use super::tasks::tasks;
use crate::account::{TALKS, newest_talk, newest_usage, without_known};
use crate::brief::Reason;
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_span, cite_value};
use crate::definition::{Drafted, Finished, Prepared};
use crate::open_escalations;
use crate::thresholds::Thresholds;
use flags::flags;
use gates::gates;

/// Rules whose findings keep a copy from the customer: personal data, law and security (VR-43).
const SENSITIVE: [Code; 2] = [Code(606), Code(607)];

pub(super) fn finish(ledger: &Ledger, prepared: &Prepared, drafted: &Drafted<'_>) -> Finished {
    let facts = Facts::read(ledger, &prepared.request);
    let findings = &drafted.verification.diagnostics;
    let reasons = reasons(&facts, drafted.verification);
    let told = Told::new(drafted, !reasons.is_empty());
    let (questions, known) = without_known(drafted.questions, findings);
    let questions = without_proven(&facts, questions, &told);
    let parts = parts(&facts, prepared, &told, known);
    Finished {
        health: None,
        tasks: tasks(&facts, &questions, &parts.dates),
        flags: flags(&facts, prepared, drafted.verification, &parts),
        gates: gates(&facts, prepared),
        withheld: withheld(ledger, drafted.verification),
        reasons,
        questions,
        parts,
    }
}

/// Who decides what nobody else is named for.
const OWNERS: [Route; 2] = [Route::AccountOwner, Route::Csm];

/// Why people must answer first: what the draft as a whole may not say or leave out, figures and
/// talks that are too old to go by, and a story without a claim that is borne out (VR-24, VR-41).
fn reasons(facts: &Facts<'_>, verification: &Verification) -> Vec<Reason> {
    let denied = verification
        .diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Deny && it.code != Code::KNOWN_ALREADY);
    let mut found: Vec<Reason> = denied.map(|it| Reason::of(it, &OWNERS)).collect();
    for it in disputed(verification) {
        if found.iter().all(|known| places(known) != places(&it)) {
            found.push(it);
        }
    }
    found.extend(usage_stale(facts));
    found.extend(activities_stale(facts));
    found.extend(unsupported(verification));
    // What a person has decided since the records were written holds nothing up any more.
    found.retain(|it| facts.ledger.decided(&it.about, &it.citations).is_none());
    found
}

/// What a reason points at, by which each pair of figures counts once: in however many claims it
/// stands, and whichever side is named first.
fn places(reason: &Reason) -> BTreeSet<(&SourceId, Option<usize>)> {
    reason.citations.iter().map(|it| (&it.source_id, it.start)).collect()
}

fn reason(code: &str, about: &str, message: String, citations: Vec<Citation>) -> Reason {
    Reason {
        code: code.to_owned(),
        message,
        citations,
        about: about.to_owned(),
        to: OWNERS.to_vec(),
    }
}

/// The figures of claims that another source gives differently: both sides are cited, and neither is
/// told until somebody says which holds.
fn disputed(verification: &Verification) -> impl Iterator<Item = Reason> + '_ {
    let said = verification.claims.iter().filter(|it| it.verdict != Verdict::Rejected);
    said.flat_map(|it| {
        let findings = it.diagnostics.iter().filter(|finding| finding.code == DISPUTED);
        findings.map(|finding| {
            let about = it.claim.goal_id.as_deref().unwrap_or(&it.claim.id);
            let message = format!("\u{201C}{}\u{201D}: {}", one_line(&it.claim.text), finding.message);
            reason(&finding.code.to_string(), about, message, finding.citations())
        })
    })
}

fn usage_stale(facts: &Facts<'_>) -> Option<Reason> {
    let newest = newest_usage(facts.ledger)?;
    if !Thresholds::is_older(newest, facts.thresholds.usage_stale_days, facts.as_of) {
        return None;
    }
    let (source, _) = facts.ledger.series().find(|(_, series)| series.last.date == newest)?;
    let age = (facts.as_of - newest).get_days();
    let message = format!("usage was last measured {age} days ago, on {}", long_date(newest));
    let cited = vec![cite_field(source, "last")];
    Some(reason("usage_stale", "usage_stale", message, cited))
}

fn activities_stale(facts: &Facts<'_>) -> Option<Reason> {
    let newest = newest_talk(facts.ledger)?;
    if !Thresholds::is_older(newest, facts.thresholds.talks_stale_days, facts.as_of) {
        return None;
    }
    let is_newest = |source: &&Source| {
        source.account.is_some() && TALKS.contains(&source.kind) && source.occurred_at == Some(newest)
    };
    let source = facts.ledger.sources().find(is_newest)?;
    let age = (facts.as_of - newest).get_days();
    let message = format!(
        "the newest note, call, mail, ticket or activity is {age} days old, of {}",
        long_date(newest)
    );
    let first = Utterance::of(source).into_iter().next();
    let cited = first.map_or_else(|| cite_value(source, &source.title), |it| cite_span(source, it.span));
    Some(reason("activities_stale", "activities_stale", message, vec![cited]))
}

/// A draft that claimed value of which nothing may be said is no story (VR-41).
fn unsupported(verification: &Verification) -> Option<Reason> {
    let drafted = |it: &&VerifiedClaim| it.claim.is_value() && it.claim.origin != ClaimOrigin::Records;
    let claimed = verification.claims.iter().filter(drafted).count();
    if claimed == 0 || verification.claims.iter().any(tells_value) {
        return None;
    }
    let message = "no claim of value is borne out; there is no story to tell".to_owned();
    Some(reason("no_evidence", "claims_unsupported", message, Vec::new()))
}

/// Nobody is asked what would prove a goal that a claim of this brief bears out.
fn without_proven(facts: &Facts<'_>, mut questions: Vec<Question>, told: &Told<'_>) -> Vec<Question> {
    let proven: Vec<_> = facts
        .goals()
        .filter(|goal| value_of(goal, told).next().is_some())
        .collect();
    let is_proven = |question: &Question| {
        let mut cited = question.citations.iter();
        question.about == UNPROVEN && cited.any(|it| proven.iter().any(|goal| goal.id == it.source_id))
    };
    questions.retain(|question| !is_proven(question));
    questions
}

/// What keeps a copy from the customer, whoever approves: an open escalation (VR-42), and what is
/// private, legal or of security (VR-43).
fn withheld(ledger: &Ledger, verification: &Verification) -> Vec<Reason> {
    let open = open_escalations(ledger).into_iter().map(|(source, ticket)| {
        let message = format!(
            "the {} `{}` is open and escalated ({})",
            source.kind.noun(),
            ticket.subject,
            source.id
        );
        let cited = vec![cite_value(source, &ticket.subject)];
        reason("open_escalation", source.id.as_str(), message, cited)
    });
    let said = verification.claims.iter().filter(|it| it.verdict != Verdict::Rejected);
    let sensitive = said.flat_map(|it| {
        let findings = it
            .diagnostics
            .iter()
            .filter(|finding| SENSITIVE.contains(&finding.code));
        findings.map(|finding| Reason {
            to: finding.routes.clone(),
            ..reason(
                &finding.code.to_string(),
                &it.claim.id,
                format!("claim `{}`: {}", it.claim.id, finding.message),
                it.claim.citations.clone(),
            )
        })
    });
    open.chain(sensitive).collect()
}
