//! Audit bundles: what somebody who has nothing else can check about one.

mod forged;

use serde_json::{Value, json};

use crate::desk::{AE, CSM, Desk, READER, SUPERVISOR};
use crate::exports::Exports;
use crate::support::{Run, Vouch, list, text};

/// A bundle of the run, as that person takes it out.
fn bundle(desk: &Desk, login: &str, run: &str) -> Value {
    serde_json::from_str(&desk.out(login, 0, &["export", run, "--as", "bundle"])).unwrap()
}

/// Checks a bundle where there is nothing else.
fn verified(bundle: &Value) -> Run {
    let elsewhere = Vouch::new();
    let path = elsewhere.file("bundle.json", bundle.to_string());
    elsewhere.run(["--format", "json", "verify", "--bundle", path.to_str().unwrap()])
}

/// The checks that find something wrong.
fn found(bundle: &Value) -> Vec<String> {
    let run = verified(bundle);
    let answer = run.json();
    let checks = list(&answer, "checks").iter();
    let wrong = checks.filter(|check| check["wrong"].is_array());
    let found: Vec<String> = wrong.map(|check| text(check, "checked").to_owned()).collect();
    assert_eq!(
        (run.code, &answer["sound"]),
        (i32::from(!found.is_empty()), &json!(found.is_empty()))
    );
    found
}

/// The place of the first element that has that value there.
fn position(list: &Value, pointer: &str, value: &str) -> usize {
    let mut items = list.as_array().unwrap().iter();
    items.position(|it| it.pointer(pointer) == Some(&json!(value))).unwrap()
}

/// A file that is no bundle is no forged one either: it can't be checked, and nothing is made of
/// it.
#[test]
fn a_file_that_is_no_bundle_cannot_be_checked() {
    let vouch = Vouch::new();
    let mut told = String::new();
    for (name, bytes) in [
        ("letter.txt", &b"Dear Wenche,"[..]),
        ("empty.json", b""),
        ("document.json", b"{\"schema\": \"vouch.document/1\"}"),
        ("bytes", b"\xff\xfe\x00"),
    ] {
        let path = vouch.file(name, bytes);
        let run = vouch.run(["verify", "--bundle", path.to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}");
        told.push_str(&run.err);
    }
    let run = vouch.run(["verify", "--bundle", "none.json"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(told + &run.err, @"
    error: `TMP/letter.txt` is no bundle of `vouch export`
      because: expected value at line 1 column 1
    error: `TMP/empty.json` is no bundle of `vouch export`
      because: EOF while parsing a value at line 1 column 0
    error: `TMP/document.json` is no bundle of `vouch export`
      because: missing field `run` at line 1 column 30
    error: cannot read the bundle `TMP/bytes`
      because: stream did not contain valid UTF-8
    error: cannot read the bundle `none.json`
      because: No such file or directory (os error 2)
    ");
    assert!(!vouch.data().exists());
}

/// The bundle of a run that nobody, or only one of two, has approved is sound and says so.
#[test]
fn a_bundle_says_who_has_approved() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let approvals = || {
        let run = verified(&bundle(&desk, READER, &id));
        assert_eq!(run.code, 0, "{run:?}");
        run.json()["approvals"].clone()
    };
    assert_eq!(approvals(), json!([]));
    desk.approve(AE, &id);
    assert_eq!(approvals(), json!(["Dana Whitcombe as the AE, 30 June 2026"]));
    desk.approve(CSM, &id);
    let both = json!([
        "Dana Whitcombe as the AE, 30 June 2026",
        "Tobias Renn as the CSM, 30 June 2026"
    ]);
    assert_eq!(approvals(), both);

    let halden = Desk::new();
    halden.out("", 1, &["handoff", "halden-freight"]);
    let path = halden
        .vouch
        .file("bundle.json", bundle(&halden, AE, "halden-freight").to_string());
    let told = Vouch::new().run(["verify", "--bundle", path.to_str().unwrap()]);
    assert_eq!(
        (told.code, told.out.lines().last()),
        (0, Some("approved by nobody")),
        "{told:?}"
    );
}

/// A source that is restricted by now is in a bundle only for those who may read it; in a document
/// it is told without its words.
#[test]
fn a_restricted_source_is_bundled_for_few() {
    let exports = Exports::copy();
    let desk = Desk::with(exports.path());
    let id = desk.northwind_in_review();
    let note = "notes/northwind-labs-scoping-2026-06-16.md";
    let exports = exports.edit(note, "visibility: shareable", "visibility: restricted");
    desk.out("", 0, &["ingest", exports.path().to_str().unwrap()]);
    let ask = ["export", &id, "--as", "bundle"];
    for login in ["", AE, READER] {
        let reason = desk.refused(login, &ask);
        assert!(reason.contains("to read what is restricted takes"), "{reason}");
    }
    for login in [CSM, SUPERVISOR] {
        let bundle = bundle(&desk, login, &id);
        let at = position(&bundle["sources"], "/id", "note:file/northwind-labs-scoping-2026-06-16");
        assert_eq!(text(&bundle["sources"][at], "visibility"), "restricted");
        assert_eq!(found(&bundle), Vec::<String>::new());
    }
    let edition = desk.out(AE, 0, &["export", &id, "--as", "md"]);
    let footnote = edition
        .lines()
        .find(|line| line.starts_with("[^") && line.contains("scoping"));
    insta::assert_snapshot!(footnote.unwrap(), @"[^20]: note:file/northwind-labs-scoping-2026-06-16 · Meera Joshi, vendor · 16 June 2026 · restricted");
    let log = desk.json("", 0, &["audit", "verify"]);
    assert_eq!(log["sound"], json!(true));
}
