//! What a source records, in the field's standard terms, whatever its system calls them.

mod decision;
mod measured;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Affiliation, SourceId};
pub use decision::Decision;
pub use measured::{Event, HealthScore, Invoice, InvoiceStatus, Measure, Point, Series, SurveyAnswer};

/// The typed content of a source that is a record.
///
/// Readers fill these from each vendor's own fields, so that nothing beyond a reader knows a
/// vendor's field names. Dates that a system leaves empty, or writes impossibly, are `None`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// A CRM account.
    Account(AccountRecord),
    /// A person at the customer.
    Contact(Contact),
    /// A person at the vendor.
    User(User),
    /// An opportunity.
    Deal(Deal),
    /// An activity logged in the CRM.
    Task(Task),
    /// A support case or a support ticket.
    Ticket(Ticket),
    /// A call or a meeting, with who was there.
    Meeting(Meeting),
    /// A success plan.
    Plan(Plan),
    /// A goal.
    Goal(GoalRecord),
    /// A KPI.
    Kpi(Kpi),
    /// A risk.
    Risk(Risk),
    /// An activity attached somewhere in a success plan.
    Activity(Activity),
    /// A project.
    Project(Project),
    /// A milestone.
    Milestone(Milestone),
    /// A figure of a metric.
    Measure(Measure),
    /// Something a user did in the product.
    Event(Event),
    /// What a metric's figures come to over time.
    Series(Series),
    /// An invoice.
    Invoice(Invoice),
    /// An answer to a survey.
    Survey(SurveyAnswer),
    /// A recorded health score.
    Health(HealthScore),
    /// What a person decided or answered.
    Decision(Decision),
}

/// A CRM account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountRecord {
    /// The customer's display name.
    pub name: String,
    /// The account owner: a person's name, or the id of a user source.
    pub owner: Option<String>,
}

/// A person at the customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Full name.
    pub name: String,
    /// Job title; may be empty.
    pub title: String,
    /// Mail address in lowercase.
    pub email: Option<String>,
    /// Their part in the deal or the account (`Sponsor`, `Champion`), where the CRM says so.
    pub role: Option<String>,
}

/// A person at the vendor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// Full name.
    pub name: String,
    /// Job title or role, such as `Account Executive`.
    pub title: String,
    /// Mail address in lowercase.
    pub email: Option<String>,
}

/// An opportunity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deal {
    /// The deal's name.
    pub name: String,
    /// The stage as the CRM words it.
    pub stage: String,
    /// Whether it was won.
    pub won: bool,
    /// Whether it is closed, won or lost.
    pub closed: bool,
    /// The (expected) close date.
    pub close_date: Option<Date>,
    /// The amount in major units.
    pub amount: Option<Decimal>,
    /// The ISO currency code; may be empty.
    pub currency: String,
    /// The deal's owner, the AE: a name or the id of a user source.
    pub owner: Option<String>,
}

/// An activity logged in the CRM.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Its subject line.
    pub subject: String,
    /// Whether it is done.
    pub completed: bool,
    /// The day it is due or was done.
    pub date: Option<Date>,
    /// Who logged it: a name or the id of a user source.
    pub owner: Option<String>,
}

/// A support case or a support ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// Its subject line.
    pub subject: String,
    /// Whether it is still open.
    pub open: bool,
    /// Whether it is escalated, or of the highest priority.
    pub escalated: bool,
}

/// A call or a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its title.
    pub title: String,
    /// Who was there.
    pub attendees: Vec<Attendee>,
}

/// Someone who was at a call or a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Full name; empty where only an address is known.
    pub name: String,
    /// Mail address in lowercase.
    pub email: Option<String>,
    /// Job title; may be empty.
    pub title: String,
    /// Which side they are on.
    pub affiliation: Affiliation,
}

/// A success plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub start: Option<Date>,
    /// Its last day.
    pub end: Option<Date>,
}

/// A goal: an objective of a success plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoalRecord {
    /// The goal in the customer's words.
    pub name: String,
    /// More about it; may be empty.
    pub description: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// Who owns it at the vendor.
    pub owner: Option<String>,
    /// When it is due.
    pub due: Option<Date>,
}

/// Where a goal or a KPI stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalStatus {
    /// Nothing has been done yet.
    NotStarted,
    /// Going as planned.
    OnTrack,
    /// Behind the plan.
    OffTrack,
    /// Held up.
    Blocked,
    /// Reached.
    Completed,
    /// Given up or closed; no claim may serve it any more.
    Closed,
    /// Some other word of the system's.
    Other,
}

impl GoalStatus {
    /// The status in words.
    pub fn noun(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::OnTrack => "on track",
            Self::OffTrack => "off track",
            Self::Blocked => "blocked",
            Self::Completed => "completed",
            Self::Closed => "closed",
            Self::Other => "open",
        }
    }

    /// Reads a status as success-plan tools word it; case, spaces, `-` and `_` don't matter.
    pub fn parse(words: &str) -> Self {
        let folded: String = words
            .chars()
            .filter(char::is_ascii_alphabetic)
            .map(|it| it.to_ascii_lowercase())
            .collect();
        match folded.as_str() {
            "" | "notstarted" | "new" | "planned" | "draft" | "todo" => Self::NotStarted,
            "ontrack" | "inprogress" | "active" | "started" | "green" => Self::OnTrack,
            "offtrack" | "atrisk" | "behind" | "red" | "delayed" => Self::OffTrack,
            "blocked" | "onhold" | "stalled" | "paused" => Self::Blocked,
            "completed" | "complete" | "achieved" | "done" | "met" => Self::Completed,
            "closed" | "cancelled" | "canceled" | "abandoned" | "archived" | "dropped" => Self::Closed,
            _ => Self::Other,
        }
    }
}

/// A KPI of a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kpi {
    /// The goal it measures.
    pub goal: SourceId,
    /// What is measured; empty where nobody has said.
    pub metric: String,
    /// The unit; empty for a bare count.
    pub unit: String,
    /// Where it stood.
    pub baseline: Option<Decimal>,
    /// Where it is meant to go.
    pub target: Option<Decimal>,
    /// Where it was last measured.
    pub current: Option<Decimal>,
    /// When it was last measured.
    pub current_date: Option<Date>,
    /// Where it stands.
    pub status: GoalStatus,
    /// When it is due.
    pub due: Option<Date>,
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// What may go wrong.
    pub title: String,
    /// How bad it would be, as the system words it.
    pub severity: String,
    /// Whether it is still open.
    pub open: bool,
    /// Who looks after it.
    pub owner: Option<String>,
}

/// A customer-success activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// What it is attached to, outermost first: plan, challenge or goal, playbook, task, KPI.
    pub path: Vec<SourceId>,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// Whether it brings a new customer on board.
    pub onboarding: bool,
    /// The deal it follows from, as a source id.
    pub deal: Option<SourceId>,
    /// Who runs it.
    pub owner: Option<String>,
    /// When it was set up.
    pub created: Option<Date>,
}

/// A milestone of a project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// The project it belongs to.
    pub project: SourceId,
    /// Its name.
    pub name: String,
    /// When it is due.
    pub due: Option<Date>,
    /// When it was reached; none while it is open.
    pub completed: Option<Date>,
}
