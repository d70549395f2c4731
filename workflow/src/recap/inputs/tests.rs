//! The inputs of a recap and the questions about their gaps.

use grounding::{Ledger, Record, Source, SourceKind, Ticket};
use jiff::civil::{Date, date};

use super::super::facts::Facts;
use super::super::facts::testing::{busy, goal, kpi, ledger, ledger_on, measure, milestone, row, survey};
use super::{inputs, questions};
use crate::definition::Request;

/// The table as lines.
fn table(ledger: &Ledger) -> String {
    let request = Request::default();
    let rows = inputs(&Facts::read(ledger, &request));
    let lines = rows.into_iter().map(|row| {
        let newest = row.newest.map(|day| format!(" {day}")).unwrap_or_default();
        let status = format!("{:?}", row.status).to_lowercase();
        let line = format!("{} {status} {}{newest} {}", row.name, row.sources, row.note);
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn line(ledger: &Ledger, name: &str) -> String {
    let table = table(ledger);
    let found = table.lines().find(|line| line.starts_with(name));
    found.unwrap_or_default().to_owned()
}

fn asked(ledger: &Ledger) -> String {
    let request = Request::default();
    let facts = Facts::read(ledger, &request);
    let asked = questions(&facts, &inputs(&facts)).into_iter();
    let lines = asked.map(|it| format!("{} {:?} {}: {}", it.id, it.to, it.about, it.text));
    lines.collect::<Vec<_>>().join("\n")
}

fn closed_ticket(day: Date) -> Source {
    let record = Ticket {
        subject: "Slow".to_owned(),
        open: false,
        escalated: false,
    };
    let fields = [("subject", "Slow"), ("status", "solved")];
    row(
        "desk:ticket/1",
        SourceKind::Ticket,
        day,
        &fields,
        Record::Ticket(record),
    )
}

/// VR-11: the eight inputs are listed, whatever there is of them.
#[test]
fn the_table_has_all_eight_inputs() {
    insta::assert_snapshot!(table(&ledger(Vec::new())), @"
    customer_goals missing 0 no goal that was not given up
    completed_work missing 0 no milestone and nobody's word of work that was delivered
    outcome_evidence missing 0 no KPI measured after its baseline, and no word of the customer's about a result
    usage_or_performance missing 0 nothing is measured, neither usage nor performance
    customer_feedback missing 0 no survey answer, and no word of how content the customer is
    open_risks missing 0 no ticket and no recorded risk, open or closed
    next_recommendations missing 0 no open goal, task, milestone, risk or deal says what could come next
    owner_review_rules present 0 built-in rules
    ");
    insta::assert_snapshot!(table(&ledger(busy())), @"
    customer_goals present 4 2026-01-05
    completed_work present 2 2026-04-28
    outcome_evidence present 3 2026-06-12
    usage_or_performance present 2 2026-06-22
    customer_feedback present 2 2026-05-24
    open_risks present 2 2026-06-20
    next_recommendations present 6 2026-06-03
    owner_review_rules present 0 built-in rules
    ");
}

/// VR-8: that no risk is open is an answer too, and it takes a system that would know.
#[test]
fn a_closed_ticket_makes_the_risks_known() {
    let known = ledger(vec![closed_ticket(date(2026, 2, 1))]);
    assert_eq!(
        line(&known, "open_risks"),
        "open_risks present 1 2026-02-01 none is open"
    );
}

/// VR-11: what is measured is stale a day after its 45, and what was said a day after its 120.
#[test]
fn old_inputs_are_stale() {
    let work = || milestone(1, "Depot north live", date(2026, 3, 1), Some(date(2026, 3, 1)));
    let usage = || measure("active_drivers", "", date(2026, 3, 1), 24);
    let on = |day: Date| {
        let ledger = ledger_on(day, vec![work(), usage()]);
        [line(&ledger, "completed_work"), line(&ledger, "usage_or_performance")].join("; ")
    };
    let stale = "stale 1 2026-03-01 the newest is of 1 March 2026";
    let present = "present 1 2026-03-01";
    assert_eq!(
        on(date(2026, 4, 15)),
        format!("completed_work {present}; usage_or_performance {present}")
    );
    assert_eq!(
        on(date(2026, 4, 16)),
        format!("completed_work {present}; usage_or_performance {stale}")
    );
    assert_eq!(
        on(date(2026, 6, 29)),
        format!("completed_work {present}; usage_or_performance {stale}")
    );
    assert_eq!(
        on(date(2026, 6, 30)),
        format!("completed_work {stale}; usage_or_performance {stale}")
    );
}

/// VR-78: an agency without a product has its KPIs measured instead of usage.
#[test]
fn a_measured_kpi_is_performance() {
    let sources = vec![
        goal(1, "Answer within two hours", "In progress", "2026-12-31"),
        kpi(1, ("answer time", "h"), "In progress", ["9", "2", "4"]),
    ];
    let ledger = ledger(sources);
    assert_eq!(
        line(&ledger, "usage_or_performance"),
        "usage_or_performance present 1 2026-06-12"
    );
}

/// VR-4: what is missing is listed and asked about, and of a goal that nothing measures, what would prove it.
#[test]
fn gaps_are_asked_about() {
    let sources = vec![
        goal(1, "Raise on-time deliveries to 90%", "In progress", "2026-12-31"),
        kpi(1, ("on-time deliveries", "%"), "In progress", ["71", "90", "80"]),
        goal(2, "Get 80 drivers onto the app", "In progress", "2026-09-30"),
        goal(5, "Print labels in color", "Cancelled", "2026-08-31"),
        survey(1, date(2026, 5, 24), "ada@larch.example", 9, "It works."),
    ];
    insta::assert_snapshot!(asked(&ledger(sources)), @"
    q1 Csm goal_without_evidence: What would prove “Get 80 drivers onto the app”, and where is it measured?
    q2 Csm completed_work_missing: Which work was delivered to the customer, and what shows it?
    q3 Csm open_risks_missing: Which help desk and which list of risks hold what is open for this customer?
    ");
}
