//! What follows from the approvals: documents, numbers, a bundle, the end.

use std::fs;

use serde_json::{Value, json};

use super::{ACCOUNT, Story};
use crate::desk::CSM;
use crate::support::{Vouch, list, text};

/// Both editions leave, in every format that this build writes.
pub(super) fn exported(story: &Story) {
    let internal = fs::read_to_string(story.export("md", "internal", "handoff.md")).unwrap();
    let customer = fs::read_to_string(story.export("md", "customer", "customer.md")).unwrap();
    let promise = "You will be live in four weeks";
    assert_eq!((internal.contains(promise), customer.contains(promise)), (true, false));
    let begins = |form: &str| {
        let bytes = fs::read(story.export(form, "customer", form)).unwrap();
        String::from_utf8_lossy(&bytes[..15]).into_owned()
    };
    assert!(begins("docx").starts_with("PK"));
    assert_eq!(begins("html"), "<!doctype html>");
    assert_eq!(begins("json"), "{\n  \"schema\": \"");
}

/// The numbers have changed by what happened, and by nothing else.
pub(super) fn counted(story: &Story, before: Value) {
    let mut expected = before;
    let whole = json!({"of": 1, "passed": 1, "value": "1"});
    let handoff = &mut expected["handoff"];
    handoff["started"] = json!(1);
    handoff["accepted"] = json!(1);
    handoff["missing_fields"] = json!({"kickoff_and_first_value": 1});
    let acceptance = &mut handoff["cs_handoff_acceptance_rate"];
    acceptance["share"] = whole.clone();
    for component in acceptance["components"].as_array_mut().unwrap() {
        component["share"] = whole.clone();
    }
    handoff["accepted_without_material_return"] = json!({"share": whole, "wanted": "0.9", "met": true});
    let systems = ["contract", "gong", "note", "plan", "salesforce", "teams"];
    expected["systems"] = systems.map(|system| json!({"system": system, "briefs": 1})).into();
    assert_eq!(story.metrics(), expected);
    let told = story.out("", &["metrics"]);
    let (_, handoffs) = told.split_once("\nHandoffs\n").unwrap();
    let (handoffs, _) = handoffs.split_once("\n\nHealth").unwrap();
    insta::assert_snapshot!(handoffs, @"
    started                                                 1
    completed                                               0
    accepted                                                1
    sent back for missing context                           0
      of them material                                      0
    missing fields                                          1
      kickoff and first value                               1
    kickoffs held                                           0
      of them later than planned                            0
      by days in all                                        0
    kickoff readiness                                       no data
    first value reached                                     0
    first value missed                                      0
    onboarding escalations                                  0
    risks found by kickoff                                  0
    risks found after it (late)                             0
    cs_handoff_acceptance_rate                              1 of 1 (100 %)
      success criteria                                      1 of 1 (100 %)
      stakeholders                                          1 of 1 (100 %)
      promised scope                                        1 of 1 (100 %)
      risks                                                 1 of 1 (100 %)
      timeline                                              1 of 1 (100 %)
      owner notes                                           1 of 1 (100 %)
    accepted without a material return                      1 of 1 (100 %)
      90 % wanted                                           met
    ");
}

/// Whoever has nothing but the bundle can check it, and needs no store for that.
pub(super) fn bundled(story: &Story) {
    let path = story.export("bundle", "internal", "bundle.json");
    let bundle: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let happened: Vec<String> = list(&bundle, "entries").iter().map(happened).collect();
    insta::assert_snapshot!(happened.join("\n"), @"
    the local user: started
    Dana Whitcombe: seen
    Tobias Renn: task_done t1
    Dana Whitcombe: evidence_opened c6
    Dana Whitcombe: approved ae
    Tobias Renn: seen
    Tobias Renn: approved csm
    Tobias Renn: attached salesforce:account/0018d00000Hf3QeAAJ
    Tobias Renn: attached project:project/PRJ-H
    Tobias Renn: task_done t3
    Dana Whitcombe: exported internal md
    Dana Whitcombe: exported customer md
    Dana Whitcombe: exported customer docx
    Dana Whitcombe: exported customer html
    Dana Whitcombe: exported customer json
    ");

    let elsewhere = Vouch::new();
    let run = elsewhere.run(["verify", "--bundle", path.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!(story.masked(&run.out), @"
    handoff of halden-freight · run ffffffffffffffff

      ✔ the bundle is as it was made
      ✔ every source has its digest
      ✔ every quote stands in its source, word for word
      ✔ every entry of the log has its digest, and none is missing
      ✔ the brief is the one that the log knows of
      ✔ every approval is of this very brief, by different people, as its plan asks

    approved by Dana Whitcombe as the AE, 30 June 2026
    approved by Tobias Renn as the CSM, 30 June 2026
    ");
    assert!(!elsewhere.data().exists());
}

/// An entry of the log in one line.
fn happened(entry: &Value) -> String {
    let event = &entry["event"]["run"];
    let more = ["task", "claim", "role", "target", "audience", "format"];
    let more = more.iter().filter_map(|name| event[*name].as_str());
    let words: Vec<&str> = std::iter::once(text(event, "event")).chain(more).collect();
    format!("{}: {}", text(&entry["signed"], "name"), words.join(" "))
}

/// Every gate is open, the handoff comes to its end, and the log is whole.
pub(super) fn completed(story: &Story) {
    let mut expected = story.metrics();
    insta::assert_snapshot!(story.out(CSM, &["review", "complete", ACCOUNT]), @"the handoff is complete");
    expected["handoff"]["completed"] = json!(1);
    assert_eq!(story.metrics(), expected);
    insta::assert_snapshot!(story.told(), @"
    Run ffffffffffffffff · version 1                                        complete
    digest dddddddddddddddd

    Approvals
      ✔ AE Dana Whitcombe, 30 June 2026; opened one source
      ✔ CSM Tobias Renn, 30 June 2026; opened no source: I sat in the calls
        each answers for `promises` (the promises that the customer can see are told
        as they were made), `scope` (the scope is what was signed, or the difference
        is decided), `timing` (the dates can be kept), `risks` (the risks are named,
        and each has an owner), `missing_context` (what CS needs to know is there),
        `first_value` (goals and first-value criteria are explicit)

    Tasks
      ✔ t1 Go through the promise and scope checklist together, AE and CSM (CSM
        Tobias Renn, stop) done by Tobias Renn, 30 June 2026
      ✔ t2 Approve this brief, AE and CSM each (CSM Tobias Renn, stop) done by
        Tobias Renn, 30 June 2026
      ✔ t3 Prepare the kickoff: agenda, goals and first value in the customer's
        words, open risks (CSM Tobias Renn) done by Tobias Renn, 30 June 2026

    Gates
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

    Attached to
      · salesforce:account/0018d00000Hf3QeAAJ
      · project:project/PRJ-H
    ");
    let log = story.desk.json("", 0, &["audit", "verify"]);
    assert_eq!((&log["sound"], &log["breaks"]), (&json!(true), &json!([])));
}
