//! A row of block characters that shows how a number went. Time runs evenly along it, and where
//! nothing is known there is a gap.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::health::HealthPoint;

/// How wide a sparkline is where nothing else is asked for, in columns.
pub const SPARKLINE_WIDTH: usize = 12;

/// From the lowest to the highest.
const BLOCKS: [char; 8] = [
    '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}', '\u{2588}',
];

/// What stands for a number that can't be told from the others, as where all are the same.
const MIDDLE: char = '\u{2584}';

/// Between which numbers a sparkline runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to 100, as scores do. A number outside is drawn as the nearer of the two.
    Hundred,
    /// From the lowest of the points to the highest.
    Own,
}

/// Draws points in so many columns at most; nothing where no point has a number.
///
/// A column stands for as many days as usually lie between two points, or for more where the width
/// asks for it, so that only a stretch without points leaves a gap: a space. A point without a number
/// is none. Where several fall into one column, the newest is drawn. The points may come in any order.
pub fn sparkline(points: &[(Date, Option<Decimal>)], width: usize, scale: Scale) -> String {
    let known = points.iter().filter_map(|(date, value)| Some((*date, (*value)?)));
    let mut known: Vec<(Date, Decimal)> = known.collect();
    known.sort_by_key(|(date, _)| *date);
    let (Some((first, _)), Some((last, _))) = (known.first(), known.last()) else {
        return String::new();
    };
    let (first, span) = (*first, days_between(*first, *last));
    let (low, high) = scale.ends(&known);
    let columns = columns(&known, span).min(width);
    let mut row = vec![' '; columns];
    for (date, value) in &known {
        // To the nearest column; all points of one day share the first.
        let days = days_between(first, *date);
        let at = (days * columns.saturating_sub(1) + span / 2).checked_div(span);
        if let Some(cell) = row.get_mut(at.unwrap_or_default()) {
            *cell = block(*value, low, high).unwrap_or(MIDDLE);
        }
    }
    row.into_iter().collect()
}

/// The scores of a history as a sparkline from 0 to 100.
pub(super) fn score_line(history: &[HealthPoint]) -> String {
    let points: Vec<(Date, Option<Decimal>)> = history.iter().map(|it| (it.date, score(it))).collect();
    sparkline(&points, SPARKLINE_WIDTH, Scale::Hundred)
}

/// The score of a point as a number; none where only a level was recorded.
pub(crate) fn score(point: &HealthPoint) -> Option<Decimal> {
    point.score.as_deref()?.parse().ok()
}

impl Scale {
    fn ends(self, known: &[(Date, Decimal)]) -> (Decimal, Decimal) {
        let values = || known.iter().map(|(_, value)| *value);
        match (self, values().min(), values().max()) {
            (Self::Own, Some(low), Some(high)) => (low, high),
            _ => (Decimal::ZERO, Decimal::ONE_HUNDRED),
        }
    }
}

/// How many columns points take where each stands as far from the next as they usually do.
fn columns(known: &[(Date, Decimal)], span: usize) -> usize {
    let steps = known.iter().zip(known.iter().skip(1));
    let steps = steps.map(|((one, _), (next, _))| days_between(*one, *next));
    let mut steps: Vec<usize> = steps.filter(|days| *days > 0).collect();
    steps.sort_unstable();
    let usual = steps.get(steps.len().saturating_sub(1) / 2);
    usual.map_or(1, |usual| (span + usual / 2) / usual + 1)
}

fn days_between(from: Date, to: Date) -> usize {
    usize::try_from((to - from).get_days()).unwrap_or_default()
}

/// The block of a number between two others; none where they don't differ.
fn block(value: Decimal, low: Decimal, high: Decimal) -> Option<char> {
    let steps = Decimal::from(BLOCKS.len() - 1);
    let way = value.clamp(low, high).checked_sub(low)?.checked_mul(steps)?;
    let at = way.checked_div(high.checked_sub(low)?)?.round().to_usize()?;
    BLOCKS.get(at).copied()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    /// Points so many days after the first of January, each with its number.
    fn points(known: &[(i32, i64)]) -> Vec<(Date, Option<Decimal>)> {
        let day = |days: i32| date(2026, 1, 1).checked_add(days.days()).unwrap();
        let known = known
            .iter()
            .map(|(days, value)| (day(*days), Some(Decimal::from(*value))));
        known.collect()
    }

    fn drawn(known: &[(i32, i64)]) -> String {
        sparkline(&points(known), SPARKLINE_WIDTH, Scale::Hundred)
    }

    #[test]
    fn time_runs_evenly_and_a_missing_stretch_is_a_gap() {
        let monthly: Vec<(i32, i64)> = (0..12).map(|month| (month * 30, i64::from(month) * 9)).collect();
        let weekly: Vec<(i32, i64)> = (0..52)
            .map(|week| (week * 7, if week < 26 { 80 } else { 20 }))
            .collect();
        let cases = [
            ("four months", drawn(&[(0, 90), (31, 76), (59, 60), (90, 41)])),
            (
                "two months are missing",
                drawn(&[(0, 90), (31, 76), (120, 60), (150, 41)]),
            ),
            ("a year of months", drawn(&monthly)),
            ("a year of weeks", drawn(&weekly)),
            ("a year is missing", drawn(&[(0, 90), (7, 80), (372, 20)])),
            ("from end to end", drawn(&[(0, 0), (30, 100), (60, -20), (90, 140)])),
        ];
        let told = cases.map(|(name, drawn)| format!("{name}: {drawn}"));
        insta::assert_snapshot!(told.join("\n"), @"
    four months: ▇▆▅▄
    two months are missing: ▇▆  ▅▄
    a year of months: ▁▂▂▃▄▄▅▅▆▇▇█
    a year of weeks: ▇▇▇▇▇▇▂▂▂▂▂▂
    a year is missing: ▇          ▂
    from end to end: ▁█▁█
    ");
    }

    #[test]
    fn one_point_is_one_mark_and_none_is_nothing() {
        let unknown = [(date(2026, 1, 1), None)];
        let same_day = sparkline(&points(&[(0, 10), (0, 100)]), SPARKLINE_WIDTH, Scale::Hundred);
        let told = [
            drawn(&[(0, 50)]),
            drawn(&[]),
            sparkline(&unknown, SPARKLINE_WIDTH, Scale::Hundred),
            same_day,
            sparkline(&points(&[(0, 10), (30, 100)]), 0, Scale::Hundred),
            sparkline(&points(&[(0, 10), (30, 100)]), 1, Scale::Hundred),
        ];
        assert_eq!(told, ["\u{2585}", "", "", "\u{2588}", "", "\u{2588}"]);
    }

    /// A level without a score leaves a gap, and the order in which the points come makes no difference.
    #[test]
    fn a_point_without_a_number_is_a_gap() {
        let mut known = points(&[(0, 90), (30, 76), (60, 60), (90, 41)]);
        known[1].1 = None;
        let told = sparkline(&known, SPARKLINE_WIDTH, Scale::Hundred);
        known.reverse();
        assert_eq!(told, sparkline(&known, SPARKLINE_WIDTH, Scale::Hundred));
        assert_eq!(told, "\u{2587} \u{2585}\u{2584}");
    }

    #[test]
    fn its_own_scale_runs_from_the_lowest_point_to_the_highest() {
        let own = |known: &[(i32, i64)]| sparkline(&points(known), SPARKLINE_WIDTH, Scale::Own);
        assert_eq!(own(&[(0, 900), (7, 935), (14, 970)]), "\u{2581}\u{2585}\u{2588}");
        assert_eq!(own(&[(0, 7), (7, 7)]), "\u{2584}\u{2584}", "all the same");
        assert_eq!(drawn(&[(0, 900), (7, 935)]), "\u{2588}\u{2588}", "above the scale");
    }
}
