use jiff::ToSpan as _;
use jiff::civil::date;

use super::*;

/// A year of scores: a gap of half a year, a capped one, a level without a score, and one of today.
fn history() -> Vec<HealthPoint> {
    let point = |days: i64, score: Option<&str>, level: Level, ours: bool| HealthPoint {
        date: date(2025, 7, 1).checked_add(days.days()).unwrap(),
        score: score.map(ToOwned::to_owned),
        level,
        ours,
        source_id: None,
    };
    vec![
        point(0, Some("84"), Level::Green, false),
        point(31, Some("88"), Level::Green, false),
        point(62, Some("79"), Level::Amber, false),
        point(92, None, Level::Amber, false),
        point(274, Some("71.5"), Level::Green, true),
        point(304, Some("38"), Level::Red, true),
        point(335, Some("46"), Level::Amber, true),
        point(364, Some("62"), Level::Amber, true),
    ]
}

/// The words in a picture, in order.
fn shown(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text ").skip(1);
    texts
        .filter_map(|it| Some(it.split_once('>')?.1.split_once("</text>")?.0.trim()))
        .collect()
}

/// What a screen reader says.
fn said(svg: &str) -> [&str; 2] {
    let within = |from: &str, to: &str| svg.split_once(from).unwrap().1.split_once(to).unwrap().0;
    [within("<title>", "</title>"), within("<desc>", "</desc>")]
}

#[test]
fn it_has_a_mark_for_each_score_and_no_line_across_a_gap() {
    let svg = history_svg(&history(), Some(ScoreLevels::default())).unwrap();
    let count = |what: &str| svg.matches(what).count();
    // Seven points and two marks of the legend, each a fill and a rim; a line before the gap and one
    // after it; the page and three bands.
    let lines: Vec<usize> = svg
        .split("<polyline ")
        .skip(1)
        .filter_map(|it| it.split_once("/>"))
        .filter(|(it, _)| it.contains("stroke-width=\"2\""))
        .map(|(it, _)| it.matches(',').count())
        .collect();
    assert_eq!((count("<circle "), lines, count("<rect ")), (18, vec![3, 4], 4));
    assert!(svg.starts_with("<svg role=\"img\" width=\"720\" height=\"280\" viewBox=\"0 0 720 280\""));
    assert_eq!((count("<svg"), count("</svg>")), (1, 1));
}

#[test]
fn it_says_everything_in_words() {
    let svg = history_svg(&history(), Some(ScoreLevels::default())).unwrap();
    insta::assert_snapshot!(shown(&svg).join("\n"), @"
    green
    from 70
    amber
    from 40
    red
    below 40
    Health score, from 0 to 100
    0
    20
    40
    60
    80
    100
    Jul 2025
    Sep 2025
    Nov 2025
    Jan 2026
    Mar 2026
    May 2026
    62
    84
    38
    88
    46
    71.5
    79 amber
    scored by vouch
    scored elsewhere
    ");
    insta::assert_snapshot!(said(&svg).join("\n"), @"
    Health score over time
    7 scores from 0 to 100, from 84 (green) on 1 July 2025 to 62 (amber) on 30 June 2026. The lowest is 38, the highest 88. An account is green from 70 on and amber from 40 on. The table after it has every score.
    ");
}

/// Without the levels that the scores were levelled by, no band is drawn and each label has its level. The
/// one of 46 would cover the line or another label, and is left to the table.
#[test]
fn without_levels_the_labels_have_them() {
    let svg = history_svg(&history(), None).unwrap();
    let labels: Vec<&str> = shown(&svg)
        .into_iter()
        .filter(|it| it.ends_with("amber") || it.ends_with(" red"))
        .collect();
    assert_eq!(
        (labels, svg.matches("<rect ").count()),
        (vec!["62 amber", "38 red", "79 amber"], 1)
    );
}

#[test]
fn the_same_history_gives_the_same_picture() {
    let drawn = || history_svg(&history(), Some(ScoreLevels::default())).unwrap();
    assert_eq!(drawn(), drawn());
}

/// One score, none, many in a few days, and more than there is room for.
#[test]
fn it_draws_whatever_there_is() {
    let some = |range: std::ops::Range<usize>| history_svg(&history()[range], None).unwrap();
    let one = some(0..1);
    assert_eq!(
        (shown(&one).pop(), one.matches("<circle ").count()),
        (Some("84 green"), 2)
    );
    insta::assert_snapshot!(said(&one)[1], @"One score: 84 (green) on 1 July 2025. The table after it has every score.");
    insta::assert_snapshot!(said(&some(3..4))[1], @"No score is on record.");
    let daily: Vec<HealthPoint> = (0..200)
        .map(|day: i64| HealthPoint {
            date: date(2025, 7, 1).checked_add(day.days()).unwrap(),
            score: Some((day % 90).to_string()),
            level: Level::Amber,
            ours: true,
            source_id: None,
        })
        .collect();
    let svg = history_svg(&daily, Some(ScoreLevels::default())).unwrap();
    assert_eq!(svg.matches("<circle ").count(), 400);
    // The first two weeks of them have no month's beginning but one.
    let days = history_svg(&daily[..14], None).unwrap();
    let dates: Vec<&str> = shown(&days).into_iter().filter(|it| it.ends_with("2025")).collect();
    assert_eq!(dates, ["1 Jul 2025", "14 Jul 2025"]);
}

/// What is no number of points is drawn at the edge, or not at all.
#[test]
fn a_score_that_is_none_breaks_nothing() {
    let mut odd = history();
    odd[0].score = Some("NaN".to_owned());
    odd[1].score = Some("<b>".to_owned());
    odd[2].score = Some("-12".to_owned());
    let svg = history_svg(&odd, Some(ScoreLevels::default())).unwrap();
    assert_eq!((svg.matches("<circle ").count(), svg.contains("<b>")), (14, false));
}
