//! `vouch evals run`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use evals::suite::compare::compare;
use evals::suite::{Report, render};

use super::suites::{How, Prepared, SuiteArgs};
use crate::cli::watch::Watched;
use crate::cli::{Context, Exit};
use crate::failure::Hinted;
use crate::output::Output;

/// What a run is held against where nobody names another file.
const BASELINE: &str = "evals/baseline.json";

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line, and any of them go together"
)]
pub(in crate::cli) struct RunArgs {
    #[command(flatten)]
    suites: SuiteArgs,
    /// Only recordings of this name, where a case has several
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// A report that this run is held against: nothing may be worse [default: `evals/baseline.json`,
    /// where all suites in their usual place are run and there is one]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Make what comes of this run the baseline
    #[arg(long, conflicts_with_all = ["filter", "live", "model"])]
    update: bool,
    /// Ask the model of the settings instead of the recordings
    #[arg(long)]
    live: bool,
    /// Run everything so often, and say how much it differs
    #[arg(long, value_name = "TIMES", requires = "live", value_parser = clap::value_parser!(u32).range(1..))]
    repeat: Option<u32>,
    /// Say how long each stage took; such a report is never the same twice
    #[arg(long)]
    timings: bool,
    /// Write the report as `JUnit` XML too
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Write it as Markdown for a pull request too
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Write it as one HTML page too
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Go on watching, and run again whenever a suite, a prompt, a recording or the settings change
    #[arg(long, conflicts_with = "update")]
    watch: bool,
}

pub(super) async fn run(context: &Context<'_>, args: &RunArgs) -> anyhow::Result<Exit> {
    let exit = once(context, args).await;
    if !args.watch {
        return exit;
    }
    let mut paths = args.suites.paths();
    for suite in args.suites.read()? {
        paths.extend(suite.sets.into_iter().map(|set| set.data));
        for case in suite.cases {
            paths.extend(case.evidence);
            paths.extend(case.exchange);
            paths.extend(case.labels);
        }
    }
    paths.extend(context.settings.prompts.clone());
    paths.push(
        context
            .global
            .config
            .clone()
            .unwrap_or_else(|| PathBuf::from("vouch.toml")),
    );
    let mut watched = Watched::new(paths);
    show(context, exit);
    context.output.note("watching; stop with Ctrl-C");
    loop {
        watched.changed().await;
        // A file that is half written is told as what is wrong with it, and read again later.
        show(context, once(context, args).await);
    }
}

fn show(context: &Context<'_>, exit: anyhow::Result<Exit>) {
    if let Err(error) = exit {
        context.output.note(&format!("error: {error:#}"));
    }
}

async fn once(context: &Context<'_>, args: &RunArgs) -> anyhow::Result<Exit> {
    if args.update && args.baseline.is_none() && !args.suites.is_everything() {
        let hint = "run all suites, or name a file of its own with `--baseline`".to_owned();
        let what = format!("`{BASELINE}` is of all suites");
        return Err(Hinted::new(what, [hint]).into());
    }
    let settings = context.reread_settings()?;
    let prepared = Prepared::new(context, args.suites.read()?).await?;
    let how = How {
        live: args.live,
        timing: args.timings,
        model: args.model.as_deref(),
    };
    let (mut report, _) = prepared.run(context, &settings, how)?;
    if let Some(times) = args.repeat {
        let mut runs = vec![report];
        for _ in 1..times {
            runs.push(prepared.run(context, &settings, how)?.0);
        }
        report = Report::repeated(&runs);
    }
    let whole = args.suites.is_everything() && args.model.is_none();
    let changes = baseline(args)?.map(|before| compare(&before, &report, whole));
    if args.update && !report.passed {
        context
            .output
            .note("a run in which something fails is no baseline; nothing is kept of it");
    }
    if args.update && report.passed {
        let path = args.baseline.as_deref().unwrap_or(Path::new(BASELINE));
        let mut text = serde_json::to_string_pretty(&report)?;
        text.push('\n');
        save(path, &text)?;
        context
            .output
            .note(&format!("`{}` is the baseline now", path.display()));
    }
    report.passed &= args.update || changes.as_ref().is_none_or(|it| !it.worse);
    report.since_baseline = changes;
    write(args, &report)?;
    if context.output.is_json() {
        Output::json(&report)?;
    } else {
        context.output.text(&told(context, &report))?;
    }
    Ok(if report.passed { Exit::Done } else { Exit::Findings })
}

fn told(context: &Context<'_>, report: &Report) -> String {
    let mut text = render::text(report, context.global.verbose > 0);
    if let Some(changes) = report.since_baseline.as_ref().filter(|it| !it.is_empty()) {
        let how = if changes.worse { "worse than" } else { "differs from" };
        text.push_str(&format!("\n{how} the baseline\n\n{}", changes.text()));
    }
    text
}

/// The report that the run is held against, if there is one.
fn baseline(args: &RunArgs) -> anyhow::Result<Option<Report>> {
    let path = match &args.baseline {
        // A baseline that is about to be made need not be there yet.
        Some(path) if args.update && !path.exists() => return Ok(None),
        Some(path) => path.as_path(),
        None if args.suites.is_everything() && !args.live && Path::new(BASELINE).exists() => Path::new(BASELINE),
        None => return Ok(None),
    };
    read(path).map(Some)
}

/// Reads a report.
pub(super) fn read(path: &Path) -> anyhow::Result<Report> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    serde_json::from_str(&text).map_err(|error| {
        let hint = "such a report is what `vouch evals run --format json` prints".to_owned();
        Hinted::new(format!("`{}` is no report of a run: {error}", path.display()), [hint]).into()
    })
}

fn write(args: &RunArgs, report: &Report) -> anyhow::Result<()> {
    if let Some(path) = &args.junit {
        save(path, &render::junit(report))?;
    }
    if let Some(path) = &args.markdown {
        save(path, &render::markdown(report))?;
    }
    if let Some(path) = &args.html {
        save(path, &render::html(report))?;
    }
    Ok(())
}

fn save(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}
