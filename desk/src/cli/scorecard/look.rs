//! Looking at scorecards: one, all of them, an account's history, the portfolio, the alerts.

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use workflow::people::Act;
use workflow::scorecard::{
    Alert, Scorecard, ScorecardLine, portfolio, render_alert, render_portfolio, render_scorecard,
    render_scorecard_line, render_series, series,
};

use super::Desk;
use super::args::ScorecardArgs;
use crate::cli::Exit;
use crate::names;

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    /// Only the scorecards of this account
    #[arg(long)]
    account: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArgs {
    /// The account, by any of its names
    account: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AlertsArgs {
    /// Only the alerts about this account
    #[arg(long)]
    account: Option<String>,
}

/// What a business function was told.
#[derive(Debug, Serialize)]
struct AlertLine {
    account_id: String,
    scorecard: String,
    at: Timestamp,
    day: Date,
    #[serde(flatten)]
    alert: Alert,
    #[serde(skip)]
    text: String,
}

impl Desk<'_> {
    pub(super) async fn list(&self, args: &ListArgs) -> anyhow::Result<Exit> {
        let cards = self.of(args.account.as_deref()).await?;
        let today = self.today();
        let lines: Vec<ScorecardLine> = cards.iter().map(|card| card.line(today)).collect();
        self.context.output.result(&lines, |_| {
            if cards.is_empty() {
                return "no scorecard was begun yet; `vouch scorecard new ACCOUNT` begins one".to_owned();
            }
            let lines: Vec<String> = cards.iter().map(|card| render_scorecard_line(card, today)).collect();
            lines.join("\n")
        })?;
        Ok(Exit::Done)
    }

    pub(super) async fn show(&self, args: &ScorecardArgs) -> anyhow::Result<Exit> {
        let card = self.card(&args.id, Act::Read).await?;
        let style = self.context.output.style();
        let text = || render_scorecard(&card, self.today(), style);
        self.context.output.result(&card.view(self.today()), |_| text())?;
        Ok(Exit::Done)
    }

    pub(super) async fn history(&self, args: &HistoryArgs) -> anyhow::Result<Exit> {
        let account = self.context.account(self.workspace, &args.account).await?;
        let cards = self.of(Some(account.id.as_str())).await?;
        let series = series(&cards, self.today());
        let style = self.context.output.style();
        self.context
            .output
            .result(&series, |series| render_series(&account.name, series, style))?;
        Ok(Exit::Done)
    }

    pub(super) async fn portfolio(&self) -> anyhow::Result<Exit> {
        let accounts = self.context.readable(self.workspace).await?;
        let portfolios = portfolio(&self.readable().await?, &accounts, self.today());
        let style = self.context.output.style();
        self.context
            .output
            .result(&portfolios, |portfolios| render_portfolio(portfolios, style))?;
        Ok(Exit::Done)
    }

    pub(super) async fn alerts(&self, args: &AlertsArgs) -> anyhow::Result<Exit> {
        let cards = self.of(args.account.as_deref()).await?;
        let mut lines: Vec<AlertLine> = cards.iter().flat_map(alert_lines).collect();
        lines.retain(|line| line.day <= self.today());
        lines.sort_by_key(|line| line.at);
        self.context.output.result(&lines, |lines| {
            if lines.is_empty() {
                return "nobody was alerted".to_owned();
            }
            let line = |it: &AlertLine| format!("{}  {}\n    {}", it.day, it.account_id, it.text);
            lines.iter().map(line).collect::<Vec<_>>().join("\n")
        })?;
        Ok(Exit::Done)
    }

    /// The scorecards of an account, or of all, that whoever is at the desk may read.
    async fn of(&self, account: Option<&str>) -> anyhow::Result<Vec<Scorecard>> {
        self.session.allow(Act::Read, None)?;
        let mut cards = self.readable().await?;
        if let Some(name) = account {
            let accounts = self.workspace.accounts().await?;
            let account = names::account(&accounts, name)?;
            self.session.allow(Act::Read, Some(&account.id))?;
            cards.retain(|card| *card.account() == account.id);
        }
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
