//! Actions as people and other programs read them.

use serde_json::{Value, json};

use super::{approval, proposed};
use crate::desk::{AE, CSM, Desk, OTHER_CSM, READER};
use crate::support::{each, text};

/// What a person reads, without what differs each time: the id of the action, and its digest.
fn plain(said: &str, actions: &[&Value]) -> String {
    actions.iter().fold(said.to_owned(), |said, action| {
        let digest = text(action, "digest");
        said.replace(text(action, "id"), "ID")
            .replace(digest, "DIGEST")
            .replace(&digest["sha256:".len()..][..12], "SHORT")
    })
}

#[test]
fn an_action_is_told_from_its_proposal_to_its_end() {
    let desk = Desk::new();
    assert_eq!(desk.out("", 0, &["action", "list"]), "no action was proposed yet\n");
    let action = proposed(
        &desk,
        "outreach",
        "We are sorry about the merged requests. Go-live moves to 24 August 2026.",
    );
    let id = text(&action, "id");
    let show = || plain(&desk.out(READER, 0, &["action", "show", &id[..6]]), &[&action]);
    let list = || plain(&desk.out(READER, 0, &["action", "list"]), &[&action]);
    insta::assert_snapshot!(show(), @"
    ID  northwind-labs · outreach  proposed  proposed by Dana Whitcombe
    digest DIGEST

    We are sorry about the merged requests. Go-live moves to 24 August 2026.

      gong:call/88101
        “Requests come in by email to four different inboxes”

    It waits for the account's owner because:
      ! changes timing: it would change the timing
      ! relationship sensitive: it touches the relationship

    `vouch action approve ID --digest SHORT --ok all` once you have looked
    ");
    insta::assert_snapshot!(list(), @"ID  northwind-labs · outreach  proposed  proposed by Dana Whitcombe");
    let approved = desk.out(CSM, 0, &approval(&action, "all"));
    insta::assert_snapshot!(plain(&approved, &[&action]), @"approved; `vouch action execute ID` carries it out");
    insta::assert_snapshot!(list(), @"ID  northwind-labs · outreach  approved  proposed by Dana Whitcombe");
    insta::assert_snapshot!(desk.out(AE, 0, &["action", "execute", id]), @"on record as carried out; whoever subscribes is told");
    insta::assert_snapshot!(show(), @"
    ID  northwind-labs · outreach  executed  proposed by Dana Whitcombe
    digest DIGEST

    We are sorry about the merged requests. Go-live moves to 24 August 2026.

      gong:call/88101
        “Requests come in by email to four different inboxes”

    It waited for the account's owner because:
      ! changes timing: it would change the timing
      ! relationship sensitive: it touches the relationship
    ");
    let other = proposed(&desk, "save-offer", "Ask Callum how the trial goes.");
    let rejected = desk.out(
        AE,
        0,
        &["action", "reject", text(&other, "id"), "--reason", "nobody is leaving"],
    );
    assert_eq!(rejected, "rejected\n");
    let all = desk.out("", 0, &["action", "list"]);
    insta::assert_snapshot!(plain(&all, &[&action, &other]), @"
    ID  northwind-labs · outreach  executed  proposed by Dana Whitcombe
    ID  northwind-labs · save offer  rejected  proposed by Dana Whitcombe
    ");
}

/// An action is data as well: what is cited has its place in the source.
#[test]
fn an_action_is_data_as_well() {
    let desk = Desk::new();
    let mut action = proposed(&desk, "outreach", "  Ask Callum how the trial goes.\n");
    let shown = desk.json("", 0, &["action", "show", text(&action, "id")]);
    assert_eq!(shown, action);
    let source = desk.json("", 0, &["source", "gong:call/88101"]);
    let citation = action["citations"][0].clone();
    let place = |name: &str| usize::try_from(citation[name].as_u64().unwrap()).unwrap();
    assert_eq!(
        text(&source, "text").get(place("start")..place("end")),
        Some(text(&citation, "quote"))
    );
    for name in ["id", "digest", "proposed_at", "citations"] {
        action[name] = Value::Null;
    }
    assert_eq!(
        action,
        json!({
            "id": null,
            "account_id": "northwind-labs",
            "kind": "outreach",
            "state": "proposed",
            "digest": null,
            "text": "Ask Callum how the trial goes.",
            "run": null,
            "citations": null,
            "stops": [{"name": "relationship_sensitive", "why": "it touches the relationship"}],
            "proposed_by": "Dana Whitcombe",
            "proposed_at": null,
            "approved_by": null,
        })
    );
}

/// Whoever reads one account sees that account's actions alone.
#[test]
fn actions_are_seen_by_those_who_may_read_the_account() {
    let desk = Desk::new();
    let own = proposed(&desk, "outreach", "Ask Callum how the trial goes.");
    let args = [
        "action",
        "propose",
        "halden-freight",
        "outreach",
        "--text",
        "Ask Wenche how the trial goes.",
        "--cite",
        "gong:call/88140=You will be live in four weeks, we do that all the time.",
    ];
    let other = desk.json(AE, 0, &args);
    let listed = |login| {
        let listed = json!({"actions": desk.json(login, 0, &["action", "list"])});
        each(&listed, "actions", "account_id")
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(READER), ["northwind-labs", "halden-freight"]);
    assert_eq!(listed(OTHER_CSM), ["northwind-labs"]);
    desk.out(OTHER_CSM, 0, &["action", "show", text(&own, "id")]);
    // Whoever may not read the account does not learn that there is one.
    let refused = desk.refused(OTHER_CSM, &["action", "show", text(&other, "id")]);
    assert_eq!(
        refused,
        format!(
            "error: no action is called `{}`\nhint: `vouch action list` lists the actions\n",
            text(&other, "id")
        )
    );
    assert!(desk.refused(OTHER_CSM, &args).contains("to read this takes the role"));
}
