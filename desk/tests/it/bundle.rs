//! Audit bundles: what somebody who has nothing else can check about one.

use std::fs;

use serde_json::{Value, json};
use workflow::brief::{canonical_json, sha256};

use crate::desk::{AE, CSM, Desk, READER, SUPERVISOR};
use crate::exports::Exports;
use crate::support::{Run, Vouch, list, text};

/// A change to a bundle.
type Forgery = (&'static str, fn(&mut Value));

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

/// The bundle with the digest of the whole reckoned anew, as a forger would who knows of no other.
fn resealed(mut bundle: Value) -> Value {
    bundle["digest"] = json!("");
    bundle["digest"] = json!(sha256(canonical_json(&bundle).as_bytes()));
    bundle
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

fn replace(text: &mut Value, from: &str, to: &str) {
    let before = text.as_str().unwrap();
    assert!(before.contains(from), "`{from}` is not in `{before}`");
    *text = json!(before.replace(from, to));
}

/// The place of the first element that has that value there.
fn position(list: &Value, pointer: &str, value: &str) -> usize {
    let mut items = list.as_array().unwrap().iter();
    items.position(|it| it.pointer(pointer) == Some(&json!(value))).unwrap()
}

fn order_form(bundle: &mut Value) -> &mut Value {
    let at = position(&bundle["sources"], "/id", "contract:order-form/northwind-labs");
    &mut bundle["sources"][at]
}

fn approval(bundle: &mut Value) -> &mut Value {
    let at = position(&bundle["entries"], "/event/run/event", "approved");
    &mut bundle["entries"][at]
}

const FORGERIES: [Forgery; 12] = [
    ("a claim's text", |it| {
        replace(&mut it["brief"]["claims"][1]["text"], "35 users", "350 users")
    }),
    ("a claim's quote", |it| {
        replace(
            &mut it["brief"]["claims"][1]["citations"][0]["quote"],
            "35 users",
            "350 users",
        );
    }),
    ("a claim's text, with the digest of the brief", |it| {
        replace(&mut it["brief"]["claims"][1]["text"], "35 users", "350 users");
        let mut brief = it["brief"].clone();
        for name in ["id", "model", "digest"] {
            brief.as_object_mut().unwrap().remove(name);
        }
        it["brief"]["digest"] = json!(sha256(canonical_json(&brief).as_bytes()));
    }),
    ("a source's text, where it is quoted", |it| {
        replace(&mut order_form(it)["text"], "35 users", "95 users")
    }),
    ("a source's text, where it is not quoted", |it| {
        replace(&mut order_form(it)["text"], "Dana Whitcombe", "Donald Whitcome");
    }),
    ("a source taken out", |it| {
        it["sources"].as_array_mut().unwrap().remove(0);
    }),
    ("an approval's name", |it| {
        approval(it)["signed"]["name"] = json!("Rosa Lind")
    }),
    ("an approval's items", |it| {
        approval(it)["event"]["run"]["items"] = json!(["scope"])
    }),
    ("an approval taken out", |it| {
        let at = position(&it["entries"], "/event/run/event", "approved");
        it["entries"].as_array_mut().unwrap().remove(at);
    }),
    ("two entries swapped", |it| {
        it["entries"].as_array_mut().unwrap().swap(2, 3)
    }),
    ("the start taken out", |it| {
        it["entries"].as_array_mut().unwrap().remove(0);
    }),
    ("the run's id", |it| it["run"] = json!("0123456789abcdef")),
];

/// Whatever was changed is found, by the check that it concerns; also where the digest of the
/// whole was reckoned anew.
#[test]
fn whatever_was_changed_is_found() {
    let desk = Desk::new();
    let id = desk.northwind_approved();
    let sound = bundle(&desk, AE, &id);
    assert_eq!(found(&sound), Vec::<String>::new());
    assert_eq!(found(&resealed(sound.clone())), Vec::<String>::new());
    let mut told = String::new();
    for (name, change) in FORGERIES {
        let mut forged = sound.clone();
        change(&mut forged);
        let by = found(&resealed(forged.clone()));
        let whole = "the bundle is as it was made".to_owned();
        let expected: Vec<String> = std::iter::once(whole).chain(by.clone()).collect();
        assert_eq!(found(&forged), expected, "{name}");
        assert!(!by.is_empty(), "{name}");
        told.push_str(&format!("{name}\n  {}\n", by.join("\n  ")));
    }
    insta::assert_snapshot!(told, @"
    a claim's text
      the brief is the one that the log knows of
    a claim's quote
      every quote stands in its source, word for word
      the brief is the one that the log knows of
    a claim's text, with the digest of the brief
      the brief is the one that the log knows of
      every approval is of this very brief, by different people, as its plan asks
    a source's text, where it is quoted
      every source has its digest
      every quote stands in its source, word for word
    a source's text, where it is not quoted
      every source has its digest
    a source taken out
      every source has its digest
      every quote stands in its source, word for word
    an approval's name
      every entry of the log has its digest, and none is missing
    an approval's items
      every entry of the log has its digest, and none is missing
    an approval taken out
      every entry of the log has its digest, and none is missing
    two entries swapped
      every entry of the log has its digest, and none is missing
    the start taken out
      every entry of the log has its digest, and none is missing
      the brief is the one that the log knows of
      every approval is of this very brief, by different people, as its plan asks
    the run's id
      every entry of the log has its digest, and none is missing
    ");
}

/// What a person reads about a bundle that was tampered with.
#[test]
fn a_forged_bundle_is_told_of() {
    let desk = Desk::new();
    let id = desk.northwind_approved();
    let mut forged = bundle(&desk, CSM, &id);
    for (_, change) in [FORGERIES[1], FORGERIES[4], FORGERIES[6]] {
        change(&mut forged);
    }
    let elsewhere = Vouch::new();
    let path = elsewhere.file("bundle.json", forged.to_string());
    let run = elsewhere.run(["verify", "--bundle", path.to_str().unwrap()]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let told = run.out.replace(&id, "RUN");
    let masked: Vec<String> = told.lines().map(without_digests).collect();
    insta::assert_snapshot!(masked.join("\n"), @"
    handoff of northwind-labs · run RUN

      ! the bundle is as it was made
          its digest stands for something else
      ! every source has its digest
          `contract:order-form/northwind-labs` is not what its digest stands for
      ! every quote stands in its source, word for word
          claim `c2` quotes “Service | Quillhaven Quotation Desk, 350 users”, which does not stand there in `contract:order-form/northwind-labs`
      ! every entry of the log has its digest, and none is missing
          entry 31 was changed
      ! the brief is the one that the log knows of
          the log knows of `sha256:…`, and this brief is `sha256:…`
      ✔ every approval is of this very brief, by different people, as its plan asks

    approved by Rosa Lind as the AE, 30 June 2026
    approved by Tobias Renn as the CSM, 30 June 2026
    ");
}

/// A line with nothing of its digests but their beginning.
fn without_digests(line: &str) -> String {
    let mut pieces = line.split("sha256:");
    let mut told = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        told.push_str("sha256:…");
        told.push_str(piece.trim_start_matches(|it: char| it.is_ascii_hexdigit()));
    }
    told
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

/// A bundle of a later form is said to be that, not to be damaged.
#[test]
fn a_bundle_of_another_form_is_said_to_be_one() {
    let desk = Desk::new();
    let mut later = bundle(&desk, AE, &desk.northwind_in_review());
    later["schema"] = json!("vouch.bundle/2");
    let answer = verified(&resealed(later)).json();
    let wrong = json!(["it is of the form `vouch.bundle/2`, and `vouch.bundle/1` is known here"]);
    assert_eq!(answer["checks"][0]["wrong"], wrong);
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
    assert!(fs::metadata(desk.vouch.data()).unwrap().is_dir());
}
