//! A comment of a ticket: what the requester or an agent wrote.

use grounding::{SourceId, SourceKind, State, Visibility};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::dates;
use super::super::directory::AccountRef;
use super::super::json::{text, typed};
use super::super::markup::strip_tags;
use super::super::outcome::{Draft, ExportFile};
use super::ticket::Ticket;

/// A comment and who wrote it.
pub(super) struct CommentDraft {
    pub(super) draft: Draft,
    pub(super) author: String,
}

#[derive(Deserialize)]
struct Comment {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    author_id: String,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    plain_body: Option<String>,
    #[serde(default)]
    html_body: Option<String>,
    #[serde(default)]
    public: bool,
    #[serde(default, deserialize_with = "text")]
    created_at: String,
}

/// Reads one comment of a ticket.
pub(super) fn read(
    raw: &RawValue,
    ticket: &Ticket,
    account: &AccountRef,
    at: &str,
    file: &ExportFile<'_>,
) -> Result<CommentDraft, String> {
    let comment: Comment = typed(raw)?;
    let id = SourceId::new("zendesk", "comment", &comment.id);
    let place = file.place(at);
    let mut draft = Draft::new(id, SourceKind::Comment, account.clone(), place, raw.get().as_bytes());
    let source = &mut draft.source;
    source.title.clone_from(&ticket.subject);
    source.occurred_at = dates::optional_day("created_at", &comment.created_at)?;
    source.visibility = if comment.public {
        Visibility::Shareable
    } else {
        Visibility::Internal
    };
    if ticket.is_deleted() {
        source.state = State::Deleted;
    }
    source.text = [
        comment.body,
        comment.plain_body,
        comment.html_body.as_deref().map(strip_tags),
    ]
    .into_iter()
    .flatten()
    .find(|body| !body.trim().is_empty())
    .unwrap_or_default();
    draft.modified = dates::stamp(&ticket.updated_at);
    Ok(CommentDraft {
        draft,
        author: comment.author_id,
    })
}
