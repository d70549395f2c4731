//! Looking at scorecards: one, all of them, an account's history, the portfolio, the alerts.

use grounding::Account;
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::people::Act;
use workflow::scorecard::{Alert, Portfolio, Scorecard, Series, portfolio, render_alert, series};

use crate::scorecards;
use crate::service::Service;

/// What a business function was told.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AlertLine {
    /// The account.
    pub(crate) account_id: String,
    /// The scorecard's id.
    pub(crate) scorecard: String,
    /// When.
    pub(crate) at: Timestamp,
    /// The day under it.
    pub(crate) day: Date,
    /// What.
    #[serde(flatten)]
    pub(crate) alert: Alert,
    /// The same in words.
    #[serde(skip)]
    pub(crate) text: String,
}

impl Service<'_> {
    /// The scorecard of that id, or the one whose id begins so.
    pub(crate) async fn scorecard(&self, name: &str) -> anyhow::Result<Scorecard> {
        self.scorecard_for(Act::Read, name).await
    }

    /// The scorecards of an account, or of all, that whoever is at the desk may read.
    pub(crate) async fn scorecards(&self, account: Option<&str>) -> anyhow::Result<Vec<Scorecard>> {
        self.session.allow(Act::Read, None)?;
        let mut cards = self.readable_scorecards().await?;
        if let Some(name) = account {
            let account = self.account(name).await?;
            cards.retain(|card| *card.account() == account.id);
        }
        Ok(cards)
    }

    /// How an account's scores have gone from one scorecard to the next, by template.
    pub(crate) async fn scorecard_history(&self, account: &str) -> anyhow::Result<(Account, Vec<Series>)> {
        let account = self.account(account).await?;
        let cards = self.scorecards(Some(account.id.as_str())).await?;
        Ok((account, series(&cards, self.today)))
    }

    /// Health across accounts, by the newest scorecard of each.
    pub(crate) async fn portfolio(&self) -> anyhow::Result<Vec<Portfolio>> {
        let accounts = self.readable().await?;
        Ok(portfolio(&self.readable_scorecards().await?, &accounts, self.today))
    }

    /// What business functions were alerted to until today, about an account or about all, the
    /// oldest first.
    pub(crate) async fn scorecard_alerts(&self, account: Option<&str>) -> anyhow::Result<Vec<AlertLine>> {
        let cards = self.scorecards(account).await?;
        let mut lines: Vec<AlertLine> = cards.iter().flat_map(alert_lines).collect();
        lines.retain(|line| line.day <= self.today);
        lines.sort_by_key(|line| line.at);
        Ok(lines)
    }

    async fn readable_scorecards(&self) -> anyhow::Result<Vec<Scorecard>> {
        let mut cards = scorecards::all(self.store()).await?;
        cards.retain(|card| self.session.can(Act::Read, Some(card.account())));
        Ok(cards)
    }
}

fn alert_lines(card: &Scorecard) -> Vec<AlertLine> {
    let lines = card.alerts.iter().map(|(signed, alert)| AlertLine {
        account_id: card.account().to_string(),
        scorecard: card.id.clone(),
        at: signed.at,
        day: signed.day,
        alert: alert.clone(),
        text: render_alert(card, alert),
    });
    lines.collect()
}
