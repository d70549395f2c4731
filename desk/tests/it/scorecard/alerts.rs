//! Alerting the business function that answers for a dimension.

use super::*;
use crate::customers::{GARRICK, MORROW, desk_with};
use crate::desk::ADMIN;

/// Subscribers: support for its own alerts, and an archive of all.
const SUBSCRIBERS: &str = "[[outbox]]\nname = \"support\"\nfolder = \"support\"\nevents = [\"scorecard_alert_support\"]\n\
                           [[outbox]]\nname = \"archive\"\nfolder = \"archive\"\n";

/// What was delivered to a folder, in order.
fn delivered(desk: &Desk, folder: &str) -> Vec<Value> {
    desk.run(ADMIN, &["outbox", "deliver"]);
    let folder = desk.vouch.data().with_file_name(folder);
    let Ok(files) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut read: Vec<Value> = files
        .map(|file| serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap())
        .collect();
    read.sort_by_key(|it| text(it, "at").to_owned());
    read
}

/// SC-7: the function that answers for a dimension is told once when it comes down to red, not again
/// while it stays there, and once more when it comes down again.
#[test]
fn a_function_is_told_once_for_each_crossing() {
    let desk = desk_with(SUBSCRIBERS);
    let escalated = [("open_escalations", "3"), ("late_milestones", "0")];
    let solved = [("open_escalations", "0"), ("late_milestones", "0")];
    let counts = |day: &str, own: &[(&str, &str)]| {
        approved(&desk, MORROW, day, own);
        (delivered(&desk, "support").len(), list_of(&desk).len())
    };
    assert_eq!(counts("2026-06-30", &solved), (0, 0));
    assert_eq!(counts("2026-07-30", &escalated), (1, 1));
    assert_eq!(counts("2026-08-31", &escalated), (1, 1));
    assert_eq!(counts("2026-09-30", &solved), (1, 1));
    assert_eq!(counts("2026-10-30", &escalated), (2, 2));
    let told = delivered(&desk, "support");
    let first = &told[0];
    assert_eq!(
        ["event", "account_id", "dimension", "function", "level", "score", "was"].map(|name| text(first, name)),
        [
            "scorecard_alert_support",
            MORROW,
            "support",
            "support",
            "red",
            "0",
            "green"
        ]
    );
    assert_eq!(delivered(&desk, "archive").len(), 2);
    insta::assert_snapshot!(desk.out("", 0, &["scorecard", "alerts", "--as-of", "2026-12-31"]), @"
    2026-07-30  morrow-dental
        support is told: Support is red (0), was green
    2026-10-30  morrow-dental
        support is told: Support is red (0), was green
    ");
    insta::assert_snapshot!(desk.out("", 0, &["scorecard", "alerts", "--account", "garrick"]), @"nobody was alerted");
}

fn list_of(desk: &Desk) -> Vec<Value> {
    desk.json("", 0, &["scorecard", "alerts", "--as-of", "2026-12-31"])
        .as_array()
        .unwrap()
        .clone()
}

/// SC-7: each dimension has its own function, and the first scorecard of an account alerts too.
#[test]
fn each_dimension_has_its_own_function() {
    let desk = desk_with(SUBSCRIBERS);
    let own = [
        ("performance", "no"),
        ("renewal_outlook", "leaving"),
        ("late_milestones", "2"),
        ("open_escalations", "2"),
    ];
    approved(&desk, GARRICK, "2026-06-30", &own);
    let mut told: Vec<String> = list_of(&desk)
        .iter()
        .map(|it| format!("{} to {}", text(it, "dimension"), text(it, "function")))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "delivery to professional_services",
            "performance to product",
            "revenue to finance",
            "support to support",
        ]
    );
    assert_eq!(delivered(&desk, "support").len(), 1);
}
