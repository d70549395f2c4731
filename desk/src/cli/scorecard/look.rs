//! Looking at scorecards: one, all of them, an account's history, the portfolio, the alerts.

use clap::Args;
use workflow::scorecard::{ScorecardLine, render_portfolio, render_scorecard, render_scorecard_line, render_series};

use super::Desk;
use super::args::ScorecardArgs;
use crate::cli::Exit;
use crate::service::scorecards::AlertLine;

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

impl Desk<'_> {
    pub(super) async fn list(&self, args: &ListArgs) -> anyhow::Result<Exit> {
        let cards = self.service.scorecards(args.account.as_deref()).await?;
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
        let card = self.service.scorecard(&args.id).await?;
        let style = self.context.output.style();
        let text = || render_scorecard(&card, self.today(), style);
        self.context.output.result(&card.view(self.today()), |_| text())?;
        Ok(Exit::Done)
    }

    pub(super) async fn history(&self, args: &HistoryArgs) -> anyhow::Result<Exit> {
        let (account, series) = self.service.scorecard_history(&args.account).await?;
        let style = self.context.output.style();
        self.context
            .output
            .result(&series, |series| render_series(&account.name, series, style))?;
        Ok(Exit::Done)
    }

    pub(super) async fn portfolio(&self) -> anyhow::Result<Exit> {
        let portfolios = self.service.portfolio().await?;
        let style = self.context.output.style();
        self.context
            .output
            .result(&portfolios, |portfolios| render_portfolio(portfolios, style))?;
        Ok(Exit::Done)
    }

    pub(super) async fn alerts(&self, args: &AlertsArgs) -> anyhow::Result<Exit> {
        let lines = self.service.scorecard_alerts(args.account.as_deref()).await?;
        self.context.output.result(&lines, |lines| {
            if lines.is_empty() {
                return "nobody was alerted".to_owned();
            }
            let line = |it: &AlertLine| format!("{}  {}\n    {}", it.day, it.account_id, it.text);
            lines.iter().map(line).collect::<Vec<_>>().join("\n")
        })?;
        Ok(Exit::Done)
    }
}
