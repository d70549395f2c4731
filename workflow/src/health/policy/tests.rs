use serde_json::json;

use super::*;

#[test]
fn the_built_in_weights_come_to_a_hundred() {
    let weights = SignalName::ALL.map(|name| HealthPolicy::default().weight(None, name));
    assert_eq!(weights.iter().sum::<Decimal>(), Decimal::ONE_HUNDRED);
}

#[test]
fn a_file_says_only_what_differs() {
    let policy: HealthPolicy = serde_json::from_value(json!({
        "name": "ours",
        "weights": { "usage": 30 },
        "segments": [{ "segment": "Small business", "weights": { "billing": "12.5" } }],
        "limits": { "survey": { "green": 8, "red": 6.5 } },
        "criteria": [{ "account": "orrin", "reading": "survey", "green": 9, "red": 7, "why": "agreed in May" }],
    }))
    .unwrap();
    let weights = |segment| SignalName::ALL.map(|name| policy.weight(segment, name).to_string());
    assert_eq!(weights(None), ["30", "15", "15", "10", "10", "15", "15"]);
    assert_eq!(
        weights(Some("small Business ")),
        ["30", "15", "15", "10", "12.5", "15", "15"]
    );
    assert_eq!(weights(Some("enterprise")), weights(None));

    let limits = |account: &str, reading: &str| policy.limits(account, reading, Limits::new(1, 2));
    let own = CriterionOrigin::Settings("agreed in May".to_owned());
    assert_eq!(limits("orrin", "survey"), (Limits::new(9, 7), own));
    let of_all = Limits {
        green: Decimal::from(8),
        red: Decimal::new(65, 1),
    };
    assert_eq!(limits("other", "survey"), (of_all, CriterionOrigin::Default));
    assert_eq!(limits("orrin", "tone"), (Limits::new(1, 2), CriterionOrigin::Default));
    assert_eq!(policy.check(), Ok(()));
}

#[test]
fn what_moved_by_the_material_points_has_moved() {
    use Trend::{Declining, Flat, Improving, NoPrior};
    let policy = HealthPolicy::default();
    let trend = |before: i64, now: i64| policy.trend(Some(before.into()), Some(now.into()));
    let trends = [
        trend(50, 60),
        trend(50, 59),
        trend(50, 50),
        trend(50, 41),
        trend(50, 40),
    ];
    assert_eq!(trends, [Improving, Flat, Flat, Flat, Declining]);
    assert_eq!(policy.trend(None, Some(Decimal::ONE)), NoPrior);
    assert_eq!(policy.trend(Some(Decimal::MIN), Some(Decimal::MAX)), Improving);
}

#[test]
fn a_score_at_a_limit_has_its_level() {
    use Level::{Amber, Green, Red};
    let policy = HealthPolicy::default();
    let levels = [100, 70, 69, 40, 39, 0].map(|score| policy.level(Decimal::from(score)));
    assert_eq!(levels, [Green, Green, Amber, Amber, Red, Red]);
}
