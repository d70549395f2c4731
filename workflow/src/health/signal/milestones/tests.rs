//! What was planned and reached, and what wasn't.

use super::*;
use crate::health::by_hand::nothing;
use crate::health::signal::testing::{ago, brief, source, told};

/// A milestone that is due so many days ago, and was reached so many days ago.
fn milestone(due: Option<i32>, completed: Option<i32>) -> MilestoneSeen<'static> {
    MilestoneSeen {
        due: due.map(ago),
        completed: completed.map(ago),
        source: None,
    }
}

fn goal(due: Option<i32>, is_behind: Option<bool>) -> GoalSeen<'static> {
    GoalSeen {
        is_behind,
        due: due.map(ago),
        source: None,
    }
}

fn signal<'a>(milestones: Vec<MilestoneSeen<'a>>, goals: Vec<GoalSeen<'a>>) -> Signal<'a> {
    let observed = Observed {
        milestones,
        goals,
        ..nothing()
    };
    read(&observed, &HealthPolicy::default())
}

fn missed(milestones: &[MilestoneSeen<'static>]) -> String {
    brief(&signal(milestones.to_vec(), Vec::new()), "missed_milestones")
}

fn behind(goals: &[GoalSeen<'static>]) -> String {
    brief(&signal(Vec::new(), goals.to_vec()), "goals_behind")
}

#[test]
fn without_milestones_and_goals_nothing_is_known() {
    insta::assert_snapshot!(told(&signal(Vec::new(), Vec::new())), @r"
    unknown -, newest -
      because there is no evidence of it
      note: no milestone is on record
      note: no open goal is on record
    ");
}

#[test]
fn two_missed_milestones_are_red_and_named() {
    let records = ["plan:1", "plan:2", "plan:3", "plan:4"].map(|id| source(id, "a step"));
    let milestones = [
        milestone(Some(10), None),
        milestone(Some(45), None),
        milestone(Some(60), Some(50)),
        milestone(Some(-20), None),
    ];
    let milestones = std::iter::zip(milestones, &records).map(|(milestone, record)| MilestoneSeen {
        source: Some(record),
        ..milestone
    });
    let goals = [true, false, false, false].map(|is_behind| goal(None, Some(is_behind)));
    let goals = std::iter::zip(goals, &records).map(|(goal, record)| GoalSeen {
        source: Some(record),
        ..goal
    });
    insta::assert_snapshot!(told(&signal(milestones.collect(), goals.collect())), @r"
    red 0, newest 2026-06-30
      missed_milestones 2 milestones: red 0 [2026-05-16 plan:2; 2026-06-20 plan:1]
      goals_behind 25 %: amber 62.5 [plan:1]
    ");
}

#[test]
fn a_milestone_is_missed_from_the_day_after_it_is_due() {
    assert_eq!(missed(&[milestone(Some(-1), None)]), "0 green 100");
    assert_eq!(missed(&[milestone(Some(0), None)]), "0 green 100");
    assert_eq!(missed(&[milestone(Some(1), None)]), "1 amber 50");
    assert_eq!(missed(&[milestone(Some(1), None), milestone(Some(9), None)]), "2 red 0");
    // Late is not missed, and what was reached needs no due date.
    assert_eq!(
        missed(&[milestone(Some(9), Some(1)), milestone(None, Some(3))]),
        "0 green 100"
    );
}

#[test]
fn that_none_is_missed_is_shown_by_those_that_were_reached() {
    let records = ["plan:1", "plan:2", "plan:3"].map(|id| source(id, "a step"));
    let milestones = [
        milestone(Some(-9), None),
        milestone(Some(40), Some(44)),
        milestone(Some(20), Some(15)),
    ];
    let milestones = std::iter::zip(milestones, &records).map(|(milestone, record)| MilestoneSeen {
        source: Some(record),
        ..milestone
    });
    insta::assert_snapshot!(told(&signal(milestones.collect(), Vec::new())), @r"
    green 100, newest 2026-06-30
      missed_milestones 0 milestones: green 100 [plan:3; plan:2; plan:1]
      note: no open goal is on record
    ");
}

#[test]
fn milestones_without_a_day_are_no_good_news() {
    insta::assert_snapshot!(told(&signal(vec![milestone(None, None), milestone(Some(3), Some(3))], Vec::new())), @r"
    unknown -, newest 2026-06-30
      because there is too little evidence to compare
      note: when it is due is unknown for 1 of 2 milestones
      note: no open goal is on record
    ");
    assert_eq!(missed(&[milestone(None, None), milestone(Some(3), None)]), "1 amber 50");
}

#[test]
fn goals_at_a_limit_have_the_level_of_the_limit() {
    let share = |behind_count: usize, all: usize| {
        let goals: Vec<_> = (0..all).map(|at| goal(None, Some(at < behind_count))).collect();
        behind(&goals)
    };
    assert_eq!(share(0, 4), "0 green 100");
    assert_eq!(share(1, 10), "10 green 100");
    assert_eq!(share(1, 9), "11.1 amber 97.3");
    assert_eq!(share(3, 10), "30 amber 50");
    assert_eq!(share(1, 2), "50 red 0");
    assert_eq!(share(1, 1), "100 red 0");
}

#[test]
fn a_goal_past_its_due_date_is_behind_whatever_it_says() {
    let rest = [goal(None, Some(false)), goal(None, Some(false))];
    let with = |first: GoalSeen<'static>| behind(&[first, rest[0], rest[1]]);
    assert_eq!(with(goal(Some(1), Some(false))), "33.3 amber 41.8");
    assert_eq!(with(goal(Some(1), None)), "33.3 amber 41.8");
    assert_eq!(with(goal(Some(0), Some(false))), "0 green 100");
}

#[test]
fn goals_of_which_nobody_can_say_are_no_good_news() {
    insta::assert_snapshot!(told(&signal(Vec::new(), vec![goal(Some(-30), None), goal(None, Some(false))])), @r"
    unknown -, newest 2026-06-30
      because there is too little evidence to compare
      note: no milestone is on record
      note: whether it is on track is unknown for 1 of 2 open goals
    ");
    assert_eq!(behind(&[goal(None, None), goal(None, Some(true))]), "50 red 0");
    let silent = signal(Vec::new(), vec![goal(None, None)]);
    assert_eq!((silent.newest, silent.level.word()), (None, "unknown"));
}

#[test]
fn a_plan_that_ended_is_stale_after_four_months_and_an_open_one_is_not() {
    let level = |milestones| {
        let signal = signal(milestones, Vec::new());
        (signal.level.word(), signal.is_stale)
    };
    assert_eq!(level(vec![milestone(Some(120), Some(120))]), ("green", false));
    assert_eq!(level(vec![milestone(Some(121), Some(121))]), ("unknown", true));
    assert_eq!(level(vec![milestone(Some(200), None)]), ("amber", false));
}
