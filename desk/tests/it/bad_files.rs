//! Files that can't be read: each is named with the place and the reason, and all else is read.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::support::{Vouch, exports, list, text};

const TASK_COLUMNS: &str = "Id,AccountId,WhatId,OwnerId,Subject,Description,ActivityDate,Status\n";
const GOOD: &str =
    "00T8d00000Good1AAI,0018d00000Nw7LaAAJ,,0058d00000Dw1AbAAJ,Call,They called back.,2026-06-25,Completed\n";

/// Ingests one file into a store that holds the fixtures.
struct Ingested {
    vouch: Vouch,
    code: i32,
    /// What is said of the file.
    file: Value,
}

fn ingest(name: &str, bytes: impl AsRef<[u8]>) -> Ingested {
    let vouch = Vouch::with(&exports());
    let path = vouch.file(name, bytes);
    let run = vouch.run(["--format", "json", "ingest", path.to_str().unwrap()]);
    let file = run.json()["files"][0].clone();
    Ingested {
        vouch,
        code: run.code,
        file,
    }
}

impl Ingested {
    /// Exit code, records read and stored, and what was quarantined.
    fn told(&self) -> String {
        let quarantined: Vec<String> = list(&self.file, "quarantined")
            .iter()
            .map(|it| format!("\n{}: {}", text(it, "at"), text(it, "reason")))
            .collect();
        let (read, stored) = (&self.file["read"], &self.file["stored"]);
        format!(
            "exit {}, read {read}, stored {stored}{}",
            self.code,
            quarantined.concat()
        )
    }

    fn has(&self, id: &str) -> bool {
        self.vouch.run(["source", id]).code == 0
    }
}

#[test]
fn truncated_json_is_quarantined_and_the_rest_is_read() {
    let tickets = std::fs::read_to_string(exports().join("zendesk/tickets.json")).unwrap();
    let exports = Exports::copy().write("zendesk/tickets.json", &tickets[..tickets.len() / 2]);
    let vouch = Vouch::new();
    let report = vouch.json(1, ["ingest", exports.path().to_str().unwrap()]);
    let bad: Vec<(&str, usize)> = list(&report, "files")
        .iter()
        .map(|file| (text(file, "path"), list(file, "quarantined").len()))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(bad.len(), 1, "{bad:?}");
    assert!(bad[0].0.ends_with("zendesk/tickets.json"));
    let brief = vouch.json(0, ["handoff", "northwind"]);
    assert_eq!(text(&brief, "state"), "in_review");
}

#[test]
fn a_row_with_too_few_columns_is_quarantined_alone() {
    let rows = format!("{TASK_COLUMNS}00T8d00000Bad1AAAI,0018d00000Nw7LaAAJ,,0058d00000Dw1AbAAJ,Call\n{GOOD}");
    let ingested = ingest("Task.csv", rows);
    insta::assert_snapshot!(ingested.told(), @"
    exit 1, read 2, stored 1
    line 2: 5 of 8 columns
    ");
    assert!(ingested.has("salesforce:task/00T8d00000Good1AAI"));
}

#[test]
fn invalid_utf8_is_quarantined_by_record() {
    let mut rows = TASK_COLUMNS.as_bytes().to_vec();
    rows.extend(b"00T8d00000Bad1AAAI,0018d00000Nw7LaAAJ,,0058d00000Dw1AbAAJ,Call,caf\xe9,2026-06-25,Completed\n");
    rows.extend(GOOD.as_bytes());
    let ingested = ingest("Task.csv", rows);
    insta::assert_snapshot!(ingested.told(), @"
    exit 1, read 2, stored 1
    line 2: invalid UTF-8 in `Description`: bytes E9
    ");
    assert!(ingested.has("salesforce:task/00T8d00000Good1AAI"));
}

#[test]
fn an_unknown_account_is_quarantined() {
    let note = "---\naccount: nobody-knows\nauthor: Dana Whitcombe\ndate: 2026-06-01\nkind: meeting\nvisibility: internal\n---\n\nText.\n";
    insta::assert_snapshot!(ingest("notes/a.md", note).told(), @"
    exit 1, read 1, stored 0
    file: unknown account `nobody-knows`
    ");
}

/// What is dated later than the ingest's own day is quarantined; on a later day it is read.
#[test]
fn a_future_date_is_quarantined_until_it_has_come() {
    let note = "---\naccount: northwind-labs\nauthor: Dana Whitcombe\ndate: 2026-07-20\nkind: meeting\nvisibility: internal\n---\n\nThe pilot is over.\n";
    let ingested = ingest("notes/a.md", note);
    insta::assert_snapshot!(ingested.told(), @"
    exit 1, read 1, stored 0
    file: dated 2026-07-20, after the as-of date 2026-06-30
    ");
    let later = ingested.vouch.on("2026-07-21");
    let path = later.data().parent().unwrap().join("notes/a.md");
    let report = later.json(0, ["ingest", path.to_str().unwrap()]);
    assert_eq!(report["totals"]["stored"], 1);
}

#[test]
fn an_empty_file_is_quarantined() {
    insta::assert_snapshot!(ingest("Task.csv", "").told(), @"
    exit 1, read 1, stored 0
    file: the file is empty
    ");
    insta::assert_snapshot!(ingest("notes/a.md", "\n\n").told(), @"exit 1, read 0, stored 0");
}

/// A line of 5 MB of no known form is listed as not recognised; a row of 5 MB is quarantined, and
/// the next one read. Neither takes long.
#[test]
fn a_line_of_five_megabytes_holds_nothing_up() {
    let begin = Instant::now();
    let strange = ingest("dump.jsonl", format!("{{\"x\": \"{}\"}}\n", "y".repeat(5_000_000)));
    assert_eq!((strange.code, &strange.file["format"]), (1, &json!(null)));
    let long = format!(
        "{TASK_COLUMNS}00T8d00000Long1AAI,0018d00000Nw7LaAAJ,,0058d00000Dw1AbAAJ,Call,{},2026-06-25,Completed\n{GOOD}",
        "word ".repeat(1_000_000)
    );
    let known = ingest("Task.csv", long);
    assert!(known.has("salesforce:task/00T8d00000Good1AAI"));
    insta::assert_snapshot!(known.told(), @"
    exit 1, read 2, stored 1
    line 2: the record has 5000084 bytes, more than the 1048576 allowed
    ");
    assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
}

/// A path that can't be read at all can't be done; a file among others is quarantined.
#[test]
fn unreadable_paths_are_told() {
    let vouch = Vouch::new();
    let run = vouch.run(["ingest", "no/such/folder"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: cannot read `no/such/folder`
      because: No such file or directory (os error 2)
    ");

    let exports = Exports::copy();
    std::os::unix::fs::symlink(Path::new("gone.md"), exports.path().join("notes/dangling.md")).unwrap();
    let report = vouch.json(1, ["ingest", exports.path().to_str().unwrap()]);
    let file = list(&report, "files")
        .iter()
        .find(|file| text(file, "path").ends_with("dangling.md"))
        .unwrap();
    let reason = text(&file["quarantined"][0], "reason");
    insta::assert_snapshot!(reason.replace(exports.path().to_str().unwrap(), "EXPORTS"), @"cannot read `EXPORTS/notes/dangling.md`: No such file or directory (os error 2)");
    assert_eq!(vouch.json(0, ["accounts"]).as_array().unwrap().len(), 2);
}

/// A mended file is picked up by the next ingest, and its quarantine is gone.
#[test]
fn a_mended_file_is_picked_up() {
    let row = "00T8d00000Late1AAI,0018d00000Nw7LaAAJ,,0058d00000Dw1AbAAJ,Call";
    let ingested = ingest("Task.csv", format!("{TASK_COLUMNS}{row}\n"));
    let quarantined = || ingested.vouch.json(0, ["index", "stats"])["quarantined"].clone();
    assert_eq!(
        (ingested.has("salesforce:task/00T8d00000Late1AAI"), quarantined()),
        (false, json!(1))
    );
    let path = ingested.vouch.file(
        "Task.csv",
        format!("{TASK_COLUMNS}{row},They called back.,2026-06-25,Completed\n"),
    );
    let report = ingested.vouch.json(0, ["ingest", path.to_str().unwrap()]);
    assert_eq!(report["totals"]["stored"], 1);
    assert_eq!(
        (ingested.has("salesforce:task/00T8d00000Late1AAI"), quarantined()),
        (true, json!(0))
    );
}
