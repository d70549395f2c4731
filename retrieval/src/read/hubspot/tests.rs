use grounding::{Affiliation, Deal, Record, State, Visibility};
use jiff::civil::date;
use rust_decimal::Decimal;

use crate::read::tests::{known, read_all, read_one};
use crate::read::{FileReading, Format};

const COMPANIES: &str = r#"{"results": [
  {"id": "100000000000001", "properties": {"domain": "quill.example", "name": "Quill Press", "hs_object_id": "100000000000001"}, "createdAt": "2025-01-02T03:04:05Z", "archived": false},
  {"id": "8", "properties": {"domain": "orrin.example", "name": "Orrin Mills Ltd", "hubspot_owner_id": "5"}, "createdAt": "2025-01-02T03:04:05Z", "archived": false},
  {"id": "9", "properties": {"domain": "quill.example", "name": "Quill (old)"}, "createdAt": "2025-01-02T03:04:05Z", "archived": true}],
  "paging": {"next": {"after": "9"}}}"#;
const OWNERS: &str = r#"{"results": [{"id": "5", "email": "Tove@vendor.example", "type": "PERSON", "firstName": "Tove", "lastName": "Lund", "userId": 77, "createdAt": "2019-12-25T13:01:35.228Z", "archived": false}]}"#;
const DEALS: &str = r#"{"total": 3, "results": [
  {"id": "8", "properties": {"dealname": "Roll-out", "dealstage": "closedwon", "amount": "1200.50", "deal_currency_code": "EUR", "closedate": "2026-03-01T00:00:00Z", "hubspot_owner_id": "5", "description": null},
   "createdAt": "2026-01-02T00:00:00Z", "updatedAt": "2026-03-01T10:00:00.5Z", "archived": false,
   "associations": {"companies": {"results": [{"id": "100000000000001", "type": "deal_to_company"}, {"id": "100000000000001", "type": "deal_to_company_unlabeled"}]}}},
  {"id": "21", "properties": {"dealname": "Nobody's"}, "createdAt": "2026-01-02T00:00:00Z", "archived": false},
  {"id": "22", "properties": {"dealname": "Both"}, "archived": false, "associations": {"0-2": {"results": [{"id": "8"}, {"id": 100000000000001}]}}}]}"#;
const MIXED: &str = r#"{"id": "31", "properties": {"hs_note_body": "<p>They <b>like</b> it.</p><p>Next: &amp;c.</p>", "hs_timestamp": "1777852800000", "hubspot_owner_id": "5"}, "createdAt": "2026-05-05T00:00:00Z", "archived": false}
{"id": "32", "properties": {"hs_email_subject": "Re: plan", "hs_email_text": "We agree.", "hs_email_html": "<p>We agree.</p>", "hs_email_direction": "INCOMING_EMAIL", "hs_email_from_email": "Ada@orrin.example", "hs_timestamp": "2026-05-06T08:00:00Z"}, "archived": false}
{"id": "33", "properties": {"hs_task_subject": "Call them", "hs_task_status": "NOT_STARTED", "hs_timestamp": "2026-12-01T08:00:00Z"}, "createdAt": "2026-05-07T00:00:00Z", "archived": false}
{"id": "34", "properties": {"subject": "Broken", "content": "It is <i>broken</i>.", "hs_pipeline_stage": "4", "hs_ticket_priority": "URGENT"}, "createdAt": "2026-05-08T00:00:00Z", "archived": false}
{"id": "35", "properties": {"firstname": "Ada", "lastname": "Byrne", "email": "ada@orrin.example", "hs_email_optout": "false", "jobtitle": "COO"}, "createdAt": "2026-05-08T00:00:00Z", "archived": false}
{"id": "36", "properties": {"colour": "red"}, "archived": false}
{"id": "37", "properties": {"hs_note_body": "?", "hs_timestamp": "soon"}, "archived": false}
"#;
const LINKS: &str = r#"{"status": "COMPLETE", "results": [
  {"from": {"id": "31"}, "to": [{"toObjectId": 8, "associationTypes": [{"category": "USER_DEFINED", "typeId": 900, "label": "x"}, {"category": "HUBSPOT_DEFINED", "typeId": 214, "label": null}]}]},
  {"from": {"id": "33"}, "to": [{"id": "35", "type": "task_to_contact"}]},
  {"from": {"id": "34"}, "to": [{"toObjectId": 8, "associationTypes": [{"category": "HUBSPOT_DEFINED", "typeId": 339}]}]},
  {"from": {"id": "35"}, "to": [{"toObjectId": 8, "associationTypes": [{"category": "HUBSPOT_DEFINED", "typeId": 1, "label": "Primary"}]}]},
  {"from": {"id": "35"}, "to": [{"toObjectId": 9, "associationTypes": []}]}]}"#;

fn bad(file: &FileReading) -> Vec<(&str, &str)> {
    let bad = file.quarantined.iter();
    bad.map(|it| (it.at.as_str(), it.reason.as_str())).collect()
}

#[test]
fn objects_are_placed_by_their_associations() {
    let reading = read_all(
        &[
            ("a.json", COMPANIES),
            ("b.json", DEALS),
            ("c.jsonl", MIXED),
            ("d.json", LINKS),
            ("e.json", OWNERS),
        ],
        &known(),
    );
    let accounts: Vec<(&str, &str)> = reading
        .accounts
        .iter()
        .map(|it| (it.id.as_str(), it.name.as_str()))
        .collect();
    // The account that Salesforce knows is the one with its domain.
    assert_eq!(accounts, [("orrin", "Orrin Mills Ltd"), ("quill-press", "Quill Press")]);
    let records = reading.files.iter().flat_map(|file| &file.records);
    let placed: Vec<_> = records
        .map(|it| &it.source)
        .map(|it| {
            (
                it.id.as_str(),
                it.account.as_ref().map_or("-", |it| it.as_str()),
                it.state,
                it.occurred_at,
            )
        })
        .collect();
    let live = State::Live;
    let founded = Some(date(2025, 1, 2));
    assert_eq!(
        placed,
        [
            ("hubspot:company/100000000000001", "quill-press", live, founded),
            ("hubspot:company/8", "orrin", live, founded),
            ("hubspot:company/9", "-", State::Deleted, founded),
            ("hubspot:deal/8", "quill-press", live, Some(date(2026, 1, 2))),
            ("hubspot:note/31", "quill-press", live, Some(date(2026, 5, 4))),
            ("hubspot:email/32", "orrin", live, Some(date(2026, 5, 6))),
            ("hubspot:task/33", "orrin", live, Some(date(2026, 5, 7))),
            ("hubspot:ticket/34", "orrin", live, Some(date(2026, 5, 8))),
            ("hubspot:contact/35", "orrin", live, Some(date(2026, 5, 8))),
            ("hubspot:owner/5", "-", live, None),
        ]
    );
    assert_eq!(
        bad(&reading.files[1]),
        [
            (
                "results[1]",
                "unknown account: nothing associates the record with a company"
            ),
            (
                "results[2]",
                "the record belongs to several accounts: `orrin`, `quill-press`"
            ),
        ]
    );
    assert_eq!(
        bad(&reading.files[2]),
        [
            ("line 6", "nothing tells what kind of object the record is"),
            ("line 7", "`hs_timestamp` `soon` is not a date"),
        ]
    );
    assert_eq!(
        bad(&reading.files[3]),
        [("results[4]", "nothing tells what kinds of objects `35` and `9` are")]
    );
    let counts: Vec<usize> = reading.files.iter().map(|it| it.read).collect();
    assert_eq!(counts, [3, 3, 7, 5, 1]);
}

#[test]
fn what_objects_say_is_kept() {
    let reading = read_all(
        &[
            ("a.json", COMPANIES),
            ("b.json", DEALS),
            ("c.jsonl", MIXED),
            ("d.json", LINKS),
            ("e.json", OWNERS),
        ],
        &known(),
    );
    let deal = &reading.files[1].records[0];
    assert_eq!(
        deal.source.record,
        Some(Record::Deal(Deal {
            name: "Roll-out".to_owned(),
            stage: "closedwon".to_owned(),
            won: true,
            closed: true,
            close_date: Some(date(2026, 3, 1)),
            amount: Some(Decimal::new(120_050, 2)),
            currency: "EUR".to_owned(),
            owner: Some("hubspot:owner/5".to_owned()),
        }))
    );
    assert_eq!(deal.modified.as_deref(), Some("2026-03-01T10:00:00.500Z"));
    assert_eq!(&deal.source.text[deal.source.values[0].span.range()], "1200.50");
    let said: Vec<String> = reading.files[2]
        .records
        .iter()
        .map(|it| &it.source)
        .map(|it| {
            let author = it.author().map(|author| {
                let side = if author.affiliation == Affiliation::Vendor {
                    "vendor"
                } else {
                    "customer"
                };
                format!("{} ({side}): {:?}", author.name, &it.text[author.span.range()])
            });
            let shown = if it.visibility == Visibility::Internal {
                ""
            } else {
                " shareable"
            };
            format!(
                "{}{shown} | {} | {}",
                it.kind.noun(),
                it.text.replace('\n', " / "),
                author.unwrap_or_else(|| "nobody".to_owned())
            )
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    note | They like it. / Next: &c. | Tove Lund (vendor): "They like it.\nNext: &c."
    CRM activity | hs_email_subject: Re: plan / hs_email_text: We agree. / hs_email_direction: INCOMING_EMAIL / hs_email_from_email: Ada@orrin.example / hs_timestamp: 2026-05-06T08:00:00Z | Ada Byrne (customer): "We agree."
    CRM activity | hs_task_subject: Call them / hs_task_status: NOT_STARTED / hs_timestamp: 2026-12-01T08:00:00Z | nobody
    ticket | id: 34 / subject: Broken / status: 4 / priority: URGENT / It is broken. | nobody
    contact record shareable | firstname: Ada / lastname: Byrne / email: ada@orrin.example / hs_email_optout: false / jobtitle: COO | nobody
    "#);
}

#[test]
fn what_merely_looks_like_objects_is_not_taken_for_them() {
    let format = |text: &str| read_one("x", text, &known()).format;
    let single = r#"{"id": "1", "properties": {"name": "Quill", "domain": null}, "archived": false}"#;
    assert_eq!(format(single), Some(Format::HubspotObjects));
    assert_eq!(format(r#"{"results": []}"#), None);
    assert_eq!(format(r#"{"results": [{"id": "1", "name": "Quill"}]}"#), None);
    assert_eq!(
        format(r#"[{"type": "Feature", "id": 1, "properties": {"name": "Quill"}}]"#),
        None
    );
    assert_eq!(format(r#"[{"from": {"id": "1"}, "to": [{"name": "x"}]}]"#), None);
    assert_eq!(format(r#"[{"from": "a@b.example", "to": ["c@d.example"]}]"#), None);
    assert_eq!(
        format(r#"{"results": [{"id": "1", "properties": {"hs_object_id": "1""#),
        Some(Format::HubspotObjects)
    );
}
