//! What waits, and what is missing.

use clap::Args;
use workflow::run::render_line;

use super::Desk;
use crate::cli::Exit;
use crate::output::Output;
use crate::service::review::list::{Gap, RunFilter, SavedBrief};

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    /// Every run, also those that wait for nobody
    #[arg(long)]
    all: bool,
    /// Only the runs of this account
    #[arg(long)]
    account: Option<String>,
    /// What was saved under a name, whatever became of its run
    #[arg(long, conflicts_with = "all")]
    saved: bool,
}

impl Desk<'_> {
    pub(super) async fn list(&self, args: &ListArgs) -> anyhow::Result<Exit> {
        if args.saved {
            return self.saved(args.account.as_deref()).await;
        }
        let filter = RunFilter {
            all: args.all,
            account: args.account.as_deref(),
        };
        let found = self.service.waiting(filter).await?;
        if self.output.is_json() {
            let listed: Vec<_> = found.iter().map(|run| self.service.listed(run)).collect();
            Output::json(&listed)?;
        } else if found.is_empty() {
            self.output
                .text("nothing waits; `vouch review list --all` lists every run")?;
        } else {
            let today = self.service.today;
            let lines: Vec<String> = found.iter().map(|run| render_line(run, today)).collect();
            self.output.text(&lines.join("\n"))?;
        }
        Ok(Exit::Done)
    }

    async fn saved(&self, account: Option<&str>) -> anyhow::Result<Exit> {
        let found = self.service.saved(account).await?;
        self.output.result(&found, |found| {
            if found.is_empty() {
                return "nothing was saved yet; `vouch review save RUN --name NAME` keeps a brief".to_owned();
            }
            found.iter().map(saved_line).collect::<Vec<_>>().join("\n")
        })?;
        Ok(Exit::Done)
    }

    pub(super) async fn gaps(&self) -> anyhow::Result<Exit> {
        let found = self.service.gaps().await?;
        self.output.result(&found, |found| {
            if found.is_empty() {
                return "every account with a trigger has its brief".to_owned();
            }
            found.iter().map(gap_line).collect::<Vec<_>>().join("\n")
        })?;
        Ok(if found.is_empty() { Exit::Done } else { Exit::Findings })
    }
}

fn saved_line(saved: &SavedBrief) -> String {
    format!(
        "{}  {} of {}, saved by {} on {}; `vouch review show {}`",
        saved.name,
        saved.kind,
        saved.account_id,
        saved.saved_by,
        saved.saved_at.strftime("%Y-%m-%d"),
        saved.run
    )
}

fn gap_line(gap: &Gap) -> String {
    format!(
        "{}  no {} though {} ({}); `vouch {} {}`",
        gap.account_id,
        gap.kind,
        gap.trigger.replace('_', " "),
        gap.record,
        gap.kind,
        gap.account_id
    )
}
