//! What a file is, told by its content alone.

use serde_json::value::RawValue;

use super::json::{self, RawObject};
use super::mapped::{self, Mappings};
use super::outcome::{ExportFile, Parsed};
use super::part::Part;
use super::table::{Columns, Table};
use super::{
    Format, contracts, gainsight, gong, hubspot, id_map, jira, lines, meetings, notes, plans, projects, salesforce,
    webvtt, zendesk,
};

/// How much of a broken JSON file is looked at to tell what it would have been.
const HEAD: usize = 64 * 1024;

/// Recognises a file and takes it apart; none if it is nothing that is understood.
pub(super) fn recognise(file: &ExportFile<'_>, mappings: &Mappings) -> Option<Parsed> {
    if let Some(parsed) = recognise_mapped(file, mappings, true) {
        return Some(parsed);
    }
    let first = file.bytes.iter().find(|it| !it.is_ascii_whitespace())?;
    if matches!(first, b'{' | b'[')
        && let Some(parsed) = recognise_json(file, mappings)
    {
        return Some(parsed);
    }
    if webvtt::is_webvtt(file.bytes) {
        return Some(webvtt::parse(file));
    }
    if notes::is_note(file.bytes) {
        return Some(notes::parse(file));
    }
    if let Some(columns) = Columns::of(file.bytes)
        && let Some(parsed) = recognise_table(file, Table::read(columns, file.bytes))
    {
        return Some(parsed);
    }
    recognise_mapped(file, mappings, false).or_else(|| contracts::recognise(file))
}

/// Recognises what the settings describe: a table, a JSON document, JSON Lines.
fn recognise_mapped(file: &ExportFile<'_>, mappings: &Mappings, first: bool) -> Option<Parsed> {
    if mappings.is_empty() {
        return None;
    }
    let start = file.bytes.iter().find(|it| !it.is_ascii_whitespace())?;
    if matches!(start, b'{' | b'[') {
        return match serde_json::from_slice::<&RawValue>(file.bytes) {
            Ok(document) => {
                let (plan, part) = mappings.of_document(document, first)?;
                Some(mapped::parse_part(plan, &part, file))
            }
            Err(_) => lines::recognise_mapped(file, mappings, first),
        };
    }
    let columns = Columns::of(file.bytes)?;
    let plan = mappings.of_table(&columns, first)?;
    Some(mapped::parse_table(plan, Table::read(columns, file.bytes), file))
}

fn recognise_table(file: &ExportFile<'_>, table: Table) -> Option<Parsed> {
    let columns = &table.columns;
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
    } else if id_map::fits(columns) {
        Some(id_map::parse(table))
    } else {
        None
    }
}

fn recognise_json(file: &ExportFile<'_>, mappings: &Mappings) -> Option<Parsed> {
    let document = match std::str::from_utf8(file.bytes) {
        Ok(text) => serde_json::from_str::<&RawValue>(text),
        // The parser names the byte that is no text.
        Err(_) => serde_json::from_slice::<&RawValue>(file.bytes),
    };
    match document {
        Ok(document) => {
            let (format, part) = shape(document)?;
            Some(parse_list(format, &part, file))
        }
        Err(error) => {
            if let Some(parsed) = lines::recognise(file) {
                return Some(parsed);
            }
            if let Some(parsed) = recognise_mapped(file, mappings, false) {
                return Some(parsed);
            }
            let format = broken_shape(file.bytes, mappings)?;
            let at = format!("byte {}", json::byte_of(&error, file.bytes));
            let reason = format!("invalid JSON: {error}");
            Some(Parsed::refused(Some(format), &at, &reason, file.bytes))
        }
    }
}

/// Takes the records of a JSON export apart.
pub(super) fn parse_list(format: Format, part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    match format {
        Format::ZendeskTickets => zendesk::parse_tickets(part, file),
        Format::ZendeskOrganizations => zendesk::parse_organizations(part, file),
        Format::ZendeskUsers => zendesk::parse_users(part, file),
        Format::GongCalls => gong::parse_calls(part, file),
        Format::GongTranscripts => gong::parse_transcripts(part, file),
        Format::HubspotObjects => hubspot::parse(part, file),
        Format::JiraIssues => jira::parse_issues(part, file),
        _ => plans::parse(part, file),
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
        ("issues", Format::JiraIssues),
        ("results", Format::HubspotObjects),
    ];
    for (name, format) in named {
        let Some(records) = object.list(name) else { continue };
        let fits = match records.first().and_then(|first| RawObject::of(first)) {
            Some(first) => shape_of_record(&first) == Some(format),
            // An export may be empty; the other keys tell nothing then.
            None if format == Format::JiraIssues => records.is_empty() && is_jira_page(&object),
            None => records.is_empty() && !matches!(format, Format::SuccessPlans | Format::HubspotObjects),
        };
        if fits {
            return Some((format, Part::list(name, records, object)));
        }
    }
    // A single account, issue or object may stand by itself.
    let format = shape_of_record(&object)?;
    let single = [Format::SuccessPlans, Format::JiraIssues, Format::HubspotObjects];
    single.contains(&format).then(|| (format, Part::whole(document)))
}

/// Whether an object without issues is a page of Jira's all the same.
fn is_jira_page(object: &RawObject<'_>) -> bool {
    ["startAt", "isLast", "nextPageToken"].iter().any(|it| object.has(it))
}

/// What a record is an export of, by its fields.
pub(super) fn shape_of_record(record: &RawObject<'_>) -> Option<Format> {
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
    } else if record.has("subject") && record.has("status") && (record.has("comments") || record.has("requester_id")) {
        Some(Format::ZendeskTickets)
    } else if record.has("domain_names") {
        Some(Format::ZendeskOrganizations)
    } else if record.has("role") && (record.has("email") || record.has("organization_id")) && record.has("id") {
        Some(Format::ZendeskUsers)
    } else {
        None
    }
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
    } else if has("subject") && has("status") && (has("tickets") || has("requester_id")) {
        Some(Format::ZendeskTickets)
    } else if has("domain_names") {
        Some(Format::ZendeskOrganizations)
    } else if all(&["users", "role", "email"]) {
        Some(Format::ZendeskUsers)
    } else {
        mappings.of_keys(has).map(|_| Format::Mapped)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn format(text: &str) -> Option<Format> {
        recognise(&ExportFile::new(Path::new("x"), text.as_bytes()), &Mappings::default())
            .and_then(|parsed| parsed.format)
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
            None
        );
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
        let parsed = recognise(&ExportFile::new(Path::new("x"), text.as_bytes()), &Mappings::default()).unwrap();
        assert_eq!((parsed.format, parsed.read), (Some(Format::ZendeskTickets), 1));
        assert_eq!(parsed.quarantined[0].at, format!("byte {}", text.len()));
        assert_eq!(
            parsed.quarantined[0].reason,
            "invalid JSON: EOF while parsing a string at line 1 column 62"
        );
    }
}
