//! What a brief says where a section's evidence is more than its drafter can be shown (AS-22 to
//! AS-26).

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::support::{list, text};

const PLANS: &str = "success-plans/plans.json";

/// The fixtures, with more entries in one of the lists of Northwind's success plan.
fn with(name: &str, entries: impl Iterator<Item = Value>) -> Exports {
    let exports = Exports::copy();
    let mut plans: Value = serde_json::from_str(&fs::read_to_string(exports.path().join(PLANS)).unwrap()).unwrap();
    plans["accounts"][0]["successPlans"][0][name]
        .as_array_mut()
        .unwrap()
        .extend(entries);
    exports.write(PLANS, &plans.to_string())
}

/// The notices of Northwind's handoff, by section.
fn notices(exports: &Exports) -> BTreeMap<String, Value> {
    let (_, brief) = exports.handoff("northwind", &[]);
    list(&brief, "sections")
        .iter()
        .filter(|section| !section["notice"].is_null())
        .map(|section| (text(section, "id").to_owned(), section["notice"].clone()))
        .collect()
}

/// AS-25, AS-26: only one section is drafted from business challenges; where these fill it, it
/// says that it shows no activities, and no other section says anything.
#[test]
fn as_25_as_26_only_the_section_that_is_full_has_a_notice() {
    assert_eq!(notices(&Exports::copy()), BTreeMap::new());
    let challenges = (0..1_000).map(|index| {
        json!({
            "id": format!("BC-X-{index}"),
            "title": format!("Bench {index} is slow"),
            "description": format!("Bench {index} takes {index} hours."),
        })
    });
    let expected = [("why".to_owned(), json!({"kind": "no_activities", "date": null}))];
    assert_eq!(
        notices(&with("businessChallenges", challenges)),
        BTreeMap::from(expected)
    );
}

/// AS-22, AS-24: every section that is drafted from activities says from which day they were
/// used, and no section that is not.
#[test]
fn as_22_as_24_a_section_with_too_many_activities_says_from_which_day() {
    let activities = (0..2_000).map(|index| {
        json!({
            "id": format!("ACT-X-{index}"),
            "level": "plan",
            "parentId": "PLAN-N",
            "date": if index < 1_000 { "2026-06-28" } else { "2026-06-27" },
            "type": "Meeting",
            "author": "Tobias Renn",
            "visibility": "internal",
            "text": format!("Sat at bench {index} for an hour."),
        })
    });
    let since = json!({"kind": "activities_since", "date": "2026-06-28"});
    let expected = ["promises", "requirements", "risks", "why"].map(|section| (section.to_owned(), since.clone()));
    assert_eq!(notices(&with("activities", activities)), BTreeMap::from(expected));
}
