//! Handoffs (HO-30, HO-31, HO-32, HO-41, HO-43).

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::measure::testing::{Told, handoff, runs};
use crate::measure::{HandoffMetrics, Share, metrics};
use crate::people::Role;
use crate::run::{ClosedBy, Note, RunEvent, Task};

const DAY: Date = date(2026, 1, 5);
const KICKOFF: Date = date(2026, 1, 20);
const LAST: Date = date(2026, 1, 31);
const AFTER: Date = date(2026, 2, 1);

fn counted(told: &[Told]) -> HandoffMetrics {
    metrics(&runs(told), &[], Some((DAY, LAST))).handoff
}

/// HO-31.
#[test]
fn acceptance_is_the_share_accepted_with_all_six() {
    let parts = [
        "success_criteria",
        "stakeholders",
        "promised_scope",
        "risks",
        "timeline",
        "owner_notes",
    ];
    let mut told: Vec<Told> = parts
        .iter()
        .map(|part| handoff(&format!("no-{part}"), 1, DAY).without(part).approved(LAST))
        .collect();
    told.push(handoff("open", 1, DAY));
    told.push(handoff("half", 1, DAY).approved_as(Role::Ae, DAY));
    told.extend(["a", "b"].map(|account| handoff(account, 1, DAY).approved(LAST)));
    let handoff = counted(&told);
    let rate = handoff.cs_handoff_acceptance_rate;
    let parts: Vec<String> = rate
        .components
        .iter()
        .map(|part| format!("{}: {}", part.name, part.share))
        .collect();
    assert_eq!(handoff.accepted, 8);
    insta::assert_snapshot!(format!("{}\n{}", rate.share, parts.join("\n")), @"
    2 of 10 (20 %)
    success_criteria: 9 of 10 (90 %)
    stakeholders: 9 of 10 (90 %)
    promised_scope: 9 of 10 (90 %)
    risks: 9 of 10 (90 %)
    timeline: 9 of 10 (90 %)
    owner_notes: 9 of 10 (90 %)
    ");
}

/// HO-32: a return counts against the threshold only where what was missing is material.
#[test]
fn only_a_material_return_counts_against_acceptance() {
    let met = |material: usize| {
        let told: Vec<Told> = (0..10)
            .map(|at| {
                let sent_back = handoff(&format!("account-{at}"), 1, DAY).returned(DAY, at < material);
                sent_back.reopened(DAY).approved(LAST)
            })
            .collect();
        let threshold = counted(&told).accepted_without_material_return;
        (threshold.share.to_string(), threshold.met)
    };
    assert_eq!(met(0), ("10 of 10 (100 %)".to_owned(), Some(true)));
    assert_eq!(met(1), ("9 of 10 (90 %)".to_owned(), Some(true)));
    assert_eq!(met(2), ("8 of 10 (80 %)".to_owned(), Some(false)));
    let none = counted(&[]).accepted_without_material_return;
    assert_eq!((none.share.value, none.met), (None, None));
}

/// HO-30, HO-41, HO-43.
#[test]
fn every_count_of_handoffs_is_known() {
    let told = [
        // Ready in time, held two days late.
        handoff("ready", 1, DAY)
            .kickoff(KICKOFF)
            .lacking("risks")
            .returned(DAY, true)
            .superseded("ready-2", DAY),
        handoff("ready", 2, DAY)
            .kickoff(date(2026, 1, 21))
            .lacking("risks")
            .answered("risks", DAY)
            .approved(KICKOFF)
            .then("csm", KICKOFF, RunEvent::Completed)
            .noted(Note::KickoffHeld, date(2026, 1, 22), "")
            .noted(Note::RiskFound, date(2026, 1, 22), "on the day")
            .noted(Note::RiskFound, date(2026, 1, 23), "the day after")
            .noted(Note::FirstValueReached, LAST, "")
            .noted(Note::OnboardingEscalation, LAST, "")
            .noted(Note::OnboardingEscalation, AFTER, ""),
        // Held as planned, and approved only the day after.
        handoff("unready", 1, DAY)
            .kickoff(KICKOFF)
            .returned(DAY, false)
            .reopened(DAY)
            .noted(Note::KickoffHeld, KICKOFF, "")
            .approved(date(2026, 1, 21))
            .noted(Note::FirstValueMissed, LAST, ""),
        // Completed, and taken up again; no kickoff is known.
        handoff("reopened", 1, DAY)
            .lacking("deal_notes")
            .lacking("risks")
            .approved(DAY)
            .then("csm", DAY, RunEvent::Completed)
            .reopened(DAY)
            .noted(Note::RiskFound, LAST, ""),
        // Moved to a later day, which is then the kickoff that a risk is late after.
        handoff("moved", 1, DAY)
            .kickoff(KICKOFF)
            .then(
                "csm",
                DAY,
                RunEvent::DateMoved {
                    field: "kickoff".to_owned(),
                    to: LAST,
                },
            )
            .noted(Note::RiskFound, LAST, ""),
        // Begun after the last day.
        handoff("later", 1, AFTER).lacking("goals").returned(AFTER, true),
    ];
    let HandoffMetrics {
        cs_handoff_acceptance_rate: rate,
        accepted_without_material_return: threshold,
        ..
    } = counted(&told);
    assert_eq!(
        counted(&told),
        HandoffMetrics {
            started: 4,
            completed: 1,
            accepted: 2,
            missing_context: 2,
            material_missing_context: 1,
            missing_fields: BTreeMap::from([("deal_notes".to_owned(), 1), ("risks".to_owned(), 2)]),
            kickoffs_held: 2,
            kickoffs_delayed: 1,
            kickoff_delay_days: 2,
            kickoff_readiness: Share {
                of: 2,
                passed: 1,
                value: Some("0.5".to_owned())
            },
            first_value_reached: 1,
            first_value_missed: 1,
            onboarding_escalations: 1,
            early_risks: 3,
            late_risks: 1,
            cs_handoff_acceptance_rate: rate,
            accepted_without_material_return: threshold,
        }
    );
}

/// HO-43: the gate opens with the last thing that it waited for.
#[test]
fn a_kickoff_is_ready_once_nothing_is_waited_for() {
    let ready = |told: Told| {
        let held = told.noted(Note::KickoffHeld, KICKOFF, "");
        counted(&[held]).kickoff_readiness.passed == 1
    };
    let late = KICKOFF.tomorrow().unwrap();
    assert!(ready(handoff("orrin", 1, DAY).approved(KICKOFF)));
    assert!(!ready(handoff("orrin", 1, DAY).approved(late)));
    assert!(!ready(handoff("orrin", 1, DAY)));
    assert!(!ready(handoff("orrin", 1, DAY).approved(DAY).reopened(DAY)));

    let waits = || {
        let mut told = handoff("orrin", 1, DAY);
        told.started.tasks.push(Task {
            id: "t1".to_owned(),
            title: "Go through the promises".to_owned(),
            role: Role::Csm,
            assignee: None,
            due: None,
            stop: true,
            closed_by: ClosedBy::Hand,
            done: None,
        });
        told.approved(DAY)
    };
    let done = |on| {
        waits().then(
            "csm",
            on,
            RunEvent::TaskDone {
                task: "t1".to_owned(),
                note: String::new(),
            },
        )
    };
    assert!(!ready(waits()));
    assert!(ready(done(KICKOFF)));
    assert!(!ready(done(late)));

    let mut lacking = handoff("orrin", 1, DAY).lacking("risks");
    lacking.started.gates.push(crate::brief::Gate {
        name: "evidence_attached".to_owned(),
        passed: false,
        why: "missing: risks".to_owned(),
    });
    let answered = |on| lacking.clone().approved(DAY).answered("risks", on);
    assert!(!ready(lacking.clone().approved(DAY)));
    assert!(ready(answered(KICKOFF)));
    assert!(!ready(answered(late)));
}
