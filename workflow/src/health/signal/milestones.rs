//! The signal `milestones`: whether what was planned is reached, and goals are on track.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::held::{MOST_SEEN, hold, number, seen, unless_good};
use super::{Reading, Seen, Signal, SignalName, of_readings};
use crate::health::observed::{GoalSeen, MilestoneSeen, Observed};
use crate::health::policy::HealthPolicy;

#[cfg(test)]
mod tests;

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    let readings = [missed_milestones(observed, policy), goals_behind(observed, policy)];
    let readings = readings.into_iter().flatten().collect();
    Signal {
        notes: notes(observed),
        ..of_readings(SignalName::Milestones, observed, policy, newest(observed), readings)
    }
}

/// Where a milestone is neither reached nor due on a known day, nobody can say that none is missed.
fn missed_milestones<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    if observed.milestones.is_empty() {
        return None;
    }
    let missed = missed(observed);
    let count = number(missed.len());
    // The day of such evidence is that on which a milestone was missed; those that show that none
    // was have no such day.
    let missed_on = |milestone: &MilestoneSeen<'a>| milestone.due.filter(|_| !missed.is_empty());
    let seen = |milestone: MilestoneSeen<'a>| seen(missed_on(&milestone), milestone.source);
    let evidence = if missed.is_empty() {
        others(observed)
    } else {
        missed.clone()
    };
    let seen = evidence.into_iter().take(MOST_SEEN).map(seen).collect();
    let reading = hold("missed_milestones", count, seen, observed, policy)?;
    unless_good(reading, undated(observed) > 0)
}

/// What is unknown of a goal counts as on track, and only so far as the share is bad all the same.
fn goals_behind<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let goals = || observed.goals.iter();
    let is_behind = |goal: &&GoalSeen<'a>| standing(goal, observed.as_of) == Some(true);
    let mut behind: Vec<_> = goals().filter(is_behind).collect();
    let share = Decimal::ONE_HUNDRED * number(behind.len());
    let share = share.checked_div(number(goals().count()))?;
    behind.sort_by_key(|goal| goal.due.unwrap_or(Date::MAX));
    let evidence: Vec<_> = if behind.is_empty() { goals().collect() } else { behind };
    let seen = |goal: &GoalSeen<'a>| seen(goal.due.filter(|due| *due < observed.as_of), goal.source);
    let seen: Vec<Seen<'a>> = evidence.into_iter().take(MOST_SEEN).map(seen).collect();
    let reading = hold("goals_behind", share, seen, observed, policy)?;
    unless_good(reading, unsure(observed) > 0)
}

/// The milestones that were due before the day and are not reached, the longest first. One that is
/// due on the day can still be reached; one that was reached late is not missed.
fn missed<'a>(observed: &Observed<'a>) -> Vec<MilestoneSeen<'a>> {
    let is_past = |milestone: &MilestoneSeen<'a>| milestone.due.is_some_and(|due| due < observed.as_of);
    let milestones = observed.milestones.iter().copied();
    let mut missed: Vec<_> = milestones.filter(|it| it.completed.is_none() && is_past(it)).collect();
    missed.sort_by_key(|milestone| milestone.due);
    missed
}

/// All milestones, the one that was reached last first, and after those that were reached the one
/// that comes next.
fn others<'a>(observed: &Observed<'a>) -> Vec<MilestoneSeen<'a>> {
    let mut others = observed.milestones.clone();
    others.sort_by_key(|it| (std::cmp::Reverse(it.completed), it.due.unwrap_or(Date::MAX)));
    others
}

/// How many milestones are neither reached nor due on a known day.
fn undated(observed: &Observed<'_>) -> usize {
    let is_undated = |milestone: &&MilestoneSeen<'_>| milestone.completed.is_none() && milestone.due.is_none();
    observed.milestones.iter().filter(is_undated).count()
}

/// Whether an open goal is off track, held up or past due; none where nobody can say.
fn standing(goal: &GoalSeen<'_>, as_of: Date) -> Option<bool> {
    if goal.due.is_some_and(|due| due < as_of) {
        Some(true)
    } else {
        goal.is_behind
    }
}

/// Of how many goals nobody can say whether they are behind.
fn unsure(observed: &Observed<'_>) -> usize {
    let is_unsure = |goal: &&GoalSeen<'_>| standing(goal, observed.as_of).is_none();
    observed.goals.iter().filter(is_unsure).count()
}

/// A milestone that isn't reached and a goal whose standing is known are evidence of the day,
/// however long ago they were agreed; a milestone that was reached is of the day it was reached.
fn newest(observed: &Observed<'_>) -> Option<Date> {
    let milestones = observed.milestones.iter();
    let milestones = milestones.map(|milestone| milestone.completed.unwrap_or(observed.as_of));
    let is_known = |goal: &&GoalSeen<'_>| standing(goal, observed.as_of).is_some();
    let goals = observed.goals.iter().filter(is_known).map(|_| observed.as_of);
    milestones.chain(goals).max()
}

fn notes(observed: &Observed<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let undated = undated(observed);
    if observed.milestones.is_empty() {
        notes.push("no milestone is on record".to_owned());
    } else if undated > 0 {
        let total = observed.milestones.len();
        notes.push(format!("when it is due is unknown for {undated} of {total} milestones"));
    }
    let unsure = unsure(observed);
    if observed.goals.is_empty() {
        notes.push("no open goal is on record".to_owned());
    } else if unsure > 0 {
        let total = observed.goals.len();
        notes.push(format!(
            "whether it is on track is unknown for {unsure} of {total} open goals"
        ));
    }
    notes
}
