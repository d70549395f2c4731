//! A setup and its steps, done to a run.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, Route, SourceId};
use jiff::ToSpan;

use super::model::login;
use super::steps::{Named, Setup, Step};
use super::story::{BEGAN, digest, gate, quote, started, subject, tasks};
use crate::people::{Grant, Person, Role};
use crate::run::{
    Anchor, Approve, Assignee, Decide, Judge, Note, Plan, Refusal, Run, RunEvent, SendBack, Signer, Stage, Started,
    Subject,
};

/// The people of a setup.
pub(super) fn people(setup: &Setup) -> Vec<Person> {
    let grants = |roles: &BTreeSet<Role>, account: &str| -> Vec<Grant> {
        let grant = |role: &Role| Grant {
            role: *role,
            account: Some(AccountId::new(account)),
        };
        roles.iter().map(grant).collect()
    };
    let players = setup.players.iter().enumerate();
    let person = players.map(|(who, player)| Person {
        login: login(who),
        name: format!("Person {who}"),
        email: None,
        grants: [grants(&player.here, "northwind"), grants(&player.elsewhere, "birch")].concat(),
        active: player.active,
    });
    person.collect()
}

/// Who may judge each claim.
fn routes(claims: &[&str]) -> BTreeMap<String, Vec<Route>> {
    let routes = |claim: &str| match claim {
        "c1" => vec![Route::Ae],
        "c3" => vec![Route::Supervisor, Route::Csm],
        "c4" => vec![Route::CsOperations],
        _ => Vec::new(),
    };
    claims
        .iter()
        .map(|claim| ((*claim).to_owned(), routes(claim)))
        .collect()
}

/// Who plays which part, as the records have it: people of the desk, or somebody whom it doesn't know.
fn cast(is_cast: bool) -> BTreeMap<Role, Assignee> {
    let known = |who: usize| Assignee {
        name: format!("Person {who}"),
        login: Some(login(who)),
    };
    let stranger = Assignee {
        name: "D. Reyes".to_owned(),
        login: None,
    };
    if is_cast {
        BTreeMap::from([
            (Role::AccountOwner, known(1)),
            (Role::Ae, known(0)),
            (Role::Csm, known(1)),
            (Role::Supervisor, known(4)),
        ])
    } else {
        BTreeMap::from([(Role::Ae, stranger)])
    }
}

/// How the run of a setup begins.
pub(super) fn beginning(setup: &Setup) -> Started {
    let question = Subject {
        about: "sensitive_commitment".to_owned(),
        citations: vec![quote("gong:call/77", "in May"), quote("mail:message/4", "in June")],
        ..subject("q1", "question", &[Route::Ae, Route::Csm])
    };
    let base = started();
    let mut tasks = if setup.has_tasks { tasks() } else { Vec::new() };
    if let Some(last) = tasks.last_mut().and_then(|task| task.due.as_mut()) {
        last.from = Anchor::Field("renewal".to_owned());
    }
    Started {
        state: setup.state,
        plan: Plan {
            stages: setup
                .stages
                .iter()
                .map(|roles| Stage { roles: roles.clone() })
                .collect(),
            items: base.plan.items.clone(),
        },
        people: cast(setup.is_cast),
        tasks,
        gates: vec![
            gate("risks_owned", false, "nobody owns one open risk"),
            gate(
                "sensitive_commitments",
                false,
                "nobody has said whether one promise may stand",
            ),
            gate("owner_assigned", false, "nobody is on record as AE"),
            gate("commitments_reviewed", false, "nobody has reviewed 2 promises"),
            gate("kickoff", false, "waits"),
        ],
        open: vec![
            subject("k1", "V704", &[Route::Csm]),
            question,
            subject("r1", "goal_vague", &[Route::CsOperations]),
        ],
        to_judge: routes(&setup.waiting),
        sources_cited: if setup.cites { 2 } else { 0 },
        ..base
    }
}

/// Asks the run what comes of a step.
pub(super) fn attempt(run: &Run, signer: &Signer<'_>, step: &Step, people: &[Person]) -> Result<RunEvent, Refusal> {
    let said = |said: bool, words: &str| if said { words.to_owned() } else { " ".to_owned() };
    let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
    match step {
        Step::See => Ok(RunEvent::Seen {
            digest: run.digest.clone(),
        }),
        Step::Open { of_older_text } => Ok(RunEvent::EvidenceOpened {
            digest: if *of_older_text { digest(0) } else { run.digest.clone() },
            claim: "c1".to_owned(),
            source_id: SourceId::raw("gong:call/77"),
        }),
        Step::Approve {
            role,
            named,
            items,
            because,
        } => run.approve(
            signer,
            &Approve {
                role: *role,
                digest: match named {
                    Named::Not => None,
                    Named::Whole => Some(run.digest.clone()),
                    Named::Digits(digits) => Some(run.digest.trim_start_matches("sha256:")[..*digits].to_owned()),
                    Named::Other => Some(digest(0)),
                },
                items: words(items),
                unopened_because: Some(said(*because, "I was there")),
                comment: String::new(),
            },
        ),
        Step::Return { missing, comment } => run.send_back(
            signer,
            &SendBack {
                missing: words(missing),
                comment: said(*comment, "not yet"),
                material: false,
            },
        ),
        Step::Reopen { why } => run.reopen(signer, &said(*why, "it is there")),
        Step::Judge { claim, accepted, why } => run.judge(
            signer,
            &Judge {
                claim: (*claim).to_owned(),
                accepted: *accepted,
                reason: said(*why, "I was there"),
            },
        ),
        Step::Decide { subject, answer, holds } => run.decide(
            signer,
            &Decide {
                // Routed to nobody and without a quote: what the run has by that name counts.
                subject: super::story::subject(subject, "question", &[]),
                answer: said(*answer, "in May"),
                holds: *holds,
                source_id: SourceId::new("vouch", "decision", subject),
            },
        ),
        Step::Finish { task, note } => run.finish_task(signer, task, &said(*note, "it can wait")),
        Step::Undo { task, why } => run.reopen_task(signer, task, &said(*why, "not yet")),
        Step::Assign { what, to } => run.assign(signer, what, &people[*to]),
        Step::Move { field, to } => run.move_date(signer, field, *to),
        Step::Comment { text } => run.comment(signer, text, None),
        Step::Save { name } => run.save(signer, name),
        Step::Link { relation, target } => run.link(signer, *relation, target),
        Step::Note { tomorrow } => {
            let day = BEGAN.saturating_add(i64::from(*tomorrow).days());
            run.note(signer, crate::run::Noted::new(Note::KickoffHeld, day, ""))
        }
        Step::Complete => run.complete(signer),
        Step::Edit { claim, waiting, back } => run.may_edit(signer).map(|()| RunEvent::Edited {
            version: run.version + 1,
            digest: digest(if *back { 1 } else { run.version + 1 }),
            claim: (*claim).to_owned(),
            to_judge: routes(waiting),
        }),
        Step::Supersede => Ok(RunEvent::Superseded { by: "run-2".to_owned() }),
    }
}
