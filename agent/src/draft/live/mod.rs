//! The drafter with a model. The model sees numbered passages and goals, and answers with their
//! numbers; what those stand for is filled in here.

mod answer;
mod derive;
mod revise;

use std::sync::Arc;
use std::time::Duration;

use grounding::{ClaimKind, Goal, Ledger, SectionSpec};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::Instant;

use super::{Assignment, DraftError, Refused, SectionAnswer};
use crate::model::{self, Label, Model, Peer, Question, Usage};
use crate::prompts::{Fence, Fenced, Prompts};
use answer::{Answer, AnswerKind, EveryKind, Numbers};

/// A limit too long to be reckoned with is this one.
const LONGEST: Duration = Duration::from_hours(24);

/// A drafter that asks a model.
pub struct LiveDrafter {
    model: Model,
    prompts: Arc<Prompts>,
    limit: Duration,
    /// Whether a revision says where the words of a refused claim stand.
    hints: bool,
}

/// What the prompts `system` and `derived_system` are filled in with.
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

/// A goal, as prompts name it.
#[derive(Serialize)]
struct GoalView {
    number: usize,
    name: Fenced,
}

/// A question as it is put, and what is withheld in it.
struct Put {
    question: Question,
    fence: Fence,
}

impl LiveDrafter {
    /// A drafter that asks this model with these prompts, and takes no longer than the limit for
    /// a whole brief. Where the model is [cached](Model::cached), what was answered before is not
    /// asked again.
    pub fn new(model: &Model, prompts: Arc<Prompts>, limit: Duration) -> Self {
        Self {
            model: model.metered(),
            prompts,
            limit,
            hints: true,
        }
    }

    /// The same, with revisions in the form that has hints or the one that has none.
    #[must_use]
    pub(crate) fn with_hints(self, hints: bool) -> Self {
        Self { hints, ..self }
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
            ..*self
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
        let goals = goals(assignment.section, assignment.ledger);
        let put = self.first(assignment, &goals)?;
        self.ask_claims(assignment, put, &goals, &[]).await
    }

    /// The question for a section's first draft.
    fn first(&self, assignment: Assignment<'_>, goals: &[&Goal]) -> Result<Put, DraftError> {
        let section = assignment.section;
        let mut fence = Fence::default();
        let kinds: Vec<String> = section
            .claims
            .iter()
            .map(|kind| format!("`{}`", answer::kind_name(*kind)))
            .collect();
        let values = SectionPrompt {
            title: section.title,
            task: self.prompts.render(section.prompt, ())?,
            goals: goal_views(goals, &mut fence),
            evidence: fence.passages(assignment.dossier),
            max_claims: section.max_claims,
            kinds: kinds.join(", "),
        };
        let user = self.prompts.render("section", values)?;
        self.put(assignment, fence, user, "system", &["section", section.prompt])
    }

    /// A question with its system prompt and its label. It is made of the prompts named.
    fn put(
        &self,
        assignment: Assignment<'_>,
        mut fence: Fence,
        user: String,
        system: &'static str,
        prompts: &[&str],
    ) -> Result<Put, DraftError> {
        let values = SystemPrompt {
            brief: assignment.brief.title.to_lowercase(),
            account: fence.line(&assignment.ledger.account.name),
            as_of: assignment.ledger.view.as_of.to_string(),
        };
        let of = prompts.iter().copied().chain([system]);
        let used = self.prompts.used(of).into_iter();
        let question = Question {
            system: self.prompts.render(system, values)?,
            user,
            name: "section",
            label: Label {
                section: assignment.section.id.to_owned(),
                title: assignment.section.title.to_owned(),
                round: assignment.round,
                prompts: used.map(|it| (it.name, it.digest)).collect(),
            },
        };
        Ok(Put { question, fence })
    }

    /// Asks for claims that cite passages. A section is offered the kinds that it may hold: the
    /// commoner ones alone unless it needs the others.
    async fn ask_claims(
        &self,
        assignment: Assignment<'_>,
        put: Put,
        goals: &[&Goal],
        refused: &[Refused],
    ) -> Result<SectionAnswer, DraftError> {
        let numbers = Numbers {
            passages: &assignment.dossier.passages,
            goals,
            refused,
            fence: &put.fence,
        };
        let question = &put.question;
        let of_every_kind = |kind: &ClaimKind| matches!(kind, ClaimKind::Expansion | ClaimKind::Recommendation);
        if assignment.section.claims.iter().any(of_every_kind) {
            let answer = self.ask::<Answer<EveryKind>>(assignment, question).await?;
            return Ok(numbers.read(answer));
        }
        let answer = self.ask::<Answer<AnswerKind>>(assignment, question).await?;
        Ok(numbers.read(answer))
    }

    async fn ask<T: DeserializeOwned + JsonSchema>(
        &self,
        assignment: Assignment<'_>,
        question: &Question,
    ) -> Result<model::Answer<T>, DraftError> {
        Ok(self.model.ask::<T>(question, assignment.deadline).await?)
    }
}

/// The goals that the section's claims may serve: none where it holds no claims of value, so
/// that no goal is told as something that happened.
fn goals<'a>(section: &SectionSpec, ledger: &'a Ledger) -> Vec<&'a Goal> {
    let of_value = |kind: &ClaimKind| matches!(kind, ClaimKind::Outcome | ClaimKind::Benefit);
    let holds_value = section.claims.iter().any(of_value);
    let goals = ledger.goals().iter();
    goals.filter(|goal| holds_value && goal.is_open()).collect()
}

/// Goals with their numbers, from 1.
fn goal_views(goals: &[&Goal], fence: &mut Fence) -> Vec<GoalView> {
    let numbered = goals.iter().enumerate();
    numbered
        .map(|(at, goal)| GoalView {
            number: at + 1,
            name: fence.line(&goal.record.name),
        })
        .collect()
}

#[cfg(test)]
mod tests;
