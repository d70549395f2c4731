//! `vouch evals`.

use std::fmt::Write as _;

use clap::{Args, Subcommand, ValueEnum};
use evals::bench::{self, Group, Report, Set};

use super::{Context, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum EvalsCommand {
    /// Measure retrieval against a labelled set in its published form, whose files are in the
    /// folder of `--data`, at any depth
    Bench(BenchArgs),
}

#[derive(Debug, Args)]
pub(super) struct BenchArgs {
    /// The set
    #[arg(value_enum)]
    set: SetName,
}

/// The sets that can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SetName {
    /// Sentences of meetings' summaries and the turns that support them
    QmsumEvidence,
    /// Statements on agreements and the clauses that decide them
    Contractnli,
    /// Questions and the abstracts that answer them
    Cranfield,
}

pub(super) fn run(context: &Context<'_>, command: &EvalsCommand) -> anyhow::Result<Exit> {
    let EvalsCommand::Bench(args) = command;
    let set = match args.set {
        SetName::QmsumEvidence => Set::QmsumEvidence,
        SetName::Contractnli => Set::ContractNli,
        SetName::Cranfield => Set::Cranfield,
    };
    // Nothing is read from the evidence here: `--data` is the set's folder.
    let report = bench::run(set, &context.global.data)?;
    context.output.result(&report, render)?;
    Ok(Exit::Done)
}

fn render(report: &Report) -> String {
    let mut text = format!("{}, judged by {}\n\n{:<24}{:>6}", report.set, report.metric, "", "rows");
    for name in report.measures.keys() {
        let _ = write!(text, "{name:>11}");
    }
    text.push('\n');
    let whole = Group {
        rows: report.rows,
        value: report.value,
        measures: report.measures.clone(),
    };
    let groups = report.groups.iter().map(|(name, group)| (name.as_str(), group));
    for (name, group) in [("all", &whole)].into_iter().chain(groups) {
        let _ = write!(text, "{name:<24}{:>6}", group.rows);
        for value in group.measures.values() {
            let _ = write!(text, "{value:>11.3}");
        }
        text.push('\n');
    }
    text
}
