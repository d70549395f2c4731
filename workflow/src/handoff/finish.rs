//! What follows from a verified handoff: state, flags, tasks, gates.

use grounding::{Citation, Code, Diagnostic, Ledger, Question, Relation, Route, Severity, Topic, lexicon};

use super::facts::Facts;
use super::parts::parts;
use super::records::one_line;
use crate::brief::{Flag, Gate, Reason, TaskItem};
use crate::calendar::weekday_before;
use crate::cite::{cite_span, cite_value};
use crate::definition::{Drafted, Finished, Prepared};

const OWNERLESS_RISK: Code = Code(704);
const SCOPE_CONFLICT: Code = Code(706);
const KNOWN_ALREADY: Code = Code(710);

/// A handoff that begins with fewer days to kickoff than this begins late (HO-41).
const LATE_DAYS: i64 = 10;

pub(super) fn finish(ledger: &Ledger, prepared: &Prepared, drafted: &Drafted<'_>) -> Finished {
    let facts = Facts::read(ledger);
    let findings = &drafted.verification.diagnostics;
    let (questions, answered) = without_known(drafted.questions, findings);
    let reasons = reasons(&facts, findings);
    let flags = flags(&facts, prepared, findings);
    Finished {
        gates: gates(&facts, &reasons, &flags, findings, prepared),
        tasks: tasks(&facts, &questions, findings),
        parts: parts(&facts, &answered),
        reasons,
        questions,
        flags,
    }
}

/// Takes out the questions whose answer the verifier found, and gives the answers.
fn without_known(questions: &[Question], findings: &[Diagnostic]) -> (Vec<Question>, Vec<(String, Citation)>) {
    let answer = |question: &Question| {
        findings
            .iter()
            .find(|it| it.code == KNOWN_ALREADY && it.severity == Severity::Deny && it.about == question.id)
    };
    let kept = questions
        .iter()
        .filter(|question| answer(question).is_none())
        .cloned()
        .collect();
    let known = questions
        .iter()
        .filter_map(|question| Some((question.text.clone(), answer(question)?.citations().into_iter().next()?)));
    (kept, known.collect())
}

/// Why people must answer first: a conflict with the signed scope; missing or vague goals,
/// first-value criteria or signed scope.
fn reasons(facts: &Facts<'_>, findings: &[Diagnostic]) -> Vec<Reason> {
    let reason = |code: &str, message: String, citations: Vec<Citation>| Reason {
        code: code.to_owned(),
        message,
        citations,
    };
    let mut found: Vec<Reason> = findings
        .iter()
        .filter(|it| it.severity == Severity::Deny && it.code != KNOWN_ALREADY)
        .map(|it| reason(&it.code.to_string(), it.message.clone(), it.citations()))
        .collect();
    if facts.sale.scope.is_none() {
        found.push(reason(
            "scope_missing",
            "there is no signed order form to hold the promises against".to_owned(),
            Vec::new(),
        ));
    }
    if facts.goals.is_empty() {
        found.push(reason(
            "no_goals",
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
                message,
                vec![cite_value(source, &goal.record.name)],
            ));
        }
    }
    if facts.first_value.is_empty() {
        let said = facts
            .first_value_open
            .iter()
            .map(|it| cite_span(it.source, it.span))
            .collect();
        found.push(reason(
            "success_criteria_missing",
            "nobody says when first value is reached and how it is told".to_owned(),
            said,
        ));
    }
    found
}

fn flags(facts: &Facts<'_>, prepared: &Prepared, findings: &[Diagnostic]) -> Vec<Flag> {
    let flag = |kind: &str, message: String, routes: &[Route], citations: Vec<Citation>| Flag {
        kind: kind.to_owned(),
        message,
        days_to_kickoff: facts.days_to_kickoff(),
        routes: routes.to_vec(),
        citations,
    };
    let mut found = Vec::new();
    for commitment in &facts.sale.commitments {
        let said = commitment.utterance;
        let relation = facts.sale.scope.as_ref().map(|scope| commitment.relation(scope));
        let (topic, stands) = match relation {
            Some((topic, Relation::Within(_))) => (topic, "the order form covers it"),
            Some((topic, Relation::Conflicts(_))) => (topic, "the order form says otherwise"),
            Some((topic, Relation::Silent)) => (topic, "the order form is silent"),
            None => (commitment.topics[0], "there is no order form"),
        };
        let who = said.author.map_or("sales", |author| author.name.as_str());
        let message = format!("{who}: \u{201C}{}\u{201D} \u{2014} {stands}", one_line(said.text()));
        found.push(flag(
            flag_kind(topic),
            message,
            &[Route::Ae, Route::Csm],
            vec![cite_span(said.source, said.span)],
        ));
    }
    if !facts.sponsors().any(|person| !person.calls.is_empty()) {
        let absent = facts.sponsors().map(|person| {
            let message = format!(
                "{} ({}) has not been on a recorded call",
                person.contact.name, person.contact.title
            );
            flag(
                "sponsor_not_engaged",
                message,
                &[Route::Ae],
                vec![cite_value(person.source, &person.contact.name)],
            )
        });
        found.extend(absent);
    }
    for finding in findings.iter().filter(|it| it.code == OWNERLESS_RISK) {
        found.push(flag(
            "ownerless_risk",
            finding.message.clone(),
            &[Route::Csm],
            finding.citations(),
        ));
    }
    let open = |text: &str| lexicon::pending().is_in(text) && !lexicon::small_talk().is_in(text);
    let mut missing: Vec<Flag> = Vec::new();
    for said in facts.said(open) {
        let message = one_line(said.text());
        if missing.iter().all(|known| known.message != message) {
            missing.push(flag(
                "missing_evidence",
                message,
                &[Route::Ae],
                vec![cite_span(said.source, said.span)],
            ));
        }
    }
    found.append(&mut missing);
    if let Some(days) = facts.days_to_kickoff().filter(|days| *days < LATE_DAYS) {
        let kickoff = facts.kickoff.iter().map(|it| it.citation.clone()).collect();
        let when = match days {
            0.. => format!("only {days} days are left until kickoff"),
            _ => format!("the kickoff was {} days ago", -days),
        };
        found.push(flag("timing_risk", when, &[Route::Csm], kickoff));
    }
    if let Some(trigger) = prepared.trigger.as_ref().filter(|trigger| trigger.kind == "manual") {
        found.push(flag(
            "review_required",
            format!("started by hand: {}", trigger.record),
            &[Route::Csm],
            Vec::new(),
        ));
    }
    found
}

fn flag_kind(topic: Topic) -> &'static str {
    match topic {
        Topic::CustomPromise => "custom_promise",
        Topic::Timeline => "timeline",
        Topic::Discount => "discount",
        Topic::Integration => "integration",
        Topic::Scope => "scope",
    }
}

/// What is to be done before kickoff; each stop task holds up those after it.
fn tasks(facts: &Facts<'_>, questions: &[Question], findings: &[Diagnostic]) -> Vec<TaskItem> {
    let due = |working_days: u32| {
        facts
            .kickoff
            .as_ref()
            .map(|kickoff| weekday_before(kickoff.date, working_days))
    };
    let task = |title: String, owner: Route, due, stop| TaskItem {
        id: String::new(),
        title,
        owner,
        due,
        stop,
    };
    let mut found = Vec::new();
    if !questions.is_empty() {
        let count = questions.len();
        let noun = if count == 1 { "question" } else { "questions" };
        found.push(task(
            format!("Answer the {count} open {noun} of this brief"),
            Route::Ae,
            due(7),
            true,
        ));
    }
    if !facts.sale.commitments.is_empty() {
        found.push(task(
            "Go through the promise and scope checklist together, AE and CSM".to_owned(),
            Route::Csm,
            due(6),
            true,
        ));
    }
    for finding in findings.iter().filter(|it| it.code == OWNERLESS_RISK) {
        let title = finding
            .message
            .replace("nobody owns the open risk", "Name an owner of the risk");
        found.push(task(title, Route::Csm, due(5), true));
    }
    if !facts.sponsors().any(|person| !person.calls.is_empty())
        && let Some(person) = facts.sponsors().next()
    {
        found.push(task(
            format!("Bring {} into the kickoff", person.contact.name),
            Route::Ae,
            due(5),
            false,
        ));
    }
    found.push(task(
        "Approve this brief, AE and CSM each".to_owned(),
        Route::Csm,
        due(3),
        true,
    ));
    found.push(task(
        "Prepare the kickoff: agenda, goals and first value in the customer's words, open risks".to_owned(),
        Route::Csm,
        due(2),
        false,
    ));
    for (at, item) in found.iter_mut().enumerate() {
        item.id = format!("t{}", at + 1);
    }
    found
}

/// What must be passed before kickoff (HO-13, HO-24). Nobody has approved a brief that was just
/// drafted, so the kickoff gate is closed.
fn gates(
    facts: &Facts<'_>,
    reasons: &[Reason],
    flags: &[Flag],
    findings: &[Diagnostic],
    prepared: &Prepared,
) -> Vec<Gate> {
    let gate = |name: &str, passed: bool, yes: &str, no: String| Gate {
        name: name.to_owned(),
        passed,
        why: if passed { yes.to_owned() } else { no },
    };
    let missing: Vec<&str> = prepared
        .inputs
        .iter()
        .filter(|input| input.status == crate::brief::InputStatus::Missing)
        .map(|input| input.name.as_str())
        .collect();
    let ownerless = findings.iter().filter(|it| it.code == OWNERLESS_RISK).count();
    let conflicts = findings.iter().filter(|it| it.code == SCOPE_CONFLICT).count();
    let to_review = flags.iter().filter(|flag| flag.routes.contains(&Route::Ae)).count();
    let complete = !reasons
        .iter()
        .any(|it| matches!(it.code.as_str(), "no_goals" | "goal_vague" | "success_criteria_missing"));
    vec![
        gate(
            "evidence_attached",
            missing.is_empty(),
            "every input is there",
            format!("missing: {}", missing.join(", ")),
        ),
        gate(
            "goals_and_first_value",
            complete,
            "goals and first-value criteria are explicit",
            "goals or first-value criteria are missing or vague".to_owned(),
        ),
        gate(
            "scope_agrees",
            conflicts == 0,
            "no promise contradicts the signed scope",
            format!("{conflicts} promises contradict the signed scope"),
        ),
        gate(
            "risks_owned",
            ownerless == 0,
            "every open risk has an owner",
            format!("{ownerless} open risks have no owner"),
        ),
        gate(
            "commitments_reviewed",
            facts.sale.commitments.is_empty() && to_review == 0,
            "there is nothing for the owners to review",
            "the AE and the CSM have not reviewed the commitments".to_owned(),
        ),
        gate(
            "kickoff",
            false,
            "",
            "waits for the approval of the AE and of the CSM".to_owned(),
        ),
    ]
}
