//! How much the product is used, with each kind of evidence and of bad evidence.

mod goals;

use super::*;
use crate::health::by_hand::nothing;
use crate::health::criterion::{CriterionOrigin, Limits};
use crate::health::observed::{Measured, Profile, Sample};
use crate::health::policy::OwnCriterion;
use crate::health::signal::testing::{ago, brief, source, told};

fn sample(days: i32, value: i64) -> Sample<'static> {
    Sample {
        date: ago(days),
        value: Decimal::from(value),
        source: None,
    }
}

/// A metric of usage with these figures, each so many days ago.
fn logins(points: &[(i32, i64)]) -> Measured<'static> {
    let points = points.iter().map(|(days, value)| sample(*days, *value));
    Measured::new("daily_logins", "", MetricRole::Usage, points.collect())
}

fn of(measured: Vec<Measured<'_>>) -> Signal<'_> {
    let observed = Observed { measured, ..nothing() };
    read(&observed, &HealthPolicy::default())
}

fn event(days: i32, name: &str) -> Happened<'_> {
    Happened {
        date: ago(days),
        name,
        user: None,
        source: None,
    }
}

fn of_events(events: Vec<Happened<'_>>) -> Signal<'_> {
    let observed = Observed { events, ..nothing() };
    read(&observed, &HealthPolicy::default())
}

#[test]
fn the_middle_figures_of_two_stretches_are_compared() {
    let (now, before) = (source("usage:row/1", "58"), source("usage:row/2", "100"));
    let with = |days: i32, value: i64, source| Sample {
        source: Some(source),
        ..sample(days, value)
    };
    // Of 55, 58, 60 and 90 the lower of the two in the middle is 58; the first day of the last 28 counts.
    let points = vec![
        sample(1, 90),
        with(8, 58, &now),
        sample(15, 60),
        sample(27, 55),
        sample(28, 70),
        with(60, 100, &before),
        sample(111, 130),
        sample(112, 9000),
    ];
    let measured = Measured::new("weekly_active_users", "", MetricRole::Usage, points);
    let signal = of(vec![measured]);
    insta::assert_snapshot!(told(&signal), @"
    red 0, newest 2026-06-29
      usage_change -42 %: red 0 [2026-06-22 58 usage:row/1; 2026-05-01 100 usage:row/2]
    ");
    assert_eq!(
        signal.readings[0].criterion.what,
        "weekly active users, change in four weeks"
    );
}

#[test]
fn a_change_at_a_limit_has_the_level_of_the_limit() {
    let change = |now: i64| brief(&of(vec![logins(&[(1, now), (40, 100)])]), "usage_change");
    insta::assert_snapshot!(
        [130, 90, 89, 61, 60].map(change).join(", "),
        @"30 green 100, -10 green 100, -11 amber 96.7, -39 amber 3.3, -40 red 0"
    );
}

#[test]
fn of_several_metrics_the_worst_decides() {
    let sessions = Measured {
        metric: "sessions".to_owned(),
        ..logins(&[(1, 50), (40, 100)])
    };
    let signal = of(vec![logins(&[(1, 100), (40, 100)]), sessions]);
    insta::assert_snapshot!(told(&signal), @"
    red 0, newest 2026-06-29
      usage_change -50 %: red 0 [2026-06-29 50; 2026-05-21 100]
      usage_change 0 %: green 100 [2026-06-29 100; 2026-05-21 100]
    ");
}

#[test]
fn where_there_is_nothing_to_compare_a_note_says_why() {
    let cases = [
        logins(&[(1, 10)]),
        logins(&[(29, 10), (60, 12)]),
        logins(&[(1, 10), (40, 0)]),
        logins(&[(1, 10), (400, 8)]),
    ];
    let notes = cases.map(|it| of(vec![it]).notes.join("; "));
    insta::assert_snapshot!(notes.join("\n"), @"
    `daily logins` has no figure in the 84 days before the last 28 to compare with
    `daily logins` has no figure in the last 28 days; its newest is of 2026-06-01
    `daily logins` stood at 0 before, so that no change in per cent can be told
    `daily logins` has no figure in the 84 days before the last 28 to compare with
    ");
    let one = of(vec![logins(&[(1, 10)])]);
    insta::assert_snapshot!(told(&one), @"
    unknown -, newest 2026-06-29
      because there is too little evidence to compare
      note: `daily logins` has no figure in the 84 days before the last 28 to compare with
    ");
}

#[test]
fn figures_that_are_too_old_are_stale() {
    let signal = of(vec![logins(&[(31, 10), (60, 12)])]);
    assert_eq!(
        (signal.level, signal.is_stale),
        (crate::health::level::Level::Unknown, true)
    );
    insta::assert_snapshot!(
        signal.unknown,
        @"the newest evidence is of 2026-05-30, more than 30 days ago"
    );
}

#[test]
fn nothing_at_all_is_unknown_and_neither_nought_nor_green() {
    insta::assert_snapshot!(told(&of(Vec::new())), @"
    unknown -, newest -
      because there is no evidence of it
    ");
}

#[test]
fn a_negative_count_is_left_out() {
    let signal = of(vec![logins(&[(1, 90), (8, -4), (9, -5), (40, 100)])]);
    insta::assert_snapshot!(told(&signal), @"
    green 100, newest 2026-06-29
      usage_change -10 %: green 100 [2026-06-29 90; 2026-05-21 100]
      note: `daily logins` is negative on 2026-06-21 and on 1 more day, which it can't be, so that was left out
    ");
}

#[test]
fn only_the_newest_unit_counts() {
    let in_unit = |unit: &str, points: &[(i32, i64)]| Measured {
        metric: "time in product".to_owned(),
        unit: unit.to_owned(),
        ..logins(points)
    };
    let signal = of(vec![
        in_unit("h", &[(60, 2), (50, 2)]),
        in_unit("min", &[(40, 120), (1, 120)]),
    ]);
    insta::assert_snapshot!(told(&signal), @"
    green 100, newest 2026-06-29
      usage_change 0 %: green 100 [2026-06-29 120; 2026-05-21 120]
      note: `time in product` was measured in `h` until 2026-05-11, and only its figures in `min` count
    ");
    // Both were measured on one day, so they are two metrics of one name.
    let both = of(vec![
        in_unit("h", &[(40, 2), (1, 1)]),
        in_unit("min", &[(40, 120), (1, 120)]),
    ]);
    let told: Vec<String> = both.readings.iter().map(|it| it.value.to_string()).collect();
    assert_eq!(told, ["-50", "0"]);
}

#[test]
fn two_figures_for_one_day_are_passed_on_as_long_as_they_are_compared() {
    let conflicts = |days: i32| {
        let points = vec![sample(days, 10), sample(days, 12), sample(days, 10)];
        of(vec![Measured::new("logins", "", MetricRole::Usage, points)]).conflicts
    };
    let found = conflicts(5);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].about, "logins on 2026-06-25");
    assert_eq!(
        [found[0].one.value, found[0].other.value],
        [Some(Decimal::TEN), Some(Decimal::from(12))]
    );
    assert_eq!(conflicts(112), []);
}

#[test]
fn counted_events_stand_in_where_nothing_is_measured() {
    let every = |days: std::ops::Range<i32>| days.map(|day| event(day, "report opened"));
    // 14 in the last four weeks; 84 in the twelve before, which is 28 for as long.
    let halved = every(0..14).chain(every(28..112)).chain(every(200..300)).collect();
    insta::assert_snapshot!(told(&of_events(halved)), @"
    red 0, newest 2026-06-30
      usage_change -50 %: red 0 [2026-06-30; 2026-06-02]
    ");
    // Counted for 42 days before: 42 events are 28 for four weeks.
    let young = every(0..28).chain(every(28..70)).collect();
    assert_eq!(brief(&of_events(young), "usage_change"), "0 green 100");
    let short: Vec<Happened<'_>> = every(0..50).collect();
    let ended: Vec<Happened<'_>> = every(28..60).collect();
    let begun: Vec<Happened<'_>> = every(0..20).collect();
    let notes = [short, ended, begun].map(|events| of_events(events).notes.join("; "));
    insta::assert_snapshot!(notes.join("\n"), @"
    product events are on record for too short a time to compare
    no product event is on record of the last 28 days
    no product event is on record of the 84 days before the last 28
    ");
}

#[test]
fn measured_figures_go_before_counted_events() {
    let observed = Observed {
        measured: vec![logins(&[(1, 100), (40, 100)])],
        events: vec![event(1, "login"), event(60, "login")],
        ..nothing()
    };
    let signal = read(&observed, &HealthPolicy::default());
    assert_eq!(signal.readings.len(), 1);
    assert_eq!(brief(&signal, "usage_change"), "0 green 100");
}

#[test]
fn what_the_settings_hold_an_account_against_goes_before_the_limits_of_all() {
    let own = |reading: &str, green: i64, red: i64| OwnCriterion {
        account: "alder".to_owned(),
        reading: reading.to_owned(),
        limits: Limits::new(green, red),
        why: "agreed in the kickoff".to_owned(),
    };
    let policy = HealthPolicy {
        criteria: vec![own("Daily logins", 40, 20), own("tiles per day", 5, 3)],
        ..HealthPolicy::default()
    };
    let tiles = Measured {
        metric: "tiles per day".to_owned(),
        unit: "m2".to_owned(),
        role: MetricRole::Other,
        ..logins(&[(2, 2)])
    };
    let observed = Observed {
        measured: vec![logins(&[(1, 30), (40, 100)]), tiles],
        profile: Profile {
            account: "alder".to_owned(),
            ..Profile::default()
        },
        ..nothing()
    };
    let signal = read(&observed, &policy);
    insta::assert_snapshot!(told(&signal), @"
    red 0, newest 2026-06-29
      usage_level 2 : red 0 [2026-06-28 2]
      usage_level 30 : amber 50 [2026-06-29 30]
    ");
    let whats: Vec<&str> = signal.readings.iter().map(|it| it.criterion.what.as_str()).collect();
    assert_eq!(
        whats,
        [
            "tiles per day in m2, middle figure of four weeks",
            "daily logins, middle figure of four weeks"
        ]
    );
    let settings = CriterionOrigin::Settings("agreed in the kickoff".to_owned());
    assert!(signal.readings.iter().all(|it| it.criterion.origin == settings));
    // Another account keeps the limits of all, and what is no usage stays out.
    let other = Observed {
        profile: Profile::default(),
        ..observed
    };
    insta::assert_snapshot!(told(&read(&other, &policy)), @"
    red 0, newest 2026-06-29
      usage_change -70 %: red 0 [2026-06-29 30; 2026-05-21 100]
    ");
}
