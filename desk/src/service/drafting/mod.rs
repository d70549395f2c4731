//! Drafting a brief, and keeping it as a run.

mod ahead;
#[cfg(test)]
pub(crate) mod tests;

use agent::draft::Drafter;
use agent::pipeline::{self, Outcome, Settings as RunSettings, Step};
use grounding::{Account, AccountId, Audience, View};
use jiff::civil::Date;
use workflow::brief::{Brief, Trigger};
use workflow::health::HEALTH;
use workflow::people::Act;
use workflow::run::RunHead;
use workflow::{Definition, Request};

pub(crate) use ahead::{Ahead, Beginning, DrafterAhead, SectionAhead};

use super::Service;
use crate::failure::Hinted;
use crate::session::Session;
use crate::settings::Settings;
use crate::workspace::Workspace;
use crate::{names, runs};

/// The folder, beside the evidence, in which a model's answers are kept.
pub(crate) const ANSWERS: &str = "answers";

/// The kind of a trigger that is a person's reason.
const MANUAL: &str = "manual";

/// What is to be drafted, of whatever account.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The kind of brief.
    pub(crate) definition: &'static Definition,
    /// The version; empty for the full one.
    pub(crate) edition: &'static str,
    /// What starts the run; none to look for it in the records.
    pub(crate) trigger: Option<Trigger>,
    /// Who will read it.
    pub(crate) audience: Audience,
}

/// A brief that was just drafted.
#[derive(Debug)]
pub(crate) struct Made {
    /// The brief, and the evidence that it was judged by.
    pub(crate) outcome: Outcome,
    /// The run that it is kept as; none where it is nobody's to approve.
    pub(crate) run: Option<RunHead>,
}

/// Everything that a brief takes, but the account.
pub(crate) struct Drafting<'a> {
    workspace: &'a Workspace,
    settings: &'a Settings,
    today: Date,
    asked: &'a Asked,
    drafter: &'a Drafter,
    /// The accounts that pay most, where that matters.
    top_accounts: Vec<AccountId>,
    /// Who sits at the desk; nobody where the store is made for one look.
    session: Option<&'a Session>,
}

impl<'a> Service<'a> {
    /// Gets ready to draft what was asked.
    pub(crate) async fn drafting(&self, asked: &'a Asked, drafter: &'a Drafter) -> anyhow::Result<Drafting<'a>> {
        let ready = Drafting::for_one_look(self.workspace, self.settings, self.today, asked, drafter).await?;
        Ok(Drafting {
            session: Some(self.session),
            ..ready
        })
    }
}

impl<'a> Drafting<'a> {
    /// Gets ready to draft from a store that is made for one look: nobody is asked who they are, and
    /// nothing is kept.
    pub(crate) async fn for_one_look(
        workspace: &'a Workspace,
        settings: &'a Settings,
        today: Date,
        asked: &'a Asked,
        drafter: &'a Drafter,
    ) -> anyhow::Result<Self> {
        let by_value = asked.definition.spec.kind == HEALTH.spec.kind && settings.health.scored_by.high_value.is_none();
        let top_accounts = if by_value {
            let view = View {
                as_of: today,
                audience: Audience::Internal,
            };
            workspace.top_tenth(view).await?
        } else {
            Vec::new()
        };
        Ok(Self {
            workspace,
            settings,
            today,
            asked,
            drafter,
            top_accounts,
            session: None,
        })
    }

    /// The kind of brief.
    pub(crate) fn definition(&self) -> &'static Definition {
        self.asked.definition
    }

    /// The account of that name, for whoever may have a brief of it drafted.
    pub(crate) async fn account(&self, name: &str) -> anyhow::Result<Account> {
        let accounts = self.workspace.accounts().await?;
        let account = match self.session {
            Some(session) => session.account(&accounts, name)?,
            None => names::account(&accounts.iter().collect::<Vec<_>>(), name)?,
        };
        self.allow(account)?;
        Ok(account.clone())
    }

    /// The accounts that this person may have briefs of drafted. Whoever may draft nothing learns so,
    /// instead of getting an empty list.
    pub(crate) async fn accounts(&self) -> anyhow::Result<Vec<Account>> {
        let accounts = self.workspace.accounts().await?;
        if let Some(first) = accounts.first()
            && accounts.iter().all(|account| self.allow(account).is_err())
        {
            self.allow(first)?;
        }
        let mine = accounts.iter().filter(|account| self.allow(account).is_ok());
        Ok(mine.cloned().collect())
    }

    /// Drafts the brief of one account and keeps it as a run.
    pub(crate) async fn draft(&self, account: &Account, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Made> {
        let outcome = self.drafted(account, progress).await?;
        let run = self.keep(&outcome.brief).await?;
        Ok(Made { outcome, run })
    }

    /// Drafts the brief of one account. Nothing of it is kept yet, so it may be broken off anywhere.
    pub(crate) async fn drafted(&self, account: &Account, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Outcome> {
        self.allow(account)?;
        let request = self.request(account);
        let metered = self.drafter.metered();
        let run = self.run_settings(&request, &metered);
        let search = self.workspace.index().await?.account(&account.id)?;
        let store = &self.workspace.store;
        Ok(pipeline::run(store, &search, account, &run, progress).await?)
    }

    /// Keeps a brief that was just drafted as a run. What is drafted for the customer's eyes is looked
    /// at and not kept: what is approved is the brief itself.
    pub(crate) async fn keep(&self, brief: &Brief) -> anyhow::Result<Option<RunHead>> {
        let Some(session) = self.keeper() else {
            return Ok(None);
        };
        runs::keep(
            &self.workspace.store,
            session,
            self.settings,
            self.asked.definition,
            brief,
        )
        .await
    }

    /// The brief that the same inputs gave before, where it was kept and a model would have to be
    /// asked for it again.
    pub(crate) async fn drafted_before(&self, account: &Account) -> anyhow::Result<Option<Brief>> {
        self.allow(account)?;
        if matches!(self.drafter, Drafter::Extractive) || self.keeper().is_none() {
            return Ok(None);
        }
        let request = self.request(account);
        let run = self.run_settings(&request, self.drafter);
        let id = pipeline::brief_id(&self.workspace.store, account, &run).await?;
        runs::kept(&self.workspace.store, account, &id).await
    }

    fn allow(&self, account: &Account) -> anyhow::Result<()> {
        match self.session {
            Some(session) => session.allow(Act::Draft, Some(&account.id)),
            None => Ok(()),
        }
    }

    /// In whose name the brief is kept; nobody where it is not.
    fn keeper(&self) -> Option<&'a Session> {
        self.session.filter(|_| self.asked.audience == Audience::Internal)
    }

    /// What is asked of the run of one account.
    fn request(&self, account: &Account) -> Request {
        Request {
            is_top_value: self.top_accounts.contains(&account.id),
            ..self.settings.request(self.asked.trigger.clone(), self.asked.edition)
        }
    }

    /// How the run of an account goes.
    fn run_settings<'r>(&'r self, request: &'r Request, drafter: &'r Drafter) -> RunSettings<'r> {
        let definition = self.asked.definition;
        RunSettings {
            definition,
            request,
            layout: self.settings.layout(definition.spec.kind),
            policy: &self.settings.policy,
            drafter,
            view: self.view(),
            revision_rounds: self.settings.revision_rounds,
        }
    }

    /// What the run may see.
    fn view(&self) -> View {
        View {
            as_of: self.today,
            audience: self.asked.audience,
        }
    }
}

/// Reads a trigger as a person writes it.
///
/// # Errors
///
/// Says what a trigger by hand lacks.
pub(crate) fn written_trigger(text: &str) -> Result<Trigger, String> {
    let trigger = Trigger::written(text);
    if trigger.kind == MANUAL && trigger.record.is_empty() {
        return Err("a manual trigger needs a reason: `manual:REASON`".to_owned());
    }
    Ok(trigger)
}

/// The trigger, where it is of a kind that starts this kind of brief.
pub(crate) fn checked_trigger(definition: &Definition, trigger: Trigger) -> anyhow::Result<Trigger> {
    if trigger.kind == MANUAL || definition.triggers.contains(&trigger.kind.as_str()) {
        return Ok(trigger);
    }
    let kind = definition.spec.kind;
    let hint = format!(
        "a {kind} starts with `{}` or `manual:REASON`",
        definition.triggers.join("`, `")
    );
    Err(Hinted::new(format!("`{}` starts no {kind}", trigger.kind), [hint]).into())
}
