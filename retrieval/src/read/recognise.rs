//! What a file is, told by its content alone.

use std::ops::ControlFlow;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::json::{self, RawObject};
use super::mapped::{self, Mappings, Plan};
use super::outcome::{ExportFile, Parsed};
use super::part::Part;
use super::pieces::Visit;
use super::table::{Columns, Cut, Table};
use super::{
    Format, contracts, gainsight, gong, health, hubspot, id_map, intercom, jira, lines, mail, measures, meetings,
    notes, plans, projects, salesforce, slack, stripe, surveys, webvtt, zendesk,
};

/// How much of a broken JSON file is looked at to tell what it would have been.
const HEAD: usize = 64 * 1024;

/// What records are an export of.
pub(super) enum Kind {
    /// An export that is understood by itself.
    Known(Format),
    /// Records that the settings describe.
    Mapped(Arc<Plan>),
}

/// Recognises what is held of a file and takes it apart, JSON lists in parts of about `size`
/// bytes. Nothing is visited if it is nothing that is understood.
pub(super) fn take_apart(
    file: &ExportFile<'_>,
    size: usize,
    mappings: &Mappings,
    visit: &mut Visit<'_>,
) -> ControlFlow<()> {
    if let Some(json) = Json::of(file, mappings) {
        return match json {
            Json::Broken(parsed) => visit(parsed),
            Json::List(kind, part) => part
                .in_parts(size)
                .iter()
                .try_for_each(|part| visit(parse_list(&kind, part, file))),
        };
    }
    recognise(file, mappings).map_or(ControlFlow::Continue(()), visit)
}

/// Recognises a file that is not JSON, and takes it apart; none if it is nothing that is
/// understood.
fn recognise(file: &ExportFile<'_>, mappings: &Mappings) -> Option<Parsed> {
    if let Some(parsed) = lines::recognise(file, mappings) {
        return Some(parsed);
    }
    if webvtt::is_webvtt(file.bytes) {
        return Some(webvtt::parse(file));
    }
    if notes::is_note(file.bytes) {
        return Some(notes::parse(file));
    }
    if mail::is_mail(file.bytes) {
        return Some(mail::parse(file));
    }
    if mail::is_mailbox(file.bytes) {
        return Some(mail::parse_mailbox(file));
    }
    if let Some(columns) = Columns::of(file.bytes)
        && let Some(parsed) = parse_table(file, Table::read(columns, file.bytes), mappings)
    {
        return Some(parsed);
    }
    contracts::recognise(file).or_else(|| mail::refuse_by_name(file))
}

/// Whether the table that begins so is one that is understood.
pub(super) fn is_table(columns: &Columns, head: &[u8], mappings: &Mappings) -> bool {
    let (table, _) = Table::read_piece(columns.clone(), head, Cut::default(), false);
    parse_table(&ExportFile::new("", &[]), table, mappings).is_some()
}

/// Takes rows of a table apart; none if its columns are none that are understood.
pub(super) fn parse_table(file: &ExportFile<'_>, table: Table, mappings: &Mappings) -> Option<Parsed> {
    let columns = &table.columns;
    if let Some(plan) = mappings.of_table(columns, true) {
        return Some(mapped::parse_table(plan, table, file));
    }
    if let Some(object) = salesforce::object_of(&table) {
        Some(salesforce::parse(object, table, file))
    } else if jira::fits(columns) {
        Some(jira::parse_table(table, file))
    } else if gainsight::fits(columns) {
        Some(gainsight::parse(table, file))
    } else if projects::fits(columns) {
        Some(projects::parse(table, file))
    } else if meetings::fits(columns) {
        Some(meetings::parse(table))
    } else if health::fits(columns) {
        Some(health::parse(table, file))
    } else if surveys::fits(columns) {
        Some(surveys::parse(table, file))
    } else if measures::fits_dashboard(columns) {
        Some(measures::parse_dashboard(table, file))
    } else if measures::fits_usage(columns) {
        Some(measures::parse_usage(table, file))
    } else if id_map::fits(columns) {
        Some(id_map::parse(table))
    } else if let Some(plan) = mappings.of_table(columns, false) {
        Some(mapped::parse_table(plan, table, file))
    } else if measures::fits_wide_usage(&table) {
        // Told by its figures alone, so every other table comes before it.
        Some(measures::parse_wide_usage(table, file))
    } else {
        None
    }
}

/// A file that is one JSON document.
enum Json<'a> {
    List(Kind, Part<'a>),
    /// It would have been an export but breaks off or goes wrong.
    Broken(Parsed),
}

impl<'a> Json<'a> {
    fn of(file: &ExportFile<'a>, mappings: &Mappings) -> Option<Self> {
        let first = file.bytes.iter().find(|it| !it.is_ascii_whitespace())?;
        if !matches!(first, b'{' | b'[') {
            return None;
        }
        let document = match std::str::from_utf8(file.bytes) {
            Ok(text) => serde_json::from_str::<&RawValue>(text),
            // The parser names the byte that is no text.
            Err(_) => serde_json::from_slice::<&RawValue>(file.bytes),
        };
        match document {
            Ok(document) => {
                let mapped = |first| mappings.of_document(document, first);
                let (kind, part) = match mapped(true) {
                    Some((plan, part)) => (Kind::Mapped(plan), part),
                    None => match shape(document) {
                        Some((format, part)) => (Kind::Known(format), part),
                        None => mapped(false).map(|(plan, part)| (Kind::Mapped(plan), part))?,
                    },
                };
                Some(Self::List(kind, part))
            }
            Err(_) if lines::kind_of(file.bytes, mappings).is_some() => None,
            Err(error) => {
                let format = broken_shape(file.bytes, mappings)?;
                let at = format!("byte {}", json::byte_of(&error, file.bytes));
                let reason = format!("invalid JSON: {error}");
                let parsed = Parsed::refused(Some(format), &at, &reason, file.bytes);
                Some(Self::Broken(parsed))
            }
        }
    }
}

/// What a record is an export of, by its fields.
pub(super) fn kind_of_record(record: &RawValue, mappings: &Mappings) -> Option<Kind> {
    if let Some(plan) = mappings.of_record(record, true) {
        return Some(Kind::Mapped(plan));
    }
    match shape_of_record(&RawObject::of(record)?) {
        Some(format) => Some(Kind::Known(format)),
        None => mappings.of_record(record, false).map(Kind::Mapped),
    }
}

/// Takes the records of a JSON export apart.
pub(super) fn parse_list(kind: &Kind, part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    match kind {
        Kind::Mapped(plan) => mapped::parse_part(Arc::clone(plan), part, file),
        Kind::Known(format) => match format {
            Format::ZendeskTickets => zendesk::parse_tickets(part, file),
            Format::ZendeskOrganizations => zendesk::parse_organizations(part, file),
            Format::ZendeskUsers => zendesk::parse_users(part, file),
            Format::GongCalls => gong::parse_calls(part, file),
            Format::GongTranscripts => gong::parse_transcripts(part, file),
            Format::StripeInvoices => stripe::parse(part, file),
            Format::UsageEvents => measures::parse_events(part, file),
            Format::SlackMessages => slack::parse_messages(part, file),
            Format::SlackChannels => slack::parse_channels(part, file),
            Format::SlackUsers => slack::parse_users(part, file),
            Format::IntercomConversations => intercom::parse_conversations(part, file),
            Format::HubspotObjects => hubspot::parse(part, file),
            Format::JiraIssues => jira::parse_issues(part, file),
            _ => plans::parse(part, file),
        },
    }
}

fn shape(document: &RawValue) -> Option<(Format, Part<'_>)> {
    if let Some(records) = json::list(document) {
        let first = RawObject::of(records.first()?)?;
        return Some((shape_of_record(&first)?, Part::list("", records, RawObject::default())));
    }
    let object = RawObject::of(document)?;
    let named = [
        ("tickets", Format::ZendeskTickets),
        ("callTranscripts", Format::GongTranscripts),
        ("calls", Format::GongCalls),
        ("organizations", Format::ZendeskOrganizations),
        ("users", Format::ZendeskUsers),
        ("accounts", Format::SuccessPlans),
        ("data", Format::StripeInvoices),
        ("issues", Format::JiraIssues),
        ("results", Format::HubspotObjects),
        ("conversations", Format::IntercomConversations),
    ];
    for (name, format) in named {
        let Some(records) = object.list(name) else { continue };
        let fits = match records.first().and_then(|first| RawObject::of(first)) {
            Some(first) => shape_of_record(&first) == Some(format),
            // An export may be empty; the other keys tell nothing then.
            None if format == Format::JiraIssues => records.is_empty() && is_jira_page(&object),
            None => {
                let common = [Format::SuccessPlans, Format::StripeInvoices, Format::HubspotObjects];
                records.is_empty() && !common.contains(&format)
            }
        };
        if fits {
            return Some((format, Part::list(name, records, object)));
        }
    }
    // A single account, invoice, event, issue, object or conversation may stand by itself.
    let alone = [
        Format::SuccessPlans,
        Format::StripeInvoices,
        Format::UsageEvents,
        Format::JiraIssues,
        Format::HubspotObjects,
        Format::IntercomConversations,
    ];
    let format = shape_of_record(&object).filter(|format| alone.contains(format))?;
    Some((format, Part::whole(document)))
}

/// Whether an object without issues is a page of Jira's all the same.
fn is_jira_page(object: &RawObject<'_>) -> bool {
    ["startAt", "isLast", "nextPageToken"].iter().any(|it| object.has(it))
}

/// What a record is an export of, by its fields.
fn shape_of_record(record: &RawObject<'_>) -> Option<Format> {
    if record.has("successPlans") {
        Some(Format::SuccessPlans)
    } else if record.has("callId") && record.has("transcript") {
        Some(Format::GongTranscripts)
    } else if record.has("metaData") {
        Some(Format::GongCalls)
    } else if jira::is_issue(record) {
        Some(Format::JiraIssues)
    } else if hubspot::fits(record) {
        Some(Format::HubspotObjects)
    } else if record.has("conversation_parts") || (record.has("source") && has_type(record, "conversation")) {
        Some(Format::IntercomConversations)
    } else if record.has("subject") && record.has("status") && (record.has("comments") || record.has("requester_id")) {
        Some(Format::ZendeskTickets)
    } else if record.has("domain_names") {
        Some(Format::ZendeskOrganizations)
    } else if record.has("role") && (record.has("email") || record.has("organization_id")) && record.has("id") {
        Some(Format::ZendeskUsers)
    } else if stripe::is_invoice(record) {
        Some(Format::StripeInvoices)
    } else if measures::is_event(record) {
        Some(Format::UsageEvents)
    } else if record.has("ts") && has_type(record, "message") {
        Some(Format::SlackMessages)
    } else if record.has("profile") && record.has("id") && (record.has("team_id") || record.has("is_bot")) {
        Some(Format::SlackUsers)
    } else if record.has("members") && record.has("created") && record.has("id") && is_channel(record) {
        Some(Format::SlackChannels)
    } else {
        None
    }
}

/// Whether a record says that it is of that type.
fn has_type(record: &RawObject<'_>, wanted: &str) -> bool {
    record.get("type").and_then(json::scalar).is_some_and(|it| it == wanted)
}

/// Whether a record is a Slack channel, or a conversation that has no name.
fn is_channel(record: &RawObject<'_>) -> bool {
    let is_conversation = |id: String| id.starts_with('D') && id.len() > 4;
    (record.has("topic") && record.has("purpose"))
        || record.get("id").and_then(json::scalar).is_some_and(is_conversation)
}

/// What a file that is no whole JSON would have been, by the keys at its start.
fn broken_shape(bytes: &[u8], mappings: &Mappings) -> Option<Format> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let has = |key: &str| {
        let quoted = format!("\"{key}\"");
        head.match_indices(&quoted)
            .any(|(at, _)| head[at + quoted.len()..].trim_start().starts_with(':'))
    };
    let all = |keys: &[&str]| keys.iter().all(|key| has(key));
    if has("successPlans") {
        Some(Format::SuccessPlans)
    } else if has("callTranscripts") || all(&["callId", "transcript"]) {
        Some(Format::GongTranscripts)
    } else if all(&["issues", "key", "fields"]) {
        Some(Format::JiraIssues)
    } else if all(&["results", "properties"]) && (has("hs_object_id") || all(&["createdAt", "archived"])) {
        Some(Format::HubspotObjects)
    } else if all(&["calls", "metaData"]) {
        Some(Format::GongCalls)
    } else if has("conversation_parts") || all(&["conversations", "source"]) {
        Some(Format::IntercomConversations)
    } else if has("subject") && has("status") && (has("tickets") || has("requester_id")) {
        Some(Format::ZendeskTickets)
    } else if has("domain_names") {
        Some(Format::ZendeskOrganizations)
    } else if all(&["users", "role", "email"]) {
        Some(Format::ZendeskUsers)
    } else if all(&["customer", "amount_due", "currency"]) {
        Some(Format::StripeInvoices)
    } else if all(&["event_type", "event_time"]) {
        Some(Format::UsageEvents)
    } else if all(&["type", "ts", "user", "text"]) {
        Some(Format::SlackMessages)
    } else if all(&["profile", "team_id"]) {
        Some(Format::SlackUsers)
    } else if all(&["members", "topic", "purpose"]) {
        Some(Format::SlackChannels)
    } else {
        mappings.of_keys(has).map(|_| Format::Mapped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Parsed> {
        let mut parsed = None;
        let file = ExportFile::new("x", text.as_bytes());
        let _ = take_apart(&file, usize::MAX, &Mappings::default(), &mut |it| {
            parsed = Some(it);
            ControlFlow::Continue(())
        });
        parsed
    }

    fn format(text: &str) -> Option<Format> {
        parsed(text).and_then(|parsed| parsed.format)
    }

    #[test]
    fn the_content_tells_what_a_file_is() {
        assert_eq!(format(r#"{"tickets": []}"#), Some(Format::ZendeskTickets));
        assert_eq!(format(r#"[{"metaData": {"id": "1"}}]"#), Some(Format::GongCalls));
        assert_eq!(
            format(r#"{"accountId": "1", "successPlans": []}"#),
            Some(Format::SuccessPlans)
        );
        assert_eq!(format("id;Name;Email\n5;Ada;a@b.example\n"), None);
        assert_eq!(
            format("\u{feff}Id;Name;Email\n005A0000006Vm9r;Ada;a@b.example\n"),
            Some(Format::SalesforceUser)
        );
        assert_eq!(format("\n\nWEBVTT\n"), None);
        assert_eq!(format("WEBVTT\n\n"), Some(Format::ZoomTranscript));
        assert_eq!(
            format("From: a@b.example\nTo: c@d.example\nSubject: non-disclosure agreement\n\nHello\n"),
            Some(Format::Mail)
        );
        for (text, expected) in [
            (
                r#"[{"type": "message", "ts": "1.2", "text": ""}]"#,
                Some(Format::SlackMessages),
            ),
            (r#"[{"type": "message", "text": "no time"}]"#, None),
            (r#"[{"type": "event", "ts": "1.2"}]"#, None),
            (
                r#"[{"id": "C1", "created": 1, "members": [], "topic": {}, "purpose": {}}]"#,
                Some(Format::SlackChannels),
            ),
            (
                r#"[{"id": "D0123", "created": 1, "members": []}]"#,
                Some(Format::SlackChannels),
            ),
            (r#"[{"id": "7", "created": 1, "members": []}]"#, None),
            (
                r#"[{"id": "U1", "team_id": "T1", "profile": {}}]"#,
                Some(Format::SlackUsers),
            ),
            (r#"[{"id": "U1", "profile": {}}]"#, None),
            (
                r#"{"conversations": [{"type": "conversation", "source": {}}]}"#,
                Some(Format::IntercomConversations),
            ),
            (
                r#"{"type": "conversation", "id": "1", "source": {}}"#,
                Some(Format::IntercomConversations),
            ),
            (r#"{"conversations": [{"id": "C1", "name": "general"}]}"#, None),
            (r#"{"type": "conversation", "id": "1"}"#, None),
        ] {
            assert_eq!(format(text), expected, "{text}");
        }
        assert_eq!(format(r#"{"object": "list", "data": [{"id": "in_1"}]}"#), None);
        assert_eq!(format("{\"event\": 1}\n{\"event\": 2}\n"), None);
        assert_eq!(
            format("# Hello\n\nA read-me of some project, with no front matter.\n"),
            None
        );
    }

    #[test]
    fn broken_json_is_recognised_by_what_is_left_of_it() {
        let text = r#"{"tickets": [{"id": 1, "subject": "x", "status": "open"}, {"id"#;
        let parsed = parsed(text).unwrap();
        assert_eq!((parsed.format, parsed.read), (Some(Format::ZendeskTickets), 1));
        assert_eq!(parsed.quarantined[0].at, format!("byte {}", text.len()));
        assert_eq!(
            parsed.quarantined[0].reason,
            "invalid JSON: EOF while parsing a string at line 1 column 62"
        );
    }
}
