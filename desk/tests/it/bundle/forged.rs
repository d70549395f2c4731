//! Bundles that were tampered with.

use serde_json::{Value, json};
use workflow::brief::{canonical_json, sha256};

use super::{bundle, found, position, verified};
use crate::desk::{AE, CSM, Desk};
use crate::support::Vouch;

/// A change to a bundle.
type Forgery = (&'static str, fn(&mut Value));

/// The bundle with the digest of the whole reckoned anew, as a forger would who knows of no other.
fn resealed(mut bundle: Value) -> Value {
    bundle["digest"] = json!("");
    bundle["digest"] = json!(sha256(canonical_json(&bundle).as_bytes()));
    bundle
}

fn replace(text: &mut Value, from: &str, to: &str) {
    let before = text.as_str().unwrap();
    assert!(before.contains(from), "`{from}` is not in `{before}`");
    *text = json!(before.replace(from, to));
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
        replace(&mut it["brief"]["claims"][1]["text"], "35 users", "350 users");
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
        replace(&mut order_form(it)["text"], "35 users", "95 users");
    }),
    ("a source's text, where it is not quoted", |it| {
        replace(&mut order_form(it)["text"], "Dana Whitcombe", "Donald Whitcome");
    }),
    ("a source taken out", |it| {
        it["sources"].as_array_mut().unwrap().remove(0);
    }),
    ("an approval's name", |it| {
        approval(it)["signed"]["name"] = json!("Rosa Lind");
    }),
    ("an approval's items", |it| {
        approval(it)["event"]["run"]["items"] = json!(["scope"]);
    }),
    ("an approval taken out", |it| {
        let at = position(&it["entries"], "/event/run/event", "approved");
        it["entries"].as_array_mut().unwrap().remove(at);
    }),
    ("two entries swapped", |it| {
        it["entries"].as_array_mut().unwrap().swap(2, 3);
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

    nothing that it says of approvals can be relied on
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
