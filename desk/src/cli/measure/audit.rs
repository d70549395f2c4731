//! `vouch audit`.

use clap::{Args, Subcommand};
use workflow::measure::render_audit;

use super::KindName;
use crate::cli::{Context, Exit};
use crate::service::measure::Chain;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AuditCommand {
    /// Look at a sample of accounts: seven things each
    Sample(SampleArgs),
    /// Check the log's chain, and what is kept beside it
    Verify,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SampleArgs {
    /// The kind of brief that is looked at
    #[arg(long, value_enum, default_value_t = KindName::Handoff)]
    kind: KindName,
    /// How many accounts
    #[arg(long, default_value_t = 20)]
    accounts: usize,
    /// Another number picks another sample; the same one picks the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(in crate::cli) async fn audit(context: &Context<'_>, command: &AuditCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    match command {
        AuditCommand::Sample(args) => {
            let table = service.audit_sample(args.kind.into(), args.accounts, args.seed).await?;
            context.output.result(&table, render_audit)?;
            Ok(Exit::Done)
        }
        AuditCommand::Verify => {
            let chain = service.verify_log().await?;
            context.output.result(&chain, told)?;
            Ok(if chain.sound { Exit::Done } else { Exit::Findings })
        }
    }
}

fn told(chain: &Chain) -> String {
    let last = chain.last.as_deref().unwrap_or("none");
    let mut text = format!("{} entries, the last with digest {last}\n", chain.entries);
    if chain.sound {
        text.push_str("the chain is whole, and what is kept beside it follows from it\n");
    }
    for found in &chain.breaks {
        text.push_str(&format!("  ! {found}\n"));
    }
    text
}
