//! `vouch backtest`: were health scores right about who left?

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use evals::health::policy_file::PolicyFile;
use evals::health::{Backtest, Question, Replayed, read_outcomes, render_backtest, replay};
use workflow::health::{HealthPolicy, Level};

use super::{Context, Exit};
use crate::failure::Hinted;

#[derive(Debug, Args)]
pub(super) struct BacktestArgs {
    /// What came of accounts: a CSV file with the columns `account`, `outcome` (`renewed` or
    /// `churned`) and `date`
    #[arg(long, value_name = "FILE")]
    outcomes: PathBuf,
    /// Count the scores of so many days before each outcome
    #[arg(long, value_name = "DAYS", default_value_t = LEAD, value_parser = clap::value_parser!(i32).range(1..=3_650))]
    lead: i32,
    /// The least bad level that counts as at risk
    #[arg(long, value_enum, default_value_t = AtRisk::Amber)]
    at: AtRisk,
    /// Count the level that the score alone gives, not the one that caps leave
    #[arg(long)]
    without_caps: bool,
    /// Score by this policy file, which may be a proposal, in place of the one of the settings
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

/// The least bad level that counts as at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AtRisk {
    /// Amber, and red
    Amber,
    /// Red alone
    Red,
}

/// So many days before each outcome, where nobody says how many.
pub(super) const LEAD: i32 = 90;

/// So many days before each outcome are looked at for how long before an account was at risk.
const LEADS: [i32; 5] = [30, 60, 90, 120, 180];

pub(super) async fn run(context: &Context<'_>, args: &BacktestArgs) -> anyhow::Result<Exit> {
    let policy = match &args.policy {
        Some(path) => read_policy(path)?,
        None => context.settings.health.scored_by.clone(),
    };
    let mut leads = LEADS.to_vec();
    leads.push(args.lead);
    leads.sort_unstable();
    leads.dedup();
    let replayed = replayed(context, &args.outcomes, &policy, &leads).await?;
    let question = Question {
        lead_days: args.lead,
        at_risk_from: match args.at {
            AtRisk::Amber => Level::Amber,
            AtRisk::Red => Level::Red,
        },
        with_caps: !args.without_caps,
    };
    let report = Backtest::of(&file_name(&args.outcomes), &policy.name, question, &replayed);
    context.output.result(&report, render_backtest)?;
    Ok(if report.leaks.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    })
}

/// A policy that is tried, whether or not anybody has accepted it.
fn read_policy(path: &Path) -> anyhow::Result<HealthPolicy> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let file = PolicyFile::parse(&text).with_context(|| format!("the policy `{}` can't be used", path.display()))?;
    Ok(file.policy)
}

/// The accounts of the outcomes as they stood before; of those that whoever is at the desk may read.
pub(super) async fn replayed(
    context: &Context<'_>,
    outcomes: &Path,
    policy: &HealthPolicy,
    leads: &[i32],
) -> anyhow::Result<Replayed> {
    let labelled = read_outcomes(outcomes, context.global.as_of())?;
    let workspace = context.workspace().await?;
    let accounts = context.readable(&workspace).await?;
    let replayed = replay(&workspace.store, &accounts, &labelled, policy, leads).await?;
    if replayed.cases.is_empty() {
        let message = format!("no account of `{}` is in the store", outcomes.display());
        let hint = "`vouch accounts` lists those that are; the file may name them by any of their ids".to_owned();
        return Err(Hinted::new(message, [hint]).into());
    }
    Ok(replayed)
}

/// A file as a report calls it: its place on this machine is nobody's business.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
