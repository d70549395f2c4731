//! The supervisor's review.

use workflow::people::Act;
use workflow::run::Signer;
use workflow::scorecard::Scorecard;

use crate::failure::{Hinted, Kind};
use crate::scorecards;
use crate::service::Service;

impl Service<'_> {
    /// Sends a scorecard to the supervisor's review.
    pub(crate) async fn submit_scorecard(&self, name: &str) -> anyhow::Result<Scorecard> {
        let card = self.scorecard_to_sign(Act::FillScorecard, name).await?;
        let submitting = |card: &Scorecard, signer: &Signer<'_>| card.submit(signer).map(|event| vec![event]);
        self.act_on_scorecard(&card, Act::FillScorecard, submitting).await
    }

    /// Accepts a scorecard as its supervisor, and alerts whom its scores are to alert.
    pub(crate) async fn approve_scorecard(
        &self,
        name: &str,
        digest: Option<&str>,
        comment: &str,
    ) -> anyhow::Result<Scorecard> {
        let card = self.scorecard_to_sign(Act::ReviewScorecard, name).await?;
        if digest.is_some_and(|seen| card.digest() != seen) {
            let hint = "look at it again, then approve what it says now".to_owned();
            let changed = Hinted::new("the scorecard has changed since you saw it", [hint]);
            return Err(changed.of_kind(Kind::Refused).into());
        }
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
        let approving = |card: &Scorecard, signer: &Signer<'_>| card.approve(signer, comment, &earlier);
        self.act_on_scorecard(&card, Act::ReviewScorecard, approving).await
    }

    /// Rejects a scorecard, with or without a comment; its tasks are open again.
    pub(crate) async fn reject_scorecard(&self, name: &str, comment: Option<&str>) -> anyhow::Result<Scorecard> {
        let card = self.scorecard_to_sign(Act::ReviewScorecard, name).await?;
        let rejecting = |card: &Scorecard, signer: &Signer<'_>| card.reject(signer, comment).map(|event| vec![event]);
        self.act_on_scorecard(&card, Act::ReviewScorecard, rejecting).await
    }
}
