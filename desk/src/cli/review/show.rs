//! A run in full, and the sources of its claims.

use clap::Args;
use workflow::brief::{TextStyle, render_text};
use workflow::run::render_standing;

use super::{Desk, RunArgs};
use crate::cli::Exit;
use crate::cli::source::render_source;
use crate::output::Output;
use crate::service::review::show::Shown;

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Only where it stands, without the brief
    #[arg(long)]
    standing: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OpenArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The claim, such as `c3`
    claim: String,
}

impl Desk<'_> {
    pub(super) async fn show(&self, args: &ShowArgs) -> anyhow::Result<Exit> {
        if args.standing {
            let run = self.service.opened(&args.run.run).await?.run;
            let text = render_standing(&run, self.service.today, self.output.style());
            self.output.result(&self.service.standing(&run), |_| text)?;
            return Ok(Exit::Done);
        }
        let shown = self.service.show(&args.run.run).await?;
        self.output
            .result(&self.service.run_view(&shown), |_| self.in_full(&shown))?;
        Ok(Exit::Done)
    }

    /// A run in full, for a person.
    fn in_full(&self, shown: &Shown) -> String {
        let style = TextStyle {
            claim_ids: true,
            ..self.output.style()
        };
        let mut text = render_standing(&shown.run, self.service.today, style);
        if shown.is_archived() {
            text.push_str("\nFor reading only: the evidence has changed since it was verified\n");
            for change in &shown.changes {
                text.push_str(&format!("  ! {change}\n"));
            }
        }
        if let Some(since) = &shown.since {
            text.push_str(&format!("\n  ! {} ({})\n", since.note, since.target));
        }
        text.push('\n');
        text.push_str(&render_text(&shown.brief, shown.ledger(), style));
        text
    }

    pub(super) async fn open_evidence(&self, args: &OpenArgs) -> anyhow::Result<Exit> {
        let (claim, sources) = self.service.open_evidence(&args.run.run, &args.claim).await?;
        if self.output.is_json() {
            let sources: Vec<_> = sources.iter().map(|(_, source)| source).collect();
            Output::json(&serde_json::json!({ "claim": claim, "sources": sources }))?;
            return Ok(Exit::Done);
        }
        let mut text = format!("{}  {}\n", claim.claim.id, claim.claim.text);
        for (citation, source) in &sources {
            text.push_str(&format!("\n{}\n", render_source(source, Some(citation))));
        }
        self.output.text(&text)?;
        Ok(Exit::Done)
    }
}
