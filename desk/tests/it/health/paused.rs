//! Inputs that conflict or are too old (HS-14).

use serde_json::Value;

use super::customer::{Customer, ago};
use super::{flags, reasons, signal};
use crate::desk::{CSM, Desk};
use crate::support::{list, text};

/// A customer for whom two records give another figure of one day.
fn disputed() -> Customer {
    Customer::healthy().with(|it| it.dashboard = vec![("sessions", ago(1), 120)])
}

/// HS-14: two figures for one day pause the run, both are shown, and somebody's word lets it go on.
#[test]
fn figures_that_conflict_pause_it() {
    let desk = Desk::with(disputed().exports().path());
    let brief = desk.json("", 1, &["health", "halden-optics"]);
    assert_eq!(
        (text(&brief, "state"), reasons(&brief)),
        ("paused", vec!["conflicting_signals"])
    );
    let reason = &list(&brief, "reasons")[0];
    let mut cited: Vec<&str> = list(reason, "citations")
        .iter()
        .map(|it| text(it, "source_id"))
        .collect();
    cited.sort_unstable();
    assert_eq!(cited.len(), 2, "{reason}");
    assert!(cited.iter().all(|it| it.contains("sessions")), "{cited:?}");
    let drafted = list(&brief, "claims")
        .iter()
        .filter(|it| it["origin"] != "records")
        .count();
    assert_eq!(drafted, 0);
    let run = desk.id("halden-optics");
    desk.out(
        CSM,
        0,
        &[
            "review",
            "decide",
            &run,
            "r1",
            "--answer",
            "The first figure holds.",
            "--holds",
            "1",
        ],
    );
    let again = desk.json("", 0, &["health", "halden-optics"]);
    assert_eq!(text(&again, "state"), "in_review");
}

/// HS-14: thirty days of usage, ninety of talk; the last day of a budget is still fresh.
#[test]
fn what_is_too_old_pauses_it() {
    let usage = |days: i32| Customer::healthy().with(|it| it.usage.retain(|(_, day, _)| *day <= ago(days)));
    let brief = usage(31).health();
    assert_eq!(
        (text(&brief, "state"), reasons(&brief)),
        ("paused", vec!["usage_stale"])
    );
    assert!(flags(&brief).contains(&"usage_stale"));
    assert_eq!(
        (
            text(signal(&brief, "usage"), "level"),
            &signal(&brief, "usage")["stale"]
        ),
        ("unknown", &Value::Bool(true))
    );
    let on_the_last_day = Customer::healthy().with(|it| {
        it.usage.retain(|(_, day, _)| *day <= ago(29));
        it.usage.push(("sessions", ago(30), 430));
        it.usage.retain(|(_, day, _)| *day <= ago(30));
    });
    assert_eq!(signal(&on_the_last_day.health(), "usage")["stale"], false);
    let silent = Customer::healthy().with(|it| {
        it.mails.clear();
        it.answers.clear();
        it.tasks.clear();
        it.tickets.clear();
        it.calls = vec![(ago(91), "We are pleased with how it works, thank you.")];
    });
    let brief = silent.health();
    assert_eq!(
        (text(&brief, "state"), reasons(&brief)),
        ("paused", vec!["activities_stale"])
    );
    assert!(flags(&brief).contains(&"relationship_stale"));
}

/// HS-14: each budget is a setting.
#[test]
fn freshness_is_a_setting() {
    let customer = Customer::healthy().with(|it| it.usage.retain(|(_, day, _)| *day <= ago(40)));
    let vouch = customer.vouch();
    vouch.file("policy.toml", "[freshness]\nusage = 60\n");
    vouch.file("vouch.toml", "[health]\npolicy = \"policy.toml\"\n");
    let brief = vouch.json(0, ["health", customer.slug]);
    assert_eq!(signal(&brief, "usage")["stale"], false);
}
