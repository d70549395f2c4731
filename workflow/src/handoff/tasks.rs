//! What is to be done before kickoff, and what must be passed (HO-3, HO-13, HO-24).

use std::collections::BTreeMap;

use grounding::{Code, Commitment, Diagnostic, Question, Route};

use jiff::civil::Date;

use super::facts::{Facts, SENSITIVE};
use super::review::STOPS;
use crate::brief::{Gate, InputStatus, Reason, TaskItem};
use crate::cite::cite_span;
use crate::definition::Prepared;
use crate::run::{Anchor, ClosedBy, Dates, Due};

/// The date of the run that tasks are counted from.
pub(super) const KICKOFF: &str = "kickoff";

/// What is to be done before kickoff; each stop task holds up those after it. What should have
/// been done by now is due on the brief's day.
pub(super) fn tasks(facts: &Facts<'_>, questions: &[Question], findings: &[Diagnostic]) -> Vec<TaskItem> {
    let kickoff = facts.kickoff.as_ref().map(|kickoff| kickoff.date);
    let as_of = facts.ledger.view.as_of;
    let fields: BTreeMap<String, Date> = kickoff.map(|day| (KICKOFF.to_owned(), day)).into_iter().collect();
    let task = |title: String, owner: Route, working_days_before: i32, stop: bool| {
        let due = Due {
            from: Anchor::Field(KICKOFF.to_owned()),
            days: -working_days_before,
            working_days: true,
            weekdays_only: true,
        };
        let dates = Dates {
            start: as_of,
            due: kickoff,
            previous_done: None,
            fields: &fields,
        };
        TaskItem {
            id: String::new(),
            title,
            owner,
            due: due.date(dates).map(|day| day.max(as_of)),
            stop,
            due_from: Some(due),
            closed_by: ClosedBy::Hand,
        }
    };
    let mut found = Vec::new();
    if !questions.is_empty() {
        let title = format!("Answer the {} of this brief", counted(questions.len(), "open question"));
        found.push(TaskItem {
            closed_by: ClosedBy::Answers,
            ..task(title, Route::Ae, 7, true)
        });
    }
    if !facts.sale.commitments.is_empty() {
        let title = "Go through the promise and scope checklist together, AE and CSM";
        found.push(task(title.to_owned(), Route::Csm, 6, true));
    }
    for finding in findings.iter().filter(|it| is_open(it, Code::OWNERLESS_RISK)) {
        let risk = facts
            .ledger
            .risks()
            .find(|(source, _)| source.id.as_str() == finding.about);
        let title = risk.map_or(finding.about.as_str(), |(_, risk)| risk.title.as_str());
        found.push(task(
            format!("Name an owner of the risk \u{201C}{title}\u{201D}"),
            Route::Csm,
            5,
            true,
        ));
    }
    if let Some(person) = facts.absent_sponsors().first() {
        found.push(task(
            format!("Bring {} into the kickoff", person.contact.name),
            Route::Ae,
            5,
            false,
        ));
    }
    found.push(TaskItem {
        closed_by: ClosedBy::Approval,
        ..task("Approve this brief, AE and CSM each".to_owned(), Route::Csm, 3, true)
    });
    let prepare = "Prepare the kickoff: agenda, goals and first value in the customer's words, open risks";
    found.push(task(prepare.to_owned(), Route::Csm, 2, false));
    for (at, item) in found.iter_mut().enumerate() {
        item.id = format!("t{}", at + 1);
    }
    found
}

/// Whether it is a finding of that rule which nobody has settled.
pub(super) fn is_open(finding: &Diagnostic, code: Code) -> bool {
    finding.code == code && finding.settled_by.is_none()
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("one {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// What must be passed before kickoff (HO-13, HO-24). Nobody has approved a brief that was just
/// drafted, so the kickoff gate is closed.
pub(super) fn gates(facts: &Facts<'_>, reasons: &[Reason], findings: &[Diagnostic], prepared: &Prepared) -> Vec<Gate> {
    let gate = |name: &str, passed: bool, yes: &str, no: String| Gate {
        name: name.to_owned(),
        passed,
        why: if passed { yes.to_owned() } else { no },
    };
    let missing: Vec<String> = prepared
        .inputs
        .iter()
        .filter(|input| input.status == InputStatus::Missing)
        .filter(|input| !facts.ledger.is_settled(&format!("{}_missing", input.name), &[]))
        .map(|input| input.name.replace('_', " "))
        .collect();
    let count = |code: Code| findings.iter().filter(|it| is_open(it, code)).count();
    let (ownerless, conflicts) = (count(Code::OWNERLESS_RISK), count(Code::SCOPE_CONFLICT));
    let sensitive = facts.sensitive().iter().filter(|it| !is_decided(facts, it)).count();
    let vague = |it: &Reason| matches!(it.code.as_str(), "no_goals" | "goal_vague" | "success_criteria_missing");
    let promises = facts.sale.commitments.len();
    let owners = owners(facts);
    vec![
        gate(
            "evidence_attached",
            missing.is_empty(),
            "every input is there",
            format!("missing: {}", missing.join(", ")),
        ),
        gate(
            "goals_and_first_value",
            !reasons.iter().any(vague),
            "goals and first-value criteria are explicit",
            "goals or first-value criteria are missing or vague".to_owned(),
        ),
        gate(
            "scope_agrees",
            conflicts == 0,
            "no promise contradicts the signed scope",
            format!("the order form says otherwise on {}", counted(conflicts, "promise")),
        ),
        gate(
            "sensitive_commitments",
            sensitive == 0,
            "nothing sensitive was promised beside what was signed",
            format!(
                "nobody has said whether {} may stand",
                counted(sensitive, "sensitive promise")
            ),
        ),
        gate(
            "risks_owned",
            ownerless == 0,
            "every open risk has an owner",
            format!("nobody owns {}", counted(ownerless, "open risk")),
        ),
        gate(
            "owner_assigned",
            owners.is_empty(),
            "the AE and the account owner are known",
            format!("nobody is on record as {}", owners.join(" or ")),
        ),
        gate(
            "commitments_reviewed",
            promises == 0,
            "no promise was found in the talks",
            format!("the AE and the CSM have not reviewed {}", counted(promises, "promise")),
        ),
        gate(
            "stop_rules_defined",
            true,
            &format!("{} reasons stop this workflow", STOPS.len()),
            String::new(),
        ),
        gate(
            "measurement_logged",
            false,
            "",
            "counted once it is kept as a run".to_owned(),
        ),
        gate(
            KICKOFF,
            false,
            "",
            "waits for the approval of the AE and of the CSM".to_owned(),
        ),
    ]
}

/// Whether somebody has said whether a promise may stand.
fn is_decided(facts: &Facts<'_>, commitment: &Commitment<'_>) -> bool {
    let said = cite_span(commitment.utterance.source, commitment.utterance.span);
    facts.ledger.is_settled(SENSITIVE, &[said])
}

/// The parts that nobody plays.
fn owners(facts: &Facts<'_>) -> Vec<&'static str> {
    let ae = facts.sale.deal.is_some_and(|(_, deal)| deal.owner.is_some());
    let owner = facts.ledger.account_owner().is_some();
    [(ae, "AE"), (owner, "account owner")]
        .into_iter()
        .filter_map(|(known, part)| (!known).then_some(part))
        .collect()
}
