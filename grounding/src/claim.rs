//! Claims: what a draft says, and what it points at.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AccountId, BriefSpec, Origin, SourceId};

/// One sentence of a draft, with what it points at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Its name within the draft.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// What the sentence does.
    #[serde(default)]
    pub kind: ClaimKind,
    /// How much it says is so.
    #[serde(default)]
    pub standing: Standing,
    /// The goal it serves: a goal's source id. Every value claim needs one.
    #[serde(default)]
    pub goal_id: Option<String>,
    /// Who will read it.
    #[serde(default)]
    pub audience: Audience,
    /// The words that prove it.
    #[serde(default)]
    pub citations: Vec<Citation>,
    /// Who drafted it.
    #[serde(default)]
    pub origin: ClaimOrigin,
    /// The claim it was edited from.
    #[serde(default)]
    pub parent: Option<String>,
}

impl Claim {
    /// Whether it says that the customer gained or will gain something: by its kind or by its
    /// standing, so that neither label alone hides it.
    pub fn is_value(&self) -> bool {
        matches!(self.kind, ClaimKind::Outcome | ClaimKind::Benefit)
            || matches!(self.standing, Standing::ProvenOutcome | Standing::LikelyBenefit)
    }
}

/// A pointer from a claim to the words that prove it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The source.
    pub source_id: SourceId,
    /// The source's own words. Once found, exactly `canonical_text[start..end]`.
    pub quote: String,
    /// The first byte of the quote in the canonical text; none until it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// The byte after the quote's last; none until it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

impl Citation {
    /// Whether the two point at words that share a byte of one source; of those that have not been
    /// looked up, whether one holds the other's words.
    pub fn overlaps(&self, other: &Self) -> bool {
        if self.source_id != other.source_id {
            return false;
        }
        match (self.start.zip(self.end), other.start.zip(other.end)) {
            (Some(left), Some(right)) => left.0 < right.1 && right.0 < left.1,
            _ => self.quote.contains(&other.quote) || other.quote.contains(&self.quote),
        }
    }

    /// A pointer that has not been looked up yet.
    pub fn new(source_id: SourceId, quote: impl Into<String>) -> Self {
        Self {
            source_id,
            quote: quote.into(),
            start: None,
            end: None,
        }
    }
}

/// What a claim does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// Says what the customer gained.
    Outcome,
    /// Says what the customer will or may gain.
    Benefit,
    /// Says what somebody did.
    Activity,
    /// States something.
    #[default]
    Fact,
    /// Names something that could go wrong.
    Risk,
    /// Reports what was promised to the customer.
    Promise,
    /// Names what the customer's users need.
    Requirement,
    /// Suggests what to do.
    Recommendation,
    /// Suggests that the customer buy more.
    Expansion,
    /// Some other kind.
    #[serde(other)]
    Other,
}

/// How much a claim says is so, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The customer gained it, and it was measured.
    ProvenOutcome,
    /// The customer is likely to gain it.
    LikelyBenefit,
    /// Somebody did something.
    Activity,
    /// A statement that claims no value.
    #[default]
    Fact,
}

/// Who will read a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The vendor's own people.
    #[default]
    Internal,
    /// The customer.
    Customer,
}

/// Who drafted a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimOrigin {
    /// Computed from records.
    Records,
    /// A language model.
    #[default]
    Model,
    /// The extractive drafter, without a model.
    Extractive,
    /// Drawn from the accepted claims of other sections.
    Derived,
    /// A person.
    Human,
}

/// What the verifier decided on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It may stand as it is.
    Accepted,
    /// It may stand, with a lower standing than it was drafted with.
    Demoted,
    /// A person must decide.
    NeedsReview,
    /// It may not be said.
    Rejected,
}

/// Somebody who must look at a claim, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// The account's owner.
    AccountOwner,
    /// The customer success manager.
    Csm,
    /// The account executive who sold.
    Ae,
    /// The supervisor.
    Supervisor,
    /// Customer-success operations.
    CsOperations,
}

/// What a drafter made, before the verifier has seen it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The account it speaks of.
    pub account: AccountId,
    /// The kind of brief, such as `recap`; empty for claims judged one by one. It may name a kind
    /// that has no definition here.
    pub kind: String,
    /// The definition it was drafted to; none for claims judged one by one.
    pub spec: Option<&'static BriefSpec>,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Its sections, and what each section's drafter was shown.
    pub sections: Vec<DraftSection>,
    /// What it asks.
    pub questions: Vec<Question>,
    /// What it says against its own claims; none where it has no place for that.
    pub caveats: Option<Vec<Caveat>>,
    /// The goals that its table of goals has a row for.
    pub goal_rows: Vec<SourceId>,
}

impl Draft {
    /// Claims and nothing else.
    pub fn new(account: AccountId, claims: Vec<Claim>) -> Self {
        Self {
            account,
            kind: String::new(),
            spec: None,
            claims,
            sections: Vec::new(),
            questions: Vec::new(),
            caveats: None,
            goal_rows: Vec::new(),
        }
    }
}

/// A section of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftSection {
    /// The section's id in its definition.
    pub id: String,
    /// Where its claims come from; none where only the definition says.
    pub origin: Option<Origin>,
    /// What it tells its reader about its evidence.
    pub notice: Option<Notice>,
    /// The ids of its claims.
    pub claims: Vec<String>,
    /// How many passages its drafter was shown.
    pub shown: usize,
    /// What its drafter was not shown of the customer-success activities; none if all fitted.
    pub cut: Option<ActivityCut>,
}

/// What a reader should know about a section's evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// `activities_since`, `no_activities` or `insufficient_data`.
    pub kind: String,
    /// The day from which evidence was used.
    #[serde(default)]
    pub date: Option<Date>,
}

/// What a draft says against one of its claims, or against all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Caveat {
    /// The id of the claim; none where it holds for the whole draft.
    #[serde(default, alias = "claim_id")]
    pub claim: Option<String>,
    /// The caveat, or that none was found.
    pub text: String,
    /// The words that show it.
    #[serde(default)]
    pub citations: Vec<Citation>,
}

/// Where a section's customer-success activities don't all fit what its drafter may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityCut {
    /// The newest were shown: the day of the oldest of them, if any of them has one.
    Since(Option<Date>),
    /// None was shown: other evidence took the room.
    NoneShown,
}

impl ActivityCut {
    /// What the section's reader must be told of it.
    pub fn notice(self) -> Notice {
        let (kind, date) = match self {
            Self::Since(date) => ("activities_since", date),
            Self::NoneShown => ("no_activities", None),
        };
        Notice {
            kind: kind.to_owned(),
            date,
        }
    }
}

/// A question to somebody who knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Its name within the brief.
    pub id: String,
    /// The question.
    pub text: String,
    /// What it asks about: the name of an input, or of a conflict.
    #[serde(default)]
    pub about: String,
    /// Who should answer.
    #[serde(default = "Question::default_to")]
    pub to: Route,
    /// What gave rise to it.
    #[serde(default)]
    pub citations: Vec<Citation>,
}

impl Question {
    fn default_to() -> Route {
        Route::Ae
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_file_may_leave_out_what_has_a_default() {
        let claim: Claim =
            serde_json::from_str(r#"{"id":"c1","text":"It works.","kind":"hunch","label":{"x":1}}"#).unwrap();
        assert_eq!(
            (claim.kind, claim.standing, claim.is_value()),
            (ClaimKind::Other, Standing::Fact, false)
        );
    }
}
