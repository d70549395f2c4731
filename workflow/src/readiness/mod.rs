//! May a workflow be begun at all?
//!
//! The documents say of each workflow when it is "not ready". Each of these sentences is a
//! [`Condition`]; [`readiness`] asks all of them of one account, [`overall`] of all accounts
//! together. An answer says why, and what to do where it is no.

mod condition;
mod sales;
mod staff;
mod support;
mod together;
mod value;

use grounding::{AccountId, Ledger, Sale};
use serde::Serialize;

use crate::people::Person;

pub use condition::{Answer, CONDITIONS, Condition, Readiness};
pub use support::Connected;
pub use together::overall;

/// How ready the workflows are for one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountReadiness {
    /// The account.
    pub account_id: AccountId,
    /// Its display name.
    pub name: String,
    /// An answer to each condition, in the order of [`CONDITIONS`].
    pub answers: Vec<Answer>,
}

impl AccountReadiness {
    /// Whether no workflow is held up.
    pub fn is_ready(&self) -> bool {
        self.lacks().next().is_none()
    }

    /// The answers that hold a workflow up.
    pub fn lacks(&self) -> impl Iterator<Item = &Answer> {
        self.answers
            .iter()
            .filter(|answer| answer.readiness == Readiness::NotReady)
    }
}

/// Asks every condition of an account, as its ledger and the people of the desk have it.
///
/// Whether the help desk is connected (VR-71) can't be told from one account: one without a ticket
/// is not asked, and [`overall`] is.
pub fn readiness(ledger: &Ledger, people: &[Person]) -> AccountReadiness {
    let sale = Sale::of(ledger);
    AccountReadiness {
        account_id: ledger.account.id.clone(),
        name: ledger.account.name.clone(),
        answers: vec![
            value::evidence(ledger),
            support::tickets(ledger),
            staff::owner_review(ledger, people),
            sales::notes(ledger, &sale),
            sales::documents(&sale),
            staff::rejection(ledger, people),
        ],
    }
}

/// Whether evidence of value is captured (VR-70), for a recap that would begin without any.
pub(crate) fn value_evidence(ledger: &Ledger) -> Answer {
    value::evidence(ledger)
}

/// So many of something, in words: `1 ticket`, `2 tickets`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Names within a sentence: `a`, `a and b`, `a, b and c`.
fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests;
