//! What follows from a verified handoff.

use grounding::{Citation, Code, Diagnostic, Ledger, Route, Severity};

use super::facts::{FIRST_VALUE, Facts};
use super::flags::flags;
use super::parts::parts;
use super::scores::scores;
use super::tasks::{gates, tasks};
use crate::account::without_known;
use crate::brief::{Parts, Reason};
use crate::cite::{cite_span, cite_value};
use crate::definition::{Drafted, Finished, Prepared};

pub(super) fn finish(ledger: &Ledger, prepared: &Prepared, drafted: &Drafted<'_>) -> Finished {
    let facts = Facts::read(ledger);
    let findings = &drafted.verification.diagnostics;
    let (questions, answered) = without_known(drafted.questions, findings);
    let reasons = reasons(&facts, findings);
    let flags = flags(&facts, prepared, drafted.verification);
    let parts = parts(&facts, &answered);
    let parts = Parts {
        scores: scores(&facts, &parts, &prepared.inputs, drafted),
        ..parts
    };
    Finished {
        health: None,
        gates: gates(&facts, &reasons, findings, prepared),
        tasks: tasks(&facts, &questions, findings),
        parts,
        reasons,
        questions,
        flags,
        withheld: Vec::new(),
    }
}

/// Why people must answer first: a conflict with the signed scope; missing or vague goals,
/// first-value criteria or signed scope.
fn reasons(facts: &Facts<'_>, findings: &[Diagnostic]) -> Vec<Reason> {
    let reason = |code: &str, about: &str, message: String, citations: Vec<Citation>| Reason {
        code: code.to_owned(),
        message,
        citations,
        about: about.to_owned(),
        to: vec![Route::Ae, Route::Csm],
    };
    let mut found: Vec<Reason> = findings
        .iter()
        .filter(|it| it.severity == Severity::Deny && it.code != Code::KNOWN_ALREADY)
        .map(|it| Reason::of(it, &[Route::Ae, Route::Csm]))
        .collect();
    if facts.sale.scope.is_none() {
        found.push(reason(
            "scope_missing",
            "signed_scope_missing",
            "there is no signed order form to hold the promises against".to_owned(),
            Vec::new(),
        ));
    }
    if facts.goals.is_empty() {
        found.push(reason(
            "no_goals",
            "goals_missing",
            "the success plan has no open goal".to_owned(),
            Vec::new(),
        ));
    }
    for goal in &facts.goals {
        let missing: Vec<&str> = goal.missing().into_iter().map(grounding::Missing::noun).collect();
        if let (false, Some(source)) = (missing.is_empty(), facts.ledger.source(&goal.id)) {
            let message = format!("\u{201C}{}\u{201D} has no {}", goal.record.name, missing.join(", no "));
            found.push(reason(
                "goal_vague",
                goal.id.as_str(),
                message,
                vec![cite_value(source, &goal.record.name)],
            ));
        }
    }
    if !facts.first_value_is_explicit() {
        let said = facts
            .first_value_open
            .iter()
            .map(|it| cite_span(it.source, it.span))
            .collect();
        found.push(reason(
            FIRST_VALUE,
            FIRST_VALUE,
            "nobody says when first value is reached and how it is told".to_owned(),
            said,
        ));
    }
    // What a person has decided since the records were written holds nothing up any more.
    found.retain(|it| facts.ledger.decided(&it.about, &it.citations).is_none());
    found
}
