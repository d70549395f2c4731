//! What systems measured, counted, billed, asked and scored.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::SourceId;

/// A figure of a metric: a row of a usage table, a metric of a dashboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// What is measured, in the system's own words.
    pub metric: String,
    /// The unit (`h`, `%`, `USD`); empty for a bare count.
    pub unit: String,
    /// The figure in that unit.
    pub value: Decimal,
    /// The day it was measured on, or the last day of the period it was measured for.
    pub date: Date,
    /// The series that it is a point of.
    pub series: SourceId,
}

/// Something that a user did in the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What was done, in the product's own words.
    pub name: String,
    /// Who did it, by the product's own name for them.
    pub user: Option<String>,
    /// When it was done.
    pub date: Date,
    /// The series that counts it.
    pub series: SourceId,
}

/// What the figures of a metric, or the events of a name, come to over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// What is measured or counted.
    pub metric: String,
    /// The unit; empty for a bare count, or where the points don't agree on one.
    pub unit: String,
    /// How many records it was drawn from; never none.
    pub records: usize,
    /// The first point; for events the first month and its number.
    pub first: Point,
    /// The last point; for events the last month and its number.
    pub last: Point,
}

/// A figure and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The day, or the last day of the period.
    pub date: Date,
    /// The figure.
    pub value: Decimal,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Invoice {
    /// The number on the invoice; none for a draft.
    pub number: Option<String>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// The ISO currency code in uppercase.
    pub currency: String,
    /// What is asked for, in major units.
    pub due: Option<Decimal>,
    /// What was paid, in major units.
    pub paid: Option<Decimal>,
    /// What is still to be paid, in major units.
    pub remaining: Option<Decimal>,
    /// When it was made.
    pub created: Date,
    /// When it is to be paid.
    pub due_date: Option<Date>,
}

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    /// It has not been sent.
    Draft,
    /// It waits for payment.
    Open,
    /// It was paid.
    Paid,
    /// Nobody expects it to be paid any more.
    Uncollectible,
    /// It was withdrawn.
    Void,
    /// Some other word of the system's.
    Other,
}

/// An answer to a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyAnswer {
    /// The score given, on the survey's own scale; 0 to 10 for NPS.
    pub score: Decimal,
    /// Who gave it: a mail address or a name; none where the survey was anonymous.
    pub respondent: Option<String>,
    /// What they wrote beside it; may be empty.
    pub comment: String,
    /// When they answered.
    pub date: Date,
}

/// A health score as somebody at the vendor recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthScore {
    /// The score on the vendor's own scale; none where only a level was given.
    pub score: Option<Decimal>,
    /// The level as the vendor words it (`amber`); may be empty.
    pub level: String,
    /// Who recorded it.
    pub author: Option<String>,
    /// When it was recorded.
    pub date: Date,
}
