//! Scorecards of account health, through the command line.

mod alerts;
mod answers;
mod dates;
mod halves;
mod history;
mod portfolio;
mod prefilled;
mod review;
mod shown;
mod templates;
mod unsourced;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::customers::desk;
use crate::desk::{CSM, Desk, SUPERVISOR};
use crate::support::{list, text};

/// The file of the built-in template.
fn built_in() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards/account-health.toml");
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// Begins a scorecard of an account as its representative, and gives its id.
fn begun(desk: &Desk, account: &str) -> String {
    begun_on(desk, account, "2026-06-30")
}

/// The same on a day.
fn begun_on(desk: &Desk, account: &str, day: &str) -> String {
    let card = desk.json(CSM, 0, &["scorecard", "new", account, "--as-of", day]);
    text(&card, "id").to_owned()
}

/// The scorecard in full.
fn shown(desk: &Desk, id: &str) -> Value {
    desk.json("", 0, &["scorecard", "show", id])
}

/// What the scorecard says to a field.
fn field<'a>(card: &'a Value, name: &str) -> &'a Value {
    let fields = list(card, "sections")
        .iter()
        .flat_map(|section| list(section, "fields"));
    fields.into_iter().find(|it| it["id"] == name).unwrap()
}

/// Runs a command of a scorecard for somebody, which must go through.
fn does(desk: &Desk, login: &str, words: &[&str]) {
    desk.out(login, 0, &[&["scorecard"], words].concat());
}

/// Runs a command of a scorecard for somebody, which must refuse, and gives the reason.
fn refused(desk: &Desk, login: &str, words: &[&str]) -> String {
    desk.refused(login, &[&["scorecard"], words].concat())
}

/// An answer to each required field of the built-in template that the records don't answer.
const ANSWERS: [(&str, &str); 10] = [
    ("assessed_on", "2026-06-30"),
    ("business_value", "as_expected"),
    ("performance", "yes"),
    ("reassess_on", "2026-09-30"),
    ("renewal_outlook", "renewing"),
    ("sponsor", "often"),
    ("advocacy", "if_asked"),
    ("cost_to_serve", "as_planned"),
    ("next_steps", "Keep the rhythm."),
    ("business_value_words", "They say it saves them time."),
];

/// Answers everything that waits: with these answers, else with the usual ones; what the records
/// answer is confirmed, and what nobody knows says nothing of the account.
fn answer(desk: &Desk, id: &str, own: &[(&str, &str)]) {
    let card = shown(desk, id);
    let fields = list(&card, "sections")
        .iter()
        .flat_map(|section| list(section, "fields"));
    let (mut confirmed, mut filled) = (vec!["confirm", id], Vec::new());
    for it in fields {
        let name = text(it, "id");
        let is_named = |(field, _): &&(&str, &str)| *field == name;
        let own_answer = own.iter().find(is_named);
        let usual = ANSWERS.iter().find(is_named);
        match (text(it, "status"), own_answer.or(usual)) {
            ("unconfirmed", Some((_, value))) if own_answer.is_some() => {
                let set = format!("{name}={value}");
                does(desk, CSM, &["correct", id, &set, "--reason", "they told us"]);
            }
            ("unconfirmed", _) => confirmed.push(name),
            ("empty", Some((_, value))) => filled.push(format!("{name}={value}")),
            ("empty", None) if it["required"] == true => {
                does(desk, CSM, &["na", id, name, "--reason", "nobody measures it"]);
            }
            _ => {}
        }
    }
    does(desk, CSM, &confirmed);
    let filled: Vec<&str> = ["fill", id]
        .into_iter()
        .chain(filled.iter().map(String::as_str))
        .collect();
    does(desk, CSM, &filled);
}

/// Does the representative's tasks and submits it.
fn submit(desk: &Desk, id: &str) {
    for task in ["details", "customer", "internal"] {
        does(desk, CSM, &["done", id, task]);
    }
    does(desk, CSM, &["submit", id]);
}

/// A scorecard of an account that was begun on a day and approved the day it was, with these
/// answers.
fn approved(desk: &Desk, account: &str, day: &str, own: &[(&str, &str)]) -> String {
    let id = begun_on(desk, account, day);
    answer(desk, &id, own);
    submit(desk, &id);
    does(desk, SUPERVISOR, &["approve", &id, "--as-of", day]);
    id
}
