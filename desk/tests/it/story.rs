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

    fn standing(&self, name: &str) -> Value {
        self.desk.json("", 0, &["review", "show", name, "--standing"])
    }

    /// Where the account's newest run stands, as its people read it.
    fn told(&self) -> String {
        self.masked(&self.out("", &["review", "show", ACCOUNT, "--standing"]))
    }

    /// A text without the id and the digest of the account's newest run, and as wide as before.
    fn masked(&self, text: &str) -> String {
        let standing = self.standing(ACCOUNT);
        let field = |name: &str| standing[name].as_str().unwrap().to_owned();
        let digest = field("digest").replace("sha256:", "");
        text.replace(&field("id"), "ffffffffffffffff")
            .replace(&digest[..16], "dddddddddddddddd")
    }

    fn metrics(&self) -> Value {
        self.desk.json("", 0, &["metrics"])
    }

    fn file(&self, name: &str) -> PathBuf {
        self.desk.vouch.data().with_file_name(name)
    }

    /// Exports the newest run to a file, and gives its path.
    fn export(&self, form: &str, audience: &str, name: &str) -> PathBuf {
        let path = self.file(name);
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
    approved(&story);
    exported(&story);
    counted(&story, nothing);
    bundled(&story);
    completed(&story);
}

/// The handoff is paused with both quotes, and nobody can approve it. Gives the run's id.
fn paused(story: &Story) -> String {
    let draft = story.desk.run("", &["handoff", ACCOUNT]);
    assert_eq!(draft.code, 1, "{draft:?}");
    let (top, _) = draft.out.split_once("\n\nWhat was sold").unwrap();
    insta::assert_snapshot!(top, @"");
    let standing = story.standing(ACCOUNT);
    let open = list(&standing, "to_decide");
    let quotes: Vec<Vec<&str>> = open.iter().map(|subject| each(subject, "citations", "quote")).collect();
    let expected: [&[&str]; 5] = [
        &[
            "You will be live in four weeks, we do that all the time.",
            "Implementation: eight (8) weeks from kickoff",
            "Wenche is counting on four weeks, because the peak starts in the middle of August.",
            "I told her four weeks from kickoff is what we always do.",
        ],
        &[
            "Yes, the Cargoline connector will be included.",
            "Integrations: none; rates are uploaded by the Customer as a file",
            "I also agreed that the connector to their Cargoline system is part of the package.",
        ],
        &["What they will call a success is still to be agreed; Wenche wants to think about it with her team."],
        &["name: Make quoting easier for the rate desk"],
        &["Only Jonas Moe knows how the rate file is made"],
    ];
    assert_eq!(quotes, expected);
    assert_eq!(each(&standing, "to_decide", "name"), ["q1", "q2", "q3", "q4", "k1"]);
    insta::assert_snapshot!(story.desk.refused(AE, &["review", "approve", ACCOUNT, "--ok", "all"]), @"");
    text(&standing, "id").to_owned()
}

/// The AE decides the conflicts and says what first value is; the CSM settles the rest.
fn decided(story: &Story) {
    let decide = |login: &str, subject: &str, answer: &str, more: &[&str]| {
        let args = ["review", "decide", ACCOUNT, subject, "--answer", answer];
        story.out(login, &[&args, more].concat())
    };
    let signed = "The order form holds; we told Wenche on 29 June.";
    let told = [
        decide(AE, "q1", signed, &["--holds", "2"]),
        decide(AE, "q2", signed, &["--holds", "2"]),
        decide(AE, "q3", "The rate desk quotes in under one hour, by 30 September 2026.", &[]),
        decide(
            CSM,
            "q4",
            "Median time to quote, from four hours to one, by 31 December 2026.",
            &[],
        ),
        decide(CSM, "k1", "Tobias Renn owns it.", &[]),
    ];
    insta::assert_snapshot!(told.concat(), @"");
}

/// The next draft starts from what was decided and goes to review; the paused one is superseded.
fn drafted_again(story: &Story, paused: &str) {
    let draft = story.out("", &["handoff", ACCOUNT]);
    let (_, decided) = draft.split_once("\nDecided\n").unwrap();
    let (decided, _) = decided.split_once("\n\nBefore kickoff").unwrap();
    insta::assert_snapshot!(decided, @"");
    assert_eq!(text(&story.standing(paused), "state"), "superseded");
    insta::assert_snapshot!(story.told(), @"");
}

/// The checklist is gone through, the kickoff waits, and nothing leaves for the customer until
/// both have approved what they saw.
fn approved(story: &Story) {
    let done = |task: &str| ["review", "done", ACCOUNT, task, "--note", "together, on 30 June"].map(str::to_owned);
    let refused = |login: &str, args: &[&str]| story.desk.refused(login, args);
    let approve = ["review", "approve", ACCOUNT, "--ok", "all"];
    insta::assert_snapshot!(refused(AE, &approve), @"");
    story.out(AE, &["review", "show", ACCOUNT]);
    insta::assert_snapshot!(refused(AE, &approve), @"");
    let kickoff: Vec<String> = done("t3").into();
    let kickoff: Vec<&str> = kickoff.iter().map(String::as_str).collect();
    insta::assert_snapshot!(refused(CSM, &kickoff), @"");
    let checklist: Vec<String> = done("t1").into();
    let checklist: Vec<&str> = checklist.iter().map(String::as_str).collect();
    insta::assert_snapshot!(story.out(CSM, &checklist), @"");
    insta::assert_snapshot!(refused(AE, &approve), @"");
    story.out(AE, &["review", "open", ACCOUNT, "c6"]);
    insta::assert_snapshot!(story.out(AE, &approve), @"");
    insta::assert_snapshot!(refused(AE, &[&approve[..], &["--role", "csm"]].concat()), @"");
    let customer = ["export", ACCOUNT, "--as", "md", "--audience", "customer"];
    insta::assert_snapshot!(refused(AE, &customer), @"");
    insta::assert_snapshot!(refused(CSM, &["review", "complete", ACCOUNT]), @"");
    story.out(CSM, &["review", "show", ACCOUNT]);
    let because = ["--unopened", "I sat in the calls"];
    let told = story.out(CSM, &[&approve[..], &because].concat());
    insta::assert_snapshot!(story.masked(&told), @"");
    insta::assert_snapshot!(story.out(CSM, &kickoff), @"");
}

/// Both editions leave, in every format that this build writes.
fn exported(story: &Story) {
    let internal = fs::read_to_string(story.export("md", "internal", "handoff.md")).unwrap();
    let customer = fs::read_to_string(story.export("md", "customer", "customer.md")).unwrap();
    let promise = "You will be live in four weeks";
    assert_eq!((internal.contains(promise), customer.contains(promise)), (true, false));
    let begins = |form: &str, name: &str| {
        let bytes = fs::read(story.export(form, "customer", name)).unwrap();
        String::from_utf8_lossy(&bytes[..15]).into_owned()
    };
    assert!(begins("docx", "customer.docx").starts_with("PK"));
    assert_eq!(begins("html", "customer.html"), "<!doctype html>");
    assert_eq!(begins("json", "customer.json"), "{\n  \"schema\": \"");
}

/// The numbers have changed by what happened, and by nothing else.
fn counted(story: &Story, before: Value) {
    let mut expected = before;
    let whole = json!({"of": 1, "passed": 1, "value": "1"});
    let handoff = &mut expected["handoff"];
    handoff["started"] = json!(1);
    handoff["accepted"] = json!(1);
    handoff["missing_fields"] = json!({"kickoff_and_first_value": 1});
    handoff["cs_handoff_acceptance_rate"]["share"] = whole.clone();
    for component in handoff["cs_handoff_acceptance_rate"]["components"].as_array_mut().unwrap() {
        component["share"] = whole.clone();
    }
    handoff["accepted_without_material_return"] = json!({"share": whole, "wanted": "0.9", "met": true});
    let systems = ["contract", "gong", "note", "plan", "salesforce", "teams"];
    expected["systems"] = systems.map(|system| json!({"system": system, "briefs": 1})).into();
    assert_eq!(story.metrics(), expected);
    let told = story.out("", &["metrics"]);
    let (_, handoffs) = told.split_once("\nHandoffs\n").unwrap();
    let (handoffs, _) = handoffs.split_once("\n\nHealth").unwrap();
    insta::assert_snapshot!(handoffs, @"");
}

/// Whoever has nothing but the bundle can check it, and needs no store for that.
fn bundled(story: &Story) {
    let path = story.export("bundle", "internal", "bundle.json");
    let bundle: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let happened: Vec<String> = list(&bundle, "entries").iter().map(happened).collect();
    insta::assert_snapshot!(happened.join("\n"), @"");

    let elsewhere = Vouch::new();
    let run = elsewhere.run(["verify", "--bundle", path.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!(story.masked(&run.out), @"");
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
    let before = story.metrics();
    insta::assert_snapshot!(story.out(CSM, &["review", "complete", ACCOUNT]), @"the handoff is complete");
    let mut expected = before;
    expected["handoff"]["completed"] = json!(1);
    assert_eq!(story.metrics(), expected);
    insta::assert_snapshot!(story.told(), @"");
    let log = story.desk.json("", 0, &["audit", "verify"]);
    assert_eq!((&log["sound"], &log["breaks"]), (&json!(true), &json!([])));
}
