//! `vouch doctor`: what holds a workflow up, and what is wrong with the set-up.

mod exports;
mod set_up;

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use exports::WHOLE;

use crate::support::{Vouch, list, text};

/// The roles of a whole desk, by login.
const DESK: [(&str, &str, &[&str]); 2] = [
    ("tova", "Tova Lind", &["csm", "account_owner"]),
    ("rhea", "Rhea Sund", &["ae"]),
];

/// A store with the exports that lack nothing but those files, and with others in their place.
fn store(without: &[&str], with: &[(&str, &str)]) -> Vouch {
    let folder = TempDir::new().unwrap();
    let kept = WHOLE.iter().filter(|(name, _)| !without.contains(name));
    for (name, text) in kept.chain(with) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Vouch::with(folder.path())
}

/// Adds an administrator and these people, each with these roles.
fn staff(vouch: &Vouch, people: &[(&str, &str, &[&str])]) {
    let made = vouch.json(0, ["user", "init", "root"]);
    for (login, name, roles) in people {
        let mut command = vouch.command();
        command.env("VOUCH_TOKEN", text(&made, "token"));
        command.args(["user", "add", login, "--name", name]);
        for role in *roles {
            command.args(["--role", role]);
        }
        command.assert().success();
    }
}

/// What the doctor says, after its exit code was held against it.
fn doctor(vouch: &Vouch) -> Value {
    let run = vouch.run(["--format", "json", "doctor"]);
    let report = run.json();
    assert_eq!(run.code, i32::from(report["ready"] == false), "{run:?}");
    report
}

/// What is not as it should be: of the set-up, of all accounts together, and of each. How much
/// room the disk has, and whether there are certificates, is the machine's own affair.
fn lacks(report: &Value) -> [Vec<&str>; 3] {
    let checks = list(report, "set_up").iter();
    let checks = checks
        .filter(|it| it["state"] == "warning" || it["state"] == "failed")
        .map(|it| text(it, "name"));
    let accounts = list(report, "accounts").iter();
    [
        checks.filter(|name| !["disk", "certificates"].contains(name)).collect(),
        not_ready(report, "overall"),
        accounts.flat_map(|account| not_ready(account, "answers")).collect(),
    ]
}

/// The names of the conditions that are answered with no.
fn not_ready<'a>(value: &'a Value, answers: &str) -> Vec<&'a str> {
    let no = list(value, answers).iter().filter(|it| it["answer"] == "not_ready");
    no.map(|it| text(it, "name")).collect()
}

/// What is said of a part of the set-up.
fn check<'a>(report: &'a Value, name: &str) -> &'a Value {
    let mut checks = list(report, "set_up").iter();
    checks
        .find(|it| it["name"] == name)
        .unwrap_or_else(|| panic!("nothing is said of `{name}` in {report}"))
}

/// What a whole desk lacks with these exports.
fn lacking(without: &[&str], with: &[(&str, &str)]) -> (Value, [Vec<String>; 3]) {
    let vouch = store(without, with);
    staff(&vouch, &DESK);
    let report = doctor(&vouch);
    let lacks = lacks(&report).map(|names| names.into_iter().map(ToOwned::to_owned).collect());
    (report, lacks)
}

/// Why the first account lacks it, and what to do.
fn why(report: &Value, name: &str) -> String {
    let mut answers = list(&report["accounts"][0], "answers").iter();
    let answer = answers.find(|it| it["name"] == name).unwrap();
    format!("{}\n-> {}", text(answer, "why"), text(answer, "to_do"))
}

const NONE: [&str; 0] = [];

/// Where the exports and the desk are whole, nothing is lacking: what the other tests find follows
/// from what they leave out.
#[test]
fn a_whole_desk_lacks_nothing() {
    let (report, lacks) = lacking(&[], &[]);
    assert_eq!(lacks, [NONE, NONE, NONE], "{report:#}");
    let answers = list(&report["accounts"][0], "answers");
    assert!(answers.iter().all(|it| it["answer"] == "ready"), "{answers:#?}");
}

/// VR-70: without evidence of what the customer gained, recaps are not ready.
#[test]
fn no_evidence_of_value_is_not_ready() {
    let (report, lacks) = lacking(&["usage/weekly.csv"], &[]);
    assert_eq!(lacks, [&NONE[..], &["value_evidence"], &["value_evidence"]]);
    insta::assert_snapshot!(why(&report, "value_evidence"), @"
    no KPI was measured after its baseline, no metric was measured on two days, the customer tells of no result, and nobody answered a survey
    -> give the KPIs of the success plan a `baseline` and a later `current`, or export usage figures or survey answers, and read them with `vouch ingest PATH`
    ");
}

/// VR-71: without any ticket or case in the store, recaps of no account are ready.
#[test]
fn no_help_desk_is_not_ready() {
    let (_, lacks) = lacking(&["salesforce/Case.csv"], &[]);
    assert_eq!(lacks, [&NONE[..], &["support_context"], &NONE]);
}

/// VR-72: an account without an owner on record and without one here is not ready; with nobody who
/// may sign in as an owner, no account is.
#[test]
fn no_owner_is_not_ready() {
    let accounts = WHOLE[2].1.replace("0058d00000Tl1Aa", "");
    let vouch = store(&["salesforce/Account.csv"], &[("salesforce/Account.csv", &accounts)]);
    staff(
        &vouch,
        &[("tova", "Tova Lind", &["csm"]), ("rhea", "Rhea Sund", &["ae"])],
    );
    let report = doctor(&vouch);
    assert_eq!(lacks(&report), [&NONE[..], &["owner_review"], &["owner_review"]]);
    insta::assert_snapshot!(why(&report, "owner_review"), @"
    no owner is on record, and nobody who may sign in owns the account here
    -> name an owner in the CRM and read its export again; `vouch user add LOGIN --name NAME --role account_owner:birch-lane`
    ");
}

/// HO-34: without anything that was said or noted before the deal closed, and with notes of nobody
/// whom the records know, the sales notes are unreliable.
#[test]
fn unreliable_sales_notes_are_not_ready() {
    let (report, lacks) = lacking(&["salesforce/Task.csv"], &[]);
    assert_eq!(lacks, [&NONE[..], &["sales_notes"], &["sales_notes"]]);
    insta::assert_snapshot!(why(&report, "sales_notes"), @"
    no call, note or activity is dated within the year before the deal closed on 2026-03-02
    -> export the deal's calls, notes and CRM activities, and read them with `vouch ingest PATH`
    ");
    let note = "---\naccount: birch-lane\nauthor: Somebody Else\ndate: 2026-02-24\nvisibility: internal\n---\n\nThey want it by April.\n";
    let (report, lacks) = lacking(&[], &[("notes/birch-lane-2026-02-24.md", note)]);
    assert_eq!(lacks, [&NONE[..], &["sales_notes"], &["sales_notes"]]);
    insta::assert_snapshot!(why(&report, "sales_notes"), @"
    a date and a known author are on record for only 1 of 2 calls, notes and activities around the deal
    -> give the notes an `author` and a `date`, export the CRM's users and contacts with them, and read them with `vouch ingest PATH`
    ");
}

/// HO-34: a won deal whose order form can't be read is not ready.
#[test]
fn a_won_deal_without_its_order_form_is_not_ready() {
    let (report, lacks) = lacking(&["contracts/birch-lane/order-form.md"], &[]);
    assert_eq!(lacks, [&NONE[..], &["closed_won_documents"], &["closed_won_documents"]]);
    insta::assert_snapshot!(why(&report, "closed_won_documents"), @"
    the deal `Birch Lane - Order desk` was won, and no order form of it may be read
    -> save the signed order form as text or Markdown under the account's name, and read it with `vouch ingest PATH`
    ");
}

/// HO-34: where nobody of CS may sign in, nobody can reject an incomplete handoff.
#[test]
fn no_csm_is_not_ready() {
    let vouch = store(&[], &[]);
    staff(
        &vouch,
        &[
            ("tova", "Tova Lind", &["account_owner"]),
            ("rhea", "Rhea Sund", &["ae"]),
        ],
    );
    let report = doctor(&vouch);
    assert_eq!(lacks(&report), [&["people"][..], &["cs_rejection"], &["cs_rejection"]]);
    insta::assert_snapshot!(why(&report, "cs_rejection"), @"
    nobody who may sign in is the account's CSM
    -> `vouch user add LOGIN --name NAME --role csm`
    ");
}

/// VR-72, HO-34: a desk that knows nobody is told what to do first.
#[test]
fn a_desk_without_people_is_not_ready() {
    let report = doctor(&store(&[], &[]));
    let nobody = ["owner_review", "cs_rejection"];
    assert_eq!(lacks(&report), [&["people"][..], &nobody, &nobody]);
    assert_eq!(
        check(&report, "people")["to_do"],
        "`vouch user init` makes the first person; `vouch user add LOGIN --name NAME --role ROLE` the others"
    );
}

/// One account in full, as a person reads it.
#[test]
fn one_account_is_told_in_full() {
    let vouch = store(&["usage/weekly.csv"], &[]);
    staff(&vouch, &DESK);
    let run = vouch.run(["doctor", "birch"]);
    assert_eq!(run.code, 1, "{run:?}");
    let (_, told) = run.out.split_once("Birch Lane (birch-lane)\n").unwrap();
    insta::assert_snapshot!(told, @"
      no    Is evidence of value captured? (recap)
            no KPI was measured after its baseline, no metric was measured on two
            days, the customer tells of no result, and nobody answered a survey
            → give the KPIs of the success plan a `baseline` and a later `current`,
              or export usage figures or survey answers, and read them with `vouch
              ingest PATH`
      yes   Is the support context connected? (recap)
            1 support ticket or case
      yes   Can an account owner review? (recap)
            Tova Lind
      yes   Are the sales notes reliable? (handoff)
            a date and a known author are on record for 1 of 1 call, note or
            activity around the deal
      yes   Can the documents of the won deal be read? (handoff)
            `contract:order-form/birch-lane`, signed on 2026-03-02
      yes   Can CS reject an incomplete handoff? (handoff)
            Tova Lind

    not ready
    ");
}
