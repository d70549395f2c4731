//! Who approves a handoff, what they answer for, and what is kept of it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{NORTHWIND, approval, approved_by, claim, short};
use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, OTHER_CSM, READER, SUPERVISOR};
use crate::support::{list, text};

/// HO-20: one approval is not enough, neither for the customer's copy nor for the end; the second,
/// of another person, is.
#[test]
fn both_must_approve() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let customer = ["export", &id, "--as", "md", "--audience", "customer"];
    insta::assert_snapshot!(desk.out(AE, 0, &approval(&id, &[])), @"approved; it waits for the CSM Tobias Renn");
    let standing = desk.standing(&id);
    assert_eq!(
        (text(&standing, "state"), &standing["waits_for"]),
        ("in_review", &json!(["csm"]))
    );
    insta::assert_snapshot!(desk.refused(AE, &customer), @"
    error: this run is in review, so nothing of it goes to the customer
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    insta::assert_snapshot!(desk.refused(CSM, &["review", "complete", &id]), @"
    error: not yet: commitments reviewed: the AE and the CSM have not reviewed 3 promises; kickoff: waits for the approval of the CSM, and for the other gates
    hint: `vouch review show RUN` lists the gates
    ");
    desk.approve(CSM, &id);
    let standing = desk.standing(&id);
    assert_eq!(
        (text(&standing, "state"), &standing["waits_for"]),
        ("approved", &json!([]))
    );
    desk.out(AE, 0, &customer);
    desk.out(CSM, 0, &["review", "complete", &id]);
    insta::assert_snapshot!(desk.refused(AE, &approval(&id, &[])), @"
    error: this run is approved, so it can't be approved
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
}

/// HO-20: the same person can't give both approvals, though they have both roles.
#[test]
fn nobody_gives_both() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.out(ADMIN, 0, &["user", "grant", AE, "csm"]);
    insta::assert_snapshot!(desk.refused(AE, &approval(&id, &[])), @"error: you have more than one of the roles; name one with `--role`");
    desk.out(AE, 0, &approval(&id, &["--role", "ae"]));
    let again = desk.refused(AE, &approval(&id, &[]));
    assert!(
        again.starts_with("error: Dana Whitcombe has approved as the AE already, at "),
        "{again}"
    );
    insta::assert_snapshot!(desk.refused(AE, &approval(&id, &["--role", "csm"])), @"error: Dana Whitcombe has approved as the AE already; the other approval takes another person");
    assert_eq!(approved_by(&desk, &id), [AE]);
    assert_eq!(desk.standing(&id)["waits_for"], json!(["csm"]));
}

/// HO-20, and VR-48 as far as a handoff goes: only who has the role for the account approves in it;
/// an administrator has neither.
#[test]
fn whoever_lacks_the_role_approves_nothing() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let neither = [ADMIN, SUPERVISOR, OPERATIONS, READER].map(|login| [(login, "ae"), (login, "csm")]);
    for (login, role) in neither.into_iter().flatten().chain([(AE, "csm"), (CSM, "ae")]) {
        assert_eq!(
            desk.refused(login, &approval(&id, &["--role", role])),
            format!(
                "error: `{login}` may not do that: to approve as the {} takes the role `{role}` for `{NORTHWIND}`\n",
                role.to_uppercase()
            )
        );
    }
    insta::assert_snapshot!(desk.refused(CSM, &approval(&id, &["--role", "account_owner"])), @"error: a handoff is not approved by the account owner; it takes the AE and the CSM");
    insta::assert_snapshot!(desk.refused("", &approval(&id, &[])), @"
    error: nobody has signed in, and to approve as the AE takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    assert_eq!(desk.standing(&id)["approvals"], json!([]));
}

/// HO-20, and VR-31 as far as a handoff goes: its six items are listed, an approval answers for each
/// of them, and both approvals keep which they were.
#[test]
fn each_item_is_answered_for() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    assert_eq!(
        desk.standing(&id)["items"],
        json!(["promises", "scope", "timing", "risks", "missing_context", "first_value"])
    );
    let approve = |items: &[&'static str]| {
        let ok = items.iter().flat_map(|items| ["--ok", items]);
        let args: Vec<&str> = ["review", "approve", &id, "--unopened", "I was in the talks"]
            .into_iter()
            .chain(ok)
            .collect();
        desk.run(AE, &args)
    };
    insta::assert_snapshot!(approve(&[]).err, @"
    error: an approval answers for each item; missing: `promises`, `scope`, `timing`, `risks`, `missing_context`, `first_value`
    hint: name what you stand for with `--ok ITEM,…`, or `--ok all`; else return the brief
    ");
    insta::assert_snapshot!(approve(&["scope,risks,timing"]).err, @"
    error: an approval answers for each item; missing: `promises`, `missing_context`, `first_value`
    hint: name what you stand for with `--ok ITEM,…`, or `--ok all`; else return the brief
    ");
    insta::assert_snapshot!(approve(&["all", "mood"]).err, @"error: `mood` is no item; the items are `promises`, `scope`, `timing`, `risks`, `missing_context`, `first_value`");
    assert_eq!(approved_by(&desk, &id), [""; 0]);
    assert_eq!(
        approve(&["scope,risks,timing", "promises", "missing-context", "first_value"]).code,
        0
    );
    desk.approve(CSM, &id);
    let standing = desk.standing(&id);
    let items: Vec<&Value> = list(&standing, "approvals").iter().map(|it| &it["items"]).collect();
    let six = json!(["first_value", "missing_context", "promises", "risks", "scope", "timing"]);
    assert_eq!(items, [&six, &six]);
}

/// VR-32: an approval is bound to what the person was shown or names by its digest, and is kept with
/// their name, the time and that digest. To look at where the run stands is not to see the brief.
#[test]
fn an_approval_has_a_person_a_time_and_a_digest() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let digest = text(&desk.standing(&id), "digest").to_owned();
    let unseen = format!(
        "error: you have not seen this brief as it stands (`{}`)\n\
         hint: look at it with `vouch review show RUN`, then approve\n",
        short(&digest)
    );
    assert_eq!(desk.refused(OTHER_CSM, &approval(&id, &[])), unseen);
    desk.out(OTHER_CSM, 0, &["review", "show", &id, "--standing"]);
    assert_eq!(desk.refused(OTHER_CSM, &approval(&id, &[])), unseen);
    let few = &short(&digest)[..7];
    insta::assert_snapshot!(desk.refused(OTHER_CSM, &approval(&id, &["--digest", few])), @"error: name at least 8 digits of the digest that you saw");

    let before = Timestamp::now();
    let named = ["--digest", &short(&digest)[..8], "--comment", "see you on the 13th"];
    desk.out(OTHER_CSM, 0, &approval(&id, &named));
    let mut standing = desk.standing(&id);
    let at: Timestamp = text(&standing["approvals"][0], "at").parse().unwrap();
    assert!((before..=Timestamp::now()).contains(&at));
    standing["approvals"][0]["at"] = Value::Null;
    assert_eq!(
        standing["approvals"],
        json!([{
            "role": "csm",
            "by": OTHER_CSM,
            "name": "Cleo Marsh",
            "at": null,
            "digest": digest,
            "items": ["first_value", "missing_context", "promises", "risks", "scope", "timing"],
            "opened": [],
            "unopened_because": "I was in the talks",
            "comment": "see you on the 13th",
        }])
    );
}

/// HS-26: an approval keeps which sources the person has opened from the brief; to open none takes
/// a reason, which is kept too. What others have opened does not count.
#[test]
fn what_was_opened_is_on_record() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let renewal = claim(&desk, &id, "Renewal date");
    desk.out("", 0, &["review", "open", &id, &renewal]);
    desk.out(CSM, 0, &["review", "open", &id, &renewal]);
    let approve = ["review", "approve", &id, "--ok", "all"];
    let blank = [&approve[..], &["--unopened", " "]].concat();
    for args in [&approve[..], &blank] {
        assert_eq!(
            desk.refused(AE, args),
            "error: you have opened none of the 15 sources that this brief rests on\n\
             hint: open what matters with `vouch review open RUN CLAIM`, or say why not with `--unopened REASON`\n"
        );
    }
    desk.out(AE, 0, &approval(&id, &[]));
    desk.out(CSM, 0, &approval(&id, &[]));
    let standing = desk.standing(&id);
    let opened = list(&standing, "approvals").iter();
    let opened: Vec<(&str, &Value, &Value)> = opened
        .map(|it| (text(it, "by"), &it["opened"], &it["unopened_because"]))
        .collect();
    assert_eq!(
        opened,
        [
            (AE, &json!([]), &json!("I was in the talks")),
            (CSM, &json!(["contract:order-form/northwind-labs"]), &Value::Null),
        ]
    );
}
