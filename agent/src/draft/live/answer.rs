//! What a model answers, and what the numbers of its answer stand for.

use grounding::{Audience, Citation, Claim, ClaimKind, ClaimOrigin, Goal, SourceId, Standing};
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{DossierPassage, Refused, SectionAnswer};
use crate::model;
use crate::prompts::Fence;

/// What the model answers. The quote stands before the sentence, so that the sentence is written
/// from it and not the other way round.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Answer")]
#[serde(deny_unknown_fields)]
pub(super) struct Answer<K> {
    #[schemars(length(max = 8))]
    claims: Vec<AnswerClaim<K>>,
    #[schemars(length(max = 3), inner(length(max = 200)))]
    questions: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "AnswerClaim")]
#[serde(deny_unknown_fields)]
struct AnswerClaim<K> {
    #[schemars(length(max = 2))]
    citations: Vec<AnswerCitation>,
    #[schemars(length(max = 240))]
    text: String,
    kind: K,
    standing: AnswerStanding,
    /// The number of the goal it serves, or null.
    goal: Option<u32>,
    /// In a revision, the number of the refused claim that this one replaces, else null.
    replaces: Option<u32>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AnswerCitation {
    /// The number of the passage.
    passage: u32,
    /// Words copied from that passage, letter for letter.
    #[schemars(length(max = 400))]
    quote: String,
}

// The kinds of most sections. What is asked for is part of a recorded question, so a kind that few
// sections hold is offered to those alone, by a type of its own.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum AnswerKind {
    Fact,
    Requirement,
    Promise,
    Risk,
    Activity,
    Outcome,
    Benefit,
}

// The kinds of sections that suggest something.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum EveryKind {
    Fact,
    Requirement,
    Promise,
    Risk,
    Activity,
    Outcome,
    Benefit,
    Recommendation,
    Expansion,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum AnswerStanding {
    Fact,
    Activity,
    LikelyBenefit,
    ProvenOutcome,
}

/// What the numbers of an answer stand for.
pub(super) struct Numbers<'a> {
    pub(super) passages: &'a [DossierPassage],
    pub(super) goals: &'a [&'a Goal],
    pub(super) refused: &'a [Refused],
    pub(super) fence: &'a Fence,
}

impl Numbers<'_> {
    /// Reads an answer as claims.
    pub(super) fn read<K: Into<ClaimKind>>(&self, answer: model::Answer<Answer<K>>) -> SectionAnswer {
        let claims = answer.value.claims.into_iter();
        let questions = answer.value.questions.iter();
        SectionAnswer {
            claims: claims.map(|claim| self.claim(claim)).collect(),
            questions: questions.map(|question| self.fence.restore(question)).collect(),
            usage: answer.usage,
            notes: answer.notes,
        }
    }

    /// Puts sources and goals in the place of numbers. A number that stands for nothing becomes an
    /// id that stands for nothing, which the verifier refuses and shows.
    fn claim<K: Into<ClaimKind>>(&self, claim: AnswerClaim<K>) -> Claim {
        let citations = claim.citations.into_iter().map(|citation| {
            let passage = nth(self.passages, citation.passage);
            let id = passage.map_or_else(|| no_passage(citation.passage), |passage| passage.source.id.clone());
            Citation::new(id, self.fence.restore(&citation.quote))
        });
        let replaced = claim.replaces.and_then(|number| nth(self.refused, number));
        Claim {
            id: String::new(),
            text: self.fence.restore(claim.text.trim()),
            kind: claim.kind.into(),
            standing: claim.standing.into(),
            goal_id: claim.goal.map(|number| goal_id(self.goals, number)),
            audience: Audience::Internal,
            citations: citations.collect(),
            origin: ClaimOrigin::Model,
            parent: replaced.map(|refused| refused.id.clone()),
        }
    }
}

/// What a number stands for; they begin at 1.
pub(super) fn nth<T>(items: &[T], number: u32) -> Option<&T> {
    items.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

/// The source of a passage that was not shown.
pub(super) fn no_passage(number: u32) -> SourceId {
    SourceId::raw(format!("passage:{number}"))
}

/// The id of a goal; one that no goal has where there is none of that number.
pub(super) fn goal_id(goals: &[&Goal], number: u32) -> String {
    nth(goals, number).map_or_else(|| format!("goal:{number}"), |goal| goal.id.to_string())
}

impl From<AnswerKind> for ClaimKind {
    fn from(kind: AnswerKind) -> Self {
        match kind {
            AnswerKind::Fact => Self::Fact,
            AnswerKind::Requirement => Self::Requirement,
            AnswerKind::Promise => Self::Promise,
            AnswerKind::Risk => Self::Risk,
            AnswerKind::Activity => Self::Activity,
            AnswerKind::Outcome => Self::Outcome,
            AnswerKind::Benefit => Self::Benefit,
        }
    }
}

impl From<EveryKind> for ClaimKind {
    fn from(kind: EveryKind) -> Self {
        match kind {
            EveryKind::Fact => Self::Fact,
            EveryKind::Requirement => Self::Requirement,
            EveryKind::Promise => Self::Promise,
            EveryKind::Risk => Self::Risk,
            EveryKind::Activity => Self::Activity,
            EveryKind::Outcome => Self::Outcome,
            EveryKind::Benefit => Self::Benefit,
            EveryKind::Recommendation => Self::Recommendation,
            EveryKind::Expansion => Self::Expansion,
        }
    }
}

impl From<AnswerStanding> for Standing {
    fn from(standing: AnswerStanding) -> Self {
        match standing {
            AnswerStanding::Fact => Self::Fact,
            AnswerStanding::Activity => Self::Activity,
            AnswerStanding::LikelyBenefit => Self::LikelyBenefit,
            AnswerStanding::ProvenOutcome => Self::ProvenOutcome,
        }
    }
}

/// A kind in the words of an answer.
pub(super) fn kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Outcome => "outcome",
        ClaimKind::Benefit => "benefit",
        ClaimKind::Activity => "activity",
        ClaimKind::Risk => "risk",
        ClaimKind::Promise => "promise",
        ClaimKind::Requirement => "requirement",
        ClaimKind::Expansion => "expansion",
        ClaimKind::Recommendation => "recommendation",
        ClaimKind::Fact | ClaimKind::Other => "fact",
    }
}

/// A standing in the words of an answer.
pub(super) fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Fact => "fact",
        Standing::Activity => "activity",
        Standing::LikelyBenefit => "likely_benefit",
        Standing::ProvenOutcome => "proven_outcome",
    }
}
