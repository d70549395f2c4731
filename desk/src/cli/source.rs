//! `vouch source`.

use clap::Args;
use grounding::text::printable;
use grounding::{Citation, Source, SourceId, State};
use serde::Serialize;

use super::{Context, Exit};
pub(super) use crate::service::accounts::SourceView;

#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    /// The source's id, such as `gong:call/77`
    id: String,
}

pub(super) async fn run(context: &Context<'_>, args: &SourceArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    let shown = service.source(&SourceId::raw(args.id.as_str())).await?;
    context.output.result(&shown.view(), |view| {
        let mut text = render_source(&shown.source, None);
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

/// The word that JSON has for a value of a closed vocabulary.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
