//! A line through values of days, with the goal that they are held against.

use askama::Template;
use jiff::civil::Date;

use super::{Place, drawn, share, stretches, written};

/// Width and height in pixels: small enough to be read on a telephone without scaling much.
const SIZE: (f64, f64) = (480.0, 190.0);
const TOP: f64 = 44.0;
const BOTTOM: f64 = 34.0;
const SIDE: f64 = 28.0;
/// Room on the right for what the goal is called.
const GOAL: f64 = 92.0;
/// Two labels need so much room beside or below each other.
const LABEL: Place = (58.0, 16.0);

/// What a chart shows.
pub(crate) struct LineChart<'a> {
    /// What the values are, with their unit, in a few words.
    pub(crate) title: &'a str,
    /// The values, oldest first.
    pub(crate) points: &'a [LinePoint],
    /// What is wanted; none where nothing is.
    pub(crate) goal: Option<Goal>,
    /// The least and the greatest value that there could be; none for those that there are.
    pub(crate) range: Option<(f64, f64)>,
}

/// A value of some day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LinePoint {
    /// The day.
    pub(crate) date: Date,
    /// The value; none where it is not known, which is a gap.
    pub(crate) value: Option<f64>,
    /// The value as people read it.
    pub(crate) told: String,
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Goal {
    /// The value.
    pub(crate) value: f64,
    /// How it is called, in a few letters: `goal 90 %`.
    pub(crate) told: String,
}

#[derive(Template)]
#[template(path = "web/charts/line.html")]
struct Picture<'a> {
    title: &'a str,
    said: String,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    bottom: f64,
    lines: Vec<String>,
    dots: Vec<Place>,
    goal: Option<(f64, &'a str)>,
    labels: Vec<Label>,
    /// The days at the two ends.
    days: Vec<Label>,
}

/// Words at a place.
struct Label {
    x: f64,
    y: f64,
    anchor: &'static str,
    text: String,
}

/// A value and where it stands.
struct Set<'a> {
    point: &'a LinePoint,
    value: f64,
    at: Place,
}

/// Draws a line through values by their days; where one is missing, the line is broken. The first,
/// the last, the highest and the lowest value say how much they are, and the goal is a line of its
/// own. Nothing where no value is known.
pub(crate) fn line(chart: &LineChart<'_>) -> String {
    let picture = picture(chart).map(|picture| picture.render().map_err(Into::into));
    picture.map(drawn).unwrap_or_default()
}

fn picture<'a>(chart: &'a LineChart<'a>) -> Option<Picture<'a>> {
    let (low, high) = ends(chart)?;
    let right = SIZE.0 - if chart.goal.is_some() { GOAL } else { SIDE };
    let days = (chart.points.first()?.date, chart.points.last()?.date);
    let across = |date: Date| {
        let share = share(since(days.0, date), 0.0, since(days.0, days.1));
        SIDE + share * (right - SIDE)
    };
    let down = |value: f64| SIZE.1 - BOTTOM - share(value, low, high) * (SIZE.1 - BOTTOM - TOP);
    let places: Vec<Option<Set<'_>>> = chart
        .points
        .iter()
        .map(|point| {
            let value = point.value.filter(|it| it.is_finite())?;
            let at = (across(point.date), down(value));
            Some(Set { point, value, at })
        })
        .collect();
    let lines = stretches(places.iter().map(|it| it.as_ref().map(|it| it.at)));
    let set: Vec<Set<'_>> = places.into_iter().flatten().collect();
    let goal = chart.goal.as_ref();
    Some(Picture {
        title: chart.title,
        said: said(chart.title, &set, goal),
        width: SIZE.0,
        height: SIZE.1,
        left: SIDE,
        right,
        bottom: SIZE.1 - BOTTOM,
        lines: lines
            .iter()
            .filter(|line| line.len() > 1)
            .map(|line| written(line))
            .collect(),
        dots: set.iter().map(|it| it.at).collect(),
        goal: goal.map(|goal| (down(goal.value), goal.told.as_str())),
        labels: labels(&set),
        days: ticks(days, right),
    })
}

/// From which value to which the picture goes, with the goal; none where no value is known.
fn ends(chart: &LineChart<'_>) -> Option<(f64, f64)> {
    let values = || {
        chart
            .points
            .iter()
            .filter_map(|it| it.value)
            .filter(|it| it.is_finite())
    };
    values().next()?;
    if chart.range.is_some() {
        return chart.range;
    }
    let all = || values().chain(chart.goal.iter().map(|goal| goal.value));
    Some((
        all().fold(f64::INFINITY, f64::min),
        all().fold(f64::NEG_INFINITY, f64::max),
    ))
}

fn since(first: Date, date: Date) -> f64 {
    f64::from((date - first).get_days())
}

/// What the picture shows, for whoever doesn't see it.
fn said(title: &str, set: &[Set<'_>], goal: Option<&Goal>) -> String {
    let told = |it: &Set<'_>| format!("{} on {}", it.point.told, it.point.date);
    let course = match set {
        [] => String::new(),
        [one] => told(one),
        [first, .., last] => format!("from {} to {}", told(first), told(last)),
    };
    let goal = goal.map(|goal| format!(", {}", goal.told)).unwrap_or_default();
    format!("{title}: {course}{goal}")
}

/// The values that are told: the last, the first, the highest and the lowest, as far as there is
/// room.
fn labels(set: &[Set<'_>]) -> Vec<Label> {
    let by_value = |one: &&Set<'_>, other: &&Set<'_>| one.value.total_cmp(&other.value);
    let lowest = set.iter().min_by(by_value);
    let wanted = [set.last(), set.first(), set.iter().max_by(by_value), lowest];
    let mut labels: Vec<Label> = Vec::new();
    for it in wanted.into_iter().flatten() {
        let (x, y) = it.at;
        let is_lowest = lowest.is_some_and(|lowest| lowest.at == it.at) && set.len() > 1;
        let y = if is_lowest && y < SIZE.1 - BOTTOM - LABEL.1 {
            y + LABEL.1
        } else {
            y - 8.0
        };
        let crowded = |label: &Label| (label.x - x).abs() < LABEL.0 && (label.y - y).abs() < LABEL.1;
        if labels.iter().any(crowded) {
            continue;
        }
        let text = it.point.told.clone();
        labels.push(Label {
            x,
            y,
            anchor: "middle",
            text,
        });
    }
    labels
}

fn ticks((first, last): (Date, Date), right: f64) -> Vec<Label> {
    let tick = |date: Date, x: f64, anchor: &'static str| Label {
        x,
        y: SIZE.1 - BOTTOM + 20.0,
        anchor,
        text: date.to_string(),
    };
    if first == last {
        return vec![tick(first, f64::midpoint(SIDE, right), "middle")];
    }
    vec![tick(first, SIDE, "start"), tick(last, right, "end")]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn points(values: &[Option<f64>]) -> Vec<LinePoint> {
        let points = (1..).zip(values).map(|(month, value)| LinePoint {
            date: date(2026, month, 1),
            value: *value,
            told: value.map_or_else(|| "no data".to_owned(), |it| format!("{it} %")),
        });
        points.collect()
    }

    #[test]
    fn a_goal_is_a_line_and_a_missing_value_a_gap() {
        let points = points(&[Some(40.0), Some(60.0), None, Some(95.0), Some(80.0)]);
        let chart = LineChart {
            title: "Accepted, of those <started>",
            points: &points,
            goal: Some(Goal {
                value: 90.0,
                told: "goal 90 %".to_owned(),
            }),
            range: Some((0.0, 100.0)),
        };
        insta::assert_snapshot!(line(&chart), @r#"
        <svg class="chart line" role="img" aria-label="Accepted, of those &#60;started&#62;: from 40 % on 2026-01-01 to 80 % on 2026-05-01, goal 90 %" width="480" height="190" viewBox="0 0 480 190">
        <text class="title" x="0" y="16">Accepted, of those &#60;started&#62;</text>
        <line class="axis" x1="28" x2="388" y1="156" y2="156"/>
        <line class="goal" x1="28" x2="388" y1="55.2" y2="55.2"/>
        <text class="soft" x="396" y="59.2">goal 90 %</text>
        <polyline points="28.0,111.2 121.0,88.8"/>
        <polyline points="298.0,49.6 388.0,66.4"/>
        <circle cx="28.0" cy="111.2" r="3"/>
        <circle cx="121.0" cy="88.8" r="3"/>
        <circle cx="298.0" cy="49.6" r="3"/>
        <circle cx="388.0" cy="66.4" r="3"/>
        <text x="388.0" y="58.4" text-anchor="middle">80 %</text>
        <text x="28.0" y="127.2" text-anchor="middle">40 %</text>
        <text x="298.0" y="41.6" text-anchor="middle">95 %</text>
        <text class="soft" x="28.0" y="176.0" text-anchor="start">2026-01-01</text>
        <text class="soft" x="388.0" y="176.0" text-anchor="end">2026-05-01</text>
        </svg>
        "#);
    }

    #[test]
    fn without_a_range_the_line_fills_the_picture() {
        let points = points(&[Some(4.0), Some(6.0)]);
        let chart = LineChart {
            title: "Hours",
            points: &points,
            goal: None,
            range: None,
        };
        insta::assert_snapshot!(line(&chart), @r#"
        <svg class="chart line" role="img" aria-label="Hours: from 4 % on 2026-01-01 to 6 % on 2026-02-01" width="480" height="190" viewBox="0 0 480 190">
        <text class="title" x="0" y="16">Hours</text>
        <line class="axis" x1="28" x2="452" y1="156" y2="156"/>
        <polyline points="28.0,156.0 452.0,44.0"/>
        <circle cx="28.0" cy="156.0" r="3"/>
        <circle cx="452.0" cy="44.0" r="3"/>
        <text x="452.0" y="36.0" text-anchor="middle">6 %</text>
        <text x="28.0" y="148.0" text-anchor="middle">4 %</text>
        <text class="soft" x="28.0" y="176.0" text-anchor="start">2026-01-01</text>
        <text class="soft" x="452.0" y="176.0" text-anchor="end">2026-02-01</text>
        </svg>
        "#);
        let nothing = LineChart {
            points: &points[..0],
            ..chart
        };
        assert_eq!(line(&nothing), "");
    }
}
