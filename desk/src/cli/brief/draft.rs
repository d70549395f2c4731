//! Drafting one brief and keeping it.

use agent::draft::Drafter;
use agent::pipeline::{self, Outcome, Settings as RunSettings, Step};
use grounding::{Account, AccountId, Audience, View};
use workflow::brief::{Brief, RunState};
use workflow::{Definition, Request};

use super::super::{AudienceName, Context};
use super::BriefArgs;
use crate::runs;
use crate::session::Session;
use crate::workspace::Workspace;

/// What a command drafts, for whom and with what.
#[derive(Clone, Copy)]
pub(super) struct Drafting<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) definition: &'static Definition,
    /// The version; empty for the full one.
    pub(super) edition: &'static str,
    pub(super) args: &'a BriefArgs,
    pub(super) workspace: &'a Workspace,
    pub(super) drafter: &'a Drafter,
    /// The accounts that pay most, where that matters.
    pub(super) top_accounts: &'a [AccountId],
    /// Who sits at the desk; nobody where the store is made for one look.
    pub(super) session: Option<&'a Session>,
}

impl Drafting<'_> {
    /// What is asked of the run of one account.
    pub(super) fn request(&self, account: &Account) -> Request {
        let settings = &self.context.settings;
        Request {
            is_top_value: self.top_accounts.contains(&account.id),
            ..settings.request(self.args.trigger.clone(), self.edition)
        }
    }

    /// Drafts the brief of one account.
    pub(super) async fn one(&self, account: &Account) -> anyhow::Result<Outcome> {
        let request = self.request(account);
        let metered = self.drafter.metered();
        let run = self.settings(&request, &metered);
        let search = self.workspace.index().await?.account(&account.id)?;
        let bar = self.context.output.progress("{spinner} {elapsed} {wide_msg}");
        let show = |step: Step| {
            bar.set_message(match step {
                Step::Drafting(title) => format!("{}: drafting \u{201C}{title}\u{201D}", account.id),
                Step::Drafted(title) => format!("{}: drafted \u{201C}{title}\u{201D}", account.id),
                Step::Revising(count) => format!("{}: sending {count} refused claims back", account.id),
                Step::Verifying => format!("{}: verifying", account.id),
            });
        };
        let outcome = pipeline::run(&self.workspace.store, &search, account, &run, &show).await?;
        bar.finish_and_clear();
        Ok(outcome)
    }

    /// How the run of an account goes.
    pub(super) fn settings<'r>(&'r self, request: &'r Request, drafter: &'r Drafter) -> RunSettings<'r> {
        let settings = &self.context.settings;
        RunSettings {
            definition: self.definition,
            request,
            layout: settings.layout(self.definition.spec.kind),
            policy: &settings.policy,
            drafter,
            view: self.view(),
            revision_rounds: settings.revision_rounds,
        }
    }

    /// What the run may see.
    fn view(&self) -> View {
        View {
            as_of: self.context.global.as_of(),
            audience: match self.args.audience {
                AudienceName::Internal => Audience::Internal,
                AudienceName::Customer => Audience::Customer,
            },
        }
    }

    /// Keeps what was drafted as a run, and says where to go on. A draft for one look, in a store
    /// of its own, is nobody's to approve.
    pub(super) async fn keep(&self, brief: &Brief) -> anyhow::Result<()> {
        // What is drafted for the customer's eyes is looked at; what is approved is the brief itself.
        let internal = self.args.audience == AudienceName::Internal;
        let Some(session) = self.session.filter(|_| internal) else {
            return Ok(());
        };
        let context = self.context;
        let store = &self.workspace.store;
        let kept = runs::keep(store, session, &context.settings, self.definition, brief).await?;
        if let Some(run) = kept.filter(|_| !context.output.is_json()) {
            let next = match run.state {
                RunState::Approved => "approved already",
                RunState::Returned => "sent back; see what is missing",
                _ => "go on",
            };
            context
                .output
                .note(&format!("run {}: {next} with `vouch review show {}`", run.id, run.id));
        }
        Ok(())
    }
}
