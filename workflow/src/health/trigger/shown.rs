//! The triggers that the records show.

use jiff::civil::Date;

use super::super::facts::Facts;
use super::super::level::{Level, Trend};
use super::super::observed::Scored;
use crate::trigger::Shown;

/// A score moved by so many points, or to another level, as the policy has it.
pub(super) const MATERIAL_CHANGE: &str = "material_change";
/// The contract renews within so many days.
pub(super) const RENEWAL_NEAR: &str = "renewal_near";
/// No snapshot of late is on record.
pub(super) const SNAPSHOT_MISSING: &str = "snapshot_missing";
/// A week begins in which the account was not yet reviewed.
pub(super) const WEEKLY_REVIEW: &str = "weekly_review";

/// What stands before the week in the record of a weekly review.
pub(super) const CALENDAR: &str = "calendar:";
/// The record of a missing snapshot where none was ever taken.
const NEVER: &str = "none";
/// A change between scores of which the newer is older than so many days is none of today's.
const CHANGE_DAYS: i32 = 365;

/// Every trigger that the records show, the strongest first.
pub(super) fn shown(facts: &Facts<'_>) -> Vec<Shown> {
    let found = [
        (MATERIAL_CHANGE, material_change(facts)),
        (RENEWAL_NEAR, near_renewal(facts)),
        (SNAPSHOT_MISSING, missing_snapshot(facts)),
        (WEEKLY_REVIEW, week_to_review(facts)),
    ];
    let found = found.into_iter();
    found
        .filter_map(|(kind, record)| Some(Shown { kind, record: record? }))
        .collect()
}

/// The record of the newer of two scores that differ materially: of the course that the snapshot
/// compares, else of the two that others recorded last. A change that one of our own snapshots has
/// seen is no news.
fn material_change(facts: &Facts<'_>) -> Option<String> {
    let scores = facts.earlier_scores();
    let seen = scores.iter().rev().find(|score| score.is_ours).map(|score| score.date);
    let is_news = |score: &&Scored<'_>| score.is_ours || seen.is_none_or(|day| day < score.date);
    let course = &facts.snapshot.course;
    let mut recorded = course.scores.iter().rev();
    let of_course = recorded
        .find(|score| score.source.is_some())
        .filter(|_| course.is_material);
    let newer = of_course.or_else(|| recorded_change(facts, &scores)).filter(is_news)?;
    newer.source.map(|source| source.id.to_string())
}

/// The newer of the two scores that others recorded last, where they differ materially.
fn recorded_change<'f, 'a>(facts: &Facts<'a>, scores: &[&'f Scored<'a>]) -> Option<&'f Scored<'a>> {
    let mut recorded = scores.iter().rev().filter(|score| !score.is_ours);
    let newer = recorded.next()?;
    let older = recorded.find(|score| score.date < newer.date)?;
    let is_recent = -facts.days_to(newer.date) <= CHANGE_DAYS;
    (is_recent && differ(facts, older, newer)).then_some(*newer)
}

/// Whether two scores differ by what the policy calls material, or in their level.
fn differ(facts: &Facts<'_>, older: &Scored<'_>, newer: &Scored<'_>) -> bool {
    let moved = facts.policy.trend(older.score, newer.score);
    let levels = [older.level, newer.level];
    matches!(moved, Trend::Improving | Trend::Declining)
        || (!levels.contains(&Level::Unknown) && older.level != newer.level)
}

fn near_renewal(facts: &Facts<'_>) -> Option<String> {
    facts.near_renewal()?;
    facts.renewal_words().map(|(source, _)| source.id.to_string())
}

/// The record of the last snapshot where it is too old to count, or that there is none.
fn missing_snapshot(facts: &Facts<'_>) -> Option<String> {
    let scores = facts.earlier_scores();
    let Some(last) = scores.last() else {
        return Some(NEVER.to_owned());
    };
    let is_old = -facts.days_to(last.date) > facts.policy.snapshot_days;
    let record = last.source.map_or_else(|| NEVER.to_owned(), |it| it.id.to_string());
    is_old.then_some(record)
}

/// The week of the run's day, unless a snapshot was taken here on an earlier day of it.
fn week_to_review(facts: &Facts<'_>) -> Option<String> {
    weekly_snapshot(facts).is_none().then(|| {
        let week = facts.as_of.iso_week_date();
        format!("{CALENDAR}{:04}-W{:02}", week.year(), week.week())
    })
}

/// Our own snapshot of an earlier day of this week.
pub(super) fn weekly_snapshot<'f, 'a>(facts: &'f Facts<'a>) -> Option<&'f Scored<'a>> {
    let week = |day: Date| {
        let week = day.iso_week_date();
        (week.year(), week.week())
    };
    let mut scores = facts.earlier_scores().into_iter();
    scores.rfind(|score| score.is_ours && week(score.date) == week(facts.as_of))
}
