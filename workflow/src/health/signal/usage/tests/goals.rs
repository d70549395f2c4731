//! Goals of the customer's on usage.

use grounding::Source;
use jiff::civil::date;

use super::*;
use crate::health::observed::KpiSeen;

fn kpi(source: &Source) -> KpiSeen<'_> {
    KpiSeen {
        metric: "weekly active users",
        unit: "",
        baseline: Some(Decimal::from(100)),
        baseline_day: Some(date(2026, 1, 1)),
        target: Some(Decimal::from(200)),
        current: Some(Decimal::from(120)),
        current_day: Some(ago(3)),
        due: Some(date(2026, 12, 27)),
        goal: "plan:objective/1".to_owned(),
        source: Some(source),
    }
}

fn of_kpi(kpi: KpiSeen<'_>) -> Signal<'_> {
    let observed = Observed {
        kpis: vec![kpi],
        ..nothing()
    };
    read(&observed, &HealthPolicy::default())
}

#[test]
fn a_goal_is_held_against_the_pace_that_it_needs() {
    let row = source("plan:kpi/1", "120");
    // 180 of 360 days have passed, so half of the way was due; a fifth was made: 40 %.
    let signal = of_kpi(kpi(&row));
    insta::assert_snapshot!(told(&signal), @"
    red 0, newest 2026-06-27
      usage_goal 40 %: red 0 [2026-06-27 120 plan:kpi/1]
    ");
    let criterion = &signal.readings[0].criterion;
    assert_eq!(criterion.origin, CriterionOrigin::Goal("plan:objective/1".to_owned()));
    assert_eq!(
        criterion.what,
        "weekly active users, progress as a share of what its goal needs by 2026-06-30"
    );
    // A goal to have less: 100 down to 50, and 75 is half of the way.
    let down = KpiSeen {
        target: Some(Decimal::from(50)),
        current: Some(Decimal::from(75)),
        ..kpi(&row)
    };
    assert_eq!(brief(&of_kpi(down), "usage_goal"), "100 green 100");
    let past_due = KpiSeen {
        due: Some(date(2026, 3, 31)),
        current: Some(Decimal::from(180)),
        ..kpi(&row)
    };
    assert_eq!(brief(&of_kpi(past_due), "usage_goal"), "80 green 100");
    let wrong_way = KpiSeen {
        current: Some(Decimal::from(90)),
        ..kpi(&row)
    };
    assert_eq!(brief(&of_kpi(wrong_way), "usage_goal"), "-20 red 0");
}

#[test]
fn a_goal_that_lacks_something_is_noted_and_a_result_of_the_customers_is_no_usage() {
    let row = source("plan:kpi/1", "120");
    let lacking = [
        KpiSeen {
            target: None,
            ..kpi(&row)
        },
        KpiSeen { due: None, ..kpi(&row) },
        KpiSeen {
            due: Some(date(2025, 12, 1)),
            ..kpi(&row)
        },
        KpiSeen {
            current_day: None,
            ..kpi(&row)
        },
        KpiSeen {
            current_day: Some(date(2026, 1, 1)),
            ..kpi(&row)
        },
        KpiSeen {
            target: Some(Decimal::from(100)),
            ..kpi(&row)
        },
        KpiSeen {
            baseline_day: Some(ago(0)),
            ..kpi(&row)
        },
        KpiSeen {
            metric: "invoice processing time",
            ..kpi(&row)
        },
    ];
    let notes = lacking.map(|it| {
        let signal = of_kpi(it);
        assert_eq!(signal.readings, []);
        signal.notes.join("; ")
    });
    insta::assert_snapshot!(notes.join("\n").trim_end(), @"
    the goal on `weekly active users` has no baseline and target to measure its progress between
    the goal on `weekly active users` has no day for its baseline or for its target, so that nobody can say what was due by now
    the goal on `weekly active users` is due before its baseline was taken
    the goal on `weekly active users` was not measured since its baseline was taken
    the goal on `weekly active users` was not measured since its baseline was taken
    the goal on `weekly active users` has a target that is its baseline, or numbers too large
    ");
}
