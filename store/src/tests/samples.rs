//! Something of everything that may stand in the log, and what may be stored with it.

use std::collections::BTreeMap;

use grounding::{Citation, Decision, Route};
use jiff::civil::date;
use workflow::action::{ActionEvent, ActionKind, Proposed};
use workflow::brief::{Counts, Gate, RunState, Trigger};
use workflow::log::StoreEvent;
use workflow::measure::{PilotEvent, PilotPlan};
use workflow::people::{Grant, PeopleEvent, Role};
use workflow::run::{
    Anchor, Approval, Assignee, Check, ClosedBy, Decided, Due, Note, Noted, Plan, RunEvent, RunHead, Started, Subject,
    Task,
};

use super::*;

/// A comment beside a brief.
pub(super) fn said(text: &str) -> Event {
    Event::Run(RunEvent::Commented {
        text: text.to_owned(),
        claim: None,
    })
}

/// The account executive's approval of a brief.
pub(super) fn approved(digest: &str) -> Event {
    Event::Run(RunEvent::Approved(Approval {
        role: Role::Ae,
        digest: digest.to_owned(),
        items: vec!["scope".to_owned()],
        opened: vec![SourceId::new("note", "file", "1")],
        unopened_because: None,
        comment: "as sold".to_owned(),
    }))
}

/// A run in one line.
pub(super) fn head(id: &str, account: &str, number: u32, state: RunState) -> RunHead {
    RunHead {
        id: id.to_owned(),
        account: AccountId::new(account),
        kind: "handoff".to_owned(),
        number,
        state,
        version: 1,
        digest: format!("sha256:{id}"),
        as_of: date(2026, 6, 30),
        due: Some(date(2026, 7, 7)),
        risk: 12,
        began: at("09:30:00.000000001"),
    }
}

/// A person's answer to a question, as evidence.
pub(super) fn decision(account: &str, answer: &str) -> Source {
    let decision = Decision {
        code: "question".to_owned(),
        about: "scope".to_owned(),
        answer: answer.to_owned(),
        covers: Vec::new(),
        holds: None,
    };
    let id = SourceId::new("decision", "vouch", "7f/q1");
    decision.into_source(
        id,
        AccountId::new(account),
        "who signs?",
        ("Ana Ruiz", "AE"),
        date(2026, 6, 30),
    )
}

/// One stream of each kind with what may happen in it, the longer kinds of events among them.
pub(super) fn streams() -> [(&'static str, Vec<Event>); 5] {
    let noted = RunEvent::Noted(Noted {
        what: Note::KickoffHeld,
        on: date(2026, 7, 2),
        text: String::new(),
        section: String::new(),
    });
    let plan = PilotPlan {
        kind: "handoff".to_owned(),
        sample: "the ten largest \u{2014} by “seats”".to_owned(),
        accounts: vec![AccountId::new("larch")],
        segment: None,
        owner: "ana".to_owned(),
        start: date(2026, 7, 1),
        end: date(2026, 7, 31),
        threshold: "0.8".to_owned(),
    };
    let granted = PeopleEvent::Granted {
        login: "ana".to_owned(),
        grant: Grant {
            role: Role::Ae,
            account: Some(AccountId::new("larch")),
        },
    };
    let restored = StoreEvent::Restored {
        from: "may.backup".to_owned(),
        left: String::new(),
    };
    [
        (
            "run/7f",
            vec![
                Event::Run(RunEvent::Started(Box::new(started()))),
                Event::Run(RunEvent::Decided(decided())),
                approved("sha256:7f"),
                Event::Run(RunEvent::Completed),
                Event::Run(noted),
            ],
        ),
        (
            "action/a1",
            vec![
                Event::Action(ActionEvent::Proposed(proposed())),
                Event::Action(ActionEvent::Approved {
                    role: Role::AccountOwner,
                    digest: "sha256:a1".to_owned(),
                    checks: Check::ALL.to_vec(),
                    comment: String::new(),
                }),
            ],
        ),
        ("pilot/first", vec![Event::Pilot(PilotEvent::Started(plan))]),
        ("people", vec![Event::People(granted)]),
        ("store", vec![Event::Store(restored)]),
    ]
}

fn started() -> Started {
    let assignee = Assignee {
        name: "Ana Ruiz".to_owned(),
        login: Some("ana".to_owned()),
    };
    Started {
        due_by: "kickoff".to_owned(),
        systems: Vec::new(),
        account: AccountId::new("larch"),
        kind: "handoff".to_owned(),
        number: 1,
        trigger: Some(Trigger::written("closed_won:opportunity/1")),
        as_of: date(2026, 6, 30),
        state: RunState::InReview,
        digest: "sha256:7f".to_owned(),
        plan: Plan::new(&[&[Role::Ae, Role::Csm]], &[("scope", "is it what was sold?")]),
        people: BTreeMap::from([(Role::Ae, assignee)]),
        tasks: vec![Task {
            id: "t1".to_owned(),
            title: "Hold the kickoff".to_owned(),
            role: Role::Csm,
            assignee: None,
            due: Some(Due {
                from: Anchor::Field("kickoff".to_owned()),
                days: -2,
                working_days: true,
                weekdays_only: false,
            }),
            stop: true,
            closed_by: ClosedBy::Answers,
            done: None,
        }],
        dates: BTreeMap::from([("kickoff".to_owned(), date(2026, 7, 7))]),
        due: Some(date(2026, 7, 7)),
        gates: vec![Gate {
            name: "kickoff".to_owned(),
            passed: false,
            why: "nobody has signed".to_owned(),
        }],
        open: vec![subject()],
        to_judge: BTreeMap::from([("c1".to_owned(), vec![Route::Csm])]),
        sources_cited: 3,
        components: BTreeMap::from([("stakeholders".to_owned(), true)]),
        risk: 12,
        flags: vec!["vague_goal".to_owned()],
        missing_inputs: Vec::new(),
        stale_inputs: vec!["usage".to_owned()],
        counts: Counts::default(),
        health: None,
        caveats: 1,
    }
}

fn subject() -> Subject {
    Subject {
        name: "q1".to_owned(),
        code: "question".to_owned(),
        about: "scope".to_owned(),
        text: "who signs?".to_owned(),
        citations: vec![Citation {
            start: Some(0),
            end: Some(4),
            ..Citation::new(SourceId::new("note", "file", "1"), "text")
        }],
        to: vec![Route::Ae, Route::Csm],
    }
}

fn decided() -> Decided {
    Decided {
        subject: subject(),
        answer: "their CFO".to_owned(),
        role: Role::Ae,
        holds: Some(0),
        source_id: SourceId::new("decision", "vouch", "7f/q1"),
    }
}

fn proposed() -> Proposed {
    Proposed {
        account: AccountId::new("larch"),
        kind: ActionKind::ExpansionAsk,
        text: "Would ten more seats help?\nWe think so.".to_owned(),
        run: Some("7f".to_owned()),
        citations: Vec::new(),
        stops: vec!["open_escalation".to_owned()],
    }
}
