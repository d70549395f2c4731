use super::*;

/// Rows of those who churned and those who stayed.
fn rows(churned: &[f64], stayed: &[f64]) -> Vec<(f64, bool)> {
    let rows = |of: &[f64], churned: bool| -> Vec<(f64, bool)> { of.iter().map(|it| (*it, churned)).collect() };
    [rows(churned, true), rows(stayed, false)].concat()
}

fn value(churned: &[f64], stayed: &[f64]) -> Option<f64> {
    auc(&rows(churned, stayed)).map(|auc| auc.value)
}

#[test]
fn the_area_is_the_share_of_pairs_in_the_right_order() {
    assert_eq!(value(&[9.0, 8.0], &[1.0, 2.0]), Some(1.0));
    assert_eq!(value(&[1.0, 2.0], &[9.0, 8.0]), Some(0.0));
    // Of 2 × 3 pairs four are in order, one is not, and one is a tie.
    assert_eq!(value(&[5.0, 3.0], &[4.0, 3.0, 1.0]), Some(0.75));
    assert_eq!(value(&[5.0], &[5.0, 5.0]), Some(0.5));
    assert_eq!(value(&[5.0, 3.0], &[]), None);
    assert_eq!(value(&[], &[]), None);
}

#[test]
fn only_rows_of_one_group_are_compared() {
    // Each group is in order; over both of them 0.3 would stand before 0.6.
    let rows = [(0, 0.9, true), (0, 0.6, false), (1, 0.3, true), (1, 0.1, false)];
    assert_eq!(auc_within(&rows).map(|auc| auc.value), Some(1.0));
    // The second group has nobody who churned, and gives no pair.
    let alone = [(0, 0.2, true), (0, 0.6, false), (1, 0.1, false)];
    assert_eq!(auc_within(&alone).map(|auc| auc.value), Some(0.0));
}

#[test]
fn the_interval_is_the_same_each_time_and_narrows_with_more_cases() {
    let cases = |each: u32| {
        let churned: Vec<f64> = (0..each).map(|at| f64::from(at % 10) + 4.0).collect();
        let stayed: Vec<f64> = (0..each).map(|at| f64::from(at % 10)).collect();
        auc(&rows(&churned, &stayed)).unwrap()
    };
    let (few, many) = (cases(10), cases(100));
    assert_eq!(cases(10), few);
    assert_eq!((few.value, many.value), (0.82, 0.82));
    let (low, high) = few.interval.unwrap();
    assert!(0.5 < low && low < 0.82 && 0.82 < high && high <= 1.0, "{few:?}");
    let narrow = many.interval.unwrap();
    assert!(narrow.1 - narrow.0 < (high - low) / 2.0, "{few:?} {many:?}");
    // One who churned is too few to draw from.
    assert_eq!(auc(&rows(&[3.0], &[1.0, 2.0])).unwrap().interval, None);
}

#[test]
fn a_band_holds_its_beginning_and_the_last_one_its_end() {
    let rows = [
        (0.0, true),
        (39.0, false),
        (40.0, true),
        (70.0, false),
        (90.0, false),
        (100.0, false),
    ];
    let band = |from: f64, to: f64, cases: usize, churned: usize, share: Option<f64>, mean: Option<f64>| Band {
        from,
        to,
        cases,
        churned,
        share,
        mean,
    };
    assert_eq!(
        bands(&rows, &[0.0, 40.0, 60.0, 70.0, 100.0]),
        [
            band(0.0, 40.0, 2, 1, Some(0.5), Some(19.5)),
            band(40.0, 60.0, 1, 1, Some(1.0), Some(40.0)),
            band(60.0, 70.0, 0, 0, None, None),
            band(70.0, 100.0, 3, 0, Some(0.0), Some(86.6667)),
        ]
    );
}

#[test]
fn probabilities_are_held_against_what_happened() {
    let rows = [(0.9, true), (0.7, false), (0.2, false), (0.2, true)];
    // (0.01 + 0.49 + 0.04 + 0.64) / 4
    assert_eq!(brier(&rows), Some(0.295));
    assert_eq!(brier_of_share(&rows), Some(0.25));
    let bands = bands(&rows, &[0.0, 0.5, 1.0]);
    // Two of 0.2 and one in two churned; two of 0.8 and one in two churned.
    assert_eq!(calibration_error(&bands), Some(0.3));
    assert_eq!(
        (brier(&[]), brier_of_share(&[]), calibration_error(&[])),
        (None, None, None)
    );
}

#[test]
fn the_middle_is_one_that_stands_there() {
    assert_eq!(middle([90, 30, 60]), Some(60));
    assert_eq!(middle([90, 30, 60, 120]), Some(60));
    assert_eq!(middle([]), None);
}
