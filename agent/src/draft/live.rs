//! The drafter with a model. The model sees numbered passages and goals, and answers with their
//! numbers; what those stand for is filled in here.

use std::time::Duration;

use grounding::{Audience, Citation, Claim, ClaimKind, ClaimOrigin, Goal, SourceId, Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{Assignment, DraftError, Refused, SectionAnswer};
use crate::model::{Model, Question};
use crate::prompts::{Fenced, Prompts};

/// A limit too long to be reckoned with is this one.
const LONGEST: Duration = Duration::from_hours(24);

/// A drafter that asks a model.
pub struct LiveDrafter {
    model: Model,
    prompts: Prompts,
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
    pub fn new(model: &Model, prompts: Prompts, limit: Duration) -> Self {
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
                name: Fenced::line(&goal.record.name),
            })
            .collect();
        let values = SectionPrompt {
            title: section.title,
            task: self.prompts.render(section.prompt, ())?,
            goals: views,
            evidence: Fenced::new(assignment.dossier),
            max_claims: section.max_claims,
            kinds: kinds.join(", "),
        };
        let user = self.prompts.render("section", values)?;
        self.ask(assignment, &goals, user, &[]).await
    }

    pub(super) async fn revise(
        &self,
        assignment: Assignment<'_>,
        refused: &[Refused],
    ) -> Result<SectionAnswer, DraftError> {
        let views: Vec<RefusedView> = refused
            .iter()
            .enumerate()
            .map(|(at, it)| RefusedView {
                number: at + 1,
                text: Fenced::line(&it.text),
                findings: it.findings.iter().map(|finding| Fenced::line(finding)).collect(),
            })
            .collect();
        let values = RevisePrompt {
            title: assignment.section.title,
            refused: views,
            evidence: Fenced::new(assignment.dossier),
        };
        let user = self.prompts.render("revise", values)?;
        self.ask(assignment, &goals(assignment), user, refused).await
    }

    async fn ask(
        &self,
        assignment: Assignment<'_>,
        goals: &[&Goal],
        user: String,
        refused: &[Refused],
    ) -> Result<SectionAnswer, DraftError> {
        let values = SystemPrompt {
            brief: assignment.brief.title.to_lowercase(),
            account: Fenced::line(&assignment.ledger.account.name),
            as_of: assignment.ledger.view.as_of.to_string(),
        };
        let system = self.prompts.render("system", values)?;
        let question = Question {
            system,
            user,
            name: "section",
        };
        let answer = self.model.ask::<Answer>(&question, assignment.deadline).await?;
        let claims = answer
            .value
            .claims
            .into_iter()
            .map(|claim| resolve(assignment, goals, refused, claim))
            .collect();
        Ok(SectionAnswer {
            claims,
            questions: answer.value.questions,
            usage: answer.usage,
            notes: answer.notes,
        })
    }
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
fn resolve(assignment: Assignment<'_>, goals: &[&Goal], refused: &[Refused], claim: AnswerClaim) -> Claim {
    let at = |number: u32| usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let citations = claim.citations.into_iter().map(|citation| {
        let passage = at(citation.passage).and_then(|at| assignment.dossier.passages.get(at));
        let id = passage.map_or_else(
            || SourceId::raw(format!("passage:{}", citation.passage)),
            |passage| passage.source.id.clone(),
        );
        Citation::new(id, citation.quote)
    });
    let goal_id = claim.goal.map(|number| {
        at(number)
            .and_then(|at| goals.get(at))
            .map_or_else(|| format!("goal:{number}"), |goal| goal.id.to_string())
    });
    let parent = claim
        .replaces
        .and_then(at)
        .and_then(|at| refused.get(at))
        .map(|refused| refused.id.clone());
    Claim {
        id: String::new(),
        text: claim.text.trim().to_owned(),
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
