//! Sections that are drawn from the accepted claims of others (AS-40).

use grounding::{
    Audience, Citation, Claim, ClaimKind, ClaimOrigin, Goal, Ledger, SectionSpec, Standing, VerifiedClaim,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workflow::Basis;

use super::super::{Assignment, DraftError, SectionAnswer};
use super::answer::{goal_id, no_passage, nth, standing_name};
use super::{GoalView, LiveDrafter, Put, goal_views};
use crate::prompts::{Fence, Fenced};

/// What the model answers for a section that is drawn from others. The passages stand before the
/// sentence, so that the sentence is written from them.
// A server that holds to no schema may add the questions that other sections are asked for; they
// are passed over.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct DerivedAnswer {
    #[schemars(length(max = 8))]
    claims: Vec<DerivedClaim>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DerivedClaim {
    /// The numbers of the passages that it draws on.
    #[schemars(length(max = 4))]
    from: Vec<u32>,
    #[schemars(length(max = 240))]
    text: String,
    /// The number of the goal it serves, or null.
    goal: Option<u32>,
}

/// What the prompt `derived` is filled in with.
#[derive(Serialize)]
struct DerivedPrompt<'a> {
    title: &'a str,
    task: String,
    evidence: Fenced,
    goals: Vec<GoalView>,
    max_claims: usize,
}

/// What a derived section is drawn from, by number.
pub(super) struct Drawn<'a> {
    pub(super) section: &'static SectionSpec,
    /// The accepted claims, each with the section it stands in.
    pub(super) claims: Vec<(&'static SectionSpec, &'a VerifiedClaim)>,
    /// The open goals that they serve.
    pub(super) goals: Vec<&'a Goal>,
}

impl LiveDrafter {
    pub(in crate::draft) async fn derive(
        &self,
        assignment: Assignment<'_>,
        basis: &Basis<'_>,
    ) -> Result<SectionAnswer, DraftError> {
        let drawn = Drawn::of(assignment.section, assignment.ledger, basis);
        if drawn.claims.is_empty() {
            return Ok(SectionAnswer::default());
        }
        let Put { question, fence } = self.derivation(assignment, &drawn)?;
        let answer = self.ask::<DerivedAnswer>(assignment, &question).await?;
        Ok(SectionAnswer {
            claims: drawn.claims_of(answer.value, &fence),
            questions: Vec::new(),
            usage: answer.usage,
            notes: answer.notes,
        })
    }

    /// The question for a derived section.
    pub(super) fn derivation(&self, assignment: Assignment<'_>, drawn: &Drawn<'_>) -> Result<Put, DraftError> {
        let section = assignment.section;
        let mut fence = Fence::default();
        let told = drawn.claims.iter();
        let told = told.map(|(spec, it)| (drawn.about(spec, it), it.claim.text.as_str()));
        let values = DerivedPrompt {
            title: section.title,
            task: self.prompts.render(section.prompt, ())?,
            evidence: fence.sentences(told),
            goals: goal_views(&drawn.goals, &mut fence),
            max_claims: section.max_claims,
        };
        let user = self.prompts.render("derived", values)?;
        // The one system prompt extends the other.
        let prompts = ["system", "derived", section.prompt];
        self.put(assignment, fence, user, "derived_system", &prompts)
    }
}

impl<'a> Drawn<'a> {
    pub(super) fn of(section: &'static SectionSpec, ledger: &'a Ledger, basis: &Basis<'a>) -> Self {
        let claims: Vec<_> = basis.of(section).collect();
        let serves = |goal: &Goal| {
            let mut served = claims.iter().filter_map(|(_, it)| it.claim.goal_id.as_deref());
            served.any(|id| id == goal.id.as_str())
        };
        let goals = ledger.goals().iter();
        Self {
            goals: goals.filter(|goal| goal.is_open() && serves(goal)).collect(),
            section,
            claims,
        }
    }

    /// What a model is told of an accepted claim beside its words.
    fn about(&self, spec: &SectionSpec, it: &VerifiedClaim) -> String {
        let mut goals = self.goals.iter();
        let goal = goals.position(|goal| it.claim.goal_id.as_deref() == Some(goal.id.as_str()));
        let goal = goal.map(|at| format!(", goal {}", at + 1)).unwrap_or_default();
        format!("{}, {}{goal}", spec.title, standing_name(it.standing))
    }

    /// Reads an answer as claims.
    pub(super) fn claims_of(&self, answer: DerivedAnswer, fence: &Fence) -> Vec<Claim> {
        let claims = answer.claims.into_iter();
        claims.map(|claim| self.claim(claim, fence)).collect()
    }

    /// A claim with what it draws on: it cites what they cite and stands no firmer than the least
    /// of them. A passage that was not shown becomes a source that stands for nothing, which the
    /// verifier refuses.
    fn claim(&self, answer: DerivedClaim, fence: &Fence) -> Claim {
        let mut from: Vec<&VerifiedClaim> = Vec::new();
        let mut citations: Vec<Citation> = Vec::new();
        for number in answer.from {
            let Some((_, it)) = nth(&self.claims, number) else {
                citations.push(Citation::new(no_passage(number), ""));
                continue;
            };
            from.push(it);
            for citation in &it.claim.citations {
                if !citations.contains(citation) {
                    citations.push(citation.clone());
                }
            }
        }
        let kind = self.kind(&from);
        Claim {
            id: String::new(),
            text: fence.restore(answer.text.trim()),
            kind,
            standing: standing(kind, &from),
            goal_id: self.goal(answer.goal, &from),
            audience: Audience::Internal,
            citations,
            origin: ClaimOrigin::Derived,
            parent: None,
        }
    }

    /// The strongest kind among the claims drawn on that the section may hold; where it may hold
    /// none of theirs, as one that recommends, its own.
    fn kind(&self, from: &[&VerifiedClaim]) -> ClaimKind {
        let kinds = from.iter().map(|it| it.claim.kind);
        let held = kinds.filter(|kind| self.section.claims.contains(kind)).min();
        held.or(self.section.claims.first().copied()).unwrap_or_default()
    }

    /// The goal of the claims drawn on. Where they serve several, the model says which.
    fn goal(&self, answered: Option<u32>, from: &[&VerifiedClaim]) -> Option<String> {
        let mut served: Vec<&String> = Vec::new();
        for id in from.iter().filter_map(|it| it.claim.goal_id.as_ref()) {
            if !served.contains(&id) {
                served.push(id);
            }
        }
        match served.as_slice() {
            [] => None,
            [only] => Some((*only).clone()),
            [first, ..] => Some(answered.map_or_else(|| (*first).clone(), |number| goal_id(&self.goals, number))),
        }
    }
}

/// The least standing of the claims drawn on. What is recommended has not happened, so it claims no
/// value.
fn standing(kind: ClaimKind, from: &[&VerifiedClaim]) -> Standing {
    if kind == ClaimKind::Recommendation {
        return Standing::Fact;
    }
    from.iter().map(|it| it.standing).max().unwrap_or_default()
}
