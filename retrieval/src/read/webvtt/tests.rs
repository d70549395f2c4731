use grounding::{Affiliation, Record};
use jiff::civil::date;

use crate::read::tests::{known, read_all};

const MEETINGS: &str = "start_time,file,topic,host,participants,salesforce_account_id\n\
    2026-05-11T13:00:00Z,rec.transcript.vtt,Review,tove@vendor.example,tove@vendor.example;ada.byrne@orrin.example,001A0000006Vm9r\n\
    someday,other.vtt,Review,,,001A0000006Vm9r\n";
const TRANSCRIPT: &str = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nTove Lund: Shall we\n\n\
    2\n00:00:02.000 --> 00:00:03.000\nTove Lund: begin?\n\n3\n00:00:04.000 --> 00:00:03.000\nTove Lund: Lost.\n\n\
    4\n00:00:05.000 --> 00:00:06.000\nAda Byrne: We shall.\n";
const USERS: &str = "Id,Name,Email\n005A0000001Vm9r,Tove Lund,tove@vendor.example\n";

#[test]
fn a_transcript_is_placed_by_the_meetings_table() {
    let teams = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Byrne>Hello</v>\n";
    let headless = "00:00:01.000 --> 00:00:02.000\nAda: Hello\n\n00:00:05.000 --> 00:00:02.000\nAda: Back\n";
    let reading = read_all(
        &[
            ("meetings.csv", MEETINGS),
            ("none.vtt", teams),
            ("rec.transcript.vtt", TRANSCRIPT),
            ("users.csv", USERS),
            ("without.vtt", headless),
        ],
        &known(),
    );
    let source = &reading.files[2].records[0].source;
    assert_eq!(source.id.as_str(), "zoom:transcript/rec");
    assert_eq!(source.text, "Tove Lund: Shall we begin?\nAda Byrne: We shall.");
    assert_eq!(
        (source.occurred_at, source.title.as_str()),
        (Some(date(2026, 5, 11)), "Review")
    );
    let authors: Vec<_> = source
        .authors
        .iter()
        .map(|it| (&source.text[it.span.range()], it.email.as_deref(), it.affiliation))
        .collect();
    assert_eq!(
        authors,
        [
            (
                "Tove Lund: Shall we begin?",
                Some("tove@vendor.example"),
                Affiliation::Vendor
            ),
            (
                "Ada Byrne: We shall.",
                Some("ada.byrne@orrin.example"),
                Affiliation::Customer
            ),
        ]
    );
    let Some(Record::Meeting(meeting)) = &source.record else {
        panic!("a transcript records a meeting")
    };
    let attendees: Vec<_> = meeting
        .attendees
        .iter()
        .map(|it| (it.name.as_str(), it.affiliation))
        .collect();
    assert_eq!(
        attendees,
        [("Tove Lund", Affiliation::Vendor), ("Ada Byrne", Affiliation::Customer)]
    );

    let bad: Vec<_> = reading
        .files
        .iter()
        .flat_map(|file| &file.quarantined)
        .map(|it| (it.at.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(
        bad,
        [
            ("line 3", "`start_time` `someday` is not a date"),
            ("file", "no meeting row names `none.vtt`"),
            ("line 11", "the cue ends before it starts"),
            ("file", "the first line is not `WEBVTT`"),
            ("line 4", "the cue ends before it starts"),
        ]
    );
}
