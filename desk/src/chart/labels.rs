//! The labels of a chart's points, set where they cover nothing.

use workflow::health::ScoreLevels;

use super::{Plot, Point, bands, marks};

/// How large the letters are, in pixels.
pub(super) const SIZE: f64 = 12.0;
/// What a letter takes across, about.
const LETTER: i32 = 7;
/// Half of what a label takes down.
const HALF_HEIGHT: i32 = 7;

/// A place in the picture, in pixels.
type Place = (i32, i32);

/// A label, by its middle.
pub(super) struct Label {
    pub(super) told: String,
    pub(super) x: i32,
    pub(super) y: i32,
    /// Half of what it takes across.
    half: i32,
}

impl Label {
    /// Whether something so far around a place would be covered.
    fn covers(&self, (x, y): Place, around: i32) -> bool {
        (x - self.x).abs() <= self.half + around && (y - self.y).abs() <= HALF_HEIGHT + around
    }

    fn touches(&self, other: &Self) -> bool {
        (self.x - other.x).abs() < self.half + other.half + 3 && (self.y - other.y).abs() <= HALF_HEIGHT * 2
    }

    /// Whether it covers any of a line, looked at every other pixel.
    fn crosses(&self, [(x, y), (to_x, to_y)]: [Place; 2]) -> bool {
        let (across, down) = (to_x - x, to_y - y);
        let steps = across.abs().max(down.abs()) / 2 + 1;
        (0..=steps).any(|at| self.covers((x + across * at / steps, y + down * at / steps), 0))
    }
}

/// The labels that fit: above their points, or below where something is in the way. Those of the last,
/// the first, the lowest and the highest point come before the others, of which the newest come
/// first; the last point has one in any case.
pub(super) fn labels(plot: &Plot<'_>, points: &[Point], levels: Option<ScoreLevels>, radius: i32) -> Vec<Label> {
    let place = |point: &Point| plot.map_coordinate(&(point.day, point.score));
    let places: Vec<Place> = points.iter().map(place).collect();
    let lines = marks::stretches(points).flat_map(|it| it.iter().zip(it.iter().skip(1)));
    let lines: Vec<[Place; 2]> = lines.map(|(one, next)| [place(one), place(next)]).collect();
    let (_, bottom) = plot.map_coordinate(&(0, 0.0));
    let mut labels: Vec<Label> = Vec::new();
    for at in in_turn(points) {
        let (Some(point), Some((x, y))) = (points.get(at), places.get(at).copied()) else {
            continue;
        };
        let told = label_text(point, levels);
        let half = i32::try_from(told.chars().count()).unwrap_or_default() * LETTER / 2;
        let away = radius + HALF_HEIGHT + 1;
        let set = |y: i32| Label {
            told: told.clone(),
            x,
            y,
            half,
        };
        let is_free = |label: &Label| {
            let mut others = places.iter().filter(|it| **it != (x, y));
            label.y + HALF_HEIGHT <= bottom
                && !labels.iter().any(|it| it.touches(label))
                && !lines.iter().any(|it| label.crosses(*it))
                && !others.any(|it| label.covers(*it, radius))
        };
        let free = [set(y - away), set(y + away)].into_iter().find(is_free);
        let must = at + 1 == points.len();
        labels.extend(free.or_else(|| must.then(|| set(y - away))));
    }
    labels
}

/// The points in the order in which they are labelled, each once.
fn in_turn(points: &[Point]) -> Vec<usize> {
    let by_score = |one: &usize, other: &usize| {
        let score = |at: &usize| points.get(*at).map_or(0.0, |it| it.score);
        score(one).total_cmp(&score(other))
    };
    let all = 0..points.len();
    let ends = [
        all.clone().last(),
        all.clone().next(),
        all.clone().min_by(by_score),
        all.clone().max_by(by_score),
    ];
    let mut turns: Vec<usize> = Vec::new();
    for at in ends.into_iter().flatten().chain(all.rev()) {
        if !turns.contains(&at) {
            turns.push(at);
        }
    }
    turns
}

/// The score, and the level where the band behind it doesn't say it: something keeps it down.
fn label_text(point: &Point, levels: Option<ScoreLevels>) -> String {
    let is_shown = levels.is_some_and(|levels| bands::level(levels, point.score) == point.level);
    if is_shown {
        point.told.clone()
    } else {
        format!("{} {}", point.told, point.level.word())
    }
}
