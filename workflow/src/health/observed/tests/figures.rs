//! Figures of metrics and product events.

use grounding::{Event, Measure, SourceId};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::health::HealthPolicy;
use crate::health::signal::{SignalName, signals};

/// A row of a series, which may be of another system or of a part.
fn figure(series: &str, metric: &str, unit: &str, day: Date, value: i64) -> Source {
    let record = Measure {
        metric: metric.to_owned(),
        unit: unit.to_owned(),
        value: value.into(),
        date: day,
        series: SourceId::raw(series),
    };
    let id = format!("{}/{day}", series.replace("series", "row"));
    let value = value.to_string();
    row(
        &id,
        SourceKind::Usage,
        day,
        &[("figure", &value)],
        Record::Measure(record),
    )
}

fn told(observed: &Observed<'_>) -> String {
    let metric = |it: &Measured<'_>| {
        let samples = it.samples.iter().map(|it| format!("{} {}", it.date, it.value));
        let conflicts = it
            .conflicts
            .iter()
            .map(|(one, other)| format!("{} not {}", one.value, other.value));
        let parts = samples.chain(conflicts).chain(it.notes.iter().cloned());
        format!(
            "{} [{}] {:?}: {}",
            it.metric,
            it.unit,
            it.role,
            parts.collect::<Vec<_>>().join(", ")
        )
    };
    observed.measured.iter().map(metric).collect::<Vec<_>>().join("\n")
}

fn of(sources: Vec<Source>) -> String {
    told(&Observed::of(&ledger(sources)))
}

#[test]
fn figures_come_together_by_metric_and_unit() {
    let found = of(vec![
        measure("Weekly active users", "", ago(8), 10),
        measure("weekly_active_users", "users", ago(1), 12),
        measure("weekly-active-users", "h", ago(1), 7),
        measure("dough wasted", "percent", ago(1), 4),
    ]);
    insta::assert_snapshot!(found, @"
    Weekly active users [] Usage: 2026-06-22 10, 2026-06-29 12
    weekly-active-users [h] Usage: 2026-06-29 7
    dough wasted [%] Other: 2026-06-29 4
    ");
}

#[test]
fn parts_of_a_figure_are_not_the_whole() {
    let at = |part: &str, day: Date, value: i64| {
        figure(&format!("usage:series/alder/logins{part}"), "logins", "", day, value)
    };
    let beside_the_whole = of(vec![
        at("", ago(1), 10),
        at("/north", ago(1), 4),
        at("/south", ago(1), 6),
    ]);
    insta::assert_snapshot!(beside_the_whole, @"logins [] Usage: 2026-06-29 10");
    let alone = of(vec![at("/north", ago(1), 4), at("/south", ago(1), 6)]);
    insta::assert_snapshot!(
        alone,
        @"logins [] Usage: `logins` is on record by part only, such as by site or workspace, and no figure stands for the whole account"
    );
    // A table with a column that never differs on one day, such as the plan, has one part at a time.
    let one_at_a_time = of(vec![at("/basic", ago(9), 4), at("/pro", ago(1), 6)]);
    insta::assert_snapshot!(one_at_a_time, @"logins [] Usage: 2026-06-21 4, 2026-06-29 6");
    let workspaces =
        ["alder-eu", "alder-us"].map(|name| figure(&format!("usage:series/{name}/logins"), "logins", "", ago(1), 4));
    assert_eq!(of(workspaces.into()), alone);
}

#[test]
fn two_systems_may_give_one_figure_differently() {
    let of_table = |day: Date, value: i64| figure("usage:series/alder/logins", "logins", "", day, value);
    let of_tile = |day: Date, value: i64| figure("dashboard:series/alder/Use/logins", "logins", "", day, value);
    let same = of(vec![of_table(ago(1), 10), of_tile(ago(1), 10)]);
    insta::assert_snapshot!(same, @"logins [] Usage: 2026-06-29 10");
    let other = of(vec![of_table(ago(1), 10), of_tile(ago(1), 12), of_table(ago(8), 9)]);
    insta::assert_snapshot!(other, @"logins [] Usage: 2026-06-22 9, 2026-06-29 12, 12 not 10");
    // What is counted by the day and what is counted by the month are two things.
    let daily = (1..5).map(|days| of_table(ago(days), 10));
    let monthly = [ago(1), ago(31), ago(61)].map(|day| of_tile(day, 300));
    insta::assert_snapshot!(of(daily.chain(monthly).collect()), @"
    logins [] Usage: 2026-04-30 300, 2026-05-30 300, 2026-06-29 300
    logins [] Usage: 2026-06-26 10, 2026-06-27 10, 2026-06-28 10, 2026-06-29 10
    ");
}

#[test]
fn figures_and_events_of_a_later_day_are_counted_and_left_out() {
    // The period of the figure was still running when it was exported.
    let running = Source {
        occurred_at: Some(ago(3)),
        ..measure("logins", "", ago(-12), 10)
    };
    let record = Event {
        name: "login".to_owned(),
        user: None,
        date: ago(-1),
        series: SourceId::raw("product:series/alder/login"),
    };
    let event = row("product:event/1", SourceKind::Usage, ago(0), &[], Record::Event(record));
    let ledger = ledger(vec![running, event]);
    let observed = Observed::of(&ledger);
    assert_eq!(
        (told(&observed).as_str(), observed.events.len(), observed.later),
        ("", 0, 2)
    );
}

#[test]
fn a_kpi_of_their_own_business_is_no_usage() {
    let visits = || measure("visits", "", ago(1), 10);
    insta::assert_snapshot!(of(vec![visits()]), @"visits [] Usage: 2026-06-29 10");
    let mut kpi = super::kpi(Some(ago(5)));
    if let Some(Record::Kpi(record)) = &mut kpi.record {
        "visits".clone_into(&mut record.metric);
    }
    let with_goal = of(vec![visits(), goal(1, "More guests", "On track", ago(-90)), kpi]);
    insta::assert_snapshot!(with_goal, @"visits [] Other: 2026-06-29 10");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The one promise that a back-test rests on: what comes later shows in nothing.
    #[test]
    fn a_ledger_of_a_day_is_observed_the_same_whatever_came_later(
        points in prop::collection::btree_map(0i32..260, 0i64..500, 0..40),
        at in 0i32..260,
    ) {
        let first = date(2025, 10, 13);
        let day = |at: i32| first.saturating_add(at.days());
        let sources = |until: i32| -> Vec<Source> {
            let known = points.iter().filter(|(at, _)| **at <= until);
            known.map(|(at, value)| measure("weekly_active_users", "", day(*at), *value)).collect()
        };
        let (whole, until) = (ledger_on(AS_OF, sources(i32::MAX)), ledger_on(day(at), sources(at)));
        let back = (AS_OF - day(at)).get_days();
        let (then, stepped) = (Observed::of(&until), Observed::of(&whole).before(back));
        prop_assert_eq!(told(&then), told(&stepped));
        let policy = HealthPolicy::default();
        let levels = |observed: &Observed<'_>| -> Vec<String> {
            let found = signals(observed, &policy, &[SignalName::Usage, SignalName::Adoption]);
            found.iter().map(|it| format!("{:?} {:?} {:?} {:?}", it.level, it.points, it.trend, it.newest)).collect()
        };
        prop_assert_eq!(levels(&then), levels(&stepped));
    }
}
