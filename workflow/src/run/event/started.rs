//! How a run begins.

use std::collections::BTreeMap;

use grounding::{AccountId, Citation, Route};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::brief::{Counts, Gate, RunState, Trigger};
use crate::health::{Level, Trend};
use crate::people::Role;
use crate::run::plan::Plan;
use crate::run::task::Task;

/// How a run begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// The account's health, where the brief tells it (HS-32).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<HealthMark>,
    /// How many findings stand beside claims that may be read: what is said against them.
    pub caveats: u32,
}

/// An account's health in one line, for counting what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HealthMark {
    /// The level.
    pub level: Level,
    /// From 0 to 100; none where too little is known.
    pub score: Option<u32>,
    /// Where it was going.
    pub trend: Trend,
    /// Whether it had changed materially since the snapshot before (HS-1).
    pub changed: bool,
}

/// Who plays a part in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assignee {
    /// Their name: the desk's, else the CRM's.
    pub name: String,
    /// Their login; none where the desk doesn't know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
}

/// Something that a person can decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
