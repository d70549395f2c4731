use grounding::{Affiliation, Source, State, Visibility};
use jiff::civil::date;

use crate::read::tests::{known, read_all};

const TICKETS: &str = r#"{"tickets": [
  {"id": 9, "subject": "Export fails", "status": "Open", "priority": "urgent", "organization_id": 71,
   "tags": null, "created_at": "2026-05-01T08:00:00Z", "updated_at": "2026-05-03T08:00:00Z", "custom_fields": [],
   "comments": [
     {"id": 1, "author_id": 5, "html_body": "<p>It stops at 40&nbsp;%.</p><p>Why?</p>", "public": true, "created_at": "2026-05-01T08:00:00Z"},
     {"id": 2, "author_id": 6, "body": "Disk is full.", "public": false, "created_at": "2026-05-02T08:00:00Z"},
     {"author_id": 6, "body": "No id."},
     {"id": 3, "author_id": 8, "body": "Fixed.", "public": true, "created_at": "2026-05-03T08:00:00Z"}]},
  {"id": "10", "subject": "Old", "status": "deleted", "organization_id": null, "requester_id": 5, "created_at": "2026-04-01T08:00:00Z"},
  {"subject": "No id", "status": "new"},
  {"id": 11, "subject": "Whose?", "status": "new", "organization_id": 999}
]}"#;
const USERS: &str = r#"{"users": [
  {"id": 5, "name": "Ada Byrne", "email": "Ada@Orrin.example", "role": "end-user", "organization_id": 71},
  {"id": 6, "name": "Tove Lund", "email": "tove@vendor.example", "role": "agent", "organization_id": null}]}"#;
const ORGANIZATIONS: &str = r#"{"organizations": [{"id": 71, "name": "Orrin (support)", "external_id": "001A0000006Vm9r", "domain_names": []}]}"#;

#[test]
fn tickets_and_comments_become_sources() {
    let reading = read_all(
        &[("o.json", ORGANIZATIONS), ("t.json", TICKETS), ("u.json", USERS)],
        &known(),
    );
    let file = &reading.files[1];
    let sources: Vec<&Source> = file.records.iter().map(|it| &it.source).collect();
    let summary: Vec<_> = sources
        .iter()
        .map(|it| (it.id.as_str(), it.visibility, it.state, it.occurred_at.unwrap()))
        .collect();
    assert_eq!(
        summary,
        [
            ("zendesk:ticket/9", Visibility::Shareable, State::Live, date(2026, 5, 1)),
            (
                "zendesk:comment/1",
                Visibility::Shareable,
                State::Live,
                date(2026, 5, 1)
            ),
            ("zendesk:comment/2", Visibility::Internal, State::Live, date(2026, 5, 2)),
            (
                "zendesk:comment/3",
                Visibility::Shareable,
                State::Live,
                date(2026, 5, 3)
            ),
            (
                "zendesk:ticket/10",
                Visibility::Shareable,
                State::Deleted,
                date(2026, 4, 1)
            ),
        ]
    );
    let ticket = sources[0];
    assert_eq!(
        ticket.text,
        "id: 9\nsubject: Export fails\nstatus: Open\npriority: urgent\nIt stops at 40 %.\nWhy?\nFixed."
    );
    let authors: Vec<_> = ticket
        .authors
        .iter()
        .map(|it| {
            (
                &ticket.text[it.span.range()],
                it.name.as_str(),
                it.email.as_deref(),
                it.affiliation,
            )
        })
        .collect();
    assert_eq!(
        authors,
        [
            (
                "It stops at 40 %.\nWhy?",
                "Ada Byrne",
                Some("ada@orrin.example"),
                Affiliation::Customer
            ),
            ("Fixed.", "author 8", None, Affiliation::Unknown),
        ]
    );
    assert_eq!(ticket.account.as_ref().unwrap().as_str(), "orrin");
    assert_eq!(file.records[1].modified.as_deref(), Some("2026-05-03T08:00:00.000Z"));
    let bad: Vec<_> = file
        .quarantined
        .iter()
        .map(|it| (it.at.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(
        bad,
        [
            ("tickets[0].comments[2]", "missing field `id`"),
            ("tickets[2]", "missing field `id`"),
            ("tickets[3]", "unknown account `999`"),
        ]
    );
}
