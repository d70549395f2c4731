//! A run in full, and the sources of its claims.

use agent::pipeline::Loaded;
use anyhow::Context as _;
use clap::Args;
use grounding::{SourceId, Visibility};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use workflow::brief::{Brief, BriefClaim, Gate, Link, RunState, TextStyle, render_text};
use workflow::people::{Act, Role};
use workflow::recap::{RECAP, predates_health_change};
use workflow::run::{Decided, Judged, Noted, Relation, Return, Run, RunEvent, Subject, render_standing};

use super::{Desk, RunArgs};
use crate::cli::Exit;
use crate::cli::source::render_source;
use crate::failure::Hinted;
use crate::output::Output;
use crate::runs;

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Only where it stands, without the brief
    #[arg(long)]
    standing: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OpenArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The claim, such as `c3`
    claim: String,
}

/// Where a run stands, for a program.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
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

#[derive(Debug, Serialize)]
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
#[derive(Debug, Serialize)]
struct Signed<T> {
    name: String,
    at: Timestamp,
    day: Date,
    what: T,
}

#[derive(Debug, Serialize)]
struct ClaimForPerson {
    claim: String,
    roles: Vec<Role>,
    accepted: Option<bool>,
    by: Option<String>,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
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
#[derive(Debug, Serialize)]
struct LinkStanding {
    relation: Relation,
    target: String,
    by: String,
}

#[derive(Debug, Serialize)]
struct Comment {
    name: String,
    at: Timestamp,
    text: String,
    claim: Option<String>,
}

/// A run with its brief, for a program.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    standing: Standing,
    /// What the evidence of today no longer bears out; then the brief is for reading only.
    changed: Vec<String>,
    /// What has happened since that the brief can't know (VR-75).
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Link>,
    brief: &'a Brief,
}

impl Desk<'_> {
    pub(super) async fn show(&self, args: &ShowArgs) -> anyhow::Result<Exit> {
        let opened = self.opened(&args.run.run).await?;
        let mut run = opened.run.clone();
        if self.session.person().is_some() && !args.standing {
            let event = RunEvent::Seen {
                digest: run.digest.clone(),
            };
            run = runs::note(self.store(), self.session, &run.id, &[event]).await?;
        }
        if args.standing {
            let text = render_standing(&run, self.today(), self.context.output.style());
            self.context.output.result(&standing(&run, self.today()), |_| text)?;
            return Ok(Exit::Done);
        }
        let loaded = opened
            .recheck(self.store(), &self.context.settings, self.today())
            .await?;
        let changed: Vec<String> = loaded.changes().iter().map(agent::pipeline::Change::sentence).collect();
        let since = (opened.brief.kind == RECAP.spec.kind)
            .then(|| predates_health_change(opened.brief.as_of, loaded.ledger()))
            .flatten();
        if self.context.output.is_json() {
            Output::json(&Shown {
                standing: standing(&run, self.today()),
                changed,
                since,
                brief: &opened.brief,
            })?;
            return Ok(Exit::Done);
        }
        let style = TextStyle {
            claim_ids: true,
            ..self.context.output.style()
        };
        let mut text = render_standing(&run, self.today(), style);
        if let Loaded::Archived(..) = loaded {
            text.push_str("\nFor reading only: the evidence has changed since it was verified\n");
            for change in &changed {
                text.push_str(&format!("  ! {change}\n"));
            }
        }
        if let Some(since) = since {
            text.push_str(&format!("\n  ! {} ({})\n", since.note, since.target));
        }
        text.push('\n');
        text.push_str(&render_text(&opened.brief, loaded.ledger(), style));
        self.context.output.text(&text)?;
        Ok(Exit::Done)
    }

    pub(super) async fn open_evidence(&self, args: &OpenArgs) -> anyhow::Result<Exit> {
        let opened = self.opened(&args.run.run).await?;
        let claim = claim(&opened.brief, &args.claim)?;
        let mut sources = Vec::new();
        for citation in &claim.claim.citations {
            let source = self.store().source(&citation.source_id).await?;
            // What is drawn from other records is not stored; it is drawn again.
            let source = if source.is_some() {
                source
            } else {
                let ledger = self.context.ledger(self.workspace, &opened.account).await?;
                ledger.source(&citation.source_id).cloned()
            };
            let source = source.with_context(|| format!("`{}` is not in the store any more", citation.source_id))?;
            if source.visibility == Visibility::Restricted {
                self.session.allow(Act::ReadRestricted, Some(&opened.account.id))?;
            }
            sources.push((citation, source));
        }
        if self.session.person().is_some() {
            let each = sources.iter().map(|(citation, _)| RunEvent::EvidenceOpened {
                digest: opened.run.digest.clone(),
                claim: args.claim.clone(),
                source_id: citation.source_id.clone(),
            });
            let events: Vec<RunEvent> = each.collect();
            runs::note(self.store(), self.session, &opened.run.id, &events).await?;
        }
        if self.context.output.is_json() {
            let sources: Vec<_> = sources.iter().map(|(_, source)| source).collect();
            Output::json(&serde_json::json!({ "claim": claim, "sources": sources }))?;
            return Ok(Exit::Done);
        }
        let mut text = format!("{}  {}\n", claim.claim.id, claim.claim.text);
        for (citation, source) in &sources {
            text.push_str(&format!("\n{}\n", render_source(source, Some(citation))));
        }
        self.context.output.text(&text)?;
        Ok(Exit::Done)
    }
}

/// The claim of that id.
pub(super) fn claim<'a>(brief: &'a Brief, id: &str) -> anyhow::Result<&'a BriefClaim> {
    brief.claims.iter().find(|claim| claim.claim.id == id).ok_or_else(|| {
        let ids: Vec<&str> = brief.claims.iter().map(|it| it.claim.id.as_str()).collect();
        let hint = format!("its claims are {}", ids.join(", "));
        Hinted::new(format!("this brief has no claim `{id}`"), [hint]).into()
    })
}

/// Where a run stands, for a program.
pub(super) fn standing(run: &Run, today: Date) -> Standing {
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
    let comments = run.comments.iter().map(|(signed, text, claim)| Comment {
        name: signed.name.clone(),
        at: signed.at,
        text: text.clone(),
        claim: claim.clone(),
    });
    Standing {
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
        approvals: approvals.collect(),
        returns: signed(&run.returns),
        to_decide: run.undecided(),
        decided: signed(&run.decisions),
        claims_for_a_person: claims.collect(),
        tasks: tasks.collect(),
        gates: run.gates(),
        comments: comments.collect(),
        saved: signed(&run.saved),
        attached: run.attached.iter().map(|(_, target)| target.clone()).collect(),
        links: run
            .links
            .iter()
            .map(|(signed, relation, target)| LinkStanding {
                relation: *relation,
                target: target.clone(),
                by: signed.name.clone(),
            })
            .collect(),
        notes: signed(&run.notes),
        overdue: run.next_due().is_some_and(|due| due < today),
    }
}

fn signed<T: Clone>(all: &[(workflow::run::Signed, T)]) -> Vec<Signed<T>> {
    all.iter()
        .map(|(signed, what)| Signed {
            name: signed.name.clone(),
            at: signed.at,
            day: signed.day,
            what: what.clone(),
        })
        .collect()
}
