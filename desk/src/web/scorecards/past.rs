//! How an account's scores have gone from one scorecard to the next (SC-5).

use std::fmt::Display;

use workflow::scorecard::{Assessment, DimensionPoint, Scorecard, Series};

use super::score::ScoreView;
use crate::web::charts::{Goal, LineChart, LinePoint, line, sparkline};

/// The course of an account's scores.
pub(crate) struct PastView {
    /// The chart of the total; empty where there is no time between the scores.
    pub(crate) chart: String,
    /// The assessments, oldest first.
    pub(crate) heads: Vec<Head>,
    /// The total, the halves and the dimensions.
    pub(crate) rows: Vec<Course>,
}

/// An assessment.
pub(crate) struct Head {
    pub(crate) scorecard: String,
    pub(crate) number: u32,
    pub(crate) day: String,
    pub(crate) by: String,
    /// Whether it is the scorecard that is looked at.
    pub(crate) is_this: bool,
}

/// A score from one assessment to the next.
pub(crate) struct Course {
    pub(crate) title: String,
    /// A small line; empty where there is nothing to draw.
    pub(crate) spark: String,
    /// The score at each assessment; none where it had no such dimension.
    pub(crate) cells: Vec<Option<ScoreView>>,
}

/// The course of the scores by the template of a scorecard; none before one is approved.
pub(crate) fn past(card: &Scorecard, all: &[Series]) -> Option<PastView> {
    let series = all.iter().find(|series| series.template == card.template().name)?;
    let each = &series.assessments;
    let mut rows = vec![
        course("Total", each, |it| {
            Some(ScoreView::changed(it.total, it.level, it.change))
        }),
        course("Customer", each, |it| Some(point(&it.customer))),
        course("Internal", each, |it| Some(point(&it.internal))),
    ];
    for (id, title) in dimensions(each) {
        let of_dimension = |it: &Assessment| it.dimensions.iter().find(|it| it.id == id).map(point);
        rows.push(course(title, each, of_dimension));
    }
    Some(PastView {
        chart: chart(card, each),
        heads: each
            .iter()
            .map(|it| Head {
                scorecard: it.scorecard.clone(),
                number: it.number,
                day: it.approved_on.to_string(),
                by: it.approved_by.clone(),
                is_this: it.scorecard == card.id,
            })
            .collect(),
        rows,
    })
}

/// Every dimension that an assessment has, in the order of the newest one.
fn dimensions(each: &[Assessment]) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for point in each.iter().rev().flat_map(|it| &it.dimensions) {
        if found.iter().all(|(id, _)| *id != point.id) {
            found.push((&point.id, &point.title));
        }
    }
    found
}

fn point(point: &DimensionPoint) -> ScoreView {
    ScoreView::changed(point.score, point.level, point.change)
}

fn course(title: &str, each: &[Assessment], score: impl Fn(&Assessment) -> Option<ScoreView>) -> Course {
    let cells: Vec<Option<ScoreView>> = each.iter().map(score).collect();
    let values: Vec<Option<f64>> = cells
        .iter()
        .map(|cell| number(cell.as_ref().map(|it| &it.number)))
        .collect();
    // One point is no course.
    let spark = if values.iter().flatten().count() > 1 {
        sparkline(&values, 0.0, 100.0, &format!("{title}: the scores of this row"))
    } else {
        String::new()
    };
    Course {
        title: title.to_owned(),
        spark,
        cells,
    }
}

fn chart(card: &Scorecard, each: &[Assessment]) -> String {
    let days = |it: Option<&Assessment>| it.map(|it| it.approved_on);
    if days(each.first()) == days(each.last()) {
        return String::new();
    }
    let points: Vec<LinePoint> = each
        .iter()
        .map(|it| LinePoint {
            date: it.approved_on,
            value: number(it.total),
            told: it
                .total
                .map_or_else(|| "not scored".to_owned(), |total| total.to_string()),
        })
        .collect();
    let green = card.template().levels.green;
    line(&LineChart {
        title: "Total score of each scorecard, from 0 to 100",
        points: &points,
        goal: number(Some(green)).map(|value| Goal {
            value,
            told: format!("green from {green}"),
        }),
        range: Some((0.0, 100.0)),
    })
}

/// A number as it can be drawn.
fn number(of: Option<impl Display>) -> Option<f64> {
    of?.to_string().parse().ok()
}
