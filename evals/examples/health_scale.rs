//! How long does it take to score a tenant's accounts, and in how much memory? Each account has two years of daily
//! figures of two metrics, tickets, invoices and mails; it is made up, scored and forgotten, so that memory should not
//! grow with the number of accounts.
//!
//! ```text
//! cargo run --release -p evals --example health_scale
//! cargo run --release -p evals --example health_scale -- 2000
//! ```

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use grounding::{
    Account, AccountId, Affiliation, Audience, Author, Invoice, InvoiceStatus, Ledger, Measure, Place, Record, Source,
    SourceId, SourceKind, Span, State, Ticket, View, Visibility,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use workflow::health::{
    Billed, HealthPolicy, Level, Measured, MetricRole, Observed, Sample, SignalName, Snapshot, TicketSeen, Touch,
    TouchKind, Voice,
};

/// So many accounts, where nobody says how many.
const ACCOUNTS: usize = 10_000;

/// Two years.
const DAYS: usize = 730;

/// The last day, on which all are scored.
const TODAY: Date = date(2026, 6, 30);

/// The work is shared by so many.
const WORKERS: usize = 2;

const METRICS: [(&str, MetricRole); 2] = [
    ("daily active users", MetricRole::Usage),
    ("features used", MetricRole::Adoption),
];

const MAILS: [&str; 3] = [
    "The new import works well and we are happy with it.",
    "We are still waiting, and the delay is a problem for our team.",
    "Please send the invoice to our office in Leeds.",
];

fn main() -> Result<(), Box<dyn Error>> {
    let accounts = match std::env::args().nth(1) {
        Some(count) => count.parse()?,
        None => ACCOUNTS,
    };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{DAYS} days, {} metrics; {}, {WORKERS} workers; {}",
        METRICS.len(),
        machine(),
        jiff::Zoned::now().date()
    )?;
    if cfg!(debug_assertions) {
        writeln!(out, "built without optimisation: the times say nothing")?;
    }
    writeln!(
        out,
        "\n| scored from | accounts | seconds | accounts/s | peak MiB | green | amber | red |"
    )?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    // A tenth first: where memory is flat, all of them take no more of it.
    for (name, score) in [
        ("observations", of_observations as fn(usize) -> Level),
        ("records", of_records),
    ] {
        for accounts in [accounts / 10, accounts] {
            forget_peak();
            let (took, levels) = measure(accounts, score);
            let rate = accounts as u128 * 1_000 / took.as_millis().max(1);
            let count = |level: Level| levels.iter().filter(|it| **it == level).count();
            writeln!(
                out,
                "| {name} | {accounts} | {:.1} | {rate} | {} | {} | {} | {} |",
                took.as_secs_f64(),
                peak_mib(),
                count(Level::Green),
                count(Level::Amber),
                count(Level::Red)
            )?;
        }
    }
    Ok(())
}

/// Scores so many accounts, each as soon as somebody is free.
fn measure(accounts: usize, score: fn(usize) -> Level) -> (Duration, Vec<Level>) {
    let begun = Instant::now();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut levels = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= accounts {
                return levels;
            }
            levels.push(score(number));
        }
    };
    let levels = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().filter_map(|worker| worker.join().ok());
        done.flatten().collect()
    });
    (begun.elapsed(), levels)
}

/// Scores an account from what was observed of it, as a back-test of plain tables would.
fn of_observations(number: usize) -> Level {
    let measured = METRICS.iter().enumerate().map(|(metric, (name, role))| Measured {
        metric: (*name).to_owned(),
        unit: String::new(),
        role: *role,
        samples: days()
            .map(|(at, day)| Sample {
                date: day,
                value: figure(number, metric, at),
                source: None,
            })
            .collect(),
        conflicts: Vec::new(),
        notes: Vec::new(),
    });
    let tickets = ticket_days(number).map(|(at, day)| TicketSeen {
        opened: day,
        is_open: Some(is_open(number, at)),
        is_escalated: at.is_multiple_of(5),
        source: None,
    });
    let invoices = invoice_days().map(|(at, day)| Billed {
        created: day,
        due: Some(day.saturating_add(30.days())),
        is_unpaid: Some(is_unpaid(number, at)),
        source: None,
    });
    let mails = mail_days(number);
    let touches = mails.clone().map(|(_, day)| Touch {
        date: day,
        kind: TouchKind::Heard,
        with_sponsor: false,
        is_support: false,
        source: None,
    });
    let voices = mails.map(|(at, day)| Voice {
        date: day,
        text: MAILS[at % MAILS.len()],
        compound: [0.8, -0.6, 0.1][at % MAILS.len()],
        place: None,
    });
    let observed = Observed {
        as_of: TODAY,
        measured: measured.collect(),
        tickets: tickets.collect(),
        invoices: invoices.collect(),
        touches: touches.collect(),
        voices: voices.collect(),
        ..Observed::default()
    };
    Snapshot::of(&observed, &HealthPolicy::default(), &SignalName::ALL).level
}

/// Scores an account from its records, as a brief does.
fn of_records(number: usize) -> Level {
    let account = Account {
        id: AccountId::new(format!("account-{number}")),
        name: format!("Account {number}"),
        aliases: Vec::new(),
    };
    let mut sources = Vec::with_capacity(METRICS.len() * DAYS + 200);
    for (metric, (name, _)) in METRICS.iter().enumerate() {
        for (at, day) in days() {
            let value = figure(number, metric, at);
            let record = Record::Measure(Measure {
                metric: (*name).to_owned(),
                unit: String::new(),
                value,
                date: day,
                series: SourceId::new("usage", "series", &format!("{}/{name}", account.id)),
            });
            let id = SourceId::new("usage", "row", &format!("{}/{day}/{name}", account.id));
            let text = format!("date: {day}\nmetric: {name}\nvalue: {value}");
            sources.push(source(&account, id, SourceKind::Usage, day, text, Some(record)));
        }
    }
    for (at, day) in ticket_days(number) {
        let record = Record::Ticket(Ticket {
            subject: "Import".to_owned(),
            open: is_open(number, at),
            escalated: at.is_multiple_of(5),
        });
        let id = SourceId::new("desk", "ticket", &format!("{number}-{at}"));
        sources.push(source(
            &account,
            id,
            SourceKind::Ticket,
            day,
            "subject: Import".to_owned(),
            Some(record),
        ));
    }
    for (at, day) in invoice_days() {
        let unpaid = is_unpaid(number, at);
        let record = Record::Invoice(Invoice {
            number: None,
            status: if unpaid {
                InvoiceStatus::Open
            } else {
                InvoiceStatus::Paid
            },
            currency: "EUR".to_owned(),
            due: Some(Decimal::from(900)),
            paid: None,
            remaining: None,
            created: day,
            due_date: Some(day.saturating_add(30.days())),
        });
        let id = SourceId::new("billing", "invoice", &format!("{number}-{at}"));
        sources.push(source(
            &account,
            id,
            SourceKind::Invoice,
            day,
            "due: 900".to_owned(),
            Some(record),
        ));
    }
    for (at, day) in mail_days(number) {
        let id = SourceId::new("mail", "message", &format!("{number}-{at}"));
        let text = MAILS[at % MAILS.len()].to_owned();
        let mut mail = source(&account, id, SourceKind::Mail, day, text, None);
        mail.authors = vec![Author {
            span: Span::new(0, mail.text.len()),
            name: "Kim Lead".to_owned(),
            email: None,
            affiliation: Affiliation::Customer,
        }];
        sources.push(mail);
    }
    let view = View {
        as_of: TODAY,
        audience: Audience::Internal,
    };
    let ledger = Ledger::new(account, view, sources.into_iter().map(Arc::new).collect());
    let observed = Observed::of(&ledger);
    black_box(Snapshot::of(&observed, &HealthPolicy::default(), &SignalName::ALL)).level
}

fn source(
    account: &Account,
    id: SourceId,
    kind: SourceKind,
    day: Date,
    text: String,
    record: Option<Record>,
) -> Source {
    Source {
        id,
        revision: 1,
        account: Some(account.id.clone()),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(day),
        visibility: Visibility::Internal,
        state: State::Live,
        text,
        fields: Vec::new(),
        values: Vec::new(),
        record,
        origin: Place::default(),
    }
}

// What the accounts are like: each from its number, and another than the next.

fn day_before(days: usize) -> Date {
    TODAY.saturating_sub(i64::try_from(days).unwrap_or_default().days())
}

/// The days, oldest first, with their numbers.
fn days() -> impl Iterator<Item = (usize, Date)> {
    (0..DAYS).map(|at| (at, day_before(DAYS - 1 - at)))
}

/// A figure that goes up and down by the week, and in every third account down over the last two months.
fn figure(number: usize, metric: usize, at: usize) -> Decimal {
    let level = 50 + number % 70 + 20 * metric;
    let week = [0, 4, 6, 5, 3, 0, 0][at % 7];
    let lost = if number.is_multiple_of(3) {
        at.saturating_sub(DAYS - 60) * level / 90
    } else {
        0
    };
    Decimal::from(level + week - lost.min(level))
}

/// The days on which tickets came, newest first.
fn ticket_days(number: usize) -> impl Iterator<Item = (usize, Date)> {
    let apart = 20 + number % 40;
    (0..DAYS / apart).map(move |at| (at, day_before(at * apart + number % 20)))
}

fn is_open(number: usize, at: usize) -> bool {
    at == 0 && number.is_multiple_of(4)
}

/// A day a month, newest first.
fn invoice_days() -> impl Iterator<Item = (usize, Date)> {
    (0..DAYS / 30).map(|at| (at, day_before(at * 30)))
}

fn is_unpaid(number: usize, at: usize) -> bool {
    at < 3 && number.is_multiple_of(7)
}

/// The days on which the customer wrote, newest first.
fn mail_days(number: usize) -> impl Iterator<Item = (usize, Date)> + Clone {
    let silent = if number.is_multiple_of(11) { 120 } else { 5 };
    (0..40).map(move |at| (at, day_before(silent + at * 14)))
}

// What the machine says.

/// Lets the system forget how much memory was in use at most, where it can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// How much memory was in use at most since then, in MiB; 0 where the system doesn't tell.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| "unknown processor".to_owned(), |(_, name)| name.to_owned())
}
