//! The command line.

mod account;
mod evals;
mod explain;
mod handoff;
mod index;
mod ingest;
mod ingest_report;
mod search;
mod source;
mod verify;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use grounding::{Account, Audience, Ledger, View};
use jiff::civil::Date;

use crate::failure::Hinted;
use crate::output::Output;
use crate::settings::Settings;
use crate::workspace::Workspace;

/// Briefs for customer-success teams, in which every sentence points at the words that prove it.
#[derive(Debug, Parser)]
#[command(name = "vouch", version, max_term_width = 80)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    /// The folder that holds the evidence and the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "VOUCH_DATA",
        default_value = ".vouch"
    )]
    pub(crate) data: PathBuf,
    /// The settings file [default: `vouch.toml`, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The day to speak of, as YYYY-MM-DD; what is later is invisible [default: today]
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<Date>,
    /// Say nothing but the result
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more about what is done; twice for even more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Never use colour
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
}

impl Global {
    /// Settles the day once, so that a run over midnight speaks of one day.
    pub(crate) fn settle_day(&mut self) {
        self.as_of = Some(self.as_of());
    }

    pub(crate) fn as_of(&self) -> Date {
        self.as_of.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person
    Text,
    /// For a program
    Json,
    /// For code-review tools: findings of `verify` as SARIF 2.1.0
    Sarif,
}

/// Who drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DrafterName {
    /// No model: sentences and records are lifted into claims.
    Extractive,
    /// The model of the settings.
    Live,
    /// A model whose answers were recorded into a folder.
    Replay(PathBuf),
}

impl FromStr for DrafterName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "extractive" => Ok(Self::Extractive),
            None if text == "live" => Ok(Self::Live),
            Some(("replay", folder)) if !folder.is_empty() => Ok(Self::Replay(PathBuf::from(folder))),
            _ => Err("expected `extractive`, `live` or `replay:DIR`".to_owned()),
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read exports into the store and bring the index up to date
    Ingest(ingest::IngestArgs),
    /// The search index
    #[command(subcommand)]
    Index(index::IndexCommand),
    /// List the accounts: owner, renewal, newest evidence, what a handoff lacks
    Accounts,
    /// Show one account in full
    Account(account::AccountArgs),
    /// Show the passages that a draft would be shown
    Search(search::SearchArgs),
    /// Show one record: its fields and its canonical text
    Source(source::SourceArgs),
    /// Draft the sales-to-CS handoff brief of an account
    Handoff(handoff::HandoffArgs),
    /// Verify a draft, or claims, against the store
    Verify(verify::VerifyArgs),
    /// Measure how well it does
    #[command(subcommand)]
    Evals(evals::EvalsCommand),
    /// List the verifier's rules
    Rules,
    /// Show a rule's manual page
    Explain(explain::ExplainArgs),
}

/// What came of a command that could be carried out, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// There is nothing to report.
    Done,
    /// There are findings.
    Findings,
    /// It could not be done, and the result says why.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// What every command is given.
pub(crate) struct Context<'a> {
    pub(crate) global: &'a Global,
    pub(crate) settings: Settings,
    pub(crate) output: &'a Output,
}

impl Context<'_> {
    /// The settings as their file has them now, for a command that watches.
    fn reread_settings(&self) -> anyhow::Result<Settings> {
        Settings::read(self.global.config.as_deref())
    }

    async fn workspace(&self) -> anyhow::Result<Workspace> {
        Workspace::open(&self.global.data).await
    }

    /// The account's ledger as of this run's day, for the vendor's own people.
    async fn ledger(&self, workspace: &Workspace, account: &Account) -> anyhow::Result<Ledger> {
        let view = View {
            as_of: self.global.as_of(),
            audience: Audience::Internal,
        };
        Ok(Ledger::gather(&workspace.store, account, view).await?)
    }
}

pub(crate) async fn run(cli: Cli, output: &Output) -> anyhow::Result<Exit> {
    if cli.global.format == Format::Sarif && !matches!(cli.command, Command::Verify(_)) {
        let hint = "take `--format json`".to_owned();
        return Err(Hinted::new("only `vouch verify` has findings to print as SARIF", [hint]).into());
    }
    let settings = Settings::read(cli.global.config.as_deref())?;
    let context = Context {
        global: &cli.global,
        settings,
        output,
    };
    match cli.command {
        Command::Ingest(args) => ingest::run(&context, &args).await,
        Command::Index(command) => index::run(&context, &command).await,
        Command::Accounts => account::list(&context).await,
        Command::Account(args) => account::show(&context, &args).await,
        Command::Search(args) => search::run(&context, &args).await,
        Command::Source(args) => source::run(&context, &args).await,
        Command::Handoff(args) => handoff::run(&context, &args).await,
        Command::Verify(args) => verify::run(&context, &args).await,
        Command::Evals(command) => evals::run(&context, &command).await,
        Command::Rules => explain::rules(&context),
        Command::Explain(args) => explain::run(&context, &args),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
