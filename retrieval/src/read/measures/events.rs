//! Product events as Amplitude's Export API (`GET /api/2/export`) gives them: one JSON object a
//! line, times in UTC. Fields are those that <https://amplitude.com/docs/apis/analytics/export>
//! lists.
//!
//! Each event is a source, so that every line is accounted for, and they are counted into a
//! series for each kind of event, which is what a brief would cite. Copies that a client sent
//! twice share their `$insert_id`, by which Amplitude tells them too; so they share a source id,
//! of which the copy uploaded last counts. Events of the vendor's own people, as test users and
//! support staff leave them in a customer's workspace, are no evidence of the customer's use.
//!
//! Who did what when is personal, so an event stays with the vendor.

use grounding::{Affiliation, Event, Record, RecordText, SourceId, SourceKind, State, Visibility};
use jiff::civil::Date;
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::dates;
use super::super::directory::AccountRef;
use super::super::json::{RawObject, list, scalar};
use super::super::lines::LONGEST_LINE;
use super::super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::people;
use super::super::{Format, Quarantined};
use super::{name_in_ids, shortened};

/// Group types that name the account, in the order of trust; tenants name them as they please.
const ACCOUNT_GROUPS: [&str; 12] = [
    "account",
    "accountid",
    "accountname",
    "company",
    "customer",
    "organization",
    "organisation",
    "org",
    "orgid",
    "workspace",
    "workspaceid",
    "tenant",
];

/// Whether an object is such an event.
pub(in super::super) fn is_event(object: &RawObject<'_>) -> bool {
    object.has("event_type") && object.has("event_time") && (object.has("user_id") || object.has("device_id"))
}

/// Takes events apart.
pub(in super::super) fn parse(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut events = Vec::with_capacity(part.records.len());
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        let at = part.at(index);
        match read_event(raw, &at, file) {
            Ok(event) => events.push(event),
            Err(reason) => quarantined.push(Quarantined {
                at: if at.is_empty() { "file".to_owned() } else { at },
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    Parsed::new(Format::UsageEvents, part.records.len(), quarantined, Events(events))
}

struct EventDraft {
    draft: Draft,
    /// The account as the event names it; empty where it doesn't.
    named: String,
    name: String,
    user: Option<String>,
    email: Option<String>,
    date: Date,
}

fn read_event(raw: &RawValue, at: &str, file: &ExportFile<'_>) -> Result<EventDraft, String> {
    let bytes = raw.get().len();
    if bytes > LONGEST_LINE {
        return Err(format!(
            "the event has {bytes} bytes, more than the {LONGEST_LINE} allowed"
        ));
    }
    let object = RawObject::of(raw).ok_or("an event is an object")?;
    let field = |name: &str| object.get(name).and_then(scalar).filter(|it| !it.is_empty());
    let name = field("event_type").ok_or("`event_type` is empty")?;
    let id = field("$insert_id")
        .or_else(|| field("uuid"))
        .ok_or("there is no `$insert_id`, by which copies of one event are told")?;
    let time = field("event_time").ok_or("`event_time` is empty")?;
    let date = dates::day(&time).ok_or_else(|| format!("`event_time` `{}` is not a time", shortened(&time)))?;
    let user = ["user_id", "device_id", "amplitude_id"].into_iter().find_map(field);
    let email = field("user_id").as_deref().and_then(people::email).or_else(|| {
        let properties = object.get("user_properties").and_then(RawObject::of)?;
        people::email(&properties.get("email").and_then(scalar)?)
    });
    let named = group(&object)?;
    let account = match (&named, &email) {
        (Some(name), _) => AccountRef::Name(name.clone()),
        (None, email) => AccountRef::Domains(
            email
                .as_deref()
                .and_then(people::domain)
                .map(str::to_owned)
                .into_iter()
                .collect(),
        ),
    };

    let id = SourceId::new("amplitude", "event", &id);
    let mut draft = Draft::new(id, SourceKind::Usage, account, file.place(at), raw.get().as_bytes());
    let source = &mut draft.source;
    source.title.clone_from(&name);
    source.visibility = Visibility::Internal;
    source.occurred_at = Some(date);
    (source.text, source.fields) = text(&object).finish();
    draft.modified = ["server_upload_time", "client_upload_time"]
        .into_iter()
        .find_map(field)
        .and_then(|time| dates::stamp(&time));
    Ok(EventDraft {
        draft,
        named: named.unwrap_or_default(),
        name,
        user,
        email,
        date,
    })
}

/// The group that names the account: the first of the usual types, or the only one there is.
fn group(object: &RawObject<'_>) -> Result<Option<String>, String> {
    let groups = object.get("groups").and_then(RawObject::of).unwrap_or_default();
    let fold = |name: &str| -> String {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|it| it.to_ascii_lowercase()).collect()
    };
    let usual = ACCOUNT_GROUPS
        .into_iter()
        .find_map(|wanted| groups.0.iter().find(|(name, _)| fold(name) == wanted));
    let Some((name, value)) = usual.or(match groups.0.as_slice() {
        [only] => Some(only),
        _ => None,
    }) else {
        return Ok(None);
    };
    // A user may be in several groups of one type.
    let names: Vec<String> = match list(value) {
        Some(values) => values.into_iter().filter_map(scalar).collect(),
        None => scalar(value).into_iter().collect(),
    };
    match names.as_slice() {
        [] => Ok(None),
        [name] => Ok(Some(name.clone()).filter(|it| !it.is_empty())),
        _ => Err(format!("`groups.{name}` names {} accounts", names.len())),
    }
}

/// The event's own fields, its groups and its properties. What is said of the user as such, and
/// the rest of what is nested, is kept with the bytes.
fn text(object: &RawObject<'_>) -> RecordText {
    let mut text = RecordText::new();
    for (name, value) in &object.0 {
        if let Some(value) = scalar(value) {
            text = text.field(name, &value);
        } else if matches!(name.as_str(), "groups" | "event_properties") {
            for (inner, value) in RawObject::of(value).unwrap_or_default().0 {
                let values = list(value).map(|values| values.into_iter().filter_map(scalar).collect::<Vec<_>>());
                if let Some(value) = scalar(value).or_else(|| Some(values?.join(", "))) {
                    text = text.field(&format!("{name}.{inner}"), &value);
                }
            }
        }
    }
    text
}

struct Events(Vec<EventDraft>);

impl Export for Events {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for event in self.0 {
            sink.take(event.finish(batch), batch);
        }
    }
}

impl EventDraft {
    fn finish(self, batch: &Batch) -> Draft {
        let mut draft = self.draft;
        let account = batch.directory.resolve(&draft.account, &batch.shared.crm_parents);
        let account = account.ok().flatten();
        let side = self
            .email
            .map(|email| batch.people.side_of(&email, account.as_ref(), &batch.directory));
        if side == Some(Affiliation::Vendor) {
            draft.source.state = State::Test;
            if self.named.is_empty() {
                draft.account = AccountRef::Tenant;
            }
        }
        if let Some(account) = account.and_then(|id| batch.directory.get(&id)) {
            let native = format!("{}/{}", name_in_ids(account, &self.named), self.name);
            draft.source.record = Some(Record::Event(Event {
                name: self.name,
                user: self.user,
                date: self.date,
                series: SourceId::new("amplitude", "series", &native),
            }));
        }
        draft
    }
}
