//! Which accounts and which sources somebody sees.

use serde_json::{Value, json};

use super::{HALDEN, NORTHWIND};
use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, OTHER_CSM, READER, SUPERVISOR};
use crate::support::{exports, text};

/// A member of one account sees that one alone, in lists and by name; another is refused, whatever
/// it is asked for.
#[test]
fn a_member_of_one_account_sees_that_one() {
    let desk = Desk::new();
    desk.run("", &["handoff", "--all"]);
    let everybody = desk.json(CSM, 0, &["review", "list", "--all"]);
    let ids = |listed: &Value, name: &str| -> Vec<String> {
        listed
            .as_array()
            .unwrap()
            .iter()
            .map(|it| text(it, name).to_owned())
            .collect()
    };
    assert_eq!(ids(&everybody, "account").len(), 2);
    let theirs = |args: &[&str]| desk.json(OTHER_CSM, 0, args);
    assert_eq!(ids(&theirs(&["accounts"]), "account_id"), [NORTHWIND]);
    assert_eq!(ids(&theirs(&["review", "list", "--all"]), "account"), [NORTHWIND]);
    assert_eq!(ids(&theirs(&["handoff", "--all"]), "account_id"), [NORTHWIND]);
    assert_eq!(theirs(&["metrics"])["handoff"]["started"], json!(1));
    assert_eq!(theirs(&["account", NORTHWIND])["account_id"], json!(NORTHWIND));
    assert!(!theirs(&["search", NORTHWIND, "renewal"]).as_array().unwrap().is_empty());

    let run = desk.id(HALDEN);
    let asked: [&[&str]; 6] = [
        &["account", HALDEN],
        &["review", "list", "--all", "--account", HALDEN],
        &["search", HALDEN, "four weeks"],
        &["source", "contract:order-form/halden-freight"],
        &["review", "show", HALDEN],
        &["doctor", HALDEN],
    ];
    for args in asked {
        assert_eq!(
            desk.refused(OTHER_CSM, args),
            format!(
                "error: `{OTHER_CSM}` may not do that: to read this takes the role `admin` or `account_owner` or \
                 `csm` or `ae` or `supervisor` or `cs_operations` or `reader` for `{HALDEN}`\n\
                 hint: an administrator grants roles with `vouch user grant`\n"
            ),
            "{args:?}"
        );
    }
    let refused = desk.refused(OTHER_CSM, &["handoff", HALDEN]);
    assert!(refused.contains(&format!(" for `{HALDEN}`\n")), "{refused}");
    // Of a run by its id they learn nothing, not even that it is there.
    let of_run: [&[&str]; 6] = [
        &["review", "show", &run, "--standing"],
        &["review", "open", &run, "c1"],
        &["review", "comment", &run, "Hm."],
        &["review", "done", &run, "t1"],
        &["review", "return", &run, "--comment", "No."],
        &["export", &run, "--as", "md"],
    ];
    for args in of_run {
        assert_eq!(
            desk.refused(OTHER_CSM, args),
            format!("error: no run is called `{run}`\nhint: `vouch review list --all` lists the runs\n"),
            "{args:?}"
        );
    }
    // To take exports in touches every account.
    insta::assert_snapshot!(desk.refused(OTHER_CSM, &["ingest", exports().to_str().unwrap()]), @"
    error: `cleo` may not do that: to take exports in takes the role `admin` or `cs_operations` or `account_owner` or `csm` or `ae` or `supervisor`
    hint: an administrator grants roles with `vouch user grant`
    ");
    let claims = json!({
        "id": "1", "account_id": HALDEN, "text": "Discount: none.",
        "citations": [{"source_id": "contract:order-form/halden-freight", "quote": "Discount: none"}],
    });
    let path = desk.vouch.file("claims.jsonl", claims.to_string());
    let verify = ["verify", "--claims", path.to_str().unwrap()];
    insta::assert_snapshot!(desk.run(OTHER_CSM, &verify).out, @r#"{"line":1,"error":"no account is called `halden-freight`"}"#);
}

/// What is restricted is read by the account's owner and the supervisor, under their name; nobody
/// else learns of it, not even an administrator, and no draft and no search has it.
#[test]
fn what_is_restricted() {
    const NOTE: &str = "note:file/northwind-labs-restricted-2026-06-23";
    const WORDS: &str = "the Sheffield site may be sold";
    let desk = Desk::new();
    for login in [ADMIN, AE, OPERATIONS, READER, OTHER_CSM] {
        assert_eq!(
            desk.refused(login, &["source", NOTE]),
            format!(
                "error: `{login}` may not do that: to read what is restricted takes the role \
                 `account_owner` or `supervisor` for `{NORTHWIND}`\n\
                 hint: an administrator grants roles with `vouch user grant`\n"
            )
        );
    }
    insta::assert_snapshot!(desk.refused("", &["source", NOTE]), @"
    error: nobody has signed in, and to read what is restricted takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    for login in [CSM, SUPERVISOR] {
        assert!(desk.out(login, 0, &["source", NOTE]).contains(WORDS));
    }
    // The owner of one account is not the owner of another.
    desk.out(ADMIN, 0, &["user", "grant", AE, "account_owner:halden-freight"]);
    assert!(desk.refused(AE, &["source", NOTE]).contains("may not do that"));

    desk.northwind_in_review();
    let shown: [&[&str]; 4] = [
        &["search", NORTHWIND, "Sheffield", "site", "sold", "autumn"],
        &["review", "show", NORTHWIND],
        &["export", NORTHWIND, "--as", "json"],
        &["export", NORTHWIND, "--as", "bundle"],
    ];
    for args in shown {
        assert!(!desk.out(CSM, 0, args).contains(WORDS), "{args:?}");
    }
}
