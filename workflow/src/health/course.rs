//! Where an account's health is going, against its own past (HS-6, HS-35).

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::level::{Level, Trend};
use super::observed::{Observed, Scored};
use super::policy::HealthPolicy;

/// What is older than so many days is no past to compare with.
const WINDOW_DAYS: i32 = 365;

/// Where an account's health is going, against its own past (HS-6, HS-35).
#[derive(Debug, Clone, PartialEq)]
pub struct Course<'a> {
    /// In a word.
    pub trend: Trend,
    /// The scores that were compared, oldest first; the last one may be today's.
    pub scores: Vec<Scored<'a>>,
    /// The score that the last one was compared with: the one before it where the newest step is
    /// what moved, else the first. None where there is nothing to compare with.
    pub compared_with: Option<Scored<'a>>,
    /// By how many points the last one differs from the one it was compared with.
    pub change: Option<Decimal>,
    /// Whether the last two differ materially: by so many points, or in their level (HS-1).
    pub is_material: bool,
}

impl<'a> Course<'a> {
    /// The course of an account whose score and level of the observation's day are these.
    ///
    /// Like is compared with like: scores of this program with each other, and recorded ones with
    /// each other. Only where there is a single recorded one is it held beside today's score.
    pub fn of(observed: &Observed<'a>, policy: &HealthPolicy, score: Option<Decimal>, level: Level) -> Self {
        let today = Scored {
            date: observed.as_of,
            score,
            level,
            is_ours: true,
            source: None,
        };
        let today = score.map(|_| today);
        let scores = compared(observed, today);
        let Some((last, earlier)) = scores.split_last() else {
            return Self::none();
        };
        let (Some(first), Some(previous)) = (earlier.first(), earlier.last()) else {
            return Self::none();
        };
        let newest = step(policy, previous, last);
        let whole = step(policy, first, last);
        let has_moved = matches!(newest, Trend::Improving | Trend::Declining);
        // Where the first can't be compared with the last, one being a level and one a score, the
        // newest step is all there is.
        let (trend, compared_with) = if has_moved || whole == Trend::NoPrior {
            (newest, previous)
        } else {
            (whole, first)
        };
        let is_other_level = previous.level != last.level && is_known(previous.level) && is_known(last.level);
        Self {
            trend,
            change: compared_with
                .score
                .zip(last.score)
                .and_then(|(before, now)| now.checked_sub(before)),
            compared_with: Some(compared_with.clone()),
            is_material: has_moved || is_other_level,
            scores,
        }
    }

    /// There is no past, which is not the same as no change.
    fn none() -> Self {
        Self {
            trend: Trend::NoPrior,
            scores: Vec::new(),
            compared_with: None,
            change: None,
            is_material: false,
        }
    }
}

/// The scores to compare, oldest first; none where there is nothing to compare with.
fn compared<'a>(observed: &Observed<'a>, today: Option<Scored<'a>>) -> Vec<Scored<'a>> {
    let before_today = |it: &Scored<'_>| it.date < observed.as_of;
    let mut ours: Vec<Scored<'_>> = of_window(observed, true).filter(before_today).collect();
    if !ours.is_empty() {
        ours.extend(today.clone());
        if ours.len() > 1 {
            return ours;
        }
    }
    let mut recorded: Vec<Scored<'_>> = of_window(observed, false).collect();
    if recorded.len() < 2 {
        recorded.retain(before_today);
        recorded.extend(today);
    }
    if recorded.len() < 2 { Vec::new() } else { recorded }
}

/// The scores of the window that tell anything, by day: ours, or those that others recorded. Of
/// several of one day the last in order counts.
fn of_window<'a>(observed: &Observed<'a>, ours: bool) -> impl Iterator<Item = Scored<'a>> {
    let first_day = observed.as_of.saturating_sub(WINDOW_DAYS.days());
    let counts = |it: &&Scored<'a>| {
        let tells = it.score.is_some() || is_known(it.level);
        it.is_ours == ours && tells && it.date >= first_day && it.date <= observed.as_of
    };
    let in_window = observed.scores.iter().filter(counts);
    let by_day: BTreeMap<Date, Scored<'a>> = in_window.map(|it| (it.date, it.clone())).collect();
    by_day.into_values()
}

fn is_known(level: Level) -> bool {
    level != Level::Unknown
}

/// Where it went from one score to another: by points, and by the level where one of them has no
/// points.
fn step(policy: &HealthPolicy, before: &Scored<'_>, now: &Scored<'_>) -> Trend {
    if before.score.is_some() && now.score.is_some() {
        return policy.trend(before.score, now.score);
    }
    if !is_known(before.level) || !is_known(now.level) {
        return Trend::NoPrior;
    }
    match now.level.cmp(&before.level) {
        std::cmp::Ordering::Less => Trend::Improving,
        std::cmp::Ordering::Equal => Trend::Flat,
        std::cmp::Ordering::Greater => Trend::Declining,
    }
}
