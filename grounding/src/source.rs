//! Evidence: what was written, said or recorded, where, when and by whom.

use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, SourceId};

/// One piece of evidence: a CRM row, a call, a ticket comment, a note, a contract, a KPI.
///
/// Prose and records are the same thing here. A record's canonical text has one
/// `field: value` line per field, so that one kind of citation, a quote within a text, serves
/// all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What the source is cited by.
    pub id: SourceId,
    /// Counts from 1 and rises each time the source's content changes; 0 before it is stored.
    pub revision: u32,
    /// The account it speaks of; none for what belongs to the whole tenant, such as a user.
    pub account: Option<AccountId>,
    /// What kind of thing it is.
    pub kind: SourceKind,
    /// A short human name: a subject, a call's title, a goal's name.
    pub title: String,
    /// Who wrote or said which part of the text, in order and without overlap.
    pub authors: Vec<Author>,
    /// The day it happened or was written; none where the system does not say.
    pub occurred_at: Option<Date>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether it still counts as evidence.
    pub state: State,
    /// The canonical text: what quotes are looked for in. Never changed after reading.
    pub text: String,
    /// Where each field's value stands in the text; empty for prose.
    pub fields: Vec<Field>,
    /// Typed values that stand in the text.
    pub values: Vec<Value>,
    /// What the source records, in the field's standard terms; none for prose.
    pub record: Option<Record>,
    /// The file and the place in it that the source was read from.
    pub origin: Place,
}

impl Source {
    /// The value of the named field, trimmed, if the source is a record that has it.
    pub fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.name == name)?;
        Some(self.text[field.span.range()].trim())
    }

    /// The author of the byte at `offset` of the text.
    pub fn author_at(&self, offset: usize) -> Option<&Author> {
        self.authors
            .iter()
            .find(|author| author.span.start <= offset && offset < author.span.end)
    }

    /// The first author, who is the only one of a note, a comment or a CRM row.
    pub fn author(&self) -> Option<&Author> {
        self.authors.first()
    }
}

/// What kind of thing a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A CRM account row.
    Account,
    /// A person at the customer.
    Contact,
    /// A person at the vendor.
    User,
    /// A deal: a CRM opportunity.
    Opportunity,
    /// An activity logged in the CRM: a call note, a task, deal notes.
    Task,
    /// A CRM support case.
    Case,
    /// A support ticket with its public comments.
    Ticket,
    /// One comment of a support ticket.
    Comment,
    /// A recorded call with speakers.
    Call,
    /// A meeting's transcript.
    Transcript,
    /// A note someone wrote.
    Note,
    /// A signed order form or statement of work.
    OrderForm,
    /// A master or service agreement.
    Msa,
    /// A non-disclosure agreement.
    Nda,
    /// A success plan.
    Plan,
    /// A business challenge that a success plan names.
    Challenge,
    /// A goal: an objective of a success plan.
    Objective,
    /// A KPI of an objective.
    Kpi,
    /// A playbook of an objective.
    Playbook,
    /// A task of a playbook.
    PlaybookTask,
    /// A customer-success activity, attached somewhere in a success plan.
    Activity,
    /// A recorded risk.
    Risk,
    /// A project at the customer, such as an onboarding.
    Project,
    /// A milestone of a project.
    Milestone,
    /// A mail.
    Mail,
    /// A message in a chat channel.
    Message,
    /// A figure of product usage on one day.
    Usage,
    /// What a metric's figures add up to over time.
    Series,
    /// A figure that a reporting dashboard exported.
    Metric,
    /// An invoice.
    Invoice,
    /// An answer to a survey.
    Survey,
    /// A health score that somebody recorded.
    Snapshot,
    /// What a person decided or answered here.
    Decision,
    /// A record of a system that only the tenant's own mapping describes.
    Row,
}

impl SourceKind {
    /// The kind in words, for a person.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Account => "account record",
            Self::Contact => "contact record",
            Self::User => "user record",
            Self::Opportunity => "opportunity",
            Self::Task => "CRM activity",
            Self::Case => "support case",
            Self::Ticket => "ticket",
            Self::Comment => "ticket comment",
            Self::Call => "call",
            Self::Transcript => "meeting",
            Self::Note => "note",
            Self::OrderForm => "order form",
            Self::Msa => "agreement",
            Self::Nda => "non-disclosure agreement",
            Self::Plan => "success plan",
            Self::Challenge => "business challenge",
            Self::Objective => "goal",
            Self::Kpi => "KPI",
            Self::Playbook => "playbook",
            Self::PlaybookTask => "playbook task",
            Self::Activity => "CS activity",
            Self::Risk => "recorded risk",
            Self::Project => "project",
            Self::Milestone => "milestone",
            Self::Mail => "mail",
            Self::Message => "chat message",
            Self::Usage => "usage figure",
            Self::Series => "usage series",
            Self::Metric => "dashboard metric",
            Self::Invoice => "invoice",
            Self::Survey => "survey answer",
            Self::Snapshot => "health snapshot",
            Self::Decision => "decision",
            Self::Row => "imported record",
        }
    }

    /// Whether it is the vendor's own judgement of the account. It says what the vendor thinks,
    /// and proves nothing that the customer gained.
    pub fn is_own_judgement(self) -> bool {
        matches!(self, Self::Snapshot)
    }

    /// Whether it says what is wished for: its own numbers and words prove nothing gained.
    pub fn is_wish(self) -> bool {
        matches!(self, Self::Objective | Self::Plan | Self::Challenge)
    }

    /// Whether the text is what somebody said or wrote, rather than a record's fields.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Comment
                | Self::Call
                | Self::Transcript
                | Self::Note
                | Self::OrderForm
                | Self::Msa
                | Self::Nda
                | Self::Mail
                | Self::Message
        )
    }
}

/// A stretch of a text, in bytes, end excluded; always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// A span from its two ends.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The span as a range, to index a text with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Who wrote or said a stretch of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The stretch that is theirs.
    pub span: Span,
    /// Their name as the source gives it.
    pub name: String,
    /// Their mail address in lowercase, which is what makes them one person across systems.
    pub email: Option<String>,
    /// Which side they speak for.
    pub affiliation: Affiliation,
}

/// Which side a person speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Affiliation {
    /// Ours: sales, customer success, support.
    Vendor,
    /// The customer's.
    Customer,
    /// Nobody says.
    #[default]
    Unknown,
}

/// Who may see a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// May be shown to the customer.
    Shareable,
    /// Stays with the vendor.
    Internal,
    /// Stays with the few people it names; no brief may use it.
    Restricted,
}

/// Whether a source still counts as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It counts.
    #[default]
    Live,
    /// A later revision took its place.
    Superseded,
    /// Its system says it was deleted.
    Deleted,
    /// It was made in a test mode and never happened.
    Test,
}

/// A field of a record and where its value stands in the canonical text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The field's name as the system writes it.
    pub name: String,
    /// The value's place; empty where the field has no value.
    pub span: Span,
}

/// A typed value that stands in a source's canonical text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Where it stands.
    pub span: Span,
    /// What is measured, in the words of the source.
    pub metric: String,
    /// The number in the unit given, as a plain decimal.
    pub value: rust_decimal::Decimal,
    /// The unit as the source writes it (`h`, `%`, `users`, `USD`); empty for a bare count.
    pub unit: String,
    /// The day or the end of the period it was measured for.
    pub period: Option<Date>,
    /// What it is a value of: `baseline`, `target`, `current`, `change`, `amount`.
    pub role: ValueRole,
}

/// What a typed value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueRole {
    /// Where a metric stood before.
    Baseline,
    /// Where a metric is meant to go. Never evidence of an outcome.
    Target,
    /// Where a metric was last measured, or stood on the day it was measured for.
    Current,
    /// How far a metric moved between two measurements.
    Change,
    /// An amount of money, seats or the like.
    Amount,
}

/// Where a source was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file, as it was named to the reader.
    pub path: String,
    /// The place within the file: `line 12`, `tickets[3]`; empty for the whole file.
    pub at: String,
}

/// Builds the canonical text of a record: one `field: value` line per field, in order.
#[derive(Debug, Default)]
pub struct RecordText {
    text: String,
    fields: Vec<Field>,
}

impl RecordText {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field. Line breaks within a value are kept; an empty value gives an empty span.
    #[must_use]
    pub fn field(mut self, name: &str, value: &str) -> Self {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(name);
        self.text.push_str(": ");
        let start = self.text.len();
        self.text.push_str(value);
        self.fields.push(Field {
            name: name.to_owned(),
            span: Span::new(start, self.text.len()),
        });
        self
    }

    /// The place of the named field's value.
    pub fn span(&self, name: &str) -> Option<Span> {
        self.fields
            .iter()
            .find(|field| field.name == name)
            .map(|field| field.span)
    }

    /// The text and its fields.
    pub fn finish(self) -> (String, Vec<Field>) {
        (self.text, self.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_a_line_for_each_field() {
        let (text, fields) = RecordText::new()
            .field("Name", "Ada Byrne")
            .field("Title", "")
            .field("Note", "a\nb")
            .finish();
        assert_eq!(text, "Name: Ada Byrne\nTitle: \nNote: a\nb");
        let values: Vec<&str> = fields.iter().map(|field| &text[field.span.range()]).collect();
        assert_eq!(values, ["Ada Byrne", "", "a\nb"]);
    }
}
