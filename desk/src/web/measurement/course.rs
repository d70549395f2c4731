//! How the two tests of a pilot went from month to month.

use workflow::measure::{Metrics, Share, Threshold};

use crate::web::charts::{Goal, LineChart, LinePoint, line};

/// The course of what is counted.
pub(super) struct Course {
    /// Charts of what has a course: at least two months with something to count.
    pub(super) charts: Vec<String>,
    /// The numbers behind them, the newest month first.
    pub(super) months: Vec<Month>,
}

/// What is counted of a month.
pub(super) struct Month {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) handoffs: u32,
    pub(super) accepted: String,
    pub(super) recaps: u32,
    pub(super) approved: String,
}

impl Course {
    /// The course of months, oldest first, from the first in which a brief was begun.
    pub(super) fn of(months: &[Metrics]) -> Self {
        let has_begun = |it: &&Metrics| it.handoff.started + it.recap.created > 0;
        let silent = months.iter().take_while(|it| !has_begun(it)).count();
        let months = months.get(silent..).unwrap_or_default();
        let handoffs = chart("Handoffs accepted without a material return", months, |it| {
            &it.handoff.accepted_without_material_return
        });
        let recaps = chart("Recaps with value and caveats approved", months, |it| {
            &it.recap.value_and_caveats_approved
        });
        let rows = months.iter().rev().filter_map(month);
        Self {
            charts: handoffs.into_iter().chain(recaps).collect(),
            months: rows.collect(),
        }
    }
}

fn month(it: &Metrics) -> Option<Month> {
    let period = it.period?;
    Some(Month {
        from: period.from.to_string(),
        to: period.to.to_string(),
        handoffs: it.handoff.started,
        accepted: it.handoff.accepted_without_material_return.share.to_string(),
        recaps: it.recap.created,
        approved: it.recap.value_and_caveats_approved.share.to_string(),
    })
}

/// The chart of a share by month; none where fewer than two months have one.
fn chart(title: &str, months: &[Metrics], of: fn(&Metrics) -> &Threshold) -> Option<String> {
    let points: Vec<LinePoint> = months
        .iter()
        .filter_map(|it| {
            let share = &of(it).share;
            Some(LinePoint {
                date: it.period?.to,
                value: value(share),
                told: percent(share),
            })
        })
        .collect();
    if points.iter().filter(|it| it.value.is_some()).count() < 2 {
        return None;
    }
    let goal = months.last().and_then(|it| {
        let threshold = of(it);
        Some(Goal {
            value: threshold.wanted.parse().ok()?,
            told: format!("goal {}", threshold.wanted_percent()),
        })
    });
    Some(line(&LineChart {
        title,
        points: &points,
        goal,
        range: Some((0.0, 1.0)),
    }))
}

fn value(share: &Share) -> Option<f64> {
    (share.of > 0).then(|| f64::from(share.passed) / f64::from(share.of))
}

/// A share in per cent with at most one place, rounded down.
pub(super) fn percent(share: &Share) -> String {
    let Some(tenths) = (u64::from(share.passed) * 1000).checked_div(u64::from(share.of)) else {
        return "no data".to_owned();
    };
    match tenths % 10 {
        0 => format!("{} %", tenths / 10),
        tenth => format!("{}.{tenth} %", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use workflow::measure::metrics;

    use super::*;

    #[test]
    fn a_share_is_rounded_down() {
        let told = |passed: usize, of: usize| percent(&Share::of_all((0..of).map(|at| at < passed)));
        assert_eq!(
            [told(0, 0), told(2, 3), told(9, 10), told(999, 1000), told(3, 3)],
            ["no data", "66.6 %", "90 %", "99.9 %", "100 %"]
        );
    }

    #[test]
    fn one_month_is_no_course() {
        let mut months: Vec<Metrics> = (1..5)
            .map(|month| metrics(&[], &[], Some((date(2026, month, 1), date(2026, month, 28)))))
            .collect();
        let share = |it: &mut Metrics, passed: usize, of: usize| {
            let wanted = it.handoff.accepted_without_material_return.wanted.parse().unwrap();
            let share = Share::of_all((0..of).map(|at| at < passed));
            it.handoff.accepted_without_material_return = Threshold::new(share, wanted);
            it.handoff.started = u32::try_from(of).unwrap();
        };
        share(&mut months[1], 1, 2);
        assert_eq!(Course::of(&months).charts, Vec::<String>::new());
        share(&mut months[3], 3, 3);
        let course = Course::of(&months);
        let said = course.charts[0].split_once("aria-label=\"").unwrap().1;
        insta::assert_snapshot!(said.split_once('"').unwrap().0, @"Handoffs accepted without a material return: from 50 % on 2026-02-28 to 100 % on 2026-04-28, goal 90 %");
        // Between them nothing is known, and no line is drawn.
        assert_eq!(
            (course.charts.len(), course.charts[0].contains("<polyline")),
            (1, false)
        );
        let months: Vec<String> = course
            .months
            .iter()
            .map(|it| format!("{}: {}", it.to, it.accepted))
            .collect();
        insta::assert_snapshot!(months.join("\n"), @"
        2026-04-28: 3 of 3 (100 %)
        2026-03-28: no data
        2026-02-28: 1 of 2 (50 %)
        ");
    }
}
