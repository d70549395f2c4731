//! How long before they left accounts were held to be at risk.

use jiff::civil::Date;
use serde::Serialize;

use super::Question;
use crate::health::replay::Replayed;
use crate::health::score::middle;

/// How long before they left the accounts were held to be at risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeadTime {
    /// The middle one of those that were, in days; none where none was.
    pub middle_days: Option<i32>,
    /// How many were not, on the day that was looked at last.
    pub never: usize,
    /// Each account that churned, and the earliest day before its outcome from which it was at risk without a break.
    pub accounts: Vec<Warned>,
}

/// An account that churned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warned {
    /// The account.
    pub account: String,
    /// When it churned.
    pub date: Date,
    /// So many days before; none where it was not at risk on the day that was looked at last.
    pub days: Option<i32>,
}

impl LeadTime {
    pub(super) fn of(replayed: &Replayed, question: Question) -> Self {
        let churned = replayed.cases.iter().filter(|case| case.has_churned());
        let accounts: Vec<Warned> = churned
            .map(|case| {
                // Nearest first; the first day on which it was not held to be at risk is a break.
                let unbroken = case
                    .before
                    .iter()
                    .take_while(|(_, past)| question.is_at_risk(past) == Some(true));
                Warned {
                    account: case.account.to_string(),
                    date: case.date,
                    days: unbroken.last().map(|(lead, _)| *lead),
                }
            })
            .collect();
        Self {
            middle_days: middle(accounts.iter().filter_map(|it| it.days)),
            never: accounts.iter().filter(|it| it.days.is_none()).count(),
            accounts,
        }
    }
}
