//! Health (HS-32).

use jiff::civil::{Date, date};

use crate::health::{Level, Trend};
use crate::measure::testing::{Told, health, recap, runs};
use crate::measure::{HealthMetrics, Share, metrics};
use crate::run::Note;

const DAY: Date = date(2026, 4, 1);
const LAST: Date = date(2026, 4, 30);
const AFTER: Date = date(2026, 5, 1);

fn counted(told: &[Told]) -> HealthMetrics {
    metrics(&runs(told), &[], Some((DAY, LAST))).health
}

fn share(passed: u32, of: u32) -> Share {
    Share::of_all((0..of).map(|at| at < passed))
}

/// HS-32: what people note counts on its day, and an outcome once for each account and day. Without
/// a snapshot from before, an outcome says nothing of the scores.
#[test]
fn outcomes_count_once_a_day_and_account() {
    let told = [
        health("orrin", 1, DAY)
            .noted(Note::ScoreChangeReviewed, DAY, "")
            .noted(Note::ScoreChangeReviewed, AFTER, "")
            .noted(Note::OwnerFollowedThrough, LAST, "")
            .noted(Note::ExpansionAction, LAST, "")
            .noted(Note::Renewed, LAST, ""),
        recap("orrin", 1, DAY)
            .noted(Note::Renewed, LAST, "")
            .noted(Note::ScoreChangeReviewed, DAY, ""),
        health("tarn", 1, DAY).noted(Note::Churned, LAST, ""),
    ];
    assert_eq!(
        counted(&told),
        HealthMetrics {
            score_changes_reviewed: 1,
            owner_follow_through: 1,
            expansion_signals: 1,
            renewed: 1,
            churned: 1,
            false_positives: 0,
            missed_risks: 0,
            at_risk_who_left: share(0, 0),
            leavers_at_risk: share(0, 0),
            trend_accuracy: share(0, 0),
        }
    );
}

/// HS-32: five customers of whom two left; one of those was at risk before, and one of those who
/// stayed was.
#[test]
fn scores_are_held_against_what_became_of_the_account() {
    let begun = date(2026, 3, 1);
    let scored = |account: &str, level, score, trend| health(account, 1, begun).scored(level, score, trend);
    let told = [
        scored("left-red", Level::Red, 20, Trend::Declining).noted(Note::Churned, LAST, ""),
        scored("left-green", Level::Green, 90, Trend::Improving).noted(Note::Churned, LAST, ""),
        scored("stayed-amber", Level::Amber, 50, Trend::Flat).noted(Note::Renewed, LAST, ""),
        scored("stayed-green", Level::Green, 80, Trend::Improving).noted(Note::Renewed, LAST, ""),
        scored("unknown", Level::Unknown, 0, Trend::NoPrior).noted(Note::Renewed, LAST, ""),
    ];
    let found = counted(&told);
    assert_eq!((found.renewed, found.churned), (3, 2));
    assert_eq!((found.false_positives, found.missed_risks), (1, 1));
    assert_eq!(
        (found.at_risk_who_left, found.leavers_at_risk),
        (share(1, 2), share(1, 2))
    );
    // Declining and left, improving and stayed; improving and left is wrong, flat says nothing.
    assert_eq!(found.trend_accuracy, share(2, 3));
}

/// HS-32: the last snapshot from before the outcome counts, not one of its day or later.
#[test]
fn a_snapshot_of_the_day_of_the_outcome_tells_nothing() {
    let told = [
        health("orrin", 1, date(2026, 3, 1)).scored(Level::Green, 80, Trend::Flat),
        health("orrin", 2, date(2026, 3, 20)).scored(Level::Amber, 55, Trend::Declining),
        health("orrin", 3, LAST)
            .scored(Level::Green, 85, Trend::Flat)
            .noted(Note::Churned, LAST, ""),
    ];
    let found = counted(&told);
    assert_eq!((found.missed_risks, found.leavers_at_risk), (0, share(1, 1)));
}

/// HS-32: a change of score is reviewed once the snapshot that it started is approved.
#[test]
fn an_approved_snapshot_of_a_change_is_a_reviewed_change() {
    let changed = |account: &str, kind: &str| {
        let told = health(account, 1, DAY).triggered(kind, "health:snapshot/7");
        told.scored(Level::Amber, 55, Trend::Declining)
    };
    let told = [
        changed("reviewed", "material_change").approved(LAST),
        changed("late", "material_change").approved(AFTER),
        changed("open", "material_change"),
        changed("weekly", "weekly_review").approved(LAST),
    ];
    assert_eq!(counted(&told).score_changes_reviewed, 1);
}
