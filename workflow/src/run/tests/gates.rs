//! The end of a workflow.

use std::collections::BTreeMap;

use grounding::Route;
use insta::assert_snapshot;

use super::story::{Story, gate, signed, started, subject, tasks};
use super::who::{ada, cem, max, person, sol};
use crate::brief::Gate;
use crate::people::{Person, Role};
use crate::run::{Assignee, Run, Started, Subject};

/// The gates of a handoff as a draft leaves them, with a risk that nobody owns and an input that
/// is missing.
fn drafted() -> Started {
    Started {
        tasks: tasks(),
        gates: vec![
            gate("evidence_attached", false, "missing: crm export"),
            gate(
                "goals_and_first_value",
                true,
                "goals and first-value criteria are explicit",
            ),
            gate("risks_owned", false, "nobody owns one open risk"),
            gate(
                "commitments_reviewed",
                false,
                "the AE and the CSM have not reviewed 2 promises",
            ),
            gate(
                "measurement_logged",
                false,
                "a brief that no store keeps is not counted",
            ),
            gate("kickoff", false, "waits for the approval of the AE and of the CSM"),
        ],
        open: vec![
            subject("k1", "V704", &[Route::Csm]),
            Subject {
                about: "crm_export_missing".to_owned(),
                ..subject("q1", "question", &[Route::Ae, Route::Csm])
            },
        ],
        missing_inputs: vec!["crm_export".to_owned()],
        ..started()
    }
}

/// The gates that are closed, and why.
fn closed(story: &Story) -> String {
    let closed = story.run.gates().into_iter().filter(|gate| !gate.passed);
    let lines: Vec<String> = closed.map(|gate| format!("{}: {}", gate.name, gate.why)).collect();
    lines.join("\n")
}

/// HO-13, HO-24: a workflow comes to its end once every gate is passed, and not before.
#[test]
fn a_workflow_ends_once_every_gate_is_passed() {
    let mut story = Story::begin(drafted());
    assert_snapshot!(closed(&story), @"
    evidence_attached: missing: crm export
    risks_owned: nobody owns one open risk
    commitments_reviewed: the AE and the CSM have not reviewed 2 promises
    kickoff: waits for the approval of the AE, and for the approval of the CSM, and for the other gates
    ");
    assert_snapshot!(story.refused(&cem(), Run::complete), @"not yet: evidence attached: missing: crm export; risks owned: nobody owns one open risk; commitments reviewed: the AE and the CSM have not reviewed 2 promises; kickoff: waits for the approval of the AE, and for the approval of the CSM, and for the other gates -> `vouch review show RUN` lists the gates");
    story.decides(&cem(), "q1");
    story
        .act(&cem(), |run, signer| run.finish_task(signer, "t2", ""))
        .unwrap();
    story.approves(&cem());
    assert_snapshot!(closed(&story), @"
    risks_owned: nobody owns one open risk
    commitments_reviewed: the AE and the CSM have not reviewed 2 promises
    kickoff: waits for the approval of the AE, and for the other gates
    ");
    story.approves(&ada());
    assert_snapshot!(closed(&story), @"
    risks_owned: nobody owns one open risk
    kickoff: waits for the other gates
    ");
    assert_snapshot!(story.refused(&cem(), Run::complete), @"not yet: risks owned: nobody owns one open risk; kickoff: waits for the other gates -> `vouch review show RUN` lists the gates");
    story.decides(&cem(), "k1");
    let expected: Vec<Gate> = vec![
        gate(
            "evidence_attached",
            true,
            "what the records lack was answered by a person",
        ),
        gate(
            "goals_and_first_value",
            true,
            "goals and first-value criteria are explicit",
        ),
        gate("risks_owned", true, "every open risk has an owner by decision"),
        gate("commitments_reviewed", true, "reviewed by Cem Aksoy and Ada Lund"),
        gate("measurement_logged", true, "the log has the run's start"),
        gate("kickoff", true, "approved, and nothing is open"),
    ];
    assert_eq!(story.run.gates(), expected);
    story.act(&cem(), Run::complete).unwrap();
    assert_eq!(story.run.completed, Some(signed(&cem(), 10)));
    assert_snapshot!(story.refused(&ada(), Run::complete), @"Cem Aksoy completed it on 2026-07-01");
}

/// HO-10: goals and first-value criteria that are missing or vague keep a handoff open, whatever
/// people do to it.
#[test]
fn vague_goals_keep_a_handoff_open() {
    let mut story = Story::begin(Started {
        gates: vec![
            gate(
                "goals_and_first_value",
                false,
                "goals or first-value criteria are missing or vague",
            ),
            gate("kickoff", false, "waits for the approval of the AE and of the CSM"),
        ],
        ..started()
    });
    story.approves(&cem());
    story.approves(&ada());
    assert_snapshot!(story.refused(&cem(), Run::complete), @"not yet: goals and first value: goals or first-value criteria are missing or vague; kickoff: waits for the other gates -> `vouch review show RUN` lists the gates");
}

/// HO-24: the kickoff waits for a stop task that comes after the approval.
#[test]
fn the_kickoff_waits_for_stop_tasks() {
    let mut tasks = tasks().split_off(3);
    tasks[1].stop = true;
    let mut story = Story::begin(Started {
        tasks,
        gates: vec![gate("kickoff", false, "")],
        ..started()
    });
    story.approves(&cem());
    story.approves(&ada());
    assert_snapshot!(story.refused(&cem(), Run::complete), @"not yet: kickoff: waits for the stop tasks -> `vouch review show RUN` lists the gates");
    story
        .act(&cem(), |run, signer| run.finish_task(signer, "t5", ""))
        .unwrap();
    story.act(&cem(), Run::complete).unwrap();
    assert_eq!(closed(&story), "");
}

/// A kind of brief without gates still ends with its approval alone.
#[test]
fn what_has_no_gates_ends_with_its_approval() {
    let mut story = Story::begin(started());
    story.approves(&cem());
    assert_snapshot!(story.refused(&cem(), Run::complete), @"this run is in review, so it is not complete -> `vouch review show RUN` says where it stands and what comes next");
    story.approves(&ada());
    assert_snapshot!(story.refused(&max(), Run::complete), @"`max` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
    story.act(&sol(), Run::complete).unwrap();
    assert_eq!(story.run.completed, Some(signed(&sol(), 7)));
}

/// HO-24: an owner is assigned once the desk knows everybody who approves, and the account owner,
/// whichever of them comes last. Who has a task, or is known by name alone, is not yet that.
#[test]
fn the_owner_gate_opens_once_all_parts_are_known() {
    let oli = person("oli", "Oli Berg", &[Role::AccountOwner]);
    let stranger = |name: &str| Assignee {
        name: name.to_owned(),
        login: None,
    };
    let parts = [("ae", ada()), ("csm", cem()), ("account_owner", oli)];
    for last in ["ae", "csm", "account_owner"] {
        let mut story = Story::begin(Started {
            tasks: tasks(),
            people: BTreeMap::from([
                (Role::AccountOwner, stranger("O. Berg")),
                (Role::Ae, stranger("D. Reyes")),
            ]),
            gates: vec![gate("owner_assigned", false, "nobody is on record as AE")],
            ..started()
        });
        let mut gives = |what: &str, to: &Person| {
            story.act(&sol(), |run, signer| run.assign(signer, what, to)).unwrap();
            story.run.gates()
        };
        let closed = [gate("owner_assigned", false, "nobody is on record as AE")];
        let open = [gate(
            "owner_assigned",
            true,
            "everybody who approves and the account's owner are known to the desk",
        )];
        assert_eq!(gives("t1", &ada()), closed, "a task is no part");
        for (what, to) in parts.iter().filter(|(what, _)| *what != last) {
            assert_eq!(gives(what, to), closed, "{what}, and {last} is left");
        }
        for (what, to) in parts.iter().filter(|(what, _)| *what == last) {
            assert_eq!(gives(what, to), open, "{what}");
        }
    }
}

/// HS-20, HS-21: the owner's review opens the gates that wait for it, and answers open the one for
/// evidence that is too old.
#[test]
fn a_snapshot_waits_for_its_owner_and_for_what_is_too_old() {
    let mut story = Story::begin(Started {
        gates: vec![
            gate("signals_fresh", false, "too old: usage"),
            gate("owner_review", false, "the account owner has not reviewed it"),
            gate("stop_rules", false, "it is likely to affect the price"),
        ],
        open: vec![Subject {
            about: "usage_stale".to_owned(),
            ..subject("q1", "question", &[Route::Ae, Route::Csm])
        }],
        stale_inputs: vec!["usage".to_owned()],
        ..started()
    });
    assert_snapshot!(closed(&story), @"
    signals_fresh: too old: usage
    owner_review: the account owner has not reviewed it
    stop_rules: it is likely to affect the price
    ");
    story.decides(&cem(), "q1");
    story.approves(&cem());
    assert_snapshot!(closed(&story), @"
    owner_review: the account owner has not reviewed it
    stop_rules: it is likely to affect the price
    ");
    story.approves(&ada());
    assert_eq!(closed(&story), "");
}
