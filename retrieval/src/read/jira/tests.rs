use grounding::{Affiliation, Record, Source, Ticket, Visibility};
use jiff::civil::date;

use crate::read::tests::{known, read_one};
use crate::read::{FileReading, Format};

const PAGE: &str = r#"{"isLast": true, "names": {"customfield_7": "Customer Name", "customfield_8": "Team"}, "issues": [
  {"id": "1", "key": "ORR-1", "fields": {
    "summary": "Export stops", "status": {"name": "Escalated to dev", "statusCategory": {"key": "indeterminate"}},
    "priority": {"name": "High"}, "resolution": null, "created": "2026-05-01T09:00:00.000+0200", "updated": "2026-05-04T09:00:00.000+0000",
    "reporter": {"displayName": "Ada Byrne", "emailAddress": "ada@orrin.example", "accountType": "customer"},
    "labels": ["mobile"], "customfield_7": {"value": "Orrin Mills"}, "customfield_8": "Nobody",
    "description": {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "At 40 %."}]}]},
    "comment": {"total": 4, "comments": [
      {"id": "71", "author": {"displayName": "Tove", "accountType": "atlassian"}, "body": "Disk full.", "created": "2026-05-02T09:00:00.000+0000"},
      {"id": "72", "author": null, "body": null, "visibility": {"type": "role", "value": "Admins"}, "created": "2026-05-03"},
      {"body": "no id"}]}}},
  {"key": "ORR-2", "fields": {"summary": "By label", "status": {"name": "Done", "statusCategory": {"key": "done"}}, "priority": null,
    "labels": ["customer:orrin"], "security": {"name": "Management"}, "components": [{"name": "API"}]}},
  {"key": "ORR-3", "fields": {"summary": "By reporter", "reporter": {"name": "x", "emailAddress": "x@eu.orrin.example"}, "labels": null}},
  {"key": "ORR-4", "fields": {"summary": "Other", "customfield_9": [{"name": "Quill", "_links": {"self": "https://x/rest/servicedeskapi/organization/2"}}], "labels": ["orrin"]}},
  {"key": "ORR-5", "fields": {"summary": "Nobody's"}},
  {"key": "ORR-6", "fields": {"summary": "Bad", "created": "yesterday"}},
  {"key": "ORR-7", "fields": {"summary": {"deep": 1}}}
]}"#;

fn outline(file: &FileReading) -> Vec<(&str, Visibility, Option<jiff::civil::Date>, &str)> {
    let sources = file.records.iter().map(|it| &it.source);
    sources
        .map(|it| (it.id.as_str(), it.visibility, it.occurred_at, it.text.as_str()))
        .collect()
}

fn bad(file: &FileReading) -> Vec<(&str, &str)> {
    let bad = file.quarantined.iter();
    bad.map(|it| (it.at.as_str(), it.reason.as_str())).collect()
}

#[test]
fn search_results_become_issues_and_comments() {
    let file = read_one("page.json", PAGE, &known());
    let (internal, restricted) = (Visibility::Internal, Visibility::Restricted);
    assert_eq!(
        outline(&file),
        [
            (
                "jira:issue/ORR-1",
                internal,
                Some(date(2026, 5, 1)),
                "key: ORR-1\nsummary: Export stops\nstatus: Escalated to dev\npriority: High\nAt 40 %."
            ),
            ("jira:comment/71", internal, Some(date(2026, 5, 2)), "Disk full."),
            ("jira:comment/72", restricted, Some(date(2026, 5, 3)), ""),
            (
                "jira:issue/ORR-2",
                restricted,
                None,
                "key: ORR-2\nsummary: By label\nstatus: Done\npriority: "
            ),
            (
                "jira:issue/ORR-3",
                internal,
                None,
                "key: ORR-3\nsummary: By reporter\nstatus: \npriority: "
            ),
        ]
    );
    assert_eq!(
        bad(&file),
        [
            ("issues[0].fields.comment.comments[2]", "missing field `id`"),
            ("issues[5]", "`created` `yesterday` is not a date"),
            ("issues[6]", "expected a text or a number"),
            ("issues[3]", "unknown account `Quill`"),
            (
                "issues[4]",
                "unknown account: no field, label, component or reporter of the issue names one"
            ),
        ]
    );
    assert_eq!((file.format, file.read), (Some(Format::JiraIssues), 10));
    assert_eq!(
        file.note.as_deref(),
        Some("1 record: the export has only some of the issue's comments (issues[0])")
    );
    let source = |index: usize| &file.records[index].source;
    let ticket = |source: &Source| match &source.record {
        Some(Record::Ticket(Ticket { open, escalated, .. })) => (*open, *escalated),
        _ => panic!("a ticket"),
    };
    assert_eq!((ticket(source(0)), ticket(source(3))), ((true, true), (false, false)));
    let author = |source: &Source| {
        let author = source.author()?;
        Some((
            source.text[author.span.range()].to_owned(),
            author.name.clone(),
            author.affiliation,
        ))
    };
    assert_eq!(
        [author(source(0)), author(source(1)), author(source(2))],
        [
            Some(("At 40 %.".to_owned(), "Ada Byrne".to_owned(), Affiliation::Customer)),
            Some(("Disk full.".to_owned(), "Tove".to_owned(), Affiliation::Vendor)),
            None,
        ]
    );
}

const TABLE: &str = "Summary,Issue key,Issue Type,Status,Priority,Resolution,Reporter,Reporter Id,Created,Updated,Labels,Labels,Description,Comment,Custom field (Organizations),Comment\n\
    Export stops,ORR-1,Bug,Open,Highest,,Ada Byrne,5b1:c,01/May/26 3:04 PM,2026-05-04 10:00,a,b,At 40 %,02/May/26 3:04 PM;5b1:c;One; two,Orrin Mills,02/May/26 3:04 PM;5b1:c;\"said\"\n\
    Done,ORR-2,Bug,Closed,Low,Fixed,,,2026-05-01 10:00,,orrin,,,no date here,,\n\
    When,ORR-3,Bug,Open,Low,,,,5/6/2026 16:14,,orrin,,,,,\n\
    ,,Bug,Open,Low,,,,,,orrin,,,,,\n";

#[test]
fn a_table_has_columns_of_one_name() {
    let file = read_one("jira.csv", TABLE, &known());
    let internal = Visibility::Internal;
    assert_eq!(
        outline(&file),
        [
            (
                "jira:issue/ORR-1",
                internal,
                Some(date(2026, 5, 1)),
                "key: ORR-1\nsummary: Export stops\nstatus: Open\npriority: Highest\nAt 40 %"
            ),
            (
                "jira:comment/ORR-1-97288e9541fb",
                internal,
                Some(date(2026, 5, 2)),
                "One; two"
            ),
            (
                "jira:comment/ORR-1-97288e9541fb-2",
                internal,
                Some(date(2026, 5, 2)),
                "\"said\""
            ),
            (
                "jira:issue/ORR-2",
                internal,
                Some(date(2026, 5, 1)),
                "key: ORR-2\nsummary: Done\nstatus: Closed\npriority: Low"
            ),
            ("jira:comment/ORR-2-29207c5a6c33", internal, None, "no date here"),
        ]
    );
    assert_eq!(
        bad(&file),
        [
            ("line 4", "`Created` `5/6/2026 16:14` is not a date"),
            ("line 5", "`Issue key` is empty"),
        ]
    );
    assert_eq!(file.read, 7);
    assert_eq!(file.records[1].source.author().unwrap().name, "Ada Byrne");
    assert_eq!(file.records[1].modified.as_deref(), Some("2026-05-02T15:04:00"));
}

#[test]
fn what_merely_looks_like_issues_is_not_taken_for_them() {
    let format = |text: &str| read_one("x", text, &known()).format;
    assert_eq!(format(r#"{"issues": [], "isLast": true}"#), Some(Format::JiraIssues));
    assert_eq!(
        format(r#"[{"key": "A-1", "fields": {"summary": "x"}}]"#),
        Some(Format::JiraIssues)
    );
    assert_eq!(format(r#"{"issues": []}"#), None);
    assert_eq!(format(r#"{"issues": [{"key": "A-1", "title": "x"}]}"#), None);
    assert_eq!(format(r#"[{"key": "A-1", "fields": ["summary"]}]"#), None);
    assert_eq!(format("Summary,Key,Status\nx,A-1,Open\n"), None);
    assert_eq!(
        format("{\"issues\": [{\"key\": \"A-1\", \"fields\": {"),
        Some(Format::JiraIssues)
    );
}
