//! What the account's owner answers for, and what is counted afterwards.

use serde_json::{Value, json};

use super::{approval, approve, decide_all, events, recap, said};
use crate::customers::{MORROW, TIDEWATER, desk};
use crate::desk::{ADMIN, AE, CSM, READER};
use crate::support::{list, text};

/// The five checks before anything reaches the customer, and the six items of the owner's review.
const CHECKS: [&str; 5] = ["evidence", "timing", "tone", "commercial_terms", "relationship_risk"];
const ITEMS: [&str; 6] = [
    "value_claims",
    "roi_language",
    "metric_caveats",
    "renewal_implications",
    "next_recommendations",
    "customer_story",
];

/// VR-30 as far as the form of an approval goes, VR-31: the reviewer is shown the five checks and
/// the six items; an approval answers for each of them, names those that are missing, and keeps them.
#[test]
fn an_approval_answers_for_eleven_items() {
    let desk = desk();
    recap(&desk, MORROW);
    let all = [&CHECKS[..], &ITEMS].concat();
    let standing = desk.standing(MORROW);
    assert_eq!(standing["items"], json!(all));
    let shown = desk.out(CSM, 0, &["review", "show", MORROW]);
    assert!(all.iter().all(|item| shown.contains(&format!("`{item}`"))), "{shown}");

    let id = text(&standing, "id").to_owned();
    decide_all(&desk, &id);
    let with = |items: &[&str]| {
        let ok = items.join(",");
        let args = [
            "review",
            "approve",
            &id,
            "--role",
            "account_owner",
            "--ok",
            &ok,
            "--unopened",
            "I was there",
        ];
        desk.run(CSM, &args)
    };
    let missing = |items: &[&str]| {
        let refused = with(items);
        assert_eq!(refused.code, 2, "{refused:?}");
        let named = refused.err.lines().next().unwrap().to_owned();
        named.replace("error: an approval answers for each item; missing: ", "")
    };
    let list_of = |items: &[&str]| items.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    assert_eq!(missing(&CHECKS), list_of(&ITEMS));
    assert_eq!(missing(&ITEMS), list_of(&CHECKS));
    for item in &all {
        let others: Vec<&str> = all.iter().copied().filter(|it| it != item).collect();
        assert_eq!(missing(&others), format!("`{item}`"));
    }
    assert_eq!(with(&all).code, 0);
    let approval = &desk.standing(&id)["approvals"][0];
    let mut kept: Vec<&str> = list(approval, "items").iter().map(|it| it.as_str().unwrap()).collect();
    let mut expected = all;
    kept.sort_unstable();
    expected.sort_unstable();
    assert_eq!((kept, text(approval, "role")), (expected, "account_owner"));
}

/// VR-48: only the account's owner approves its recap: no AE, no administrator, not in another role,
/// and not the owner of another account.
#[test]
fn the_owner_alone_approves() {
    let desk = desk();
    let digest = text(&recap(&desk, MORROW), "digest").to_owned();
    let id = desk.id(MORROW);
    decide_all(&desk, &id);
    desk.out(ADMIN, 0, &["user", "grant", READER, "account_owner:tidewater-agency"]);
    for login in [AE, ADMIN, READER] {
        assert_eq!(
            desk.refused(login, &approval(&id, &digest)).lines().next().unwrap(),
            format!(
                "error: `{login}` may not do that: to approve as the account owner takes the role `account_owner` for `{MORROW}`"
            )
        );
    }
    for (login, role, name) in [(AE, "ae", "AE"), (CSM, "csm", "CSM")] {
        let mut args = approval(&id, &digest);
        args[4] = role;
        assert_eq!(
            desk.refused(login, &args),
            format!("error: a recap is not approved by the {name}; it takes the account owner\n")
        );
    }
    assert_eq!(desk.standing(&id)["approvals"], json!([]));
    desk.out(CSM, 0, &approval(&id, &digest));
    assert_eq!(desk.standing(&id)["state"], "approved");
}

/// VR-49: to edit a claim that proves something takes the owner's approval back: nothing leaves for
/// the customer until they have approved the new words.
#[test]
fn an_edit_takes_the_approval_back() {
    let desk = desk();
    let brief = recap(&desk, MORROW);
    let claim = text(said(&brief, "outcomes", "Quotation response time fell"), "id").to_owned();
    let id = approve(&desk, MORROW);
    let customer = ["export", &id, "--as", "md", "--audience", "customer"];
    desk.out(CSM, 0, &customer);
    let words = "Quotation response time fell from 46 h to 19 h.";
    desk.out(CSM, 0, &["review", "edit", &id, &claim, "--text", words]);
    let standing = desk.standing(&id);
    assert_eq!(
        json!([standing["state"], standing["version"], standing["approvals"]]),
        json!(["in_review", 2, []])
    );
    let kept = desk.refused(CSM, &customer);
    assert!(
        kept.starts_with("error: this run is in review, so nothing of it goes"),
        "{kept}"
    );
    let old = desk.refused(CSM, &approval(&id, text(&brief, "digest")));
    assert!(
        old.starts_with("error: the brief has changed since you saw it"),
        "{old}"
    );
    desk.out(CSM, 0, &approval(&id, text(&standing, "digest")));
    assert!(desk.out(CSM, 0, &customer).contains(words));
}

/// VR-17: a recap is counted as soon as it is made, and what the customer decided is recorded beside
/// it, with its day and in words.
#[test]
fn the_recap_and_the_decision_are_on_record() {
    let desk = desk();
    let counted = || desk.json("", 0, &["metrics"])["recap"].take();
    assert_eq!(counted()["created"], 0);
    recap(&desk, MORROW);
    let id = desk.id(MORROW);
    assert_eq!(
        (&counted()["created"], &counted()["customer_decisions"]),
        (&json!(1), &json!(0))
    );
    let decided = ["review", "record", &id, "customer-decision", "--on", "2026-06-30"];
    desk.out(
        CSM,
        0,
        &[&decided[..], &["--text", "They renew for two years."]].concat(),
    );
    assert_eq!(
        (&counted()["created"], &counted()["customer_decisions"]),
        (&json!(1), &json!(1))
    );
    let events = events(&desk, &id);
    assert_eq!(
        (&events[0]["event"], &events[0]["kind"]),
        (&json!("started"), &json!("recap"))
    );
    let noted = events.iter().find(|it| it["event"] == "noted").unwrap();
    assert_eq!(
        noted,
        &json!({
            "event": "noted", "what": "customer_decision", "on": "2026-06-30", "text": "They renew for two years.",
        })
    );
}

/// VR-60: seven things are counted, by what happened to two recaps, of which one was approved.
#[test]
fn seven_things_are_counted() {
    let desk = desk();
    let briefs = [recap(&desk, MORROW), recap(&desk, TIDEWATER)];
    let id = approve(&desk, MORROW);
    for (what, times) in [
        ("customer-question", 3),
        ("renewal-supported", 1),
        ("expansion-action", 2),
        ("decision-made", 1),
        ("customer-decision", 1),
    ] {
        for _ in 0..times {
            desk.out(CSM, 0, &["review", "record", &id, what]);
        }
    }
    let claims = list(&briefs[0], "claims").len();
    let findings = |brief: &Value| -> usize {
        let claims = list(brief, "claims").iter();
        claims.map(|claim| list(claim, "diagnostics").len()).sum()
    };
    let caveats: usize = briefs.iter().map(findings).sum();
    let counted = desk.json("", 0, &["metrics"]);
    let names = [
        "created",
        "claims_approved",
        "caveats_added",
        "customer_questions",
        "renewals_supported",
        "expansion_actions",
        "decisions_made",
    ];
    assert_eq!(
        names.map(|name| &counted["recap"][name]),
        [
            &json!(2),
            &json!(claims),
            &json!(caveats),
            &json!(3),
            &json!(1),
            &json!(2),
            &json!(2)
        ]
    );
    let printed = desk.out("", 0, &["metrics"]);
    let printed = &printed[printed.find("Recaps").unwrap()..printed.find("  account_value").unwrap()];
    let names: Vec<&str> = printed
        .lines()
        .map(|line| line.trim_end_matches(char::is_numeric).trim())
        .collect();
    assert_eq!(
        names,
        [
            "Recaps",
            "created",
            "claims approved",
            "caveats added",
            "customer questions",
            "renewals supported",
            "expansion actions",
            "decisions made",
            "of them the customer's"
        ]
    );
}
