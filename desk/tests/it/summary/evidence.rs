//! Which evidence a summary is drawn from: activities wherever they hang, the newest of them, of the
//! last six months, and of no other account.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{changed, replanned, summary_of};
use crate::customers::{MORROW, TIDEWATER, desk, summary};
use crate::scripted::Model;
use crate::support::{Vouch, each, list, text};

/// The places at which a plan can have an activity: what hangs there, what it hangs on, where the
/// export has it, and words of it.
const PLACES: [(&str, &str, &str, &str); 7] = [
    (
        "account",
        "0018d00000Mo1DeAAJ",
        "accounts[0].activities[0]",
        "stayed for the whole hour",
    ),
    (
        "plan",
        "PLAN-M",
        "accounts[0].successPlans[0].activities[0]",
        "agreed the plan with Rhys",
    ),
    (
        "challenge",
        "BC-M-1",
        "accounts[0].successPlans[0].businessChallenges[0].activities[0]",
        "differ in little more than the letterhead",
    ),
    (
        "objective",
        "OBJ-M-1",
        "accounts[0].successPlans[0].objectives[0].activities[0]",
        "finished the intake form",
    ),
    (
        "kpi",
        "KPI-M-1",
        "accounts[0].successPlans[0].objectives[0].kpis[0].activities[0]",
        "accepted the weekly figures as the measure",
    ),
    (
        "playbook",
        "PB-M-1",
        "accounts[0].successPlans[0].objectives[0].playbooks[0].activities[0]",
        "copied the playbook without insurers",
    ),
    (
        "task",
        "PT-M-1",
        "accounts[0].successPlans[0].objectives[0].playbooks[0].tasks[0].activities[0]",
        "merged 61 quotation templates",
    ),
];

/// The ids of what a search finds, the best first.
fn found(vouch: &Vouch, account: &str, words: &str) -> Vec<String> {
    let hits = vouch.json(0, ["search", account, words, "--kind", "activity"]);
    let hits = hits.as_array().unwrap().iter();
    hits.map(|it| text(it, "source_id").to_owned()).collect()
}

/// AS-20: an activity at each of the seven places of a plan is stored with its path, and is what a
/// search for its words finds first.
#[test]
fn activities_at_all_seven_places_are_found() {
    let desk = desk();
    for (at, (level, parent, path, words)) in PLACES.into_iter().enumerate() {
        let id = format!("plan:activity/ACT-M-{}", at + 1);
        assert_eq!(found(&desk.vouch, MORROW, words)[0], id);
        let source = desk.vouch.json(0, ["source", &id]);
        let fields = &source["fields"];
        assert_eq!(
            (
                text(fields, "level"),
                text(fields, "parentId"),
                text(&source, "account_id")
            ),
            (level, parent, MORROW)
        );
        assert!(text(&source, "read_from").ends_with(&format!("{} {path}", super::PLANS)));
    }
}

/// AS-21: an activity at another account's goal is no evidence, though it speaks of this account:
/// neither search nor summary nor a model's passages have it.
#[test]
fn another_accounts_activity_is_not_used() {
    let theirs = "plan:activity/ACT-T-3";
    let words = "Femi Adekunle showed how they brought templates down";
    let model = Model::saying([]);
    let desk = desk();
    model.serve(&desk.vouch);
    assert_eq!(found(&desk.vouch, TIDEWATER, words)[0], theirs);
    let ours = found(&desk.vouch, MORROW, words);
    assert!(
        !ours.is_empty() && ours.iter().all(|id| id.starts_with("plan:activity/ACT-M-")),
        "{ours:?}"
    );
    let brief = summary(&desk, MORROW);
    assert!(!brief.to_string().contains("ACT-T-3"));
    let prompts = model.prompts();
    assert!(prompts.iter().any(|it| it.contains("ACT-M-7")));
    assert!(!prompts.iter().any(|it| it.contains("Femi Adekunle")));
}

/// What a section's reader is told of its evidence, by section.
fn notices(brief: &Value) -> BTreeMap<&str, &Value> {
    let sections = list(brief, "sections").iter();
    let told = sections.filter(|it| !it["notice"].is_null());
    told.map(|it| (text(it, "id"), &it["notice"])).collect()
}

/// AS-23, AS-24: where there are more activities than a section can hold, the newest are used, and
/// the section says from which day on: the day of the oldest one that the drafter was shown.
#[test]
fn the_newest_activities_are_used() {
    const EACH_DAY: usize = 40;
    let exports = replanned(changed(), MORROW, |account| {
        let added = (0..400).map(|at| {
            json!({
                "id": format!("ACT-X-{at}"), "level": "account", "parentId": "0018d00000Mo1DeAAJ",
                "date": format!("2026-06-{:02}", 28 - at / EACH_DAY), "type": "Call", "author": "Nora Quist",
                "visibility": "internal", "text": format!("Sat at chair {at} for an hour."),
            })
        });
        account["activities"].as_array_mut().unwrap().extend(added);
    });
    let model = Model::saying([]);
    let vouch = Vouch::with(exports.path());
    model.serve(&vouch);
    let brief = vouch.json(0, ["summary", MORROW]);
    let notices = notices(&brief);
    let prompts = model.prompts();
    for (id, title) in [
        ("relational_health", "Relational Health"),
        ("risks", "Risks and Blockers"),
        ("expansion", "Suggested Expansion Opportunities"),
        ("achievements", "Strategic Value Achievements"),
    ] {
        let head = format!("Section: {title}");
        let prompt = prompts.iter().find(|it| it.contains(&head)).unwrap();
        let heads = prompt.split("<<<passage ").skip(1).filter_map(|it| {
            let (_, head) = it.split_once(": CS activity, ")?;
            Some(&head[..10])
        });
        let mut days: BTreeMap<&str, usize> = BTreeMap::new();
        for day in heads {
            *days.entry(day).or_default() += 1;
        }
        let oldest = *days.keys().next().unwrap();
        assert_eq!(
            *notices[id],
            json!({"kind": "activities_since", "date": oldest}),
            "{id}"
        );
        assert!(oldest > "2026-06-19", "{id}: nothing was cut");
        let between = days.iter().filter(|(day, _)| **day > oldest && **day < "2026-06-29");
        assert!(between.clone().count() > 0 && between.clone().all(|(_, count)| *count == EACH_DAY));
    }
    assert_eq!(notices.len(), 4);
}

/// AS-25, AS-26: where other evidence fills a section, it says that no activities are included; a
/// section that is drawn from activities alone is as it was.
#[test]
fn a_section_that_is_full_says_so() {
    let notes: Vec<String> = (0..900)
        .map(|at| format!("Front desk {at} types its Saturday quotations by hand and rings the surgery about them."))
        .collect();
    let notes = notes.join("\n\n");
    let exports = changed().edit(
        "notes/morrow-dental-visit-2026-06-03.md",
        "Two practices still",
        &format!("{notes}\n\nTwo practices still"),
    );
    let vouch = Vouch::with(exports.path());
    let brief = vouch.json(0, ["summary", MORROW]);
    let none = json!({"kind": "no_activities", "date": null});
    let full = ["achievements", "relational_health", "risks"];
    assert_eq!(notices(&brief), BTreeMap::from(full.map(|id| (id, &none))));
    let told = vouch.run(["summary", MORROW]).out;
    assert_eq!(told.matches("No CS activities included: ").count(), 3, "{told}");
    assert_eq!(notices(&summary_of(&changed(), MORROW)), BTreeMap::new());
}

/// PG-7: a business review is drawn from the last six months: an activity of 184 days ago is shown
/// to nobody who drafts, one of the first day of the window is.
#[test]
fn what_is_older_than_six_months_is_out() {
    let exports = replanned(changed(), MORROW, |account| {
        let added = [("2025-12-28", "old"), ("2025-12-30", "recent")].map(|(day, name)| {
            json!({
                "id": format!("ACT-X-{name}"), "level": "account", "parentId": "0018d00000Mo1DeAAJ", "date": day,
                "type": "Call", "author": "Nora Quist", "visibility": "internal",
                "text": format!("The customer asked about additional seats for the {name} practice."),
            })
        });
        account["activities"].as_array_mut().unwrap().extend(added);
    });
    let model = Model::saying([]);
    let vouch = Vouch::with(exports.path());
    model.serve(&vouch);
    let brief = vouch.json(0, ["summary", MORROW, "--business-review"]);
    assert_eq!(each(&brief, "sections", "id").len(), 11);
    let shown = |id: &str| model.prompts().iter().filter(|it| it.contains(id)).count();
    assert_eq!((shown("ACT-X-old"), shown("ACT-X-recent")), (0, 4));
    // It is stored all the same, and found by whoever looks for it.
    let hits = found(&vouch, MORROW, "additional seats for the old practice");
    assert!(hits.contains(&"plan:activity/ACT-X-old".to_owned()), "{hits:?}");
}
