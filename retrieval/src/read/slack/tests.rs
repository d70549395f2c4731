use grounding::{Affiliation, State, Visibility};

use crate::read::tests::{known, read_all};
use crate::read::{FileReading, Format};

const USERS: &str = r#"[
  {"id": "U1", "team_id": "T1", "name": "tove", "real_name": "Tove Lund", "is_bot": false, "profile": {"real_name": "Tove Lund", "email": "tove@vendor.example"}},
  {"id": "U2", "team_id": "T2", "name": "ada", "is_restricted": true, "profile": {"real_name": "Ada Byrne", "email": "Ada@orrin.example"}},
  {"id": "U3", "team_id": "T1", "name": "bot", "is_bot": true, "profile": {"real_name": "Bot", "bot_id": "B1"}},
  {"name": "no id", "profile": {}}]"#;
const CHANNELS: &str = r#"[
  {"id": "C1", "name": "cust-orrin-support", "created": 1, "creator": "U1", "is_archived": false, "members": ["U1"], "topic": {"value": ""}, "purpose": {"value": ""}},
  {"id": "C2", "name": "red-team", "created": 1, "creator": "U1", "is_archived": false, "members": ["U1"], "topic": {"value": "All of Orrin Mills' rollout"}, "purpose": {"value": ""}},
  {"id": "C3", "name": "tove-and-ada", "created": 1, "creator": "U1", "is_shared": true, "is_ext_shared": true, "members": ["U1", "U2"], "topic": {"value": ""}, "purpose": {"value": ""}},
  {"id": "C4", "name": "random", "created": 1, "creator": "U1", "members": ["U1", "U2"], "topic": {"value": ""}, "purpose": {"value": ""}}]"#;
const DAY: &str = r#"[
  {"type": "message", "subtype": "channel_join", "user": "U2", "text": "<@U2> has joined", "ts": "1777593600.000100"},
  {"type": "message", "user": "U2", "text": "Is 40 &gt; 39, <@U1>?", "ts": "1777593601.000200", "thread_ts": "1777593601.000200", "edited": {"user": "U2", "ts": "1777593700.000000"}},
  {"type": "message", "user": "U1", "text": "Yes.", "ts": "1777593602.000300"},
  {"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "Deployed", "ts": "1777593603.000400"},
  {"type": "message", "user": "U1", "text": "", "files": [{"name": "a.pdf"}], "ts": "1777593604.000500"},
  {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "ts": "1777593605.000600"},
  {"type": "message", "user": "U1", "text": "When?", "ts": "later"}]"#;

fn read(channel: &str) -> FileReading {
    let path = format!("s/export.zip!/{channel}/2026-05-01.json");
    let files = [
        ("s/export.zip!/channels.json", CHANNELS),
        ("s/export.zip!/users.json", USERS),
        (path.as_str(), DAY),
    ];
    let reading = read_all(&files, &known());
    let formats: Vec<Option<Format>> = reading.files.iter().map(|it| it.format).collect();
    assert!(formats.contains(&Some(Format::SlackChannels)) && formats.contains(&Some(Format::SlackUsers)));
    let mut files = reading.files.into_iter();
    files.find(|it| it.format == Some(Format::SlackMessages)).unwrap()
}

#[test]
fn a_day_of_a_channel_becomes_messages() {
    let file = read("cust-orrin-support");
    let told: Vec<_> = file
        .records
        .iter()
        .map(|it| {
            let author = it.source.authors.first().map(|it| (it.name.as_str(), it.affiliation));
            (it.source.id.as_str(), it.source.text.as_str(), author, it.source.state)
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "slack:message/cust-orrin-support-1777593601.000200",
                "Is 40 > 39, @Tove Lund?",
                Some(("Ada Byrne", Affiliation::Customer)),
                State::Live
            ),
            (
                "slack:message/cust-orrin-support-1777593602.000300",
                "Yes.",
                Some(("Tove Lund", Affiliation::Vendor)),
                State::Live
            ),
            (
                "slack:message/cust-orrin-support-1777593605.000600",
                "This message was deleted.",
                Some(("USLACKBOT", Affiliation::Unknown)),
                State::Deleted
            ),
        ]
    );
    let source = &file.records[0].source;
    assert_eq!(
        (
            source.title.as_str(),
            source.visibility,
            source.occurred_at.unwrap().to_string()
        ),
        ("#cust-orrin-support", Visibility::Internal, "2026-05-01".to_owned())
    );
    assert_eq!(file.records[0].modified.as_deref(), Some("2026-05-01T00:01:40.000Z"));
    // Four messages are accounted for; three are notices.
    assert_eq!(
        (file.read, file.quarantined.len(), file.note.as_deref()),
        (4, 1, Some("3 notices and posts of bots are no evidence"))
    );
    assert_eq!(file.quarantined[0].reason, "`ts` `later` is not a time");
}

#[test]
fn a_channel_is_of_the_account_it_names_or_is_shared_with() {
    let whose = |channel: &str| {
        let file = read(channel);
        match file.records.first() {
            Some(record) => format!(
                "{} {:?}",
                record.source.account.as_ref().unwrap(),
                record.source.visibility
            ),
            None => file.quarantined[1].reason.clone(),
        }
    };
    assert_eq!(whose("orrin"), "orrin Internal");
    assert_eq!(whose("ext_orrin-mills"), "orrin Internal");
    assert_eq!(whose("red-team"), "orrin Internal");
    assert_eq!(whose("tove-and-ada"), "orrin Shareable");
    let unknown = "unknown account: channel `random` names none in its name, topic or purpose";
    assert_eq!(whose("random"), unknown);
    assert_eq!(whose("support"), unknown.replace("random", "support"));
}

#[test]
fn records_of_wrong_types_are_set_aside_one_by_one() {
    let day = r#"[{"type": "message", "ts": "1777593601.1", "user": "U9", "text": "<@U9> <<>> <|> &#x0;"},
      7, null, [], {"ts": {}}, {"type": "message"}, {"ts": -99999999999999999999, "text": "x"}, {"ts": "1777593601.2", "text": [1]},
      {"ts": "1777593601.3", "text": "x", "edited": 7}, {"ts": null, "text": "x"}]"#;
    let odd = r#"[{"id": "C1", "created": 1, "members": [], "topic": {}, "purpose": {}}, {"id": []}, 5]"#;
    let reading = read_all(&[("orrin/1.json", day), ("channels.json", odd)], &known());
    let counts: Vec<_> = reading
        .files
        .iter()
        .map(|it| (it.read, it.records.len(), it.quarantined.len()))
        .collect();
    assert_eq!(counts, [(3, 0, 2), (10, 1, 9)]);
    assert_eq!(reading.files[1].records[0].source.text, "@U9 <>  &#x0;");
}
