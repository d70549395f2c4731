//! Claims of value, judged by `vouch verify` on a recap that somebody wrote.

use serde_json::{Value, json};

use super::{HOPED, REACHED, SAID};
use crate::customers::{MORROW, desk};
use crate::support::{each, list, text};

const CALL: &str = "gong:call/90511";
const MERGED: &str = "Merged 61 quotation templates into 9.";

/// A claim of value about Morrow, by one sentence of a source; about no goal where `goal` is empty.
fn value(said: &str, source: &str, quote: &str, goal: &str) -> Value {
    let citations = json!([{"source_id": source, "quote": quote}]);
    let goal = if goal.is_empty() { Value::Null } else { json!(goal) };
    json!({
        "id": "v", "text": said, "kind": "outcome", "standing": "proven_outcome", "goal_id": goal,
        "citations": citations,
    })
}

/// What the verifier says of a claim: its verdict and standing, and the codes of its findings.
fn judged(claim: &Value) -> (String, Vec<String>) {
    let (verdict, codes, _) = judged_with_routes(claim);
    (verdict, codes)
}

/// The same, and to whom the claim goes.
fn judged_with_routes(claim: &Value) -> (String, Vec<String>, Vec<Value>) {
    let draft = json!({"account_id": MORROW, "kind": "recap", "claims": [claim]});
    let desk = desk();
    let path = desk.vouch.file("draft.json", draft.to_string());
    let run = desk.run("", &["--format", "json", "verify", path.to_str().unwrap()]);
    assert!(run.code < 2, "{run:?}");
    let answer = run.json();
    let claim = &answer["claims"][0];
    let codes = each(claim, "diagnostics", "code").into_iter().map(str::to_owned);
    (
        format!("{} {}", text(claim, "verdict"), text(claim, "standing")),
        codes.collect(),
        list(claim, "routes").to_vec(),
    )
}

fn is(verdict: &str, codes: &[&str]) -> (String, Vec<String>) {
    (verdict.to_owned(), codes.iter().map(|it| (*it).to_owned()).collect())
}

/// VR-20: value takes a source and a goal of the account's that is open. What has a source and no
/// goal is activity.
#[test]
fn value_takes_a_source_and_a_goal() {
    let text = "A quotation took 46 hours, and 19 hours in the last week.";
    assert_eq!(
        judged(&value(text, CALL, SAID, REACHED)),
        is("accepted proven_outcome", &[])
    );
    let mut without_source = value(text, CALL, SAID, REACHED);
    without_source["citations"] = json!([]);
    assert_eq!(judged(&without_source), is("rejected proven_outcome", &["V101"]));
    for (goal, code) in [
        ("", "V201"),
        ("plan:objective/OBJ-T-1", "V202"),
        ("plan:objective/OBJ-M-5", "V203"),
    ] {
        assert_eq!(
            judged(&value(text, CALL, SAID, goal)),
            is("rejected proven_outcome", &[code]),
            "{goal}"
        );
    }
    let mut done = value(MERGED, "plan:activity/ACT-M-7", MERGED, "");
    (done["kind"], done["standing"]) = (json!("activity"), json!("activity"));
    assert_eq!(judged(&done), is("accepted activity", &[]));
}

/// VR-21: what the source hopes for is likely at most.
#[test]
fn a_hope_is_never_proven() {
    let hoped = "The chasing calls will halve once the reminders are switched on in August.";
    assert_eq!(
        judged(&value(hoped, CALL, HOPED, "plan:objective/OBJ-M-3")),
        is("demoted likely_benefit", &["V501"])
    );
}

/// VR-45: what was done is activity, never value, whatever it claims to be and to serve.
#[test]
fn activity_is_never_value() {
    let live = "The intake form for treatment quotations is live at all 14 practices.";
    let finished = "Finished the intake form with Theo Marchetti; it is live at all 14 practices.";
    for (said, source, quote, goal) in [
        (MERGED, "plan:activity/ACT-M-7", MERGED, ""),
        (MERGED, "plan:activity/ACT-M-7", MERGED, REACHED),
        (live, "plan:activity/ACT-M-4", finished, REACHED),
    ] {
        let (verdict, codes) = judged(&value(said, source, quote, goal));
        assert!(
            ["demoted activity", "rejected activity"].contains(&verdict.as_str()),
            "{said}: {verdict}"
        );
        assert!(codes.contains(&"V205".to_owned()), "{said}: {codes:?}");
    }
}

/// VR-46, VR-23: a saving or a return that no cited figure holds or gives is rejected, and one that
/// nobody marked as such goes to the account's owner all the same.
#[test]
fn a_return_needs_its_figures() {
    let saved = "The clean-up saved Morrow Dental GBP 40,000.";
    let (verdict, codes, routes) = judged_with_routes(&value(saved, CALL, SAID, REACHED));
    assert_eq!((verdict, codes), is("rejected proven_outcome", &["V301", "V601"]));
    assert_eq!(routes, [json!("account_owner")]);

    // A difference that the cited figures give stands, another doesn't.
    let less = |hours: u32| {
        let text = format!("A quotation takes {hours} hours less: 19 hours after 46.");
        judged(&value(&text, CALL, SAID, REACHED))
    };
    assert_eq!(less(27), is("accepted proven_outcome", &[]));
    assert_eq!(less(30), is("rejected proven_outcome", &["V305"]));

    let mut mistagged = value(
        "The orthodontics team could work on the desk too; it would save $40k.",
        "plan:activity/ACT-M-8",
        "Rhys Calloway asked whether the orthodontics team could work on the desk too; it would be 12 more users.",
        "",
    );
    (mistagged["kind"], mistagged["standing"]) = (json!("fact"), json!("fact"));
    let (verdict, codes, routes) = judged_with_routes(&mistagged);
    assert_eq!((verdict, codes), is("rejected fact", &["V301", "V601"]));
    assert_eq!(routes, [json!("account_owner")]);

    // What a deleted record claims proves nothing.
    let deleted = "We saved Morrow Dental GBP 310,000 a year.";
    let (verdict, codes) = judged(&value(deleted, "salesforce:task/00T8d00000Mo4DdEAJ", deleted, REACHED));
    assert!(
        verdict.starts_with("rejected") && codes.contains(&"V110".to_owned()),
        "{codes:?}"
    );
}

/// VR-47: a recap that tells of value and leaves out what limits it is refused; with a caveat for
/// each claim it is not.
#[test]
fn caveats_are_not_left_out() {
    let desk = desk();
    let text = "A quotation took 46 hours, and 19 hours in the last week.";
    let mut draft = json!({
        "account_id": MORROW, "kind": "recap", "claims": [value(text, CALL, SAID, REACHED)],
    });
    let findings = |draft: &Value| {
        let path = desk.vouch.file("draft.json", draft.to_string());
        let run = desk.run("", &["--format", "json", "verify", path.to_str().unwrap()]);
        let answer = run.json();
        let found = list(&answer, "diagnostics").iter().filter(|it| it["code"] == "V713");
        let found: Vec<String> = found.map(|it| it["message"].as_str().unwrap().to_owned()).collect();
        (run.code, found)
    };
    assert_eq!(
        findings(&draft),
        (1, vec!["value is claimed in `v` without any caveats".to_owned()])
    );
    draft["caveats"] = json!([{"claim": "v", "text": "Two practices' Saturdays are not counted."}]);
    assert_eq!(findings(&draft).1, [""; 0]);
}
