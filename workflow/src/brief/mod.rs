//! A brief, as data and as text.

mod digest;
mod health;
mod parts;
mod sparkline;
pub(crate) mod text;

use grounding::{Citation, Claim, Diagnostic, Notice, Origin, Question, Route, Standing, Verdict};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::definition::definition;
use crate::run::{ClosedBy, Due};

pub(crate) use digest::DIGEST_DIGITS;
pub use digest::{brief_id, canonical_json, sha256, short_digest};
pub use health::{
    Health, HealthCap, HealthCriterion, HealthPoint, HealthSignal, NextAction, OwnerReview, SentimentWords,
};
pub use parts::{
    Block, ChecklistItem, FirstValue, GoalOutcome, GoalRow, Highlight, Indicator, Known, KpiRow, Link, Named, Parts,
    ProofCaveat, ProofRow, Recommendation, ScopeRelation, Score, Stakeholder, Story,
};
pub use sparkline::{SPARKLINE_WIDTH, Scale, sparkline};
pub use text::{TextStyle, by_urgency, render_text, render_work_list};

/// A brief in the form that other programs rely on (`vouch.brief/1`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Brief {
    /// `vouch.brief/1`.
    pub schema: String,
    /// Derived from the inputs: the same evidence, policy, prompts and model give the same id.
    pub id: String,
    /// The kind of brief.
    pub kind: String,
    /// The version of the kind; empty, and left out, for the full one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// The account.
    pub account_id: String,
    /// The account's display name.
    pub account_name: String,
    /// The day the brief speaks of.
    pub as_of: Date,
    /// What started the run.
    pub trigger: Option<Trigger>,
    /// Where the run stands.
    pub state: RunState,
    /// Why it is paused, stopped or failed.
    pub reasons: Vec<Reason>,
    /// Whether the customer may have a copy.
    pub customer_copy: CustomerCopy,
    /// The inputs the brief wants.
    pub inputs: Vec<Input>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The claims that may be read, in the order of the sections.
    pub claims: Vec<BriefClaim>,
    /// The account's health; only a health brief has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<Health>,
    /// The parts that only this kind of brief has.
    pub parts: Parts,
    /// The claims that may not be said, with the reasons.
    pub rejected: Vec<RejectedClaim>,
    /// Findings about the draft as a whole.
    pub diagnostics: Vec<Diagnostic>,
    /// What people should be asked.
    pub questions: Vec<Question>,
    /// What to do next.
    pub tasks: Vec<TaskItem>,
    /// What to look at.
    pub flags: Vec<Flag>,
    /// What must be passed.
    pub gates: Vec<Gate>,
    /// How many claims were drafted and what became of them.
    pub counts: Counts,
    /// The drafter.
    pub model: ModelUse,
    /// `sha256:` over the canonical JSON without `id`, `model` and `digest`.
    pub digest: String,
}

impl Brief {
    /// The brief without what it says claim by claim, for whoever lists many of them.
    #[must_use]
    pub fn without_claims(self) -> Self {
        Self {
            sections: Vec::new(),
            claims: Vec::new(),
            rejected: Vec::new(),
            diagnostics: Vec::new(),
            ..self
        }
    }

    /// Its title for a person: that of its version, or the kind's own name where this program has
    /// no such kind.
    pub fn title(&self) -> &str {
        definition(&self.kind).map_or(self.kind.as_str(), |it| it.spec_of(self).title)
    }
}

/// What started a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trigger {
    /// The kind of trigger, such as `closed_won`.
    pub kind: String,
    /// The record that shows it, or the reason a person gave.
    pub record: String,
    /// Other records that would have started the same run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

impl Trigger {
    /// Reads a trigger as a person writes it: `KIND`, `KIND:RECORD` or `manual:REASON`.
    pub fn written(text: &str) -> Self {
        let (kind, record) = text.split_once(':').unwrap_or((text, ""));
        Self {
            kind: kind.to_owned(),
            record: record.trim().to_owned(),
            also: Vec::new(),
        }
    }
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// People must answer first.
    Paused,
    /// A stop rule applies, or there is nothing to begin with.
    Stopped,
    /// The model or the machine failed.
    Failed,
    /// It waits for its people.
    InReview,
    /// Somebody sent it back.
    Returned,
    /// Everybody who must has approved.
    Approved,
    /// A later run took its place.
    Superseded,
}

impl RunState {
    /// The state within a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::InReview => "in review",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Superseded => "superseded by a later run",
        }
    }

    /// Whether a run that stands there was drafted at all.
    pub fn is_drafted(self) -> bool {
        !matches!(self, Self::Paused | Self::Stopped | Self::Failed)
    }
}

/// Why a run is paused, stopped or failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// A rule's code, or a word of the closed vocabulary, such as `goal_vague`.
    pub code: String,
    /// The reason in words.
    pub message: String,
    /// The words that show it.
    pub citations: Vec<Citation>,
    /// The topic, the goal or the source it is about, by which a decision on it is found again.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Who should decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Route>,
}

impl Reason {
    /// A finding about the whole draft as a reason, for those it is routed to, else for these.
    pub(crate) fn of(finding: &Diagnostic, otherwise: &[Route]) -> Self {
        let to = if finding.routes.is_empty() {
            otherwise
        } else {
            &finding.routes
        };
        Self {
            code: finding.code.to_string(),
            message: finding.message.clone(),
            citations: finding.citations(),
            about: finding.about.clone(),
            to: to.to_vec(),
        }
    }
}

/// Whether the customer may have a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CustomerCopy {
    /// Whether they may.
    pub allowed: bool,
    /// Why, or why not.
    pub why: String,
}

/// An input that a brief wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// Its name, such as `signed_scope`.
    pub name: String,
    /// Whether it is there.
    pub status: InputStatus,
    /// The date of the newest evidence of it.
    pub newest: Option<Date>,
    /// How many sources hold it.
    pub sources: usize,
    /// What is missing or stale about it; empty where nothing is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Whether an input is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InputStatus {
    /// It is.
    Present,
    /// It isn't, or only in part.
    Missing,
    /// It is, but too old to go by.
    Stale,
}

/// A section of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Its id in the definition.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where its claims come from: `records`, `model` or `derived`.
    pub origin: String,
    /// What the reader should know about its evidence.
    pub notice: Option<Notice>,
    /// The ids of its claims.
    pub claims: Vec<String>,
}

impl Section {
    /// The origin of a section's definition, as JSON has it.
    pub fn origin_name(origin: Origin) -> &'static str {
        match origin {
            Origin::Records => "records",
            Origin::Model => "model",
            Origin::Derived => "derived",
        }
    }
}

/// A claim that may be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BriefClaim {
    /// The claim as drafted, its quotes in the sources' own words.
    #[serde(flatten)]
    pub claim: Claim,
    /// The figures it holds.
    pub figures: Vec<FigureView>,
    /// What the verifier decided.
    pub verdict: Verdict,
    /// Who must look.
    pub routes: Vec<Route>,
    /// What the verifier found.
    pub diagnostics: Vec<Diagnostic>,
}

/// A figure of a claim, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureView {
    /// The figure as the claim writes it.
    pub text: String,
    /// The metric of the goal's KPI that the claim names; none where it names none.
    pub metric: Option<String>,
    /// How it follows from the figures of the quotes; none where it stands in a quote.
    pub derivation: Option<String>,
    /// Its value in the unit below, as a decimal.
    pub value: String,
    /// `ratio`, `minutes`, `months`, `count`, `points` or a currency.
    pub unit: String,
}

impl BriefClaim {
    /// The standing that the verifier left to it.
    pub fn standing(&self) -> Standing {
        self.claim.standing
    }
}

/// A claim that may not be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RejectedClaim {
    /// The section it was drafted for.
    pub section: String,
    /// The claim as drafted.
    pub claim: Claim,
    /// Why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskItem {
    /// Its name within the brief.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Who does it, by role.
    pub owner: Route,
    /// By when; none where there is no date to go by.
    pub due: Option<Date>,
    /// Whether nothing after it may be done before it.
    pub stop: bool,
    /// What `due` is counted from; it moves when that does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_from: Option<Due>,
    /// What closes it.
    #[serde(default)]
    pub closed_by: ClosedBy,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Flag {
    /// A word of the closed vocabulary, such as `sponsor_not_engaged`.
    pub kind: String,
    /// What it is about.
    pub message: String,
    /// How many days are left until kickoff; negative once it has passed.
    pub days_to_kickoff: Option<i64>,
    /// Who must look.
    pub routes: Vec<Route>,
    /// The words that show it.
    pub citations: Vec<Citation>,
}

impl Flag {
    /// A flag that has nothing to do with a kickoff.
    pub(crate) fn new(kind: &str, message: String, routes: &[Route], citations: Vec<Citation>) -> Self {
        Self {
            kind: kind.to_owned(),
            message,
            days_to_kickoff: None,
            routes: routes.to_vec(),
            citations,
        }
    }
}

/// Something that must be passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gate {
    /// Its name, such as `kickoff`.
    pub name: String,
    /// Whether it is open.
    pub passed: bool,
    /// Why, or what is missing.
    pub why: String,
}

/// How many claims were drafted and what became of them:
/// `emitted = accepted + demoted + needs_review + rejected`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Drafted.
    pub emitted: usize,
    /// May stand.
    pub accepted: usize,
    /// May stand with a lower standing.
    pub demoted: usize,
    /// A person must decide.
    pub needs_review: usize,
    /// May not be said.
    pub rejected: usize,
}

impl Counts {
    /// Counts verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut counts = Self::default();
        for verdict in verdicts {
            counts.emitted += 1;
            match verdict {
                Verdict::Accepted => counts.accepted += 1,
                Verdict::Demoted => counts.demoted += 1,
                Verdict::NeedsReview => counts.needs_review += 1,
                Verdict::Rejected => counts.rejected += 1,
            }
        }
        counts
    }
}

/// The drafter and what it used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ModelUse {
    /// `extractive`, or the model's name.
    pub name: String,
    /// How many requests were answered.
    pub requests: u32,
    /// Tokens sent, as the endpoint counts them.
    pub input_tokens: u64,
    /// Tokens received, as the endpoint counts them.
    pub output_tokens: u64,
    /// The prompts used, with their digests.
    pub prompts: Vec<PromptUse>,
    /// What the reader should know about the model's run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A prompt that was used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PromptUse {
    /// Its name.
    pub name: String,
    /// `sha256:` over its template.
    pub digest: String,
}
