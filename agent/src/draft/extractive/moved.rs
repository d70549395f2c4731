//! Whether figures moved, and whether towards what a goal wants.

use grounding::text::{Figure, Unit, find_dates, find_figures, words};
use grounding::{Goal, lexicon};
use rust_decimal::Decimal;

/// Words that set a figure against one of before.
const AGAINST_BEFORE: [&str; 10] = [
    "before",
    "previously",
    "earlier",
    "last",
    "ago",
    "formerly",
    "once",
    "initially",
    "against",
    "versus",
];

/// The figures of a text that belong to no date, in order.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let dates = find_dates(text);
    let of_date = |figure: &Figure| dates.iter().any(|date| date.span.overlaps(figure.span));
    let mut figures = find_figures(text);
    figures.retain(|figure| !of_date(figure) && !figure.is_year());
    figures
}

/// Whether a text tells that a figure moved: by a word of change beside it, or by two figures in one
/// unit of which one was so before.
pub(super) fn tells_move(text: &str) -> bool {
    let figures = figures(text);
    let by_word = lexicon::results().is_in(text) || lexicon::results_with_figure().is_in(text);
    !figures.is_empty() && (by_word || then_and_now(text, &figures))
}

fn then_and_now(text: &str, figures: &[Figure]) -> bool {
    let lower = text.to_lowercase();
    let before = || words(&lower).any(|word| AGAINST_BEFORE.contains(&word.text)) || lower.contains("used to");
    are_two(figures) && before()
}

/// Whether there are two figures that can be set against each other.
fn are_two(figures: &[Figure]) -> bool {
    let [one, other, ..] = figures else { return false };
    one.unit.comparable(&other.unit) && one.value != other.value
}

/// Whether a text gives a figure of before and one of after, of anything but money.
pub(super) fn gives_both(text: &str) -> bool {
    let figures = figures(text);
    let of_money = figures.iter().any(|figure| matches!(figure.unit, Unit::Money(_)));
    tells_move(text) && are_two(&figures) && !of_money
}

/// Whether a text has a figure in the unit of one of the goal's KPIs: a share is no number of days.
/// A bare number may be in any unit.
pub(super) fn fits(text: &str, goal: &Goal) -> bool {
    let figures = figures(text);
    let units = goal.kpis.iter().map(|(_, kpi)| {
        let read = find_figures(&format!("1 {}", kpi.unit)).into_iter().next();
        read.map_or(Unit::Count, |figure| figure.unit)
    });
    let mut units = units.peekable();
    units.peek().is_none()
        || units.any(|unit| {
            let same = |figure: &Figure| {
                let in_points = figure.unit == Unit::Points && unit == Unit::Percent;
                let of_kind = std::mem::discriminant(&figure.unit) == std::mem::discriminant(&unit);
                figure.unit == Unit::Count || in_points || of_kind
            };
            figures.iter().any(same)
        })
}

/// Whether a move that a text tells is one towards what the goal wants; none where nobody can say.
pub(super) fn is_towards(text: &str, goal: &Goal) -> Option<bool> {
    let (before, after) = ends(text, goal)?;
    if before == after {
        return None;
    }
    Some((after > before) == wants_more(goal)?)
}

/// The figure of before and that of after: by the words around them, by the KPI's baseline, or by
/// their order.
fn ends(text: &str, goal: &Goal) -> Option<(Decimal, Decimal)> {
    let baselines: Vec<Decimal> = goal.kpis.iter().filter_map(|(_, kpi)| kpi.baseline).collect();
    let figures = figures(text);
    match figures.as_slice() {
        [only] => match baselines.as_slice() {
            [baseline] => Some((*baseline, only.value)),
            _ => None,
        },
        [one, other] => {
            let is_before = |figure: &Figure| {
                let lead = text[..figure.span.start].trim_end().to_lowercase();
                let led = ["from", "against", "versus", "was", "used to be"]
                    .iter()
                    .any(|word| lead.ends_with(word));
                led || baselines.contains(&figure.value)
            };
            if is_before(other) && !is_before(one) {
                Some((other.value, one.value))
            } else {
                Some((one.value, other.value))
            }
        }
        _ => None,
    }
}

/// Whether the goal wants its figure to rise: by its KPIs' targets, else by its own words.
fn wants_more(goal: &Goal) -> Option<bool> {
    let mut by_kpi = goal.kpis.iter().filter_map(|(_, kpi)| {
        let (baseline, target) = (kpi.baseline?, kpi.target?);
        (baseline != target).then_some(target > baseline)
    });
    if let Some(wanted) = by_kpi.next() {
        return by_kpi.all(|other| other == wanted).then_some(wanted);
    }
    let name = &goal.record.name;
    match (lexicon::rising().is_in(name), lexicon::falling().is_in(name)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
