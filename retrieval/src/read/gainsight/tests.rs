use grounding::Source;
use jiff::civil::date;

use super::*;
use crate::read::tests::{known, read_one};

const TABLE: &str = "GSID,Activity Type,Subject,Notes,Activity Date,Author Name,Company Name,External Attendees,Visibility\n\
    1I01,Meeting,Review,\"<p>Usage is <b>up</b>.</p><p>Next: May</p>\",2026-05-02T09:00:00Z,Tove Lund,Orrin Mills,Ada Byrne;Mo Ito,\n\
    ,Update,Renewal,Signed.,\"May 3, 2026\",,orrin,,External\n\
    ,Update,Renewal,\"Signed, really.\",\"May 3, 2026\",,orrin,,External\n\
    1I03,Update,When,x,05/06/2026,,orrin,,\n\
    1I04,Update,Whose,x,2026-05-02,,Quill,,\n\
    1I05,Update,Who,x,2026-05-02,,orrin,,everybody\n";

#[test]
fn rows_become_activities() {
    let file = read_one("t.csv", TABLE, &known());
    let sources: Vec<&Source> = file.records.iter().map(|it| &it.source).collect();
    let first = sources[0];
    assert_eq!(
        first.text,
        "GSID: 1I01\nActivity Type: Meeting\nSubject: Review\nNotes: Usage is up.\nNext: May\n\
         Activity Date: 2026-05-02T09:00:00Z\nAuthor Name: Tove Lund\nCompany Name: Orrin Mills\n\
         External Attendees: Ada Byrne;Mo Ito\nVisibility: "
    );
    let author = first.author().unwrap();
    assert_eq!(
        (
            &first.text[author.span.range()],
            author.name.as_str(),
            author.affiliation
        ),
        ("Usage is up.\nNext: May", "Tove Lund", Affiliation::Vendor)
    );
    let summary: Vec<_> = sources
        .iter()
        .map(|it| {
            (
                it.id.as_str(),
                it.account.as_ref().unwrap().as_str(),
                it.occurred_at,
                it.visibility,
            )
        })
        .collect();
    let derived = "gainsight:activity/3b4d4b6684b105dd";
    assert_eq!(
        summary,
        [
            (
                "gainsight:activity/1I01",
                "orrin",
                Some(date(2026, 5, 2)),
                Visibility::Internal
            ),
            (derived, "orrin", Some(date(2026, 5, 3)), Visibility::Shareable),
            (derived, "orrin", Some(date(2026, 5, 3)), Visibility::Shareable),
        ]
    );
    let bad: Vec<_> = file
        .quarantined
        .iter()
        .map(|it| (it.at.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(
        bad,
        [
            ("line 5", "`Activity Date` `05/06/2026` is not a date"),
            (
                "line 7",
                "`Visibility` `everybody` is none of `shareable`, `internal`, `restricted`"
            ),
            ("line 6", "unknown account `Quill`"),
        ]
    );
    assert_eq!((file.format, file.read), (Some(Format::GainsightTimeline), 6));
}

#[test]
fn other_tables_of_activities_are_not_taken_for_it() {
    let format = |text: &str| read_one("x", text, &known()).format;
    assert_eq!(
        format("Activity Date,Subject,Type,Notes,Amount\n2026-05-02,a,b,c,1\n"),
        None
    );
    assert_eq!(
        format("Activity Date,Subject,Type,Company Name\n2026-05-02,a,b,Orrin\n"),
        None
    );
    assert_eq!(
        format("Id,ActivityDate,Subject,Type,Notes,AccountId\n00TA0000001Vm9r,2026-05-02,a,b,c,001A0000006Vm9r\n"),
        Some(Format::SalesforceTask)
    );
}
