//! What must be passed before a handoff comes to its end.

use super::{HALDEN, NORTHWIND, approval, state};
use crate::desk::{AE, CSM, Desk};
use crate::exports::Exports;
use crate::support::{each, list, text};

const PLANS: &str = "success-plans/plans.json";
const OWNED: &str = r#""status": "Open",
     "owner": "Meera Joshi","#;
const UNOWNED: &str = r#""status": "Open","#;

/// The gates of a run that are closed.
fn closed(desk: &Desk, run: &str) -> Vec<String> {
    let standing = desk.standing(run);
    let gates = list(&standing, "gates").iter().filter(|gate| gate["passed"] == false);
    gates.map(|gate| text(gate, "name").to_owned()).collect()
}

/// The gates as the terminal shows them.
fn table(desk: &Desk, run: &str) -> String {
    let shown = desk.out("", 0, &["review", "show", run, "--standing"]);
    let (_, gates) = shown.split_once("\nGates\n").unwrap();
    gates.split("\n\n").next().unwrap().to_owned()
}

/// HO-10: a handoff whose goal is vague and whose first-value criteria nobody has named can't be
/// completed, and the refusal names these among all that is closed. Once people have made them
/// explicit and both have approved, it can, once.
#[test]
fn it_ends_with_goals_and_first_value_explicit() {
    let desk = Desk::new();
    desk.out("", 1, &["handoff", HALDEN]);
    let complete = ["review", "complete", HALDEN];
    insta::assert_snapshot!(desk.refused(CSM, &complete), @"
    error: not yet: evidence attached: missing: kickoff and first value; goals and first value: goals or first-value criteria are missing or vague; scope agrees: the order form says otherwise on 5 promises; risks owned: nobody owns one open risk; commitments reviewed: the AE and the CSM have not reviewed 5 promises; kickoff: waits for an approved brief, and for the other gates
    hint: `vouch review show RUN` lists the gates
    ");
    let open = desk.standing(HALDEN);
    for subject in each(&open, "to_decide", "name") {
        desk.out(
            CSM,
            0,
            &[
                "review",
                "decide",
                HALDEN,
                subject,
                "--answer",
                "Settled with Wenche on 29 June.",
            ],
        );
    }
    // The answers are evidence, and the gates are those of the draft until there is another.
    assert!(closed(&desk, HALDEN).contains(&"goals_and_first_value".to_owned()));
    desk.out("", 0, &["handoff", HALDEN]);
    assert_eq!(closed(&desk, HALDEN), ["commitments_reviewed", "kickoff"]);
    insta::assert_snapshot!(desk.refused(CSM, &complete), @"
    error: not yet: commitments reviewed: the AE and the CSM have not reviewed 5 promises; kickoff: waits for the approval of the AE, and for the approval of the CSM, and for the other gates
    hint: `vouch review show RUN` lists the gates
    ");

    desk.out(CSM, 0, &["review", "done", HALDEN, "t1"]);
    for login in [AE, CSM] {
        desk.out(login, 0, &["review", "show", HALDEN]);
        desk.approve(login, HALDEN);
    }
    insta::assert_snapshot!(desk.out(CSM, 0, &complete), @"the handoff is complete");
    insta::assert_snapshot!(desk.refused(AE, &complete), @"error: Tobias Renn completed it on 2026-06-30");
    assert_eq!(desk.standing(HALDEN)["complete"], true);
}

/// HO-24: evidence, commitments, owners, stop rules and measurement each have a gate; the table says
/// which are open and why, and all of them are once both have approved.
#[test]
fn the_table_of_gates() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    insta::assert_snapshot!(table(&desk, &id), @"
    · evidence attached is open: every input is there
    · goals and first value is open: goals and first-value criteria are explicit
    · scope agrees is open: no promise contradicts the signed scope
    · sensitive commitments is open: nothing sensitive was promised beside what
      was signed
    · risks owned is open: every open risk has an owner
    · owner assigned is open: the AE and the account owner are known
    ! commitments reviewed is closed: the AE and the CSM have not reviewed 3
      promises
    · stop rules defined is open: 9 reasons stop this workflow
    · measurement logged is open: the log has the run's start
    ! kickoff is closed: waits for the approval of the AE, and for the approval of
      the CSM, and for the other gates
    ");
    assert_eq!(closed(&desk, &id), ["commitments_reviewed", "kickoff"]);
    desk.approve(AE, &id);
    desk.approve(CSM, &id);
    insta::assert_snapshot!(table(&desk, &id), @"
    · evidence attached is open: every input is there
    · goals and first value is open: goals and first-value criteria are explicit
    · scope agrees is open: no promise contradicts the signed scope
    · sensitive commitments is open: nothing sensitive was promised beside what
      was signed
    · risks owned is open: every open risk has an owner
    · owner assigned is open: the AE and the account owner are known
    · commitments reviewed is open: reviewed by Dana Whitcombe and Tobias Renn
    · stop rules defined is open: 9 reasons stop this workflow
    · measurement logged is open: the log has the run's start
    · kickoff is open: approved, and nothing is open
    ");
    let standing = desk.standing(&id);
    let gates = each(&standing, "gates", "name");
    let five = [
        "evidence_attached",
        "commitments_reviewed",
        "owner_assigned",
        "stop_rules_defined",
        "measurement_logged",
    ];
    assert!(five.iter().all(|gate| gates.contains(gate)), "{gates:?}");
    assert_eq!(closed(&desk, &id), [""; 0]);
}

/// HO-13: the kickoff's gate stays closed while one risk has no owner, though both have approved and
/// somebody says that the task is done. Who owns it is decided by a person, and that opens it.
#[test]
fn the_kickoff_waits_for_the_owner_of_a_risk() {
    let exports = Exports::copy().edit(PLANS, OWNED, UNOWNED);
    let desk = Desk::with(exports.path());
    let id = desk.northwind_in_review();
    let open = desk.standing(&id);
    let (risk, questions): (Vec<&str>, Vec<&str>) = each(&open, "to_decide", "name")
        .into_iter()
        .partition(|it| it.starts_with('k'));
    for question in questions {
        desk.out(
            AE,
            0,
            &["review", "decide", &id, question, "--answer", "Settled on 29 June."],
        );
    }
    insta::assert_snapshot!(desk.refused(CSM, &approval(&id, &["--digest", text(&open, "digest")])), @"
    error: the stop task `t2` (Go through the promise and scope checklist together, AE and CSM) comes first
    hint: `vouch review done RUN TASK` once it is done
    ");
    desk.out(CSM, 0, &["review", "done", &id, "t2"]);
    insta::assert_snapshot!(desk.refused(CSM, &approval(&id, &["--digest", text(&open, "digest")])), @"
    error: the stop task `t3` (Name an owner of the risk “Client history cannot be loaded until the CRM export arrives”) comes first
    hint: `vouch review done RUN TASK` once it is done
    ");
    desk.out(
        CSM,
        0,
        &["review", "done", &id, "t3", "--note", "Meera will tell us who"],
    );
    for login in [AE, CSM] {
        desk.out(login, 0, &approval(&id, &["--digest", text(&open, "digest")]));
    }
    assert_eq!(closed(&desk, &id), ["risks_owned", "kickoff"]);
    let complete = ["review", "complete", NORTHWIND];
    insta::assert_snapshot!(desk.refused(CSM, &complete), @"
    error: not yet: risks owned: nobody owns one open risk; kickoff: waits for the other gates
    hint: `vouch review show RUN` lists the gates
    ");

    let [risk] = risk[..] else { panic!("{open}") };
    let decide = ["review", "decide", &id, risk, "--answer", "Meera Joshi owns it."];
    insta::assert_snapshot!(desk.refused(AE, &decide), @"
    error: `k1` is for the CSM to decide
    ");
    desk.out(CSM, 0, &decide);
    assert_eq!((closed(&desk, &id), state(&desk, &id).as_str()), (vec![], "approved"));
    desk.out(CSM, 0, &complete);
}
