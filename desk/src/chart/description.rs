//! What a chart says to whoever doesn't see it.

use workflow::health::ScoreLevels;
use workflow::long_date;

use super::Point;

const TITLE: &str = "Health score over time";

/// The picture with its title and what it shows, for screen readers. Nothing in them comes from
/// evidence, so nothing needs to be escaped.
pub(super) fn described(svg: &str, points: &[Point], levels: Option<ScoreLevels>) -> String {
    let about = format!("<title>{TITLE}</title>\n<desc>{}</desc>\n", description(points, levels));
    let svg = svg.replacen("<svg ", "<svg role=\"img\" ", 1);
    // The first tag is the picture's own.
    match svg.split_once(">\n") {
        Some((tag, rest)) => format!("{tag}>\n{about}{rest}"),
        None => svg,
    }
}

fn description(points: &[Point], levels: Option<ScoreLevels>) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return "No score is on record.".to_owned();
    };
    let told = |it: &Point| format!("{} ({}) on {}", score(it), it.level.word(), long_date(it.date));
    let mut said = vec![match points.len() {
        1 => format!("One score: {}.", told(first)),
        count => format!("{count} scores from 0 to 100, from {} to {}.", told(first), told(last)),
    }];
    if points.len() > 2 {
        let by_score = |one: &&Point, other: &&Point| one.score.total_cmp(&other.score);
        let ends = points.iter().min_by(by_score).zip(points.iter().max_by(by_score));
        said.extend(ends.map(|(low, high)| format!("The lowest is {}, the highest {}.", score(low), score(high))));
    }
    said.extend(levels.map(|it| {
        let (green, amber) = (it.green.normalize(), it.amber.normalize());
        format!("An account is green from {green} on and amber from {amber} on.")
    }));
    said.push("The table after it has every score.".to_owned());
    said.join(" ")
}

/// A score as a number, whatever else its record may hold.
fn score(point: &Point) -> String {
    point.score.to_string()
}
