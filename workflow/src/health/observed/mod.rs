//! What was observed of an account until a day, in plain and dated form.
//!
//! Signals are read off this and nothing else, so that the same code scores a live account, an
//! account as it was last March, and a table of a back-test. Whatever is dated later than the day
//! is left out when it is gathered, and counted; what a record says without a date (that a ticket is
//! open, that an invoice is paid) holds only for the day on which the record was read, so it is
//! unknown of any earlier day.

mod before;
mod ledger;
mod levels;
mod measured;
mod metric;
mod profile;
mod records;
mod silence;
#[cfg(test)]
mod tests;
mod touches;
mod voices;

use grounding::{Source, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(crate) use levels::level_of;
pub(super) use measured::{one_a_day, words_key};
pub(super) use metric::{UsersCounted, is_share_of_seats, role, users_counted};

/// What was observed of an account until a day.
#[derive(Debug, Clone, Default)]
pub struct Observed<'a> {
    /// The day.
    pub as_of: Date,
    /// Figures over time, each of one metric and unit.
    pub measured: Vec<Measured<'a>>,
    /// What users did in the product.
    pub events: Vec<Happened<'a>>,
    /// Tickets and cases.
    pub tickets: Vec<TicketSeen<'a>>,
    /// What the customer's people said or wrote, a sentence each.
    pub voices: Vec<Voice<'a>>,
    /// Answers to surveys.
    pub answers: Vec<Answered<'a>>,
    /// Invoices.
    pub invoices: Vec<Billed<'a>>,
    /// Who was in touch with whom.
    pub touches: Vec<Touch<'a>>,
    /// Milestones of projects and success plans.
    pub milestones: Vec<MilestoneSeen<'a>>,
    /// The customer's open goals.
    pub goals: Vec<GoalSeen<'a>>,
    /// The KPIs of those goals.
    pub kpis: Vec<KpiSeen<'a>>,
    /// Health scores that were recorded before, ours and others'.
    pub scores: Vec<Scored<'a>>,
    /// What weights and caps turn on.
    pub profile: Profile,
    /// The words of the order form that say how many seats were signed for.
    pub seats_signed: Option<(&'a Source, Span)>,
    /// How many observations were left out because they are dated later than the day.
    pub later: usize,
    /// How many were left out because no record says when they were made.
    pub undated: usize,
}

/// What weights and caps turn on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// The account's name in the store.
    pub account: String,
    /// Its segment, as the CRM has it.
    pub segment: Option<String>,
    /// Its yearly value, in its own currency.
    pub annual_value: Option<Decimal>,
    /// When the contract renews.
    pub renewal: Option<Date>,
    /// How many seats were signed for.
    pub seats: Option<Decimal>,
    /// Whether anybody who can sponsor is on record.
    pub has_sponsor: bool,
}

/// What a metric says, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetricRole {
    /// How much the product is used: log-ins, sessions, active users.
    Usage,
    /// How much of it is used, or by how many of those who may: features, modules, seats.
    Adoption,
    /// Something else, such as a result of the customer's.
    Other,
}

/// Figures of one metric over time, by day; one figure a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured<'a> {
    /// The metric, in the system's own words.
    pub metric: String,
    /// The unit; empty for a bare count.
    pub unit: String,
    /// What it says.
    pub role: MetricRole,
    /// Its figures, oldest first.
    pub samples: Vec<Sample<'a>>,
    /// Days for which two records give another figure.
    pub conflicts: Vec<(Sample<'a>, Sample<'a>)>,
    /// What was left out of it and why, each a sentence without its full stop.
    pub notes: Vec<String>,
}

/// A figure of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample<'a> {
    /// The day.
    pub date: Date,
    /// The figure.
    pub value: Decimal,
    /// The record.
    pub source: Option<&'a Source>,
}

/// Something a user did in the product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Happened<'a> {
    /// When.
    pub date: Date,
    /// What was done, in the product's words.
    pub name: &'a str,
    /// By whom.
    pub user: Option<&'a str>,
    /// The record.
    pub source: Option<&'a Source>,
}

/// A ticket or a case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TicketSeen<'a> {
    /// When it was opened.
    pub opened: Date,
    /// Whether it is open; none where nobody can say of that day.
    pub is_open: Option<bool>,
    /// Whether it is escalated or of the highest priority.
    pub is_escalated: bool,
    /// The record.
    pub source: Option<&'a Source>,
}

/// A sentence of the customer's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voice<'a> {
    /// When it was said.
    pub date: Date,
    /// The sentence.
    pub text: &'a str,
    /// How it sounds, from −1 to 1, by the lexicon.
    pub compound: f64,
    /// Where it stands.
    pub place: Option<(&'a Source, Span)>,
}

/// An answer to a survey.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answered<'a> {
    /// When.
    pub date: Date,
    /// The score, from 0 to 10.
    pub score: Decimal,
    /// The record.
    pub source: Option<&'a Source>,
}

/// An invoice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Billed<'a> {
    /// When it was made.
    pub created: Date,
    /// When it is to be paid.
    pub due: Option<Date>,
    /// Whether something of it is unpaid; none where nobody can say of that day.
    pub is_unpaid: Option<bool>,
    /// The record.
    pub source: Option<&'a Source>,
}

/// How somebody was in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchKind {
    /// A call or a meeting that somebody of the customer's was at.
    Met,
    /// The customer wrote.
    Heard,
    /// We tried to reach them.
    Tried,
    /// We tried, and a record says that nobody answered.
    Unanswered,
}

/// A moment at which the two sides were, or should have been, in touch.
#[derive(Debug, Clone, PartialEq)]
pub struct Touch<'a> {
    /// When.
    pub date: Date,
    /// How.
    pub kind: TouchKind,
    /// Whether somebody who can sponsor took part.
    pub with_sponsor: bool,
    /// Whether it is support's talk about a ticket, which says little of the relationship.
    pub is_support: bool,
    /// The record.
    pub source: Option<&'a Source>,
}

/// A milestone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MilestoneSeen<'a> {
    /// When it is due.
    pub due: Option<Date>,
    /// When it was reached, if it was by the day.
    pub completed: Option<Date>,
    /// The record.
    pub source: Option<&'a Source>,
}

/// An open goal of the customer's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GoalSeen<'a> {
    /// Whether it is off track or held up; none where nobody can say of that day.
    pub is_behind: Option<bool>,
    /// When it is due.
    pub due: Option<Date>,
    /// The record.
    pub source: Option<&'a Source>,
}

/// A KPI of an open goal, measured by the day.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiSeen<'a> {
    /// The metric.
    pub metric: &'a str,
    /// The unit.
    pub unit: &'a str,
    /// Where it stood.
    pub baseline: Option<Decimal>,
    /// The day of the baseline.
    pub baseline_day: Option<Date>,
    /// Where it is meant to go.
    pub target: Option<Decimal>,
    /// Where it was last measured.
    pub current: Option<Decimal>,
    /// When that was.
    pub current_day: Option<Date>,
    /// When it is due.
    pub due: Option<Date>,
    /// The goal's source id; empty where there is none.
    pub goal: String,
    /// The record.
    pub source: Option<&'a Source>,
}

/// A health score that was recorded before.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored<'a> {
    /// The day it speaks of.
    pub date: Date,
    /// The score; none where only a level was given.
    pub score: Option<Decimal>,
    /// Its level; unknown where it has none that anybody knows.
    pub level: super::level::Level,
    /// Whether this program made it, by the same kind of policy that scores now.
    pub is_ours: bool,
    /// The record.
    pub source: Option<&'a Source>,
}

impl<'a> Measured<'a> {
    /// A metric from its points in any order. Of points of one day that give one figure, one is
    /// kept; where they give another, the first by its record's id is, and the two are a conflict.
    pub fn new(metric: &str, unit: &str, role: MetricRole, points: Vec<Sample<'a>>) -> Self {
        let (samples, conflicts) = one_a_day(points);
        Self {
            metric: metric.to_owned(),
            unit: unit.to_owned(),
            role,
            samples,
            conflicts,
            notes: Vec::new(),
        }
    }

    /// The day of the newest figure.
    pub fn newest(&self) -> Option<Date> {
        self.samples.last().map(|sample| sample.date)
    }
}
