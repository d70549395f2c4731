//! `vouch evals compare`.

use std::path::Path;

use clap::Args;
use evals::suite::Report;
use evals::suite::compare::compare;

use super::run::read;
use super::suites::{How, Prepared, SuiteArgs};
use crate::cli::{Context, Exit};
use crate::settings::Settings;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArgs {
    /// What was before: a report (`FILE.json`, as `vouch evals run --format json` prints it), settings
    /// that the suites are run with (`FILE.toml`), or recordings (`model:NAME`)
    before: String,
    /// What is now, in the same forms
    now: String,
    #[command(flatten)]
    suites: SuiteArgs,
}

pub(super) async fn run(context: &Context<'_>, args: &CompareArgs) -> anyhow::Result<Exit> {
    let mut prepared = None;
    let before = side(context, args, &args.before, &mut prepared).await?;
    let now = side(context, args, &args.now, &mut prepared).await?;
    let comparison = compare(&before, &now, false);
    context
        .output
        .result(&comparison, evals::suite::compare::Comparison::text)?;
    Ok(if comparison.worse { Exit::Findings } else { Exit::Done })
}

async fn side(
    context: &Context<'_>,
    args: &CompareArgs,
    named: &str,
    prepared: &mut Option<Prepared>,
) -> anyhow::Result<Report> {
    let model = named.strip_prefix("model:");
    let path = Path::new(named);
    let is_settings = path.extension().is_some_and(|it| it == "toml");
    if model.is_none() && !is_settings {
        return read(path);
    }
    let settings = if is_settings {
        Settings::read(Some(path))?
    } else {
        context.reread_settings()?
    };
    let prepared = match prepared {
        Some(prepared) => prepared,
        None => prepared.insert(Prepared::new(context, args.suites.read()?).await?),
    };
    let how = How {
        model,
        ..How::default()
    };
    let (mut report, _) = prepared.run(context, &settings, how)?;
    if model.is_some() {
        // The same case of two models is one case.
        for case in report.suites.iter_mut().flat_map(|suite| &mut suite.cases) {
            if let Some((name, _)) = case.name.split_once('@') {
                case.name = name.to_owned();
            }
        }
    }
    Ok(report)
}
