//! Runs for the tests of what is counted, each folded from events as the log would have them.

use std::collections::BTreeMap;

use grounding::{AccountId, SourceId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::brief::{Counts, Gate, RunState, Trigger};
use crate::health::{Level, Trend};
use crate::people::Role;
use crate::run::{Approval, Decided, HealthMark, Note, Noted, Plan, Return, Run, RunEvent, Signed, Started, Subject};

const DIGEST: &str = "sha256:1";

/// A run in the making.
#[derive(Clone)]
pub(super) struct Told {
    id: String,
    began: Date,
    pub(super) started: Started,
    events: Vec<(Signed, RunEvent)>,
}

/// Somebody, and the day on which they did something.
pub(super) fn signed(by: &str, day: Date) -> Signed {
    Signed {
        by: Some(by.to_owned()),
        name: by.to_owned(),
        at: Timestamp::UNIX_EPOCH,
        day,
    }
}

/// A recap that has everything but the approval. Its id is the account's name and its number.
pub(super) fn recap(account: &str, number: u32, began: Date) -> Told {
    let parts = [
        "outcome_evidence",
        "usage_signal",
        "milestone_summary",
        "support_context",
        "risk_caveats",
    ];
    Told::new("recap", account, number, began, &[Role::AccountOwner], &parts)
}

/// A handoff that has everything but the approvals, and no kickoff date.
pub(super) fn handoff(account: &str, number: u32, began: Date) -> Told {
    let parts = [
        "success_criteria",
        "stakeholders",
        "promised_scope",
        "risks",
        "timeline",
        "owner_notes",
    ];
    Told::new("handoff", account, number, began, &[Role::Ae, Role::Csm], &parts)
}

/// A health snapshot.
pub(super) fn health(account: &str, number: u32, began: Date) -> Told {
    Told::new("health", account, number, began, &[Role::AccountOwner], &[])
}

impl Told {
    fn new(kind: &str, account: &str, number: u32, began: Date, roles: &[Role], parts: &[&str]) -> Self {
        let started = Started {
            due_by: "kickoff".to_owned(),
            systems: Vec::new(),
            account: AccountId::new(account),
            kind: kind.to_owned(),
            number,
            trigger: None,
            as_of: began,
            state: RunState::InReview,
            digest: DIGEST.to_owned(),
            plan: Plan::new(&[roles], &[]),
            people: BTreeMap::new(),
            tasks: Vec::new(),
            dates: BTreeMap::new(),
            due: None,
            gates: vec![Gate {
                name: "kickoff".to_owned(),
                passed: false,
                why: String::new(),
            }],
            open: Vec::new(),
            to_judge: BTreeMap::new(),
            sources_cited: 0,
            components: parts.iter().map(|part| ((*part).to_owned(), true)).collect(),
            risk: 0,
            flags: Vec::new(),
            missing_inputs: Vec::new(),
            stale_inputs: Vec::new(),
            counts: Counts::default(),
            health: None,
            caveats: 0,
        };
        Self {
            id: format!("{account}-{number}"),
            began,
            started,
            events: Vec::new(),
        }
    }

    /// With a trigger of that kind and record.
    pub(super) fn triggered(mut self, kind: &str, record: &str) -> Self {
        self.started.trigger = Some(Trigger {
            kind: kind.to_owned(),
            record: record.to_owned(),
            also: Vec::new(),
        });
        self
    }

    /// Without a part of the baseline metric.
    pub(super) fn without(mut self, part: &str) -> Self {
        self.started.components.insert(part.to_owned(), false);
        self
    }

    /// With a level, a score and a trend; a material change started it where its trigger says so.
    pub(super) fn scored(mut self, level: Level, score: u32, trend: Trend) -> Self {
        self.started.health = Some(HealthMark {
            level,
            score: Some(score),
            trend,
            changed: self
                .started
                .trigger
                .as_ref()
                .is_some_and(|it| it.kind == "material_change"),
        });
        self
    }

    /// Without an input.
    pub(super) fn lacking(mut self, input: &str) -> Self {
        self.started.missing_inputs.push(input.to_owned());
        self
    }

    /// With sources cited of these systems.
    pub(super) fn citing(mut self, systems: &[&str]) -> Self {
        self.started.systems = systems.iter().map(|system| (*system).to_owned()).collect();
        self
    }

    /// With the kickoff planned for a day.
    pub(super) fn kickoff(mut self, day: Date) -> Self {
        self.started.dates.insert("kickoff".to_owned(), day);
        self
    }

    /// And then something happened.
    pub(super) fn then(mut self, by: &str, day: Date, event: RunEvent) -> Self {
        self.events.push((signed(by, day), event));
        self
    }

    /// And then everybody who must approved, all on one day.
    pub(super) fn approved(mut self, day: Date) -> Self {
        let roles: Vec<Role> = self.started.plan.roles().collect();
        for role in roles {
            self = self.approved_as(role, day);
        }
        self
    }

    /// And then somebody approved in a role.
    pub(super) fn approved_as(self, role: Role, day: Date) -> Self {
        self.then(
            role.word(),
            day,
            RunEvent::Approved(Approval {
                role,
                digest: DIGEST.to_owned(),
                items: Vec::new(),
                opened: Vec::new(),
                unopened_because: None,
                comment: String::new(),
            }),
        )
    }

    /// And then the CSM sent it back.
    pub(super) fn returned(self, day: Date, material: bool) -> Self {
        self.then(
            "csm",
            day,
            RunEvent::Returned(Return {
                role: Role::Csm,
                digest: DIGEST.to_owned(),
                missing: vec!["who signs off the data export".to_owned()],
                comment: "before kickoff, please".to_owned(),
                material,
            }),
        )
    }

    /// And then somebody took it up again.
    pub(super) fn reopened(self, day: Date) -> Self {
        let reason = "it can be mended".to_owned();
        self.then("csm", day, RunEvent::Reopened { reason })
    }

    /// And then a later run took its place.
    pub(super) fn superseded(self, by: &str, day: Date) -> Self {
        self.then("csm", day, RunEvent::Superseded { by: by.to_owned() })
    }

    /// And then something came of it, which was noted a year later.
    pub(super) fn noted(self, what: Note, on: Date, text: &str) -> Self {
        let text = text.to_owned();
        let later = Date::constant(2027, 12, 31);
        self.then("csm", later, RunEvent::Noted(Noted::new(what, on, text)))
    }

    /// And then somebody answered what the records lack.
    pub(super) fn answered(self, input: &str, day: Date) -> Self {
        let subject = Subject {
            name: "q1".to_owned(),
            code: "question".to_owned(),
            about: format!("{input}_missing"),
            text: "what holds?".to_owned(),
            citations: Vec::new(),
            to: Vec::new(),
        };
        self.then(
            "ae",
            day,
            RunEvent::Decided(Decided {
                subject,
                answer: "what was said on the call".to_owned(),
                role: Role::Ae,
                holds: None,
                source_id: SourceId::raw("vouch:decision/1"),
            }),
        )
    }

    /// The run, folded.
    pub(super) fn run(&self) -> Run {
        let start = (
            signed("csm", self.began),
            RunEvent::Started(Box::new(self.started.clone())),
        );
        let events = std::iter::once(&start).chain(&self.events);
        Run::replay(&self.id, events.map(|(by, event)| (by, event))).unwrap()
    }
}

/// The runs, folded.
pub(super) fn runs(told: &[Told]) -> Vec<Run> {
    told.iter().map(Told::run).collect()
}
