use jiff::ToSpan;

use super::*;
use crate::health::by_hand::{TODAY, all, nothing, read};
use crate::health::observed::{GoalSeen, KpiSeen, Measured, Profile, Touch};
use crate::health::score::Score;

/// The factors of a signal, with their reasons.
fn factors_of(name: SignalName, observed: &Observed<'_>) -> String {
    let score = Score::of(&all(&[]), observed, &HealthPolicy::default(), TODAY);
    let term = score.terms.iter().find(|term| term.name == name).unwrap();
    let factors = term.factors.iter().map(|(factor, why)| format!("{factor}: {why}"));
    factors.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_renewal_that_is_near_or_just_passed_counts_more() {
    let of = |name: SignalName, days: i32| {
        let profile = Profile {
            renewal: Some(TODAY.saturating_add(days.days())),
            ..Profile::default()
        };
        factors_of(name, &Observed { profile, ..nothing() })
    };
    let billing = [91, 90, 0, -1, -30, -31].map(|days| of(SignalName::Billing, days));
    insta::assert_snapshot!(billing.map(|it| format!("[{it}]")).join("\n"), @"
    []
    [1.5: the contract renews on 2026-09-28]
    [1.5: the contract renews on 2026-06-30]
    [1.5: the contract was up for renewal on 2026-06-29]
    [1.5: the contract was up for renewal on 2026-05-31]
    []
    ");
    let yesterday = SignalName::ALL.map(|name| of(name, -1).is_empty());
    assert_eq!(yesterday, [true, true, true, true, false, false, false]);
}

#[test]
fn what_the_customer_named_in_a_goal_counts_more() {
    let measured = |metric: &str, role: MetricRole| Measured {
        metric: metric.to_owned(),
        unit: String::new(),
        role,
        samples: Vec::new(),
        conflicts: Vec::new(),
        notes: Vec::new(),
    };
    let kpi = KpiSeen {
        metric: "Weekly active users",
        unit: "",
        baseline: None,
        baseline_day: None,
        target: None,
        current: None,
        current_day: None,
        due: None,
        goal: "plan:objective/1".to_owned(),
        source: None,
    };
    let observed = Observed {
        measured: vec![
            measured("orders", MetricRole::Usage),
            measured("weekly_active_users", MetricRole::Usage),
            measured("modules in use", MetricRole::Adoption),
        ],
        kpis: vec![kpi],
        ..nothing()
    };
    assert_eq!(
        factors_of(SignalName::Usage, &observed),
        "1.5: a goal of the customer's names `weekly_active_users`"
    );
    assert_eq!(factors_of(SignalName::Adoption, &observed), "");

    let mut read_off = read("adoption_goal", 70);
    read_off.readings[0].criterion.origin = CriterionOrigin::Goal("plan:objective/1".to_owned());
    let score = Score::of(&[read_off], &observed, &HealthPolicy::default(), TODAY);
    let why = "a goal of the customer's names `Weekly active users`".to_owned();
    assert_eq!(score.terms[0].factors, [(Decimal::new(15, 1), why)]);
    assert_eq!(score.terms[0].weight, Decimal::new(225, 1));
}

#[test]
fn milestones_count_more_where_a_goal_is_behind() {
    let of = |is_behind: Option<bool>, due: i32| {
        let goal = GoalSeen {
            is_behind,
            due: Some(TODAY.saturating_add(due.days())),
            source: None,
        };
        let observed = Observed {
            goals: vec![goal],
            ..nothing()
        };
        factors_of(SignalName::Milestones, &observed)
    };
    let behind = "1.5: a goal of the customer's is behind";
    let all = [
        of(Some(true), 10),
        of(Some(false), 0),
        of(None, -1),
        of(Some(false), -1),
    ];
    assert_eq!(all, [behind, "", behind, behind]);
}

#[test]
fn the_relationship_counts_more_where_no_sponsor_was_met() {
    let of = |kind: TouchKind, with_sponsor: bool, days_ago: i32| {
        let touch = Touch {
            date: TODAY.saturating_sub(days_ago.days()),
            kind,
            with_sponsor,
            is_support: false,
            source: None,
        };
        let observed = Observed {
            touches: vec![touch],
            profile: Profile {
                has_sponsor: true,
                ..Profile::default()
            },
            ..nothing()
        };
        factors_of(SignalName::Relationship, &observed)
    };
    let unmet = "1.5: nobody who can sponsor was met in the last 90 days";
    assert_eq!(of(TouchKind::Met, true, 90), "");
    assert_eq!(of(TouchKind::Heard, true, 0), "");
    assert_eq!(of(TouchKind::Met, true, 91), unmet);
    assert_eq!(of(TouchKind::Met, false, 1), unmet);
    assert_eq!(of(TouchKind::Tried, true, 1), unmet);
    assert_eq!(
        factors_of(SignalName::Relationship, &nothing()),
        "",
        "nobody who can sponsor is on record"
    );
}

#[test]
fn factors_are_multiplied_with_each_other() {
    let observed = Observed {
        profile: Profile {
            renewal: Some(TODAY),
            has_sponsor: true,
            ..Profile::default()
        },
        ..nothing()
    };
    let score = Score::of(&all(&[]), &observed, &HealthPolicy::default(), TODAY);
    let relationship = score
        .terms
        .iter()
        .find(|it| it.name == SignalName::Relationship)
        .unwrap();
    // 15 × 1.5 × 1.5.
    assert_eq!(
        (relationship.base, relationship.weight),
        (Decimal::from(15), Decimal::new(3375, 2))
    );
}
