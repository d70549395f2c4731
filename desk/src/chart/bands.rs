//! The levels as bands behind the points: each has its name at the right and a pattern of its own, so
//! that nobody needs to tell their colors apart.

use plotters::element::Rectangle;
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color as _, RGBColor};
use workflow::health::{Level, ScoreLevels};

use super::{Failed, HAIRLINE, INK, Picture, Plot, SOFT, line, words};

/// A level's stretch of the scores, and its look.
struct Band {
    level: Level,
    from: f64,
    to: f64,
    /// The score that it begins with, in words.
    told: String,
    fill: RGBColor,
    /// The color of its pattern and the pixels between two strokes of it; none for a plain one.
    pattern: Option<(RGBColor, usize)>,
}

/// The level of a score, by its band alone.
pub(super) fn level(levels: ScoreLevels, score: f64) -> Level {
    let (green, amber) = limits(levels);
    if score >= green {
        Level::Green
    } else if score >= amber {
        Level::Amber
    } else {
        Level::Red
    }
}

/// From which score on an account is green, and from which on amber.
fn limits(levels: ScoreLevels) -> (f64, f64) {
    let number = |level| f64::try_from(level).unwrap_or_default();
    (number(levels.green), number(levels.amber))
}

pub(super) fn draw(picture: &Picture<'_>, plot: &Plot<'_>, levels: ScoreLevels) -> Result<(), Failed> {
    let days = plot.get_x_range();
    for band in bands(levels) {
        let (left, top) = plot.map_coordinate(&(days.start, band.to));
        let (right, bottom) = plot.map_coordinate(&(days.end, band.from));
        picture.draw(&Rectangle::new([(left, top), (right, bottom)], band.fill.filled()))?;
        if let Some((color, step)) = band.pattern {
            for x in (left - (bottom - top)..right).step_by(step) {
                picture.draw(&line(stroke((left, right), (top, bottom), x), color))?;
            }
        }
        if band.from > 0.0 {
            picture.draw(&line([(left, bottom), (right, bottom)], HAIRLINE))?;
        }
        let middle = i32::midpoint(top, bottom);
        let name = words(band.level.word(), 12.0, INK, HPos::Left, VPos::Center);
        picture.draw(&name.at((right + 10, middle)))?;
        let told = words(band.told, 11.0, SOFT, HPos::Left, VPos::Center);
        picture.draw(&told.at((right + 54, middle)))?;
    }
    Ok(())
}

/// The bands from the top; one that no score can be in is left out.
fn bands(levels: ScoreLevels) -> Vec<Band> {
    let (green, amber) = limits(levels);
    let (green, amber) = (green.clamp(0.0, 100.0), amber.clamp(0.0, 100.0));
    let all = [
        Band {
            level: Level::Green,
            from: green,
            to: 100.0,
            told: format!("from {}", levels.green.normalize()),
            fill: RGBColor(0xe6, 0xf3, 0xe9),
            pattern: None,
        },
        Band {
            level: Level::Amber,
            from: amber,
            to: green,
            told: format!("from {}", levels.amber.normalize()),
            fill: RGBColor(0xfd, 0xf3, 0xdc),
            pattern: Some((RGBColor(0xee, 0xd9, 0xa8), 16)),
        },
        Band {
            level: Level::Red,
            from: 0.0,
            to: amber,
            told: format!("below {}", levels.amber.normalize()),
            fill: RGBColor(0xfa, 0xe7, 0xe5),
            pattern: Some((RGBColor(0xe8, 0xbd, 0xb8), 7)),
        },
    ];
    all.into_iter().filter(|band| band.to > band.from).collect()
}

/// A stroke that rises to the right from the bottom of a band at `x`, cut off at its sides.
fn stroke((left, right): (i32, i32), (top, bottom): (i32, i32), x: i32) -> [(i32, i32); 2] {
    let height = bottom - top;
    let cut = (left - x).clamp(0, height);
    let spare = (x + height - right).clamp(0, height);
    [(x + cut, bottom - cut), (x + height - spare, top + spare)]
}
