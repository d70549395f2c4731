//! What happens to a run, one event at a time. The log of them is the truth; everything else
//! about a run follows from it.

use std::collections::BTreeMap;

use grounding::{AccountId, Citation, Route, SourceId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::plan::{Item, Plan};
use super::task::Task;
use crate::brief::{Counts, Gate, RunState, Trigger};
use crate::people::Role;

/// A person, a time and a day under something. The day is the one the command spoke of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// What something else is to a brief. They refer to one another by id and digest and are never
/// merged: a handoff is no implementation handoff (HO-35), a recap no renewal packet (VR-73).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The delivery context, once onboarding has begun.
    ImplementationHandoff,
    /// The full commercial packet of a renewal.
    RenewalPacket,
    /// A business review.
    BusinessReview,
    /// An expansion that is pursued.
    ExpansionSignal,
    /// A case study that may come of it.
    CaseStudyCandidate,
    /// A change of the account's health.
    HealthChange,
}

impl Relation {
    /// Every relation, in order.
    pub const ALL: [Self; 6] = [
        Self::ImplementationHandoff,
        Self::RenewalPacket,
        Self::BusinessReview,
        Self::ExpansionSignal,
        Self::CaseStudyCandidate,
        Self::HealthChange,
    ];

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::ImplementationHandoff => "implementation_handoff",
            Self::RenewalPacket => "renewal_packet",
            Self::BusinessReview => "business_review",
            Self::ExpansionSignal => "expansion_signal",
            Self::CaseStudyCandidate => "case_study_candidate",
            Self::HealthChange => "health_change",
        }
    }
}

impl std::str::FromStr for Relation {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|it| it.word() == word).ok_or_else(|| {
            let known = Self::ALL.map(Self::word).join("`, `");
            format!("`{text}` is no relation; take one of `{known}`")
        })
    }
}

/// How a run begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The account.
    pub account: AccountId,
    /// The kind of brief.
    pub kind: String,
    /// Counts the runs of the account and kind, from 1.
    pub number: u32,
    /// What started it.
    pub trigger: Option<Trigger>,
    /// The day the brief speaks of.
    pub as_of: Date,
    /// Where the run stood once the verifier was done.
    pub state: RunState,
    /// The digest of the brief.
    pub digest: String,
    /// Who must approve.
    pub plan: Plan,
    /// Who plays which part, as far as the records or the roles say.
    pub people: BTreeMap<Role, Assignee>,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// The dates that tasks are counted from, such as `kickoff`.
    pub dates: BTreeMap<String, Date>,
    /// By when it should be through.
    pub due: Option<Date>,
    /// The date of the run that this is; it moves when that does.
    pub due_by: String,
    /// The gates, as the draft left them.
    pub gates: Vec<Gate>,
    /// Why people must answer first, and what else may be decided: a conflict, a vague goal, a
    /// question, an ownerless risk.
    pub open: Vec<Subject>,
    /// The claims that wait for a person, and who may judge them.
    pub to_judge: BTreeMap<String, Vec<Route>>,
    /// How many claims were cited to sources, and how many sources there are to open.
    pub sources_cited: usize,
    /// The parts that the kind's baseline metric asks for, and whether the brief has them.
    pub components: BTreeMap<String, bool>,
    /// How many flags, questions, caveats and rejected claims it has: what a reviewer looks at
    /// first.
    pub risk: u32,
    /// The words of the flags, for counting.
    pub flags: Vec<String>,
    /// The inputs that are missing.
    pub missing_inputs: Vec<String>,
    /// The inputs that are there, but too old to go by.
    pub stale_inputs: Vec<String>,
    /// How many claims were drafted and what became of them.
    pub counts: Counts,
    /// The systems that the cited sources come from, such as `salesforce` (VR-65).
    pub systems: Vec<String>,
    /// How many findings stand beside claims that may be read: what is said against them.
    pub caveats: u32,
}

/// Who plays a part in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// Their name: the desk's, else the CRM's.
    pub name: String,
    /// Their login; none where the desk doesn't know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
}

/// Something that a person can decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its name within the run: `r1` for a reason, `q1` for a question, `k1` for a risk, `m1` for
    /// what a return says is missing.
    pub name: String,
    /// A rule's code or a word such as `goal_vague`; `question` for a question.
    pub code: String,
    /// What it is about: a topic, a goal's id, a risk's id, a question's subject.
    pub about: String,
    /// What is to be decided, in words.
    pub text: String,
    /// The words that gave rise to it.
    pub citations: Vec<Citation>,
    /// Who should decide.
    pub to: Vec<Route>,
}

/// An answer or a resolution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// What came of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// What.
    pub what: Note,
    /// When it happened.
    pub on: Date,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// Everything that the documents ask to be counted and that only a person can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The kickoff took place.
    KickoffHeld,
    /// The customer reached first value.
    FirstValueReached,
    /// The day for first value passed without it.
    FirstValueMissed,
    /// Something was escalated while the customer was onboarding.
    OnboardingEscalation,
    /// A risk showed itself after the brief.
    RiskFound,
    /// The customer asked about something in it.
    CustomerQuestion,
    /// The customer decided something because of it.
    CustomerDecision,
    /// A decision of ours was made from it.
    DecisionMade,
    /// It supported a renewal.
    RenewalSupported,
    /// An expansion was pursued from it.
    ExpansionAction,
    /// A change of score was reviewed.
    ScoreChangeReviewed,
    /// The owner did the recommended next action.
    OwnerFollowedThrough,
    /// The customer renewed.
    Renewed,
    /// The customer left.
    Churned,
    /// Somebody liked a section.
    Liked,
    /// Somebody disliked a section.
    Disliked,
}

impl Note {
    /// Every note, in order.
    pub const ALL: [Self; 16] = [
        Self::KickoffHeld,
        Self::FirstValueReached,
        Self::FirstValueMissed,
        Self::OnboardingEscalation,
        Self::RiskFound,
        Self::CustomerQuestion,
        Self::CustomerDecision,
        Self::DecisionMade,
        Self::RenewalSupported,
        Self::ExpansionAction,
        Self::ScoreChangeReviewed,
        Self::OwnerFollowedThrough,
        Self::Renewed,
        Self::Churned,
        Self::Liked,
        Self::Disliked,
    ];

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::KickoffHeld => "kickoff_held",
            Self::FirstValueReached => "first_value_reached",
            Self::FirstValueMissed => "first_value_missed",
            Self::OnboardingEscalation => "onboarding_escalation",
            Self::RiskFound => "risk_found",
            Self::CustomerQuestion => "customer_question",
            Self::CustomerDecision => "customer_decision",
            Self::DecisionMade => "decision_made",
            Self::RenewalSupported => "renewal_supported",
            Self::ExpansionAction => "expansion_action",
            Self::ScoreChangeReviewed => "score_change_reviewed",
            Self::OwnerFollowedThrough => "owner_followed_through",
            Self::Renewed => "renewed",
            Self::Churned => "churned",
            Self::Liked => "liked",
            Self::Disliked => "disliked",
        }
    }
}

impl std::str::FromStr for Note {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|note| note.word() == word).ok_or_else(|| {
            let known = Self::ALL.map(Self::word).join("`, `");
            format!("`{text}` is nothing that is counted; take one of `{known}`")
        })
    }
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
