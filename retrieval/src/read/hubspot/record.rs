//! What becomes of an object.

use std::collections::BTreeSet;

use grounding::{RecordText, SourceId, SourceKind, Span, State};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::value::RawValue;

use super::super::dates;
use super::super::directory::{AccountRef, Identity};
use super::super::json::{RawObject, scalar};
use super::super::markup::strip_tags;
use super::super::outcome::{Draft, ExportFile};
use super::super::people::PersonFact;
use super::links::{Key, beside};
use super::object::Object;

/// An object, and what it tells the others.
pub(super) struct ObjectDraft {
    pub(super) key: Key,
    pub(super) draft: Draft,
    pub(super) identity: Option<Identity>,
    pub(super) person: Option<PersonFact>,
    pub(super) links: Vec<(Key, Key)>,
    /// The mail domains of the customers it names.
    pub(super) domains: BTreeSet<String>,
    /// The owner's id; may be empty.
    pub(super) owner: String,
    /// The address of the customer who wrote it, where it was none of the vendor's.
    pub(super) sender: Option<String>,
    /// What somebody wrote; empty for a record of fields alone.
    pub(super) written: Span,
}

/// The properties, all of which are texts or `null`.
pub(super) struct Properties<'a>(RawObject<'a>);

impl Properties<'_> {
    pub(super) fn text(&self, name: &str) -> String {
        let text = self.0.get(name).and_then(scalar).unwrap_or_default();
        text.trim().to_owned()
    }

    pub(super) fn first(&self, names: &[&str]) -> String {
        let mut texts = names.iter().map(|it| self.text(it));
        texts.find(|it| !it.is_empty()).unwrap_or_default()
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        match self.text(name).to_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    pub(super) fn day(&self, name: &str) -> Result<Option<Date>, String> {
        day(name, &self.text(name))
    }
}

/// Makes a source of an object; the error says why it cannot be one.
pub(super) fn read(raw: &RawValue, at: &str, file: &ExportFile<'_>) -> Result<ObjectDraft, String> {
    let record = RawObject::of(raw).ok_or("the record is no JSON object")?;
    let text = |name: &str| record.get(name).and_then(scalar).unwrap_or_default();
    let properties = record.get("properties").and_then(RawObject::of);
    let properties = Properties(properties.ok_or("`properties` is not an object")?);
    let object = Object::of(&record).ok_or("nothing tells what kind of object the record is")?;
    let id = match text("id") {
        id if id.is_empty() => properties.text("hs_object_id"),
        id => id,
    };
    if id.is_empty() {
        return Err("`id` is empty".to_owned());
    }
    let key = (object, id.clone());
    let created = match day("createdAt", &text("createdAt"))? {
        Some(day) => Some(day),
        None => properties.day("createdate")?.or(properties.day("hs_createdate")?),
    };
    let source_id = SourceId::new("hubspot", object.name(), &id);
    let place = file.place(at);
    let mut draft = Draft::new(source_id, kind(object), AccountRef::Tenant, place, raw.get().as_bytes());
    if text("archived") == "true" {
        draft.source.state = State::Deleted;
    }
    draft.modified = dates::stamp(&text("updatedAt")).or_else(|| {
        let changed = properties.first(&["hs_lastmodifieddate", "lastmodifieddate"]);
        dates::stamp(&changed)
    });
    draft.source.occurred_at = created;
    let mut becomes = ObjectDraft {
        links: beside(&key, &record),
        owner: properties.text("hubspot_owner_id"),
        key,
        draft,
        identity: None,
        person: None,
        domains: BTreeSet::new(),
        sender: None,
        written: Span::new(0, 0),
    };
    becomes.write(&properties);
    match object {
        Object::Company => becomes.company(&properties),
        Object::Contact => becomes.contact(&properties),
        Object::Deal => becomes.deal(&properties)?,
        Object::Ticket => becomes.ticket(&properties),
        Object::Note => {
            becomes.draft.source.title = becomes.draft.source.text.lines().next().unwrap_or_default().to_owned();
            becomes.draft.source.occurred_at = properties.day("hs_timestamp")?.or(created);
        }
        Object::Call | Object::Email | Object::Meeting | Object::Task => becomes.engagement(&properties)?,
    }
    Ok(becomes)
}

fn kind(object: Object) -> SourceKind {
    match object {
        Object::Company => SourceKind::Account,
        Object::Contact => SourceKind::Contact,
        Object::Deal => SourceKind::Opportunity,
        Object::Ticket => SourceKind::Ticket,
        Object::Note => SourceKind::Note,
        Object::Call | Object::Email | Object::Meeting | Object::Task => SourceKind::Task,
    }
}

impl ObjectDraft {
    /// The canonical text: of a note what was written, of a ticket its main fields and what was
    /// written, of the rest a line for each property.
    fn write(&mut self, properties: &Properties<'_>) {
        let source = &mut self.draft.source;
        match self.key.0 {
            Object::Note => {
                source.text = strip_tags(&properties.text("hs_note_body"));
                self.written = Span::new(0, source.text.len());
            }
            Object::Ticket => {
                (source.text, source.fields) = RecordText::new()
                    .field("id", &self.key.1)
                    .field("subject", &properties.text("subject"))
                    .field("status", &properties.text("hs_pipeline_stage"))
                    .field("priority", &properties.text("hs_ticket_priority"))
                    .finish();
                let content = strip_tags(&properties.text("content"));
                if !content.is_empty() {
                    source.text.push('\n');
                    self.written = Span::new(source.text.len(), source.text.len() + content.len());
                    source.text.push_str(&content);
                }
            }
            object => {
                let mut lines = RecordText::new();
                let has_text = !properties.text("hs_email_text").is_empty();
                for (name, value) in &properties.0.0 {
                    // The same words once more, with tags.
                    if has_text && name == "hs_email_html" {
                        continue;
                    }
                    let value = scalar(value).unwrap_or_else(|| value.get().to_owned());
                    let marked_up = name.ends_with("_body") || name.ends_with("_html") || name.ends_with("_notes");
                    lines = lines.field(name, &if marked_up { strip_tags(&value) } else { value });
                }
                (source.text, source.fields) = lines.finish();
                let said = source
                    .fields
                    .iter()
                    .find(|it| it.name == "hs_email_text" || it.name == "hs_email_html");
                if object == Object::Email {
                    self.written = said.map_or(self.written, |it| it.span);
                } else if kind(object) == SourceKind::Task {
                    self.written = Span::new(0, source.text.len());
                }
            }
        }
    }
}

/// A day as ISO 8601 or in milliseconds since 1970, as older exports have it.
fn day(name: &str, text: &str) -> Result<Option<Date>, String> {
    let digits = text.len() >= 11 && text.bytes().all(|it| it.is_ascii_digit());
    let time = text
        .parse()
        .ok()
        .filter(|_| digits)
        .and_then(|it| Timestamp::from_millisecond(it).ok());
    match time {
        Some(time) => Ok(Some(time.to_zoned(jiff::tz::TimeZone::UTC).date())),
        None => dates::optional_day(name, text),
    }
}
