//! Briefs that are kept under a name.

use std::net::TcpListener;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{NORTHWIND, brief};
use crate::desk::{CSM, Desk, READER};
use crate::scripted::Model;
use crate::support::{list, text};

/// AS-46 and PG-4 as far as a handoff goes: a brief is kept under a name, with who kept it and when;
/// without a name, or under one that it has, it is not.
#[test]
fn a_brief_is_kept_under_a_name() {
    let desk = Desk::new();
    let id = desk.northwind_in_review();
    let save = |login: &str, name: &str| desk.refused(login, &["review", "save", &id, "--name", name]);
    for name in ["", "  "] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(save(CSM, name), @"error: a saved brief has a name");
        }
    }
    let unnamed = desk.refused(CSM, &["review", "save", &id]);
    assert!(
        unnamed.contains("required arguments were not provided:\n  --name <NAME>\n"),
        "{unnamed}"
    );
    insta::assert_snapshot!(save(READER, "mine"), @"error: `rhea` may not do that: to comment takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind-labs`");
    insta::assert_snapshot!(save("", "mine"), @"
    error: nobody has signed in, and to comment takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    let before = Timestamp::now();
    let told = desk.out(CSM, 0, &["review", "save", &id, "--name", " For the kickoff "]);
    insta::assert_snapshot!(told.replace(&id, "RUN"), @"kept as `For the kickoff`: `vouch review show RUN`");
    insta::assert_snapshot!(save(CSM, "For the kickoff"), @"error: it is kept under the name `For the kickoff` already");

    let mut standing = desk.standing(&id);
    let at: Timestamp = text(&standing["saved"][0], "at").parse().unwrap();
    assert!((before..=Timestamp::now()).contains(&at));
    standing["saved"][0]["at"] = Value::Null;
    assert_eq!(
        standing["saved"],
        json!([{"name": "Tobias Renn", "at": null, "day": "2026-06-30", "what": "For the kickoff"}])
    );
    let shown = desk.out("", 0, &["review", "show", &id, "--standing"]);
    let (_, saved) = shown.split_once("\n\nSaved as\n").unwrap();
    insta::assert_snapshot!(saved, @"  · For the kickoff — Tobias Renn, 30 June 2026");
}

/// AS-47 as far as a handoff goes: a brief that a model drafted is opened again without a model,
/// byte for byte, though the settings name one that nobody answers for. It stays what it was when a
/// later draft has taken its place.
#[test]
fn a_saved_brief_opens_without_a_model() {
    let desk = Desk::new();
    let model = Model::scripted();
    model.serve(&desk.vouch);
    let drafted = desk.json("", 0, &["handoff", NORTHWIND]);
    assert!(list(&drafted, "claims").iter().any(|claim| claim["origin"] == "model"));
    let id = desk.id(NORTHWIND);
    desk.out(CSM, 0, &["review", "save", &id, "--name", "For the kickoff"]);
    let asked = model.prompts().len();
    let shown = desk.out(READER, 0, &["review", "show", &id]);
    assert_eq!((model.prompts().len(), brief(&desk, &id)), (asked, drafted.clone()));

    // A port that nobody listens on any more; the answers that were kept must not stand in for it.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let gone = format!("[model]\nbase_url = \"http://127.0.0.1:{port}/v1\"\nname = \"scripted-1\"\ncache = false\n");
    let settings = desk.vouch.file("vouch.toml", gone);
    assert_eq!(desk.run("", &["handoff", NORTHWIND]).code, 2);
    assert_eq!(desk.out(READER, 0, &["review", "show", &id]), shown);
    std::fs::remove_file(settings).unwrap();
    assert_eq!(desk.out(READER, 0, &["review", "show", &id]), shown);

    desk.out("", 0, &["handoff", NORTHWIND]);
    assert_ne!(desk.id(NORTHWIND), id);
    assert_eq!(text(&desk.standing(&id), "state"), "superseded");
    assert_eq!(brief(&desk, &id), drafted);
}
