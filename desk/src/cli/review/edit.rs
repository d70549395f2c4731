//! Saying a claim in other words.

use clap::Args;
use grounding::{Ledger, RenderStyle, VerifiedClaim, render};

use super::{Desk, RunArgs};
use crate::cli::Exit;
use crate::failure::{Hinted, Kind};
use crate::service::review::edit::Edit;

#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The claim, such as `c3`
    claim: String,
    /// What it is to say
    #[arg(long)]
    text: String,
}

impl Desk<'_> {
    pub(super) async fn edit(&self, args: &EditArgs) -> anyhow::Result<Exit> {
        match self.service.edit(&args.run.run, &args.claim, &args.text).await? {
            Edit::Said(run) => {
                let said = format!("version {}; approvals given before are void", run.version);
                self.tell(&run, &said)
            }
            Edit::Refused { ledger, claim } => Err(self.rejected(&ledger, &claim)),
        }
    }

    /// Shows the findings, and says that they keep the words out.
    fn rejected(&self, ledger: &Ledger, claim: &VerifiedClaim) -> anyhow::Error {
        let style = RenderStyle {
            color: self.output.color(),
            width: self.output.width(),
        };
        let findings: Vec<String> = claim
            .diagnostics
            .iter()
            .map(|finding| render(finding, Some(&claim.claim), ledger, style))
            .collect();
        self.output.note(&findings.join("\n"));
        let hint = "say what the cited words bear out; nothing was changed".to_owned();
        let refused = Hinted::new("the verifier rejects it in these words", [hint]);
        refused.of_kind(Kind::Refused).into()
    }
}
