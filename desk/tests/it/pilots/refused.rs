//! Who may set a pilot up, and what is no pilot.

use serde_json::{Value, json};

use super::{report, set_up};
use crate::desk::{ADMIN, CSM, Desk, OPERATIONS, OTHER_CSM, READER, SUPERVISOR};
use crate::small::{Small, desk_of};
use crate::story::begun;

/// HO-32: CS operations runs pilots, and so does a supervisor; nobody else sets one up or says what
/// its numbers may be taken for.
#[test]
fn pilots_are_run_by_operations() {
    let desk = desk_of(&Small::several(1));
    let init = [
        "pilot",
        "init",
        "mid",
        "--segment",
        "mid-market",
        "--owner",
        "Omar Haddad",
    ];
    insta::assert_snapshot!(desk.refused(READER, &init), @"
    error: `rhea` may not do that: to run a pilot takes the role `cs_operations` or `supervisor`
    hint: an administrator grants roles with `vouch user grant`
    ");
    insta::assert_snapshot!(desk.refused("", &init), @"
    error: nobody has signed in, and to run a pilot takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    for login in [CSM, ADMIN] {
        assert!(
            desk.refused(login, &init).contains("to run a pilot takes the role"),
            "{login}"
        );
    }
    assert_eq!(desk.json("", 0, &["pilot", "list"]), json!([]));
    desk.out(OPERATIONS, 0, &init);
    desk.out(
        SUPERVISOR,
        0,
        &[
            "pilot",
            "init",
            "second",
            "--segment",
            "mid-market",
            "--owner",
            "Sven Aalto",
        ],
    );
    assert_eq!(desk.out(READER, 0, &["pilot", "list"]), "mid\nsecond\n");

    let file = desk.vouch.file("field.csv", "");
    let attach = [
        "pilot",
        "attach",
        "mid",
        file.to_str().unwrap(),
        "--note",
        "all is well",
    ];
    assert!(desk.refused(READER, &attach).contains("to run a pilot takes the role"));
    assert_eq!(report(&desk, "mid", "2026-06-30")["evidence"], json!([]));
}

#[test]
fn a_pilot_is_set_up_once() {
    let desk = desk_of(&Small::several(1));
    let first = set_up(&desk, "mid");
    let again = [
        "pilot",
        "init",
        "mid",
        "--segment",
        "enterprise",
        "--owner",
        "Sven Aalto",
    ];
    insta::assert_snapshot!(desk.refused(OPERATIONS, &again), @"
    error: the pilot `mid` was set up already
    hint: `vouch pilot report mid` says what it has come to
    ");
    assert_eq!(report(&desk, "mid", "2026-06-30"), first);
}

#[test]
fn a_pilot_that_nobody_knows_is_told_with_those_there_are() {
    let desk = desk_of(&Small::several(1));
    insta::assert_snapshot!(desk.refused("", &["pilot", "report", "mid"]), @"
    error: no pilot is called `mid`
    hint: `vouch pilot init` sets one up
    ");
    assert_eq!(
        desk.out("", 0, &["pilot", "list"]),
        "no pilot yet; `vouch pilot init` sets one up\n"
    );
    set_up(&desk, "mid");
    set_up(&desk, "pilot/late");
    insta::assert_snapshot!(desk.refused("", &["pilot", "report", "late"]), @"
    error: no pilot is called `late`
    hint: the pilots are mid, pilot/late
    ");
    let attach = ["pilot", "attach", "late", "field.csv", "--note", "all is well"];
    assert!(
        desk.refused(OPERATIONS, &attach)
            .starts_with("error: no pilot is called `late`\n")
    );
}

/// A plan that could not be reported on is refused, and leaves no pilot behind.
#[test]
fn what_is_no_pilot_is_refused() {
    let desk = desk_of(&Small::several(1));
    let refused = |more: &[&str]| {
        let args: Vec<&str> = ["pilot", "init", "mid"].iter().chain(more).copied().collect();
        desk.refused(OPERATIONS, &args)
    };
    let all = [
        refused(&["--owner", "Omar Haddad"]),
        refused(&["--owner", " ", "--segment", "mid-market"]),
        refused(&["--owner", "Omar Haddad", "--segment", "mid-market", "--threshold", "90"]),
        refused(&["--owner", "Omar Haddad", "--segment", "mid-market", "--days", "0"]),
        refused(&["--owner", "Joan Abara", "--kind", "recap", "--segment", "mid-market"]),
        refused(&["--owner", "Joan Abara", "--kind", "recap", "--top", "0"]),
        refused(&["--owner", "Joan Abara", "--kind", "recap", "--renewals"]),
    ];
    insta::assert_snapshot!(all.concat(), @"
    error: a pilot of handoffs is of one segment
    hint: `--segment NAME`: every deal won in it within the pilot's days is part of it
    error: a pilot has an owner
    error: `90` is no share; write a decimal from 0 to 1, such as `0.9`
    error: the pilot would end on 2026-06-29, before it starts on 2026-06-30
    error: a pilot of recaps is of the top accounts or of renewals
    hint: `--top COUNT`, or `--renewals`
    error: the sample has no account
    error: the sample has no account
    ");
    let nameless = desk.run(
        OPERATIONS,
        &["pilot", "init", "", "--owner", "Omar Haddad", "--segment", "x"],
    );
    assert_eq!((nameless.code, nameless.out.as_str()), (2, ""));
    assert_eq!(desk.json("", 0, &["pilot", "list"]), json!([]));
}

/// Whoever reads one account is told of that account alone, and not that another has no brief.
#[test]
fn a_report_is_of_the_accounts_that_somebody_may_read() {
    let desk = Desk::new();
    let args = ["pilot", "init", "top", "--kind", "recap", "--owner", "Joan Abara"];
    assert_eq!(desk.json(OPERATIONS, 0, &args)["accounts"], 2);
    begun(&desk, ["northwind-labs", "halden-freight"]);
    let seen = |login| {
        let report: Value = desk.json(login, 0, &["pilot", "report", "top"]);
        (report["accounts"].clone(), report["gaps"].clone())
    };
    assert_eq!(seen(READER), (json!(2), json!(["halden-freight", "northwind-labs"])));
    assert_eq!(seen(OTHER_CSM), (json!(1), json!(["northwind-labs"])));
}
