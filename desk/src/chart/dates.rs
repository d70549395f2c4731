//! The days below a chart.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Point;

/// More months than these don't fit below a chart.
const MOST: usize = 7;

/// The days to name below the points, each with its words: the beginnings of months, or the first and
/// the last point where too few months begin between them.
pub(super) fn ticks(points: &[Point]) -> Vec<(i32, String)> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let months = months(first.date, last.date);
    let steps = [1, 2, 3, 6, 12, 24, 60, 120];
    let fitting = steps.into_iter().map(|step| every(&months, step));
    let fitting = fitting.into_iter().find(|it| it.len() <= MOST).unwrap_or_default();
    if fitting.len() > 1 {
        let told = |day: Date| ((day - first.date).get_days(), day.strftime("%b %Y").to_string());
        return fitting.into_iter().map(told).collect();
    }
    let ends = if first.day == last.day {
        vec![first]
    } else {
        vec![first, last]
    };
    let told = |it: &Point| (it.day, it.date.strftime("%-d %b %Y").to_string());
    ends.into_iter().map(told).collect()
}

/// The first of each month between two days.
fn months(first: Date, last: Date) -> Vec<Date> {
    let mut months = Vec::new();
    let mut month = first.first_of_month();
    while month <= last {
        if month >= first {
            months.push(month);
        }
        match month.checked_add(1.month()) {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    months
}

/// Every so many months, counted from a January.
fn every(months: &[Date], step: i32) -> Vec<Date> {
    let since = |month: &Date| i32::from(month.year()) * 12 + i32::from(month.month()) - 1;
    let wanted = months.iter().filter(|month| since(month).rem_euclid(step) == 0);
    wanted.copied().collect()
}
