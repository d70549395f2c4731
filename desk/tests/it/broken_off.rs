//! Runs that are broken off: killed, out of space, without a reader, or in each other's way.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::exports::Exports;
use crate::support::{TODAY, Vouch, exports as fixtures_folder, fixtures};

const FILES: usize = 30;
const ROWS: usize = 10;

/// So few records are stored together that a small set takes many commits.
const SETTINGS: &str = "[ingest]\nbatch_records = 8\n";

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

/// Starts an ingest that says on its error stream when something was stored.
fn start(vouch: &Vouch, exports: &Exports) -> Child {
    let settings = vouch.file("vouch.toml", SETTINGS);
    Command::new(env!("CARGO_BIN_EXE_vouch"))
        .args(["--as-of", TODAY, "--config"])
        .arg(settings)
        .arg("--data")
        .arg(vouch.data())
        .arg("ingest")
        .arg(exports.path())
        .env("VOUCH_LOG", "vouch::ingest=debug")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Lets an ingest store so often, and a moment longer, and kills it; says how often it stored.
fn kill_after(child: &mut Child, commits: usize, moment: Duration) -> usize {
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut stored = 0;
    while stored < commits {
        match lines.next() {
            Some(line) => stored += usize::from(line.unwrap().contains("stored")),
            None => break,
        }
    }
    sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    stored
}

/// What a store answers, apart from how often it was written to.
fn answers(vouch: &Vouch) -> Vec<String> {
    let mut stats = vouch.json(0, ["index", "stats"]);
    for field in ["evidence_revision", "index_revision", "index_bytes"] {
        stats[field] = json!(null);
    }
    let mut brief = vouch.run(["--format", "json", "handoff", "northwind"]).json();
    brief["id"] = json!(null);
    let search = vouch.run(["--format", "json", "search", "northwind", "day 17"]);
    vec![stats.to_string(), brief.to_string(), search.out]
}

/// A process that is killed at any moment loses nothing that it stored; the next ingest goes on
/// from there, and store and index are as if nothing had happened. `VOUCH_KILLS` says how often
/// it is tried, 20 times if it says nothing.
#[test]
fn a_killed_ingest_is_simply_started_again() {
    let rounds: u64 = std::env::var("VOUCH_KILLS").map_or(20, |it| it.parse().unwrap());
    let exports = exports();
    let whole = Vouch::new();
    let mut child = start(&whole, &exports);
    let commits = kill_after(&mut child, usize::MAX, Duration::ZERO);
    assert!(commits > FILES, "{commits} commits");
    let expected = answers(&whole);

    let mut in_between = 0;
    // A generator of its own (Knuth's constants), so that runs differ in the moments alone.
    let mut seed: u64 = 20_260_630;
    for round in 0..rounds {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let commit = 1 + usize::try_from((seed >> 33) % (commits as u64 - 2)).unwrap();
        let vouch = Vouch::new();
        let mut child = start(&vouch, &exports);
        kill_after(&mut child, commit, Duration::from_micros((seed >> 20) % 2_000));
        let files = vouch.json(0, ["index", "stats"])["sources"].as_i64().unwrap();
        let all = whole.json(0, ["index", "stats"])["sources"].as_i64().unwrap();
        in_between += u64::from(0 < files && files < all);

        let report = vouch.json(0, ["ingest", exports.path().to_str().unwrap()]);
        let totals = &report["totals"];
        let sum = ["stored", "unchanged"].map(|field| totals[field].as_i64().unwrap());
        assert_eq!(
            (totals["quarantined"].as_i64(), sum[1] >= files),
            (Some(0), true),
            "{report}"
        );
        assert_eq!(answers(&vouch), expected, "round {round}, after commit {commit}");
    }
    assert!(
        in_between * 5 >= rounds * 4,
        "{in_between} of {rounds} were killed in the middle"
    );
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
    assert!(report["totals"]["unchanged"].as_i64().unwrap() >= stored, "{report}");
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
