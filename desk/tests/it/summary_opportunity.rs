//! From a summary's suggestions to an expansion opportunity, and no further without the owner.

use serde_json::{Value, json};

use crate::customers::{self, MORROW, TIDEWATER, answered, newest, summary};
use crate::desk::{ADMIN, AE, CSM, Desk, READER};
use crate::exports::Exports;
use crate::scripted::Model;
use crate::support::{claims_of, each, list, text};

const ASKED: &str = "Rhys Calloway asked whether the orthodontics team could work on the desk too";
const WAITS: &str = "Rhys Calloway asked for a discount on the licences";
const ACTIVITY: &str = "plan:activity/ACT-M-8";

/// A desk with a summary in which one suggestion was accepted, one was rejected for its figure, and
/// one waits for a person, as it speaks of price; and the summary's run.
fn suggested() -> (Desk, String) {
    let noted = "it would be 12 more users.";
    let exports = Exports::copy_of(&customers::exports());
    let exports = exports.edit("success-plans/plans.json", noted, &format!("{noted} {WAITS}."));
    let desk = Desk::with(exports.path());
    let claims = [
        (format!("{ASKED}."), ASKED),
        ("Rhys Calloway asked for 40 more users.".to_owned(), noted),
        (format!("{WAITS}."), WAITS),
    ];
    let claims = claims.map(|(said, quote)| answered("expansion", &said, quote));
    let model = Model::saying([("Suggested Expansion Opportunities", json!(claims))]);
    model.serve_with(&desk.vouch, "[policy.rules]\nV602 = \"review\"\n");
    let brief = summary(&desk, MORROW);
    let told: Vec<(&str, &str)> = claims_of(&brief, "expansion")
        .iter()
        .map(|it| (text(it, "text"), text(it, "verdict")))
        .collect();
    let expected = [(format!("{ASKED}."), "accepted"), (format!("{WAITS}."), "needs_review")];
    assert_eq!(
        told,
        expected.each_ref().map(|(said, verdict)| (said.as_str(), *verdict))
    );
    let refused = list(&brief, "rejected")
        .iter()
        .filter(|it| it["section"] == "expansion");
    assert_eq!(refused.count(), 1, "{brief:#}");
    let run = newest(&desk, MORROW, "summary");
    (desk, run)
}

/// The opportunity that the AE creates.
fn opportunity(desk: &Desk, args: &[&str]) -> Value {
    desk.json(AE, 0, &[&["action", "opportunity"], args].concat())
}

/// The id of the suggestion that says these words.
fn suggestion(desk: &Desk, run: &str, words: &str) -> String {
    let shown = desk.json("", 0, &["review", "show", run]);
    let claims = claims_of(&shown["brief"], "expansion");
    let claim = claims.into_iter().find(|it| text(it, "text").contains(words)).unwrap();
    text(claim, "id").to_owned()
}

/// AS-48, AS-50: the opportunity's description is the accepted suggestions with what they cite;
/// nothing that was rejected or waits for a person gets into it.
#[test]
fn the_description_is_the_accepted_suggestions() {
    let (desk, run) = suggested();
    let action = opportunity(&desk, &[&run]);
    assert_eq!(
        (text(&action, "account_id"), text(&action, "kind"), text(&action, "run")),
        (MORROW, "expansion_ask", run.as_str())
    );
    assert_eq!(
        text(&action, "text"),
        format!("Expansion opportunity at Morrow Dental, from the summary of 30 June 2026:\n- {ASKED}.")
    );
    let cited: Vec<(&str, &str)> = list(&action, "citations")
        .iter()
        .map(|it| (text(it, "source_id"), text(it, "quote")))
        .collect();
    assert_eq!(cited, [(ACTIVITY, ASKED)]);
    for leaked in ["40 more", "discount"] {
        assert!(!action.to_string().contains(leaked), "{action}");
    }
    let actions = desk.json(READER, 0, &["action", "list"]);
    assert_eq!(actions, json!([action]));
}

/// AS-50: a suggestion that waited gets into the next opportunity once a person has accepted it.
#[test]
fn a_suggestion_that_a_person_accepted_gets_in() {
    let (desk, run) = suggested();
    let waits = suggestion(&desk, &run, WAITS);
    let judge = ["review", "judge", &run, &waits, "accept", "--reason", "he did"];
    desk.out(CSM, 0, &judge);
    let action = opportunity(&desk, &[&run]);
    assert_eq!(
        text(&action, "text"),
        format!("Expansion opportunity at Morrow Dental, from the summary of 30 June 2026:\n- {ASKED}.\n- {WAITS}.")
    );
    assert_eq!(each(&action, "citations", "quote"), [ASKED, WAITS]);
}

/// AS-49 as far as the command line goes: an opportunity from a single suggestion is the same as one
/// from the whole summary, as that has no other; one from what is no accepted suggestion is refused.
#[test]
fn an_opportunity_comes_from_a_suggestion_too() {
    let (desk, run) = suggested();
    let [accepted, waits] = [ASKED, WAITS].map(|words| suggestion(&desk, &run, words));
    let whole = opportunity(&desk, &[MORROW]);
    let single = opportunity(&desk, &[&run, "--claim", &accepted]);
    for field in ["account_id", "kind", "state", "text", "run", "citations", "stops"] {
        assert_eq!(single[field], whole[field], "{field}");
    }
    for unknown in [waits.as_str(), "c1", "c999"] {
        assert_eq!(
            desk.refused(AE, &["action", "opportunity", &run, "--claim", unknown]),
            format!("error: `{unknown}` is no accepted suggestion\nhint: accepted suggestions are `{accepted}`\n")
        );
    }
    // Without a suggestion there is nothing to ask for.
    desk.out("", 0, &["summary", TIDEWATER, "--model", "extractive"]);
    let refused = desk.refused(AE, &["action", "opportunity", TIDEWATER]);
    assert!(refused.contains("has no accepted suggestion\n"), "{refused}");
    for login in [READER, ""] {
        desk.refused(login, &["action", "opportunity", &run]);
    }
}

/// AS-51: the opportunity is a record of our own: nobody asks the customer before the account's
/// owner has approved it with all five checks.
#[test]
fn it_waits_for_the_owner() {
    let (desk, run) = suggested();
    let action = opportunity(&desk, &[&run]);
    let (id, digest) = (text(&action, "id"), text(&action, "digest"));
    assert_eq!(
        (text(&action, "state"), &action["approved_by"]),
        ("proposed", &Value::Null)
    );
    let execute = ["action", "execute", id];
    for login in [AE, CSM] {
        let refused = desk.refused(login, &execute);
        assert!(
            refused.starts_with("error: nobody has approved this action; "),
            "{refused}"
        );
    }
    let approve = |checks| ["action", "approve", id, "--digest", digest, "--ok", checks];
    let refused = desk.refused(CSM, &approve("evidence,timing,tone,commercial_terms"));
    assert!(refused.contains("missing: `relationship_risk`"), "{refused}");
    for login in [AE, ADMIN, READER] {
        let refused = desk.refused(login, &approve("all"));
        assert!(
            refused.starts_with(&format!("error: `{login}` may not do that: ")),
            "{refused}"
        );
    }
    let state = || text(&desk.json("", 0, &["action", "show", id]), "state").to_owned();
    assert_eq!(state(), "proposed");
    desk.out(CSM, 0, &approve("all"));
    desk.out(AE, 0, &execute);
    assert_eq!(state(), "executed");
}
