//! What starts a snapshot, on the days on which it begins to count and on the day after.

use grounding::{Ledger, Source};
use jiff::civil::{Date, date};

use super::super::facts::Facts;
use super::super::facts::fixture::{
    AS_OF, ago, asked, decision, ledger, ledger_on, own_snapshot, prose, renewal, snapshot,
};
use super::{find, stops};
use crate::definition::Request;
use crate::health::HealthPolicy;
use crate::thresholds::Thresholds;
use grounding::SourceKind;

/// The trigger in one line: `kind:record`, and the others that would have started it.
fn found(ledger: &Ledger, request: &Request) -> String {
    match find(&Facts::read(ledger, request), request) {
        Some(it) if it.also.is_empty() => format!("{}:{}", it.kind, it.record),
        Some(it) => format!("{}:{} also {}", it.kind, it.record, it.also.join(" ")),
        None => "none".to_owned(),
    }
}

/// The trigger that the records show, without the week, which always begins.
fn started_by(sources: Vec<Source>) -> String {
    told(&Request::default(), sources)
}

fn told(request: &Request, sources: Vec<Source>) -> String {
    let found = found(&ledger(sources), request);
    found.trim_end_matches(" also calendar:2026-W27").to_owned()
}

fn told_stops(ledger: &Ledger, request: &Request) -> String {
    let facts = Facts::read(ledger, request);
    let trigger = find(&facts, request);
    let told = stops(&facts, trigger.as_ref(), request)
        .into_iter()
        .map(|it| format!("{}: {}", it.code, it.message));
    told.collect::<Vec<_>>().join("\n")
}

/// HS-1: two scores on record that differ by ten points, or in their level, start a snapshot; how
/// many points count is a setting.
#[test]
fn a_score_that_changed_materially_starts_a_snapshot() {
    let change = |request: &Request, (before, level): (i64, &str), (after, to): (i64, &str)| {
        told(
            request,
            vec![snapshot(ago(20), before, level), snapshot(ago(2), after, to)],
        )
    };
    let built_in = Request::default();
    let changed = "material_change:health:snapshot/2026-06-28";
    let week = "weekly_review:calendar:2026-W27";
    assert_eq!(change(&built_in, (60, "Amber"), (50, "Amber")), changed);
    assert_eq!(change(&built_in, (50, "Amber"), (60, "Amber")), changed);
    assert_eq!(change(&built_in, (60, "Amber"), (51, "Amber")), week);
    assert_eq!(change(&built_in, (71, "Green"), (69, "Amber")), changed);
    let finer = Request {
        health: HealthPolicy {
            material_points: 9.into(),
            ..HealthPolicy::default()
        },
        ..Request::default()
    };
    assert_eq!(change(&finer, (60, "Amber"), (51, "Amber")), changed);
}

/// HS-1: a change that one of our own snapshots has seen starts no other.
#[test]
fn a_change_that_was_seen_is_no_news() {
    let with = |own: Date| {
        let recorded = [snapshot(ago(20), 60, "Amber"), snapshot(ago(12), 40, "Red")];
        let own = own_snapshot(own, 41, "Amber");
        started_by(recorded.into_iter().chain([own]).collect())
    };
    assert_eq!(with(ago(13)), "material_change:health:snapshot/2026-06-18");
    assert_eq!(with(ago(12)), "weekly_review:calendar:2026-W27");
}

/// HS-1: a renewal counts from as many days before it as the setting says, and on its day; by the
/// order form, or by its own deal where what was signed has passed.
#[test]
fn a_near_renewal_starts_a_snapshot() {
    let recent = || snapshot(ago(20), 60, "Amber");
    let renews = |days: i32| started_by(vec![recent(), renewal(ago(-days))]);
    let week = "weekly_review:calendar:2026-W27";
    assert_eq!(renews(90), "renewal_near:crm:opportunity/9");
    assert_eq!(renews(0), "renewal_near:crm:opportunity/9");
    assert_eq!(renews(91), week);
    assert_eq!(renews(-1), week);
    let nearer = Request {
        thresholds: Thresholds {
            renewal_near_days: 30,
            ..Thresholds::default()
        },
        ..Request::default()
    };
    let within = |days: i32| told(&nearer, vec![recent(), renewal(ago(-days))]);
    assert_eq!(within(30), "renewal_near:crm:opportunity/9");
    assert_eq!(within(31), week);
    let signed = |day: &str| {
        let text = format!("# Order form\n\n- Renewal: {day}\n");
        prose(
            "contract:order-form/alder",
            SourceKind::OrderForm,
            date(2025, 9, 1),
            &text,
        )
    };
    assert_eq!(
        started_by(vec![recent(), signed("14 August 2026")]),
        "renewal_near:contract:order-form/alder"
    );
    assert_eq!(
        started_by(vec![recent(), signed("14 May 2026"), renewal(ago(-40))]),
        "renewal_near:crm:opportunity/9"
    );
}

/// HS-1: an account without a snapshot of late gets one; for how long one counts is a setting.
#[test]
fn a_missing_snapshot_starts_one() {
    let last = |request: &Request, days: i32| told(request, vec![snapshot(ago(days), 60, "Amber")]);
    let week = "weekly_review:calendar:2026-W27";
    assert_eq!(started_by(Vec::new()), "snapshot_missing:none");
    assert_eq!(last(&Request::default(), 30), week);
    assert_eq!(
        last(&Request::default(), 31),
        "snapshot_missing:health:snapshot/2026-05-30"
    );
    let patient = Request {
        health: HealthPolicy {
            snapshot_days: 60,
            ..HealthPolicy::default()
        },
        ..Request::default()
    };
    assert_eq!(last(&patient, 31), week);
    assert_eq!(last(&patient, 61), "snapshot_missing:health:snapshot/2026-04-30");
}

/// HS-1: each week starts a snapshot, until one was taken here on an earlier day of it. One of the
/// same day changes nothing, so that the same run can be made twice.
#[test]
fn a_week_starts_a_snapshot_once() {
    let own = |days: i32| started_by(vec![own_snapshot(ago(days), 60, "Amber")]);
    // The day is a Tuesday.
    assert_eq!(own(2), "weekly_review:calendar:2026-W27");
    assert_eq!(own(1), "none");
    assert_eq!(own(0), "snapshot_missing:none");
    let new_year = ledger_on(date(2027, 1, 1), vec![snapshot(date(2026, 12, 20), 60, "Amber")]);
    assert_eq!(found(&new_year, &Request::default()), "weekly_review:calendar:2026-W53");
}

/// HS-1: the strongest trigger starts one snapshot, and names the records of the others.
#[test]
fn the_strongest_trigger_counts_and_names_the_others() {
    let sources = vec![
        snapshot(ago(60), 60, "Amber"),
        snapshot(ago(35), 40, "Amber"),
        renewal(ago(-40)),
    ];
    assert_eq!(
        found(&ledger(sources), &Request::default()),
        "material_change:health:snapshot/2026-05-26 also crm:opportunity/9 calendar:2026-W27"
    );
}

/// A trigger that a person names is held to the records; what none shows says so.
#[test]
fn a_trigger_asked_for_needs_a_record_a_day_or_a_reason() {
    let ledger = ledger(vec![snapshot(ago(20), 60, "Amber")]);
    let with = |trigger: &str| found(&ledger, &asked(trigger));
    assert_eq!(with("weekly_review"), "weekly_review:calendar:2026-W27");
    assert_eq!(
        with("weekly_review:calendar:2026-W20"),
        "weekly_review:calendar:2026-W20"
    );
    assert_eq!(with("material_change"), "material_change:asked");
    assert_eq!(with("renewal_near:crm:account/1"), "renewal_near:crm:account/1");
    assert_eq!(with("renewal_near:2026-08-01"), "renewal_near:2026-08-01");
    assert_eq!(with("manual:the board asks"), "manual:the board asks");
    for refused in [
        "renewal_near:crm:task/99",
        "weekly_review:calendar:2026-W28",
        "weekly_review:calendar:soon",
        "snapshot_missing:none",
        "manual",
        "spring",
    ] {
        assert_eq!(with(refused), "none", "{refused}");
    }
}

/// A run without a trigger stops, and says which would have counted.
#[test]
fn a_run_without_a_trigger_stops() {
    let reviewed = ledger(vec![own_snapshot(ago(1), 60, "Amber")]);
    insta::assert_snapshot!(told_stops(&reviewed, &Request::default()), @"no_trigger: no trigger on 30 June 2026: no score moved materially, no renewal is within 90 days, and the account was reviewed this week (on 29 June 2026)");
    insta::assert_snapshot!(told_stops(&reviewed, &asked("renewal_near:soon")), @"no_trigger: no trigger: `soon` is no record of this account, no date and no week");
    insta::assert_snapshot!(told_stops(&reviewed, &asked("spring:soon")), @"no_trigger: no trigger: `spring` starts no health snapshot");
    insta::assert_snapshot!(told_stops(&reviewed, &asked("manual")), @"no_trigger: a trigger by hand needs its reason: `manual:REASON`");
    let unreadable = Request {
        rules_unreadable: Some("cannot read `rules.toml`".to_owned()),
        ..asked("manual:the board asks")
    };
    assert_eq!(
        told_stops(&reviewed, &unreadable),
        "rules_unreadable: cannot read `rules.toml`"
    );
    assert_eq!(told_stops(&reviewed, &asked("manual:the board asks")), "");
}

/// HS-21: of an account that nothing is known of but what was done here, nothing is scored.
#[test]
fn a_run_without_any_evidence_stops() {
    let day = date(2025, 6, 2);
    // The account's own records are all of a later day.
    let work = vec![
        own_snapshot(date(2025, 5, 5), 60, "Amber"),
        Source {
            occurred_at: Some(day),
            ..decision("usage_missing", Vec::new())
        },
    ];
    insta::assert_snapshot!(told_stops(&ledger_on(day, work), &Request::default()), @"no_evidence: there is no evidence of this account to draft from: read its exports with `vouch ingest PATH`");
    assert_eq!(told_stops(&ledger_on(AS_OF, Vec::new()), &Request::default()), "");
}
