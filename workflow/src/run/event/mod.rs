//! What happens to a run, one event at a time. The log of them is the truth; everything else
//! about a run follows from it.

mod note;
mod relation;
mod started;

use std::collections::BTreeMap;

use grounding::{Route, SourceId};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plan::Item;
use crate::people::Role;

pub use note::{Note, Noted};
pub use relation::Relation;
pub use started::{Assignee, HealthMark, Started, Subject};

/// A person, a time and a day under something. The day is the one the command spoke of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signed {
    /// The login of whoever did it; none for the program and for who has not signed in.
    pub by: Option<String>,
    /// Their name, as they were called then.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// The day that the command spoke of.
    pub day: Date,
}

/// What happens to a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum RunEvent {
    /// A brief was drafted and verified, or could not be.
    Started(Box<Started>),
    /// A later run of the account and kind took its place.
    Superseded {
        /// That run.
        by: String,
    },
    /// Somebody was shown the brief.
    Seen {
        /// The digest of what they were shown.
        digest: String,
    },
    /// Somebody opened the source of a citation.
    EvidenceOpened {
        /// The digest of the brief they came from.
        digest: String,
        /// The claim.
        claim: String,
        /// The source.
        source_id: SourceId,
    },
    /// Somebody accepted or rejected a claim that waited for a person.
    ClaimJudged {
        /// The claim.
        claim: String,
        /// Whether it may be said.
        accepted: bool,
        /// Why.
        reason: String,
    },
    /// Somebody answered a question or resolved a conflict.
    Decided(Decided),
    /// Somebody approved in a role.
    Approved(Approval),
    /// Somebody sent the brief back.
    Returned(Return),
    /// Somebody took a returned or an approved brief up again; approvals given before are void.
    Reopened {
        /// Why.
        reason: String,
    },
    /// The brief has another text now; approvals given before are void.
    Edited {
        /// The number of the new version.
        version: u32,
        /// Its digest.
        digest: String,
        /// The claim that was edited.
        claim: String,
        /// The claims of the new version that wait for a person, and who may judge them.
        to_judge: BTreeMap<String, Vec<Route>>,
    },
    /// Somebody wrote something beside the brief.
    Commented {
        /// The comment.
        text: String,
        /// The claim it is about; none where it is about the brief.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<String>,
    },
    /// A task or a role went to somebody.
    Assigned {
        /// The task's name, or the role's word.
        what: String,
        /// Their login.
        to: String,
        /// Their name, as they were called then.
        name: String,
    },
    /// A date of the run moved.
    DateMoved {
        /// The date's name, such as `kickoff`.
        field: String,
        /// The new date.
        to: Date,
    },
    /// A task is done.
    TaskDone {
        /// The task.
        task: String,
        /// What somebody noted with it.
        note: String,
    },
    /// A task that was done is open again.
    TaskReopened {
        /// The task.
        task: String,
        /// Why.
        reason: String,
    },
    /// Every gate is passed and the workflow has come to its end.
    Completed,
    /// A document was made of it.
    Exported {
        /// The format's word, such as `docx`.
        format: String,
        /// Who will read it: `internal` or `customer`.
        audience: String,
        /// The digest of the brief.
        digest: String,
        /// Whether it was approved then.
        approved: bool,
        /// Why the account's owner let it go although an issue of the customer is open (VR-42).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<String>,
    },
    /// Its id and digest were attached somewhere else.
    Attached {
        /// Where, such as `account:salesforce:account/…`.
        target: String,
        /// The digest of the brief.
        digest: String,
    },
    /// It belongs with something else, which stays a document of its own.
    Linked {
        /// What that is to it.
        relation: Relation,
        /// Its id, in whatever system it lives.
        target: String,
        /// The digest of the brief that is linked.
        digest: String,
    },
    /// Somebody kept it under a name.
    Saved {
        /// The name.
        name: String,
    },
    /// Somebody noted what came of it.
    Noted(Noted),
}

/// An answer or a resolution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// What was decided.
    pub subject: Subject,
    /// The answer, in the person's words.
    pub answer: String,
    /// The role in which it was given.
    pub role: Role,
    /// Which of the quotes holds, counted from 0; none where neither was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<usize>,
    /// The source that the answer became.
    pub source_id: SourceId,
}

/// An approval, bound to what was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Approval {
    /// The role in which it was given.
    pub role: Role,
    /// The digest of the brief that was seen.
    pub digest: String,
    /// The items that were answered for.
    pub items: Vec<String>,
    /// The sources that were opened from the brief.
    pub opened: Vec<SourceId>,
    /// Why it was given without opening any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unopened_because: Option<String>,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// A brief sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Return {
    /// The role in which it was sent back.
    pub role: Role,
    /// The digest of the brief that was seen.
    pub digest: String,
    /// What is missing, each of which becomes a question.
    pub missing: Vec<String>,
    /// What was said with it.
    pub comment: String,
    /// Whether what is missing is material: the work can't begin without it (HO-32).
    pub material: bool,
}

/// The names of a plan's items that a list of words names; `all` names all of them.
///
/// # Errors
///
/// Says which word names none.
pub fn items_named(items: &[Item], words: &[String]) -> Result<Vec<String>, String> {
    let mut named = Vec::new();
    for word in words {
        let word = word.trim().to_lowercase().replace('-', "_");
        if word == "all" {
            named.extend(items.iter().map(|item| item.name.clone()));
        } else if items.iter().any(|item| item.name == word) {
            named.push(word);
        } else {
            let known: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
            return Err(format!("`{word}` is no item; the items are `{}`", known.join("`, `")));
        }
    }
    named.sort();
    named.dedup();
    Ok(named)
}
