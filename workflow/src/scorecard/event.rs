//! What happens to a scorecard, one event at a time. The log of them is the truth; everything else
//! about a scorecard follows from it.

use std::collections::BTreeMap;

use grounding::AccountId;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::prefill::Prefilled;
use super::template::{Part, Template};
use super::value::Value;
use crate::health::Level;
use crate::run::Assignee;

/// What happens to a scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ScorecardEvent {
    /// Somebody began it.
    Started(Box<Started>),
    /// Somebody answered a field that the records don't.
    Filled {
        /// The field.
        field: String,
        /// The answer.
        value: Value,
    },
    /// Somebody stands by what the records answer.
    Confirmed {
        /// The field.
        field: String,
    },
    /// Somebody knows better than the records.
    Corrected {
        /// The field.
        field: String,
        /// The answer.
        value: Value,
        /// Why.
        reason: String,
    },
    /// A field says nothing of this account; it leaves the denominator (SC-4).
    NotApplicable {
        /// The field.
        field: String,
        /// Why.
        reason: String,
    },
    /// Somebody set the score of a dimension (SC-4).
    Overridden {
        /// The dimension.
        dimension: String,
        /// The score from 0 to 100; none to go by the answers again.
        score: Option<Decimal>,
        /// Why.
        reason: String,
    },
    /// A copy of what the figures come from was attached.
    CopyAttached(Attachment),
    /// A task is done.
    TaskDone {
        /// The task.
        task: String,
        /// What somebody noted with it.
        note: String,
    },
    /// A date moved that tasks are counted from (SC-9).
    DateMoved {
        /// The date field, or `due`.
        field: String,
        /// The new date.
        to: Date,
    },
    /// A part went to somebody (SC-10).
    Assigned {
        /// The part.
        part: Part,
        /// Their login.
        to: String,
        /// Their name, as they were called then.
        name: String,
    },
    /// It went to the supervisor's review.
    Submitted {
        /// The digest of what it says.
        digest: String,
    },
    /// The supervisor accepted it.
    Approved {
        /// The digest of what it says.
        digest: String,
        /// What was said with it; may be empty.
        comment: String,
    },
    /// The supervisor rejected it (SC-11).
    Rejected {
        /// What was said with it; none where nothing was.
        comment: Option<String>,
    },
    /// A business function is told of a dimension (SC-7).
    Alerted(Alert),
    /// A document was made of it.
    Exported {
        /// The format's word.
        format: String,
        /// Who will read it: `internal` or `customer`.
        audience: String,
        /// The digest of what it says.
        digest: String,
    },
    /// Another scorecard took its place before it was approved.
    Superseded {
        /// That scorecard.
        by: String,
    },
}

/// How a scorecard begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The account.
    pub account: AccountId,
    /// The account's display name.
    pub account_name: String,
    /// Counts the account's scorecards of that template, from 1.
    pub number: u32,
    /// The template as it was then.
    pub template: Template,
    /// Who plays which part, as far as the roles say.
    pub people: BTreeMap<Part, Assignee>,
    /// The day it is due.
    pub due: Date,
    /// What the records answer, by field.
    pub prefilled: BTreeMap<String, Prefilled>,
}

/// A copy of what the figures come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attachment {
    /// The file's name.
    pub file: String,
    /// `sha256:` over its bytes.
    pub digest: String,
}

/// A dimension that has come down to the level at which a business function is alerted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alert {
    /// The dimension.
    pub dimension: String,
    /// The function that answers for it.
    pub function: String,
    /// Its level now.
    pub level: Level,
    /// Its score now, from 0 to 100.
    #[schemars(with = "String")]
    pub score: Decimal,
    /// Its level before, by the account's last approved scorecard that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Level>,
}
