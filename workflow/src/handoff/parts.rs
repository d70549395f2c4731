//! The parts that only a handoff has.

use std::collections::BTreeMap;

use grounding::{Affiliation, Citation, Record, Relation, Route, SourceId};

use super::facts::{FIRST_VALUE, Facts, Person};
use super::tasks::KICKOFF;
use crate::brief::{ChecklistItem, FirstValue, GoalRow, Known, Named, Parts, ScopeRelation, Stakeholder};
use crate::cite::{cite_span, cite_value};
use crate::people::Role;

pub(super) fn parts(facts: &Facts<'_>, answered: &[(String, Citation)]) -> Parts {
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
        stakeholders: stakeholders(facts),
        known_already: known_already(facts, answered),
        decided: decided(facts),
        dates: kickoff.into_iter().collect(),
        cast: cast(facts),
    }
}

/// What people have decided, each with what was asked.
fn decided(facts: &Facts<'_>) -> Vec<Known> {
    let told = facts.ledger.decisions().map(|(source, decision)| Known {
        about: source.field("asked").unwrap_or_default().to_owned(),
        citations: std::iter::once(cite_value(source, &decision.answer))
            .chain(decision.covers.iter().cloned())
            .collect(),
    });
    told.collect()
}

/// Who plays which part, as the CRM has it: the owner of the deal is the AE, and the account's
/// owner is its CSM too until the desk knows somebody who is.
fn cast(facts: &Facts<'_>) -> BTreeMap<Role, Named> {
    let ae = facts.sale.deal.and_then(|(_, deal)| deal.owner.clone());
    let owner = facts.ledger.account_owner().map(ToOwned::to_owned);
    let parts = [(Role::Ae, ae), (Role::AccountOwner, owner.clone()), (Role::Csm, owner)];
    let named = parts.into_iter().filter_map(|(role, id)| {
        let id = id?;
        let user = facts
            .ledger
            .source(&SourceId::raw(&id))
            .and_then(|source| match &source.record {
                Some(Record::User(user)) => user.email.clone(),
                _ => None,
            });
        let named = Named {
            name: facts.ledger.person(&id),
            email: user,
        };
        Some((role, named))
    });
    named.collect()
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

fn stakeholders(facts: &Facts<'_>) -> Vec<Stakeholder> {
    let mut found: Vec<Stakeholder> = facts.people.iter().map(customer).collect();
    found.extend(unrecorded(facts));
    let ledger = facts.ledger;
    let ae = facts.sale.deal.and_then(|(_, deal)| deal.owner.clone());
    let owner = ledger.account_owner().map(ToOwned::to_owned);
    for (id, part) in [(ae, "AE"), (owner, "account owner")] {
        let Some(id) = id else { continue };
        let Some(source) = ledger.source(&SourceId::raw(&id)) else {
            continue;
        };
        let name = ledger.person(&id);
        found.push(Stakeholder {
            citations: vec![cite_value(source, &name)],
            name,
            role: part.to_owned(),
            side: "vendor".to_owned(),
            sponsor: false,
            engaged: true,
            calls: 0,
            last_call: None,
        });
    }
    found
}

/// The customer's people who were on a call and whom the CRM doesn't know.
fn unrecorded(facts: &Facts<'_>) -> Vec<Stakeholder> {
    let mut found: Vec<Stakeholder> = Vec::new();
    let mut meetings: Vec<_> = facts.ledger.meetings().collect();
    meetings.sort_by_key(|(source, _)| (source.occurred_at, &source.id));
    for (source, meeting) in meetings {
        let theirs = meeting
            .attendees
            .iter()
            .filter(|it| it.affiliation == Affiliation::Customer && !it.name.is_empty());
        for attendee in theirs.filter(|it| facts.people.iter().all(|person| !person.is(it))) {
            if let Some(known) = found.iter_mut().find(|known| known.name == attendee.name) {
                known.calls += 1;
                known.last_call = source.occurred_at.or(known.last_call);
                continue;
            }
            let turn = source.authors.iter().find(|author| author.name == attendee.name);
            found.push(Stakeholder {
                name: attendee.name.clone(),
                role: if attendee.title.is_empty() {
                    "not in the CRM".to_owned()
                } else {
                    attendee.title.clone()
                },
                side: "customer".to_owned(),
                sponsor: grounding::lexicon::executives().is_in(&attendee.title),
                engaged: true,
                calls: 1,
                last_call: source.occurred_at,
                citations: turn.map(|turn| cite_span(source, turn.span)).into_iter().collect(),
            });
        }
    }
    found
}

fn customer(person: &Person<'_>) -> Stakeholder {
    let contact = person.contact;
    Stakeholder {
        name: contact.name.clone(),
        role: contact
            .role
            .clone()
            .filter(|role| !role.is_empty())
            .unwrap_or_else(|| contact.title.clone()),
        side: "customer".to_owned(),
        sponsor: person.sponsor,
        engaged: !person.calls.is_empty(),
        calls: person.calls.len(),
        last_call: person.calls.last().and_then(|call| call.occurred_at),
        citations: vec![cite_value(person.source, &contact.name)],
    }
}

/// What the customer and the AE need not be asked: when the kickoff is, what first value means,
/// and the answers found to questions that somebody wanted to ask.
fn known_already(facts: &Facts<'_>, answered: &[(String, Citation)]) -> Vec<Known> {
    let kickoff = facts
        .kickoff
        .iter()
        .map(|it| ("When is the kickoff?".to_owned(), it.citation.clone()));
    let first_value = facts.first_value.last().map(|said| {
        (
            "What does first value mean?".to_owned(),
            cite_span(said.source, said.span),
        )
    });
    let all = kickoff.chain(first_value).chain(answered.iter().cloned());
    all.map(|(about, citation)| Known {
        about,
        citations: vec![citation],
    })
    .collect()
}
