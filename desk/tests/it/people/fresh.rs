//! A store that knows nobody yet, and the first person.

use serde_json::json;

use super::{NORTHWIND, with_environment};
use crate::desk::{ADMIN, Desk, OPERATIONS};
use crate::support::{Run, Vouch, exports, text};

/// On a store that knows nobody, whoever sits at the machine reads, takes exports in and drafts.
/// What takes a name is refused: an approval, and everything else that stands under one.
#[test]
fn nobody_signs_in_and_nobody_approves() {
    let vouch = Vouch::with(&exports());
    let reads: [&[&str]; 6] = [
        &["accounts"],
        &["account", NORTHWIND],
        &["search", NORTHWIND, "renewal"],
        &["source", "contract:order-form/northwind-labs"],
        &["handoff", NORTHWIND],
        &["review", "show", NORTHWIND],
    ];
    for args in reads {
        let run = vouch.run(args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
    }
    insta::assert_snapshot!(vouch.run(["user", "list"]).out, @"nobody yet; `vouch user init` makes the first person");
    let approve = ["review", "approve", NORTHWIND, "--ok", "all", "--unopened", "none"];
    insta::assert_snapshot!(refused(&vouch, &approve), @"
    error: nobody has signed in, and to approve as the AE takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    let signed: [(&[&str], &str); 4] = [
        (
            &["review", "return", NORTHWIND, "--comment", "No."],
            "to return a brief",
        ),
        (&["review", "decide", NORTHWIND, "q1", "--answer", "Yes."], "to decide"),
        (&["review", "comment", NORTHWIND, "Hm."], "to comment"),
        (
            &["export", NORTHWIND, "--as", "md", "--audience", "customer"],
            "to take out what the customer will read",
        ),
    ];
    for (args, phrase) in signed {
        let why = format!("error: nobody has signed in, and {phrase} takes a name\n");
        assert!(refused(&vouch, args).starts_with(&why), "{args:?}");
    }
    let standing = vouch.json(0, ["review", "show", NORTHWIND, "--standing"]);
    assert_eq!(
        json!([standing["state"], standing["approvals"], standing["comments"]]),
        json!(["in_review", [], []])
    );
}

/// The first person is an administrator and is made once. Nobody is added before them, since nobody
/// could add anybody afterwards.
#[test]
fn the_first_person_is_an_administrator() {
    let vouch = Vouch::new();
    let add = ["user", "add", "dana", "--name", "Dana Whitcombe", "--role", "ae"];
    insta::assert_snapshot!(refused(&vouch, &add), @"
    error: this store knows nobody yet
    hint: `vouch user init` makes the first person, an administrator
    ");
    insta::assert_snapshot!(refused(&vouch, &["user", "init", "Rosa Lind"]), @"
    error: invalid value 'Rosa Lind' for '[LOGIN]': a login has lowercase letters, digits, `.`, `-` and `_`

    For more information, try '--help'.
    ");
    let made = vouch.json(
        0,
        [
            "user",
            "init",
            "Rosa",
            "--name",
            "Rosa Lind",
            "--email",
            " Rosa@Quillhaven.example",
        ],
    );
    assert_eq!((&made["login"], &made["expires"]), (&json!("rosa"), &json!(null)));
    assert_eq!(
        vouch.json(0, ["user", "list"]),
        json!([{
            "login": "rosa", "name": "Rosa Lind", "email": "rosa@quillhaven.example",
            "grants": [{"role": "admin"}], "active": true,
        }])
    );
    let once = "error: this store knows people already\nhint: an administrator adds people with `vouch user add`\n";
    assert_eq!(refused(&vouch, &["user", "init", "other"]), once);
    let token = [("VOUCH_TOKEN", text(&made, "token"))];
    let signed_in = |args: &[&str]| with_environment(&vouch, &token, args);
    assert_eq!(signed_in(&["user", "init", "other"]).err, once);
    insta::assert_snapshot!(refused(&vouch, &add), @"
    error: nobody has signed in, and to manage people takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    assert_eq!(signed_in(&add).code, 0);
    insta::assert_snapshot!(signed_in(&add).err, @"
    error: the people were not changed
      because: somebody has the login `dana` already; take another one
    ");
    let boss = ["user", "grant", "dana", "boss"];
    insta::assert_snapshot!(signed_in(&boss).err, @"error: `boss` is no role; the roles are `admin`, `account_owner`, `csm`, `ae`, `supervisor`, `cs_operations`, `reader`");
    let elsewhere = ["user", "grant", "dana", "csm:nowhere"];
    insta::assert_snapshot!(signed_in(&elsewhere).err, @"
    error: no account is called `nowhere`: nothing has been ingested yet
    hint: `vouch ingest PATH` reads exports; `--from PATH` reads them for one run
    ");
    insta::assert_snapshot!(signed_in(&["user", "revoke", "dana", "csm"]).err, @"
    error: the people were not changed
      because: `dana` does not have the role `csm` for every account, so it cannot be taken away
    ");
}

/// The last administrator stays one: nobody could let anybody in again.
#[test]
fn the_last_administrator_stays() {
    let desk = Desk::new();
    let last = "error: `rosa` is the last administrator\n\
                hint: make somebody else one first: `vouch user grant LOGIN admin`\n";
    assert_eq!(desk.refused(ADMIN, &["user", "disable", ADMIN]), last);
    assert_eq!(desk.refused(ADMIN, &["user", "revoke", ADMIN, "admin"]), last);
    // An administrator of one account manages no people.
    desk.out(ADMIN, 0, &["user", "grant", OPERATIONS, "admin:northwind"]);
    assert_eq!(desk.refused(ADMIN, &["user", "disable", ADMIN]), last);
    desk.out(ADMIN, 0, &["user", "grant", OPERATIONS, "admin"]);
    desk.out(ADMIN, 0, &["user", "disable", ADMIN]);
    insta::assert_snapshot!(desk.refused(ADMIN, &["user", "enable", ADMIN]), @"
    error: `rosa` may no longer sign in
    hint: an administrator lets them in again with `vouch user enable`
    ");
    desk.out(OPERATIONS, 0, &["user", "enable", ADMIN]);
    desk.out(ADMIN, 0, &["user", "revoke", ADMIN, "admin"]);
}

/// Runs what must be refused for whoever sits at the machine, and gives the reason.
fn refused(vouch: &Vouch, args: &[&str]) -> String {
    let Run { code, out, err } = vouch.run(args);
    assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
    err
}
