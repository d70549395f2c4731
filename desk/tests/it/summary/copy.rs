//! What the customer is given of a summary.

use serde_json::json;

use super::changed;
use crate::customers::{GARRICK, MORROW, answered, desk, newest};
use crate::desk::{CSM, Desk};
use crate::scripted::Model;
use crate::support::{list, text};

/// Drafts an account's summary and approves it as the account's owner; gives the run's id.
fn approved(desk: &Desk, account: &str) -> String {
    desk.json("", 0, &["summary", account]);
    let id = newest(desk, account, "summary");
    for claim in list(&desk.standing(&id), "claims_for_a_person") {
        let claim = text(claim, "claim");
        desk.out(
            CSM,
            0,
            &["review", "judge", &id, claim, "accept", "--reason", "it is so"],
        );
    }
    desk.out(CSM, 0, &["review", "show", &id]);
    desk.approve(CSM, &id);
    id
}

/// The copy of a run for somebody.
fn copy(desk: &Desk, id: &str, audience: &str) -> String {
    desk.out(CSM, 0, &["export", id, "--as", "md", "--audience", audience])
}

/// Neither the health score nor what the customer might buy nor anything that an internal record
/// says is in the customer's copy, also where the executive summary and the next steps retell it,
/// and though the note on what they might buy may be shared. Our own copy has all of it.
#[test]
fn what_is_the_vendors_own_stays_inside() {
    let asked = "Rhys Calloway asked whether the orthodontics team could work on the desk too";
    let drawn = |from: &str, said: &str| json!({"from": [from], "text": said, "goal": null});
    let fix = "It needs the new renderer, so hardly before the end of July.";
    let model = Model::saying([
        (
            "Suggested Expansion Opportunities",
            json!([answered("expansion", &format!("{asked}."), asked)]),
        ),
        (
            "Risks and Blockers",
            json!([
                answered("risk", "The fix needs the new renderer.", fix),
                answered(
                    "risk",
                    "The implant team sends the pictures by hand.",
                    "the implant team sends the pictures by hand"
                ),
            ]),
        ),
        (
            "Executive Summary",
            json!([
                drawn("The health score of", "The health score was 78, green."),
                drawn("change a template", "Only Theo Marchetti can change a template."),
                drawn("fell from 46 h", "Quotation response time fell from 46 h to 19 h."),
            ]),
        ),
        (
            "Strategic Next Steps",
            json!([drawn(
                "orthodontics team could work",
                "Decide whether the orthodontics team could work on the desk too."
            )]),
        ),
    ]);
    let exports = changed().edit(
        super::PLANS,
        &format!("\"visibility\": \"internal\",\n         \"text\": \"{asked}"),
        &format!("\"visibility\": \"shareable\",\n         \"text\": \"{asked}"),
    );
    let desk = Desk::with(exports.path());
    model.serve(&desk.vouch);
    let id = approved(&desk, MORROW);
    let own = [
        // The health score, as a highlight and retold.
        "78, green",
        "health score",
        // What they might buy, as a suggestion and as a step.
        "orthodontics",
        "Suggested Expansion",
        // An internal comment, and an internal risk with what is to be done about it.
        "renderer",
        "Only Theo Marchetti",
        "Act on the open risk",
        // What they pay, what we hope to sell, how we stand with them.
        "74,400",
        "Open opportunities",
        "Relational Health",
        // Our own people and the ids of records.
        "Dana Whitcombe",
        "zendesk:",
        "plan:",
    ];
    let [ours, theirs] = ["internal", "customer"].map(|audience| copy(&desk, &id, audience));
    for words in own {
        assert!(ours.contains(words), "{words}: {ours}");
        assert!(!theirs.contains(words), "{words}: {theirs}");
    }
    for words in [
        "Quotation response time fell from 46 h to 19 h.",
        "The implant team sends the pictures by hand.",
        "Rhys Calloway (Champion)",
        "29 August 2026",
    ] {
        assert!(theirs.contains(words), "{words}: {theirs}");
    }
}

/// While an escalated ticket is open the customer gets no copy, also of an approved summary, unless
/// the account's owner says why.
#[test]
fn an_open_escalation_holds_up_the_copy() {
    let desk = desk();
    let brief = desk.json("", 0, &["summary", GARRICK]);
    assert_eq!(
        brief["customer_copy"],
        json!({"allowed": false, "why": "the ticket `Desk quotes from last year's price list` is open and escalated"})
    );
    let id = approved(&desk, GARRICK);
    let export = ["export", &id, "--as", "md", "--audience", "customer"];
    assert_eq!(
        desk.refused(CSM, &export),
        "error: an issue of the customer's is unresolved, so nothing goes to them\n\
         hint: `zendesk:ticket/5109` is open and escalated: Desk quotes from last year's price list\n\
         hint: the account's owner may let it go with `--despite REASON`\n"
    );
    let despite = [&export[..], &["--despite", "Niall asked for it in writing"]].concat();
    let theirs = desk.out(CSM, 0, &despite);
    assert!(
        theirs.starts_with("# Account summary \u{b7} Garrick Foods\n"),
        "{theirs}"
    );
    assert!(
        !theirs.contains("health score") && !theirs.contains("34, red"),
        "{theirs}"
    );
}
