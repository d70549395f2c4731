//! The key achievements of a business review.

use serde_json::Value;

use super::progress::{KEY, kpis, pitches};
use super::{changed, goals, plans, replanned, review_of, texts};
use crate::customers::{MORROW, TIDEWATER, desk, sections, summary};
use crate::support::{claims_of, list, text};

/// An achievement that lacks what was done for it, what the customer says of it or who took part
/// says which; one that lacks nothing is not among them. (AS-32 also wants what is there to be
/// told.)
#[test]
fn an_achievement_says_what_is_missing() {
    let lacking = |brief: &Value| -> Vec<String> {
        let flags = list(brief, "flags").iter().map(|it| text(it, "message"));
        let of_achievement = flags.filter_map(|it| it.strip_prefix("nothing on record of the "));
        of_achievement.map(str::to_owned).collect()
    };
    let plain = review_of(&changed(), TIDEWATER);
    assert_eq!(
        lacking(&plain),
        [
            "customer value behind the achievement \u{201C}pitch turnaround\u{201D}",
            "action, the customer value behind the achievement \u{201C}pitch win rate\u{201D}",
        ]
    );
    let exports = changed().edit(
        "surveys/nps.csv",
        "We start from the outline and not from an empty page.",
        "Our pitch turnaround is two days shorter with the outline.",
    );
    assert_eq!(
        lacking(&review_of(&exports, TIDEWATER)),
        ["action, the customer value behind the achievement \u{201C}pitch win rate\u{201D}"]
    );
}

/// AS-33: key achievements are a section of the business review and of no other summary.
#[test]
fn only_a_business_review_has_key_achievements() {
    let desk = desk();
    assert!(!sections(&summary(&desk, MORROW)).contains(&KEY));
    let brief = desk.json("", 0, &["summary", MORROW, "--business-review"]);
    assert_eq!(sections(&brief).iter().filter(|id| **id == KEY).count(), 1);
    assert_eq!(text(&brief, "edition"), "business-review");
    assert_eq!(texts(&brief, KEY).len(), 2);
}

/// PG-10: of five KPIs that would do, the three that have come furthest are told, the furthest
/// first, each with where it stands, its target and its progress as it follows from the record.
#[test]
fn the_three_furthest_are_told_with_their_numbers() {
    let exports = replanned(changed(), TIDEWATER, |account| {
        let more = [("alpha", "45"), ("bravo", "50.5"), ("charlie", "90")];
        let kpis = goals(account)[0]["kpis"].as_array_mut().unwrap();
        kpis.extend(more.map(|(name, current)| pitches(name, current, "On Track")));
    });
    let plans = plans(&exports);
    let brief = review_of(&exports, TIDEWATER);
    let claims = claims_of(&brief, KEY);
    let cited: Vec<&str> = claims.iter().map(|it| text(&it["citations"][0], "source_id")).collect();
    assert_eq!(cited, ["plan:kpi/KPI-T-1", "plan:kpi/KPI-charlie", "plan:kpi/KPI-T-2"]);
    for claim in claims {
        let cited = text(&claim["citations"][0], "source_id");
        let all = kpis(&plans, TIDEWATER);
        let kpi = all.iter().find(|it| cited.ends_with(text(it, "id"))).unwrap();
        let number = |field: &str| text(kpi, field).parse::<f64>().unwrap();
        let progress = (number("current") - number("baseline")) / (number("target") - number("baseline")) * 100.0;
        let progress = format!("{progress:.1}");
        let told = text(claim, "text");
        for expected in [
            format!(" stood at {}", text(kpi, "current")),
            format!("; the target is {}", text(kpi, "target")),
            format!("and {}% of the way is done.", progress.trim_end_matches(".0")),
        ] {
            assert!(told.contains(&expected), "{told}: {expected}");
        }
    }
}
