use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 6, 30);

fn scored(day: Date, score: i64, is_ours: bool) -> Scored<'static> {
    let score = Decimal::from(score);
    Scored {
        date: day,
        score: Some(score),
        level: HealthPolicy::default().level(score),
        is_ours,
        source: None,
    }
}

/// A score that this program gave so many days ago.
fn ours(days_ago: i32, score: i64) -> Scored<'static> {
    scored(TODAY.saturating_sub(days_ago.days()), score, true)
}

/// A score that somebody recorded so many days ago.
fn recorded(days_ago: i32, score: i64) -> Scored<'static> {
    scored(TODAY.saturating_sub(days_ago.days()), score, false)
}

/// A level that somebody recorded without a score so many days ago.
fn level_only(days_ago: i32, level: Level) -> Scored<'static> {
    Scored {
        score: None,
        level,
        ..recorded(days_ago, 0)
    }
}

fn course(scores: Vec<Scored<'static>>, today: Option<i64>) -> Course<'static> {
    let policy = HealthPolicy::default();
    let observed = Observed {
        as_of: TODAY,
        scores,
        ..Observed::default()
    };
    let today = today.map(Decimal::from);
    let level = today.map_or(Level::Unknown, |score| policy.level(score));
    Course::of(&observed, &policy, today, level)
}

fn told(scores: Vec<Scored<'static>>, today: Option<i64>) -> String {
    let course = course(scores, today);
    let point = |it: &Scored<'_>| match it.score {
        Some(score) => score.to_string(),
        None => it.level.word().to_owned(),
    };
    let all: Vec<String> = course.scores.iter().map(point).collect();
    let against = course.compared_with.as_ref().map_or("nothing".to_owned(), point);
    let change = course.change.map_or("none".to_owned(), |it| it.to_string());
    let material = if course.is_material { ", material" } else { "" };
    format!(
        "{} [{}] against {against}: {change}{material}",
        course.trend.words(),
        all.join(" ")
    )
}

#[test]
fn the_first_snapshot_has_no_prior() {
    assert_eq!(told(vec![], Some(48)), "no prior [] against nothing: none");
    assert_eq!(told(vec![], None), "no prior [] against nothing: none");
}

#[test]
fn the_newest_step_goes_before_the_whole() {
    assert_eq!(
        told(vec![ours(60, 40), ours(30, 80)], Some(70)),
        "declining [40 80 70] against 80: -10, material"
    );
    assert_eq!(
        told(vec![ours(60, 80), ours(30, 45)], Some(55)),
        "improving [80 45 55] against 45: 10, material"
    );
}

#[test]
fn small_steps_add_up() {
    let slowly = vec![ours(90, 69), ours(60, 64), ours(30, 60)];
    assert_eq!(
        told(slowly.clone(), Some(55)),
        "declining [69 64 60 55] against 69: -14"
    );
    assert_eq!(told(slowly, Some(60)), "flat [69 64 60 60] against 69: -9");
}

#[test]
fn another_level_is_material_though_it_takes_one_point() {
    assert_eq!(
        told(vec![ours(7, 70)], Some(69)),
        "flat [70 69] against 70: -1, material"
    );
    assert_eq!(told(vec![ours(7, 71)], Some(70)), "flat [71 70] against 71: -1");
}

#[test]
fn our_own_snapshots_go_before_recorded_ones() {
    let both = vec![recorded(40, 20), ours(30, 50), recorded(10, 90)];
    assert_eq!(told(both, Some(52)), "flat [50 52] against 50: 2");
}

#[test]
fn one_of_ours_without_a_score_of_today_leaves_the_recorded_ones() {
    let both = vec![recorded(40, 20), ours(30, 50), recorded(10, 90)];
    assert_eq!(told(both, None), "improving [20 90] against 20: 70, material");
    let two = vec![ours(30, 50), ours(10, 70)];
    assert_eq!(told(two, None), "improving [50 70] against 50: 20, material");
}

#[test]
fn recorded_scores_are_compared_with_each_other() {
    assert_eq!(
        told(vec![recorded(60, 71), recorded(30, 66)], Some(10)),
        "flat [71 66] against 71: -5, material"
    );
}

#[test]
fn one_recorded_score_stands_beside_that_of_today() {
    assert_eq!(
        told(vec![recorded(30, 71)], Some(48)),
        "declining [71 48] against 71: -23, material"
    );
    assert_eq!(told(vec![recorded(30, 71)], None), "no prior [] against nothing: none");
    assert_eq!(
        told(vec![recorded(0, 71)], Some(48)),
        "no prior [] against nothing: none",
        "what was recorded today is no past"
    );
}

#[test]
fn a_year_is_looked_back_and_no_more() {
    assert_eq!(told(vec![ours(366, 10)], Some(48)), "no prior [] against nothing: none");
    assert_eq!(
        told(vec![ours(365, 10)], Some(48)),
        "improving [10 48] against 10: 38, material"
    );
    let tomorrow = vec![ours(-1, 10), recorded(-1, 10)];
    assert_eq!(told(tomorrow, Some(48)), "no prior [] against nothing: none");
}

#[test]
fn of_one_day_the_later_in_order_counts() {
    let twice = vec![ours(7, 90), ours(7, 50), ours(21, 49)];
    assert_eq!(told(twice, Some(50)), "flat [49 50 50] against 49: 1");
    let of_today = vec![ours(7, 50), ours(0, 90)];
    assert_eq!(told(of_today, Some(50)), "flat [50 50] against 50: 0");
}

#[test]
fn levels_without_scores_are_compared_as_levels() {
    use Level::{Amber, Green, Red, Unknown};
    assert_eq!(
        told(vec![level_only(60, Green), level_only(30, Red)], None),
        "declining [green red] against green: none, material"
    );
    assert_eq!(
        told(vec![level_only(60, Amber), level_only(30, Amber)], None),
        "flat [amber amber] against amber: none"
    );
    assert_eq!(
        told(vec![level_only(60, Red), recorded(30, 80)], None),
        "improving [red 80] against red: none, material"
    );
    assert_eq!(
        told(vec![level_only(60, Unknown), recorded(30, 80)], Some(79)),
        "flat [80 79] against 80: -1",
        "what tells nothing is left out"
    );
}

#[test]
fn what_cannot_be_compared_with_the_first_is_compared_with_the_one_before() {
    let no_level = Scored {
        level: Level::Unknown,
        ..recorded(60, 8)
    };
    let levels = vec![no_level, level_only(40, Level::Green), level_only(20, Level::Green)];
    assert_eq!(told(levels, None), "flat [8 green green] against green: none");
}

#[test]
fn scores_of_any_size_are_compared() {
    let huge = |days_ago: i32, score: Decimal| Scored {
        score: Some(score),
        ..recorded(days_ago, 0)
    };
    let course = course(vec![huge(60, Decimal::MIN), huge(30, Decimal::MAX)], None);
    assert_eq!((course.trend, course.change), (Trend::Improving, None));
}
