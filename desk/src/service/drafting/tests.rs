//! What is told of a brief before it is drafted.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Parser as _;
use jiff::civil::date;
use tempfile::TempDir;
use workflow::brief::RunState;
use workflow::{handoff::HANDOFF, kinds};

use super::*;
use crate::cli::Cli;
use crate::ingest::Ingest;
use crate::output::Output;

const TODAY: Date = date(2026, 6, 30);

fn asked(definition: &'static Definition) -> Asked {
    Asked {
        definition,
        edition: "",
        trigger: None,
        audience: Audience::Internal,
    }
}

/// A store with the accounts of the fixtures in it, in its folder.
pub(crate) async fn with_accounts(settings: &Settings) -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(folder.path()).await.unwrap();
    let cli = Cli::try_parse_from(["vouch", "--quiet", "accounts"]).unwrap();
    let ingest = Ingest {
        workspace: &workspace,
        mappings: settings.mappings().unwrap(),
        as_of: TODAY,
        output: &Output::new(&cli.global),
        batch_records: settings.ingest.batch_records,
        dry_run: false,
    };
    let exports = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/accounts"));
    ingest.run(&[exports]).await.unwrap();
    (folder, workspace)
}

/// What is told ahead is reckoned apart from the run; the two must never part.
#[tokio::test]
async fn a_run_begins_as_it_was_told_ahead() {
    let settings = Settings::default();
    let (_folder, workspace) = with_accounts(&settings).await;
    let accounts = workspace.accounts().await.unwrap();
    let mut beginnings = BTreeSet::new();
    for definition in kinds() {
        let asked = asked(definition);
        let drafter = Drafter::Extractive;
        let drafting = Drafting::for_one_look(&workspace, &settings, TODAY, &asked, &drafter)
            .await
            .unwrap();
        for account in accounts.iter() {
            let ahead = drafting.ahead(account).await.unwrap();
            let steps = AtomicUsize::new(0);
            let count = |_| {
                steps.fetch_add(1, Ordering::Relaxed);
            };
            let brief = drafting.draft(account, &count).await.unwrap().outcome.brief;
            let begun = match (brief.state, steps.into_inner()) {
                (RunState::Stopped, _) => Beginning::Stops(brief.reasons),
                (_, 0) => Beginning::Pauses(brief.reasons),
                _ => Beginning::Drafts,
            };
            beginnings.insert(match begun {
                Beginning::Drafts => "drafts",
                Beginning::Pauses(_) => "pauses",
                Beginning::Stops(_) => "stops",
            });
            let sections: Vec<&str> = ahead.sections.iter().map(|it| it.id).collect();
            let drafted: Vec<&str> = brief.sections.iter().map(|it| it.id.as_str()).collect();
            assert_eq!(
                (ahead.beginning, ahead.trigger, ahead.inputs, sections),
                (begun, brief.trigger, brief.inputs, drafted),
                "the {} of {}",
                definition.spec.kind,
                account.id
            );
        }
    }
    assert_eq!(beginnings, BTreeSet::from(["drafts", "pauses", "stops"]));
}

/// The tokens of a brief may all be those that cost more.
#[tokio::test]
async fn what_a_brief_costs_at_most_is_told_by_the_dearer_price() {
    let settings: Settings = toml::from_str(
        r#"
        [model]
        base_url = "http://127.0.0.1:9/v1"
        name = "small"
        spend_limit_tokens = 200000
        price_per_million_input = 0.5
        price_per_million_output = 2.0
        "#,
    )
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(folder.path()).await.unwrap();
    let asked = asked(&HANDOFF);
    let told = async |drafter: &Drafter| {
        let drafting = Drafting::for_one_look(&workspace, &settings, TODAY, &asked, drafter).await;
        drafting.unwrap().drafter_ahead()
    };
    assert_eq!(
        told(&settings.drafter(None, None).unwrap()).await,
        DrafterAhead {
            name: "small".to_owned(),
            url: Some("http://127.0.0.1:9/v1".to_owned()),
            spend_limit_tokens: Some(200_000),
            costs_at_most: Some(0.4),
        }
    );
    assert_eq!(
        told(&Drafter::Extractive).await,
        DrafterAhead {
            name: "extractive".to_owned(),
            url: None,
            spend_limit_tokens: None,
            costs_at_most: None,
        }
    );
}
