//! What would reach a customer or change a forecast, through the command line: nothing of it
//! happens before the account's owner has looked at it.

mod refused;
mod stops;
mod told;

use serde_json::Value;

use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, OTHER_CSM, READER, SUPERVISOR};
use crate::support::text;

/// A signal from Northwind Labs: its source, and words of it.
const SIGNAL: &str = "gong:call/88101=Requests come in by email to four different inboxes";

/// The five checks, by their words.
const CHECKS: [&str; 5] = ["evidence", "timing", "tone", "commercial_terms", "relationship_risk"];

/// Proposes an action for Northwind Labs as the AE, who doesn't own the account.
fn proposed(desk: &Desk, kind: &str, said: &str) -> Value {
    desk.json(
        AE,
        0,
        &[
            "action",
            "propose",
            "northwind-labs",
            kind,
            "--text",
            said,
            "--cite",
            SIGNAL,
        ],
    )
}

/// Where an action stands.
fn state(desk: &Desk, id: &str) -> String {
    text(&desk.json("", 0, &["action", "show", id]), "state").to_owned()
}

/// Approves for somebody, with these checks and the digest of what was proposed.
fn approval<'a>(action: &'a Value, checks: &'a str) -> [&'a str; 7] {
    let (id, digest) = (text(action, "id"), text(action, "digest"));
    ["action", "approve", id, "--digest", digest, "--ok", checks]
}

/// An action can't be carried out until the owner has approved it with all five checks; each one
/// that is missing is named, and nobody else's approval counts. Then it can, once.
fn waits_for_its_owner(desk: &Desk, action: &Value) {
    let (id, kind) = (text(action, "id"), text(action, "kind"));
    assert_eq!(text(action, "state"), "proposed", "{kind}");
    for login in [AE, CSM] {
        let refused = desk.refused(login, &["action", "execute", id]);
        let all = CHECKS.map(|check| format!("`{check}`")).join(", ");
        let expected = format!("error: nobody has approved this action; first the account owner answers for {all}; ");
        assert!(refused.starts_with(&expected), "{kind}: {refused}");
    }
    for missing in CHECKS {
        let made: Vec<&str> = CHECKS.into_iter().filter(|check| *check != missing).collect();
        assert_eq!(
            desk.refused(CSM, &approval(action, &made.join(","))),
            format!(
                "error: an approval answers for each of the five checks; missing: `{missing}`\n\
                 hint: name what you stand for with `--ok CHECK,…`, or `--ok all`; else reject the action\n"
            ),
            "{kind}"
        );
    }
    for login in [AE, OTHER_CSM, SUPERVISOR, OPERATIONS, READER, ADMIN] {
        assert_eq!(
            desk.refused(login, &approval(action, "all")),
            format!(
                "error: `{login}` may not do that: to approve an action takes the role `account_owner` for \
                 `northwind-labs`\n"
            ),
            "{kind}"
        );
    }
    assert!(
        desk.refused("", &approval(action, "all"))
            .starts_with("error: nobody has signed in")
    );
    assert_eq!(state(desk, id), "proposed", "{kind}");

    let approved = desk.json(CSM, 0, &approval(action, &CHECKS.join(",")));
    assert_eq!(
        (text(&approved, "state"), text(&approved, "approved_by")),
        ("approved", "Tobias Renn"),
        "{kind}"
    );
    desk.out(AE, 0, &["action", "execute", id]);
    assert_eq!(state(desk, id), "executed", "{kind}");
}

/// VR-30, VR-82: outreach, a save offer, an expansion ask and a forecast change each wait for the
/// account's owner, who answers for evidence, timing, tone, commercial terms and the relationship.
#[test]
fn the_four_actions_wait_for_the_owner_and_five_checks() {
    let desk = Desk::new();
    for kind in ["outreach", "save-offer", "expansion-ask", "forecast-change"] {
        waits_for_its_owner(&desk, &proposed(&desk, kind, "Ask Callum how the trial goes."));
    }
}

/// VR-44: public proof, what is asked of the customer, and a message that touches the relationship
/// wait for the owner too.
#[test]
fn proof_and_asks_wait_for_the_owner() {
    let desk = Desk::new();
    let cases = [
        (
            "public-proof",
            "Write a case study about the Leeds desk.",
            "public_proof",
        ),
        (
            "reference-ask",
            "Would you take a reference call with another laboratory?",
            "customer_ask",
        ),
        (
            "outreach",
            "We are sorry about the merged requests.",
            "relationship_sensitive",
        ),
    ];
    for (kind, said, stop) in cases {
        let action = proposed(&desk, kind, said);
        assert!(stops::names(&action).contains(&stop), "{action}");
        waits_for_its_owner(&desk, &action);
    }
}

/// AS-51: an expansion ask is a record of our own until the owner approves it: nobody carries it
/// out, and rejected it never happens.
#[test]
fn an_expansion_ask_is_a_record_of_our_own_until_it_is_approved() {
    let desk = Desk::new();
    let action = proposed(
        &desk,
        "expansion-ask",
        "Offer Callum the web form for the Sheffield desk.",
    );
    let id = text(&action, "id");
    for login in [AE, CSM] {
        assert!(
            desk.refused(login, &["action", "execute", id])
                .starts_with("error: nobody has approved this action")
        );
    }
    for login in [OPERATIONS, SUPERVISOR, READER, ADMIN, OTHER_CSM, ""] {
        let refused = desk.refused(login, &["action", "execute", id]);
        assert!(!refused.is_empty(), "{login}");
    }
    assert_eq!(state(&desk, id), "proposed");
    desk.out(CSM, 0, &["action", "reject", id, "--reason", "after the go-live"]);
    assert!(
        desk.refused(AE, &["action", "execute", id])
            .starts_with("error: this action was rejected before")
    );
    assert_eq!(state(&desk, id), "rejected");
}
