//! What is told of adoption: who of those it was bought for uses it, and how much of it.

use jiff::ToSpan;

use super::super::clause::Clause;
use super::super::figure::Figure;
use super::usage;
use crate::account::grouped;
use crate::cite::cite_span;
use crate::health::facts::Facts;
use crate::health::level::Level;
use crate::health::signal::Reading;

/// What wasn't done for so many days is no longer in use.
const UNUSED_DAYS: i32 = 28;

pub(super) fn told(facts: &Facts<'_>, reading: &Reading<'_>) -> Vec<Clause> {
    match reading.criterion.name {
        "seats_used" => match seats(reading) {
            Some(clause) => vec![clause],
            None => usage::told(facts, reading),
        },
        "features_used" => features(facts, reading),
        _ => usage::told(facts, reading),
    }
}

/// How many use it, of how many it was signed for. None where the figure is a share already.
fn seats(reading: &Reading<'_>) -> Option<Clause> {
    let figure = reading.seen.iter().find_map(Figure::of)?;
    let signed = reading
        .seen
        .iter()
        .find_map(|seen| Some((seen.value?, cite_span(seen.source?, seen.span?))));
    let (seats, clause) = signed?;
    let mut cited = figure.cited();
    cited.push(clause);
    let text = format!(
        "{} stood at {}, of {} seats signed for",
        figure.metric(),
        figure.on_its_day(),
        grouped(seats)
    );
    Some(Clause::new(text, cited))
}

/// What was done in the product before and not lately; where all of it was, what was done last.
fn features(facts: &Facts<'_>, reading: &Reading<'_>) -> Vec<Clause> {
    let from = facts.as_of.saturating_sub(UNUSED_DAYS.days());
    let is_bad = reading.level > Level::Green;
    let done = reading.seen.iter().filter_map(usage::event);
    let told = done.filter(|(_, event)| (event.date <= from) == is_bad);
    told.map(|(source, event)| usage::last_done(source, event)).collect()
}
