//! `vouch evals record`.

use std::path::Path;

use agent::exchange::{ExchangeError, Manifest, Recording, RecordingKind};
use clap::Args;

use super::suites::{How, Prepared, SuiteArgs};
use crate::cli::{Context, Exit};
use crate::failure::Hinted;

#[derive(Debug, Args)]
pub(in crate::cli) struct RecordArgs {
    #[command(flatten)]
    suites: SuiteArgs,
    /// The name of the recordings, beside those of other models [default: that of the model]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What serves the model, in words, for whoever reads the recording
    #[arg(long, value_name = "TEXT")]
    server: Option<String>,
    /// Leave recordings alone that still fit the prompts, the evidence and the settings
    #[arg(long)]
    stale: bool,
}

pub(super) async fn run(context: &Context<'_>, args: &RecordArgs) -> anyhow::Result<Exit> {
    let Some(model) = &context.settings.model else {
        let hint = "set `base_url` and `name` under `[model]` in `vouch.toml`".to_owned();
        return Err(Hinted::new("there is no model to record", [hint]).into());
    };
    let endpoint = model.endpoint();
    let name = args.name.clone().unwrap_or_else(|| slug(&endpoint.model));
    let mut suites = args.suites.read()?;
    for suite in &mut suites {
        suite.sets.clear();
        suite.cases.retain(|case| {
            case.exchange
                .as_ref()
                .is_some_and(|folder| may_be_recorded(folder, &name))
        });
    }
    suites.retain(|suite| !suite.cases.is_empty());
    if suites.is_empty() {
        let hint = "a case is recorded into the folder that it names as its `exchange`".to_owned();
        return Err(Hinted::new("no case of the suites is drafted by a model", [hint]).into());
    }
    let manifest = Manifest::of(&endpoint, args.server.clone(), jiff::Zoned::now().date());
    let mut prepared = Prepared::new(context, suites).await?;
    if args.stale && prepared.has_recording(&name) {
        let how = How {
            model: Some(&name),
            ..How::default()
        };
        let (report, _) = prepared.run(context, &context.settings, how)?;
        for (suite, ran) in prepared.suites.iter_mut().zip(report.suites) {
            suite.cases.retain(|case| {
                let same = |it: &str| it == case.name || it == format!("{}@{name}", case.name);
                let fits = ran
                    .cases
                    .iter()
                    .any(|it| same(&it.name) && it.error.is_none() && it.unanswered.is_none() && it.requests > 0);
                !(fits
                    && case
                        .exchange
                        .as_ref()
                        .is_some_and(|it| asks_alike(&it.join(&name), &manifest)))
            });
        }
        prepared.suites.retain(|suite| !suite.cases.is_empty());
        if prepared.suites.is_empty() {
            context.output.note("nothing is stale");
            return Ok(Exit::Done);
        }
    }
    let mut worst = Exit::Done;
    // One case at a time, each kept as soon as it is there: a recording may take an hour.
    for suite in &prepared.suites {
        for case in &suite.cases {
            let one = prepared.only(&suite.name, &case.name);
            let how = How {
                live: true,
                ..How::default()
            };
            let (report, asked) = prepared.run_only(context, &context.settings, how, &one)?;
            let error = report
                .suites
                .iter()
                .flat_map(|it| &it.cases)
                .find_map(|it| it.error.clone());
            if let Some(error) = &error {
                context.output.note(&format!("{}/{}: {error}", suite.name, case.name));
                worst = worst.max(Exit::Findings);
            }
            for went in asked {
                let case = format!("{}/{}", went.suite, went.case);
                if let Some(why) = went.unanswered {
                    // What was recorded before is better than what nobody answered.
                    context.output.note(&format!("{case}: nothing is kept: {why}"));
                    worst = worst.max(Exit::Findings);
                    continue;
                }
                let folder = went.folder.join(&name);
                match Recording::write(&folder, &manifest, &went.exchanges, endpoint.api_key.as_ref()) {
                    Ok(()) => {
                        let files = went.exchanges.len();
                        let questions = if files == 1 { "question" } else { "questions" };
                        let told = format!("{case}: {files} {questions} in `{}`", folder.display());
                        context.output.note(&told);
                    }
                    Err(error @ ExchangeError::Forbidden { .. }) => {
                        context.output.note(&format!("{case}: {error}"));
                        worst = worst.max(Exit::Findings);
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
    Ok(worst)
}

/// Whether a model's answers may be put there: not in the place of those that a person wrote.
fn may_be_recorded(exchange: &Path, name: &str) -> bool {
    let is_scripted =
        |folder: &Path| Recording::open(folder).is_ok_and(|it| it.manifest.source == RecordingKind::Scripted);
    !exchange.join("recording.toml").is_file() && !is_scripted(&exchange.join(name))
}

/// Whether a recording was made by the same model with the same settings.
fn asks_alike(folder: &Path, manifest: &Manifest) -> bool {
    Recording::open(folder).is_ok_and(|recording| {
        let known = Manifest {
            server: manifest.server.clone(),
            recorded: manifest.recorded,
            base_url: manifest.base_url.clone(),
            ..recording.manifest
        };
        known == *manifest
    })
}

/// A name for a folder, from that of a model.
fn slug(model: &str) -> String {
    let mut slug = String::new();
    for character in model.chars() {
        match character {
            'a'..='z' | '0'..='9' | '.' | '_' => slug.push(character),
            'A'..='Z' => slug.push(character.to_ascii_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_matches(['-', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_models_name_makes_a_folders_name() {
        let names = ["Qwen/Qwen2.5-Coder 1.5B", "gpt-4.1", "../../etc", "mistral:7b"];
        assert_eq!(
            names.map(super::slug),
            ["qwen-qwen2.5-coder-1.5b", "gpt-4.1", "etc", "mistral-7b"]
        );
    }
}
