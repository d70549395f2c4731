//! A desk where reading takes a name too.

use super::NORTHWIND;
use crate::desk::{Desk, READER};
use crate::support::{Vouch, exports};

/// The settings of such a desk.
pub(super) const CLOSED: &str = "[people]\nsign_in_always = true\n";

/// Where reading takes a name, a reader's will do, and a draft for one look needs none: it is of
/// exports that whoever asks brings along.
#[test]
fn reading_takes_a_name() {
    let desk = Desk::new();
    desk.vouch.file("vouch.toml", CLOSED);
    insta::assert_snapshot!(desk.refused("", &["accounts"]), @"
    error: nobody has signed in, and to read this takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    insta::assert_snapshot!(desk.refused("", &["handoff", NORTHWIND]), @"
    error: nobody has signed in, and to read this takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    let accounts = desk.json(READER, 0, &["accounts"]);
    assert_eq!(accounts.as_array().unwrap().len(), 2);
    desk.out("", 0, &["handoff", NORTHWIND, "--from", exports().to_str().unwrap()]);

    // Before there is anybody who could sign in, nobody must.
    let fresh = Vouch::with(&exports());
    fresh.file("vouch.toml", CLOSED);
    assert_eq!(fresh.run(["accounts"]).code, 0);
}
