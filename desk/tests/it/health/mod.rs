//! Customer health scoring (HS-1 to HS-35), held against invented customers: healthy ones, and ones
//! with a single trouble each.

mod criteria;
mod customer;
mod documents;
mod flags;
mod outputs;
mod paused;
mod reviews;
mod series;
mod signals;
mod stops;
mod trend;
mod triggers;
mod watermelon;
mod worklist;
mod written;

use serde_json::Value;

use crate::support::{list, text};

/// A signal of a snapshot, by its name.
fn signal<'a>(brief: &'a Value, name: &str) -> &'a Value {
    let signals = list(&brief["health"], "signals");
    signals.iter().find(|it| it["name"] == name).unwrap()
}

/// The levels of all signals of a snapshot, each after its name.
fn levels(brief: &Value) -> Vec<String> {
    let signals = list(&brief["health"], "signals");
    let told = signals
        .iter()
        .map(|it| format!("{} {}", text(it, "name"), text(it, "level")));
    told.collect()
}

/// The kinds of a brief's flags, each once.
fn flags(brief: &Value) -> Vec<&str> {
    let mut kinds: Vec<&str> = list(brief, "flags").iter().map(|it| text(it, "kind")).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The flags of one kind.
fn flagged<'a>(brief: &'a Value, kind: &str) -> Vec<&'a Value> {
    list(brief, "flags").iter().filter(|it| it["kind"] == kind).collect()
}

/// The names of the caps of a snapshot.
fn caps(brief: &Value) -> Vec<&str> {
    list(&brief["health"], "caps")
        .iter()
        .map(|it| text(it, "name"))
        .collect()
}

/// The codes of the reasons for which a brief is paused or stopped.
fn reasons(brief: &Value) -> Vec<&str> {
    list(brief, "reasons").iter().map(|it| text(it, "code")).collect()
}

/// A claim of a brief.
fn claim<'a>(brief: &'a Value, id: &str) -> &'a Value {
    list(brief, "claims").iter().find(|it| it["id"] == id).unwrap()
}
