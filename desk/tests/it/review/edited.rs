//! Claims that a person says in other words.

use serde_json::{Value, json};

use super::{HALDEN, NORTHWIND, approval, approved_by, brief, claim, short};
use crate::desk::{ADMIN, AE, CSM, Desk, READER};
use crate::support::{each, list, text};

/// VR-49 as far as a handoff goes: to edit a claim of an approved brief voids both approvals.
/// Nothing leaves for the customer, and whoever approves must have seen the brief as it is now.
#[test]
fn an_edit_voids_the_approvals() {
    let desk = Desk::new();
    let id = desk.northwind_approved();
    desk.out(CSM, 0, &["review", "complete", &id]);
    let before = text(&desk.standing(&id), "digest").to_owned();
    let renewal = claim(&desk, &id, "Renewal date");
    let edit = ["review", "edit", &id, &renewal, "--text", "They renew on 1 July 2028."];
    insta::assert_snapshot!(desk.out(CSM, 0, &edit), @"version 2; approvals given before are void");

    let standing = desk.standing(&id);
    let now = text(&standing, "digest").to_owned();
    assert_ne!(before, now);
    assert_eq!(
        json!([
            standing["state"],
            standing["version"],
            standing["approvals"],
            standing["waits_for"],
            standing["complete"]
        ]),
        json!(["in_review", 2, [], ["ae", "csm"], false])
    );
    insta::assert_snapshot!(desk.refused(AE, &["export", &id, "--as", "md", "--audience", "customer"]), @"
    error: this run is in review, so nothing of it goes to the customer
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    let changed = format!(
        "error: the brief has changed since you saw it: you saw `{}`, and it is `{}` now\n\
         hint: look at it with `vouch review show RUN`, then approve\n",
        short(&before),
        short(&now)
    );
    assert_eq!(desk.refused(AE, &approval(&id, &[])), changed);
    assert_eq!(desk.refused(AE, &approval(&id, &["--digest", &before])), changed);

    for login in [AE, CSM] {
        desk.out(login, 0, &["review", "show", &id]);
        desk.approve(login, &id);
    }
    let standing = desk.standing(&id);
    assert_eq!(text(&standing, "state"), "approved");
    assert_eq!(each(&standing, "approvals", "digest"), [&now, &now]);
    let draft = brief(&desk, &id);
    let edited = list(&draft, "claims")
        .iter()
        .find(|it| it["id"] == renewal.as_str())
        .unwrap();
    assert_eq!(
        json!([edited["text"], edited["origin"], edited["parent"], edited["verdict"]]),
        json!(["They renew on 1 July 2028.", "human", renewal, "accepted"])
    );
}

/// A person's words go through the verifier too. What it rejects is refused with its findings, and
/// nothing changes: not the brief, not the approvals.
#[test]
fn words_that_nothing_bears_out_change_nothing() {
    let desk = Desk::new();
    let id = desk.northwind_approved();
    let renewal = claim(&desk, &id, "Renewal date");
    let (standing, draft) = (desk.standing(&id), brief(&desk, &id));
    let edit = |text: &str| desk.refused(CSM, &["review", "edit", &id, &renewal, "--text", text]);
    insta::assert_snapshot!(edit("Renewal date: 1 July 2029."), @"
    error[V304]: `1 July 2029` is a time that nothing cited names
     --> claim c6:1:15
      |
    1 | Renewal date: 1 July 2029.
      |               ^^^^^^^^^^^ another time
      |
    help: say the time that the source names
    note: `vouch explain V304` says what this rule asks
    warning[V602]: renewal, price or contract terms: the account owner must see it
     --> claim c6:1:1
      |
    1 | Renewal date: 1 July 2029.
      | ^^^^^^^ for them to review
      |
    note: `vouch explain V602` says what this rule asks
    error: the verifier rejects it in these words
    hint: say what the cited words bear out; nothing was changed
    ");
    insta::assert_snapshot!(edit("  "), @"
    error: a claim has words
    hint: `vouch review judge RUN CLAIM reject --reason TEXT` takes one out that waits for a person
    ");
    let promise = claim(&desk, &id, "said on 9 June 2026: \u{201C}We will have the Leeds desk");
    let bare = [
        "review",
        "edit",
        &id,
        &promise,
        "--text",
        "The Leeds desk will be live within four weeks.",
    ];
    let refused = desk.refused(CSM, &bare);
    assert!(
        refused.starts_with("error[V506]: a promise is told as if it were a fact\n"),
        "{refused}"
    );
    let unknown = desk.refused(CSM, &["review", "edit", &id, "c99", "--text", "Something else."]);
    assert!(
        unknown.starts_with("error: this brief has no claim `c99`\nhint: its claims are c1, "),
        "{unknown}"
    );
    assert_eq!((desk.standing(&id), brief(&desk, &id)), (standing, draft));
}

/// To edit takes a role, and a brief that is not paused. What one reviewer has seen and another
/// edits is not approved unseen.
#[test]
fn who_edits_and_what() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let renewal = claim(&desk, &id, "Renewal date");
    let edit = ["review", "edit", &id, &renewal, "--text", "They renew on 1 July 2028."];
    for login in [ADMIN, READER] {
        assert_eq!(
            desk.refused(login, &edit),
            format!(
                "error: `{login}` may not do that: to judge or edit a claim takes the role \
                 `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `{NORTHWIND}`\n"
            )
        );
    }
    desk.out("", 1, &["handoff", HALDEN]);
    let goal = claim(&desk, HALDEN, "Make quoting easier");
    insta::assert_snapshot!(desk.refused(CSM, &["review", "edit", HALDEN, &goal, "--text", "Quote faster."]), @"
    error: this run is paused, so it can't be edited
    hint: `vouch review show RUN` says where it stands and what comes next
    ");

    desk.approve(AE, &id);
    desk.out(CSM, 0, &edit);
    assert_eq!(approved_by(&desk, &id), [""; 0]);
    // Whoever edits has not been shown the whole of what came of it either.
    let refused = desk.refused(CSM, &approval(&id, &[]));
    assert!(
        refused.starts_with("error: the brief has changed since you saw it"),
        "{refused}"
    );
    let standing = desk.standing(&id);
    assert_eq!(standing["tasks"][3]["done_by"], Value::Null);
}
