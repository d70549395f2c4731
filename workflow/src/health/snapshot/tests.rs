use jiff::ToSpan;
use rust_decimal::Decimal;

use super::*;
use crate::health::Trend;
use crate::health::by_hand::{TODAY, all, nothing, read};
use crate::health::observed::Scored;

fn snapshot(given: &[Signal<'static>]) -> Snapshot<'static> {
    Snapshot::by(all(given), &nothing(), &HealthPolicy::default())
}

fn caps(snapshot: &Snapshot<'_>) -> Vec<&'static str> {
    snapshot.caps.iter().map(|cap| cap.name).collect()
}

/// HS-15: log-ins are strong, two milestones were missed, and nobody replies.
#[test]
fn strong_usage_does_not_hide_missed_milestones_and_silence() {
    let snapshot = snapshot(&[
        read("usage_change", 12),
        read("seats_used", 80),
        read("oldest_ticket", 3),
        read("tone", 25),
        read("days_overdue", 0),
        read("unanswered", 3),
        read("missed_milestones", 2),
    ]);
    insta::assert_snapshot!(
        snapshot.score.formula(),
        @"
    (usage 20 × 100 + adoption 15 × 100 + support 15 × 100 + sentiment 10 × 100 + billing 10 × 100 + relationship 15 × 0 + milestones 15 × 0) / 100 = 70
    "
    );
    assert_eq!(snapshot.score.level, Level::Green, "the score alone hides it");
    assert_eq!(caps(&snapshot), ["relationship_at_risk", "outcome_at_risk"]);
    assert_eq!(snapshot.level, Level::Amber);
}

/// HS-15 where no more is known than the three signals that it speaks of.
#[test]
fn what_is_not_known_does_not_help_either() {
    let snapshot = snapshot(&[
        read("usage_change", 12),
        read("unanswered", 3),
        read("missed_milestones", 2),
    ]);
    insta::assert_snapshot!(
        snapshot.score.formula(),
        @"
    (usage 20 × 100 + relationship 15 × 0 + milestones 15 × 0) / 50 = 40; left out as unknown: adoption, support, sentiment, billing
    "
    );
    assert_eq!((snapshot.score.level, snapshot.level), (Level::Amber, Level::Amber));
    assert_eq!(caps(&snapshot), ["relationship_at_risk", "outcome_at_risk"]);
}

/// HS-23: one red signal beside a high score.
#[test]
fn a_red_signal_stays_visible_beside_a_high_score() {
    let snapshot = snapshot(&[
        read("usage_change", 12),
        read("seats_used", 80),
        read("open_escalations", 2),
        read("tone", 25),
        read("days_overdue", 0),
        read("unanswered", 0),
        read("missed_milestones", 0),
    ]);
    assert_eq!(snapshot.score.value, Some(Decimal::from(85)));
    assert_eq!((snapshot.score.level, snapshot.level), (Level::Green, Level::Amber));
    let named: Vec<&[SignalName]> = snapshot.caps.iter().map(|cap| cap.signals.as_slice()).collect();
    assert_eq!(named, [[SignalName::Support]]);
    let support = snapshot.signal(SignalName::Support).map(|signal| signal.level);
    assert_eq!(support, Some(Level::Red));
}

/// HS-12: nothing is known of what people think and feel.
#[test]
fn numbers_alone_are_never_green() {
    let snapshot = snapshot(&[
        read("usage_change", 12),
        read("seats_used", 80),
        read("oldest_ticket", 3),
        read("days_overdue", 0),
        read("missed_milestones", 0),
    ]);
    assert_eq!(snapshot.score.value, Some(Decimal::ONE_HUNDRED));
    assert_eq!(caps(&snapshot), ["numbers_only"]);
    assert_eq!(snapshot.level, Level::Amber);
}

#[test]
fn what_is_unknown_stays_unknown_under_its_caps() {
    let snapshot = snapshot(&[read("missed_milestones", 2)]);
    assert_eq!((snapshot.score.value, snapshot.level), (None, Level::Unknown));
    assert_eq!(caps(&snapshot), ["outcome_at_risk", "numbers_only"]);
    assert_eq!(snapshot.course.trend, Trend::NoPrior);
}

#[test]
fn todays_score_stands_at_the_end_of_the_course_with_its_capped_level() {
    let before = Scored {
        date: TODAY.saturating_sub(7.days()),
        score: Some(Decimal::from(84)),
        level: Level::Green,
        is_ours: true,
        source: None,
    };
    let observed = Observed {
        scores: vec![before.clone()],
        ..nothing()
    };
    let signals = all(&[
        read("usage_change", 12),
        read("seats_used", 80),
        read("open_escalations", 2),
        read("tone", 25),
        read("days_overdue", 0),
        read("unanswered", 0),
        read("missed_milestones", 0),
    ]);
    let course = Snapshot::by(signals, &observed, &HealthPolicy::default()).course;
    let today = Scored {
        date: TODAY,
        score: Some(Decimal::from(85)),
        level: Level::Amber,
        is_ours: true,
        source: None,
    };
    let expected = Course {
        trend: Trend::Flat,
        scores: vec![before.clone(), today],
        compared_with: Some(before),
        change: Some(Decimal::ONE),
        is_material: true,
    };
    assert_eq!(course, expected);
}

#[test]
fn only_the_signals_asked_for_are_in_it() {
    let names = |asked: &[SignalName]| {
        let snapshot = Snapshot::of(&nothing(), &HealthPolicy::default(), asked);
        let names: Vec<SignalName> = snapshot.signals.iter().map(|signal| signal.name).collect();
        let terms: Vec<SignalName> = snapshot.score.terms.iter().map(|term| term.name).collect();
        assert_eq!(names, terms);
        (names, snapshot.level)
    };
    assert_eq!(names(&SignalName::FIRST), (SignalName::FIRST.to_vec(), Level::Unknown));
    assert_eq!(names(&SignalName::ALL), (SignalName::ALL.to_vec(), Level::Unknown));
}
