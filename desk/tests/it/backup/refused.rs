//! What is no backup, and who may not make one.

use std::fs;

use super::{answers, beside, log_of_the_store};
use crate::desk::{ADMIN, AE, CSM, Desk, READER};

/// Whoever may not maintain the store can't back it up or put it back, and a file that is no store
/// is refused; then nothing has changed.
#[test]
fn what_is_refused_changes_nothing() {
    let desk = Desk::new();
    desk.northwind_in_review();
    let backup = beside(&desk, "backup");
    desk.out(ADMIN, 0, &["backup", &backup]);
    desk.out(CSM, 0, &["review", "comment", "northwind-labs", "after the backup"]);
    let before = (answers(&desk), desk.json("", 0, &["audit", "verify"]));

    let other = beside(&desk, "other");
    for login in ["", READER, AE, CSM] {
        let restored = desk.refused(login, &["restore", &backup, "--replace"]);
        assert!(restored.contains("to maintain the store takes"), "{restored}");
        assert_eq!(desk.refused(login, &["backup", &other]), restored);
    }
    assert!(!fs::exists(&other).unwrap());

    let letter = desk.vouch.file("letter", "Dear Wenche, ".repeat(2_000));
    let empty = desk.vouch.file("empty", "");
    let mut told = desk.refused(ADMIN, &["restore", &backup]);
    for file in [
        letter.to_str().unwrap(),
        empty.to_str().unwrap(),
        &beside(&desk, "none"),
    ] {
        told.push_str(&desk.refused(ADMIN, &["restore", file, "--replace"]));
    }
    told.push_str(&desk.refused(ADMIN, &["backup", letter.to_str().unwrap()]));
    insta::assert_snapshot!(told, @"
    error: the following required arguments were not provided:
      --replace

    Usage: vouch restore --replace <FILE>

    For more information, try '--help'.
    error: `TMP/letter` is damaged or is not an evidence store; move it away, then restore a sound backup or ingest again: error returned from database: (code: 26) file is not a database
    error: `TMP/empty` is damaged or is not an evidence store; move it away, then restore a sound backup or ingest again: encountered unexpected or invalid data: it has no layout that a store has
    error: cannot use `TMP/none` for a backup; check that it and its folder are there, or name another file: No such file or directory (os error 2)
    error: cannot use `TMP/letter` for a backup; check that it and its folder are there, or name another file: entity already exists
    ");
    assert_eq!((answers(&desk), desk.json("", 0, &["audit", "verify"])), before);
    assert_eq!(log_of_the_store(&desk.vouch), []);
}
