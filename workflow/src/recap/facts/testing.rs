//! A small account whose systems call everything by names of their own.

mod account;

use grounding::{
    AccountId, Affiliation, Author, Deal, GoalRecord, GoalStatus, HealthScore, Invoice, InvoiceStatus, Kpi, Measure,
    Milestone, Place, Record, RecordText, Risk, Source, SourceId, SourceKind, Span, State, SurveyAnswer, Ticket, Value,
    ValueRole, Visibility,
};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

pub(in super::super) use account::{busy, judged, ledger, ledger_on};

/// The day that the tests speak of.
pub(in super::super) const AS_OF: Date = date(2026, 6, 30);

/// A record with these fields.
pub(in super::super) fn row(id: &str, kind: SourceKind, day: Date, fields: &[(&str, &str)], record: Record) -> Source {
    let text = RecordText::new();
    let (text, fields) = fields
        .iter()
        .fold(text, |text, (name, value)| text.field(name, value))
        .finish();
    let title = fields.first().map(|field| text[field.span.range()].to_owned());
    Source {
        fields,
        title: title.unwrap_or_default(),
        record: Some(record),
        ..prose(id, kind, day, &text)
    }
}

/// A text without fields.
pub(in super::super) fn prose(id: &str, kind: SourceKind, day: Date, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("larch")),
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

/// A text by somebody at the customer.
pub(in super::super) fn said(id: &str, kind: SourceKind, day: Date, text: &str) -> Source {
    let author = Author {
        span: Span::new(0, text.len()),
        name: "Ada Byrne".to_owned(),
        email: None,
        affiliation: Affiliation::Customer,
    };
    Source {
        authors: vec![author],
        ..prose(id, kind, day, text)
    }
}

/// A goal: its number, what is wished for, its status in the system's words, its day.
pub(in super::super) fn goal(number: u8, name: &str, status: &str, due: &str) -> Source {
    let record = GoalRecord {
        name: name.to_owned(),
        description: String::new(),
        status: GoalStatus::parse(status),
        owner: Some("u7".to_owned()),
        due: due.parse().ok(),
    };
    let fields = [("Wish", name), ("State", status), ("By", due), ("Held by", "u7")];
    row(
        &format!("plan:objective/{number}"),
        SourceKind::Objective,
        date(2026, 1, 5),
        &fields,
        Record::Goal(record),
    )
}

/// A KPI of the goal of that number: its metric and unit, its status, and the figures before, meant
/// and now with their days; an empty figure is missing.
pub(in super::super) fn kpi(number: u8, (metric, unit): (&str, &str), status: &str, figures: [&str; 3]) -> Source {
    let day = if figures[2].is_empty() { "" } else { "2026-06-12" };
    kpi_read_on(day, number, (metric, unit), status, figures)
}

/// The same, last measured on that day.
pub(in super::super) fn kpi_read_on(
    day: &str,
    number: u8,
    (metric, unit): (&str, &str),
    status: &str,
    [before, meant, now]: [&str; 3],
) -> Source {
    let fields = [
        ("Key", "k"),
        ("What", metric),
        ("In", unit),
        ("Then", before),
        ("Taken", "2026-01-31"),
        ("Wanted", meant),
        ("Now", now),
        ("Read on", day),
        ("State", status),
    ];
    let number_of = |figure: &str| figure.parse::<Decimal>().ok();
    let record = Kpi {
        goal: SourceId::raw(format!("plan:objective/{number}")),
        metric: metric.to_owned(),
        unit: unit.to_owned(),
        baseline: number_of(before),
        target: number_of(meant),
        current: number_of(now),
        current_date: day.parse().ok(),
        status: GoalStatus::parse(status),
        due: None,
    };
    let id = format!("plan:kpi/{number}");
    let mut source = row(&id, SourceKind::Kpi, date(2026, 6, 12), &fields, Record::Kpi(record));
    let roles = [
        ("Then", ValueRole::Baseline, "2026-01-31"),
        ("Wanted", ValueRole::Target, ""),
        ("Now", ValueRole::Current, day),
    ];
    let typed = |(name, role, day): (&str, ValueRole, &str)| {
        let field = source.fields.iter().find(|field| field.name == name)?;
        Some(Value {
            span: field.span,
            metric: metric.to_owned(),
            value: number_of(&source.text[field.span.range()])?,
            unit: unit.to_owned(),
            period: day.parse().ok(),
            role,
        })
    };
    source.values = roles.into_iter().filter_map(typed).collect();
    source
}

/// A figure of a metric on a day.
pub(in super::super) fn measure(metric: &str, unit: &str, day: Date, value: i64) -> Source {
    let (written, figure) = (day.to_string(), value.to_string());
    let record = Measure {
        metric: metric.to_owned(),
        unit: unit.to_owned(),
        value: value.into(),
        date: day,
        series: SourceId::raw(format!("usage:series/larch/{metric}")),
    };
    let fields = [("day", written.as_str()), ("name", metric), ("figure", &figure)];
    let id = format!("usage:row/larch/{day}/{metric}");
    row(&id, SourceKind::Usage, day, &fields, Record::Measure(record))
}

/// A milestone of the project, with the days that it was due and completed.
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
    row(
        &format!("project:milestone/{number}"),
        SourceKind::Milestone,
        completed.unwrap_or(date(2026, 1, 5)),
        &fields,
        Record::Milestone(record),
    )
}

/// An answer to a survey.
pub(in super::super) fn survey(number: u8, day: Date, respondent: &str, score: i64, comment: &str) -> Source {
    let (written, points) = (day.to_string(), score.to_string());
    let fields = [
        ("answer", comment),
        ("points", points.as_str()),
        ("by", respondent),
        ("on", &written),
    ];
    let record = SurveyAnswer {
        score: score.into(),
        respondent: (!respondent.is_empty()).then(|| respondent.to_owned()),
        comment: comment.to_owned(),
        date: day,
    };
    let source = row(
        &format!("survey:answer/{number}"),
        SourceKind::Survey,
        day,
        &fields,
        Record::Survey(record),
    );
    let author = Author {
        span: Span::new(0, source.text.len()),
        name: respondent.to_owned(),
        email: None,
        affiliation: Affiliation::Customer,
    };
    Source {
        authors: vec![author],
        ..source
    }
}

/// A health score of our own.
pub(in super::super) fn health(day: Date, score: i64, level: &str) -> Source {
    let record = HealthScore {
        score: Some(score.into()),
        level: level.to_owned(),
        author: None,
        date: day,
    };
    let (written, points) = (day.to_string(), score.to_string());
    let fields = [("on", written.as_str()), ("points", &points), ("light", level)];
    let id = format!("health:snapshot/{day}");
    row(&id, SourceKind::Snapshot, day, &fields, Record::Health(record))
}

/// An open ticket.
pub(in super::super) fn ticket(subject: &str, escalated: bool) -> Source {
    let record = Ticket {
        subject: subject.to_owned(),
        open: true,
        escalated,
    };
    let priority = if escalated { "urgent" } else { "normal" };
    let fields = [("subject", subject), ("status", "open"), ("priority", priority)];
    row(
        "desk:ticket/31",
        SourceKind::Ticket,
        date(2026, 6, 20),
        &fields,
        Record::Ticket(record),
    )
}

/// A recorded risk.
pub(in super::super) fn risk(title: &str, owner: &str) -> Source {
    let record = Risk {
        title: title.to_owned(),
        severity: "High".to_owned(),
        open: true,
        owner: (!owner.is_empty()).then(|| owner.to_owned()),
    };
    let fields = [
        ("What", title),
        ("Grade", "High"),
        ("State", "Open"),
        ("Held by", owner),
    ];
    row(
        "plan:risk/1",
        SourceKind::Risk,
        date(2026, 6, 3),
        &fields,
        Record::Risk(record),
    )
}

/// An invoice of which everything is left to pay.
pub(in super::super) fn invoice(due: Date) -> Source {
    let written = due.to_string();
    let fields = [
        ("no", "LQ-204"),
        ("left", "EUR 1,250.00"),
        ("pay by", written.as_str()),
        ("state", "open"),
    ];
    let record = Invoice {
        number: Some("LQ-204".to_owned()),
        status: InvoiceStatus::Open,
        currency: "EUR".to_owned(),
        due: Some(1250.into()),
        paid: None,
        remaining: Some(1250.into()),
        created: date(2026, 5, 1),
        due_date: Some(due),
    };
    let day = date(2026, 5, 1);
    let mut source = row(
        "billing:invoice/204",
        SourceKind::Invoice,
        day,
        &fields,
        Record::Invoice(record),
    );
    source.values = vec![Value {
        span: source.fields[1].span,
        metric: "left".to_owned(),
        value: 1250.into(),
        unit: "EUR".to_owned(),
        period: Some(day),
        role: ValueRole::Amount,
    }];
    source
}

/// The open deal that renews the contract on that day.
pub(in super::super) fn renewal(closes: Date) -> Source {
    let written = closes.to_string();
    let record = Deal {
        name: "Larch renewal 2026".to_owned(),
        stage: "Talks".to_owned(),
        won: false,
        closed: false,
        close_date: Some(closes),
        amount: Some(90_000.into()),
        currency: "EUR".to_owned(),
        owner: None,
    };
    let fields = [
        ("Deal", "Larch renewal 2026"),
        ("Closes", written.as_str()),
        ("Stage", "Talks"),
    ];
    let day = date(2026, 5, 2);
    row(
        "crm:opportunity/9",
        SourceKind::Opportunity,
        day,
        &fields,
        Record::Deal(record),
    )
}
