//! Figures over time as they really come: with gaps, twice, at nothing, below nothing (bad input of
//! HS-2).

use serde_json::Value;

use super::customer::{Customer, ago};
use super::signal;
use crate::support::{list, text};

/// The usage signal of a customer with these figures of sessions: days ago, figure.
fn usage(figures: &[(i32, i64)]) -> Value {
    let brief = Customer::healthy()
        .with(|it| {
            it.usage = figures
                .iter()
                .map(|(days, value)| ("sessions", ago(*days), *value))
                .collect();
        })
        .health();
    signal(&brief, "usage").clone()
}

/// The level of a signal and its notes.
fn told(signal: &Value) -> (String, Vec<String>) {
    let notes = list(signal, "notes").iter().map(|it| it.as_str().unwrap().to_owned());
    (text(signal, "level").to_owned(), notes.collect())
}

#[test]
fn a_gap_is_no_fall() {
    let (level, _) = told(&usage(&[(100, 400), (93, 410), (15, 405), (8, 400), (1, 410)]));
    assert_eq!(level, "green");
}

#[test]
fn a_row_that_comes_twice_counts_once() {
    let once = [(60, 400), (50, 400), (40, 400), (8, 390), (1, 390)];
    let twice: Vec<(i32, i64)> = once.iter().flat_map(|row| [*row, *row]).collect();
    assert_eq!(told(&usage(&once)), told(&usage(&twice)));
}

#[test]
fn one_figure_is_nothing_to_compare() {
    let (level, notes) = told(&usage(&[(1, 400)]));
    assert_eq!(level, "unknown");
    assert!(!notes.is_empty());
}

#[test]
fn nothing_before_is_no_percentage() {
    let (level, notes) = told(&usage(&[(60, 0), (50, 0), (40, 0), (8, 20), (1, 30)]));
    assert_eq!(level, "unknown");
    assert!(!notes.is_empty());
}

#[test]
fn a_count_below_nothing_is_left_out() {
    let sound = [(60, 400), (50, 400), (40, 400), (15, 395), (8, 390), (1, 390)];
    let mut odd = sound.to_vec();
    odd.push((3, -900));
    let (level, notes) = told(&usage(&odd));
    assert_eq!(level, told(&usage(&sound)).0);
    assert!(!notes.is_empty());
}

#[test]
fn a_fall_is_seen_and_a_single_bad_day_is_not() {
    let steady = [(60, 400), (50, 400), (40, 400), (22, 400), (15, 400), (8, 400)];
    let mut dip = steady.to_vec();
    dip.push((1, 20));
    assert_eq!(told(&usage(&dip)).0, "green");
    let fall = [
        (60, 400),
        (50, 400),
        (40, 400),
        (22, 200),
        (15, 190),
        (8, 180),
        (1, 170),
    ];
    assert_eq!(told(&usage(&fall)).0, "red");
}
