//! When a business function is alerted: once for each time that a dimension comes down to the level
//! at which the template alerts (SC-7).

use super::Scorecard;
use super::event::Alert;
use super::score::Scores;
use crate::health::Level;

/// The alerts that a scorecard raises once it is approved, in the template's order. A dimension that
/// was at the level before is no news; it is compared with the last of the earlier scorecards (the
/// oldest first) that has a level for it, so that one in which it says nothing of the account
/// doesn't make the same trouble new.
pub(super) fn crossings(card: &Scorecard, earlier: &[&Scorecard]) -> Vec<Alert> {
    let now = card.scores();
    let before: Vec<Scores> = earlier.iter().map(|it| it.scores()).collect();
    let raised = card.template().alerts.iter().filter_map(|rule| {
        let scored = now.dimension(&rule.dimension)?;
        let was = before.iter().rev().find_map(|scores| {
            let level = scores.dimension(&rule.dimension)?.level;
            (level != Level::Unknown).then_some(level)
        });
        let crosses = scored.level >= rule.at && was.is_none_or(|was| was < rule.at);
        crosses.then_some(Alert {
            dimension: rule.dimension.clone(),
            function: rule.function.clone(),
            level: scored.level,
            score: scored.score?,
            was,
        })
    });
    raised.collect()
}
