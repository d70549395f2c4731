//! Beginning a scorecard.

use jiff::civil::Date;
use workflow::people::Act;
use workflow::scorecard::{Scorecard, prefill};

use crate::scorecards::templates::named;
use crate::scorecards::{Beginning, begin};
use crate::service::Service;

impl Service<'_> {
    /// Begins a scorecard of an account; what the records answer is filled in with what it rests
    /// on. Without a template it goes by the usual one, without a day it is due as the template
    /// says.
    pub(crate) async fn begin_scorecard(
        &self,
        account: &str,
        template: Option<&str>,
        due: Option<Date>,
        supersede: bool,
    ) -> anyhow::Result<Scorecard> {
        let signer = self.session.signer(Act::FillScorecard)?;
        let accounts = self.workspace.accounts().await?;
        let account = self.session.account(&accounts, account)?;
        self.session.allow(Act::FillScorecard, Some(&account.id))?;
        let template = named(self.settings, template)?;
        let ledger = self.ledger(account).await?;
        let asked = Beginning {
            account,
            template: &template,
            due,
            people: &self.store().people().await?,
            prefilled: &prefill(&template, &ledger, &self.settings.thresholds),
            supersede,
        };
        begin(self.store(), self.session, &signer, &asked).await
    }
}
