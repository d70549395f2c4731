//! Runs that are broken off: killed, out of space, without a reader, or in each other's way.

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use serde_json::json;

use crate::exports::Exports;
use crate::support::{TODAY, Vouch, exports as fixtures_folder, fixtures};

const FILES: usize = 15;
const ROWS: usize = 40;

fn exports() -> Exports {
    (0..FILES).fold(Exports::copy(), |exports, file| {
        let mut rows = String::from("Id,AccountId,OwnerId,Subject,Description,ActivityDate,Status\n");
        for row in 0..ROWS {
            let id = format!("00T8d{file:04}x{row:05}AAA");
            writeln!(
                rows,
                "{id},0018d00000Nw7LaAAJ,0058d00000Dw1AbAAJ,Call,Call {row} of day {file}.,2026-06-25,Completed"
            )
            .unwrap();
        }
        exports.write(&format!("more/Task-{file:02}.csv"), &rows)
    })
}

/// A process that is killed in the middle loses nothing that it stored; the next ingest reads the
/// rest, and store and index are as if nothing had happened.
#[test]
fn a_killed_ingest_is_simply_started_again() {
    let exports = exports();
    let begin = Instant::now();
    let whole = Vouch::with(exports.path());
    let whole_time = begin.elapsed();
    let all = whole.json(0, ["index", "stats"]);
    let answer = |vouch: &Vouch| vouch.run(["--format", "json", "search", "northwind", "day 17"]).out;

    let mut in_between = 0;
    // The faster a part of the work is done, the more of these moments fall into the rest.
    for tenths in [3, 5, 7] {
        let vouch = Vouch::new();
        let mut child = Command::new(env!("CARGO_BIN_EXE_vouch"))
            .args(["--as-of", TODAY, "--data"])
            .arg(vouch.data())
            .arg("ingest")
            .arg(exports.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(whole_time * tenths / 10);
        child.kill().unwrap();
        child.wait().unwrap();
        let stored = vouch.json(0, ["index", "stats"])["sources"].clone();
        in_between += usize::from(stored != json!(0) && stored != all["sources"]);

        let report = vouch.json(0, ["ingest", exports.path().to_str().unwrap()]);
        assert_eq!(report["totals"]["quarantined"], 0);
        let mut after = vouch.json(0, ["index", "stats"]);
        for field in ["evidence_revision", "index_revision", "index_bytes"] {
            after[field] = all[field].clone();
        }
        assert_eq!(after, all);
        assert_eq!(answer(&vouch), answer(&whole));
    }
    assert!(in_between > 0, "no run was killed in the middle");
}

/// A store that can't grow any more is an error that names the file that was not stored; what was
/// stored before stays, and with more room the next ingest stores the rest.
#[test]
fn a_full_disk_loses_nothing() {
    let vouch = Vouch::new();
    // A write beyond the limit fails as one on a full disk does, once the signal is ignored.
    let output = Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 900; exec \"$0\" --as-of \"$1\" --data \"$2\" ingest \"$3\"")
        .args([env!("CARGO_BIN_EXE_vouch"), TODAY])
        .arg(vouch.data())
        .arg(fixtures_folder())
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), output.stdout.as_slice()),
        (Some(2), &[][..]),
        "{error}"
    );
    assert!(error.starts_with("error: cannot store `"), "{error}");

    let stored = vouch.json(0, ["index", "stats"])["revisions"].as_i64().unwrap();
    assert!(stored > 0);
    let report = vouch.json(0, ["ingest", fixtures_folder().to_str().unwrap()]);
    assert_eq!(report["totals"]["unchanged"], stored);
    assert_eq!(
        vouch.run(["handoff", "northwind"]).out,
        fixtures().run(["handoff", "northwind"]).out
    );
}

/// A reader who goes away, as `head` does, is no error; a full standard output is one.
#[test]
fn a_reader_may_go_away() {
    assert_eq!(piped("handoff northwind | true"), Some(0));
    assert_eq!(piped("handoff northwind > /dev/full"), Some(2));
}

/// The same for JSON.
#[test]
fn a_reader_of_json_may_go_away() {
    assert_eq!(piped("--format json handoff northwind | true"), Some(0));
    assert_eq!(piped("--format json handoff northwind > /dev/full"), Some(2));
}

/// The exit code of the program in a shell's pipe.
fn piped(command: &str) -> Option<i32> {
    let status = Command::new("bash")
        .args(["-o", "pipefail", "-c"])
        .arg(format!("\"$0\" --data \"$1\" --as-of {TODAY} {command}"))
        .arg(env!("CARGO_BIN_EXE_vouch"))
        .arg(fixtures().data())
        .stderr(Stdio::null())
        .status();
    status.unwrap().code()
}

/// Two ingests at the same time wait for one another, and the store is as after one.
#[test]
fn two_ingests_wait_for_one_another() {
    let vouch = Vouch::new();
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_vouch"))
            .args(["--as-of", TODAY, "--data"])
            .arg(vouch.data())
            .arg("ingest")
            .arg(fixtures_folder())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut both = [start(), start()];
    let codes = both.each_mut().map(|child| child.wait().unwrap().code());
    assert_eq!(codes, [Some(0), Some(0)]);
    assert_eq!(
        vouch.run(["handoff", "northwind"]).out,
        fixtures().run(["handoff", "northwind"]).out
    );
}
