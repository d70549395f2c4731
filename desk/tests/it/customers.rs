//! A desk whose four accounts have been customers for a while: what recaps and summaries are made
//! of.

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::support::{claims_of, each, list, text};

pub(crate) use crate::support::customers as exports;

/// A chain of dental practices that renews in 60 days: it has everything.
pub(crate) const MORROW: &str = "morrow-dental";
/// An agency that uses no product.
pub(crate) const TIDEWATER: &str = "tidewater-agency";
/// A wholesaler in trouble: two sources disagree, and a ticket is escalated.
pub(crate) const GARRICK: &str = "garrick-foods";
/// A publisher of whom nobody has heard lately.
pub(crate) const LUMEN: &str = "lumen-press";

/// Every account, in the order in which the program goes through them.
pub(crate) const ACCOUNTS: [&str; 4] = [GARRICK, LUMEN, MORROW, TIDEWATER];

/// A desk that has read their exports.
pub(crate) fn desk() -> Desk {
    Desk::of("customers", &exports())
}

/// A desk that has read their exports, under these settings.
pub(crate) fn desk_with(settings: &str) -> Desk {
    let desk = desk();
    desk.vouch.file("vouch.toml", settings);
    desk
}

/// The summary of an account, which goes to review.
pub(crate) fn summary(desk: &Desk, account: &str) -> Value {
    desk.json("", 0, &["summary", account])
}

/// The ids of a brief's sections, in its order.
pub(crate) fn sections(brief: &Value) -> Vec<&str> {
    each(brief, "sections", "id")
}

/// A section of a brief.
pub(crate) fn section<'a>(brief: &'a Value, id: &str) -> &'a Value {
    list(brief, "sections").iter().find(|it| it["id"] == id).unwrap()
}

/// What the claims of a section cite.
pub(crate) fn citations<'a>(brief: &'a Value, section: &str) -> Vec<&'a Value> {
    let claims = claims_of(brief, section).into_iter();
    claims.flat_map(|claim| list(claim, "citations")).collect()
}

/// A highlight, by its name.
pub(crate) fn highlight<'a>(brief: &'a Value, name: &str) -> Option<&'a Value> {
    list(&brief["parts"], "highlights").iter().find(|it| it["name"] == name)
}

/// A claim as a model answers it: the words that it cites stand in the passage that holds them.
pub(crate) fn answered(kind: &str, said: &str, quote: &str) -> Value {
    json!({
        "citations": [{"passage": quote, "quote": quote}], "text": said, "kind": kind, "standing": "fact",
        "goal": null, "replaces": null,
    })
}

/// The titles of the sections that a model was asked for.
pub(crate) fn asked_for(prompts: &[String]) -> Vec<&str> {
    let titles = prompts.iter().map(|prompt| {
        let (_, behind) = prompt.split_once("Section: ").unwrap();
        behind.lines().next().unwrap()
    });
    titles.collect()
}

/// The id of the account's newest run of a kind.
pub(crate) fn newest(desk: &Desk, account: &str, kind: &str) -> String {
    let runs = desk.json("", 0, &["review", "list", "--all", "--account", account]);
    let runs = runs.as_array().unwrap().iter().filter(|run| run["kind"] == kind);
    let newest = runs.max_by_key(|run| run["number"].as_u64()).unwrap();
    text(newest, "id").to_owned()
}
