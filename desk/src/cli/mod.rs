//! The command line.

mod account;
mod action;
mod backtest;
mod brief;
mod bundle;
mod doctor;
mod evals;
mod explain;
mod export;
mod fit;
mod index;
mod ingest;
mod ingest_report;
mod maintain;
mod measure;
mod outbox;
mod review;
mod schema;
mod scorecard;
mod search;
mod serve;
mod source;
mod token;
mod user;
mod verify;
mod watch;
mod workflows;

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use grounding::{Account, AccountId, Audience, Ledger, View};
use jiff::civil::Date;
use workflow::people::Act;

use crate::failure::Hinted;
use crate::output::Output;
use crate::service::Service;
use crate::session::Session;
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

impl Cli {
    /// Whether the command comes to an end by itself; one that doesn't is through once somebody
    /// breaks it off.
    pub(crate) fn ends_by_itself(&self) -> bool {
        !matches!(self.command, Command::Serve(_))
    }
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
    /// The day on which the command began, where nobody named one
    #[arg(skip)]
    began: Option<Date>,
    /// Say nothing but the result
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more about what is done; twice for even more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Never use colour
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
    /// Who you are, to sign in with a password; a token in `VOUCH_TOKEN` needs no name
    #[arg(long, global = true, value_name = "LOGIN", env = "VOUCH_USER")]
    pub(crate) user: Option<String>,
}

impl Global {
    /// Settles the day once, so that a run over midnight speaks of one day.
    pub(crate) fn settle_day(&mut self) {
        self.began = Some(self.as_of());
    }

    /// The day that somebody named.
    pub(crate) fn named_day(&self) -> Option<Date> {
        self.as_of
    }

    pub(crate) fn as_of(&self) -> Date {
        self.as_of.or(self.began).unwrap_or_else(|| jiff::Zoned::now().date())
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

/// Who will read what is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AudienceName {
    /// The vendor's own people
    Internal,
    /// The customer: nothing internal is used
    Customer,
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
    Handoff(brief::HandoffArgs),
    /// Draft the value recap of an account: what changed, what proves it, what is open
    Recap(brief::RecapArgs),
    /// Draft the summary of an account, for a glance or a business review
    Summary(brief::SummaryArgs),
    /// Score the health of an account: its signals, what moved, what to do next
    Health(brief::HealthArgs),
    /// Verify a draft, or claims, against the store
    Verify(verify::VerifyArgs),
    /// Approvals, returns, decisions, tasks: what people must do before anything is said
    #[command(subcommand)]
    Review(review::ReviewCommand),
    /// What would reach a customer or change a forecast: proposed, approved, carried out
    #[command(subcommand)]
    Action(action::ActionCommand),
    /// Scorecards of account health: filled, reviewed, compared over time and across accounts
    #[command(subcommand)]
    Scorecard(scorecard::ScorecardCommand),
    /// Make a document of a run, or its audit bundle
    Export(export::ExportArgs),
    /// Count what happened to runs
    Metrics(measure::MetricsArgs),
    /// Pilots: a sample, a period, an owner and a threshold
    #[command(subcommand)]
    Pilot(measure::PilotCommand),
    /// Score accounts as they stood before a known outcome, and count how often that was right
    Backtest(backtest::BacktestArgs),
    /// Propose weights that past outcomes speak for; nothing changes before somebody accepts them
    Fit(fit::FitArgs),
    /// Sampled audit tables, and the chain of the log
    #[command(subcommand)]
    Audit(measure::AuditCommand),
    /// What goes out to the subscribers of the settings
    #[command(subcommand)]
    Outbox(outbox::OutboxCommand),
    /// Say whether this set-up is ready, and the workflows for each account
    Doctor(doctor::DoctorArgs),
    /// Write everything that is stored to one file, while others work on
    Backup(maintain::BackupArgs),
    /// Put a backup back
    Restore(maintain::RestoreArgs),
    /// People and their roles
    #[command(subcommand)]
    User(user::UserCommand),
    /// What people and programs sign in with
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Measure how well it does
    #[command(subcommand)]
    Evals(evals::EvalsCommand),
    /// Open the review desk in the browser, and its API
    Serve(serve::ServeArgs),
    /// List the kinds of brief: how they are rated, what starts and stops them, their sections
    Workflows,
    /// Print the JSON Schemas of what programs exchange with this one
    Schema(schema::SchemaArgs),
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

    /// Who is at the desk.
    async fn session(&self, workspace: &Workspace) -> anyhow::Result<Session> {
        let closed = self.settings.people.sign_in_always;
        Session::open(
            &workspace.store,
            self.global.user.as_deref(),
            self.global.as_of(),
            closed,
        )
        .await
    }

    /// The desk, with whoever sits at it.
    fn service<'s>(&'s self, workspace: &'s Workspace, session: &'s Session) -> Service<'s> {
        Service {
            workspace,
            settings: &self.settings,
            session,
            today: self.global.as_of(),
        }
    }

    /// May whoever is at the desk do this to this account?
    async fn allow(&self, workspace: &Workspace, act: Act, account: Option<&AccountId>) -> anyhow::Result<()> {
        self.session(workspace).await?.allow(act, account)
    }

    /// The accounts that whoever is at the desk may read.
    async fn readable(&self, workspace: &Workspace) -> anyhow::Result<Vec<Account>> {
        let session = self.session(workspace).await?;
        self.service(workspace, &session).readable().await
    }

    /// The account of that name, for whoever may read it.
    async fn account(&self, workspace: &Workspace, name: &str) -> anyhow::Result<Account> {
        let accounts = workspace.accounts().await?;
        let session = self.session(workspace).await?;
        Ok(session.account(&accounts, name)?.clone())
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
        Command::Handoff(args) => brief::handoff(&context, &args).await,
        Command::Recap(args) => brief::recap(&context, &args).await,
        Command::Summary(args) => brief::summary(&context, &args).await,
        Command::Health(args) => brief::health(&context, &args).await,
        Command::Verify(args) => verify::run(&context, &args).await,
        Command::Review(command) => review::run(&context, &command).await,
        Command::Action(command) => action::run(&context, &command).await,
        Command::Scorecard(command) => scorecard::run(&context, &command).await,
        Command::Export(args) => export::run(&context, &args).await,
        Command::Metrics(args) => measure::counted(&context, &args).await,
        Command::Pilot(command) => measure::pilot(&context, &command).await,
        Command::Backtest(args) => backtest::run(&context, &args).await,
        Command::Fit(args) => fit::run(&context, &args).await,
        Command::Audit(command) => measure::audit(&context, &command).await,
        Command::Outbox(command) => outbox::run(&context, &command).await,
        Command::Doctor(args) => doctor::run(&context, &args).await,
        Command::Backup(args) => maintain::backup(&context, &args).await,
        Command::Restore(args) => maintain::restore(&context, &args).await,
        Command::User(command) => user::users(&context, &command).await,
        Command::Token(command) => token::run(&context, &command).await,
        Command::Evals(command) => evals::run(&context, &command).await,
        Command::Serve(args) => serve::run(&context, &args).await,
        Command::Workflows => workflows::run(&context),
        Command::Schema(args) => schema::run(&context, &args),
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
