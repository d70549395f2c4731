//! The whole way of a handoff, from a folder of exports to the last gate.

mod after;
mod conflict;
mod review;

use std::path::PathBuf;

use serde_json::Value;

use crate::desk::{AE, Desk};
use crate::support::text;

const ACCOUNT: &str = "halden-freight";

/// A desk with the exports of Halden Freight, whose call promises what its order form denies.
struct Story {
    desk: Desk,
}

impl Story {
    fn out(&self, login: &str, args: &[&str]) -> String {
        self.desk.out(login, 0, args)
    }

    fn refused(&self, login: &str, args: &[&str]) -> String {
        self.desk.refused(login, args)
    }

    fn standing(&self, name: &str) -> Value {
        self.desk.standing(name)
    }

    /// Where the account's newest run stands, as its people read it.
    fn told(&self) -> String {
        self.masked(&self.out("", &["review", "show", ACCOUNT, "--standing"]))
    }

    /// A text without the id and the digest of the account's newest run, and as wide as before.
    fn masked(&self, told: &str) -> String {
        let standing = self.standing(ACCOUNT);
        let digest = text(&standing, "digest").replace("sha256:", "");
        told.replace(text(&standing, "id"), "ffffffffffffffff")
            .replace(&digest[..16], "dddddddddddddddd")
    }

    fn metrics(&self) -> Value {
        self.desk.json("", 0, &["metrics"])
    }

    /// Exports the newest run to a file, and gives its path.
    fn export(&self, form: &str, audience: &str, name: &str) -> PathBuf {
        let path = self.desk.vouch.data().with_file_name(name);
        let to = path.to_str().unwrap();
        let args = ["export", ACCOUNT, "--as", form, "--audience", audience, "--out", to];
        assert_eq!(self.out(AE, &args), "");
        path
    }
}

/// HO-14, HO-20, HO-24: what was promised and what was signed disagree, so the handoff is paused
/// and shows both; its people decide, it is drafted again with what they decided, both approve it,
/// documents leave, every gate opens, and the log has all of it.
#[test]
fn a_handoff_from_a_conflict_to_its_end() {
    let story = Story { desk: Desk::new() };
    let nothing = story.metrics();
    let paused = conflict::paused(&story);
    conflict::decided(&story);
    conflict::drafted_again(&story, &paused);
    review::half_approved(&story);
    review::approved(&story);
    after::exported(&story);
    after::counted(&story, nothing);
    after::bundled(&story);
    after::completed(&story);
}
