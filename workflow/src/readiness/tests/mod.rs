//! Ledgers built by hand, and what each of them lacks.

mod sales;
mod staff;
mod together;
mod value;

use std::sync::Arc;

use grounding::{
    Account, AccountId, AccountRecord, Affiliation, Audience, Author, Deal, Event, GoalStatus, Kpi, Ledger, Measure,
    Place, Record, Source, SourceId, SourceKind, Span, State, Ticket, Value, ValueRole, View, Visibility,
};
use jiff::civil::{Date, date};

use super::{Answer, readiness};
use crate::people::{Grant, Person, Role};

/// The day on which the account's deal closed.
const CLOSED: Date = date(2026, 3, 1);

fn source(id: &str, kind: SourceKind, day: Date, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("acme")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(day),
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

fn record(id: &str, kind: SourceKind, day: Date, record: Record) -> Source {
    Source {
        record: Some(record),
        ..source(id, kind, day, "a: b")
    }
}

fn said(id: &str, kind: SourceKind, day: Date, text: &str, by: (&str, Affiliation)) -> Source {
    let author = Author {
        span: Span::new(0, text.len()),
        name: by.0.to_owned(),
        email: None,
        affiliation: by.1,
    };
    Source {
        authors: vec![author],
        ..source(id, kind, day, text)
    }
}

fn note(id: &str, day: Date, by: (&str, Affiliation)) -> Source {
    said(id, SourceKind::Note, day, "Talked about the rollout.", by)
}

fn deal() -> Source {
    let deal = Deal {
        name: "Acme: rollout".to_owned(),
        stage: "Closed Won".to_owned(),
        won: true,
        closed: true,
        close_date: Some(CLOSED),
        amount: None,
        currency: String::new(),
        owner: None,
    };
    record("crm:opportunity/1", SourceKind::Opportunity, CLOSED, Record::Deal(deal))
}

fn owned_by(owner: Option<&str>) -> Source {
    let account = AccountRecord {
        name: "Acme".to_owned(),
        owner: owner.map(ToOwned::to_owned),
    };
    record("crm:account/1", SourceKind::Account, CLOSED, Record::Account(account))
}

fn ticket() -> Source {
    let ticket = Ticket {
        subject: "Slow".to_owned(),
        open: false,
        escalated: false,
    };
    record("zendesk:ticket/1", SourceKind::Ticket, CLOSED, Record::Ticket(ticket))
}

/// A KPI whose baseline is of the first day and whose last measurement is of the second.
fn kpi(baseline: Date, current: Option<Date>) -> Source {
    let kpi = Kpi {
        goal: SourceId::raw("plan:objective/1"),
        metric: "reporting time".to_owned(),
        unit: "h".to_owned(),
        baseline: Some(9.into()),
        target: Some(5.into()),
        current: current.map(|_| 6.into()),
        current_date: current,
        status: GoalStatus::OnTrack,
        due: None,
    };
    let value = Value {
        span: Span::new(0, 1),
        metric: "reporting time".to_owned(),
        value: 9.into(),
        unit: "h".to_owned(),
        period: Some(baseline),
        role: ValueRole::Baseline,
    };
    Source {
        values: vec![value],
        ..record("plan:kpi/1", SourceKind::Kpi, CLOSED, Record::Kpi(kpi))
    }
}

fn measure(day: Date, value: i64) -> Source {
    let measure = Measure {
        metric: "seats".to_owned(),
        unit: String::new(),
        value: value.into(),
        date: day,
        series: SourceId::raw("usage:series/acme/seats"),
    };
    record(
        &format!("usage:row/{day}"),
        SourceKind::Usage,
        day,
        Record::Measure(measure),
    )
}

fn event(day: Date) -> Source {
    let event = Event {
        name: "log-in".to_owned(),
        user: None,
        date: day,
        series: SourceId::raw("usage:series/acme/log-in"),
    };
    record(
        &format!("usage:event/{day}"),
        SourceKind::Usage,
        day,
        Record::Event(event),
    )
}

fn order_form(text: &str) -> Source {
    source("contract:order-form/acme", SourceKind::OrderForm, CLOSED, text)
}

fn ledger(sources: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("acme"),
        name: "Acme".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: date(2026, 6, 30),
        audience: Audience::Internal,
    };
    Ledger::new(account, view, sources.into_iter().map(Arc::new).collect())
}

fn person(login: &str, grants: &[(Role, Option<&str>)]) -> Person {
    let grant = |(role, account): &(Role, Option<&str>)| Grant {
        role: *role,
        account: account.map(AccountId::new),
    };
    Person {
        login: login.to_owned(),
        name: format!("Name of {login}"),
        email: None,
        grants: grants.iter().map(grant).collect(),
        active: true,
    }
}

/// The answer of that name.
fn of<'a>(answers: &'a [Answer], name: &str) -> &'a Answer {
    answers.iter().find(|answer| answer.condition.name == name).unwrap()
}

/// The answer of that name, for an account with these sources and a desk with these people.
fn ask(name: &str, sources: Vec<Source>, people: &[Person]) -> Answer {
    of(&readiness(&ledger(sources), people).answers, name).clone()
}

/// An answer on one line.
fn told(answer: &Answer) -> String {
    let to_do = answer.to_do.as_ref().map(|it| format!(" -> {it}")).unwrap_or_default();
    format!("{:?}: {}{to_do}", answer.readiness, answer.why)
}
