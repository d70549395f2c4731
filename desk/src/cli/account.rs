//! `vouch accounts` and `vouch account`.

use clap::Args;
use grounding::Account;
use workflow::{Overview, brief::InputStatus};

use super::{Context, Exit};

#[derive(Debug, Args)]
pub(super) struct AccountArgs {
    /// The account, by its slug, its name or any id another system gives it
    account: String,
}

pub(super) async fn list(context: &Context<'_>) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let found = context.service(&workspace, &session).overviews().await?;
    context.output.result(&found, |found| table(found))?;
    Ok(Exit::Done)
}

pub(super) async fn show(context: &Context<'_>, args: &AccountArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    let account = service.account(&args.account).await?;
    let overview = service.overview(&account).await?;
    context
        .output
        .result(&overview, |overview| in_full(overview, &account))?;
    Ok(Exit::Done)
}

fn table(found: &[Overview]) -> String {
    if found.is_empty() {
        return "no accounts yet; `vouch ingest PATH` reads exports\n".to_owned();
    }
    let owner = |it: &Overview| it.owner.clone().unwrap_or_else(|| "\u{2014}".to_owned());
    let widest = |of: &dyn Fn(&Overview) -> usize, least: usize| found.iter().map(of).max().unwrap_or(0).max(least);
    let ids = widest(&|it| it.account_id.chars().count(), 7);
    let owners = widest(&|it| owner(it).chars().count(), 5);
    let mut text = format!(
        "{:ids$}  {:owners$}  {:10}  {:10}  handoff inputs\n",
        "account", "owner", "renewal", "newest"
    );
    for it in found {
        let date =
            |date: Option<jiff::civil::Date>| date.map_or_else(|| "\u{2014}".to_owned(), |date| date.to_string());
        let lacks = it.lacks();
        let ready = it.inputs.len() - lacks.len();
        let missing = if lacks.is_empty() {
            String::new()
        } else {
            format!(", lacks {}", lacks.join(", ").replace('_', " "))
        };
        text.push_str(&format!(
            "{:ids$}  {:owners$}  {:10}  {:10}  {ready} of {}{missing}\n",
            it.account_id,
            owner(it),
            date(it.renewal),
            date(it.newest),
            it.inputs.len(),
        ));
    }
    text
}

fn in_full(overview: &Overview, account: &Account) -> String {
    let mut text = format!("{} ({})\n", overview.name, overview.account_id);
    let mut row = |name: &str, value: String| text.push_str(&format!("  {name:10} {value}\n"));
    row(
        "owner",
        overview.owner.clone().unwrap_or_else(|| "nobody on record".to_owned()),
    );
    row(
        "renewal",
        overview
            .renewal
            .map_or_else(|| "unknown".to_owned(), |date| date.to_string()),
    );
    row(
        "newest",
        overview
            .newest
            .map_or_else(|| "no dated evidence".to_owned(), |date| date.to_string()),
    );
    let also: Vec<&str> = account.aliases.iter().map(|alias| alias.value.as_str()).collect();
    row("also known", also.join(", "));
    text.push_str("\nGoals\n");
    for goal in &overview.goals {
        text.push_str(&format!("  {} [{}] {}\n", goal.name, goal.id, goal.status.noun()));
    }
    text.push_str("\nPeople\n");
    for person in &overview.contacts {
        text.push_str(&format!("  {person}\n"));
    }
    text.push_str("\nHandoff inputs\n");
    for input in &overview.inputs {
        let status = match input.status {
            InputStatus::Present => "present",
            InputStatus::Missing => "missing",
            InputStatus::Stale => "stale",
        };
        let note = if input.note.is_empty() {
            String::new()
        } else {
            format!(" ({})", input.note)
        };
        text.push_str(&format!("  {status:8} {}{note}\n", input.name.replace('_', " ")));
    }
    text.push_str("\nSources\n");
    for (kind, count) in &overview.sources {
        text.push_str(&format!("  {count:6} {}\n", kind.noun()));
    }
    text
}
