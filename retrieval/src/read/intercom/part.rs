//! What somebody wrote in a conversation.

use grounding::{AccountId, Affiliation, Author, SourceId, SourceKind, Span, Visibility};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::batch::Batch;
use super::super::dates;
use super::super::directory::AccountRef;
use super::super::json::{text, typed};
use super::super::markup::strip_tags;
use super::super::outcome::{Draft, ExportFile};
use super::super::participants::author;
use super::super::people::email;

/// The kinds of parts that the customer is shown; a kind that is not listed stays internal.
const PUBLIC: &[&str] = &["", "comment", "open", "close", "quick_reply", "conversation"];

/// A text and who wrote it.
pub(super) struct PartDraft {
    pub(super) draft: Draft,
    pub(super) author: AuthorJson,
}

/// Reads a part, or the message that began the conversation, whose object is `message`; nothing
/// where it has no text.
pub(super) fn read(
    raw: &RawValue,
    object: &str,
    (began, title): (&str, &str),
    at: &str,
    file: &ExportFile<'_>,
) -> Result<Option<PartDraft>, String> {
    let part: PartJson = typed(raw)?;
    let said = strip_tags(&part.body);
    if said.is_empty() {
        return Ok(None);
    }
    if part.id.is_empty() {
        return Err("missing field `id`".to_owned());
    }
    let created = [part.created_at.as_str(), began].into_iter().find(|it| !it.is_empty());
    let created = created.unwrap_or_default();
    let id = SourceId::new("intercom", object, &part.id);
    let unplaced = AccountRef::Name(String::new());
    let mut draft = Draft::new(id, SourceKind::Comment, unplaced, file.place(at), raw.get().as_bytes());
    let source = &mut draft.source;
    title.clone_into(&mut source.title);
    source.occurred_at = Some(day("created_at", created)?);
    source.visibility = if PUBLIC.contains(&part.part_type.as_str()) {
        Visibility::Shareable
    } else {
        Visibility::Internal
    };
    source.text = said;
    draft.modified = dates::epoch_stamp(&part.updated_at).or_else(|| dates::epoch_stamp(created));
    Ok(Some(PartDraft {
        draft,
        author: part.author.unwrap_or_default(),
    }))
}

/// The day of a time that is given in seconds since 1970.
pub(super) fn day(name: &str, seconds: &str) -> Result<Date, String> {
    if seconds.is_empty() {
        return Err(format!("no `{name}` is given"));
    }
    dates::epoch_day(seconds).ok_or_else(|| format!("`{name}` `{seconds}` is not a time in seconds since 1970"))
}

/// Who wrote a part.
#[derive(Deserialize, Default, Clone)]
pub(super) struct AuthorJson {
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "text")]
    email: String,
}

impl AuthorJson {
    /// Their address in lowercase.
    pub(super) fn address(&self) -> Option<String> {
        email(&self.email)
    }

    /// The side that Intercom says they are on. Bots answer for the vendor.
    pub(super) fn side(&self) -> Affiliation {
        match self.kind.as_str() {
            "admin" | "team" | "bot" => Affiliation::Vendor,
            "user" | "lead" | "contact" | "visitor" => Affiliation::Customer,
            _ => Affiliation::Unknown,
        }
    }

    /// The author of the whole of a text of so many bytes.
    pub(super) fn author(&self, length: usize, account: Option<&AccountId>, batch: &Batch) -> Option<Author> {
        let span = Span::new(0, length);
        let mut signed = author(span, &self.name, self.address().as_deref(), account, batch);
        // A colleague who tries the messenger out is a user there.
        if signed.affiliation == Affiliation::Unknown {
            signed.affiliation = self.side();
        }
        (!signed.name.is_empty()).then_some(signed)
    }
}

#[derive(Deserialize)]
struct PartJson {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    part_type: String,
    #[serde(default, deserialize_with = "text")]
    body: String,
    #[serde(default, deserialize_with = "text")]
    created_at: String,
    #[serde(default, deserialize_with = "text")]
    updated_at: String,
    #[serde(default)]
    author: Option<AuthorJson>,
}
