//! Saying a claim in other words.

use agent::pipeline::{self, Edited};
use clap::Args;
use grounding::{Audience, RenderStyle, View, render};
use workflow::people::Act;
use workflow::run::{Run, RunEvent, Signer, to_judge};

use super::{Desk, RunArgs};
use crate::cli::Exit;
use crate::failure::Hinted;
use crate::runs::{self, Doing};

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
        let signer = self.session.signer(Act::Judge)?;
        let opened = self.opened(&args.run.run).await?;
        opened.run.may_edit(&signer).map_err(|error| runs::refused(&error))?;
        super::show::claim(&opened.brief, &args.claim)?;
        if args.text.trim().is_empty() {
            let hint = "`vouch review judge RUN CLAIM reject --reason TEXT` takes one out that waits for a person";
            return Err(Hinted::new("a claim has words", [hint.to_owned()]).into());
        }
        let view = View {
            as_of: self.today().max(opened.run.started.as_of),
            audience: Audience::Internal,
        };
        let policy = &self.context.settings.policy;
        let edited = pipeline::edit(
            self.store(),
            &opened.account,
            opened.definition,
            &opened.brief,
            policy,
            view,
            (&args.claim, &args.text),
        );
        let brief = match edited.await? {
            Edited::Said(brief) => brief,
            Edited::Refused(ledger, claim) => {
                let style = RenderStyle {
                    color: self.context.output.color(),
                    width: self.context.output.width(),
                };
                let findings: Vec<String> = claim
                    .diagnostics
                    .iter()
                    .map(|finding| render(finding, Some(&claim.claim), &ledger, style))
                    .collect();
                self.context.output.note(&findings.join("\n"));
                let hint = "say what the cited words bear out; nothing was changed".to_owned();
                return Err(Hinted::new("the verifier rejects it in these words", [hint]).into());
            }
        };
        let text = serde_json::to_string(&brief)?;
        let editing = |run: &Run, signer: &Signer<'_>| {
            run.may_edit(signer)?;
            if run.digest != opened.run.digest {
                return Err(workflow::run::Refusal::Changed {
                    seen: opened.run.digest.clone(),
                    now: run.digest.clone(),
                });
            }
            let version = run.version + 1;
            Ok(Doing {
                version: Some((version, brief.digest.clone(), text.clone())),
                ..Doing::from(RunEvent::Edited {
                    version,
                    digest: brief.digest.clone(),
                    claim: args.claim.clone(),
                    to_judge: to_judge(&brief),
                })
            })
        };
        let after = runs::act(self.store(), self.session, &signer, &opened.run.id, editing).await?;
        let said = format!("version {}; approvals given before are void", after.version);
        self.tell(&after, &said)
    }
}
