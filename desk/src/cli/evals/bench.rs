//! `vouch evals bench`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};
use evals::bench::{self, Case, Group, Report, Set};
use evals::briefs;
use evals::judge::Judge;
use evals::plant;
use workflow::Definition;
use workflow::handoff::HANDOFF;
use workflow::health::HEALTH;
use workflow::people::Act;
use workflow::recap::RECAP;
use workflow::summary::SUMMARY;

use crate::cli::{Context, Exit};
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(in crate::cli) struct BenchArgs {
    /// The set
    #[arg(value_enum)]
    set: SetName,
    /// The folder that holds the evidence that `claims` are judged by
    #[arg(long, value_name = "DIR", env = "VOUCH_DATA", default_value = ".vouch")]
    store: PathBuf,
    /// Which words `planted` makes its errors of
    #[arg(long, value_enum, default_value_t = Part::Dev)]
    part: Part,
}

/// The two parts of the words that errors are planted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Those that may be looked at while rules are tuned
    Dev,
    /// Those for the final report
    Final,
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
    /// Summaries of calls, mails and news, some edited so that they no longer agree
    Summedits,
    /// Sentences of Wikipedia and the pages they cite
    Wice,
    /// Statements written to mislead and the passages that decide them
    FoolMeTwice,
    /// Statements on the tables of scientific papers
    Scitab,
    /// Statements on cards of facts
    Infotabs,
    /// Statements on agreements: borne out, contradicted or not mentioned
    ContractnliRelation,
    /// Figures that follow from a report's table
    Tatqa,
    /// Customers of a telephone company, and who of them left
    TelcoChurn,
    /// Claims with an account and a label, judged by the evidence of `--store`; `--data` may
    /// be a file
    Claims,
    /// Errors planted in the claims of `--data` that are accepted, and paraphrases of them, judged
    /// by the evidence of `--store`
    Planted,
    /// Handoffs of a tenant whose truth is known (`key.json`), drafted without a model from the
    /// evidence of `--store`: their states, and the share of the true facts that they state
    BriefsHandoff,
    /// The same of value recaps
    BriefsRecap,
    /// The same of summaries
    BriefsSummary,
    /// Health snapshots of a tenant whose truth is known
    BriefsHealth,
}

impl SetName {
    /// The kind of brief that is measured, where it is one.
    fn brief(self) -> Option<&'static Definition> {
        match self {
            Self::BriefsHandoff => Some(&HANDOFF),
            Self::BriefsRecap => Some(&RECAP),
            Self::BriefsSummary => Some(&SUMMARY),
            Self::BriefsHealth => Some(&HEALTH),
            _ => None,
        }
    }

    /// The set, where its rows bring their own evidence.
    fn published(self) -> Option<Set> {
        Some(match self {
            Self::QmsumEvidence => Set::QmsumEvidence,
            Self::Contractnli => Set::ContractNli,
            Self::Cranfield => Set::Cranfield,
            Self::Summedits => Set::SummEdits,
            Self::Wice => Set::Wice,
            Self::FoolMeTwice => Set::FoolMeTwice,
            Self::Scitab => Set::SciTab,
            Self::Infotabs => Set::InfoTabs,
            Self::ContractnliRelation => Set::ContractNliRelation,
            Self::Tatqa => Set::TatQa,
            Self::TelcoChurn => Set::TelcoChurn,
            Self::Claims
            | Self::Planted
            | Self::BriefsHandoff
            | Self::BriefsRecap
            | Self::BriefsSummary
            | Self::BriefsHealth => {
                return None;
            }
        })
    }
}

pub(super) async fn run(context: &Context<'_>, args: &BenchArgs) -> anyhow::Result<Exit> {
    // `--data` is the set's folder here. Where nobody gave one, it is the evidence's.
    let data = (context.global.data != args.store).then_some(context.global.data.as_path());
    let mut report = match (args.set.published(), data) {
        (Some(set), _) => bench::run(set, &context.global.data)?,
        (None, Some(data)) => judge(context, data, args).await?,
        (None, None) => bail!("name the labelled claims with `--data`, apart from the evidence of `--store`"),
    };
    if context.global.verbose == 0 {
        report.cases.clear();
    }
    context.output.result(&report, render)?;
    Ok(Exit::Done)
}

/// Judges labelled claims by the evidence of a store.
async fn judge(context: &Context<'_>, data: &Path, args: &BenchArgs) -> anyhow::Result<Report> {
    let workspace = Workspace::open(&args.store).await?;
    context.allow(&workspace, Act::Read, None).await?;
    if let Some(definition) = args.set.brief() {
        let how = briefs::How {
            definition,
            as_of: context.global.as_of(),
            policy: &context.settings.policy,
            trigger_days: context.settings.handoff.trigger_days,
        };
        let place = workspace.into_place().await?;
        return briefs::measure(&place, data, &how).await.map_err(anyhow::Error::msg);
    }
    let mut ledgers = BTreeMap::new();
    for account in workspace.accounts().await?.iter() {
        let ledger = context.ledger(&workspace, account).await?;
        ledgers.insert(account.id.clone(), ledger);
    }
    let mut judge = Judge::new(&workspace.store, ledgers, &context.settings.policy);
    if args.set != SetName::Planted {
        return Ok(judge.claims(data).await?);
    }
    let part = match args.part {
        Part::Dev => plant::Part::Dev,
        Part::Final => plant::Part::Final,
    };
    Ok(judge.planted(data, part).await?)
}

/// The table of a report: first all rows, then the groups. A measure that a group doesn't have
/// leaves its place empty.
fn render(report: &Report) -> String {
    let whole = Group {
        rows: report.rows,
        value: report.value,
        measures: report.measures.clone(),
    };
    let mut text = format!("{}, judged by {}\n", report.set, report.metric);
    let (codes, groups): (Vec<_>, Vec<_>) = report
        .groups
        .iter()
        .map(|(name, group)| (name.as_str(), group))
        .partition(|(name, _)| name.starts_with("code "));
    let rows: Vec<_> = std::iter::once(("all", &whole)).chain(groups).collect();
    table(&mut text, &rows);
    if !codes.is_empty() {
        table(&mut text, &codes);
    }
    for case in &report.cases {
        describe(&mut text, case);
    }
    text
}

fn table(text: &mut String, rows: &[(&str, &Group)]) {
    let mut columns: Vec<&str> = Vec::new();
    for name in rows.iter().flat_map(|(_, group)| group.measures.keys()) {
        if !columns.contains(name) {
            columns.push(name);
        }
    }
    let _ = write!(text, "\n{:<40}{:>6}", "", "rows");
    for name in &columns {
        let _ = write!(text, "{name:>width$}", width = width(name));
    }
    text.push('\n');
    for (name, group) in rows {
        let mut line = format!("{name:<40}{:>6}", group.rows);
        for column in &columns {
            let width = width(column);
            let _ = match group.measures.get(column) {
                // A count, unlike a share, has nothing behind its point.
                Some(value) if *value > 1.0 || column.starts_with("on ") => write!(line, "{value:>width$}"),
                Some(value) => write!(line, "{value:>width$.3}"),
                None => write!(line, "{:>width$}", ""),
            };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn width(column: &str) -> usize {
    (column.len() + 2).max(11)
}

fn describe(text: &mut String, case: &Case) {
    let Case {
        id,
        claim,
        quotes,
        expected,
        found,
        findings,
    } = case;
    let _ = write!(text, "\n{id}: expected {expected}, found {found}\n  claim  {claim}\n");
    for quote in quotes {
        let _ = writeln!(text, "  quote  {}", grounding::text::one_line(quote));
    }
    for finding in findings {
        let _ = writeln!(text, "  {finding}");
    }
}
