//! A run and the events that made it.

use std::collections::BTreeMap;

use grounding::{AccountId, Citation, Route, SourceId};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

use super::who::{ada, cem, sol};
use crate::brief::{Counts, Gate, RunState, sha256};
use crate::people::{Person, Role};
use crate::run::{
    Anchor, Approve, Assignee, ClosedBy, Decide, Due, Plan, Refusal, Run, RunEvent, SendBack, Signed, Signer, Started,
    Subject, Task,
};

/// The day the run begins, a Wednesday.
pub(super) const BEGAN: Date = date(2026, 7, 1);

/// The day of the kickoff, a Tuesday.
pub(super) const KICKOFF: Date = date(2026, 7, 14);

/// The digest of the brief's text of that number; the run begins with text 1.
pub(super) fn digest(text: u32) -> String {
    sha256(format!("text {text}").as_bytes())
}

/// What stands under somebody's event, so many minutes after the run began.
pub(super) fn signed(person: &Person, minutes: usize) -> Signed {
    let began: Timestamp = "2026-07-01T09:00:00Z".parse().unwrap();
    Signed {
        by: Some(person.login.clone()),
        name: person.name.clone(),
        at: began + i64::try_from(minutes).unwrap().minutes(),
        day: BEGAN,
    }
}

/// A brief that nothing holds up but its two approvals.
pub(super) fn started() -> Started {
    let assignee = |person: Person| Assignee {
        name: person.name,
        login: Some(person.login),
    };
    Started {
        account: AccountId::new("northwind"),
        kind: "handoff".to_owned(),
        number: 1,
        trigger: None,
        as_of: BEGAN,
        state: RunState::InReview,
        digest: digest(1),
        plan: Plan::new(
            &[&[Role::Ae, Role::Csm]],
            &[
                ("scope", "the scope is what was signed"),
                ("timing", "the dates can be kept"),
            ],
        ),
        people: BTreeMap::from([(Role::Ae, assignee(ada())), (Role::Csm, assignee(cem()))]),
        tasks: Vec::new(),
        dates: BTreeMap::from([("kickoff".to_owned(), KICKOFF)]),
        due: Some(KICKOFF),
        due_by: "kickoff".to_owned(),
        gates: Vec::new(),
        open: Vec::new(),
        to_judge: BTreeMap::new(),
        sources_cited: 2,
        components: BTreeMap::new(),
        risk: 0,
        flags: Vec::new(),
        missing_inputs: Vec::new(),
        stale_inputs: Vec::new(),
        counts: Counts::default(),
        systems: Vec::new(),
        health: None,
        caveats: 0,
    }
}

/// The tasks of a handoff: what is answered, what is talked over, what is approved.
pub(super) fn tasks() -> Vec<Task> {
    let task = |id: &str, title: &str, role: Role, days: i32, closed_by: ClosedBy| Task {
        id: id.to_owned(),
        title: title.to_owned(),
        role,
        assignee: None,
        due: Some(Due {
            from: Anchor::Field("kickoff".to_owned()),
            days,
            working_days: true,
            weekdays_only: true,
        }),
        stop: !matches!(id, "t3" | "t5"),
        closed_by,
        done: None,
    };
    vec![
        task("t1", "Answer the open question", Role::Ae, -7, ClosedBy::Answers),
        task("t2", "Go through the checklist", Role::Csm, -6, ClosedBy::Hand),
        task("t3", "Bring the sponsor in", Role::Ae, -5, ClosedBy::Hand),
        task("t4", "Approve this brief", Role::Csm, -3, ClosedBy::Approval),
        task("t5", "Prepare the kickoff", Role::Csm, -2, ClosedBy::Hand),
    ]
}

/// A question, or with another code something else to decide.
pub(super) fn subject(name: &str, code: &str, to: &[Route]) -> Subject {
    Subject {
        name: name.to_owned(),
        code: code.to_owned(),
        about: format!("about {name}"),
        text: format!("What of {name}?"),
        citations: Vec::new(),
        to: to.to_vec(),
    }
}

/// Words of a source.
pub(super) fn quote(source: &str, words: &str) -> Citation {
    Citation::new(SourceId::raw(source), words)
}

/// A gate as the draft left it.
pub(super) fn gate(name: &str, passed: bool, why: &str) -> Gate {
    Gate {
        name: name.to_owned(),
        passed,
        why: why.to_owned(),
    }
}

/// An approval that answers for everything.
pub(super) fn all() -> Approve {
    Approve {
        items: vec!["all".to_owned()],
        ..Approve::default()
    }
}

/// The same in a role.
pub(super) fn all_as(role: Role) -> Approve {
    Approve {
        role: Some(role),
        ..all()
    }
}

/// A return that says what is missing.
pub(super) fn missing(words: &[&str]) -> SendBack {
    SendBack {
        missing: words.iter().map(|word| (*word).to_owned()).collect(),
        ..SendBack::default()
    }
}

/// A run and the events that made it.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub(super) run: Run,
    pub(super) log: Vec<(Signed, RunEvent)>,
}

impl Story {
    /// The supervisor has the brief drafted.
    pub(super) fn begin(started: Started) -> Self {
        let log = vec![(signed(&sol(), 0), RunEvent::Started(Box::new(started)))];
        Self { run: told(&log), log }
    }

    /// Somebody as they would sign now.
    pub(super) fn signer<'p>(&self, person: &'p Person) -> Signer<'p> {
        let signed = signed(person, self.log.len());
        Signer { person, signed }
    }

    /// Somebody does something, where they may.
    pub(super) fn act(
        &mut self,
        person: &Person,
        command: impl FnOnce(&Run, &Signer<'_>) -> Result<RunEvent, Refusal>,
    ) -> Result<(), Refusal> {
        let event = command(&self.run, &self.signer(person))?;
        self.happens(person, event);
        Ok(())
    }

    /// What somebody hears who may not: the refusal, and what to do about it.
    pub(super) fn refused(
        &self,
        person: &Person,
        command: impl FnOnce(&Run, &Signer<'_>) -> Result<RunEvent, Refusal>,
    ) -> String {
        let refusal = command(&self.run, &self.signer(person)).unwrap_err();
        match refusal.hint() {
            "" => refusal.to_string(),
            hint => format!("{refusal} -> {hint}"),
        }
    }

    /// What the program notes of somebody.
    pub(super) fn happens(&mut self, person: &Person, event: RunEvent) {
        let signed = signed(person, self.log.len());
        self.run.apply(&signed, &event).unwrap();
        self.log.push((signed, event));
    }

    /// Somebody is shown the brief as it stands and opens one of its sources.
    pub(super) fn looks(&mut self, person: &Person) {
        let digest = self.run.digest.clone();
        self.happens(person, RunEvent::Seen { digest: digest.clone() });
        self.happens(
            person,
            RunEvent::EvidenceOpened {
                digest,
                claim: "c1".to_owned(),
                source_id: SourceId::raw("gong:call/77"),
            },
        );
    }

    /// Somebody looks and approves, in the one role that is theirs.
    pub(super) fn approves(&mut self, person: &Person) {
        self.looks(person);
        self.act(person, |run, signer| run.approve(signer, &all())).unwrap();
    }

    /// Somebody decides the subject of that name.
    pub(super) fn decides(&mut self, person: &Person, name: &str) {
        let decided = self.act(person, |run, signer| {
            run.decide(
                signer,
                &Decide {
                    subject: run.subject(name)?,
                    answer: "it is settled".to_owned(),
                    holds: None,
                    source_id: SourceId::new("vouch", "decision", name),
                },
            )
        });
        decided.unwrap();
    }

    /// The names of what nobody has decided.
    pub(super) fn undecided(&self) -> Vec<String> {
        self.run.undecided().into_iter().map(|it| it.name).collect()
    }

    /// The brief has its text of that number from now on; no claim of it waits for a person.
    pub(super) fn edited(&mut self, person: &Person, text: u32) {
        let version = self.run.version + 1;
        self.act(person, |run, signer| {
            run.may_edit(signer).map(|()| RunEvent::Edited {
                version,
                digest: digest(text),
                claim: "c1".to_owned(),
                to_judge: BTreeMap::new(),
            })
        })
        .unwrap();
    }

    /// The roles that have approved, and who did.
    pub(super) fn signatures(&self) -> Vec<(Role, &str)> {
        let signatures = self.run.state.signatures().iter();
        signatures
            .map(|it| (it.approval.role, it.signed.name.as_str()))
            .collect()
    }

    /// The tasks that are open.
    pub(super) fn open_tasks(&self) -> Vec<&str> {
        let open = self.run.tasks.iter().filter(|task| task.done.is_none());
        open.map(|task| task.id.as_str()).collect()
    }
}

/// The run that a log tells of.
pub(super) fn told(log: &[(Signed, RunEvent)]) -> Run {
    Run::replay("run-1", log.iter().map(|(signed, event)| (signed, event))).unwrap()
}

/// A brief that the person has looked at.
pub(super) fn looked_at_by(person: &Person) -> Story {
    let mut story = Story::begin(started());
    story.looks(person);
    story
}
