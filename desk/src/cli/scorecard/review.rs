//! The supervisor's review.

use clap::Args;
use workflow::scorecard::render_alert;

use super::Desk;
use super::args::ScorecardArgs;
use super::tasks::left;
use crate::cli::Exit;

#[derive(Debug, Args)]
pub(in crate::cli) struct ApproveArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// What you say with it
    #[arg(long, default_value = "")]
    comment: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RejectArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// What is to be changed
    #[arg(long)]
    comment: Option<String>,
}

impl Desk<'_> {
    pub(super) async fn submit(&self, args: &ScorecardArgs) -> anyhow::Result<Exit> {
        let card = self.service.submit_scorecard(&args.id).await?;
        self.say(&card, left(&card))
    }

    pub(super) async fn approve(&self, args: &ApproveArgs) -> anyhow::Result<Exit> {
        let card = self
            .service
            .approve_scorecard(&args.card.id, None, &args.comment)
            .await?;
        let alerts = card
            .alerts
            .iter()
            .map(|(_, alert)| format!("\n{}", render_alert(&card, alert)));
        let alerts = alerts.collect::<String>();
        self.say(&card, format!("approved; it never changes again{alerts}"))
    }

    pub(super) async fn reject(&self, args: &RejectArgs) -> anyhow::Result<Exit> {
        let comment = args.comment.as_deref();
        let card = self.service.reject_scorecard(&args.card.id, comment).await?;
        self.say(&card, format!("rejected; {}", left(&card)))
    }
}
