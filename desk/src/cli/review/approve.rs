//! Approving a brief, and sending it back.

use agent::pipeline::{Change, Loaded};
use clap::Args;
use grounding::{Ledger, Record, SourceKind};
use workflow::brief::RunState;
use workflow::people::{Act, Role};
use workflow::run::{Approve, Run, RunEvent, SendBack, Signer};

use super::{Desk, RunArgs};
use crate::cli::Exit;
use crate::failure::Hinted;
use crate::outbox;
use crate::runs::{self, Doing, Opened};

#[derive(Debug, Args)]
pub(in crate::cli) struct ApproveArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The role to approve in, where you have several
    #[arg(long = "role", value_name = "ROLE")]
    role: Option<Role>,
    /// The items that you answer for; `all` for every one
    #[arg(long = "ok", value_name = "ITEM", value_delimiter = ',')]
    items: Vec<String>,
    /// The digest of what you saw, or its beginning [default: of what you were last shown]
    #[arg(long)]
    digest: Option<String>,
    /// Why you opened none of its sources
    #[arg(long = "unopened", value_name = "REASON")]
    unopened: Option<String>,
    /// What you say with it
    #[arg(long, default_value = "")]
    comment: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReturnArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Something that is missing; each becomes a question
    #[arg(long = "missing", value_name = "TEXT")]
    missing: Vec<String>,
    /// What you say with it
    #[arg(long, default_value = "")]
    comment: String,
    /// The work can't begin without it
    #[arg(long)]
    material: bool,
}

impl Desk<'_> {
    pub(super) async fn approve(&self, args: &ApproveArgs) -> anyhow::Result<Exit> {
        let opened = self.opened(&args.run.run).await?;
        let first = opened.run.started.plan.roles().next().unwrap_or(Role::AccountOwner);
        let signer = self.session.signer(Act::ApproveAs(args.role.unwrap_or(first)))?;
        let asked = Approve {
            role: args.role,
            digest: args.digest.clone(),
            items: args.items.clone(),
            unopened_because: args.unopened.clone(),
            comment: args.comment.clone(),
        };
        // Whoever may not approve learns that first; the evidence is nobody else's business.
        opened
            .run
            .approve(&signer, &asked)
            .map_err(|error| runs::refused(&error))?;
        let loaded = opened
            .recheck(self.store(), &self.context.settings, self.today())
            .await?;
        let targets = match &loaded {
            Loaded::Current(ledger) => attachments(ledger),
            Loaded::Archived(_, changes) => return Err(archived(&opened, changes)),
        };
        let earlier = self.approved_before(&opened.run).await?;
        let settings = &self.context.settings;
        let approving = |run: &Run, signer: &Signer<'_>| {
            let event = run.approve(signer, &asked)?;
            let after = run.after(signer, &event);
            let mut doing = Doing::from(event);
            doing.outgoing = outbox::approved(settings, &after, &signer.signed);
            if after.state.word() == RunState::Approved {
                for target in &targets {
                    doing
                        .outgoing
                        .extend(outbox::attached(settings, &after, &signer.signed, target));
                    doing.events.push(RunEvent::Attached {
                        target: target.clone(),
                        digest: run.digest.clone(),
                    });
                }
                doing.supersedes.clone_from(&earlier);
            }
            Ok(doing)
        };
        let after = runs::act(self.store(), self.session, &signer, &opened.run.id, approving).await?;
        self.tell(&after, &approved_line(&after))
    }

    pub(super) async fn send_back(&self, args: &ReturnArgs) -> anyhow::Result<Exit> {
        let signer = self.session.signer(Act::Return)?;
        let opened = self.opened(&args.run.run).await?;
        let asked = SendBack {
            missing: args.missing.clone(),
            comment: args.comment.clone(),
            material: args.material,
        };
        let settings = &self.context.settings;
        let returning = |run: &Run, signer: &Signer<'_>| {
            let event = run.send_back(signer, &asked)?;
            let after = run.after(signer, &event);
            Ok(Doing {
                outgoing: outbox::returned(settings, &after, &signer.signed),
                ..Doing::from(event)
            })
        };
        let after = runs::act(self.store(), self.session, &signer, &opened.run.id, returning).await?;
        self.tell(&after, &sent_back_line(&after))
    }

    /// The runs of the account and kind that are approved, whose place this one takes.
    async fn approved_before(&self, run: &Run) -> anyhow::Result<Vec<String>> {
        let heads = self.store().heads(Some(run.account())).await?;
        let same = heads
            .into_iter()
            .filter(|head| head.kind == run.started.kind && head.state == RunState::Approved && head.id != run.id);
        Ok(same.map(|head| head.id).collect())
    }
}

/// How a brief that was sent back goes on: what is missing is answered, and it is taken up again.
fn sent_back_line(run: &Run) -> String {
    let missing = run
        .undecided()
        .into_iter()
        .find(|subject| subject.name.starts_with('m'));
    match missing {
        Some(missing) => format!(
            "sent back; `vouch review decide {} {} --answer TEXT` answers what is missing",
            run.id, missing.name
        ),
        None => format!(
            "sent back; `vouch review reopen {} --reason TEXT` takes it up again",
            run.id
        ),
    }
}

/// What an approval has led to.
fn approved_line(run: &Run) -> String {
    if run.state.word() == RunState::Approved {
        let targets: Vec<&str> = run.attached.iter().map(|(_, it)| it.as_str()).collect();
        return format!(
            "approved by everybody; attached to {}; `vouch export {} --as docx` makes a document",
            targets.join(", "),
            run.id
        );
    }
    let waits: Vec<String> = run
        .waits_for()
        .iter()
        .map(|role| match run.people.get(role) {
            Some(person) => format!("the {} {}", role.noun(), person.name),
            None => format!("the {}", role.noun()),
        })
        .collect();
    format!("approved; it waits for {}", waits.join(" and "))
}

/// Where an approved brief is attached: the account's record, and its newest onboarding project
/// (HO-6).
fn attachments(ledger: &Ledger) -> Vec<String> {
    let account = ledger.of_kind(SourceKind::Account).next().map(|source| &source.id);
    let project = ledger
        .sources()
        .filter(|source| matches!(&source.record, Some(Record::Project(project)) if project.onboarding))
        .max_by_key(|source| (source.occurred_at, &source.id))
        .map(|source| &source.id);
    account.into_iter().chain(project).map(ToString::to_string).collect()
}

/// Why a brief that the evidence no longer bears out can't be approved.
fn archived(opened: &Opened, changes: &[Change]) -> anyhow::Error {
    let mut hints: Vec<String> = changes.iter().map(Change::sentence).collect();
    hints.push(format!(
        "draft it again with `vouch {} {}`",
        opened.run.started.kind, opened.account.id
    ));
    Hinted::new("the evidence has changed since this brief was verified", hints).into()
}
