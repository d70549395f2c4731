//! Which decision comes next.

use grounding::Claim;

use super::super::facts::Facts;
use super::{of_goal, quoted, recommended};
use crate::account::{cite_day, fact};
use crate::calendar::long_date;
use crate::cite::cite_value;

/// A renewal is prepared for from so many times as far ahead as it is near.
const PREPARED_FOR: i32 = 2;

/// Which decision comes next: the goal that is due first, and the renewal where it is near or
/// nothing is due before it; else whether to do what is recommended.
pub(in super::super) fn decision(facts: &Facts<'_>, primary: Option<&Claim>) -> Vec<Claim> {
    let renewal = facts.renewal_words().filter(|(day, _)| *day >= facts.as_of);
    let goal = facts.goals_to_reach().into_iter().find_map(|goal| {
        let due = goal.record.due.filter(|due| *due >= facts.as_of)?;
        let source = facts.ledger.source(&goal.id)?;
        Some((
            due,
            goal,
            vec![cite_value(source, &goal.record.name), cite_day(source, due)],
        ))
    });
    let goal = goal.filter(|(due, ..)| renewal.as_ref().is_none_or(|(day, _)| due < day));
    let in_sight = facts.thresholds.renewal_near_days.saturating_mul(PREPARED_FOR);
    let renewal = renewal.filter(|(day, _)| goal.is_none() || facts.days_to(*day) <= in_sight);
    let by_goal = goal.map(|(due, goal, citations)| {
        let text = format!(
            "By {}, decide whether the goal {} is reached or needs more time.",
            long_date(due),
            quoted(&goal.record.name)
        );
        of_goal(goal, recommended(text, citations))
    });
    let by_renewal = renewal.map(|(day, citations)| {
        let text = format!("The renewal on {} is the decision to prepare for.", long_date(day));
        fact(text, citations)
    });
    let found: Vec<Claim> = by_goal.into_iter().chain(by_renewal).collect();
    if !found.is_empty() {
        return found;
    }
    let take = |claim: &Claim| {
        // The reason after the colon is told where the advice is.
        let advice = claim.text.split(": ").next().unwrap_or_default().trim_end_matches('.');
        let mut letters = advice.chars();
        let first: String = letters.next().map(|it| it.to_lowercase().collect()).unwrap_or_default();
        Claim {
            text: format!("To decide: {first}{}.", letters.as_str()),
            ..claim.clone()
        }
    };
    primary.map(take).into_iter().collect()
}
