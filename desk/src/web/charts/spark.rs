//! A small line within a table.

use askama::Template;

use super::{Place, drawn, share, stretches, written};

/// Width and height in pixels, as the style sheet has them too.
const SIZE: (f64, f64) = (84.0, 20.0);
/// Room for the last point's dot.
const MARGIN: f64 = 3.0;

#[derive(Template)]
#[template(path = "web/charts/spark.html")]
struct Spark<'a> {
    label: &'a str,
    width: f64,
    height: f64,
    lines: Vec<String>,
    /// Points that no line goes through.
    alone: Vec<Place>,
    last: Place,
}

/// A line of values, oldest first and equally far apart, between a low and a high end, with a dot
/// at the last one that is known. Where a value is missing the line is broken. Nothing where no value
/// is known. The label says what a reader would see.
pub(crate) fn sparkline(points: &[Option<f64>], low: f64, high: f64, label: &str) -> String {
    let steps = points.len().saturating_sub(1).max(1);
    let across = |at: usize| {
        // A single value is the newest one.
        let at = if points.len() == 1 { steps } else { at };
        #[expect(clippy::cast_precision_loss, reason = "a line within a table has few points")]
        let share = at as f64 / steps as f64;
        MARGIN + share * (SIZE.0 - 2.0 * MARGIN)
    };
    let down = |value: f64| SIZE.1 - MARGIN - share(value, low, high) * (SIZE.1 - 2.0 * MARGIN);
    let places = points.iter().enumerate().map(|(at, value)| {
        let value = value.filter(|it| it.is_finite())?;
        Some((across(at), down(value)))
    });
    let (lines, alone): (Vec<Vec<Place>>, Vec<Vec<Place>>) =
        stretches(places).into_iter().partition(|stretch| stretch.len() > 1);
    let ends = lines.iter().chain(&alone).filter_map(|stretch| stretch.last());
    let Some(last) = ends.copied().max_by(|one, other| one.0.total_cmp(&other.0)) else {
        return String::new();
    };
    let spark = Spark {
        label,
        width: SIZE.0,
        height: SIZE.1,
        lines: lines.iter().map(|line| written(line)).collect(),
        alone: alone.into_iter().flatten().filter(|place| *place != last).collect(),
        last,
    };
    drawn(spark.render().map_err(Into::into))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_broken_at_gaps_and_has_a_dot_at_its_end() {
        let points = [Some(0.0), Some(50.0), None, Some(100.0), None, Some(20.0), Some(40.0)];
        insta::assert_snapshot!(sparkline(&points, 0.0, 100.0, "71, \"then\" 40"), @r#"<svg class="spark" role="img" aria-label="71, &#34;then&#34; 40" viewBox="0 0 84 20"><polyline points="3.0,17.0 16.0,10.0"/><polyline points="68.0,14.2 81.0,11.4"/><circle cx="42.0" cy="3.0" r="1.2"/><circle cx="81.0" cy="11.4" r="2.2"/></svg>"#);
    }

    #[test]
    fn one_value_is_a_dot_and_no_value_is_nothing() {
        insta::assert_snapshot!(sparkline(&[Some(7.0)], 0.0, 10.0, "7"), @r#"<svg class="spark" role="img" aria-label="7" viewBox="0 0 84 20"><circle cx="81.0" cy="7.2" r="2.2"/></svg>"#);
        assert_eq!(sparkline(&[None, Some(f64::NAN)], 0.0, 1.0, "none"), "");
        assert_eq!(sparkline(&[], 0.0, 1.0, "none"), "");
    }
}
