//! The account's health, as the vendor's own systems score it (VR-75).

use grounding::{HealthScore, Ledger, Source, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::link;
use crate::brief::Link;
use crate::calendar::long_date;
use crate::cite::cite_span;
use crate::health::{Level, level_of};

/// A health score that fell by so many points since a recap makes the recap old.
const DROP_POINTS: Decimal = Decimal::TEN;

/// That the account's health fell after a recap was written, which the recap can't know; none
/// where it didn't. The ledger is one of a later day than the recap's (VR-75).
pub fn predates_health_change(as_of: Date, ledger: &Ledger) -> Option<Link> {
    let scores = scores(ledger);
    let (_, before) = scores.iter().rev().find(|(_, score)| score.date <= as_of)?;
    let dropped = |after: &HealthScore| {
        let points = before.score.zip(after.score).map(|(before, after)| before - after);
        let (level, later) = (level_of(&before.level), level_of(&after.level));
        // The worst level is the greatest; what is unknown says nothing.
        points.is_some_and(|points| points >= DROP_POINTS) || (level != Level::Unknown && later > level)
    };
    let mut later = scores.iter().filter(|(_, score)| score.date > as_of);
    let (source, after) = later.find(|(_, score)| dropped(score))?;
    let note = format!(
        "The recap predates a health change: {} on {}, {} on {}.",
        told_score(before),
        long_date(before.date),
        told_score(after),
        long_date(after.date)
    );
    Some(link(
        "health_change",
        source.id.to_string(),
        note,
        vec![cite_whole(source)],
    ))
}

/// The newest health score of the vendor's own systems, beside the one before.
pub(super) fn health(ledger: &Ledger) -> Option<Link> {
    let scores = scores(ledger);
    let (source, newest) = scores.last()?;
    let before = scores.len().checked_sub(2).and_then(|at| scores.get(at));
    let before = before.map(|(_, score)| format!("; {} on {} before", told_score(score), long_date(score.date)));
    let note = format!(
        "Our own health score: {} on {}{}.",
        told_score(newest),
        long_date(newest.date),
        before.unwrap_or_default()
    );
    Some(link(
        "health_change",
        source.id.to_string(),
        note,
        vec![cite_whole(source)],
    ))
}

/// The health scores on record, oldest first.
fn scores(ledger: &Ledger) -> Vec<(&Source, &HealthScore)> {
    let mut scores: Vec<_> = ledger.health_scores().collect();
    scores.sort_by_key(|(source, score)| (score.date, &source.id));
    scores
}

fn told_score(score: &HealthScore) -> String {
    let number = score.score.map(|score| score.normalize().to_string());
    let level = Some(score.level.trim().to_lowercase()).filter(|level| !level.is_empty());
    let told: Vec<String> = number.into_iter().chain(level).collect();
    if told.is_empty() {
        "no score".to_owned()
    } else {
        told.join(", ")
    }
}

fn cite_whole(source: &Source) -> grounding::Citation {
    cite_span(source, Span::new(0, source.text.len()))
}
