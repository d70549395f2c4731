//! The KPIs that moved, and which of them are achievements.

use serde_json::{Value, json};

use super::{changed, goals, plans, replanned, summary_of, texts};
use crate::customers::{ACCOUNTS, TIDEWATER, desk, summary};
use crate::support::{Vouch, claims_of, each, list, text};

/// The section of a business review.
pub(super) const KEY: &str = "key_achievements";

/// Every KPI of an account in the success plans.
pub(super) fn kpis(plans: &Value, account: &str) -> Vec<Value> {
    let mut all = list(plans, "accounts").iter().filter(|it| it["slug"] == account);
    let goals = list(&all.next().unwrap()["successPlans"][0], "objectives").iter();
    goals
        .filter_map(|goal| goal["kpis"].as_array())
        .flatten()
        .cloned()
        .collect()
}

/// A KPI that is measured in pitches, from 20 to 120.
pub(super) fn pitches(name: &str, current: &str, status: &str) -> Value {
    json!({
        "id": format!("KPI-{}", name.replace(' ', "-")), "metric": format!("{name} count"), "unit": "pitches",
        "baseline": "20", "baselineDate": "2026-02-28", "target": "120", "current": current,
        "currentDate": "2026-05-31", "status": status, "due": "2026-09-30",
    })
}

/// AS-5: of each account the KPIs are listed that were measured elsewhere than where they began,
/// with the values of their records; a KPI that nobody has measured since is not.
#[test]
fn kpis_that_moved_are_listed_with_their_values() {
    let desk = desk();
    let plans = plans(&changed());
    for account in ACCOUNTS {
        let brief = desk.json("", 0, &["summary", account, "--business-review"]);
        let moved: Vec<Value> = kpis(&plans, account)
            .into_iter()
            .filter(|kpi| kpi["current"].is_string() && kpi["current"] != kpi["baseline"])
            .collect();
        let rows = list(&brief["parts"], "kpis");
        assert_eq!(
            each(&brief["parts"], "kpis", "kpi_id"),
            moved
                .iter()
                .map(|it| format!("plan:kpi/{}", text(it, "id")))
                .collect::<Vec<_>>(),
            "{account}"
        );
        let told = texts(&brief, "kpi_progress");
        assert_eq!(told.len(), moved.len(), "{account}");
        for ((row, kpi), told) in rows.iter().zip(&moved).zip(told) {
            for field in ["metric", "unit", "baseline", "current", "target"] {
                assert_eq!(row[field], kpi[field], "{account}: {field}");
            }
            assert_eq!(row["current_date"], kpi["currentDate"]);
            for field in ["baseline", "current", "target"] {
                assert!(told.contains(text(kpi, field)), "{told}: {field}");
            }
        }
    }
}

/// AS-5: a KPI that stands where it began is not listed.
#[test]
fn a_kpi_without_movement_is_not_listed() {
    let moved = |brief: &Value| (texts(brief, "kpi_progress").len(), list(&brief["parts"], "kpis").len());
    assert_eq!(moved(&summary(&desk(), TIDEWATER)), (2, 2));
    let exports = replanned(changed(), TIDEWATER, |account| {
        goals(account)[1]["kpis"][0]["current"] = json!("21");
    });
    let brief = summary_of(&exports, TIDEWATER);
    assert_eq!(moved(&brief), (1, 1));
    assert_eq!(each(&brief["parts"], "kpis", "kpi_id"), ["plan:kpi/KPI-T-1"]);
}

/// AS-30: of all pairs of a status and a progress, only what is on track or completed and has come
/// significantly far is an achievement; the bar is a setting.
#[test]
fn an_achievement_is_on_track_and_far() {
    let exports = replanned(changed(), TIDEWATER, |account| {
        goals(account)[1]["kpis"] = json!([]);
        let mut kpis = Vec::new();
        for (status, name) in [
            ("On Track", "river"),
            ("Completed", "stone"),
            ("Off Track", "lamp"),
            ("Not Started", "chair"),
            ("Blocked", "garden"),
        ] {
            for (far, current) in [("still", "20"), ("slow", "40"), ("fast", "80")] {
                kpis.push(pitches(&format!("{far} {name}"), current, status));
            }
        }
        goals(account)[0]["kpis"] = Value::Array(kpis);
    });
    let vouch = Vouch::with(exports.path());
    let achieved = || {
        let brief = vouch.json(0, ["summary", TIDEWATER, "--business-review"]);
        let claims = claims_of(&brief, KEY).into_iter();
        let mut cited: Vec<String> = claims
            .flat_map(|it| each(it, "citations", "source_id"))
            .map(str::to_owned)
            .collect();
        cited.sort_unstable();
        cited
    };
    assert_eq!(achieved(), ["plan:kpi/KPI-fast-river", "plan:kpi/KPI-fast-stone"]);
    vouch.file("vouch.toml", "[thresholds]\nsignificant_progress_percent = 61\n");
    assert_eq!(achieved(), Vec::<String>::new());
}

/// AS-31: a claim that tells of a KPI which is off track, not started or blocked as an achievement
/// is rejected, whoever wrote it.
#[test]
fn an_excluded_kpi_is_no_achievement() {
    let told = "Pitch turnaround stood at 7 working days on 31 May 2026, from 12 working days; the target is 6 working \
                days, and 83.3% of the way is done.";
    let quote = "metric: pitch turnaround\nunit: working days\nbaseline: 12\nbaselineDate: 2026-02-28\ntarget: 6\n\
                 current: 7\ncurrentDate: 2026-05-31";
    let draft = json!({
        "account_id": TIDEWATER, "kind": "summary",
        "claims": [{
            "id": "a", "text": told, "kind": "outcome", "standing": "proven_outcome", "goal_id": "plan:objective/OBJ-T-1",
            "citations": [{"source_id": "plan:kpi/KPI-T-1", "quote": quote}],
        }],
        "sections": [{"id": KEY, "origin": "model", "claims": ["a"]}],
    });
    let accepted: (i32, &str, &[&str]) = (0, "accepted", &[]);
    let rejected: (i32, &str, &[&str]) = (1, "rejected", &["V505"]);
    for (status, (code, verdict, codes)) in [
        ("On Track", accepted),
        ("Completed", accepted),
        ("Off Track", rejected),
        ("Not Started", rejected),
        ("Blocked", rejected),
    ] {
        let exports = replanned(changed(), TIDEWATER, |account| {
            goals(account)[0]["kpis"][0]["status"] = json!(status);
        });
        let vouch = Vouch::with(exports.path());
        let path = vouch.file("draft.json", draft.to_string());
        let answer = vouch.json(code, ["verify", path.to_str().unwrap()]);
        let claim = &answer["claims"][0];
        let found = (text(claim, "verdict"), each(claim, "diagnostics", "code"));
        assert_eq!(found, (verdict, codes.to_vec()), "{status}");
    }
}
