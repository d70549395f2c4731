//! Charts within pages. They carry no style of their own, so that the desk's policy for contents
//! lets them through: colors come from the page's style sheet, for light and for dark.
//!
//! Each says in words what it shows; the numbers of a chart stand in the table behind it.

mod line;
mod spark;

use workflow::document::Chart;

pub(crate) use line::{Goal, LineChart, LinePoint, line};
pub(crate) use spark::sparkline;

use crate::chart::history_svg;

/// The history of an account's score as it stands in a brief. Nothing where it can't be drawn: the
/// table behind it says the same.
pub(crate) fn history(chart: &Chart) -> String {
    let svg = history_svg(&chart.points, chart.levels);
    drawn(svg.map(|svg| svg.replacen("<svg ", "<svg class=\"chart\" ", 1)))
}

/// The picture; nothing where it could not be drawn, which is said in the log.
fn drawn(svg: anyhow::Result<String>) -> String {
    svg.unwrap_or_else(|error| {
        tracing::error!("{error:#}");
        String::new()
    })
}

/// Where something stands in a picture.
type Place = (f64, f64);

/// The places that a line goes through without a gap.
fn stretches(places: impl IntoIterator<Item = Option<Place>>) -> Vec<Vec<Place>> {
    let mut found = vec![Vec::new()];
    for place in places {
        match (place, found.last_mut()) {
            (Some(place), Some(stretch)) => stretch.push(place),
            _ => found.push(Vec::new()),
        }
    }
    found.retain(|stretch| !stretch.is_empty());
    found
}

/// Places as the attribute of a line has them.
fn written(places: &[Place]) -> String {
    let places: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    places.join(" ")
}

/// How far a value is from the low end to the high end, from 0 to 1; half way where the ends are
/// the same.
fn share(value: f64, low: f64, high: f64) -> f64 {
    let share = (value - low) / (high - low);
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use workflow::brief::HealthPoint;
    use workflow::health::{Level, ScoreLevels};

    use super::*;

    #[test]
    fn a_history_carries_nothing_that_the_policy_for_contents_forbids() {
        let point = |month: i8, score: &str| HealthPoint {
            date: date(2026, month, 1),
            score: Some(score.to_owned()),
            level: Level::Green,
            ours: true,
            source_id: None,
        };
        let svg = history(&Chart {
            points: vec![point(1, "71"), point(2, "84")],
            levels: Some(ScoreLevels::default()),
        });
        assert!(svg.starts_with("<svg class=\"chart\" role=\"img\" width=\"720\""));
        let forbidden = [" style=", "<style", "<script", " onload=", "href="];
        assert_eq!(forbidden.map(|it| svg.contains(it)), [false; 5]);
    }

    #[test]
    fn a_line_is_broken_where_something_is_missing() {
        let at = |x: f64| Some((x, 0.0));
        let found = stretches([None, at(1.0), at(2.0), None, None, at(5.0), None]);
        assert_eq!(found, [vec![(1.0, 0.0), (2.0, 0.0)], vec![(5.0, 0.0)]]);
        assert_eq!(stretches([None, None]), Vec::<Vec<Place>>::new());
    }

    #[test]
    fn a_value_beyond_the_ends_stays_at_them() {
        let shares = [-1.0, 0.0, 25.0, 100.0, 400.0].map(|it| share(it, 0.0, 100.0).to_string());
        assert_eq!(shares, ["0", "0", "0.25", "1", "1"]);
        let odd = [share(7.0, 7.0, 7.0), share(f64::NAN, 0.0, 1.0)].map(|it| it.to_string());
        assert_eq!(odd, ["0.5", "0.5"]);
    }
}
