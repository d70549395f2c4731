//! What kind of object a record is.

use serde::{Deserialize, Serialize};

use super::super::json::{RawObject, scalar};

/// The kinds of objects that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in super::super) enum Object {
    Company,
    Contact,
    Deal,
    Ticket,
    Note,
    Call,
    Email,
    Meeting,
    Task,
}

impl Object {
    const ALL: [Self; 9] = [
        Self::Note,
        Self::Call,
        Self::Meeting,
        Self::Task,
        Self::Email,
        Self::Deal,
        Self::Ticket,
        Self::Contact,
        Self::Company,
    ];

    /// The object's name in source ids.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Contact => "contact",
            Self::Deal => "deal",
            Self::Ticket => "ticket",
            Self::Note => "note",
            Self::Call => "call",
            Self::Email => "email",
            Self::Meeting => "meeting",
            Self::Task => "task",
        }
    }

    /// The number by which the interface knows the object.
    fn type_id(self) -> &'static str {
        match self {
            Self::Contact => "0-1",
            Self::Company => "0-2",
            Self::Deal => "0-3",
            Self::Ticket => "0-5",
            Self::Task => "0-27",
            Self::Note => "0-46",
            Self::Meeting => "0-47",
            Self::Call => "0-48",
            Self::Email => "0-49",
        }
    }

    /// Properties that no object before it in the order of [`Self::ALL`] lacks if it has them.
    fn signature(self) -> &'static [&'static str] {
        match self {
            Self::Note => &["hs_note_body"],
            Self::Call => &["hs_call_title", "hs_call_body", "hs_call_direction", "hs_call_status"],
            Self::Meeting => &["hs_meeting_title", "hs_meeting_body", "hs_meeting_start_time"],
            Self::Task => &["hs_task_subject", "hs_task_body", "hs_task_status"],
            Self::Email => &[
                "hs_email_subject",
                "hs_email_text",
                "hs_email_html",
                "hs_email_direction",
            ],
            Self::Deal => &["dealname", "dealstage"],
            Self::Ticket => &["hs_pipeline_stage", "hs_ticket_priority"],
            Self::Contact => &["firstname", "lastname", "email"],
            Self::Company => &["domain", "name"],
        }
    }

    /// The object of that name, in the singular or the plural.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.into_iter().find(|object| {
            let singular = object.name();
            let plural = if *object == Self::Company {
                "companies"
            } else {
                singular
            };
            name == singular || name == plural || name.strip_suffix('s') == Some(singular) || name == object.type_id()
        })
    }

    /// What the record is: what it says itself, else what the link to it says, else the first
    /// object of which it has a property.
    pub(super) fn of(record: &RawObject<'_>) -> Option<Self> {
        let text = |name: &str| record.get(name).and_then(scalar).unwrap_or_default();
        if let Some(object) = Self::named(&text("objectTypeId")).or_else(|| Self::named(&text("objectType"))) {
            return Some(object);
        }
        let url = text("url");
        let linked = url.split_once("/record/").and_then(|(_, rest)| rest.split('/').next());
        if let Some(object) = linked.and_then(Self::named) {
            return Some(object);
        }
        let properties = record.get("properties").and_then(RawObject::of)?;
        Self::ALL
            .into_iter()
            .find(|object| object.signature().iter().any(|it| properties.has(it)))
    }

    /// The two ends of an association of one of the interface's own types, by its number.
    pub(super) fn ends(type_id: i64) -> Option<(Self, Self)> {
        use Object::{Call, Company, Contact, Deal, Email, Meeting, Note, Task, Ticket};
        Some(match type_id {
            1 | 279 => (Contact, Company),
            2 | 280 => (Company, Contact),
            5 | 341 => (Deal, Company),
            6 | 342 => (Company, Deal),
            26 | 339 => (Ticket, Company),
            25 | 340 => (Company, Ticket),
            3 => (Deal, Contact),
            4 => (Contact, Deal),
            15 => (Contact, Ticket),
            16 => (Ticket, Contact),
            27 => (Deal, Ticket),
            28 => (Ticket, Deal),
            181 => (Company, Call),
            182 => (Call, Company),
            185 => (Company, Email),
            186 => (Email, Company),
            187 => (Company, Meeting),
            188 => (Meeting, Company),
            189 => (Company, Note),
            190 => (Note, Company),
            191 => (Company, Task),
            192 => (Task, Company),
            193 => (Contact, Call),
            194 => (Call, Contact),
            197 => (Contact, Email),
            198 => (Email, Contact),
            199 => (Contact, Meeting),
            200 => (Meeting, Contact),
            201 => (Contact, Note),
            202 => (Note, Contact),
            203 => (Contact, Task),
            204 => (Task, Contact),
            205 => (Deal, Call),
            206 => (Call, Deal),
            209 => (Deal, Email),
            210 => (Email, Deal),
            211 => (Deal, Meeting),
            212 => (Meeting, Deal),
            213 => (Deal, Note),
            214 => (Note, Deal),
            215 => (Deal, Task),
            216 => (Task, Deal),
            220 => (Call, Ticket),
            224 => (Email, Ticket),
            226 => (Meeting, Ticket),
            228 => (Note, Ticket),
            230 => (Task, Ticket),
            _ => return None,
        })
    }

    /// The two ends of an association by its name: `deal_to_company`, whatever label follows.
    pub(super) fn named_ends(name: &str) -> Option<(Self, Self)> {
        let (from, to) = name.split_once("_to_")?;
        let to = to.split('_').next().unwrap_or(to);
        Some((Self::named(from)?, Self::named(to)?))
    }
}
