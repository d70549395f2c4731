//! Tasks of a run: their order, their dates, and who does them.

use serde_json::{Value, json};

use super::{HALDEN, NORTHWIND, approval, state};
use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, OTHER_CSM, READER};
use crate::exports::Exports;
use crate::support::{list, text};

/// A field of each task of a run.
fn tasks(desk: &Desk, run: &str, field: &str) -> Vec<Value> {
    let standing = desk.standing(run);
    list(&standing, "tasks")
        .iter()
        .map(|task| task[field].clone())
        .collect()
}

/// SC-8: what comes after a stop task can't be done before it, and neither can the approval, which
/// is a task too. A task that was done is opened again only while nobody has approved on it.
#[test]
fn nothing_overtakes_a_stop_task() {
    let desk = Desk::new();
    let id = desk.northwind_in_review();
    let done = |login: &str, task: &str| desk.refused(login, &["review", "done", &id, task]);
    assert_eq!(
        tasks(&desk, &id, "stop"),
        [json!(true), json!(true), json!(false), json!(true), json!(false)]
    );
    let answers = "error: the stop task `t1` (Answer the 4 open questions of this brief) comes first\n\
                   hint: `vouch review done RUN TASK` once it is done\n";
    for task in ["t2", "t3", "t4", "t5"] {
        assert_eq!(done(CSM, task), answers);
    }
    desk.out(AE, 0, &["review", "show", &id]);
    assert_eq!(desk.refused(AE, &approval(&id, &[])), answers);
    insta::assert_snapshot!(done(AE, "t1"), @"error: questions are still open; answer them with `vouch review decide`, or say with `--note` why not");
    insta::assert_snapshot!(done(READER, "t1"), @"error: `rhea` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind-labs`");
    insta::assert_snapshot!(done(AE, "t9"), @"error: this run has no task `t9`; it has `t1`, `t2`, `t3`, `t4`, `t5`");
    insta::assert_snapshot!(desk.out(AE, 0, &["review", "done", &id, "t1", "--note", "Callum is away"]), @"`t1` is done; next: Go through the promise and scope checklist together, AE and CSM (t2)");

    let checklist = "error: the stop task `t2` (Go through the promise and scope checklist together, \
                     AE and CSM) comes first\nhint: `vouch review done RUN TASK` once it is done\n";
    assert_eq!(done(AE, "t3"), checklist);
    assert_eq!(desk.refused(AE, &approval(&id, &[])), checklist);
    desk.out(CSM, 0, &["review", "done", &id, "t2"]);
    insta::assert_snapshot!(done(CSM, "t2"), @"error: Tobias Renn has done `t2` already, on 2026-06-30");
    insta::assert_snapshot!(done(CSM, "t4"), @"error: `t4` is done once the brief is approved: `vouch review approve RUN`");
    desk.approve(AE, &id);

    let undo = |task: &str| desk.refused(CSM, &["review", "undo", &id, task, "--reason", "we missed one"]);
    insta::assert_snapshot!(undo("t2"), @"error: somebody has approved already; reopen the brief before you open `t2`");
    insta::assert_snapshot!(undo("t3"), @"error: `t3` is open already");
    desk.out(CSM, 0, &["review", "reopen", &id, "--reason", "we missed one"]);
    desk.out(CSM, 0, &["review", "undo", &id, "t2", "--reason", "we missed one"]);
    assert_eq!(desk.refused(AE, &approval(&id, &[])), checklist);
}

/// SC-9: tasks are due so many days before the kickoff. When it moves, they move; what would fall on
/// a Saturday moves on to Monday; and what should have been done by now is due now.
#[test]
fn due_dates_follow_the_kickoff() {
    let desk = Desk::new();
    let id = desk.northwind_in_review();
    let due = || -> Vec<String> {
        let due = tasks(&desk, &id, "due").into_iter();
        due.map(|day| day.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        due(),
        ["2026-07-02", "2026-07-03", "2026-07-06", "2026-07-08", "2026-07-09"]
    );
    let moved = |to: &str| desk.out(CSM, 0, &["review", "move", &id, "kickoff", to]);
    insta::assert_snapshot!(moved("2026-07-27"), @"`kickoff` is on 2026-07-27 now; next due 2026-07-16");
    assert_eq!(
        due(),
        ["2026-07-16", "2026-07-17", "2026-07-20", "2026-07-22", "2026-07-23"]
    );
    // 18 July is a Saturday, and a week before it is another.
    moved("2026-07-18");
    assert_eq!(
        due(),
        ["2026-07-09", "2026-07-10", "2026-07-13", "2026-07-15", "2026-07-16"]
    );
    moved("2026-07-01");
    assert_eq!(due(), ["2026-06-30"; 5]);
    let refused = |login: &str, field: &str| desk.refused(login, &["review", "move", &id, field, "2026-07-20"]);
    insta::assert_snapshot!(refused(CSM, "renewal"), @"error: this run has no date `renewal`; it has `kickoff`");
    insta::assert_snapshot!(refused("", "kickoff"), @"
    error: nobody has signed in, and to work on tasks takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
}

/// SC-10 as far as a handoff goes: its parts go to people when it begins. Whom the CRM names and the
/// desk knows by their mail address gets theirs; else who has the role for this very account, else
/// the only one who has it at all.
#[test]
fn parts_go_to_people_at_the_start() {
    let unknown = Exports::copy().edit("salesforce/User.csv", "tobias.renn@quillhaven", "t.renn@elsewhere");
    let [by_mail, by_role] = [Desk::new(), Desk::with(unknown.path())];
    let cast = |desk: &Desk, account: &str| {
        desk.run("", &["handoff", account]);
        tasks(desk, account, "assignee")
    };
    let [ae, csm, other] = [AE, CSM, OTHER_CSM].map(|login| json!(login));
    assert_eq!(
        cast(&by_mail, NORTHWIND),
        [ae.clone(), csm.clone(), ae.clone(), csm.clone(), csm.clone()]
    );
    assert_eq!(
        cast(&by_role, NORTHWIND),
        [ae.clone(), other.clone(), ae.clone(), other.clone(), other]
    );
    assert_eq!(cast(&by_role, HALDEN), [ae, csm.clone(), csm.clone(), csm.clone(), csm]);
}

/// SC-10 as far as a handoff goes: a task or a part goes only to somebody who may have it.
#[test]
fn only_who_has_the_role_is_assigned() {
    let desk = Desk::new();
    let id = desk.northwind_in_review();
    let assign = |what: &'static str, to: &'static str| ["review", "assign", &id, what, "--to", to].map(str::to_owned);
    let refused = |what: &'static str, to: &'static str| {
        let args = assign(what, to);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        desk.refused(CSM, &args)
    };
    for (what, to) in [("t5", READER), ("t5", AE), ("csm", OPERATIONS)] {
        assert_eq!(
            refused(what, to),
            format!("error: `{to}` is not the CSM of this account\n")
        );
    }
    desk.out(ADMIN, 0, &["user", "disable", OTHER_CSM]);
    insta::assert_snapshot!(refused("csm", OTHER_CSM), @"error: `cleo` is not the CSM of this account");
    insta::assert_snapshot!(refused("t9", CSM), @"error: this run has no task or role `t9`; it has `t1`, `t2`, `t3`, `t4`, `t5`");
    insta::assert_snapshot!(refused("t5", "nina"), @"
    error: nobody here is called `nina`
    hint: `vouch user list` lists the people
    ");
    desk.out(ADMIN, 0, &["user", "enable", OTHER_CSM]);
    insta::assert_snapshot!(desk.out(CSM, 0, &["review", "assign", &id, "t5", "--to", OTHER_CSM]), @"`t5` is Cleo Marsh's now");
    let [ae, csm, other] = [AE, CSM, OTHER_CSM].map(|login| json!(login));
    assert_eq!(
        tasks(&desk, &id, "assignee"),
        [ae.clone(), csm.clone(), ae.clone(), csm, other.clone()]
    );
    insta::assert_snapshot!(desk.out(CSM, 0, &["review", "assign", &id, "csm", "--to", OTHER_CSM]), @"`csm` is Cleo Marsh's now");
    assert_eq!(
        tasks(&desk, &id, "assignee"),
        [ae.clone(), other.clone(), ae, other.clone(), other]
    );
}

/// VR-34: a due date that has passed approves nothing, however long ago; it is told as overdue.
#[test]
fn time_approves_nothing() {
    let mut desk = Desk::new();
    let id = desk.northwind_ready();
    desk.approve(AE, &id);
    desk.vouch = desk.vouch.on("2027-03-01");
    let standing = desk.standing(&id);
    assert_eq!(
        (text(&standing, "state"), &standing["waits_for"], &standing["overdue"]),
        ("in_review", &json!(["csm"]), &json!(true))
    );
    let listed = desk.out(CSM, 0, &["review", "list"]);
    insta::assert_snapshot!(listed.replace(&id, "RUN"), @"
    RUN  northwind-labs · handoff 1
        in review  overdue since 2026-07-06  11 to look at
        waits for CSM Tobias Renn
    ");
    desk.out(CSM, 0, &["review", "show", &id]);
    assert_eq!(state(&desk, &id), "in_review");
    insta::assert_snapshot!(desk.refused(AE, &["export", &id, "--as", "md", "--audience", "customer"]), @"
    error: this run is in review, so nothing of it goes to the customer
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
}
