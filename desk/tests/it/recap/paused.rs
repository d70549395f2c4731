//! What holds a recap up, and what its copy for the customer.

use serde_json::{Value, json};

use super::{approval, approve, decide_all, events, tells_value};
use crate::customers::{GARRICK, desk};
use crate::desk::{AE, CSM, Desk};
use crate::support::{each, list, text};

const CUSTOMER: [&str; 6] = ["export", GARRICK, "--as", "md", "--audience", "customer"];

/// The words that a reason quotes, sorted.
fn quoted(reason: &Value) -> Vec<&str> {
    let mut quotes = each(reason, "citations", "quote");
    quotes.sort_unstable();
    quotes
}

/// VR-24: where two sources give different figures for one metric, the run is paused with both
/// quoted, nothing of it was drafted, and nobody can approve it or take a copy out. Once a person has
/// said which holds, it goes on, and the decision stands beside it.
#[test]
fn a_disputed_figure_waits_for_a_person() {
    let desk = desk();
    let paused = desk.json("", 1, &["recap", GARRICK]);
    assert_eq!(text(&paused, "state"), "paused");
    let disputed = list(&paused, "reasons").iter().find(|it| it["code"] == "V705").unwrap();
    assert_eq!(quoted(disputed), ["6.5", "9"]);
    let mut sources = each(disputed, "citations", "source_id");
    sources.sort_unstable();
    assert_eq!(
        sources,
        [
            "dashboard:metric/garrick-foods/Order desk/Answer time/2026-05",
            "plan:kpi/KPI-G-1"
        ]
    );
    assert!(list(&paused, "claims").iter().all(|claim| claim["origin"] == "records"));
    let mut proven = list(&paused, "claims").iter().filter(|it| tells_value(it));
    assert!(proven.all(|claim| claim["verdict"] == "needs_review"));

    let id = text(&paused, "id").to_owned();
    let refused = desk.refused(CSM, &approval(&id, text(&paused, "digest")));
    assert!(
        refused.starts_with("error: this run is paused, so it can't be approved\n"),
        "{refused}"
    );
    let kept = desk.refused(CSM, &CUSTOMER);
    assert!(
        kept.starts_with("error: this run is paused, so nothing of it goes to the customer\n"),
        "{kept}"
    );

    let standing = desk.standing(&id);
    let subject = list(&standing, "to_decide")
        .iter()
        .find(|it| it["code"] == "V705")
        .unwrap();
    let holds = each(subject, "citations", "quote")
        .iter()
        .position(|it| *it == "9")
        .unwrap()
        + 1;
    let holds = holds.to_string();
    let answer = "We recounted it with Yvette: 9 hours.";
    let args = [
        "review",
        "decide",
        &id,
        text(subject, "name"),
        "--answer",
        answer,
        "--holds",
        &holds,
    ];
    desk.out(CSM, 0, &args);
    let brief = desk.json("", 0, &["recap", GARRICK]);
    assert_eq!((text(&brief, "state"), &brief["reasons"]), ("in_review", &json!([])));
    let decided = list(&brief["parts"], "decided");
    let quotes: Vec<Vec<&str>> = decided.iter().map(quoted).collect();
    assert_eq!(quotes, [["6.5", "9", "answer: We recounted it with Yvette: 9 hours."]]);
}

/// Garrick's recap with its dispute settled and everything answered, approved by the owner.
fn garrick_approved(desk: &Desk) -> String {
    desk.out("", 1, &["recap", GARRICK]);
    decide_all(desk, GARRICK);
    desk.out("", 0, &["recap", GARRICK]);
    let standing = desk.standing(GARRICK);
    for claim in list(&standing, "claims_for_a_person") {
        let args = [
            "review",
            "judge",
            GARRICK,
            text(claim, "claim"),
            "reject",
            "--reason",
            "9 hours holds",
        ];
        desk.out(CSM, 0, &args);
    }
    approve(desk, GARRICK)
}

/// VR-42: while an escalated ticket is open, the customer gets nothing of a recap, which says so
/// from the first; approved or not. The account's owner alone may let it go, and the log has why.
#[test]
fn an_open_escalation_keeps_the_copy_back() {
    let desk = desk();
    let brief = desk.json("", 1, &["recap", GARRICK]);
    assert_eq!(
        brief["customer_copy"],
        json!({
            "allowed": false,
            "why": "the ticket `Desk quotes from last year's price list` is open and escalated (zendesk:ticket/5109)",
        })
    );
    let id = garrick_approved(&desk);
    assert_eq!(desk.standing(&id)["state"], "approved");
    let unresolved = "error: an issue of the customer's is unresolved, so nothing goes to them\n\
                      hint: `zendesk:ticket/5109` is open and escalated: Desk quotes from last year's price list\n";
    let refused = desk.refused(CSM, &CUSTOMER);
    assert!(refused.starts_with(unresolved), "{refused}");
    let because = "Niall Corrigan asked for it.";
    let despite = [&CUSTOMER[..], &["--despite", because]].concat();
    let not_hers = desk.refused(AE, &despite);
    assert!(
        not_hers.contains("takes the role `account_owner` for `garrick-foods`"),
        "{not_hers}"
    );
    desk.out(CSM, 0, &despite);
    let events = events(&desk, &id);
    let left: Vec<&Value> = events
        .iter()
        .filter(|it| it["event"] == "exported" && it["audience"] == "customer")
        .map(|it| &it["despite"])
        .collect();
    assert_eq!(left, [because]);
}
