//! Tasks, their dates, and who does them.

use jiff::civil::Date;
use store::Store;
use workflow::people::{Act, Person};
use workflow::run::Signer;
use workflow::scorecard::{DUE, Part, Scorecard};

use crate::failure::{Hinted, Kind};
use crate::service::Service;

impl Service<'_> {
    /// Says that a task is done, and what is to be remembered of it.
    pub(crate) async fn finish_scorecard_task(&self, name: &str, task: &str, note: &str) -> anyhow::Result<Scorecard> {
        self.session.signer(Act::FillScorecard)?;
        let card = self.scorecard_for(Act::Read, name).await?;
        let finishing =
            |card: &Scorecard, signer: &Signer<'_>| card.finish(signer, task, note).map(|event| vec![event]);
        self.act_on_scorecard(&card, Act::FillScorecard, finishing).await
    }

    /// Moves a date that tasks are counted from, or with `due` the day the scorecard is due.
    pub(crate) async fn move_scorecard_date(&self, name: &str, field: &str, to: Date) -> anyhow::Result<Scorecard> {
        let act = if field == DUE { Act::Work } else { Act::FillScorecard };
        let card = self.scorecard_to_sign(act, name).await?;
        let moving = |card: &Scorecard, signer: &Signer<'_>| card.move_date(signer, field, to).map(|event| vec![event]);
        self.act_on_scorecard(&card, act, moving).await
    }

    /// Gives a part to the person of that login.
    pub(crate) async fn assign_scorecard(&self, name: &str, part: Part, login: &str) -> anyhow::Result<Scorecard> {
        let card = self.scorecard_to_sign(Act::Work, name).await?;
        let to = person(self.store(), login).await?;
        let assigning = |card: &Scorecard, signer: &Signer<'_>| card.assign(signer, part, &to).map(|event| vec![event]);
        self.act_on_scorecard(&card, Act::Work, assigning).await
    }
}

/// The person of that login.
async fn person(store: &Store, login: &str) -> anyhow::Result<Person> {
    let found = store.person(login).await?;
    found.ok_or_else(|| {
        let hint = "`vouch user list` lists the people".to_owned();
        let missing = Hinted::new(format!("nobody signs in as `{login}`"), [hint]);
        missing.of_kind(Kind::Missing).into()
    })
}
