use serde_json::{Value, json};

use super::*;

fn told(policy: Value) -> String {
    let policy: HealthPolicy = serde_json::from_value(policy).unwrap();
    policy
        .check()
        .map_or_else(|error| error.to_string(), |()| "fit".to_owned())
}

fn own(account: &str, reading: &str, why: &str) -> Value {
    json!({ "account": account, "reading": reading, "green": 10, "red": 5, "why": why })
}

#[test]
fn the_built_in_policy_is_fit() {
    assert_eq!(HealthPolicy::default().check(), Ok(()));
}

#[test]
fn weights_must_weigh_something() {
    let none: BTreeMap<&str, i64> = SignalName::ALL.map(|name| (name.word(), 0)).into();
    insta::assert_snapshot!(
        told(json!({ "weights": { "usage": 20, "billing": -1 } })),
        @"`weights.billing` is -1: give it 0 or more, 0 for a signal that is not to count"
    );
    insta::assert_snapshot!(
        told(json!({ "weights": none })),
        @"every signal has the weight 0 by `weights`: give at least one of them more"
    );
    let segment = |weights: Value| json!({ "segment": "Enterprise", "weights": weights });
    insta::assert_snapshot!(
        told(json!({ "segments": [segment(json!({ "usage": "-0.5" }))] })),
        @"`segments.Enterprise.weights.usage` is -0.5: give it 0 or more, 0 for a signal that is not to count"
    );
    insta::assert_snapshot!(
        told(json!({ "segments": [segment(json!(none))] })),
        @"every signal has the weight 0 by `segments.Enterprise.weights`: give at least one of them more"
    );
    let twice = [segment(json!({})), json!({ "segment": "enterprise ", "weights": {} })];
    insta::assert_snapshot!(
        told(json!({ "segments": twice })),
        @"`segments` has two entries for `enterprise`: keep one of them"
    );
}

#[test]
fn a_segment_may_take_the_weight_from_the_only_signal_that_has_one() {
    let mut base: BTreeMap<&str, i64> = SignalName::ALL.map(|name| (name.word(), 0)).into();
    base.insert("usage", 1);
    let of_segment = json!([{ "segment": "pilot", "weights": { "usage": 0 } }]);
    insta::assert_snapshot!(
        told(json!({ "weights": base, "segments": of_segment })),
        @"every signal has the weight 0 by `segments.pilot.weights`: give at least one of them more"
    );
}

#[test]
fn factors_steps_and_days_are_above_zero() {
    let factors = json!({ "renewal": { "factors": { "milestones": 0 } } });
    insta::assert_snapshot!(told(factors), @"`renewal.factors.milestones` is 0: give it a number above 0");
    insta::assert_snapshot!(told(json!({ "goal_factor": -2 })), @"`goal_factor` is -2: give it a number above 0");
    insta::assert_snapshot!(
        told(json!({ "engagement_factor": 0 })),
        @"`engagement_factor` is 0: give it a number above 0"
    );
    insta::assert_snapshot!(
        told(json!({ "material_points": 0 })),
        @"`material_points` is 0: give it a number above 0"
    );
    for (policy, key) in [
        (json!({ "freshness": { "usage": 0 } }), "freshness.usage"),
        (json!({ "freshness": { "talks": 0 } }), "freshness.talks"),
        (json!({ "freshness": { "milestones": 0 } }), "freshness.milestones"),
        (json!({ "freshness": { "billing": 0 } }), "freshness.billing"),
        (json!({ "renewal": { "within_days": 0 } }), "renewal.within_days"),
        (json!({ "snapshot_days": 0 }), "snapshot_days"),
    ] {
        assert_eq!(told(policy), format!("`{key}` is 0: give it 1 day or more"));
    }
}

#[test]
fn limits_are_of_a_reading_and_lie_apart() {
    insta::assert_snapshot!(
        told(json!({ "limits": { "survey": { "green": 7, "red": "7.0" } } })),
        @"`green` and `red` of `limits.survey` are both 7: set them apart, the greater one on the better side"
    );
    let far = json!({ "green": Decimal::MAX.to_string(), "red": Decimal::MIN.to_string() });
    insta::assert_snapshot!(
        told(json!({ "limits": { "survey": far } })),
        @"`green` and `red` of `limits.survey` are too far apart to reckon with: choose smaller numbers"
    );
    insta::assert_snapshot!(
        told(json!({ "limits": { "log_ins": { "green": 7, "red": 5 } } })),
        @"`limits` has no reading `log_ins`: take one of `usage_change`, `usage_goal`, `seats_used`, `adoption_change`, `features_used`, `adoption_goal`, `open_escalations`, `oldest_ticket`, `ticket_change`, `tone`, `survey`, `days_overdue`, `days_since_contact`, `unanswered`, `sponsor_days`, `missed_milestones`, `goals_behind`, or hold one account's metric against `criteria`"
    );
}

#[test]
fn levels_are_scores_in_their_order() {
    let levels = |green: i64, amber: i64| told(json!({ "levels": { "green": green, "amber": amber } }));
    insta::assert_snapshot!(
        levels(40, 40),
        @"`levels` has green from 40 and amber from 40: choose two scores from 0 to 100, amber the lower"
    );
    insta::assert_snapshot!(
        levels(101, 40),
        @"`levels` has green from 101 and amber from 40: choose two scores from 0 to 100, amber the lower"
    );
    insta::assert_snapshot!(
        levels(70, -1),
        @"`levels` has green from 70 and amber from -1: choose two scores from 0 to 100, amber the lower"
    );
    assert_eq!(levels(100, 0), "fit");
    insta::assert_snapshot!(
        told(json!({ "least_known_percent": 101 })),
        @"`least_known_percent` is 101: choose a number from 0 to 100"
    );
}

#[test]
fn a_criterion_says_whose_it_is_and_why() {
    insta::assert_snapshot!(
        told(json!({ "criteria": [own("orrin", "tone", "agreed in May"), own("orrin", "survey", " ")] })),
        @"the criterion of `orrin` for `survey` has no `why`: say where the customer agreed to it"
    );
    insta::assert_snapshot!(
        told(json!({ "criteria": [own("orrin", "", "agreed in May")] })),
        @"entry 1 of `criteria` lacks its `account` or its `reading`: name both"
    );
    let twice = [own("orrin", "weekly orders", "a"), own("orrin", "Weekly_Orders", "b")];
    insta::assert_snapshot!(
        told(json!({ "criteria": twice })),
        @"`criteria` has two entries of `orrin` for `Weekly_Orders`: keep one of them"
    );
    let same = json!({ "account": "orrin", "reading": "tone", "green": 5, "red": 5, "why": "agreed in May" });
    insta::assert_snapshot!(
        told(json!({ "criteria": [same] })),
        @"`green` and `red` of `criteria.orrin.tone` are both 5: set them apart, the greater one on the better side"
    );
    let both = [
        own("orrin", "tone", "a"),
        own("mills", "tone", "a"),
        own("orrin", "weekly orders", "a"),
    ];
    assert_eq!(told(json!({ "criteria": both })), "fit");
}
