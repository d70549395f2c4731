//! Documents of a run: when there is one for whom, what is in it, and what is not.

mod attached;
mod copy;
mod customer;
mod formats;
mod hostile;
mod leaving;
mod private;
mod read;
mod unresolved;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::desk::{AE, CSM, Desk};
use crate::support::{list, text};

/// Every format of a document that this build writes.
const FORMATS: [&str; 4] = ["md", "html", "docx", "json"];

/// The arguments of an export.
fn asked<'a>(run: &'a str, form: &'a str, audience: &'a str) -> [&'a str; 6] {
    ["export", run, "--as", form, "--audience", audience]
}

/// Where an export goes.
fn target(desk: &Desk, form: &str, audience: &str) -> PathBuf {
    desk.vouch.data().with_file_name(format!("{audience}.{form}"))
}

/// The AE's export of a run, which must succeed.
fn exported(desk: &Desk, run: &str, form: &str, audience: &str) -> Vec<u8> {
    let path = target(desk, form, audience);
    let to = ["--out", path.to_str().unwrap()];
    desk.out(AE, 0, &[&asked(run, form, audience)[..], &to].concat());
    fs::read(path).unwrap()
}

/// The same as Markdown, without the hours at which it was approved.
fn markdown(desk: &Desk, run: &str, audience: &str) -> String {
    let written = String::from_utf8(exported(desk, run, "md", audience)).unwrap();
    let lines = written.lines().map(|line| match line.split_once("), 20") {
        Some((who, _)) if line.starts_with("- Approved by: ") => format!("{who}), THEN"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Drafts the handoff of Northwind Labs and does all that must be done before it may be approved:
/// decides what is open, accepts the claims that wait for the account's owner, goes through the
/// checklist, shows it to both. Gives the run's id.
fn ready(desk: &Desk, more: &[&str]) -> String {
    desk.out("", 0, &[&["handoff", "northwind-labs"], more].concat());
    let standing = desk.standing("northwind-labs");
    let id = text(&standing, "id").to_owned();
    for subject in list(&standing, "to_decide") {
        let args = [
            "review",
            "decide",
            &id,
            text(subject, "name"),
            "--answer",
            "Settled on 29 June.",
        ];
        desk.out(AE, 0, &args);
    }
    let open = |claim: &&Value| claim["accepted"].is_null();
    for claim in list(&standing, "claims_for_a_person").iter().filter(open) {
        let args = [
            "review",
            "judge",
            &id,
            text(claim, "claim"),
            "accept",
            "--reason",
            "it may stand",
        ];
        desk.out(CSM, 0, &args);
    }
    for task in list(&standing, "tasks") {
        if text(task, "title").contains("checklist") {
            desk.out(CSM, 0, &["review", "done", &id, text(task, "id")]);
        }
    }
    desk.out(AE, 0, &["review", "show", &id]);
    desk.out(CSM, 0, &["review", "show", &id]);
    id
}

/// A handoff of Northwind Labs that both have approved.
fn approved(desk: &Desk, more: &[&str]) -> String {
    let id = ready(desk, more);
    desk.approve(AE, &id);
    desk.approve(CSM, &id);
    id
}

/// What the log has of a run, as its bundle tells it.
fn events(desk: &Desk, run: &str) -> Vec<Value> {
    let bundle: Value = serde_json::from_slice(&exported(desk, run, "bundle", "internal")).unwrap();
    list(&bundle, "entries")
        .iter()
        .map(|it| it["event"]["run"].clone())
        .collect()
}
