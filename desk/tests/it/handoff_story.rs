//! The whole way of a handoff, from a folder of exports to the last gate.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::desk::{AE, CSM, Desk};
use crate::support::{Vouch, each, list, text};

const ACCOUNT: &str = "halden-freight";

/// A desk with the exports of Halden Freight, whose call promises what its order form denies.
struct Story {
    desk: Desk,
}

impl Story {
    fn out(&self, login: &str, args: &[&str]) -> String {
        self.desk.out(login, 0, args)
    }

    fn refused(&self, login: &str, args: &[&str]) -> String {
        self.desk.refused(login, args)
    }

    fn standing(&self, name: &str) -> Value {
        self.desk.standing(name)
    }

    /// Where the account's newest run stands, as its people read it.
    fn told(&self) -> String {
        self.masked(&self.out("", &["review", "show", ACCOUNT, "--standing"]))
    }

    /// A text without the id and the digest of the account's newest run, and as wide as before.
    fn masked(&self, told: &str) -> String {
        let standing = self.standing(ACCOUNT);
        let digest = text(&standing, "digest").replace("sha256:", "");
        told.replace(text(&standing, "id"), "ffffffffffffffff")
            .replace(&digest[..16], "dddddddddddddddd")
    }

    fn metrics(&self) -> Value {
        self.desk.json("", 0, &["metrics"])
    }

    /// Exports the newest run to a file, and gives its path.
    fn export(&self, form: &str, audience: &str, name: &str) -> PathBuf {
        let path = self.desk.vouch.data().with_file_name(name);
        let to = path.to_str().unwrap();
        let args = ["export", ACCOUNT, "--as", form, "--audience", audience, "--out", to];
        assert_eq!(self.out(AE, &args), "");
        path
    }
}

/// HO-14, HO-20, HO-24: what was promised and what was signed disagree, so the handoff is paused
/// and shows both; its people decide, it is drafted again with what they decided, both approve it,
/// documents leave, every gate opens, and the log has all of it.
#[test]
fn a_handoff_from_a_conflict_to_its_end() {
    let story = Story { desk: Desk::new() };
    let nothing = story.metrics();
    let paused = paused(&story);
    decided(&story);
    drafted_again(&story, &paused);
    half_approved(&story);
    approved(&story);
    exported(&story);
    counted(&story, nothing);
    bundled(&story);
    completed(&story);
}

/// The handoff is paused with both quotes, and nobody can approve it. Gives the run's id.
fn paused(story: &Story) -> String {
    let draft = story.desk.out("", 1, &["handoff", ACCOUNT]);
    let (top, _) = draft.split_once("\n\nWhat was sold").unwrap();
    insta::assert_snapshot!(top, @"
    Handoff · Halden Freight                                        as of 2026-06-30
    paused — people must answer first                              kickoff in 8 days
    started by closed won (salesforce:opportunity/0068d00000Ho1CcAAJ)

    Why it is paused
      ! On timeline, Dana Whitcombe said “You will be live in four weeks, we do that
        all the time.” (call, 2026-05-07); the order form says “Implementation:
        eight (8) weeks from kickoff” ¹ ²
      ! On integration, Dana Whitcombe said “Yes, the Cargoline connector will be
        included.” (call, 2026-05-07); the order form says “Integrations: none;
        rates are uploaded by the Customer as a file” ³ ⁴
      ! On timeline, Dana Whitcombe said “Wenche is counting on four weeks, because
        the peak starts in the middle of August.” (note, 2026-06-12); the order form
        says “Implementation: eight (8) weeks from kickoff” ⁵ ²
      ! On timeline, Dana Whitcombe said “I told her four weeks from kickoff is what
        we always do.” (CRM activity, 2026-06-15); the order form says
        “Implementation: eight (8) weeks from kickoff” ⁶ ²
      ! On integration, Dana Whitcombe said “I also agreed that the connector to
        their Cargoline system is part of the package.” (CRM activity, 2026-06-15);
        the order form says “Integrations: none; rates are uploaded by the Customer
        as a file” ⁷ ⁴
      ! “Make quoting easier for the rate desk” has no metric, no number, no date ⁸
      ! Nobody says when first value is reached and how it is told ⁹
    ");
    let standing = story.standing(ACCOUNT);
    let open = list(&standing, "to_decide");
    let quotes: Vec<Vec<&str>> = open.iter().map(|subject| each(subject, "citations", "quote")).collect();
    let expected: [&[&str]; 5] = [
        &[
            "You will be live in four weeks, we do that all the time.",
            "Implementation: eight (8) weeks from kickoff",
            "Wenche is counting on four weeks, because the peak starts in\nthe middle of August.",
            "I told her four weeks from kickoff is what we always do.",
        ],
        &[
            "Yes, the Cargoline connector will be included.",
            "Integrations: none; rates are uploaded by the Customer as a file",
            "I also agreed that the connector to their Cargoline system is part of the package.",
        ],
        &["What they will call a success is still to be agreed; Wenche wants to think\nabout it with her team."],
        &["name: Make quoting easier for the rate desk"],
        &["Only Jonas Moe knows how the rate file is made"],
    ];
    assert_eq!(quotes, expected);
    assert_eq!(each(&standing, "to_decide", "name"), ["q1", "q2", "q3", "q4", "k1"]);
    insta::assert_snapshot!(story.refused(AE, &["review", "approve", ACCOUNT, "--ok", "all"]), @"
    error: this run is paused, so it can't be approved
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    text(&standing, "id").to_owned()
}

/// The AE decides the conflicts and says what first value is; the CSM settles the rest.
fn decided(story: &Story) {
    let decide = |login: &str, subject: &str, answer: &str, more: &[&str]| {
        let args = ["review", "decide", ACCOUNT, subject, "--answer", answer];
        story.out(login, &[&args, more].concat())
    };
    let signed = "The order form holds; we told Wenche on 29 June.";
    let first_value = "The rate desk quotes in under one hour, by 30 September 2026.";
    let goal = "Median time to quote, from four hours to one, by 31 December 2026.";
    let told = [
        decide(AE, "q1", signed, &["--holds", "2"]),
        decide(AE, "q2", signed, &["--holds", "2"]),
        decide(AE, "q3", first_value, &[]),
        decide(CSM, "q4", goal, &[]),
        decide(CSM, "k1", "Tobias Renn owns it.", &[]),
    ];
    insta::assert_snapshot!(told.concat(), @"
    decided; 4 more are open; `vouch handoff halden-freight` drafts with it
    decided; 3 more are open; `vouch handoff halden-freight` drafts with it
    decided; 2 more are open; `vouch handoff halden-freight` drafts with it
    decided; one more is open; `vouch handoff halden-freight` drafts with it
    decided; nothing is left to decide; `vouch handoff halden-freight` drafts with it
    ");
}

/// The next draft starts from what was decided and goes to review; the paused one is superseded.
fn drafted_again(story: &Story, paused: &str) {
    let draft = story.out("", &["handoff", ACCOUNT]);
    let (_, decided) = draft.split_once("\nDecided\n").unwrap();
    let (decided, _) = decided.split_once("\n\nBefore kickoff").unwrap();
    insta::assert_snapshot!(decided, @"
    · On timeline, we said “You will be live in four weeks, we do that all the
      time.”, and the order form says “Implementation: eight (8) weeks from
      kickoff”: which holds? — The order form holds; we told Wenche on 29 June. ³⁰
      ²¹ ⁸ ²³ ²⁴
    · On integration, we said “Yes, the Cargoline connector will be included.”,
      and the order form says “Integrations: none; rates are uploaded by the
      Customer as a file”: which holds? — The order form holds; we told Wenche on
      29 June. ³¹ ²² ⁹ ²⁵
    · What is the first result that the customer will call a success, how is it
      measured, and by when? — The rate desk quotes in under one hour, by 30
      September 2026. ³² ²⁸
    · “Make quoting easier for the rate desk” has no metric, no number, no date:
      what will the customer measure, how much is enough, and by when? — Median
      time to quote, from four hours to one, by 31 December 2026. ³³ ¹²
    · nobody owns the open risk `Only Jonas Moe knows how the rate file is made`:
      who will own it? — Tobias Renn owns it. ³⁴ ³⁵
    ");
    assert_eq!(text(&story.standing(paused), "state"), "superseded");
    insta::assert_snapshot!(story.told(), @"
    Run ffffffffffffffff · version 1                                       in review
    digest dddddddddddddddd

    Approvals
      ? AE Dana Whitcombe: not yet
      ? CSM Tobias Renn: not yet
        each answers for `promises` (the promises that the customer can see are told
        as they were made), `scope` (the scope is what was signed, or the difference
        is decided), `timing` (the dates can be kept), `risks` (the risks are named,
        and each has an owner), `missing_context` (what CS needs to know is there),
        `first_value` (goals and first-value criteria are explicit)

    Tasks
      · t1 Go through the promise and scope checklist together, AE and CSM (CSM
        Tobias Renn, stop) by 30 June 2026
      · t2 Approve this brief, AE and CSM each (CSM Tobias Renn, stop) by 3 July
        2026
      · t3 Prepare the kickoff: agenda, goals and first value in the customer's
        words, open risks (CSM Tobias Renn) by 6 July 2026

    Gates
      · evidence attached is open: every input is there
      · goals and first value is open: goals and first-value criteria are explicit
      · scope agrees is open: no promise contradicts the signed scope
      · sensitive commitments is open: nothing sensitive was promised beside what
        was signed
      · risks owned is open: every open risk has an owner
      · owner assigned is open: the AE and the account owner are known
      ! commitments reviewed is closed: the AE and the CSM have not reviewed 5
        promises
      · stop rules defined is open: 9 reasons stop this workflow
      · measurement logged is open: the log has the run's start
      ! kickoff is closed: waits for the approval of the AE, and for the approval of
        the CSM, and for the other gates
    ");
}

/// Nobody approves what they have not seen, before the checklist was gone through, or without
/// looking at evidence; then the AE does, and may not do so for the CSM.
fn half_approved(story: &Story) {
    let approve = ["review", "approve", ACCOUNT, "--ok", "all"];
    let unseen = story.refused(AE, &approve);
    assert!(
        unseen.starts_with("error: you have not seen this brief as it stands"),
        "{unseen}"
    );
    story.out(AE, &["review", "show", ACCOUNT]);
    insta::assert_snapshot!(story.refused(AE, &approve), @"
    error: the stop task `t1` (Go through the promise and scope checklist together, AE and CSM) comes first
    hint: `vouch review done RUN TASK` once it is done
    ");
    let checklist = ["review", "done", ACCOUNT, "t1", "--note", "together, on 30 June"];
    insta::assert_snapshot!(story.out(CSM, &checklist), @"`t1` is done; next: Approve this brief, AE and CSM each (t2)");
    insta::assert_snapshot!(story.refused(AE, &approve), @"
    error: you have opened none of the 11 sources that this brief rests on
    hint: open what matters with `vouch review open RUN CLAIM`, or say why not with `--unopened REASON`
    ");
    story.out(AE, &["review", "open", ACCOUNT, "c6"]);
    insta::assert_snapshot!(story.out(AE, &approve), @"approved; it waits for the CSM Tobias Renn");
    insta::assert_snapshot!(story.refused(AE, &[&approve[..], &["--role", "csm"]].concat()), @"error: `dana` may not do that: to approve as the CSM takes the role `csm` for `halden-freight`");
}

/// The kickoff waits, and nothing leaves for the customer, until the CSM has approved as well.
fn approved(story: &Story) {
    let kickoff = ["review", "done", ACCOUNT, "t3"];
    let customer = ["export", ACCOUNT, "--as", "md", "--audience", "customer"];
    insta::assert_snapshot!(story.refused(CSM, &kickoff), @"
    error: the stop task `t2` (Approve this brief, AE and CSM each) comes first
    hint: `vouch review done RUN TASK` once it is done
    ");
    insta::assert_snapshot!(story.refused(AE, &customer), @"
    error: this run is in review, so nothing of it goes to the customer
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    insta::assert_snapshot!(story.refused(CSM, &["review", "complete", ACCOUNT]), @"
    error: not yet: commitments reviewed: the AE and the CSM have not reviewed 5 promises; kickoff: waits for the approval of the CSM, and for the other gates
    hint: `vouch review show RUN` lists the gates
    ");
    story.out(CSM, &["review", "show", ACCOUNT]);
    let approve = [
        "review",
        "approve",
        ACCOUNT,
        "--ok",
        "all",
        "--unopened",
        "I sat in the calls",
    ];
    insta::assert_snapshot!(story.masked(&story.out(CSM, &approve)), @"approved by everybody; attached to salesforce:account/0018d00000Hf3QeAAJ, project:project/PRJ-H; `vouch export ffffffffffffffff --as docx` makes a document");
    insta::assert_snapshot!(story.out(CSM, &kickoff), @"`t3` is done; no task is left");
}

/// Both editions leave, in every format that this build writes.
fn exported(story: &Story) {
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
fn counted(story: &Story, before: Value) {
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
fn bundled(story: &Story) {
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
fn completed(story: &Story) {
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
