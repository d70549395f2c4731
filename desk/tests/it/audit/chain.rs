//! Whether the log is what was written, and what is kept beside it follows from it.

use crate::desk::{CSM, Desk};
use crate::support::{list, text};

/// What is written beside a brief, to be found again in the store's file.
const COMMENT: &str = "Callum wants the old inboxes closed.";

/// A desk with an approved handoff and a comment beside it, and the run's id.
fn told() -> (Desk, String) {
    let desk = Desk::new();
    let id = desk.northwind_approved();
    desk.out(CSM, 0, &["review", "comment", &id, COMMENT]);
    (desk, id)
}

/// What the program finds, without the digest and the ids that differ each time.
fn found(desk: &Desk) -> Vec<String> {
    let chain = desk.json("", 1, &["audit", "verify"]);
    assert_eq!(chain["sound"], false);
    list(&chain, "breaks")
        .iter()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect()
}

/// The number of the entry that tells of the comment, which is the last.
fn last(desk: &Desk) -> u64 {
    desk.json("", 0, &["audit", "verify"])["entries"].as_u64().unwrap()
}

#[test]
fn a_sound_log_is_found_to_be_whole() {
    let (desk, _) = told();
    let chain = desk.json("", 0, &["audit", "verify"]);
    let digest = text(&chain, "last");
    assert_eq!((&chain["sound"], list(&chain, "breaks").len()), (&true.into(), 0));
    let said = desk.out("", 0, &["audit", "verify"]);
    let said = said
        .replace(digest, "DIGEST")
        .replace(&chain["entries"].to_string(), "NUMBER");
    insta::assert_snapshot!(said, @"
    NUMBER entries, the last with digest DIGEST
    the chain is whole, and what is kept beside it follows from it
    ");
    // One more entry is one more, and the last has another digest.
    desk.out(CSM, 0, &["review", "comment", "northwind-labs", "one more"]);
    let more = desk.json("", 0, &["audit", "verify"]);
    assert_eq!(more["entries"].as_u64(), chain["entries"].as_u64().map(|it| it + 1));
    assert_ne!(text(&more, "last"), digest);
}

/// An entry whose words were changed behind the program's back is named.
#[test]
fn an_entry_that_was_changed_is_named() {
    let (desk, id) = told();
    let number = last(&desk);
    desk.tamper(COMMENT, "Callum wants the old inboxes opened.");
    assert_eq!(
        found(&desk),
        [format!(
            "entry {number} (`run/{id}`) was changed: it says something else than its digest stands for"
        )]
    );
    let said = desk.out("", 1, &["audit", "verify"]);
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(
        said.lines()
            .nth(1)
            .unwrap()
            .starts_with(&format!("  ! entry {number} ")),
        "{said}"
    );
}

/// What was said with two approvals is not changed unseen: both entries are named.
#[test]
fn approvals_are_not_changed_unseen() {
    let (desk, id) = told();
    desk.tamper("I was in the talks", "I read all sources");
    let found = found(&desk);
    assert_eq!(found.len(), 2, "{found:?}");
    for line in &found {
        assert!(line.contains(&format!("(`run/{id}`) was changed")), "{line}");
    }
}

/// The text of a brief that was changed in the store is no longer the one that the log knows of.
#[test]
fn a_brief_that_was_changed_is_named() {
    let (desk, id) = told();
    desk.tamper("Aire Valley framework", "Aire Valley contracts");
    assert_eq!(
        found(&desk),
        [format!(
            "the stored brief of run `{id}` is not the one that was verified (its digest differs)"
        )]
    );
}
