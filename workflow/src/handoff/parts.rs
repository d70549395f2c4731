//! The parts that only a handoff has.

use grounding::{Citation, Relation, Route};

use super::facts::{FIRST_VALUE, Facts};
use super::tasks::KICKOFF;
use crate::account::{cast, decided, stakeholders};
use crate::brief::{ChecklistItem, FirstValue, GoalRow, Known, Parts, ScopeRelation};
use crate::cite::{cite_span, cite_value};

pub(super) fn parts(facts: &Facts<'_>, answered: &[Known]) -> Parts {
    let decided_first_value = facts
        .ledger
        .decisions()
        .filter(|(_, it)| it.about == FIRST_VALUE)
        .map(|(source, decision)| cite_value(source, &decision.answer));
    let decided_first_value: Vec<Citation> = decided_first_value.collect();
    let kickoff = facts.kickoff.as_ref().map(|it| (KICKOFF.to_owned(), it.date));
    Parts {
        goal_table: goal_table(facts),
        first_value: Some(FirstValue {
            explicit: facts.first_value_is_explicit(),
            citations: facts
                .first_value
                .iter()
                .chain(&facts.first_value_open)
                .map(|said| cite_span(said.source, said.span))
                .chain(decided_first_value)
                .collect(),
        }),
        checklist: checklist(facts),
        stakeholders: stakeholders(facts.ledger, &facts.sale, &facts.people),
        known_already: known_already(facts, answered),
        decided: decided(facts.ledger),
        dates: kickoff.into_iter().collect(),
        cast: cast(facts.ledger, &facts.sale),
        ..Parts::default()
    }
}

fn goal_table(facts: &Facts<'_>) -> Vec<GoalRow> {
    let row = |goal: &&grounding::Goal| {
        let missing: Vec<String> = goal.missing().into_iter().map(|it| it.noun().to_owned()).collect();
        GoalRow {
            goal_id: goal.id.to_string(),
            goal: goal.record.name.clone(),
            measurable: missing.is_empty(),
            missing,
            due: goal.due(),
            status: String::new(),
            outcome: None,
            claims: Vec::new(),
        }
    };
    facts.goals.iter().map(row).collect()
}

fn checklist(facts: &Facts<'_>) -> Vec<ChecklistItem> {
    facts
        .sale
        .commitments
        .iter()
        .map(|commitment| {
            let said = commitment.utterance;
            let (topic, relation) = match &facts.sale.scope {
                Some(scope) => commitment.relation(scope),
                None => (commitment.topics[0], Relation::Silent),
            };
            let clause = |span| facts.sale.scope.as_ref().map(|scope| cite_span(scope.source, span));
            let (scope, clause) = match relation {
                Relation::Within(span) => (ScopeRelation::InScope, clause(span)),
                Relation::Conflicts(span) => (ScopeRelation::Conflicts, clause(span)),
                Relation::Silent if facts.sale.scope.is_none() => (ScopeRelation::NoSignedScope, None),
                Relation::Silent => (ScopeRelation::NotInScope, None),
            };
            ChecklistItem {
                topic,
                said_by: said
                    .author
                    .map_or_else(|| "sales".to_owned(), |author| author.name.clone()),
                said_on: said.source.occurred_at,
                said_in: said.source.kind.noun().to_owned(),
                promise: cite_span(said.source, said.span),
                scope,
                clause,
                routes: vec![Route::Ae, Route::Csm],
            }
        })
        .collect()
}

/// What the customer and the AE need not be asked: when the kickoff is, what first value means,
/// and the answers found to questions that somebody wanted to ask.
fn known_already(facts: &Facts<'_>, answered: &[Known]) -> Vec<Known> {
    let known = |about: &str, citation: Citation| Known {
        about: about.to_owned(),
        citations: vec![citation],
    };
    let kickoff = facts.kickoff.iter();
    let kickoff = kickoff.map(|it| known("When is the kickoff?", it.citation.clone()));
    let first_value = facts.first_value.last();
    let first_value = first_value.map(|said| known("What does first value mean?", cite_span(said.source, said.span)));
    kickoff.chain(first_value).chain(answered.iter().cloned()).collect()
}
