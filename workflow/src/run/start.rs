//! How a verified brief becomes a run: who plays which part, what is to do, what is to decide.

use std::collections::BTreeMap;

use grounding::{AccountId, Code, Question, Route, Verdict};

use super::event::{Assignee, HealthMark, Started, Subject};
use super::gates::SENSITIVE;
use super::task::Task;
use crate::brief::{Brief, Health, InputStatus, Reason, RunState};
use crate::definition::Definition;
use crate::people::{Person, Role};

/// Who could play the parts of a run.
#[derive(Debug, Clone, Copy)]
pub struct Casting<'a> {
    /// Everybody the desk knows.
    pub people: &'a [Person],
    /// Counts the runs of the account and kind, from 1.
    pub number: u32,
}

/// What the run's first event says.
///
/// The parts go to whoever the records name: the CRM's people are found by their mail address.
/// Where the records name nobody the desk knows, a part goes to the one person who has its role
/// for the account; where there are several, it stays open until somebody assigns it (SC-10).
pub fn start(definition: &Definition, brief: &Brief, casting: Casting<'_>) -> Started {
    let account = AccountId::new(brief.account_id.as_str());
    let people = cast(brief, &account, casting.people);
    let tasks = brief.tasks.iter().map(|item| {
        let role = Role::from(item.owner);
        Task {
            id: item.id.clone(),
            title: item.title.clone(),
            role,
            assignee: people.get(&role).and_then(|it| it.login.clone()),
            due: item.due_from.clone(),
            stop: item.stop,
            closed_by: item.closed_by,
            done: None,
        }
    });
    let to_judge = to_judge(brief);
    let mut cited: Vec<_> = brief
        .claims
        .iter()
        .flat_map(|claim| &claim.claim.citations)
        .map(|it| &it.source_id)
        .collect();
    cited.sort();
    cited.dedup();
    let inputs = |status: InputStatus| {
        let found = brief.inputs.iter().filter(move |input| input.status == status);
        found.map(|input| input.name.clone()).collect()
    };
    let caveats: usize = brief.claims.iter().map(|claim| claim.diagnostics.len()).sum();
    let asks = brief.flags.len() + brief.questions.len() + to_judge.len() + brief.rejected.len();
    Started {
        kind: brief.kind.clone(),
        number: casting.number,
        trigger: brief.trigger.clone(),
        as_of: brief.as_of,
        state: brief.state,
        digest: brief.digest.clone(),
        plan: (definition.plan)(),
        tasks: tasks.collect(),
        dates: brief.parts.dates.clone(),
        due: brief.parts.dates.get(definition.due_by).copied(),
        due_by: definition.due_by.to_owned(),
        gates: brief.gates.clone(),
        open: open(brief),
        systems: {
            let mut systems: Vec<String> = cited.iter().map(|id| id.system().to_owned()).collect();
            systems.sort();
            systems.dedup();
            systems
        },
        sources_cited: cited.len(),
        components: (definition.components)(brief),
        risk: u32::try_from(asks + 10 * brief.reasons.len()).unwrap_or(u32::MAX),
        flags: brief.flags.iter().map(|flag| flag.kind.clone()).collect(),
        missing_inputs: inputs(InputStatus::Missing),
        stale_inputs: inputs(InputStatus::Stale),
        counts: brief.counts,
        health: brief.health.as_ref().map(|it| mark(brief, it)),
        caveats: u32::try_from(caveats).unwrap_or(u32::MAX),
        people,
        to_judge,
        account,
    }
}

/// The account's health in one line.
fn mark(brief: &Brief, health: &Health) -> HealthMark {
    HealthMark {
        level: health.level,
        score: health.score,
        trend: health.trend,
        changed: brief.trigger.as_ref().is_some_and(|it| it.kind == "material_change"),
    }
}

/// The claims of a brief that wait for a person, and who may judge them.
pub fn to_judge(brief: &Brief) -> BTreeMap<String, Vec<Route>> {
    brief
        .claims
        .iter()
        .filter(|claim| claim.verdict == Verdict::NeedsReview)
        .map(|claim| (claim.claim.id.clone(), claim.routes.clone()))
        .collect()
}

/// What a person can decide: what is asked, why it is paused, what nobody owns. A reason that a
/// question asks about is not asked twice: the answer settles both.
fn open(brief: &Brief) -> Vec<Subject> {
    let mut open: Vec<Subject> = brief.questions.iter().map(asked).collect();
    if brief.state == RunState::Paused {
        let reasons = brief.reasons.iter().enumerate();
        let unasked = reasons.filter(|(_, reason)| !open.iter().any(|it| it.settles(reason)));
        let unasked = unasked.map(|(at, reason)| Subject {
            name: format!("r{}", at + 1),
            code: reason.code.clone(),
            about: reason.about.clone(),
            text: reason.message.clone(),
            citations: reason.citations.clone(),
            to: reason.to.clone(),
        });
        let unasked: Vec<Subject> = unasked.collect();
        open.extend(unasked);
    }
    let ownerless = brief
        .diagnostics
        .iter()
        .filter(|it| it.code == Code::OWNERLESS_RISK && it.settled_by.is_none());
    for (at, finding) in ownerless.enumerate() {
        let subject = Subject {
            name: format!("k{}", at + 1),
            code: finding.code.to_string(),
            about: finding.about.clone(),
            text: format!("{}: who will own it?", finding.message),
            citations: finding.citations(),
            to: finding.routes.clone(),
        };
        open.retain(|known| !(known.code == subject.code && known.about == subject.about));
        open.push(subject);
    }
    open
}

fn asked(question: &Question) -> Subject {
    // What the AE may answer, whoever takes the customer over may find out as well.
    let to = match question.to {
        Route::Ae => vec![Route::Ae, Route::Csm],
        other => vec![other],
    };
    Subject {
        name: question.id.clone(),
        code: "question".to_owned(),
        about: question.about.clone(),
        // What leaves must be said to hold in so many words (HO-23).
        text: if question.about == SENSITIVE {
            format!("{} Decide with `--holds 1` if it does.", question.text)
        } else {
            question.text.clone()
        },
        citations: question.citations.clone(),
        to,
    }
}

impl Subject {
    /// Whether an answer to this settles the reason too.
    pub fn settles(&self, reason: &Reason) -> bool {
        if reason.citations.is_empty() {
            return self.about == reason.about;
        }
        reason.citations.iter().all(|it| self.citations.contains(it))
    }
}

/// Who plays which part: the roles that approve or have tasks.
fn cast(brief: &Brief, account: &AccountId, people: &[Person]) -> BTreeMap<Role, Assignee> {
    let mut cast = BTreeMap::new();
    for (role, named) in &brief.parts.cast {
        let email = named.email.as_deref();
        let known = people
            .iter()
            .find(|person| person.active && email.is_some() && person.email.as_deref() == email)
            // Who may not act in the part doesn't get it, whatever the CRM says.
            .filter(|person| person.holds(*role, Some(account)));
        cast.insert(
            *role,
            Assignee {
                name: known.map_or_else(|| named.name.clone(), |it| it.name.clone()),
                login: known.map(|it| it.login.clone()),
            },
        );
    }
    for role in Role::ALL {
        if cast.get(&role).is_some_and(|it| it.login.is_some()) {
            continue;
        }
        // A role for this very account says more than one for all of them.
        let own = |person: &&Person| {
            person
                .grants
                .iter()
                .any(|grant| grant.role == role && grant.account.as_ref() == Some(account))
        };
        let holds = |person: &&Person| person.holds(role, Some(account));
        let active = || people.iter().filter(|person| person.active);
        let only = one(active().filter(own)).or_else(|| one(active().filter(holds)));
        if let Some(person) = only {
            cast.insert(
                role,
                Assignee {
                    name: person.name.clone(),
                    login: Some(person.login.clone()),
                },
            );
        }
    }
    cast
}

/// The one thing there is, where there is one.
fn one<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}
