//! The account itself, with a trouble of every kind.

use std::sync::Arc;

use grounding::{
    Account, AccountId, AccountRecord, Affiliation, Attendee, Audience, InvoiceStatus, Ledger, Meeting, Project,
    Record, Source, SourceKind, User, View,
};
use jiff::civil::date;

use super::{
    AS_OF, by, contact, event, goal, health, invoice, kpi, measure, milestone, prose, reading, risk, row, seen,
    sentence, signal, survey, task, ticket,
};
use crate::health::level::Trend;
use crate::health::signal::{Seen, Signal};

/// A ledger of these sources and of the account's own records.
pub(in super::super) fn ledger(sources: Vec<Source>) -> Ledger {
    let day = date(2025, 12, 1);
    let account = Record::Account(AccountRecord {
        name: "Ottmar Print Works".to_owned(),
        owner: Some("u7".to_owned()),
    });
    let user = Record::User(User {
        name: "Tove Lund".to_owned(),
        title: "Customer success manager".to_owned(),
        email: None,
    });
    let own = vec![
        row(
            "crm:account/1",
            SourceKind::Account,
            day,
            &[("Called", "Ottmar Print Works"), ("Kept by", "u7")],
            account,
        ),
        row(
            "u7",
            SourceKind::User,
            day,
            &[("Full name", "Tove Lund"), ("Job", "Customer success manager")],
            user,
        ),
    ];
    let account = Account {
        id: AccountId::new("ottmar"),
        name: "Ottmar Print Works".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: AS_OF,
        audience: Audience::Internal,
    };
    Ledger::new(account, view, own.into_iter().chain(sources).map(Arc::new).collect())
}

/// A call at which somebody of the customer's spoke.
fn call() -> Source {
    let record = Record::Meeting(Meeting {
        title: "Spring review".to_owned(),
        attendees: vec![Attendee {
            name: "Omar Vance".to_owned(),
            email: None,
            title: "COO".to_owned(),
            affiliation: Affiliation::Customer,
        }],
    });
    let text = "Omar Vance: We went through the numbers of the spring.";
    Source {
        title: "Spring review".to_owned(),
        record: Some(record),
        ..by(
            "Omar Vance",
            prose("talk:call/1", SourceKind::Call, date(2026, 3, 12), text),
        )
    }
}

/// An account with a trouble of every kind, and something good.
pub(in super::super) fn busy() -> Vec<Source> {
    let project = Record::Project(Project {
        name: "Plant rollout".to_owned(),
        onboarding: false,
        deal: None,
        owner: Some("Tove Lund".to_owned()),
        created: None,
    });
    let form = "# Order form\n\n- Subscription: Beacon Desk, 120 seats\n- Renewal date: 14 August 2026\n";
    vec![
        contact("Ines Duarte", "Plant administrator"),
        contact("Omar Vance", "COO"),
        row(
            "project:project/1",
            SourceKind::Project,
            date(2026, 1, 5),
            &[("Project", "Plant rollout"), ("Run by", "Tove Lund")],
            project,
        ),
        prose("contract:order-form/1", SourceKind::OrderForm, date(2024, 8, 14), form),
        measure("weekly_active_users", date(2026, 3, 20), 107),
        measure("weekly_active_users", date(2026, 6, 23), 62),
        event(1, "report exported", date(2026, 4, 2)),
        event(2, "report exported", date(2026, 5, 4)),
        event(3, "job started", date(2026, 6, 22)),
        ticket(31, "Plates arrive unsorted", date(2026, 5, 2), ["pending", "urgent"]),
        ticket(32, "Colour profile is gone", date(2026, 6, 20), ["open", "normal"]),
        by(
            "Ines Duarte",
            prose(
                "mail:message/1",
                SourceKind::Mail,
                date(2026, 6, 2),
                "Hello Tove,\n\nThe new queue is slow and my people are annoyed by it. Please have a look.",
            ),
        ),
        survey(
            1,
            "Ines Duarte",
            date(2026, 5, 16),
            4,
            "Works, but the search could be faster.",
        ),
        survey(
            2,
            "Omar Vance",
            date(2026, 6, 9),
            9,
            "The plates are sorted by themselves now.",
        ),
        invoice("OT-7", date(2026, 3, 31), InvoiceStatus::Open),
        task(1, "No reply", date(2026, 6, 9), "Reminder sent to Omar Vance."),
        task(2, "No reply", date(2026, 6, 17), "Reminder sent to Omar Vance."),
        task(
            3,
            "No reply",
            date(2026, 6, 25),
            "Reminder sent to Omar Vance; no reply to any of them.",
        ),
        call(),
        milestone(1, "Press link accepted", date(2026, 4, 21), None),
        milestone(2, "Second plant live", date(2026, 6, 1), None),
        milestone(3, "First plant live", date(2026, 3, 2), Some(date(2026, 3, 12))),
        goal(1, "Fewer misprints", "On track", "2026-12-31"),
        kpi(1, "misprints per week", "On track", [40, 10, 12]),
        goal(2, "Everybody plans in the tool", "At risk", "2026-09-30"),
        kpi(2, "weekly active users", "At risk", [107, 200, 62]),
        risk("The plant administrator leaves in August"),
        health(date(2026, 3, 31), 75, "Green"),
        health(date(2026, 5, 31), 51, "Yellow"),
    ]
}

/// The signals of that account, as they are read off it.
pub(in super::super) fn signals(ledger: &Ledger) -> Vec<Signal<'_>> {
    let at = |id: &str| seen(ledger, id);
    let figures = vec![
        at("usage:row/ottmar/2026-06-23/weekly_active_users"),
        at("usage:row/ottmar/2026-03-20/weekly_active_users"),
    ];
    let form = sentence(ledger, "contract:order-form/1", "Subscription: Beacon Desk, 120 seats");
    let signed = Seen {
        value: Some(120.into()),
        ..form
    };
    let in_use = vec![figures[0], signed];
    let given_up = vec![at("usage:event/2"), at("usage:event/3")];
    let angry = "The new queue is slow and my people are annoyed by it.";
    let tone = vec![sentence(ledger, "mail:message/1", angry)];
    let attempts = vec![at("crm:task/3"), at("crm:task/2"), at("crm:task/1")];
    let missed = vec![at("project:milestone/1"), at("project:milestone/2")];
    vec![
        signal(
            Trend::Declining,
            vec![
                reading("usage_change", -42, figures),
                reading("usage_goal", 10, vec![at("plan:kpi/2")]),
            ],
        ),
        signal(
            Trend::Flat,
            vec![
                reading("features_used", 50, given_up),
                reading("seats_used", 52, in_use),
            ],
        ),
        signal(
            Trend::Flat,
            vec![
                reading("open_escalations", 1, vec![at("desk:ticket/31")]),
                reading("oldest_ticket", 59, vec![at("desk:ticket/31"), at("desk:ticket/32")]),
            ],
        ),
        signal(
            Trend::Flat,
            vec![
                reading("tone", -30, tone),
                reading("survey", 6, vec![at("survey:answer/1"), at("survey:answer/2")]),
            ],
        ),
        signal(
            Trend::Declining,
            vec![reading("days_overdue", 91, vec![at("billing:invoice/OT-7")])],
        ),
        signal(
            Trend::Declining,
            vec![
                reading("unanswered", 3, attempts),
                reading("sponsor_days", 110, vec![at("talk:call/1")]),
            ],
        ),
        signal(
            Trend::Flat,
            vec![
                reading("missed_milestones", 2, missed),
                reading("goals_behind", 50, vec![at("plan:objective/2")]),
            ],
        ),
    ]
}
