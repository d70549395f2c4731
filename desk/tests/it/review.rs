//! What people do to a run, through the command line.

mod at_once;
mod both;
mod changed;
mod conflict;
mod edited;
mod gates;
mod saved;
mod sent_back;
mod shut_out;
mod tasks;

use serde_json::Value;

use crate::desk::Desk;
use crate::support::{list, text};

const NORTHWIND: &str = "northwind-labs";
const HALDEN: &str = "halden-freight";

/// An approval that answers for every item and opens no source.
fn approval<'a>(run: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let whole = [
        "review",
        "approve",
        run,
        "--ok",
        "all",
        "--unopened",
        "I was in the talks",
    ];
    [&whole, more].concat()
}

/// The word for where a run stands.
fn state(desk: &Desk, run: &str) -> String {
    text(&desk.standing(run), "state").to_owned()
}

/// Who has approved a run, in the order in which they did.
fn approved_by(desk: &Desk, run: &str) -> Vec<String> {
    let standing = desk.standing(run);
    let logins = list(&standing, "approvals").iter().map(|it| text(it, "by").to_owned());
    logins.collect()
}

/// The brief of a run.
fn brief(desk: &Desk, run: &str) -> Value {
    desk.json("", 0, &["review", "show", run])["brief"].take()
}

/// The id of the claim of a run's brief that says these words.
fn claim(desk: &Desk, run: &str, words: &str) -> String {
    let brief = brief(desk, run);
    let claims = list(&brief, "claims").iter();
    let mut found = claims.filter(|claim| text(claim, "text").contains(words));
    let id = text(found.next().unwrap(), "id").to_owned();
    assert_eq!(found.next(), None, "`{words}` is said twice");
    id
}

/// The first digits of a digest, as the program names it.
fn short(digest: &str) -> &str {
    &digest.trim_start_matches("sha256:")[..12]
}
