//! The account value recap, from exports to the customer's decision.

mod approved;
mod claims;
mod flags;
mod inputs;
mod links;
mod measured;
mod mills;
mod paused;
mod proof;
mod scores;
mod shape;
mod told;
mod triggers;

use serde_json::{Value, json};

use crate::customers::{MORROW, answered};
use crate::desk::{CSM, Desk};
use crate::exports::Exports;
use crate::scripted::Model;
use crate::support::{list, text};

const PLANS: &str = "success-plans/plans.json";
/// Morrow's words about what came of it, in a call.
const SAID: &str = "A quotation used to take us 46 hours, and last week it took 19 hours.";
/// What they hope for.
const HOPED: &str = "And we expect the chasing calls to halve once the reminders are switched on in August.";
/// The goal of Morrow's that was reached.
const REACHED: &str = "plan:objective/OBJ-M-1";

/// The recap of an account, which goes to review.
fn recap(desk: &Desk, account: &str) -> Value {
    desk.json("", 0, &["recap", account])
}

/// The recap of any account, whether or not it is paused.
fn any(desk: &Desk, account: &str) -> Value {
    let run = desk.run("", &["--format", "json", "recap", account]);
    assert!(run.code < 2, "{run:?}");
    run.json()
}

/// Changes the success plan of an account in a copy of the exports.
fn with_plan(exports: Exports, account: &str, change: impl Fn(&mut Value)) -> Exports {
    let read = std::fs::read(exports.path().join(PLANS)).unwrap();
    let mut plans: Value = serde_json::from_slice(&read).unwrap();
    let accounts = plans["accounts"].as_array_mut().unwrap();
    let own = accounts.iter_mut().find(|it| it["slug"] == account).unwrap();
    change(&mut own["successPlans"][0]);
    exports.write(PLANS, &plans.to_string())
}

/// Takes every measurement since the baseline out of a success plan.
fn unmeasured(plan: &mut Value) {
    for objective in plan["objectives"].as_array_mut().unwrap() {
        for kpi in objective["kpis"].as_array_mut().into_iter().flatten() {
            for field in ["current", "currentDate"] {
                kpi.as_object_mut().unwrap().remove(field);
            }
        }
    }
}

/// The claim of a brief that holds these words in a section.
fn said<'a>(brief: &'a Value, section: &str, words: &str) -> &'a Value {
    let claims = crate::support::claims_of(brief, section);
    let mut found = claims.into_iter().filter(|claim| text(claim, "text").contains(words));
    let claim = found
        .next()
        .unwrap_or_else(|| panic!("`{words}` is not said in {brief}"));
    assert_eq!(found.next(), None, "`{words}` is said twice");
    claim
}

/// Whether a brief claims value: what was gained, or may be.
fn tells_value(claim: &Value) -> bool {
    claim["standing"] == "proven_outcome" || claim["standing"] == "likely_benefit"
}

/// Answers everything that a run asks.
fn decide_all(desk: &Desk, run: &str) {
    let standing = desk.standing(run);
    for subject in list(&standing, "to_decide") {
        let args = [
            "review",
            "decide",
            run,
            text(subject, "name"),
            "--answer",
            "It is settled.",
        ];
        desk.out(CSM, 0, &args);
    }
}

/// The arguments of the owner's approval, for the brief with this digest.
fn approval<'a>(run: &'a str, digest: &'a str) -> [&'a str; 11] {
    [
        "review",
        "approve",
        run,
        "--role",
        "account_owner",
        "--ok",
        "all",
        "--digest",
        digest,
        "--unopened",
        "I was in the talks",
    ]
}

/// Answers what the account's newest run asks, and approves it as the account's owner. Gives the
/// run's id.
fn approve(desk: &Desk, account: &str) -> String {
    let standing = desk.standing(account);
    let id = text(&standing, "id").to_owned();
    decide_all(desk, &id);
    desk.out(CSM, 0, &approval(&id, text(&standing, "digest")));
    id
}

/// What the log has of a run, as its bundle tells it.
fn events(desk: &Desk, run: &str) -> Vec<Value> {
    let bundle = desk.out(CSM, 0, &["export", run, "--as", "bundle"]);
    let bundle: Value = serde_json::from_str(&bundle).unwrap();
    list(&bundle, "entries")
        .iter()
        .map(|it| it["event"]["run"].clone())
        .collect()
}

/// Of the recaps counted so far, how many have a part and how many there are.
fn part(desk: &Desk, name: &str) -> (u64, u64) {
    let metrics = desk.json("", 0, &["metrics"]);
    let parts = list(&metrics["recap"]["account_value_evidence_coverage"], "components");
    let part = parts.iter().find(|it| it["name"] == name).unwrap();
    let count = |field: &str| part["share"][field].as_u64().unwrap();
    (count("passed"), count("of"))
}

/// A claim of value as a model answers it.
fn gain(kind: &str, standing: &str, goal: u32, said: &str, quotes: &[&str]) -> Value {
    let mut claim = answered(kind, said, quotes[0]);
    let cited = quotes.iter().map(|quote| json!({"passage": quote, "quote": quote}));
    claim["citations"] = cited.collect();
    claim["standing"] = json!(standing);
    claim["goal"] = json!(goal);
    claim
}

/// A sentence that is drawn from those of other sections, as a model answers it.
fn drawn(said: &str, from: &str, goal: Option<u32>) -> Value {
    json!([{"from": [from], "text": said, "goal": goal}])
}

/// A model that says of Morrow Dental what is borne out, what is only hoped for, and a saving that
/// nobody reckoned.
fn storyteller() -> Model {
    let board = "quotations took us 46 hours at the beginning of April\nand 19 hours in the last week of June.";
    let outcomes = json!([
        gain(
            "outcome",
            "proven_outcome",
            1,
            "Quotations took 46 hours at the beginning of April and 19 hours in the last week of June.",
            &[SAID, board],
        ),
        gain(
            "outcome",
            "proven_outcome",
            3,
            "The chasing calls halve once the reminders are switched on in August.",
            &[HOPED],
        ),
        gain(
            "outcome",
            "proven_outcome",
            1,
            "The clean-up saved Morrow Dental GBP 40,000 a year.",
            &[SAID],
        ),
    ]);
    Model::saying([
        ("Proven outcomes", outcomes),
        (
            "What changed",
            drawn(
                "Quotation response time fell from 46 h to 19 h.",
                "fell from 46 h",
                Some(1),
            ),
        ),
        (
            "What is still open",
            drawn("X-rays are cut off in the quotation PDF.", "X-rays are cut off", None),
        ),
    ])
}

/// What that model's recap comes to, with the desk that drafted it.
fn story() -> (Desk, Value) {
    let desk = crate::customers::desk();
    let model = storyteller();
    model.serve(&desk.vouch);
    let brief = recap(&desk, MORROW);
    (desk, brief)
}
