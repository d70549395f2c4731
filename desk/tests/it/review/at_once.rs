//! Two people who do something to the same run at the same time, each in a process of their own.

use std::sync::Barrier;
use std::thread;

use serde_json::json;

use super::{NORTHWIND, approval, approved_by, claim};
use crate::desk::{AE, CSM, Desk, OTHER_CSM};
use crate::support::{Run, list, text};

/// Runs two commands at the same time, each for somebody.
fn at_once(desk: &Desk, commands: [(&str, &[&str]); 2]) -> [Run; 2] {
    let start = Barrier::new(2);
    let start = &start;
    thread::scope(|scope| {
        let runs = commands.map(|(login, args)| {
            scope.spawn(move || {
                start.wait();
                desk.run(login, args)
            })
        });
        runs.map(|run| run.join().unwrap())
    })
}

/// The log's chain, which must be whole.
fn check_log(desk: &Desk) {
    assert_eq!(desk.json("", 0, &["audit", "verify"])["breaks"], json!([]));
}

/// AE and CSM approve at the same time: each approval is on record once, and the brief is approved
/// and attached once.
#[test]
fn both_approve_at_once() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let approve = approval(&id, &[]);
    let runs = at_once(&desk, [(AE, &approve), (CSM, &approve)]);
    assert_eq!(runs.each_ref().map(|run| run.code), [0, 0], "{runs:?}");
    let last = runs.iter().filter(|run| run.out.starts_with("approved by everybody; "));
    assert_eq!(last.count(), 1, "{runs:?}");
    let mut by = approved_by(&desk, &id);
    by.sort();
    assert_eq!(by, [AE, CSM]);
    let standing = desk.standing(&id);
    assert_eq!(text(&standing, "state"), "approved");
    assert_eq!(
        standing["attached"],
        json!(["salesforce:account/0018d00000Nw7LaAAJ", "project:project/PRJ-N"])
    );
    check_log(&desk);
}

/// Two CSMs approve at the same time: one approval is on record, and the other CSM reads whose.
#[test]
fn two_of_one_role_approve_at_once() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.out(OTHER_CSM, 0, &["review", "show", &id]);
    let approve = approval(&id, &[]);
    let mut runs = at_once(&desk, [(CSM, &approve), (OTHER_CSM, &approve)]);
    runs.sort_by_key(|run| run.code);
    assert_eq!(runs.each_ref().map(|run| run.code), [0, 2], "{runs:?}");
    let standing = desk.standing(&id);
    let [approval] = list(&standing, "approvals") else {
        panic!("{standing}")
    };
    let (name, at) = (text(approval, "name"), text(approval, "at"));
    assert_eq!(
        runs[1].err,
        format!("error: {name} has approved as the CSM already, at {at}\n")
    );
    check_log(&desk);
}

/// One approves while another edits: whichever comes first, no approval stands under the words that
/// its giver has not seen.
#[test]
fn one_approves_while_another_edits() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let renewal = claim(&desk, &id, "Renewal date");
    let edit = ["review", "edit", &id, &renewal, "--text", "They renew on 1 July 2028."];
    let [approved, edited] = at_once(&desk, [(AE, &approval(&id, &[])), (CSM, &edit)]);
    assert_eq!(edited.code, 0, "{edited:?}");
    let changed = "error: the brief has changed since you saw it: ";
    assert!(approved.code == 0 || approved.err.starts_with(changed), "{approved:?}");
    let standing = desk.standing(&id);
    assert_eq!(
        json!([standing["state"], standing["version"], standing["approvals"]]),
        json!(["in_review", 2, []])
    );
    check_log(&desk);
}

/// Two begin the same handoff at the same time: it is one run.
#[test]
fn one_handoff_is_begun_twice_at_once() {
    let desk = Desk::new();
    let begin: &[&str] = &["handoff", NORTHWIND];
    let runs = at_once(&desk, [("", begin), (CSM, begin)]);
    assert_eq!(runs.each_ref().map(|run| run.code), [0, 0], "{runs:?}");
    let listed = desk.json("", 0, &["review", "list", "--all"]);
    let numbers: Vec<_> = listed.as_array().unwrap().iter().map(|run| &run["number"]).collect();
    assert_eq!(numbers, [&json!(1)]);
    check_log(&desk);
}
