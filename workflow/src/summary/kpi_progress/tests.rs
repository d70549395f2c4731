use grounding::{Claim, Source};
use jiff::civil::date;
use rust_decimal::Decimal;

use super::*;
use crate::definition::{Request, SectionDraft};
use crate::summary::facts::fixture::{against, dairy, goal, kpi, ledger, request};

fn texts(claims: &[Claim]) -> String {
    let texts: Vec<&str> = claims.iter().map(|claim| claim.text.as_str()).collect();
    texts.join("\n")
}

/// AS-5: only what came nearer to its target is listed; what is off track, blocked or moved away is
/// not. What is still ahead ends in when it is due.
#[test]
fn progress_lists_what_moved() {
    let (ledger, request) = (dairy(), request());
    let facts = Facts::read(&ledger, &request);
    insta::assert_snapshot!(texts(&progress(&facts)), @"
    Milk loss per month fell from 14 hl (December 2025) to 9 hl (31 May 2026); the target is 6 hl; due 30 September 2026.
    Cleaning time fell from 90 min (December 2025) to 55 min (31 May 2026), past the target of 60 min.
    ");
}

/// PG-10: where the metric stands, its target, and (current - start) / (target - start).
#[test]
fn achievements_have_their_three_numbers() {
    let (ledger, request) = (dairy(), request());
    let facts = Facts::read(&ledger, &request);
    insta::assert_snapshot!(texts(&key_achievements(&facts)), @"
    Cleaning time stood at 55 min on 31 May 2026, from 90 min; the target is 60 min, and 116.7% of the way is done.
    Milk loss per month stood at 9 hl on 31 May 2026, from 14 hl; the target is 6 hl, and 62.5% of the way is done.
    ");
}

/// One goal with one KPI, from 0 to 100.
fn one(id: &str, kpi_status: &str, goal_status: &str, current: &str) -> Vec<Source> {
    vec![
        goal(id, "Fill more tanks", goal_status, date(2026, 9, 30)),
        kpi(id, "tanks filled", "tanks", ["0", "100", current], kpi_status),
    ]
}

/// AS-30, AS-31: of every status and progress, only on track and completed with at least a quarter
/// of the way are achievements, whatever the goal's own status adds.
#[test]
fn status_and_progress_decide() {
    let statuses = ["On Track", "Completed", "Off Track", "Not Started", "Blocked"];
    let amounts = ["-10", "0", "24", "25", "100"];
    let mut told = Vec::new();
    for status in statuses {
        for current in amounts {
            let ledger = ledger(one("1", status, "On Track", current));
            let request = request();
            let claims = key_achievements(&Facts::read(&ledger, &request));
            if !claims.is_empty() {
                told.push(format!("{status} {current}"));
                let drafts = [SectionDraft {
                    section: "key_achievements",
                    claims,
                }];
                assert_eq!(against(&ledger, &drafts), Vec::<String>::new());
            }
        }
    }
    assert_eq!(told, ["On Track 25", "On Track 100", "Completed 25", "Completed 100"]);
    for status in ["Off Track", "Blocked"] {
        let ledger = ledger(one("1", "On Track", status, "80"));
        let request = request();
        let facts = Facts::read(&ledger, &request);
        assert_eq!(
            (key_achievements(&facts), progress(&facts)),
            (Vec::new(), Vec::new()),
            "goal {status}"
        );
    }
}

/// AS-30: the bar is a setting.
#[test]
fn the_bar_is_a_setting() {
    let mut request = Request::default();
    request.thresholds.significant_progress_percent = 80;
    let ledger = ledger(one("1", "On Track", "On Track", "79"));
    assert_eq!(key_achievements(&Facts::read(&ledger, &request)), []);
}

/// PG-10: three at most, those that came furthest.
#[test]
fn the_three_furthest_are_told() {
    let metrics = ["tanks filled", "pumps mended", "valves set", "routes planned"];
    let sources = ["40", "90", "30", "65"].into_iter().zip(metrics).enumerate();
    let sources = sources.flat_map(|(at, (current, metric))| {
        let id = at.to_string();
        vec![
            goal(&id, &format!("More {metric}"), "On Track", date(2026, 9, 30)),
            kpi(&id, metric, "", ["0", "100", current], "On Track"),
        ]
    });
    let ledger = ledger(sources.collect());
    let request = request();
    let facts = Facts::read(&ledger, &request);
    let claims = key_achievements(&facts);
    let order: Vec<Decimal> = achieved(&facts)
        .into_iter()
        .map(|(progress, _)| progress.normalize())
        .collect();
    assert_eq!(order, [90, 65, 40, 30].map(Decimal::from));
    let drafts = [SectionDraft {
        section: "key_achievements",
        claims: claims.clone(),
    }];
    assert_eq!(against(&ledger, &drafts), Vec::<String>::new());
    let named: Vec<&str> = claims
        .iter()
        .map(|claim| claim.text.split(" stood").next().unwrap())
        .collect();
    assert_eq!(named, ["Pumps mended", "Routes planned", "Tanks filled"]);
}

/// AS-32: each of the four slots is cited, or is said to be missing.
#[test]
fn slots_are_cited_or_missing() {
    let (ledger, request) = (dairy(), request());
    let facts = Facts::read(&ledger, &request);
    let told = |metric: &str| {
        let state = facts.kpis.iter().find(|state| state.kpi.metric == metric).unwrap();
        let slots = slots(&facts, state);
        let lines: Vec<String> = slots
            .named()
            .into_iter()
            .map(|(name, citation)| {
                let cited = citation.map(|it| format!("{} {:?}", it.source_id, it.quote));
                format!("{name}: {}", cited.unwrap_or_else(|| "missing".to_owned()))
            })
            .collect();
        lines.join("\n")
    };
    insta::assert_snapshot!(told("milk loss per month"), @r#"
    progress: plan:kpi/1 "metric: milk loss per month\nunit: hl\nbaseline: 14\nbaselineDate: 2025-12-31\ntarget: 6\ncurrent: 9\ncurrentDate: 2026-05-31"
    action: plan:activity/1 "Walked through the loss report with the plant and set new valves."
    customer_value: calls:call/1 "Milk loss per month is down to 9 hl, and my board noticed."
    relationship: calls:call/1 "Milk loss per month is down to 9 hl, and my board noticed."
    "#);
    insta::assert_snapshot!(told("cleaning time"), @r#"
    progress: plan:kpi/2 "metric: cleaning time\nunit: min\nbaseline: 90\nbaselineDate: 2025-12-31\ntarget: 60\ncurrent: 55\ncurrentDate: 2026-05-31"
    action: missing
    customer_value: missing
    relationship: calls:call/1 "Milk loss per month is down to 9 hl, and my board noticed."
    "#);
}
