//! Scorecards of account health: typed questions about the customer's health and our own, tasks in
//! their order and with their days, a supervisor's review, and an account's history (SC-1 to SC-12).
//!
//! What happens to a scorecard is a list of [`ScorecardEvent`]s. [`Scorecard::replay`] folds them
//! into what a person sees; [`start()`] and the methods in `commands` ask for the person's rights and
//! say which event may come next, or why none may. What may happen where a scorecard stands is said
//! once, in `legal`, for the commands and for the fold alike. An approved scorecard never changes.

mod commands;
mod crossing;
mod document;
mod event;
mod fold;
mod history;
mod legal;
mod portfolio;
mod prefill;
mod refusal;
mod score;
mod standing;
mod start;
mod state;
mod template;
mod text;
mod value;
mod view;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::run::{Assignee, Signed};

pub use event::{Alert, Attachment, ScorecardEvent, Started};
pub use fold::BrokenScorecard;
pub use history::{Assessment, DimensionPoint, Series, series};
pub use portfolio::{AccountRow, DimensionCounts, LevelCounts, Portfolio, portfolio};
pub use prefill::{Lookup, Prefilled, Progress, prefill};
pub use refusal::ScorecardRefusal;
pub use score::{DimensionScore, HalfScore, Overridden, Scores, Term, TotalScore};
pub use start::{Begin, start};
pub use state::{Accepted, ScorecardState, Submitted};
pub use template::{
    AlertRule, Bucket, Choice, Dimension, Fault, Field, Half, HalfWeights, Kind, Levels, Part, Points, Reassess,
    Section, Step, TaskSpec, Template,
};
pub use text::{render_alert, render_portfolio, render_scorecard, render_scorecard_line, render_series};
pub use value::{Known, Value};
pub use view::{By, FieldView, PartView, RejectionView, ScorecardLine, ScorecardView, SectionView, TaskView};

/// The name by which the day that a scorecard is due is moved.
pub const DUE: &str = "due";

/// A scorecard, as the events left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// Its id.
    pub id: String,
    /// How it began.
    pub started: Started,
    /// When, and by whom.
    pub began: Signed,
    /// Where it stands.
    pub state: ScorecardState,
    /// The answers that somebody stands by, by field.
    pub answers: BTreeMap<String, Answer>,
    /// The scores that somebody set, by dimension.
    pub overrides: BTreeMap<String, Override>,
    /// Who has done which task.
    pub done: BTreeMap<String, Signed>,
    /// What was noted with tasks, by task.
    pub notes: BTreeMap<String, String>,
    /// Who plays which part now.
    pub people: BTreeMap<Part, Assignee>,
    /// The day it is due.
    pub due: Date,
    /// The copies that were attached.
    pub copies: Vec<(Signed, Attachment)>,
    /// How often it was rejected, and with what comment.
    pub rejections: Vec<(Signed, Option<String>)>,
    /// What was alerted when it was approved.
    pub alerts: Vec<(Signed, Alert)>,
    /// How many documents were made of it for the customer.
    pub customer_copies: u32,
    /// The logins of everybody who has worked on it.
    pub authors: BTreeSet<String>,
    /// How many events there are.
    pub steps: u32,
}

/// An answer that somebody stands by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who, and when.
    pub signed: Signed,
    /// What.
    pub said: Said,
}

/// What somebody said to a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "said", content = "answer", rename_all = "snake_case")]
pub enum Said {
    /// An answer of their own.
    Filled(Value),
    /// What the records answer holds.
    Confirmed(Value),
    /// Something else than the records answer holds.
    Corrected {
        /// What.
        value: Value,
        /// Why.
        reason: String,
    },
    /// It says nothing of this account.
    NotApplicable {
        /// Why.
        reason: String,
    },
}

/// A score that somebody set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Who, and when.
    pub signed: Signed,
    /// The score, from 0 to 100.
    pub score: Decimal,
    /// Why.
    pub reason: String,
}
