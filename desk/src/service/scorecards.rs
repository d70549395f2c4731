//! Scorecards: begun, filled, reviewed, looked at and taken out.

mod begin;
mod export;
mod fill;
mod look;
mod review;
mod tasks;
mod templates;

use grounding::Account;
use workflow::people::Act;
use workflow::run::Signer;
use workflow::scorecard::{Scorecard, ScorecardEvent, ScorecardRefusal};

use super::Service;
use crate::failure::{Hinted, Kind};
use crate::scorecards;

pub(crate) use export::ScorecardFormat;
pub(crate) use fill::Setting;
pub(crate) use look::AlertLine;
pub(crate) use templates::{TemplateLine, templates};

impl Service<'_> {
    /// The scorecard of that id, or the one whose id begins so, for whoever may do that to its
    /// account.
    async fn scorecard_for(&self, act: Act, name: &str) -> anyhow::Result<Scorecard> {
        let card = scorecards::named(self.store(), self.session, name).await?;
        self.session.allow(act, Some(card.account()))?;
        Ok(card)
    }

    /// The same for what takes a name.
    async fn scorecard_to_sign(&self, act: Act, name: &str) -> anyhow::Result<Scorecard> {
        self.session.signer(act)?;
        self.scorecard_for(act, name).await
    }

    /// Does something to a scorecard, and gives it as it is then.
    async fn act_on_scorecard<F>(&self, card: &Scorecard, act: Act, decide: F) -> anyhow::Result<Scorecard>
    where
        F: Fn(&Scorecard, &Signer<'_>) -> Result<Vec<ScorecardEvent>, ScorecardRefusal>,
    {
        let signer = self.session.signer(act)?;
        scorecards::act(self.store(), self.settings, self.session, &signer, &card.id, decide).await
    }

    /// The account of a scorecard.
    async fn scorecard_account(&self, card: &Scorecard) -> anyhow::Result<Account> {
        let accounts = self.workspace.accounts().await?;
        let found = accounts.iter().find(|account| account.id == *card.account());
        found.cloned().ok_or_else(|| {
            let message = format!("the account `{}` is not in the store any more", card.account());
            Hinted::new(message, []).of_kind(Kind::Missing).into()
        })
    }
}
