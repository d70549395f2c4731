//! A backup while others write.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::json;

use super::{beside, stored};
use crate::desk::{ADMIN, Desk};
use crate::exports::Exports;
use crate::support::{TODAY, exports};

/// A store is backed up while another process takes evidence in: neither waits for the other or
/// fails, and the backup holds what was stored at some moment, whole.
#[test]
fn a_store_is_backed_up_during_an_ingest() {
    const FILES: usize = 40;
    let many = (0..FILES).fold(Exports::copy(), |exports, file| {
        let mut rows = String::from("Id,AccountId,OwnerId,Subject,Description,ActivityDate,Status\n");
        for row in 0..10 {
            let id = format!("00T8d{file:04}x{row:05}AAA");
            writeln!(
                rows,
                "{id},0018d00000Nw7LaAAJ,0058d00000Dw1AbAAJ,Call,Call {row} of day {file}.,2026-06-25,Completed"
            )
            .unwrap();
        }
        exports.write(&format!("more/Task-{file:02}.csv"), &rows)
    });
    let desk = Desk::with(&exports());
    let before = stored(&desk);
    let settings = desk.vouch.file("slow.toml", "[ingest]\nbatch_records = 1\n");
    let mut ingest = Command::new(env!("CARGO_BIN_EXE_vouch"))
        .args(["--as-of", TODAY, "--config"])
        .arg(settings)
        .arg("--data")
        .arg(desk.vouch.data())
        .arg("ingest")
        .arg(many.path())
        .env("VOUCH_LOG", "vouch::ingest=debug")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(ingest.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    // It has stored something, and most is still to come.
    assert!(lines.any(|line| line.contains("stored")));
    let path = beside(&desk, "backup");
    let report = desk.json(ADMIN, 0, &["backup", &path]);
    lines.for_each(drop);
    assert_eq!(ingest.wait().unwrap().code(), Some(0));

    let after = stored(&desk);
    assert_eq!(after, before + i64::try_from(10 * FILES).unwrap());
    let held = report["sources"].as_i64().unwrap();
    assert!((before..after).contains(&held), "{before} <= {held} < {after}");
    desk.out(ADMIN, 0, &["restore", &path, "--replace"]);
    assert_eq!(stored(&desk), held);
    assert_eq!(desk.json("", 0, &["audit", "verify"])["sound"], json!(true));
    // The next ingest takes in what the backup lacks.
    desk.out("", 0, &["ingest", many.path().to_str().unwrap()]);
    assert_eq!(stored(&desk), after);
}
