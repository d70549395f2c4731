//! The form of a recap: its first version, its three answers, and the file that comes of it.

use std::fs;

use serde_json::{Value, json};

use super::recap;
use crate::customers::{ACCOUNTS, MORROW, TIDEWATER, desk};
use crate::desk::{CSM, Desk};
use crate::support::{each, list};

/// VR-74: the first version has exactly six headings, in this order.
#[test]
fn the_first_version_has_six_parts() {
    let desk = desk();
    let parts = [
        "Original goal",
        "Delivered work",
        "Evidence",
        "Customer outcome",
        "Open risk",
        "Next recommendation",
    ];
    for account in [MORROW, TIDEWATER] {
        let brief = desk.json("", 0, &["recap", account, "--simple"]);
        assert_eq!(each(&brief, "sections", "title"), parts, "{account}");
        assert!(list(&brief, "sections").iter().all(|it| !list(it, "claims").is_empty()));
    }
    // Each account has another run of each version, and the text has the same headings.
    let told = desk.out("", 0, &["recap", MORROW, "--simple"]);
    let at: Vec<usize> = parts
        .iter()
        .map(|part| told.find(&format!("\n{part}\n")).unwrap())
        .collect();
    assert!(at.is_sorted(), "{told}");
}

/// VR-76: a recap says what changed, what is still open and which decision comes next.
#[test]
fn three_answers_are_given() {
    let desk = desk();
    for account in [MORROW, TIDEWATER] {
        for more in [&[][..], &["--simple"]] {
            let brief = desk.json("", 0, &[&["recap", account], more].concat());
            let claims = list(&brief, "claims").iter().map(|it| &it["id"]);
            let known: Vec<&Value> = claims.collect();
            for answer in ["changed", "open", "decision"] {
                let told = list(&brief["parts"]["story"], answer);
                assert!(!told.is_empty(), "{account}: {answer}");
                assert!(told.iter().all(|id| known.contains(&id)), "{account}: {answer}");
            }
        }
    }
}

/// The findings of V714 about a draft, and the exit code.
fn left_out(desk: &Desk, draft: &Value) -> (i32, Vec<String>) {
    let path = desk.vouch.file("draft.json", draft.to_string());
    let run = desk.run("", &["--format", "json", "verify", path.to_str().unwrap()]);
    let answer = run.json();
    let findings = list(&answer, "diagnostics").iter().filter(|it| it["code"] == "V714");
    (
        run.code,
        findings.map(|it| it["message"].as_str().unwrap().to_owned()).collect(),
    )
}

/// VR-76: a draft that leaves one of the three answers out fails.
#[test]
fn an_answer_that_is_left_out_fails() {
    let desk = desk();
    let brief = recap(&desk, MORROW);
    assert_eq!(left_out(&desk, &brief).1, [""; 0]);
    for (section, message) in [
        ("changed", "the recap does not say what changed"),
        ("open", "the recap does not say what is still open"),
        ("decision", "the recap does not say which decision comes next"),
    ] {
        let mut draft = brief.clone();
        let sections = draft["sections"].as_array_mut().unwrap();
        let at = sections.iter().position(|it| it["id"] == section).unwrap();
        let cut = sections.remove(at);
        let claims = draft["claims"].as_array_mut().unwrap();
        claims.retain(|claim| !list(&cut, "claims").contains(&claim["id"]));
        assert_eq!(left_out(&desk, &draft), (1, vec![message.to_owned()]), "{section}");
    }
}

/// VR-12: a recap is a document, in each format, for any account.
#[test]
fn a_recap_becomes_a_file() {
    let desk = desk();
    for account in ACCOUNTS {
        desk.run("", &["recap", account]);
        for form in ["md", "html", "docx", "json"] {
            let path = desk.vouch.data().with_file_name(format!("{account}.{form}"));
            let to = path.to_str().unwrap();
            desk.out(CSM, 0, &["export", account, "--as", form, "--out", to]);
            let written = fs::read(&path).unwrap();
            if form == "docx" {
                assert!(written.starts_with(b"PK"), "{account}");
            } else {
                let text = String::from_utf8(written).unwrap();
                assert!(text.contains("Account value recap"), "{account}.{form}");
            }
        }
    }
    let path = desk.vouch.data().with_file_name(format!("{MORROW}.json"));
    let document: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert_eq!(document["draft"], json!(true));
}
