//! What nobody could be found for waits for the map of accounts, and is taken in once it is mended.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::exports::Exports;
use crate::support::{TODAY, Vouch};

const NOTE: &str = "notes/pelican-2026-06-20-visit.md";

/// Adds a note of an account that no file knows.
fn with_a_stranger(exports: Exports) -> Exports {
    exports.write(
        NOTE,
        "---\naccount: pelican\nauthor: Dana Whitcombe\ndate: 2026-06-20\nkind: meeting\nvisibility: internal\ntitle: \"Visit\"\n---\n\nThe aviary wants a second gate.\n",
    )
}

const LINE: &str = "pelican,Pelican House,0018d00000Pe7LcAAJ,51180099,pelican-house.example\n";

/// A record of an unknown account is kept with its reason. Once the map names the account, an
/// ingest of the map alone takes it in; the report adds up both times.
#[test]
fn a_mended_map_takes_in_what_waited() {
    let exports = with_a_stranger(Exports::copy());
    let vouch = Vouch::new();
    let first = vouch.run(["ingest".as_ref(), exports.path().as_os_str()]);
    assert_eq!(first.code, 1, "{first:?}");
    assert!(first.out.contains("unknown account `pelican`"), "{first:?}");
    assert_eq!(
        vouch.run(["search", "pelican", "aviary"]).code,
        2,
        "nobody knows the account yet"
    );

    let exports = exports.append("accounts.map.csv", LINE);
    let map = exports.path().join("accounts.map.csv");
    let second = vouch.run(["ingest".as_ref(), map.as_os_str()]);
    assert_eq!(second.code, 0, "{second:?}");
    let hits = vouch.json(0, ["search", "pelican", "aviary"]);
    assert_eq!(hits[0]["source_id"], "note:file/pelican-2026-06-20-visit");
    assert_eq!(vouch.run(["ingest".as_ref(), exports.path().as_os_str()]).code, 0);
}

/// With `--watch` a file that comes later is read without asking.
#[test]
fn what_comes_later_is_read_while_watching() {
    let exports = Exports::copy();
    let vouch = Vouch::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_vouch"))
        .args(["--as-of", TODAY, "--data"])
        .arg(vouch.data())
        .args(["ingest", "--watch"])
        .arg(exports.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut notes = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(
        notes.any(|line| line.unwrap().contains("watching")),
        "the first reading ends"
    );

    let _exports = with_a_stranger(exports);
    let mut report = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(report.any(|line| line.unwrap().contains("unknown account `pelican`")));
    child.kill().unwrap();
    child.wait().unwrap();
}
