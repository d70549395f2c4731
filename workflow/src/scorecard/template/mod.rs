//! Templates of scorecards: the questions, how answers are scored, the tasks and when they are due.
//!
//! A template is a file that a tenant may change. [`Template::faults`] says everything that is
//! wrong with one, each fault with its place in the file. A scorecard keeps the template that it
//! was begun with, so that a later version can't change what an answer meant.

mod buckets;
mod check;
mod due;
mod fault;
mod field;
mod kinds;
mod part;
mod scoring;
mod tasks;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::health::Level;
use crate::run::Due;
use due::WrittenDue;

pub use fault::{Fault, Step};
pub use field::{Bucket, Choice, Field, Kind, Points};
pub use part::{Half, Part};

/// A template of a scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What it is called on the command line: lowercase letters, digits, `-` and `_`.
    pub name: String,
    /// Its version, from 1. Scorecards of all versions of a template stand in one series.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// A scorecard is due so many days after it was begun, at least 1; on a weekend, the Monday
    /// after. Whoever begins one may name another day.
    pub due_days: u32,
    /// When the account is assessed again.
    pub reassess: Reassess,
    /// From how many points on a score is at which level.
    pub levels: Levels,
    /// How much each half weighs in the total.
    pub halves: HalfWeights,
    /// What is scored, in the order in which it is shown.
    #[serde(rename = "dimension")]
    pub dimensions: Vec<Dimension>,
    /// The questions, in the order in which they are asked.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// What is to be done, in order; the last one is the supervisor's review.
    #[serde(rename = "task")]
    pub tasks: Vec<TaskSpec>,
    /// Who is alerted to what (SC-7).
    #[serde(default, rename = "alert")]
    pub alerts: Vec<AlertRule>,
}

/// When an account is assessed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reassess {
    /// So many days after the approval, at least 1, where no other day was agreed.
    pub days: u32,
    /// The date field that holds the day that was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// From how many points on a score is at which level; below both it is red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Green from so many points on.
    pub green: Decimal,
    /// Amber from so many points on.
    pub amber: Decimal,
}

/// How much each half weighs in the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HalfWeights {
    /// The customer's health.
    pub customer: Decimal,
    /// Our own.
    pub internal: Decimal,
}

/// Something that is scored, such as support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its name within the template.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The half that it belongs to.
    pub half: Half,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name within the template.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The half that it belongs to.
    pub half: Half,
    /// Its questions.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// A task of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskSpec {
    /// Its name within the template.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Who does it.
    pub role: Part,
    /// Whether nothing after it may be done before it (SC-8).
    #[serde(default)]
    pub stop: bool,
    /// When it is due (SC-9).
    #[serde(with = "WrittenDue")]
    pub due: Due,
    /// The sections whose fields it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// The fields that it covers beside those.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Whether it takes a copy of what the figures come from.
    #[serde(default)]
    pub copy: bool,
    /// Of the review: the tasks that it is about, which a rejection opens again (SC-11). Without
    /// them, every task that covers a field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
}

/// Who is alerted to what (SC-7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertRule {
    /// The dimension.
    pub dimension: String,
    /// The business function that answers for it, such as `support` or `finance`.
    pub function: String,
    /// The level at which it is alerted: `amber` or `red`.
    pub at: Level,
}

impl HalfWeights {
    /// The weight of one of them.
    pub fn of(self, half: Half) -> Decimal {
        match half {
            Half::Customer => self.customer,
            Half::Internal => self.internal,
        }
    }
}

impl Levels {
    /// The level of a score or of points from 0 to 100; unknown where there is none.
    pub fn of(self, points: Option<Decimal>) -> Level {
        match points {
            None => Level::Unknown,
            Some(points) if points >= self.green => Level::Green,
            Some(points) if points >= self.amber => Level::Amber,
            Some(_) => Level::Red,
        }
    }
}

impl Template {
    /// Every field, in the order in which they are asked, with its section.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        let sections = self.sections.iter();
        sections.flat_map(|section| section.fields.iter().map(move |field| (section, field)))
    }

    /// The field of that name.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|(_, field)| field.id == id).map(|(_, field)| field)
    }

    /// The dimension of that name.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// The place of the task of that name.
    pub fn task(&self, id: &str) -> Option<usize> {
        self.tasks.iter().position(|task| task.id == id)
    }

    /// Whether a task covers a field.
    pub fn covers(&self, task: &TaskSpec, field: &str) -> bool {
        let of_section = || {
            let mut sections = self.sections.iter().filter(|it| task.sections.contains(&it.id));
            sections.any(|section| section.fields.iter().any(|it| it.id == field))
        };
        task.fields.iter().any(|it| it == field) || of_section()
    }

    /// The place of the task that covers a field; none where no task does.
    pub fn covered_by(&self, field: &str) -> Option<usize> {
        self.tasks.iter().position(|task| self.covers(task, field))
    }

    /// The place of the supervisor's review: the last task.
    pub fn review(&self) -> usize {
        self.tasks.len().saturating_sub(1)
    }

    /// The tasks that a rejection opens again (SC-11).
    pub fn subjects(&self) -> Vec<&TaskSpec> {
        let named = self.tasks.last().map(|review| review.subjects.as_slice());
        let named = named.unwrap_or_default();
        let is_subject = |task: &&TaskSpec| {
            if named.is_empty() {
                self.fields().any(|(_, field)| self.covers(task, &field.id))
            } else {
                named.contains(&task.id)
            }
        };
        self.tasks.iter().filter(is_subject).collect()
    }

    /// Everything that is wrong with it, in the order of the file; empty where it can be used.
    pub fn faults(&self) -> Vec<Fault> {
        check::faults(self)
    }
}
