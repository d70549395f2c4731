//! Records of the account's systems.

use grounding::{
    Contact, Event, GoalRecord, GoalStatus, HealthScore, Invoice, InvoiceStatus, Kpi, Measure, Milestone, Record, Risk,
    Source, SourceId, SourceKind, SurveyAnswer, Task, Ticket, ValueRole,
};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::{by, row, with_figure};

/// A figure of a metric on a day.
pub(in super::super) fn measure(metric: &str, day: Date, value: i64) -> Source {
    let (written, figure) = (day.to_string(), value.to_string());
    let record = Measure {
        metric: metric.to_owned(),
        unit: String::new(),
        value: value.into(),
        date: day,
        series: SourceId::raw(format!("usage:series/ottmar/{metric}")),
    };
    let fields = [("day", written.as_str()), ("name", metric), ("figure", &figure)];
    let id = format!("usage:row/ottmar/{day}/{metric}");
    row(&id, SourceKind::Usage, day, &fields, Record::Measure(record))
}

/// Something done in the product.
pub(in super::super) fn event(number: u8, name: &str, day: Date) -> Source {
    let written = day.to_string();
    let record = Event {
        name: name.to_owned(),
        user: None,
        date: day,
        series: SourceId::raw(format!("usage:series/ottmar/{name}")),
    };
    let fields = [("what", name), ("at", written.as_str()), ("from", "web client")];
    let id = format!("usage:event/{number}");
    row(&id, SourceKind::Usage, day, &fields, Record::Event(record))
}

/// An open ticket.
pub(in super::super) fn ticket(number: u16, subject: &str, day: Date, marks: [&str; 2]) -> Source {
    let record = Ticket {
        subject: subject.to_owned(),
        open: marks[0] != "solved",
        escalated: marks[1] == "urgent",
    };
    let fields = [
        ("Subject", subject),
        ("Ticket Status", marks[0]),
        ("Priority", marks[1]),
    ];
    let id = format!("desk:ticket/{number}");
    row(&id, SourceKind::Ticket, day, &fields, Record::Ticket(record))
}

/// An invoice of EUR 1,250.
pub(in super::super) fn invoice(number: &str, due: Date, status: InvoiceStatus) -> Source {
    let is_open = status == InvoiceStatus::Open;
    let (written, words) = (due.to_string(), if is_open { "open" } else { "paid" });
    let left = if is_open { 1250 } else { 0 };
    let fields = [
        ("no", number),
        ("left", if is_open { "EUR 1,250.00" } else { "EUR 0.00" }),
        ("pay by", written.as_str()),
        ("state", words),
    ];
    let record = Invoice {
        number: Some(number.to_owned()),
        status,
        currency: "EUR".to_owned(),
        due: Some(1250.into()),
        paid: None,
        remaining: Some(left.into()),
        created: date(2026, 2, 1),
        due_date: Some(due),
    };
    let id = format!("billing:invoice/{number}");
    let source = row(
        &id,
        SourceKind::Invoice,
        date(2026, 2, 1),
        &fields,
        Record::Invoice(record),
    );
    let mut source = with_figure(source, "left", left, date(2026, 2, 1), ValueRole::Amount);
    source.values[0].unit = "EUR".to_owned();
    source
}

/// A milestone, with the days that it was due and completed.
pub(in super::super) fn milestone(number: u8, name: &str, due: Date, completed: Option<Date>) -> Source {
    let done = completed.map(|day| day.to_string()).unwrap_or_default();
    let record = Milestone {
        project: SourceId::raw("project:project/1"),
        name: name.to_owned(),
        due: Some(due),
        completed,
    };
    let due_by = due.to_string();
    let fields = [("Step", name), ("Planned", due_by.as_str()), ("Done", &done)];
    let day = completed.unwrap_or(date(2026, 1, 5));
    let id = format!("project:milestone/{number}");
    row(&id, SourceKind::Milestone, day, &fields, Record::Milestone(record))
}

/// A goal: what is wished for, its status in the system's words, its day.
pub(in super::super) fn goal(number: u8, name: &str, status: &str, due: &str) -> Source {
    let record = GoalRecord {
        name: name.to_owned(),
        description: String::new(),
        status: GoalStatus::parse(status),
        owner: Some("u7".to_owned()),
        due: due.parse().ok(),
    };
    let fields = [("Wish", name), ("State", status), ("By", due), ("Held by", "u7")];
    let id = format!("plan:objective/{number}");
    row(
        &id,
        SourceKind::Objective,
        date(2026, 1, 5),
        &fields,
        Record::Goal(record),
    )
}

/// A KPI of the goal of that number, with the figures before, meant and now.
pub(in super::super) fn kpi(number: u8, metric: &str, status: &str, [before, meant, now]: [i64; 3]) -> Source {
    let (then, read) = (date(2026, 1, 31), date(2026, 6, 12));
    let written = [before, meant, now].map(|it| it.to_string());
    let fields = [
        ("Key", "k"),
        ("What", metric),
        ("Then", &written[0]),
        ("Taken", "2026-01-31"),
        ("Wanted", &written[1]),
        ("Now", &written[2]),
        ("Read on", "2026-06-12"),
        ("State", status),
    ];
    let figure = |number: i64| Some(Decimal::from(number));
    let record = Kpi {
        goal: SourceId::raw(format!("plan:objective/{number}")),
        metric: metric.to_owned(),
        unit: String::new(),
        baseline: figure(before),
        target: figure(meant),
        current: figure(now),
        current_date: Some(read),
        status: GoalStatus::parse(status),
        due: None,
    };
    let id = format!("plan:kpi/{number}");
    let source = row(&id, SourceKind::Kpi, read, &fields, Record::Kpi(record));
    let source = with_figure(source, "Then", before, then, ValueRole::Baseline);
    let mut source = with_figure(source, "Wanted", meant, then, ValueRole::Target);
    source.values[1].period = None;
    let mut source = with_figure(source, "Now", now, read, ValueRole::Current);
    source
        .values
        .iter_mut()
        .for_each(|it| metric.clone_into(&mut it.metric));
    source
}

/// An answer to a survey.
pub(in super::super) fn survey(number: u8, name: &str, day: Date, score: i64, comment: &str) -> Source {
    let (written, points) = (day.to_string(), score.to_string());
    let fields = [("answer", comment), ("points", &points), ("by", name), ("on", &written)];
    let record = SurveyAnswer {
        score: score.into(),
        respondent: Some(name.to_owned()),
        comment: comment.to_owned(),
        date: day,
    };
    let id = format!("survey:answer/{number}");
    by(name, row(&id, SourceKind::Survey, day, &fields, Record::Survey(record)))
}

/// A health score that somebody recorded, with a part of it.
pub(in super::super) fn health(day: Date, score: i64, level: &str) -> Source {
    let record = HealthScore {
        score: Some(score.into()),
        level: level.to_owned(),
        author: None,
        date: day,
    };
    let (written, points) = (day.to_string(), score.to_string());
    let fields = [
        ("on", written.as_str()),
        ("score", &points),
        ("light", level),
        ("use", &points),
    ];
    let id = format!("health:snapshot/{day}");
    let source = row(&id, SourceKind::Snapshot, day, &fields, Record::Health(record));
    with_figure(source, "score", score, day, ValueRole::Current)
}

/// An activity logged in the CRM.
pub(in super::super) fn task(number: u8, subject: &str, day: Date, description: &str) -> Source {
    let written = day.to_string();
    let record = Task {
        subject: subject.to_owned(),
        completed: true,
        date: Some(day),
        owner: Some("u7".to_owned()),
    };
    let fields = [("Topic", subject), ("Text", description), ("Day", &written)];
    let id = format!("crm:task/{number}");
    row(&id, SourceKind::Task, day, &fields, Record::Task(record))
}

/// A recorded risk.
pub(in super::super) fn risk(title: &str) -> Source {
    let record = Risk {
        title: title.to_owned(),
        severity: "High".to_owned(),
        open: true,
        owner: None,
    };
    let fields = [("What", title), ("Grade", "High"), ("State", "Open"), ("Held by", "")];
    row(
        "plan:risk/1",
        SourceKind::Risk,
        date(2026, 6, 3),
        &fields,
        Record::Risk(record),
    )
}

/// Somebody at the customer.
pub(in super::super) fn contact(name: &str, title: &str) -> Source {
    let record = Contact {
        name: name.to_owned(),
        title: title.to_owned(),
        email: None,
        role: None,
    };
    let fields = [("Full name", name), ("Job", title)];
    let id = format!("crm:contact/{}", name.to_lowercase().replace(' ', "-"));
    row(
        &id,
        SourceKind::Contact,
        date(2025, 12, 1),
        &fields,
        Record::Contact(record),
    )
}
