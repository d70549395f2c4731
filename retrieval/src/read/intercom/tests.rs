use grounding::{Affiliation, Visibility};

use crate::read::tests::{known, read_all, read_one};
use crate::read::{FileReading, Format};

const CONVERSATION: &str = r#"{"type": "conversation", "id": "55", "title": null, "created_at": 1777593600, "updated_at": 1777600000,
  "state": "open", "priority": "not_priority", "tags": {"type": "tag.list", "tags": [{"name": "Escalated"}]},
  "source": {"type": "conversation", "id": "901", "subject": "<p>Export &amp; import</p>", "body": "<p>It stops.</p><p>Why?</p>",
    "author": {"type": "user", "id": "u1", "name": "Ada Byrne", "email": "Ada@orrin.example"}},
  "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "u1"}]},
  "conversation_parts": {"type": "conversation_part.list", "total_count": 5, "conversation_parts": [
    {"type": "conversation_part", "id": "1", "part_type": "note", "body": "<p>Disk?</p>", "created_at": 1777593700, "updated_at": 1777593700, "author": {"type": "admin", "id": "7", "name": "Tove Lund", "email": "tove@vendor.example"}},
    {"type": "conversation_part", "id": "2", "part_type": "assignment", "body": null, "created_at": 1777593800, "author": {"type": "admin", "id": "7", "name": "Tove Lund", "email": "tove@vendor.example"}},
    {"type": "conversation_part", "id": "3", "part_type": "comment", "body": "<p>Fixed.</p>", "created_at": 1777680000, "author": {"type": "bot", "id": "8", "name": "Fin", "email": null}},
    {"type": "conversation_part", "part_type": "comment", "body": "no id", "created_at": 1777680000},
    {"type": "conversation_part", "id": 4, "part_type": "comment", "body": "Thanks", "created_at": "soon"}]}}"#;

fn told(file: &FileReading) -> Vec<(&str, &str, Visibility)> {
    let sources = file.records.iter().map(|it| &it.source);
    sources
        .map(|it| (it.id.as_str(), it.text.as_str(), it.visibility))
        .collect()
}

#[test]
fn a_conversation_and_its_parts_become_sources() {
    let file = read_one("c.json", CONVERSATION, &known());
    assert_eq!(
        told(&file),
        [
            (
                "intercom:conversation/55",
                "id: 55\nsubject: Export & import\nstatus: open\npriority: not_priority\nIt stops.\nWhy?\nFixed.",
                Visibility::Shareable
            ),
            ("intercom:message/901", "It stops.\nWhy?", Visibility::Shareable),
            ("intercom:part/1", "Disk?", Visibility::Internal),
            ("intercom:part/3", "Fixed.", Visibility::Shareable),
        ]
    );
    let ticket = &file.records[0].source;
    let authors: Vec<_> = ticket
        .authors
        .iter()
        .map(|it| (&ticket.text[it.span.range()], it.name.as_str(), it.affiliation))
        .collect();
    assert_eq!(
        authors,
        [
            ("It stops.\nWhy?", "Ada Byrne", Affiliation::Customer),
            ("Fixed.", "Fin", Affiliation::Vendor)
        ]
    );
    assert!(matches!(&ticket.record, Some(grounding::Record::Ticket(it)) if it.open && it.escalated));
    assert_eq!(file.records[0].modified.as_deref(), Some("2026-05-01T01:46:40.000Z"));
    assert_eq!(file.records[3].source.occurred_at.unwrap().to_string(), "2026-05-02");
    let bad: Vec<_> = file
        .quarantined
        .iter()
        .map(|it| (it.at.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(
        bad,
        [
            ("conversation_parts[3]", "missing field `id`"),
            (
                "conversation_parts[4]",
                "`created_at` `soon` is not a time in seconds since 1970"
            ),
        ]
    );
    // The part without a text is no record.
    assert_eq!((file.format, file.read), (Some(Format::IntercomConversations), 6));
}

#[test]
fn conversations_come_in_lists_and_on_lines_too() {
    let other = CONVERSATION
        .replace("orrin.example", "nobody.example")
        .replace('\n', " ");
    let named = other.replace(
        r#""state""#,
        r#""company": {"company_id": "001A0000006Vm9r", "name": "Any"}, "state""#,
    );
    let list = format!(r#"{{"type": "conversation.list", "pages": null, "conversations": [{other}, {{"id": "9"}}]}}"#);
    let lines = format!("{named}\n{named}\n");
    let reading = read_all(&[("a.json", &list), ("b.jsonl", &lines)], &known());
    let bad: Vec<_> = reading.files[0]
        .quarantined
        .iter()
        .map(|it| format!("{}: {}", it.at, it.reason))
        .collect();
    insta::assert_snapshot!(bad.join("\n"), @"
    conversations[0].conversation_parts[3]: missing field `id`
    conversations[0].conversation_parts[4]: `created_at` `soon` is not a time in seconds since 1970
    conversations[1]: no `created_at` is given
    conversations[0]: unknown account: nobody has the mail domain `nobody.example`
    conversations[0].source: unknown account: nobody has the mail domain `nobody.example`
    conversations[0].conversation_parts[0]: unknown account: nobody has the mail domain `nobody.example`
    conversations[0].conversation_parts[2]: unknown account: nobody has the mail domain `nobody.example`
    ");
    assert_eq!(reading.files[0].read, 7);
    assert_eq!((reading.files[1].records.len(), reading.files[1].read), (8, 12));
}

#[test]
fn records_of_wrong_types_are_set_aside_one_by_one() {
    let list = r#"{"conversations": [{"id": "1", "conversation_parts": null}, 7, null, {"id": [], "source": {}},
      {"id": "2", "created_at": 1777593600, "source": 5, "tags": null, "contacts": null, "conversation_parts": {"conversation_parts": [null, {"body": {}}]}},
      {"id": "3", "created_at": 99999999999999999999, "source": null}]}"#;
    let file = read_one("c.json", list, &known());
    assert_eq!((file.read, file.records.len(), file.quarantined.len()), (9, 0, 9));
    assert!(file.quarantined.iter().all(|it| !it.raw.is_empty()));
}
