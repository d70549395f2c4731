//! How much of what was bought is used, and by how many.

use super::*;
use crate::health::by_hand::nothing;
use crate::health::observed::{KpiSeen, Profile};
use crate::health::signal::testing::{ago, brief, source, told};

fn sample(days: i32, value: i64) -> Sample<'static> {
    Sample {
        date: ago(days),
        value: Decimal::from(value),
        source: None,
    }
}

fn metric(name: &str, unit: &str, role: MetricRole, points: &[(i32, i64)]) -> Measured<'static> {
    let points = points.iter().map(|(days, value)| sample(*days, *value));
    Measured::new(name, unit, role, points.collect())
}

fn with_seats(seats: Option<i64>, measured: Vec<Measured<'_>>) -> Observed<'_> {
    Observed {
        measured,
        profile: Profile {
            seats: seats.map(Decimal::from),
            ..Profile::default()
        },
        ..nothing()
    }
}

fn of(observed: &Observed<'static>) -> Signal<'static> {
    read(observed, &HealthPolicy::default())
}

fn event(days: i32, name: &str) -> Happened<'_> {
    Happened {
        date: ago(days),
        name,
        user: None,
        source: None,
    }
}

#[test]
fn active_users_are_held_against_the_seats_signed_for() {
    let form = source("contract:order-form/1", "Subscription: Oven Desk, 60 seats");
    let row = source("usage:row/1", "24");
    let points = vec![
        Sample {
            source: Some(&row),
            ..sample(3, 24)
        },
        sample(40, 60),
    ];
    let observed = Observed {
        seats_signed: Some((&form, grounding::Span::new(0, 33))),
        ..with_seats(
            Some(60),
            vec![Measured::new("monthly_active_users", "", MetricRole::Usage, points)],
        )
    };
    let signal = read(&observed, &HealthPolicy::default());
    insta::assert_snapshot!(told(&signal), @"
    amber 42.9, newest 2026-06-27
      seats_used 40 %: amber 42.9 [2026-06-27 24 usage:row/1; 60 contract:order-form/1 `Subscription: Oven Desk, 60 seats`]
    ");
    assert_eq!(
        signal.readings[0].criterion.what,
        "monthly active users, of 60 seats signed for"
    );
}

#[test]
fn seats_at_a_limit_have_the_level_of_the_limit() {
    let used = |users: i64| {
        let users = metric("active users", "", MetricRole::Usage, &[(1, users)]);
        brief(&of(&with_seats(Some(100), vec![users])), "seats_used")
    };
    insta::assert_snapshot!(
        [130, 60, 59, 26, 25].map(used).join(", "),
        @"130 green 100, 60 green 100, 59 amber 97.1, 26 amber 2.9, 25 red 0"
    );
}

#[test]
fn the_metric_that_tells_most_of_the_seats_is_taken() {
    let daily = metric("daily active users", "", MetricRole::Usage, &[(1, 10)]);
    let weekly = metric("weekly active users", "", MetricRole::Usage, &[(1, 40)]);
    let monthly = metric("monthly active users", "", MetricRole::Usage, &[(29, 90)]);
    let share = metric("seat utilisation", "%", MetricRole::Adoption, &[(2, 75)]);
    let used = |measured: Vec<Measured<'static>>| {
        let signal = of(&with_seats(Some(100), measured));
        let reading = signal.readings.iter().find(|it| it.criterion.name == "seats_used");
        reading.map(|it| format!("{} {}", it.value, it.criterion.what))
    };
    // The count of the month is too old to be taken.
    assert_eq!(
        used(vec![daily.clone(), weekly.clone(), monthly]),
        Some("40 weekly active users, of 100 seats signed for".to_owned())
    );
    assert_eq!(
        used(vec![daily, weekly, share.clone()]),
        Some("75 seat utilisation".to_owned())
    );
    // A share needs no order form.
    let alone = of(&with_seats(None, vec![share]));
    assert_eq!(brief(&alone, "seats_used"), "75 green 100");
}

#[test]
fn what_keeps_seats_from_being_compared_is_noted() {
    let users = || metric("active users", "", MetricRole::Usage, &[(1, 75)]);
    let notes = [
        with_seats(None, vec![users()]),
        with_seats(Some(60), vec![users()]),
        with_seats(Some(60), Vec::new()),
        with_seats(None, Vec::new()),
    ]
    .map(|it| of(&it).notes.join("; "));
    insta::assert_snapshot!(notes.join("\n").trim_end(), @"
    no order form says how many seats were signed for, so `active users` can't be held against them
    `active users` came to 75, more than the 60 seats signed for
    no figure of the last 28 days says how many people use the 60 seats signed for
    ");
}

#[test]
fn adoption_moves_as_usage_does_and_is_read_by_its_own_name() {
    let adoption = metric("feature adoption", "%", MetricRole::Adoption, &[(1, 30), (50, 60)]);
    let usage = metric("logins", "", MetricRole::Usage, &[(1, 1), (50, 60)]);
    let signal = of(&with_seats(None, vec![adoption, usage]));
    insta::assert_snapshot!(told(&signal), @"
    red 0, newest 2026-06-29
      adoption_change -50 %: red 0 [2026-06-29 30; 2026-05-11 60]
    ");
}

#[test]
fn features_that_are_no_longer_used_are_told_first() {
    let mut events = vec![event(0, "open"), event(3, "export")];
    events.extend(["open", "export", "plan", "share"].map(|name| event(60, name)));
    events.push(event(40, "plan"));
    let observed = Observed { events, ..nothing() };
    let signal = of(&observed);
    insta::assert_snapshot!(told(&signal), @"
    amber 28.6, newest 2026-06-30
      features_used 50 %: amber 28.6 [2026-05-21; 2026-05-01; 2026-06-30]
    ");
}

#[test]
fn features_need_two_before_and_one_since() {
    let one_before = vec![event(0, "open"), event(60, "open")];
    let none_since = vec![event(40, "open"), event(60, "plan")];
    for events in [one_before, none_since] {
        let observed = Observed { events, ..nothing() };
        assert_eq!(brief(&of(&observed), "features_used"), "none");
    }
}

#[test]
fn a_goal_on_adoption_is_read_here_and_not_as_usage() {
    let kpi = KpiSeen {
        metric: "feature adoption",
        unit: "%",
        baseline: Some(Decimal::from(20)),
        baseline_day: Some(ago(100)),
        target: Some(Decimal::from(60)),
        current: Some(Decimal::from(40)),
        current_day: Some(ago(2)),
        due: Some(ago(-100)),
        goal: "plan:objective/2".to_owned(),
        source: None,
    };
    let observed = Observed {
        kpis: vec![kpi],
        ..nothing()
    };
    assert_eq!(brief(&of(&observed), "adoption_goal"), "100 green 100");
    let usage = super::super::usage::read(&observed, &HealthPolicy::default());
    assert_eq!(usage.readings, []);
}

#[test]
fn nothing_at_all_is_unknown() {
    insta::assert_snapshot!(told(&of(&nothing())), @"
    unknown -, newest -
      because there is no evidence of it
    ");
}
