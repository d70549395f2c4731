use grounding::{Affiliation, SourceKind, Visibility};
use jiff::civil::date;

use crate::read::tests::{known, read_all};

const CALLS: &str = r#"{"requestId": "r", "calls": [
  {"metaData": {"id": "77", "title": "Review", "started": "2026-05-02T13:00:00Z", "isPrivate": true},
   "context": [{"system": "Salesforce", "objects": [{"objectType": "Account", "objectId": "001A0000006Vm9rIAC"}]}],
   "parties": [
     {"emailAddress": "Tove@vendor.example", "name": "Tove Lund", "title": "CSM", "speakerId": "s1", "affiliation": "Internal"},
     {"emailAddress": "ada@orrin.example", "name": "Ada Byrne", "title": null, "speakerId": "s2", "affiliation": "External"}]},
  {"metaData": {"id": 78, "title": "Kick-off", "started": "2026-05-03T13:00:00Z"}, "context": null,
   "parties": [{"emailAddress": "ada@eu.orrin.example", "name": "Ada Byrne", "title": "COO", "affiliation": "External"}]},
  {"metaData": {"id": "79", "title": "Cold call"}, "parties": [{"emailAddress": "x@nobody.example", "affiliation": "External"}]}
]}"#;
const TRANSCRIPTS: &str = r#"{"callTranscripts": [
  {"callId": "77", "transcript": [
    {"speakerId": "s1", "sentences": [{"text": "Hello."}, {"text": "How is it going?"}]},
    {"speakerId": "s9", "sentences": [{"text": "Hm."}]},
    {"speakerId": "s2", "sentences": [{"text": "Well."}]}]},
  {"callId": "1", "transcript": []}
]}"#;

#[test]
fn calls_become_sources_with_and_without_a_transcript() {
    let reading = read_all(&[("calls.json", CALLS), ("transcripts.json", TRANSCRIPTS)], &known());
    let [calls, transcripts] = &reading.files[..] else {
        panic!("two files were read")
    };
    let outline = &calls.records[0].source;
    assert_eq!(
        (outline.id.as_str(), outline.text.as_str(), outline.occurred_at),
        (
            "gong:call/78",
            "title: Kick-off\nstarted: 2026-05-03T13:00:00Z\nparties: Ada Byrne (COO)",
            Some(date(2026, 5, 3))
        )
    );
    assert_eq!(
        calls.quarantined[0].reason,
        "unknown account: nobody has the mail domain `nobody.example`"
    );

    let call = &transcripts.records[0].source;
    assert_eq!(
        (
            call.id.as_str(),
            call.kind,
            call.visibility,
            call.account.as_ref().unwrap().as_str()
        ),
        ("gong:call/77", SourceKind::Call, Visibility::Restricted, "orrin")
    );
    let authors: Vec<_> = call
        .authors
        .iter()
        .map(|it| (&call.text[it.span.range()], it.email.as_deref(), it.affiliation))
        .collect();
    assert_eq!(
        authors,
        [
            (
                "Tove Lund: Hello. How is it going?",
                Some("tove@vendor.example"),
                Affiliation::Vendor
            ),
            ("speaker s9: Hm.", None, Affiliation::Unknown),
            ("Ada Byrne: Well.", Some("ada@orrin.example"), Affiliation::Customer),
        ]
    );
    assert_eq!(transcripts.quarantined[0].at, "callTranscripts[1]");
    assert_eq!(
        transcripts.quarantined[0].reason,
        "call `1` is in no calls file of this batch"
    );
}
