//! Approving a brief, and sending it back.

use agent::pipeline::{Change, Loaded};
use grounding::{Ledger, Record, SourceKind};
use workflow::brief::RunState;
use workflow::people::{Act, Role};
use workflow::run::{Approve, Run, RunEvent, SendBack, Signer};

use crate::failure::{Hinted, Kind};
use crate::outbox;
use crate::runs::{self, Doing, Opened};
use crate::service::Service;

impl Service<'_> {
    /// Approves a brief in a role, bound to what the person saw. With the last approval it is
    /// attached to the account's records, and takes the place of what was approved before.
    pub(crate) async fn approve(&self, name: &str, asked: &Approve) -> anyhow::Result<Run> {
        let opened = self.opened(name).await?;
        let first = opened.run.started.plan.roles().next().unwrap_or(Role::AccountOwner);
        let signer = self.session.signer(Act::ApproveAs(asked.role.unwrap_or(first)))?;
        // Whoever may not approve learns that first; the evidence is nobody else's business.
        opened
            .run
            .approve(&signer, asked)
            .map_err(|error| runs::refused(&error))?;
        let targets = match opened.recheck(self.store(), self.settings, self.today).await? {
            Loaded::Current(ledger) => attachments(&ledger),
            Loaded::Archived(_, changes) => return Err(archived(&opened, &changes)),
        };
        let earlier = self.approved_before(&opened.run).await?;
        let approving = |run: &Run, signer: &Signer<'_>| {
            let event = run.approve(signer, asked)?;
            let after = run.after(signer, &event);
            let mut doing = Doing::from(event);
            doing.outgoing = outbox::approved(self.settings, &after, &signer.signed);
            if after.state.word() == RunState::Approved {
                for target in &targets {
                    doing
                        .outgoing
                        .extend(outbox::attached(self.settings, &after, &signer.signed, target));
                    doing.events.push(RunEvent::Attached {
                        target: target.clone(),
                        digest: run.digest.clone(),
                    });
                }
                doing.supersedes.clone_from(&earlier);
            }
            Ok(doing)
        };
        runs::act(self.store(), self.session, &signer, &opened.run.id, approving).await
    }

    /// Sends a brief back, with what is missing.
    pub(crate) async fn send_back(&self, name: &str, asked: &SendBack) -> anyhow::Result<Run> {
        let signer = self.session.signer(Act::Return)?;
        let opened = self.opened(name).await?;
        let returning = |run: &Run, signer: &Signer<'_>| {
            let event = run.send_back(signer, asked)?;
            let after = run.after(signer, &event);
            Ok(Doing {
                outgoing: outbox::returned(self.settings, &after, &signer.signed),
                ..Doing::from(event)
            })
        };
        runs::act(self.store(), self.session, &signer, &opened.run.id, returning).await
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
    let refused = Hinted::new("the evidence has changed since this brief was verified", hints);
    refused.of_kind(Kind::Refused).into()
}
