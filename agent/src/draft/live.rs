//! The drafter with a model. The model sees numbered passages and goals, and answers with their
//! numbers; what those stand for is filled in here.

use std::sync::Arc;
use std::time::Duration;

use grounding::{Audience, Citation, Claim, ClaimKind, ClaimOrigin, Goal, SourceId, Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{Assignment, DraftError, Refused, SectionAnswer};
use crate::model::{Label, Model, Peer, Question, Usage};
use crate::prompts::{Fence, Fenced, Prompts};

/// A limit too long to be reckoned with is this one.
const LONGEST: Duration = Duration::from_hours(24);

/// A drafter that asks a model.
pub struct LiveDrafter {
    model: Model,
    prompts: Arc<Prompts>,
    limit: Duration,
}

/// What the model answers. The quote stands before the sentence, so that the sentence is written
/// from it and not the other way round.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Answer {
    #[schemars(length(max = 8))]
    claims: Vec<AnswerClaim>,
    #[schemars(length(max = 3), inner(length(max = 200)))]
    questions: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AnswerClaim {
    #[schemars(length(max = 2))]
    citations: Vec<AnswerCitation>,
    #[schemars(length(max = 240))]
    text: String,
    kind: AnswerKind,
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

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum AnswerKind {
    Fact,
    Requirement,
    Promise,
    Risk,
    Activity,
    Outcome,
    Benefit,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum AnswerStanding {
    Fact,
    Activity,
    LikelyBenefit,
    ProvenOutcome,
}

/// What the prompt `system` is filled in with.
#[derive(Serialize)]
struct SystemPrompt {
    brief: String,
    account: Fenced,
    as_of: String,
}

/// What the prompt `section` is filled in with.
#[derive(Serialize)]
struct SectionPrompt<'a> {
    title: &'a str,
    task: String,
    goals: Vec<GoalView>,
    evidence: Fenced,
    max_claims: usize,
    kinds: String,
}

/// What the prompt `revise` is filled in with.
#[derive(Serialize)]
struct RevisePrompt<'a> {
    title: &'a str,
    refused: Vec<RefusedView>,
    evidence: Fenced,
}

#[derive(Serialize)]
struct RefusedView {
    number: usize,
    text: Fenced,
    findings: Vec<Fenced>,
}

#[derive(Serialize)]
struct GoalView {
    number: usize,
    name: Fenced,
}

impl LiveDrafter {
    /// A drafter that asks this model with these prompts, and takes no longer than the limit for
    /// a whole brief.
    pub fn new(model: &Model, prompts: Arc<Prompts>, limit: Duration) -> Self {
        Self {
            model: model.metered(),
            prompts,
            limit,
        }
    }

    /// When a brief that begins now must be done.
    pub(super) fn deadline(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(self.limit).unwrap_or(now + LONGEST)
    }

    pub(super) fn name(&self) -> &str {
        &self.model.peer().model
    }

    pub(super) fn metered(&self) -> Self {
        Self {
            model: self.model.metered(),
            prompts: Arc::clone(&self.prompts),
            limit: self.limit,
        }
    }

    pub(super) fn spent(&self) -> Usage {
        self.model.spent()
    }

    /// Which model it asks, and where.
    pub fn peer(&self) -> &Peer {
        self.model.peer()
    }

    /// The prompts it draws on.
    pub fn prompts(&self) -> &Prompts {
        &self.prompts
    }

    pub(super) async fn draft(&self, assignment: Assignment<'_>) -> Result<SectionAnswer, DraftError> {
        if assignment.dossier.passages.is_empty() {
            // Without a passage there is nothing to cite: no question to pay for.
            return Ok(SectionAnswer::default());
        }
        let section = assignment.section;
        let goals = goals(assignment);
        let mut fence = Fence::default();
        let kinds: Vec<String> = section
            .claims
            .iter()
            .map(|kind| format!("`{}`", kind_name(*kind)))
            .collect();
        let views: Vec<GoalView> = goals
            .iter()
            .enumerate()
            .map(|(at, goal)| GoalView {
                number: at + 1,
                name: fence.line(&goal.record.name),
            })
            .collect();
        let values = SectionPrompt {
            title: section.title,
            task: self.prompts.render(section.prompt, ())?,
            evidence: fence.passages(assignment.dossier),
            goals: views,
            max_claims: section.max_claims,
            kinds: kinds.join(", "),
        };
        let user = self.prompts.render("section", values)?;
        let asked = Asked {
            assignment,
            goals: &goals,
            refused: &[],
            prompts: ["system", "section", section.prompt],
        };
        self.ask(&asked, fence, user).await
    }

    pub(super) async fn revise(
        &self,
        assignment: Assignment<'_>,
        refused: &[Refused],
    ) -> Result<SectionAnswer, DraftError> {
        let mut fence = Fence::default();
        let evidence = fence.passages(assignment.dossier);
        let views: Vec<RefusedView> = refused
            .iter()
            .enumerate()
            .map(|(at, it)| RefusedView {
                number: at + 1,
                text: fence.line(&it.text),
                findings: it.findings.iter().map(|finding| fence.line(finding)).collect(),
            })
            .collect();
        let values = RevisePrompt {
            title: assignment.section.title,
            refused: views,
            evidence,
        };
        let user = self.prompts.render("revise", values)?;
        let asked = Asked {
            assignment,
            goals: &goals(assignment),
            refused,
            prompts: ["system", "revise", ""],
        };
        self.ask(&asked, fence, user).await
    }

    async fn ask(&self, asked: &Asked<'_>, mut fence: Fence, user: String) -> Result<SectionAnswer, DraftError> {
        let assignment = asked.assignment;
        let values = SystemPrompt {
            brief: assignment.brief.title.to_lowercase(),
            account: fence.line(&assignment.ledger.account.name),
            as_of: assignment.ledger.view.as_of.to_string(),
        };
        let system = self.prompts.render("system", values)?;
        let prompts = self.prompts.used(asked.prompts.into_iter());
        let question = Question {
            system,
            user,
            name: "section",
            label: Label {
                section: assignment.section.id.to_owned(),
                title: assignment.section.title.to_owned(),
                round: assignment.round,
                prompts: prompts.into_iter().map(|it| (it.name, it.digest)).collect(),
            },
        };
        let answer = self.model.ask::<Answer>(&question, assignment.deadline).await?;
        let claims = answer.value.claims.into_iter();
        let questions = answer.value.questions.iter();
        Ok(SectionAnswer {
            claims: claims.map(|claim| resolve(asked, &fence, claim)).collect(),
            questions: questions.map(|question| fence.restore(question)).collect(),
            usage: answer.usage,
            notes: answer.notes,
        })
    }
}

/// What a question was put with, and what the numbers of its answer stand for.
struct Asked<'a> {
    assignment: Assignment<'a>,
    goals: &'a [&'a Goal],
    refused: &'a [Refused],
    /// The prompts it was made of; an empty name is none.
    prompts: [&'a str; 3],
}

/// The goals that the section's claims may serve: none where it holds no claims of value, so
/// that no goal is told as something that happened.
fn goals(assignment: Assignment<'_>) -> Vec<&Goal> {
    let holds_value = assignment
        .section
        .claims
        .iter()
        .any(|kind| matches!(kind, ClaimKind::Outcome | ClaimKind::Benefit));
    assignment
        .ledger
        .goals()
        .iter()
        .filter(|goal| holds_value && goal.is_open())
        .collect()
}

/// Puts sources and goals in the place of numbers. A number that stands for nothing becomes an
/// id that stands for nothing, which the verifier refuses and shows.
fn resolve(asked: &Asked<'_>, fence: &Fence, claim: AnswerClaim) -> Claim {
    let at = |number: u32| usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let citations = claim.citations.into_iter().map(|citation| {
        let passage = at(citation.passage).and_then(|at| asked.assignment.dossier.passages.get(at));
        let id = passage.map_or_else(
            || SourceId::raw(format!("passage:{}", citation.passage)),
            |passage| passage.source.id.clone(),
        );
        Citation::new(id, fence.restore(&citation.quote))
    });
    let goal_id = claim.goal.map(|number| {
        at(number)
            .and_then(|at| asked.goals.get(at))
            .map_or_else(|| format!("goal:{number}"), |goal| goal.id.to_string())
    });
    let parent = claim
        .replaces
        .and_then(at)
        .and_then(|at| asked.refused.get(at))
        .map(|refused| refused.id.clone());
    Claim {
        id: String::new(),
        text: fence.restore(claim.text.trim()),
        kind: kind(claim.kind),
        standing: standing(claim.standing),
        goal_id,
        audience: Audience::Internal,
        citations: citations.collect(),
        origin: ClaimOrigin::Model,
        parent,
    }
}

fn kind(kind: AnswerKind) -> ClaimKind {
    match kind {
        AnswerKind::Fact => ClaimKind::Fact,
        AnswerKind::Requirement => ClaimKind::Requirement,
        AnswerKind::Promise => ClaimKind::Promise,
        AnswerKind::Risk => ClaimKind::Risk,
        AnswerKind::Activity => ClaimKind::Activity,
        AnswerKind::Outcome => ClaimKind::Outcome,
        AnswerKind::Benefit => ClaimKind::Benefit,
    }
}

fn kind_name(kind: ClaimKind) -> &'static str {
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

fn standing(standing: AnswerStanding) -> Standing {
    match standing {
        AnswerStanding::Fact => Standing::Fact,
        AnswerStanding::Activity => Standing::Activity,
        AnswerStanding::LikelyBenefit => Standing::LikelyBenefit,
        AnswerStanding::ProvenOutcome => Standing::ProvenOutcome,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{bounded_schema, strict_schema, strict_violations};

    #[test]
    fn the_answer_has_a_strict_schema() {
        assert_eq!(
            strict_violations(&strict_schema::<super::Answer>()),
            Vec::<String>::new()
        );
    }

    #[test]
    fn its_lengths_are_told_only_to_servers_that_take_them() {
        let lengths = |schema: serde_json::Value| schema.to_string().matches("maxLength").count();
        let told = (
            lengths(strict_schema::<super::Answer>()),
            lengths(bounded_schema::<super::Answer>()),
        );
        assert_eq!(told, (0, 3));
    }
}
