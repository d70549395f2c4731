//! The ten sections of an account summary, each held against the records of four customers.

mod ahead;
mod copy;
mod evidence;
mod executive;
mod glance;
mod key;
mod odd;
mod people;
mod progress;
mod standing;

use std::fs;

use serde_json::Value;

use crate::customers;
use crate::exports::Exports;
use crate::support::{Vouch, claims_of, each, text};

/// Where the success plans are among the exports.
const PLANS: &str = "success-plans/plans.json";

/// A copy of the customers' exports, to change.
fn changed() -> Exports {
    Exports::copy_of(&customers::exports())
}

/// The success plans of an export.
fn plans(exports: &Exports) -> Value {
    serde_json::from_str(&fs::read_to_string(exports.path().join(PLANS)).unwrap()).unwrap()
}

/// The same exports after a change to what the success plans have of one account.
fn replanned(exports: Exports, account: &str, change: impl FnOnce(&mut Value)) -> Exports {
    let mut plans = plans(&exports);
    let accounts = plans["accounts"].as_array_mut().unwrap();
    change(accounts.iter_mut().find(|it| it["slug"] == account).unwrap());
    exports.write(PLANS, &plans.to_string())
}

/// The goals of an account in its success plan.
fn goals(account: &mut Value) -> &mut Vec<Value> {
    account["successPlans"][0]["objectives"].as_array_mut().unwrap()
}

/// The summary of an account from changed exports, which goes to review.
fn summary_of(exports: &Exports, account: &str) -> Value {
    Vouch::with(exports.path()).json(0, ["summary", account])
}

/// The same in the edition for a business review.
fn review_of(exports: &Exports, account: &str) -> Value {
    Vouch::with(exports.path()).json(0, ["summary", account, "--business-review"])
}

/// What a section says, claim by claim.
fn texts<'a>(brief: &'a Value, section: &str) -> Vec<&'a str> {
    let claims = claims_of(brief, section).into_iter();
    claims.map(|claim| text(claim, "text")).collect()
}

/// The sources that the claims of a section cite, each once, in their order.
fn sources<'a>(brief: &'a Value, section: &str) -> Vec<&'a str> {
    let claims = claims_of(brief, section).into_iter();
    let mut found: Vec<&str> = Vec::new();
    for id in claims.flat_map(|claim| each(claim, "citations", "source_id")) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}
