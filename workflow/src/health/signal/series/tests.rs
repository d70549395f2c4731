//! What holds for any figures on any day.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::health::observed::Happened;
use crate::health::policy::HealthPolicy;
use crate::health::signal::{Signal, adoption, usage};

fn sample(day: i32, value: Decimal) -> Sample<'static> {
    Sample {
        date: date(2025, 1, 1).saturating_add(day.days()),
        value,
        source: None,
    }
}

fn day(at: i32) -> Date {
    sample(at, Decimal::ZERO).date
}

/// Any decimal, and often a plain one.
fn decimals() -> impl Strategy<Value = Decimal> {
    let any = (any::<i64>(), any::<i32>(), any::<u32>(), 0u32..=28).prop_map(|(low, mid, high, scale)| {
        let low = low.unsigned_abs();
        let parts = [low % (1 << 32), low >> 32].map(|it| u32::try_from(it).unwrap());
        Decimal::from_parts(parts[0], parts[1], high, mid < 0, scale)
    });
    prop_oneof![4 => (-3i64..200).prop_map(Decimal::from), 1 => any]
}

fn points(days: std::ops::Range<i32>) -> impl Strategy<Value = Vec<(i32, Decimal)>> {
    prop::collection::vec((days, decimals()), 0..60)
}

/// Both signals, read off figures of a metric in two units and as many events.
fn read(points: &[(i32, Decimal)], as_of: Date) -> [Signal<'static>; 2] {
    let observed = observed(points, as_of);
    let policy = HealthPolicy::default();
    [usage::read(&observed, &policy), adoption::read(&observed, &policy)]
}

fn observed(points: &[(i32, Decimal)], as_of: Date) -> Observed<'static> {
    let until = |it: &&(i32, Decimal)| day(it.0) <= as_of;
    let samples = |unit: usize| {
        let of_unit = points
            .iter()
            .filter(until)
            .filter(move |it| usize::from(it.0 < 100) == unit);
        of_unit.map(|(day, value)| sample(*day, *value)).collect::<Vec<_>>()
    };
    let metric = |name: &str, unit: &str, role: MetricRole, of: usize| Measured::new(name, unit, role, samples(of));
    let measured = vec![
        metric("monthly active users", "", MetricRole::Usage, 0),
        metric("monthly active users", "k", MetricRole::Usage, 1),
        metric("adoption", "%", MetricRole::Adoption, 0),
    ];
    let events = points.iter().filter(until).map(|(at, value)| Happened {
        date: day(*at),
        name: if value.is_sign_negative() { "open" } else { "plan" },
        user: None,
        source: None,
    });
    let mut observed = Observed {
        as_of,
        measured: measured.into_iter().filter(|it| !it.samples.is_empty()).collect(),
        events: events.collect(),
        ..Observed::default()
    };
    observed.profile.seats = Some(Decimal::from(40));
    observed
}

proptest! {
    #[test]
    fn what_comes_later_changes_nothing(points in points(0..400), at in 0i32..400, back in 1i32..200) {
        let as_of = day(at);
        let known: Vec<(i32, Decimal)> = points.iter().filter(|it| it.0 <= at).copied().collect();
        let now = read(&known, as_of);
        // The same by stepping back from a later day, on which all of it was known.
        let later = observed(&points, as_of.saturating_add(back.days())).before(back);
        let policy = HealthPolicy::default();
        prop_assert_eq!(now, [usage::read(&later, &policy), adoption::read(&later, &policy)]);
    }

    #[test]
    fn the_middle_is_one_of_the_figures_and_half_are_no_greater(points in points(0..100)) {
        let samples: Vec<Sample<'_>> = points.iter().map(|(day, value)| sample(*day, *value)).collect();
        let Some(found) = middle(&samples) else {
            prop_assert!(samples.is_empty());
            return Ok(());
        };
        prop_assert!(samples.contains(&found));
        let no_greater = samples.iter().filter(|it| it.value <= found.value).count();
        let no_less = samples.iter().filter(|it| it.value >= found.value).count();
        prop_assert!(no_greater * 2 >= samples.len() && no_less * 2 >= samples.len());
    }

    #[test]
    fn the_order_in_which_figures_come_does_not_matter(points in points(0..150)) {
        let mut unique = points.clone();
        unique.sort_by_key(|it| it.0);
        unique.dedup_by_key(|it| it.0);
        let turned: Vec<(i32, Decimal)> = unique.iter().rev().copied().collect();
        prop_assert_eq!(read(&unique, day(150)), read(&turned, day(150)));
    }
}

#[test]
fn a_change_in_per_cent_needs_something_to_start_from() {
    let change = |now: i64, before: i64| percent(Decimal::from(now), Decimal::from(before)).map(|it| it.to_string());
    assert_eq!(
        [change(58, 100), change(5, 0), change(2, -4)],
        [Some("-42.00".to_owned()), None, Some("150.00".to_owned())]
    );
    assert_eq!(percent(Decimal::MAX, Decimal::new(1, 28)), None);
}
