//! The points of a chart: a mark for each, and a line between those that are near in time.

use plotters::element::Circle;
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color as _, WHITE};
use workflow::health::ScoreLevels;

use super::labels::labels;
use super::{Failed, INK, Picture, Plot, Point, SOFT, words};

/// No line is drawn across more days than these: nobody knows how the score went meanwhile.
const LONGEST_GAP: i32 = 120;

/// The size of a mark, and of one among so many that they would run into each other.
const RADIUS: i32 = 4;
const SMALL_RADIUS: i32 = 2;
const MANY: usize = 40;

/// The points in stretches without a gap; one that stands alone has no line.
pub(super) fn stretches(points: &[Point]) -> impl Iterator<Item = &[Point]> {
    let stretches = points.chunk_by(|one, next| next.day - one.day <= LONGEST_GAP);
    stretches.filter(|it| it.len() > 1)
}

/// Draws the marks and as many labels as fit, and says which mark means what where there are both.
pub(super) fn draw(
    picture: &Picture<'_>,
    plot: &Plot<'_>,
    points: &[Point],
    levels: Option<ScoreLevels>,
) -> Result<(), Failed> {
    let radius = if points.len() > MANY { SMALL_RADIUS } else { RADIUS };
    for point in points {
        let place = plot.map_coordinate(&(point.day, point.score));
        mark(picture, place, point.ours, radius)?;
    }
    for label in labels(plot, points, levels, radius) {
        let told = words(label.told, super::labels::SIZE, INK, HPos::Center, VPos::Center);
        picture.draw(&told.at((label.x, label.y)))?;
    }
    if points.iter().any(|it| it.ours) && points.iter().any(|it| !it.ours) {
        let (across, _) = plot.get_pixel_range();
        legend(picture, across.end)?;
    }
    Ok(())
}

/// A full circle for a score of this program's, and an empty one for any other.
fn mark(picture: &Picture<'_>, place: (i32, i32), ours: bool, radius: i32) -> Result<(), Failed> {
    let fill = if ours { INK.filled() } else { WHITE.filled() };
    picture.draw(&Circle::new(place, radius, fill))?;
    picture.draw(&Circle::new(place, radius, INK.stroke_width(2)))
}

fn legend(picture: &Picture<'_>, right: i32) -> Result<(), Failed> {
    const DOWN: i32 = 14;
    for (x, ours, told) in [
        (right - 222, true, "scored by vouch"),
        (right - 98, false, "scored elsewhere"),
    ] {
        mark(picture, (x, DOWN), ours, RADIUS)?;
        let told = words(told, 11.0, SOFT, HPos::Left, VPos::Center);
        picture.draw(&told.at((x + 10, DOWN)))?;
    }
    Ok(())
}
