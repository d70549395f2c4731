use grounding::Audience;
use jiff::civil::date;
use serde_json::{Value as Json, json};

use super::*;
use crate::brief::text::tests::fixture::{empty, read};

fn signal(name: &str, level: &str, points: Option<&str>) -> Json {
    json!({
        "name": name, "level": level, "value": null, "unit": "", "points": points, "weight": "15",
        "trend": "flat", "newest": null, "stale": false, "criterion": null, "claims": [], "sources": [], "notes": [],
    })
}

fn brief() -> Json {
    let mut brief = empty("health", "");
    brief["health"] = json!({
        "level": "amber", "score": 48, "trend": "no prior", "change": null, "caps": [],
        "signals": [
            signal("usage", "green", Some("78.5")),
            signal("adoption", "unknown", None),
            signal("milestones", "red", Some("0")),
        ],
        "formula": "", "levels": {"green": "70", "amber": "40"}, "policy": "built-in", "history": [], "next_action": null, "owner": null, "reviews": [],
    });
    brief
}

#[test]
fn a_snapshot_is_an_internal_source() {
    let source = snapshot_source(&read(brief()), "r17").unwrap();
    insta::assert_snapshot!(source.text, @"
    date: 2026-06-30
    score: 48
    level: amber
    trend: no prior
    usage: 78.5 (green)
    adoption: unknown
    milestones: 0 (red)
    policy: built-in
    ");
    let fields = [
        "date",
        "score",
        "level",
        "trend",
        "usage",
        "adoption",
        "milestones",
        "policy",
    ];
    let told: Vec<Option<&str>> = fields.iter().map(|name| source.field(name)).collect();
    let expected = [
        "2026-06-30",
        "48",
        "amber",
        "no prior",
        "78.5 (green)",
        "unknown",
        "0 (red)",
        "built-in",
    ];
    assert_eq!(told, expected.map(Some));
    let values: Vec<(&str, &str, String)> = source
        .values
        .iter()
        .map(|it| (it.metric.as_str(), &source.text[it.span.range()], it.value.to_string()))
        .collect();
    let expected = [
        ("score", "48", "48".to_owned()),
        ("usage", "78.5", "78.5".to_owned()),
        ("milestones", "0", "0".to_owned()),
    ];
    assert_eq!(values, expected);

    assert_eq!(source.id, SourceId::raw("vouch:snapshot/r17"));
    assert_eq!(
        (source.kind, source.visibility),
        (SourceKind::Snapshot, Visibility::Internal)
    );
    assert_eq!(source.account, Some(AccountId::new("marram")));
    assert_eq!(source.occurred_at, Some(date(2026, 6, 30)));
    let record = HealthScore {
        score: Some(Decimal::from(48)),
        level: "amber".to_owned(),
        author: Some("vouch".to_owned()),
        date: date(2026, 6, 30),
    };
    assert_eq!(source.record, Some(Record::Health(record)));
}

#[test]
fn the_customer_never_sees_it() {
    use grounding::{Account, Ledger, View};
    let source = snapshot_source(&read(brief()), "r17").unwrap();
    let account = Account {
        id: AccountId::new("marram"),
        name: "Marram Freight".to_owned(),
        aliases: Vec::new(),
    };
    let id = source.id.clone();
    let seen = |audience: Audience| {
        let view = View {
            as_of: date(2026, 7, 7),
            audience,
        };
        let ledger = Ledger::new(account.clone(), view, vec![std::sync::Arc::new(source.clone())]);
        ledger.source(&id).is_some()
    };
    assert_eq!([seen(Audience::Internal), seen(Audience::Customer)], [true, false]);
}

#[test]
fn without_a_drafted_score_there_is_none() {
    let changed = |change: &dyn Fn(&mut Json)| {
        let mut brief = brief();
        change(&mut brief);
        snapshot_source(&read(brief), "r17").is_some()
    };
    assert!(changed(&|_| ()));
    assert!(changed(&|brief| brief["state"] = json!("approved")));
    for state in ["paused", "stopped", "failed"] {
        assert!(!changed(&|brief| brief["state"] = json!(state)), "{state}");
    }
    assert!(!changed(&|brief| brief["health"]["score"] = Json::Null));
    assert!(!changed(&|brief| brief["health"] = Json::Null));
}

#[test]
fn what_others_recorded_is_not_ours() {
    let ours = snapshot_source(&read(brief()), "r17").unwrap();
    let theirs = Source {
        id: SourceId::raw("health:snapshot/r17"),
        ..ours.clone()
    };
    let no_snapshot = Source {
        kind: SourceKind::Decision,
        ..ours.clone()
    };
    assert_eq!([&ours, &theirs, &no_snapshot].map(is_own), [true, false, false]);
}
