//! `vouch evals`.

mod bench;
mod compare;
mod record;
mod run;
mod suites;

use clap::Subcommand;

use super::{Context, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum EvalsCommand {
    /// Run suites: each case against recorded answers, so that nothing is asked of a model and the
    /// report is the same every time
    Run(run::RunArgs),
    /// Ask the model of the settings what the cases of suites ask, and keep its answers
    Record(record::RecordArgs),
    /// Lay two runs side by side: what got better, what got worse, claim by claim
    Compare(compare::CompareArgs),
    /// Measure retrieval or the verifier against a labelled set in its published form, whose
    /// files are in the folder of `--data`, at any depth; `-v` lists the rows that came out wrong
    Bench(bench::BenchArgs),
}

pub(super) async fn run(context: &Context<'_>, command: &EvalsCommand) -> anyhow::Result<Exit> {
    match command {
        EvalsCommand::Run(args) => run::run(context, args).await,
        EvalsCommand::Record(args) => record::run(context, args).await,
        EvalsCommand::Compare(args) => compare::run(context, args).await,
        EvalsCommand::Bench(args) => bench::run(context, args).await,
    }
}
