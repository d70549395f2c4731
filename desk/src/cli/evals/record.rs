//! `vouch evals record`.

use agent::exchange::{Manifest, Recording};
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
        // Answers that a person wrote are not overwritten by a model's.
        suite.cases.retain(|case| {
            case.exchange
                .as_ref()
                .is_some_and(|folder| !folder.join("recording.toml").is_file())
        });
    }
    suites.retain(|suite| !suite.cases.is_empty());
    if suites.is_empty() {
        let hint = "a case is recorded into the folder that it names as its `exchange`".to_owned();
        return Err(Hinted::new("no case of the suites is drafted by a model", [hint]).into());
    }
    let mut prepared = Prepared::new(context, suites).await?;
    if args.stale {
        let how = How {
            model: Some(&name),
            ..How::default()
        };
        let (report, _) = prepared.run(context, &context.settings, how)?;
        for (suite, ran) in prepared.suites.iter_mut().zip(report.suites) {
            suite.cases.retain(|case| {
                let same = |it: &str| it == case.name || it == format!("{}@{name}", case.name);
                !ran.cases
                    .iter()
                    .any(|it| same(&it.name) && it.error.is_none() && it.requests > 0)
            });
        }
        prepared.suites.retain(|suite| !suite.cases.is_empty());
        if prepared.suites.is_empty() {
            context.output.note("nothing is stale");
            return Ok(Exit::Done);
        }
    }
    let manifest = Manifest::of(&endpoint, args.server.clone(), jiff::Zoned::now().date());
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
                let folder = went.folder.join(&name);
                Recording::write(&folder, &manifest, &went.exchanges, endpoint.api_key.as_ref())?;
                let questions = went.exchanges.len();
                context.output.note(&format!(
                    "{}/{}: {questions} questions in `{}`",
                    went.suite,
                    went.case,
                    folder.display()
                ));
            }
        }
    }
    Ok(worst)
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
