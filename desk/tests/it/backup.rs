//! Backing the store up, and putting it back.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use store::Store;
use tokio::runtime::Runtime;
use workflow::log::{Event, STORE, StoreEvent};

use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, READER};
use crate::exports::Exports;
use crate::support::{Run, TODAY, Vouch, exports, text};

/// A word that no fixture has.
const RARE: &str = "zirconium";

/// The path of a file beside the desk's store.
fn beside(desk: &Desk, name: &str) -> String {
    desk.vouch.data().with_file_name(name).to_str().unwrap().to_owned()
}

/// Everything that a desk answers about its people, its runs and its evidence.
fn answers(desk: &Desk) -> Vec<Value> {
    // A search makes the index follow the store, so it comes before the numbers.
    let found = ["metadata", RARE].map(|word| desk.json("", 0, &["search", "northwind", word]));
    let stats = desk.json("", 0, &["index", "stats"]);
    vec![
        desk.json(ADMIN, 0, &["user", "list"]),
        desk.json(ADMIN, 0, &["token", "list"]),
        desk.json(ADMIN, 0, &["review", "list", "--all"]),
        desk.standing("northwind-labs"),
        desk.json("", 0, &["metrics"]),
        json!([stats["sources"], stats["passages"], stats["revisions"]]),
        json!(found),
    ]
}

/// How many sources are stored, evidence or not.
fn stored(desk: &Desk) -> i64 {
    let stats = desk.json("", 0, &["index", "stats"]);
    ["sources", "not_evidence"]
        .map(|name| stats[name].as_i64().unwrap())
        .iter()
        .sum()
}

/// What the log has of the store itself.
fn log_of_the_store(vouch: &Vouch) -> Vec<Event> {
    let entries = Runtime::new().unwrap().block_on(async {
        let store = Store::open(&vouch.data()).await.unwrap();
        store.entries(STORE).await.unwrap()
    });
    entries.into_iter().map(|entry| entry.event).collect()
}

/// Runs, people and evidence are as they were, the index follows, and the log says that they were
/// put back and what was there before.
#[test]
fn what_was_backed_up_comes_back() {
    let exports = Exports::copy();
    let desk = Desk::with(exports.path());
    let id = desk.northwind_approved();
    let before = answers(&desk);
    let path = beside(&desk, "backup");
    insta::assert_snapshot!(desk.out(OPERATIONS, 0, &["backup", &path]), @"backed up 81 sources and 34 entries of the log to `TMP/backup`");
    assert_eq!(answers(&desk), before);

    // Evidence, a run, a comment and a person that the backup doesn't know.
    let exports = exports.note(
        "northwind-labs",
        "2026-06-29",
        "Ines needs a template for zirconium too.",
    );
    desk.out("", 0, &["ingest", exports.path().to_str().unwrap()]);
    desk.out("", 0, &["handoff", "northwind-labs"]);
    desk.out(CSM, 0, &["review", "comment", &id, "Read it again."]);
    desk.out(
        ADMIN,
        0,
        &["user", "add", "mona", "--name", "Mona Veit", "--role", "reader"],
    );
    let changed = answers(&desk);
    assert!(
        before
            .iter()
            .zip(&changed)
            .filter(|(before, after)| before != after)
            .count()
            >= 5
    );
    assert_eq!(changed[6][1].as_array().unwrap().len(), 1);
    let log = desk.json("", 0, &["audit", "verify"]);

    let put_back = desk.json(ADMIN, 0, &["restore", &path, "--replace"]);
    assert_eq!(put_back["left"], log["last"]);
    assert_eq!(answers(&desk), before);

    let restored = StoreEvent::Restored {
        from: "backup".to_owned(),
        left: text(&log, "last").to_owned(),
    };
    assert_eq!(log_of_the_store(&desk.vouch), [Event::Store(restored)]);
    let chain = desk.json("", 0, &["audit", "verify"]);
    let entries = put_back["entries"].as_u64().unwrap() + 1;
    assert_eq!((&chain["sound"], &chain["entries"]), (&json!(true), &json!(entries)));
    // What comes next goes on from there.
    desk.out("", 0, &["ingest", exports.path().to_str().unwrap()]);
    assert_eq!(
        desk.json("", 0, &["search", "northwind", RARE])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    desk.out(CSM, 0, &["review", "complete", &id]);
    assert_eq!(desk.json("", 0, &["audit", "verify"])["sound"], json!(true));
}

/// Whoever could sign in when the backup was made can again, with what they had then; whoever
/// couldn't, can't.
#[test]
fn tokens_are_those_of_the_backup() {
    let desk = Desk::new();
    let path = beside(&desk, "backup");
    let made = |login: &str| {
        let made = desk.json(ADMIN, 0, &["token", "create", login]);
        [text(&made, "id").to_owned(), text(&made, "token").to_owned()]
    };
    let signs_in = |token: &str| {
        let mut command = desk.vouch.command();
        let command = command.env("VOUCH_TOKEN", token).args(["review", "list"]);
        desk.vouch.told(command).code == 0
    };
    let [revoked_before, gone] = made(AE);
    desk.out(ADMIN, 0, &["token", "revoke", &revoked_before]);
    let [revoked_after, lost] = made(AE);
    let [_, kept] = made(READER);
    desk.out(ADMIN, 0, &["backup", &path]);
    desk.out(ADMIN, 0, &["token", "revoke", &revoked_after]);
    desk.out(ADMIN, 0, &["user", "disable", READER]);
    let [_, later] = made(CSM);
    let all = [gone.as_str(), &lost, &kept, &later];
    assert_eq!(all.map(signs_in), [false, false, false, true]);
    desk.out(ADMIN, 0, &["restore", &path, "--replace"]);
    assert_eq!(all.map(signs_in), [false, true, true, false]);
}

/// A desk moves to another machine: whoever sits there may restore as long as nobody is known,
/// and from then on its people sign in as before.
#[test]
fn a_backup_moves_a_desk_to_another_machine() {
    let desk = Desk::new();
    let id = desk.northwind_approved();
    let path = beside(&desk, "backup");
    desk.out(ADMIN, 0, &["backup", &path]);
    let there = Vouch::new();
    let restore = |token: Option<&str>| -> Run {
        let mut command = there.command();
        command.args(["restore", &path, "--replace"]);
        there.told(command.envs(token.map(|token| ("VOUCH_TOKEN", token))))
    };
    let first = restore(None);
    assert_eq!(first.code, 0, "{first:?}");
    assert_eq!(first.out.lines().count(), 1, "{first:?}");
    assert_eq!(there.json(0, ["review", "show", &id, "--standing"]), desk.standing(&id));
    let hits = |vouch: &Vouch| vouch.json(0, ["search", "northwind", "metadata"]);
    assert_eq!(hits(&there), hits(&desk.vouch));
    assert_eq!(restore(None).code, 2);
    assert_eq!(restore(Some(desk.token(AE))).code, 2);
    assert_eq!(restore(Some(desk.token(ADMIN))).code, 0);
}

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
