//! Backing the store up, and putting it back.

mod meanwhile;
mod refused;

use serde_json::{Value, json};
use store::Store;
use tokio::runtime::Runtime;
use workflow::log::{Event, STORE, StoreEvent};

use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, READER};
use crate::exports::Exports;
use crate::support::{Run, Vouch, text};

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
