//! The supervisor's review.

use clap::Args;
use workflow::people::Act;
use workflow::run::Signer;
use workflow::scorecard::{Scorecard, render_alert};

use super::Desk;
use super::args::ScorecardArgs;
use super::tasks::left;
use crate::cli::Exit;
use crate::scorecards;

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
        self.session.signer(Act::FillScorecard)?;
        let card = self.card(&args.id, Act::FillScorecard).await?;
        let submitting = |card: &Scorecard, signer: &Signer<'_>| card.submit(signer).map(|event| vec![event]);
        self.act(&card, Act::FillScorecard, submitting, left).await
    }

    pub(super) async fn approve(&self, args: &ApproveArgs) -> anyhow::Result<Exit> {
        self.session.signer(Act::ReviewScorecard)?;
        let card = self.card(&args.card.id, Act::ReviewScorecard).await?;
        // Nothing is approved of the account and template meanwhile: one scorecard of them is open
        // at a time, and this is the one.
        let all = scorecards::all(self.store()).await?;
        let same = |it: &&Scorecard| it.account() == card.account() && it.template().name == card.template().name;
        let mut earlier: Vec<&Scorecard> = all
            .iter()
            .filter(same)
            .filter(|it| it.approved().is_some() && it.id != card.id)
            .collect();
        earlier.sort_by_key(|it| it.started.number);
        let approving = |card: &Scorecard, signer: &Signer<'_>| card.approve(signer, &args.comment, &earlier);
        let said = |card: &Scorecard| {
            let alerts = card
                .alerts
                .iter()
                .map(|(_, alert)| format!("\n{}", render_alert(card, alert)));
            format!("approved; it never changes again{}", alerts.collect::<String>())
        };
        self.act(&card, Act::ReviewScorecard, approving, said).await
    }

    pub(super) async fn reject(&self, args: &RejectArgs) -> anyhow::Result<Exit> {
        self.session.signer(Act::ReviewScorecard)?;
        let card = self.card(&args.card.id, Act::ReviewScorecard).await?;
        let rejecting = |card: &Scorecard, signer: &Signer<'_>| {
            card.reject(signer, args.comment.as_deref()).map(|event| vec![event])
        };
        let said = |card: &Scorecard| format!("rejected; {}", left(card));
        self.act(&card, Act::ReviewScorecard, rejecting, said).await
    }
}
