//! What starts a recap, on the days on which it begins to count and on the day after.

use grounding::{AccountRecord, Ledger, Record, Source, SourceKind, Task};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::super::facts::Facts;
use super::super::facts::testing::{AS_OF, goal, kpi, ledger, ledger_on, milestone, prose, renewal, row};
use super::{find, stops};
use crate::brief::Trigger;
use crate::definition::Request;
use crate::thresholds::Thresholds;

fn asked(trigger: Option<&str>) -> Request {
    Request {
        trigger: trigger.map(Trigger::written),
        ..Request::default()
    }
}

/// A request that no month alone starts a recap for.
fn without_months() -> Request {
    Request {
        thresholds: Thresholds {
            monthly_report: false,
            ..Thresholds::default()
        },
        ..Request::default()
    }
}

/// The trigger in one line: `kind:record`, and the others that would have started it.
fn found(ledger: &Ledger, request: &Request) -> String {
    match find(&Facts::read(ledger, request), request) {
        Some(it) if it.also.is_empty() => format!("{}:{}", it.kind, it.record),
        Some(it) => format!("{}:{} also {}", it.kind, it.record, it.also.join(" ")),
        None => "none".to_owned(),
    }
}

fn told_stops(ledger: &Ledger, request: &Request) -> String {
    let facts = Facts::read(ledger, request);
    let trigger = find(&facts, request);
    let told = stops(&facts, trigger.as_ref(), request)
        .into_iter()
        .map(|it| format!("{}: {}", it.code, it.message));
    told.collect::<Vec<_>>().join("\n")
}

fn days(count: i32) -> Date {
    AS_OF.checked_add(count.days()).unwrap()
}

fn task(subject: &str, day: Date) -> Source {
    let record = Task {
        subject: subject.to_owned(),
        completed: false,
        date: Some(day),
        owner: None,
    };
    let fields = [("subject", subject)];
    row(
        "crm:task/4",
        SourceKind::Task,
        date(2026, 5, 1),
        &fields,
        Record::Task(record),
    )
}

fn order_form(text: &str) -> Source {
    prose(
        "contract:order-form/larch",
        SourceKind::OrderForm,
        date(2025, 9, 1),
        text,
    )
}

/// VR-1: a renewal counts from as many days before it as the setting says, and on its day.
#[test]
fn a_near_renewal_starts_a_recap() {
    let renews = |day: Date| found(&ledger(vec![renewal(day)]), &without_months());
    assert_eq!(renews(days(90)), "renewal:crm:opportunity/9");
    assert_eq!(renews(AS_OF), "renewal:crm:opportunity/9");
    assert_eq!(renews(days(91)), "none");
    assert_eq!(renews(days(-1)), "none");
    let signed = order_form("# Order form\n\n- Renewal: 14 August 2026\n");
    assert_eq!(
        found(&ledger(vec![signed]), &without_months()),
        "renewal:contract:order-form/larch"
    );
}

/// VR-1: a project is closed out once all of its milestones are, and for as long as the setting says.
#[test]
fn a_project_that_ended_starts_a_recap() {
    let first = || milestone(1, "Depot north live", date(2026, 1, 12), Some(date(2026, 1, 12)));
    let second = |completed| milestone(2, "Depot south live", date(2026, 3, 1), completed);
    let with = |completed| found(&ledger(vec![first(), second(completed)]), &without_months());
    assert_eq!(with(Some(days(-90))), "project_closeout:project:project/1");
    assert_eq!(with(Some(days(-91))), "none");
    assert_eq!(with(None), "none");
}

/// VR-1: a business review and an account review, planned or held, start a recap for 45 days before
/// and after.
#[test]
fn a_review_starts_a_recap() {
    let review = |subject: &str, day: Date| found(&ledger(vec![task(subject, day)]), &without_months());
    for subject in [
        "QBR with operations",
        "Slides for the quarterly business review",
        "Q3 review",
    ] {
        assert_eq!(review(subject, days(45)), "qbr:crm:task/4");
    }
    assert_eq!(review("Account reviews, west", days(-45)), "account_review:crm:task/4");
    for (subject, day) in [
        ("QBR with operations", days(46)),
        ("QBR with operations", days(-46)),
        ("No QBR this quarter", days(10)),
        ("Review the business card", days(10)),
    ] {
        assert_eq!(review(subject, day), "none");
    }
    let call = prose(
        "call:call/2",
        SourceKind::Activity,
        days(-10),
        "This was the business review of spring. Nobody had slides.",
    );
    assert_eq!(found(&ledger(vec![call]), &without_months()), "qbr:call:call/2");
    let later = prose(
        "call:call/2",
        SourceKind::Activity,
        days(-10),
        "A short sync. They asked for a business review.",
    );
    assert_eq!(found(&ledger(vec![later]), &without_months()), "none");
}

/// VR-1: the month that ended last, where anything is known from it or before.
#[test]
fn a_month_that_ended_starts_a_recap() {
    let on = |day: Date| found(&ledger_on(day, Vec::new()), &Request::default());
    assert_eq!(on(date(2026, 6, 30)), "monthly_report:calendar:2026-06");
    assert_eq!(on(date(2026, 7, 1)), "monthly_report:calendar:2026-06");
    assert_eq!(on(date(2026, 7, 30)), "monthly_report:calendar:2026-06");
    // The account is first heard of on 1 December.
    assert_eq!(on(date(2025, 12, 31)), "monthly_report:calendar:2025-12");
    assert_eq!(on(date(2025, 12, 30)), "none");
    assert_eq!(found(&ledger(Vec::new()), &without_months()), "none");
}

/// VR-1, VR-2: the strongest trigger starts one recap, and names the records of the others.
#[test]
fn the_strongest_trigger_counts_and_names_the_others() {
    let sources = vec![
        task("Account review", days(3)),
        milestone(1, "Depot north live", date(2026, 6, 1), Some(date(2026, 6, 1))),
        renewal(days(40)),
    ];
    assert_eq!(
        found(&ledger(sources), &Request::default()),
        "renewal:crm:opportunity/9 also project:project/1 crm:task/4 calendar:2026-06"
    );
}

/// VR-2: a trigger that a person names is held to the records; what none shows says so.
#[test]
fn a_trigger_asked_for_needs_a_record_a_day_or_a_reason() {
    let ledger = ledger(vec![task("QBR", days(10))]);
    let with = |trigger: &str| found(&ledger, &asked(Some(trigger)));
    assert_eq!(with("qbr"), "qbr:crm:task/4");
    assert_eq!(with("qbr:crm:account/1"), "qbr:crm:account/1");
    assert_eq!(with("qbr:2026-07-02"), "qbr:2026-07-02");
    assert_eq!(
        with("monthly_report:calendar:2026-05"),
        "monthly_report:calendar:2026-05"
    );
    assert_eq!(with("account_review"), "account_review:asked");
    assert_eq!(with("manual:the board asks"), "manual:the board asks");
    for refused in [
        "qbr:crm:task/99",
        "qbr:soon",
        "monthly_report:calendar:2026-08",
        "manual",
        "spring",
    ] {
        assert_eq!(with(refused), "none", "{refused}");
    }
}

/// VR-2: a run without a trigger stops, and says which would have counted.
#[test]
fn a_run_without_a_trigger_stops() {
    let ready = || {
        vec![
            goal(1, "Raise on-time deliveries to 90%", "In progress", "2026-12-31"),
            kpi(1, ("on-time deliveries", "%"), "In progress", ["71", "90", "80"]),
        ]
    };
    let told = |request: &Request| told_stops(&ledger(ready()), request);
    assert_eq!(told(&Request::default()), "");
    insta::assert_snapshot!(told(&without_months()), @"no_trigger: no trigger on 30 June 2026: no renewal within 90 days, no project completed within 90 days, no business or account review within 45 days, no month to report on");
    insta::assert_snapshot!(told(&asked(Some("qbr:soon"))), @"no_trigger: no trigger: `soon` is no record of this account and no date");
    insta::assert_snapshot!(told(&asked(Some("spring:soon"))), @"no_trigger: no trigger: `spring` starts no recap");
    insta::assert_snapshot!(told(&asked(Some("manual"))), @"no_trigger: a trigger by hand needs its reason: `manual:REASON`");
}

/// VR-3: without a goal that was not given up, a recap has nothing to hold results against.
#[test]
fn a_run_without_goals_stops() {
    let given_up = vec![
        goal(5, "Print labels in color", "Cancelled", "2026-08-31"),
        kpi(5, ("labels", ""), "Cancelled", ["1", "3", "2"]),
    ];
    insta::assert_snapshot!(told_stops(&ledger(given_up), &Request::default()), @"no_goals: the customer's goals are missing: no goal is on record that was not given up. Name them in the success plan, and read it with `vouch ingest PATH`");
}

/// VR-10: rules of review that can't be read stop the run.
#[test]
fn a_run_whose_rules_cannot_be_read_stops() {
    let sources = vec![
        goal(1, "Raise on-time deliveries to 90%", "In progress", "2026-12-31"),
        kpi(1, ("on-time deliveries", "%"), "In progress", ["71", "90", "80"]),
    ];
    let request = Request {
        rules_unreadable: Some("cannot read `rules.toml`".to_owned()),
        ..Request::default()
    };
    assert_eq!(
        told_stops(&ledger(sources), &request),
        "rules_unreadable: cannot read `rules.toml`"
    );
}

/// VR-70, VR-72: without evidence of value, or without an owner, no recap begins.
#[test]
fn a_run_that_is_not_ready_stops() {
    let goals = || vec![goal(1, "Raise on-time deliveries to 90%", "In progress", "2026-12-31")];
    let told = told_stops(&ledger(goals()), &Request::default());
    insta::assert_snapshot!(told, @"not_ready: evidence of value is missing: no KPI was measured after its baseline, no metric was measured on two days, the customer tells of no result, and nobody answered a survey: give the KPIs of the success plan a `baseline` and a later `current`, or export usage figures or survey answers, and read them with `vouch ingest PATH`");
    let nobody = Record::Account(AccountRecord {
        name: "Larch Laundries".to_owned(),
        owner: None,
    });
    let mut sources = goals();
    sources.push(kpi(1, ("on-time deliveries", "%"), "In progress", ["71", "90", "80"]));
    let fields = [("Called", "Larch Laundries"), ("Kept by", "")];
    let account = row("crm:account/1", SourceKind::Account, date(2026, 1, 1), &fields, nobody);
    sources.push(Source { revision: 2, ..account });
    let told = told_stops(&ledger(sources), &Request::default());
    insta::assert_snapshot!(told, @"not_ready: the account has no owner on record, so nobody can review it: name one in the CRM, and read its export again");
}

/// Of an account that nothing is known of, nothing is drafted.
#[test]
fn a_run_without_any_evidence_stops() {
    // What belongs to the account is all of a later day.
    let before = ledger_on(date(2025, 1, 1), Vec::new());
    insta::assert_snapshot!(told_stops(&before, &Request::default()), @"
    no_trigger: no trigger on 1 January 2025: no renewal within 90 days, no project completed within 90 days, no business or account review within 45 days, no month to report on
    no_evidence: there is no evidence of this account to draft from: read its exports with `vouch ingest PATH`
    ");
}
