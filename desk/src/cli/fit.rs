//! `vouch fit`: weights that past outcomes speak for, as a proposal that somebody accepts or doesn't.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use evals::health::{Fit, policy_file, render_fit};
use jiff::Timestamp;
use store::{Alongside, Batch};
use workflow::log::{Event, WEIGHTS, WeightsEvent};
use workflow::people::Act;

use super::backtest::{LEAD, file_name, replayed};
use super::{Context, Exit};
use crate::failure::Hinted;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct FitArgs {
    #[command(subcommand)]
    command: Option<FitCommand>,
    /// What came of accounts: a CSV file with the columns `account`, `outcome` (`renewed` or
    /// `churned`) and `date`
    #[arg(long, value_name = "FILE", required = true)]
    outcomes: Option<PathBuf>,
    /// Score each account as of so many days before its outcome
    #[arg(long, value_name = "DAYS", default_value_t = LEAD, value_parser = clap::value_parser!(i32).range(1..=3_650))]
    lead: i32,
    /// How much effects are held back, above 0: the more, the less few cases can say
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0, value_parser = penalty)]
    alpha: f64,
    /// Write the proposal to this file, which must not exist yet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum FitCommand {
    /// Accept a proposal under your name, so that the settings may name it
    Accept(AcceptArgs),
}

#[derive(Debug, Args)]
struct AcceptArgs {
    /// The proposal, as `--out` wrote it
    file: PathBuf,
}

pub(super) async fn run(context: &Context<'_>, args: &FitArgs) -> anyhow::Result<Exit> {
    match (&args.command, &args.outcomes) {
        (Some(FitCommand::Accept(args)), _) => accept(context, &args.file).await,
        (None, Some(outcomes)) => fit(context, args, outcomes).await,
        (None, None) => Err(Hinted::new("nothing to fit to", ["name the file with `--outcomes`".to_owned()]).into()),
    }
}

async fn fit(context: &Context<'_>, args: &FitArgs, outcomes: &Path) -> anyhow::Result<Exit> {
    let policy = &context.settings.health.scored_by;
    let replayed = replayed(context, outcomes, policy, &[args.lead]).await?;
    let name = file_name(outcomes);
    let fit = Fit::of(&name, policy, args.lead, args.alpha, &replayed)?;
    if let Some(path) = &args.out {
        let day = context.global.as_of();
        let Some(proposal) = fit.proposal(policy, &format!("{}, fitted {day}", policy.name)) else {
            return Err(Hinted::new("there are no weights to write", [fit.not_proposed]).into());
        };
        let from = format!(
            "on {day} from {name}, {} days before each outcome: {} known cases, {} of them churned",
            fit.lead_days, fit.known, fit.churned
        );
        write_new(path, &policy_file::propose(&proposal, &from)?)?;
    }
    context.output.result(&fit, render_fit)?;
    Ok(Exit::Done)
}

/// Writes a file that must not exist yet: the one that stands there may be in use.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    match File::create_new(path) {
        Ok(mut file) => file
            .write_all(text.as_bytes())
            .with_context(|| format!("cannot write `{}`", path.display())),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let hint = "a proposal gets a file of its own; name another with `--out`".to_owned();
            Err(Hinted::new(format!("`{}` exists already", path.display()), [hint]).into())
        }
        Err(error) => Err(error).with_context(|| format!("cannot write `{}`", path.display())),
    }
}

async fn accept(context: &Context<'_>, path: &Path) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let signer = session.signer(Act::AcceptWeights)?;
    session.allow(Act::AcceptWeights, None)?;
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let (login, day) = (&signer.person.login, signer.signed.day);
    let (accepted, file) =
        policy_file::accept(&text, login, day).with_context(|| format!("`{}` can't be accepted", path.display()))?;
    let policy = file.policy.name.clone();
    // The log comes first: nothing is accepted that it doesn't know of.
    let event = Event::Weights(WeightsEvent::Accepted {
        policy: policy.clone(),
        digest: file.digest,
        weights: file.policy.weights,
    });
    let entries = workspace.store.entries(WEIGHTS).await?;
    let batch = Batch {
        stream: WEIGHTS,
        after: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        events: &[event],
        alongside: Alongside::default(),
    };
    workspace
        .store
        .append(session.author(), Timestamp::now(), &[batch])
        .await?;
    std::fs::write(path, accepted).with_context(|| format!("cannot write `{}`", path.display()))?;
    context.output.said(&format!(
        "accepted `{policy}`; the settings score by it with `[health]` and `policy = \"{}\"`",
        path.display()
    ))?;
    Ok(Exit::Done)
}

fn penalty(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|alpha: &f64| alpha.is_finite() && *alpha > 0.0)
        .ok_or_else(|| "it must be a number above 0".to_owned())
}
