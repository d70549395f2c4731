//! Where a run stands, for a program.

use grounding::SourceId;
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::brief::{Gate, RunState};
use workflow::people::Role;
use workflow::run::{self, Decided, Judged, Noted, Relation, Return, Run, Subject};

/// Where a run stands, for a program.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunStanding")]
pub(crate) struct Standing {
    id: String,
    account_id: String,
    kind: String,
    number: u32,
    state: RunState,
    complete: bool,
    version: u32,
    digest: String,
    as_of: Date,
    due: Option<Date>,
    waits_for: Vec<Role>,
    items: Vec<String>,
    approvals: Vec<Approval>,
    returns: Vec<Signed<Return>>,
    to_decide: Vec<Subject>,
    decided: Vec<Signed<Decided>>,
    claims_for_a_person: Vec<ClaimForPerson>,
    tasks: Vec<TaskStanding>,
    gates: Vec<Gate>,
    comments: Vec<Comment>,
    saved: Vec<Signed<String>>,
    attached: Vec<String>,
    links: Vec<LinkStanding>,
    notes: Vec<Signed<Noted>>,
    overdue: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunApproval")]
struct Approval {
    role: Role,
    by: String,
    name: String,
    at: Timestamp,
    digest: String,
    items: Vec<String>,
    opened: Vec<SourceId>,
    unopened_because: Option<String>,
    comment: String,
}

/// Something, and who did it when.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Signed_{T}")]
struct Signed<T> {
    name: String,
    at: Timestamp,
    day: Date,
    what: T,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClaimForPerson {
    claim: String,
    roles: Vec<Role>,
    accepted: Option<bool>,
    by: Option<String>,
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TaskStanding {
    id: String,
    title: String,
    role: Role,
    assignee: Option<String>,
    due: Option<Date>,
    stop: bool,
    done_by: Option<String>,
    done_on: Option<Date>,
}

/// What belongs with a brief.
#[derive(Debug, Serialize, JsonSchema)]
struct LinkStanding {
    relation: Relation,
    target: String,
    by: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Comment {
    name: String,
    at: Timestamp,
    text: String,
    claim: Option<String>,
}

impl Standing {
    /// Where a run stands on a day.
    pub(super) fn of(run: &Run, today: Date) -> Self {
        Self {
            id: run.id.clone(),
            account_id: run.account().to_string(),
            kind: run.started.kind.clone(),
            number: run.started.number,
            state: run.state.word(),
            complete: run.completed.is_some(),
            version: run.version,
            digest: run.digest.clone(),
            as_of: run.started.as_of,
            due: run.next_due(),
            waits_for: run.waits_for(),
            items: run.started.plan.items.iter().map(|item| item.name.clone()).collect(),
            approvals: approvals(run),
            returns: signed(&run.returns),
            to_decide: run.undecided(),
            decided: signed(&run.decisions),
            claims_for_a_person: claims_for_a_person(run),
            tasks: tasks(run),
            gates: run.gates(),
            comments: comments(run),
            saved: saved(run),
            attached: run.attached.iter().map(|(_, target)| target.clone()).collect(),
            links: links(run),
            notes: signed(&run.notes),
            overdue: run.next_due().is_some_and(|due| due < today),
        }
    }
}

fn approvals(run: &Run) -> Vec<Approval> {
    let approvals = run.state.signatures().iter().map(|it| Approval {
        role: it.approval.role,
        by: it.signed.by.clone().unwrap_or_default(),
        name: it.signed.name.clone(),
        at: it.signed.at,
        digest: it.approval.digest.clone(),
        items: it.approval.items.clone(),
        opened: it.approval.opened.clone(),
        unopened_because: it.approval.unopened_because.clone(),
        comment: it.approval.comment.clone(),
    });
    approvals.collect()
}

fn claims_for_a_person(run: &Run) -> Vec<ClaimForPerson> {
    let claims = run.to_judge.iter().map(|(claim, routes)| {
        let judged: Option<&Judged> = run.judged.get(claim);
        ClaimForPerson {
            claim: claim.clone(),
            roles: routes.iter().copied().map(Role::from).collect(),
            accepted: judged.map(|it| it.accepted),
            by: judged.map(|it| it.signed.name.clone()),
            reason: judged.map(|it| it.reason.clone()),
        }
    });
    claims.collect()
}

fn tasks(run: &Run) -> Vec<TaskStanding> {
    let tasks = run.tasks.iter().enumerate().map(|(at, task)| TaskStanding {
        id: task.id.clone(),
        title: task.title.clone(),
        role: task.role,
        assignee: task.assignee.clone(),
        due: run.due(at),
        stop: task.stop,
        done_by: task.done.as_ref().map(|done| done.name.clone()),
        done_on: task.done.as_ref().map(|done| done.day),
    });
    tasks.collect()
}

fn comments(run: &Run) -> Vec<Comment> {
    let comments = run.comments.iter().map(|(signed, text, claim)| Comment {
        name: signed.name.clone(),
        at: signed.at,
        text: text.clone(),
        claim: claim.clone(),
    });
    comments.collect()
}

fn links(run: &Run) -> Vec<LinkStanding> {
    let links = run.links.iter().map(|(signed, relation, target)| LinkStanding {
        relation: *relation,
        target: target.clone(),
        by: signed.name.clone(),
    });
    links.collect()
}

fn saved(run: &Run) -> Vec<Signed<String>> {
    let saved = run.saved.iter().map(|it| (it.signed.clone(), it.name.clone()));
    signed(&saved.collect::<Vec<_>>())
}

fn signed<T: Clone>(all: &[(run::Signed, T)]) -> Vec<Signed<T>> {
    let signed = all.iter().map(|(signed, what)| Signed {
        name: signed.name.clone(),
        at: signed.at,
        day: signed.day,
        what: what.clone(),
    });
    signed.collect()
}
