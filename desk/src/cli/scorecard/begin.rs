//! Beginning a scorecard.

use clap::Args;
use jiff::civil::Date;
use workflow::scorecard::{Part, Scorecard, render_scorecard};

use super::Desk;
use crate::cli::Exit;

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// The account, by any of its names
    account: String,
    /// The template [default: `account-health`]
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// The day it is due [default: as the template says]
    #[arg(long, value_name = "DATE")]
    due: Option<Date>,
    /// Take the place of one that is open
    #[arg(long)]
    supersede: bool,
}

impl Desk<'_> {
    pub(super) async fn begin(&self, args: &NewArgs) -> anyhow::Result<Exit> {
        let template = args.template.as_deref();
        let beginning = self
            .service
            .begin_scorecard(&args.account, template, args.due, args.supersede);
        let card = beginning.await?;
        let style = self.context.output.style();
        self.context.output.result(&card.view(self.today()), |_| {
            format!("{}\n{}", render_scorecard(&card, self.today(), style), next(&card))
        })?;
        Ok(Exit::Done)
    }
}

/// What whoever has begun a scorecard does next.
fn next(card: &Scorecard) -> String {
    let id = &card.id;
    let mut lines = vec![
        format!("next: `vouch scorecard fill {id} FIELD=VALUE`,"),
        format!("      `vouch scorecard confirm {id} FIELD`"),
    ];
    if !card.people.contains_key(&Part::Supervisor) {
        let line = format!("      `vouch scorecard assign {id} supervisor LOGIN`, as nobody is it yet");
        lines.push(line);
    }
    lines.join("\n")
}
