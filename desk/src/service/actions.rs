//! Actions: what would reach a customer or change a forecast, proposed, approved and carried out.

mod cited;
mod opportunity;
mod view;

use grounding::{Account, Citation};
use workflow::action::{Action, ActionEvent, ActionKind, ActionRefusal, Proposed, propose};
use workflow::brief::{sha256, short_digest};
use workflow::people::Act;
use workflow::run::{Check, Signer};

use super::Service;
use crate::failure::{Hinted, Kind};
use crate::{actions, outbox, runs};
use cited::looked_up;

pub(crate) use opportunity::{accepted, suggested};
pub(crate) use view::ActionView;

impl Service<'_> {
    /// Proposes an action at an account: what is to be said or done, the run that it follows from,
    /// and the words that give reason to it.
    pub(crate) async fn propose_action(
        &self,
        account: &str,
        kind: ActionKind,
        text: &str,
        run: Option<&str>,
        citations: &[Citation],
    ) -> anyhow::Result<Action> {
        let signer = self.session.signer(Act::ProposeAction)?;
        let accounts = self.workspace.accounts().await?;
        let account = self.session.account(&accounts, account)?;
        self.session.allow(Act::ProposeAction, Some(&account.id))?;
        let run = match run {
            Some(name) => Some(self.run_of(&accounts, account, name).await?),
            None => None,
        };
        let ledger = self.ledger(account).await?;
        let citations = looked_up(&ledger, &self.settings.policy, citations)?;
        let asked = Proposed {
            account: account.id.clone(),
            kind,
            text: text.to_owned(),
            run,
            citations,
            stops: Vec::new(),
        };
        self.put_proposed(&signer, asked).await
    }

    /// The actions at the accounts that whoever is at the desk may read, in the order in which they
    /// were proposed.
    pub(crate) async fn actions(&self) -> anyhow::Result<Vec<Action>> {
        self.session.allow(Act::Read, None)?;
        let mut found = actions::all(self.store()).await?;
        found.retain(|action| self.session.can(Act::Read, Some(action.account())));
        Ok(found)
    }

    /// The action of that id, or the one whose id begins so.
    pub(crate) async fn action(&self, name: &str) -> anyhow::Result<Action> {
        actions::named(self.store(), self.session, name).await
    }

    /// Approves an action as the account's owner: by the digest of what is approved, or its
    /// beginning, and with the checks that were made.
    pub(crate) async fn approve_action(
        &self,
        name: &str,
        digest: &str,
        checks: &[String],
        comment: &str,
    ) -> anyhow::Result<Action> {
        let signer = self.session.signer(Act::ApproveAction)?;
        let checks = Check::read(checks).map_err(|error| Hinted::new(error, []))?;
        let approving = |action: &Action, signer: &Signer<'_>| action.approve(signer, digest, &checks, comment);
        self.act_on_action(&signer, name, approving).await
    }

    /// Turns an action down, or takes one back, and says why.
    pub(crate) async fn reject_action(&self, name: &str, reason: &str) -> anyhow::Result<Action> {
        let signer = self.session.signer(Act::ProposeAction)?;
        let rejecting = |action: &Action, signer: &Signer<'_>| action.reject(signer, reason);
        self.act_on_action(&signer, name, rejecting).await
    }

    /// Puts on record that an approved action is carried out, once, and tells whoever subscribes.
    pub(crate) async fn execute_action(&self, name: &str) -> anyhow::Result<Action> {
        let signer = self.session.signer(Act::ExecuteAction)?;
        self.act_on_action(&signer, name, Action::execute).await
    }

    /// Does something to an action, for whoever may by what the action says of it.
    async fn act_on_action<F>(&self, signer: &Signer<'_>, name: &str, decide: F) -> anyhow::Result<Action>
    where
        F: Fn(&Action, &Signer<'_>) -> Result<ActionEvent, ActionRefusal>,
    {
        let id = actions::named(self.store(), self.session, name).await?.id;
        let outgoing = |action: &Action| outbox::action(self.settings, action, &signer.signed);
        actions::act(self.store(), self.session, signer, &id, outgoing, decide).await
    }

    /// The id of a run of the account.
    async fn run_of(&self, accounts: &[Account], account: &Account, name: &str) -> anyhow::Result<String> {
        let head = runs::named(self.store(), self.session, accounts, name).await?;
        if head.account != account.id {
            let hint = format!("`vouch review list --all --account {}` lists its runs", account.id);
            let missing = Hinted::new(format!("`{name}` names no run of `{}`", account.id), [hint]);
            return Err(missing.of_kind(Kind::Missing).into());
        }
        Ok(head.id)
    }

    /// Puts a proposed action on record.
    async fn put_proposed(&self, signer: &Signer<'_>, asked: Proposed) -> anyhow::Result<Action> {
        let event = propose(signer, asked).map_err(|error| actions::refused(&error))?;
        let id = sha256(format!("{event:?} {}", signer.signed.at).as_bytes());
        let id = short_digest(&id);
        let action = Action::replay(id, [(&signer.signed, &event)])?;
        let outgoing = outbox::action(self.settings, &action, &signer.signed);
        actions::append(self.store(), self.session, id, 0, event, signer.signed.at, &outgoing).await?;
        Ok(action)
    }
}
