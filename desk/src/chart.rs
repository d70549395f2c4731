//! Charts as SVG: few, labelled directly, legible without color, and with gaps as gaps. The numbers
//! of a chart stand in the table behind it.

mod bands;
mod dates;
mod description;
mod labels;
mod marks;

#[cfg(test)]
mod tests;

use std::ops::Range;

use anyhow::Context as _;
use jiff::civil::Date;
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::{RangedCoordf64, RangedCoordi32};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use workflow::brief::HealthPoint;
use workflow::health::{Level, ScoreLevels};

/// Width and height in pixels; what shows a chart may scale it.
const SIZE: (u32, u32) = (720, 280);
/// Fonts that every reader has, so that a chart looks the same everywhere.
const FONT: &str = "Helvetica, Arial, sans-serif";
/// The crate writes letters smaller than asked for, by this factor.
const FONT_FACTOR: f64 = 1.24;

const INK: RGBColor = RGBColor(0x1f, 0x2a, 0x44);
const SOFT: RGBColor = RGBColor(0x5c, 0x5c, 0x5c);
const HAIRLINE: RGBColor = RGBColor(0x9a, 0x9a, 0x9a);

type Failed = DrawingAreaErrorKind<std::io::Error>;
/// The whole picture, in pixels.
type Picture<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// Where the points stand: days since the first one, and scores.
type Plot<'a> = DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordi32, RangedCoordf64>>;

/// A score of some day.
#[derive(Debug, Clone, PartialEq)]
struct Point {
    /// Days since the first point.
    day: i32,
    date: Date,
    /// From 0 to 100.
    score: f64,
    /// The score as it is recorded.
    told: String,
    level: Level,
    /// Whether this program scored it.
    ours: bool,
}

/// Draws the history of a score, oldest first, with the levels that it was scored by where they are
/// known. A day without a score is left to the table behind the chart. The same history gives the
/// same picture.
///
/// # Errors
///
/// Fails where the picture can't be drawn.
pub(crate) fn history_svg(history: &[HealthPoint], levels: Option<ScoreLevels>) -> anyhow::Result<String> {
    let points = scored(history);
    let mut svg = String::new();
    draw(&mut svg, &points, levels).context("cannot draw the history of the score")?;
    Ok(description::described(&svg, &points, levels))
}

fn scored(history: &[HealthPoint]) -> Vec<Point> {
    let scored = history.iter().filter_map(|it| {
        let told = it.score.as_deref()?;
        let score = told.parse::<f64>().ok().filter(|score| score.is_finite())?;
        Some((it, told, score.clamp(0.0, 100.0)))
    });
    let scored: Vec<(&HealthPoint, &str, f64)> = scored.collect();
    let first = scored.first().map(|(point, ..)| point.date);
    let points = scored.iter().map(|(point, told, score)| Point {
        day: first.map_or(0, |first| (point.date - first).get_days()),
        date: point.date,
        score: *score,
        told: (*told).to_owned(),
        level: point.level,
        ours: point.ours,
    });
    points.collect()
}

fn draw(svg: &mut String, points: &[Point], levels: Option<ScoreLevels>) -> Result<(), Failed> {
    let picture = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    picture.fill(&WHITE)?;
    // Without levels nothing stands to the right of the points but half a label.
    let right = if levels.is_some() { 124 } else { 40 };
    let mut chart = ChartBuilder::on(&picture)
        .margin_top(40)
        .margin_right(right)
        .margin_bottom(30)
        .margin_left(44)
        .build_cartesian_2d(days(points), 0.0..100.0)?;
    let plot = chart.plotting_area().clone();
    if let Some(levels) = levels {
        bands::draw(&picture, &plot, levels)?;
    }
    axes(&picture, &plot, points)?;
    for stretch in marks::stretches(points) {
        let line = stretch.iter().map(|it| (it.day, it.score));
        chart.draw_series(LineSeries::new(line, INK.stroke_width(2)))?;
    }
    marks::draw(&picture, &plot, points, levels)?;
    picture.present()
}

/// The days from end to end, with room for the labels of the first and the last point.
fn days(points: &[Point]) -> Range<i32> {
    let last = points.last().map_or(0, |it| it.day);
    let room = (last / 16).max(3);
    -room..last + room
}

/// What the picture shows, numbers from 0 to 100, and days.
fn axes(picture: &Picture<'_>, plot: &Plot<'_>, points: &[Point]) -> Result<(), Failed> {
    let days = plot.get_x_range();
    let (left, bottom) = plot.map_coordinate(&(days.start, 0.0));
    let (right, _) = plot.map_coordinate(&(days.end, 0.0));
    let caption = words("Health score, from 0 to 100", 13.0, INK, HPos::Left, VPos::Top);
    picture.draw(&caption.at((left, 8)))?;
    for score in [0, 20, 40, 60, 80, 100] {
        let (_, y) = plot.map_coordinate(&(days.start, f64::from(score)));
        let number = words(score.to_string(), 11.0, SOFT, HPos::Right, VPos::Center);
        picture.draw(&number.at((left - 8, y)))?;
        picture.draw(&line([(left - 4, y), (left, y)], HAIRLINE))?;
    }
    picture.draw(&line([(left, bottom), (right, bottom)], HAIRLINE))?;
    for (day, told) in dates::ticks(points) {
        let (x, _) = plot.map_coordinate(&(day, 0.0));
        let date = words(told, 11.0, SOFT, HPos::Center, VPos::Top);
        picture.draw(&line([(x, bottom), (x, bottom + 4)], HAIRLINE))?;
        picture.draw(&date.at((x, bottom + 9)))?;
    }
    Ok(())
}

fn line<const POINTS: usize>(points: [(i32, i32); POINTS], color: RGBColor) -> PathElement<(i32, i32)> {
    PathElement::new(points, color.stroke_width(1))
}

/// Words with their look, to be set somewhere.
struct Words {
    text: String,
    style: TextStyle<'static>,
}

fn words(text: impl Into<String>, size: f64, color: RGBColor, across: HPos, down: VPos) -> Words {
    Words {
        text: text.into(),
        style: TextStyle {
            font: (FONT, size * FONT_FACTOR).into_font(),
            color: color.to_backend_color(),
            pos: Pos::new(across, down),
        },
    }
}

impl Words {
    fn at(self, place: (i32, i32)) -> Text<'static, (i32, i32), String> {
        Text::new(self.text, place, self.style)
    }
}
