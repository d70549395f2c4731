use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::testing::{AS_OF, claim, ledger, measure, prose, verdict, verify_one};
use crate::{
    Audience, Event, Lookup, Record, Source, SourceId, SourceKind, State, Value, Verdict, Visibility, Withheld,
};

const SERIES: &str = "usage:series/acme/logins";

fn row(day: &str, value: i64) -> Source {
    measure(
        &format!("usage:row/acme/{day}/logins"),
        SourceKind::Usage,
        "logins",
        value,
        day,
    )
}

fn rows(points: &[(&str, i64)]) -> Vec<Source> {
    points.iter().map(|(day, value)| row(day, *value)).collect()
}

fn series(sources: Vec<Source>) -> Source {
    let ledger = ledger(sources);
    ledger
        .source(&SourceId::raw(SERIES))
        .expect("there is a series")
        .clone()
}

#[test]
fn a_series_says_what_its_points_come_to() {
    // In any order, with a month that has none, and with one beyond the day of the run.
    let points = [
        ("2026-05-31", 90),
        ("2026-02-28", 120),
        ("2026-01-05", 100),
        ("2026-05-04", 80),
        ("2026-01-26", 110),
        ("2026-07-01", 900),
    ];
    let found = series(rows(&points));
    insta::assert_snapshot!(found.text, @"
    metric: logins
    unit: 
    points: 5
    first: 100 (2026-01-05)
    last: 90 (2026-05-31)
    change: -10
    change_pct: -10 %
    lowest: 80 (2026-05-04)
    highest: 120 (2026-02-28)
    2026-01: 110 (2026-01-26)
    2026-02: 120 (2026-02-28)
    2026-05: 90 (2026-05-31)
    ");
    let values: Vec<String> = found
        .values
        .iter()
        .map(|it: &Value| {
            assert_eq!(found.text[it.span.range()].parse::<Decimal>(), Ok(it.value));
            format!("{:?} {} {} {:?}", it.role, it.metric, it.unit, it.period)
        })
        .collect();
    insta::assert_snapshot!(values.join("\n"), @"
    Baseline logins  Some(2026-01-05)
    Current logins  Some(2026-05-31)
    Change logins  None
    Change logins % None
    Current logins  Some(2026-05-04)
    Current logins  Some(2026-02-28)
    Current logins  Some(2026-01-26)
    Current logins  Some(2026-02-28)
    Current logins  Some(2026-05-31)
    ");
    assert_eq!(found.kind, SourceKind::Series);
    assert_eq!(
        (found.title.as_str(), found.occurred_at),
        ("logins", Some(date(2026, 5, 31)))
    );
}

#[test]
fn a_change_needs_two_points_and_a_percentage_something_to_start_from() {
    let change = |points: &[(&str, i64)]| {
        let found = series(rows(points));
        (
            found.field("change").unwrap_or_default().to_owned(),
            found.field("change_pct").unwrap_or_default().to_owned(),
        )
    };
    let said = |change: &str, percent: &str| (change.to_owned(), percent.to_owned());
    assert_eq!(change(&[("2026-01-01", 4)]), said("", ""));
    assert_eq!(change(&[("2026-01-01", 0), ("2026-02-01", 4)]), said("4", ""));
    assert_eq!(change(&[("2026-01-01", -4), ("2026-02-01", 2)]), said("6", "150 %"));
    assert_eq!(change(&[("2026-01-01", 3), ("2026-02-01", 2)]), said("-1", "-33.33 %"));
    assert_eq!(change(&[("2026-01-01", 3), ("2026-02-01", 3)]), said("0", "0 %"));
}

#[test]
fn two_points_of_one_day_both_count_and_the_order_they_come_in_does_not() {
    let other = Source {
        id: SourceId::raw("usage:row/acme-eu/2026-01-01/logins"),
        ..row("2026-01-01", 7)
    };
    let points = vec![row("2026-01-01", 5), other, row("2026-03-01", 6)];
    let found = series(points.clone());
    assert_eq!(found, series(points.into_iter().rev().collect()));
    assert_eq!(found.field("points"), Some("3"));
    assert_eq!(found.field("2026-01"), Some("5 (2026-01-01)"));
}

#[test]
fn units_that_differ_are_not_told() {
    let mut points = rows(&[("2026-01-01", 5), ("2026-02-01", 6)]);
    for (point, unit) in points.iter_mut().zip(["h", "min"]) {
        if let Some(Record::Measure(measure)) = &mut point.record {
            unit.clone_into(&mut measure.unit);
        }
    }
    assert_eq!(series(points.clone()).field("unit"), Some(""));
    assert_eq!(series(points.split_off(1)).field("last"), Some("6 min (2026-02-01)"));
}

#[test]
fn what_nobody_may_use_does_not_show_in_a_series() {
    let with = |state, visibility| {
        let odd = Source {
            visibility,
            state,
            ..row("2026-04-01", 1000)
        };
        let mut points = rows(&[("2026-01-01", 5), ("2026-05-01", 6)]);
        points.push(odd);
        series(points)
    };
    for found in [
        with(State::Test, Visibility::Shareable),
        with(State::Deleted, Visibility::Shareable),
        with(State::Live, Visibility::Restricted),
    ] {
        assert_eq!(found.field("points"), Some("2"));
        assert_eq!(found.visibility, Visibility::Shareable);
    }
    assert_eq!(with(State::Live, Visibility::Internal).visibility, Visibility::Internal);
    let points = vec![Source {
        visibility: Visibility::Internal,
        ..row("2026-04-01", 1)
    }];
    let held = ledger(points);
    let seen = held.lookup(&SourceId::raw(SERIES), Audience::Customer);
    assert!(matches!(seen, Lookup::Withheld(Withheld::InternalOnly, _)));
}

#[test]
fn events_are_counted_by_month() {
    let event = |number: u8, day: &str, user: &str| Source {
        kind: SourceKind::Usage,
        occurred_at: day.parse().ok(),
        record: Some(Record::Event(Event {
            name: "report opened".to_owned(),
            user: Some(user.to_owned()),
            date: day.parse().expect("a date"),
            series: SourceId::raw(SERIES),
        })),
        ..prose(
            &format!("amplitude:event/{number}"),
            SourceKind::Usage,
            "event_type: report opened",
        )
    };
    let found = series(vec![
        event(1, "2026-05-30", "ada"),
        event(2, "2026-06-02", "ada"),
        event(3, "2026-06-01", "bo"),
    ]);
    insta::assert_snapshot!(found.text, @"
    metric: report opened
    unit: events
    first: 2026-05-30
    last: 2026-06-02
    events: 3 (2026-06-02)
    users: 2 (2026-06-02)
    2026-05: 1 (2026-05-30)
    2026-06: 2 (2026-06-02)
    ");
}

#[test]
fn a_trend_may_cite_the_one_thing() {
    let points = [("2026-01-26", 100), ("2026-03-30", 150), ("2026-05-25", 140)];
    let judge = |text: &str, quote: &str| verdict(rows(&points), &claim(text, &[(SERIES, quote)]));
    let whole = series(rows(&points)).text;
    let cases = [
        (
            "Logins rose from 100 in January 2026 to 140 in May 2026.",
            Verdict::Accepted,
        ),
        ("Logins rose by 40 %.", Verdict::Accepted),
        ("Logins peaked at 150 on 30 March 2026.", Verdict::Accepted),
        ("Logins rose by 45 %.", Verdict::Rejected),
        ("Logins rose to 140 in April 2026.", Verdict::Rejected),
    ];
    for (text, expected) in cases {
        assert_eq!(judge(text, &whole), expected, "{text}");
    }
    assert_eq!(
        judge("Logins ended January 2026 at 100.", "2026-01: 100 (2026-01-26)"),
        Verdict::Accepted
    );
}

#[test]
fn another_accounts_series_is_never_accepted() {
    let found = verify_one(
        rows(&[("2026-05-25", 140)]),
        &claim(
            "Logins stood at 140.",
            &[("usage:series/beta/logins", "last: 140 (2026-05-25)")],
        ),
    );
    assert_eq!(found.verdict, Verdict::Rejected);
}

proptest! {
    #[test]
    fn a_series_is_what_its_points_say(points in prop::collection::btree_map(0i32..900, -1000i64..1000, 1..40)) {
        let day = |offset: i32| date(2024, 6, 1).saturating_add(offset.days());
        let sources = points.iter().map(|(offset, value)| row(&day(*offset).to_string(), *value)).collect();
        let seen: Vec<(_, i64)> = points
            .iter()
            .map(|(offset, value)| (day(*offset), *value))
            .filter(|(day, _)| *day <= AS_OF)
            .collect();
        let ledger = ledger(sources);
        let found = ledger.source(&SourceId::raw(SERIES));
        prop_assert_eq!(found.is_some(), !seen.is_empty());
        let Some(found) = found else { return Ok(()) };
        for value in &found.values {
            prop_assert_eq!(found.text[value.span.range()].parse::<Decimal>(), Ok(value.value));
            prop_assert!(value.period.is_none_or(|day| day <= AS_OF));
        }
        let highest = seen.iter().map(|(_, value)| *value).max();
        let told = found.field("highest").and_then(|it| it.split(' ').next()).and_then(|it| it.parse().ok());
        prop_assert_eq!(told, highest);
        let months: std::collections::BTreeSet<_> = seen.iter().map(|(day, _)| (day.year(), day.month())).collect();
        let lines = found.fields.iter().filter(|it| it.name.starts_with("20")).count();
        prop_assert_eq!(lines, months.len());
    }
}
