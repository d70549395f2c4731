//! What is gathered from a ledger, and what is left of it on an earlier day.

mod figures;
mod talks;

use grounding::{Affiliation, Author, Invoice, InvoiceStatus, Record, Source, SourceKind, Span, State, Visibility};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::*;
use crate::health::Level;
use crate::health::facts::fixture::{
    AS_OF, ago, goal, invoice, ledger, ledger_on, measure, milestone, own_snapshot, prose, row, said, snapshot, survey,
    ticket,
};

#[test]
fn states_are_taken_as_the_ledger_has_them_and_are_unknown_of_a_day_before() {
    let ledger = ledger(vec![
        ticket(1, ago(40), "Oven offline", true, true),
        ticket(2, ago(3), "Label", false, false),
        invoice(1, ago(45), Some(ago(15)), true),
        invoice(2, ago(2), None, false),
        goal(1, "Waste less dough", "Off track", ago(-90)),
        milestone(1, "Pilot", ago(60), Some(ago(5))),
        milestone(2, "Live", ago(10), None),
        survey(1, ago(3), 9, "The ovens are great."),
    ]);
    let now = Observed::of(&ledger);
    let told = |observed: &Observed<'_>| {
        let tickets = observed
            .tickets
            .iter()
            .map(|it| format!("ticket {} {:?} {}", it.opened, it.is_open, it.is_escalated));
        let invoices = observed
            .invoices
            .iter()
            .map(|it| format!("invoice {} {:?} {:?}", it.created, it.due, it.is_unpaid));
        let goals = observed
            .goals
            .iter()
            .map(|it| format!("goal {:?} {:?}", it.is_behind, it.due));
        let milestones = observed
            .milestones
            .iter()
            .map(|it| format!("milestone {:?} {:?}", it.due, it.completed));
        let answers = observed
            .answers
            .iter()
            .map(|it| format!("answer {} {}", it.date, it.score));
        let counts = std::iter::once(format!("later {} undated {}", observed.later, observed.undated));
        let lines = tickets
            .chain(invoices)
            .chain(goals)
            .chain(milestones)
            .chain(answers)
            .chain(counts);
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(told(&now), @"
    ticket 2026-05-21 Some(true) true
    ticket 2026-06-27 Some(false) false
    invoice 2026-05-16 Some(2026-06-15) Some(true)
    invoice 2026-06-28 None Some(false)
    goal Some(true) Some(2026-09-28)
    milestone Some(2026-05-01) Some(2026-06-25)
    milestone Some(2026-06-20) None
    answer 2026-06-27 9
    later 0 undated 0
    ");
    insta::assert_snapshot!(told(&now.before(7)), @"
    ticket 2026-05-21 None true
    invoice 2026-05-16 Some(2026-06-15) None
    goal None Some(2026-09-28)
    milestone Some(2026-05-01) None
    milestone Some(2026-06-20) None
    later 5 undated 0
    ");
    // Four were dropped with their day, and the milestone was reached later.
    assert_eq!(now.before(7).as_of, ago(7));
    assert_eq!(told(&now.before(0)), told(&now));
    assert_eq!(now.before(i32::MAX).as_of, Date::MIN);
}

#[test]
fn an_invoice_is_unpaid_by_its_state_and_by_what_is_left() {
    let with = |status: InvoiceStatus, amounts: [Option<i64>; 3]| {
        let [due, paid, remaining] = amounts.map(|it| it.map(Decimal::from));
        let record = Invoice {
            number: None,
            status,
            currency: "EUR".to_owned(),
            due,
            paid,
            remaining,
            created: ago(9),
            due_date: None,
        };
        let source = row(
            "billing:invoice/1",
            SourceKind::Invoice,
            ago(9),
            &[],
            Record::Invoice(record),
        );
        let ledger = ledger(vec![source]);
        Observed::of(&ledger).invoices.first().map(|it| it.is_unpaid)
    };
    let cases = [
        with(InvoiceStatus::Draft, [Some(9), None, Some(9)]),
        with(InvoiceStatus::Void, [Some(9), None, Some(9)]),
        with(InvoiceStatus::Paid, [Some(9), None, Some(9)]),
        with(InvoiceStatus::Open, [None, None, None]),
        with(InvoiceStatus::Open, [Some(9), Some(9), None]),
        with(InvoiceStatus::Open, [Some(0), None, None]),
        with(InvoiceStatus::Uncollectible, [Some(9), None, Some(9)]),
        with(InvoiceStatus::Other, [Some(9), Some(4), None]),
        with(InvoiceStatus::Other, [Some(9), None, None]),
    ];
    assert_eq!(
        cases,
        [
            None,
            None,
            Some(Some(false)),
            Some(Some(true)),
            Some(Some(false)),
            Some(Some(false)),
            Some(Some(true)),
            Some(Some(true)),
            Some(None)
        ]
    );
}

#[test]
fn todays_own_snapshot_is_no_past() {
    let ledger = ledger(vec![
        snapshot(ago(60), 71, "At-Risk"),
        own_snapshot(ago(30), 80, "green"),
        own_snapshot(AS_OF, 82, "green"),
    ]);
    let now = Observed::of(&ledger);
    let told = |observed: &Observed<'_>| {
        let told = |it: &Scored<'_>| (it.date, it.level, it.is_ours);
        observed.scores.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&now),
        [(ago(60), Level::Red, false), (ago(30), Level::Green, true)]
    );
    // As of the day of the one before, that one is today's.
    assert_eq!(told(&now.before(30)), [(ago(60), Level::Red, false)]);
}

#[test]
fn what_nobody_may_use_is_not_observed() {
    let with = |state: State, visibility: Visibility| {
        let source = Source {
            state,
            visibility,
            ..ticket(1, ago(5), "Oven offline", true, true)
        };
        Observed::of(&ledger(vec![source])).tickets.len()
    };
    let counts = [
        with(State::Live, Visibility::Internal),
        with(State::Deleted, Visibility::Internal),
        with(State::Test, Visibility::Shareable),
        with(State::Live, Visibility::Restricted),
    ];
    assert_eq!(counts, [1, 0, 0, 0]);
}

#[test]
fn what_has_no_day_is_counted_and_left_out() {
    let undated = Source {
        occurred_at: None,
        ..ticket(1, ago(5), "Oven offline", true, true)
    };
    let ledger = ledger(vec![undated]);
    let observed = Observed::of(&ledger);
    assert_eq!((observed.tickets.len(), observed.undated), (0, 1));
}

#[test]
fn the_order_form_says_how_many_seats_there_are() {
    let seats = |text: &str| {
        let form = prose("contract:order-form/1", SourceKind::OrderForm, ago(300), text);
        let ledger = ledger(vec![form]);
        let observed = Observed::of(&ledger);
        let words = observed
            .seats_signed
            .map_or("", |(source, span)| &source.text[span.range()])
            .to_owned();
        (observed.profile.seats.map(|it| it.to_string()), words)
    };
    let said = |count: &str, words: &str| (Some(count.to_owned()), words.to_owned());
    let none = (None, String::new());
    assert_eq!(
        seats("# Order form\n\n- Subscription: Oven Desk, 60 seats\n- Annual fee: EUR 27,800\n"),
        said("60", "Subscription: Oven Desk, 60 seats")
    );
    assert_eq!(
        seats("- Training: 3 sessions\n- Named users: 250\n"),
        said("250", "Named users: 250")
    );
    assert_eq!(seats("| Licences | 40 |\n"), said("40", "Licences | 40"));
    assert_eq!(seats("- Plan: a 40-seat plan\n"), said("40", "Plan: a 40-seat plan"));
    assert_eq!(
        seats("- Overage: EUR 20 per user, 10 additional seats at list price\n"),
        none
    );
    assert_eq!(seats("- Services: two workshops for users, 3 user trainings\n"), none);
    assert_eq!(seats("- User training: 3 sessions\n- Seats: unlimited\n"), none);
}

#[test]
fn a_kpi_measured_later_has_no_current_value() {
    let ledger = ledger(vec![goal(1, "Use it daily", "On track", ago(-90)), kpi(Some(ago(5)))]);
    let now = Observed::of(&ledger);
    let told = |observed: &Observed<'_>| {
        let it = &observed.kpis[0];
        (it.baseline, it.baseline_day, it.current, it.current_day, it.due)
    };
    let (some, due) = (|it: i64| Some(Decimal::from(it)), Some(ago(-90)));
    assert_eq!(told(&now), (some(40), Some(ago(100)), some(60), Some(ago(5)), due));
    assert_eq!(told(&now.before(6)), (some(40), Some(ago(100)), None, None, due));
    assert_eq!(told(&now.before(101)), (None, None, None, None, due));
    let reached = goal(1, "Use it daily", "Completed", ago(-90));
    let closed = super::super::facts::fixture::ledger(vec![reached, kpi(Some(ago(5)))]);
    let none = Observed::of(&closed);
    assert_eq!((none.goals.len(), none.kpis.len()), (0, 0));
}

/// A KPI of the first goal, taken a hundred days ago.
fn kpi(measured: Option<Date>) -> Source {
    let record = grounding::Kpi {
        goal: grounding::SourceId::raw("plan:objective/1"),
        metric: "daily active users".to_owned(),
        unit: String::new(),
        baseline: Some(40.into()),
        target: Some(80.into()),
        current: Some(60.into()),
        current_date: measured,
        status: grounding::GoalStatus::OnTrack,
        due: None,
    };
    let taken = ago(100);
    let fields = [("What", "daily active users"), ("Then", "40"), ("Now", "60")];
    let mut source = row("plan:kpi/1", SourceKind::Kpi, ago(5), &fields, Record::Kpi(record));
    source.values = vec![grounding::Value {
        span: source.fields[1].span,
        metric: "daily active users".to_owned(),
        value: 40.into(),
        unit: String::new(),
        period: Some(taken),
        role: grounding::ValueRole::Baseline,
    }];
    source
}
