//! `vouch source`.

use std::collections::BTreeMap;

use clap::Args;
use grounding::text::printable;
use grounding::{Affiliation, Citation, Record, Source, SourceId, SourceKind, State, Visibility};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::brief::RunState;
use workflow::people::Act;

use super::{Context, Exit};
use crate::failure::Hinted;
use crate::runs;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    /// The source's id, such as `gong:call/77`
    id: String,
}

/// One source, as other programs rely on it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SourceView {
    source_id: SourceId,
    account_id: Option<String>,
    kind: SourceKind,
    system: String,
    title: String,
    author: Option<String>,
    affiliation: Option<Affiliation>,
    occurred_at: Option<Date>,
    visibility: Visibility,
    state: State,
    revision: u32,
    fields: BTreeMap<String, String>,
    text: String,
    read_from: String,
    /// The approved briefs that were attached to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    attached: Vec<AttachedBrief>,
}

/// An approved brief that was attached to a record.
#[derive(Debug, Serialize, JsonSchema)]
struct AttachedBrief {
    run: String,
    kind: String,
    digest: String,
}

impl SourceView {
    fn new(source: &Source) -> Self {
        let fields = source
            .fields
            .iter()
            .map(|field| (field.name.clone(), source.text[field.span.range()].to_owned()));
        Self {
            source_id: source.id.clone(),
            account_id: source.account.as_ref().map(ToString::to_string),
            kind: source.kind,
            system: source.id.system().to_owned(),
            title: source.title.clone(),
            author: source.author().map(|author| author.name.clone()),
            affiliation: source.author().map(|author| author.affiliation),
            occurred_at: source.occurred_at,
            visibility: source.visibility,
            state: source.state,
            revision: source.revision,
            fields: fields.collect(),
            text: source.text.clone(),
            read_from: read_from(source),
            attached: Vec::new(),
        }
    }
}

pub(super) async fn run(context: &Context<'_>, args: &SourceArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let id = SourceId::raw(args.id.as_str());
    let stored = workspace.store.source(&id).await?;
    let found = match stored {
        Some(source) => Some(source),
        None => series(context, &workspace, &id).await?,
    };
    let Some(source) = found else {
        let hint = "`vouch search ACCOUNT QUERY` finds sources by what they say".to_owned();
        return Err(Hinted::new(format!("no source is called `{}`", args.id), [hint]).into());
    };
    let act = match source.visibility {
        Visibility::Restricted => Act::ReadRestricted,
        Visibility::Shareable | Visibility::Internal => Act::Read,
    };
    context.allow(&workspace, act, source.account.as_ref()).await?;
    let as_of = context.global.as_of();
    if let Some(date) = source.occurred_at.filter(|date| *date > as_of) {
        let hint = "name a later day with `--as-of`".to_owned();
        return Err(Hinted::new(
            format!("`{}` is dated {date}, after the as-of date {as_of}", source.id),
            [hint],
        )
        .into());
    }
    let mut view = SourceView::new(&source);
    view.attached = attached(&workspace, &source).await?;
    context.output.result(&view, |view| {
        let mut text = render_source(&source, None);
        for brief in &view.attached {
            text.push_str(&format!(
                "\nattached: {} {} ({})\n",
                brief.kind, brief.run, brief.digest
            ));
        }
        text
    })?;
    Ok(Exit::Done)
}

/// The briefs that were attached to a record once they were approved (HO-6).
async fn attached(workspace: &Workspace, source: &Source) -> anyhow::Result<Vec<AttachedBrief>> {
    let mut found = Vec::new();
    if !matches!(source.kind, SourceKind::Account | SourceKind::Project) {
        return Ok(found);
    }
    for head in workspace.store.heads(source.account.as_ref()).await? {
        let run = runs::load(&workspace.store, &head.id).await?;
        let is_approved = run.state.word() == RunState::Approved;
        if is_approved && run.attached.iter().any(|(_, target)| *target == source.id.as_str()) {
            found.push(AttachedBrief {
                run: run.id,
                kind: run.started.kind,
                digest: run.digest,
            });
        }
    }
    Ok(found)
}

/// A source as a terminal shows it: what it is, and its text, with the words that a citation
/// points at between marks.
pub(super) fn render_source(source: &Source, cited: Option<&Citation>) -> String {
    let view = SourceView::new(source);
    let about = [
        Some(view.kind.noun().to_owned()),
        view.account_id.clone(),
        view.author.clone(),
        view.occurred_at.map(|date| date.to_string()),
        Some(word(view.visibility)),
        (view.state != State::Live).then(|| word(view.state)),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let text = cited.and_then(|it| marked(&view.text, it)).unwrap_or(view.text);
    // What stands in evidence must not steer the reader's terminal.
    let text: Vec<String> = text.lines().map(|line| printable(line).into_owned()).collect();
    format!(
        "{}\n{}\nread from {}\n\n{}\n",
        view.source_id,
        about.join(" \u{b7} "),
        view.read_from,
        text.join("\n")
    )
}

/// The text with the cited words between marks.
fn marked(text: &str, cited: &Citation) -> Option<String> {
    let (start, end) = (cited.start?, cited.end?);
    let (before, words, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    Some(format!("{before}\u{bb}{words}\u{ab}{after}"))
}

/// A series, which is never stored, but drawn from its account's records as of this run's day.
async fn series(context: &Context<'_>, workspace: &Workspace, id: &SourceId) -> anyhow::Result<Option<Source>> {
    if id.object() != "series" {
        return Ok(None);
    }
    let accounts = workspace.accounts().await?;
    let native = id.as_str().split_once('/').map_or("", |(_, native)| native);
    // The account's name comes first, and may have slashes in it, as metrics may.
    for (end, _) in native.match_indices('/') {
        for account in accounts.iter().filter(|account| account.answers_to(&native[..end])) {
            let ledger = context.ledger(workspace, account).await?;
            if let Some(source) = ledger.source(id) {
                return Ok(Some(source.clone()));
            }
        }
    }
    Ok(None)
}

/// Where a source was read from, or what it was drawn from.
fn read_from(source: &Source) -> String {
    match &source.record {
        Some(Record::Series(series)) => format!("{} records of the account", series.records),
        _ => format!("{} {}", source.origin.path, source.origin.at)
            .trim_end()
            .to_owned(),
    }
}

/// The word that JSON has for a value of a closed vocabulary.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
