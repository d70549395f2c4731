use std::collections::BTreeMap;

use grounding::{
    AccountId, HealthScore, InMemory, Invoice, InvoiceStatus, Measure, Milestone, Record, SourceId, SourceKind, Ticket,
};
use jiff::civil::date;
use rust_decimal::Decimal;
use workflow::health::Sample;

use super::*;
use crate::bench::document;
use crate::health::{Backtest, Question};

/// The day of the outcome. The account is scored as of 90 days before, the 31st of March.
const OUTCOME: Date = date(2026, 6, 29);
const LEAD: i32 = 90;

/// A record of the account. Of one that tells its own days nobody knows when it was made.
fn record(id: &str, kind: SourceKind, day: Option<Date>, record: Record) -> Source {
    Source {
        account: Some(AccountId::new("alder")),
        occurred_at: day,
        record: Some(record),
        ..document(id, kind, id.to_owned())
    }
}

/// A figure for each week that ends in these days, counted from the outcome.
fn weeks(days_before: std::ops::RangeInclusive<i32>, value: i64) -> Vec<Source> {
    let days = days_before.step_by(7).map(|days| OUTCOME.saturating_sub(days.days()));
    days.map(|day| {
        let measure = Measure {
            metric: "weekly log-ins".to_owned(),
            unit: String::new(),
            value: Decimal::from(value),
            date: day,
            series: SourceId::new("usage", "series", "alder/weekly log-ins"),
        };
        record(
            &format!("week-{day}"),
            SourceKind::Usage,
            Some(day),
            Record::Measure(measure),
        )
    })
    .collect()
}

fn ticket(is_open: bool) -> Source {
    let ticket = Ticket {
        subject: "Import".to_owned(),
        open: is_open,
        escalated: true,
    };
    record(
        "ticket",
        SourceKind::Ticket,
        Some(date(2026, 1, 12)),
        Record::Ticket(ticket),
    )
}

fn invoice(status: InvoiceStatus) -> Source {
    let invoice = Invoice {
        number: None,
        status,
        currency: "EUR".to_owned(),
        due: Some(Decimal::from(900)),
        paid: None,
        remaining: None,
        created: date(2025, 12, 1),
        due_date: Some(date(2025, 12, 31)),
    };
    record(
        "invoice",
        SourceKind::Invoice,
        Some(date(2025, 12, 1)),
        Record::Invoice(invoice),
    )
}

fn milestone(completed: Option<Date>) -> Source {
    let milestone = Milestone {
        project: SourceId::new("project", "project", "first"),
        name: "All sites live".to_owned(),
        due: Some(date(2026, 2, 27)),
        completed,
    };
    record("milestone", SourceKind::Milestone, None, Record::Milestone(milestone))
}

/// What was there on the day: usage that fell by a third, a ticket and an invoice that were open, a milestone that
/// was missed.
fn known_then() -> Vec<Source> {
    let mut sources = weeks(120..=210, 90);
    sources.extend(weeks(92..=119, 60));
    sources.extend([ticket(true), invoice(InvoiceStatus::Open), milestone(None)]);
    sources
}

/// The same records as they are today, and what came since.
fn known_today() -> Vec<Source> {
    let mut sources = weeks(120..=210, 90);
    sources.extend(weeks(92..=119, 60));
    sources.extend([
        ticket(false),
        invoice(InvoiceStatus::Paid),
        milestone(Some(date(2026, 4, 20))),
    ]);
    sources.extend(weeks(1..=85, 5));
    let later = Ticket {
        subject: "Cancellation".to_owned(),
        open: true,
        escalated: true,
    };
    sources.push(record(
        "later",
        SourceKind::Ticket,
        Some(date(2026, 4, 1)),
        Record::Ticket(later),
    ));
    sources
}

fn account() -> Account {
    Account {
        id: AccountId::new("alder"),
        name: "Alder & Sons".to_owned(),
        aliases: Vec::new(),
    }
}

fn policy() -> HealthPolicy {
    HealthPolicy {
        least_known_percent: Decimal::TEN,
        ..HealthPolicy::default()
    }
}

fn outcome(account: &str) -> Labelled {
    Labelled {
        account: account.to_owned(),
        outcome: Outcome::Churned,
        date: OUTCOME,
        line: 2,
    }
}

/// Waits for what never waits: evidence in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(future)
}

fn replayed(sources: Vec<Source>, observe: Observe, leads: &[i32]) -> Replayed {
    let evidence = InMemory::new(vec![account()], sources);
    let outcomes = [outcome("alder & sons")];
    now(replay_by(observe, &evidence, &[account()], &outcomes, &policy(), leads)).unwrap()
}

/// The account so many days before its outcome.
fn past_of(sources: Vec<Source>, lead: i32) -> Past {
    let replayed = replayed(sources, as_of_then, &[lead]);
    replayed.cases[0].before[&lead].clone()
}

/// What came later changes nothing, neither as a record nor as the state of a record that was there.
#[test]
fn what_came_later_changes_no_score() {
    let (then, today) = (past_of(known_then(), LEAD), past_of(known_today(), LEAD));
    assert_eq!((then.later_records, today.later_records), (0, 14));
    assert_eq!((then.later_observations, today.later_observations), (0, 1));
    let counted = |past: Past| Past {
        later_records: 0,
        later_observations: 0,
        ..past
    };
    assert_eq!(counted(today.clone()), counted(then));
    assert_eq!(today.day, date(2026, 3, 31));
    // A fall by a third is worth 22.3 points, one missed milestone of at most two is worth half.
    assert_eq!(
        today.points,
        BTreeMap::from([(SignalName::Usage, 22.3), (SignalName::Milestones, 50.0)])
    );
    assert_eq!(today.leaks, []);
    // As of a day on which it was known, it counts.
    let after = past_of(known_today(), 60);
    assert_eq!(
        (after.points[&SignalName::Usage], after.later_records),
        (0.0, 9),
        "{after:?}"
    );
}

/// What somebody recorded of an account's health may tell where it is going, never how it is.
#[test]
fn a_recorded_score_counts_for_no_score() {
    let mut sources = known_then();
    let recorded = HealthScore {
        score: Some(Decimal::from(3)),
        level: "red".to_owned(),
        author: None,
        date: date(2026, 3, 2),
    };
    let day = Some(recorded.date);
    sources.push(record("recorded", SourceKind::Snapshot, day, Record::Health(recorded)));
    let (with, without) = (past_of(sources, LEAD), past_of(known_then(), LEAD));
    assert_eq!(
        (with.score, with.level, with.points),
        (without.score, without.level, without.points)
    );
}

/// Takes a figure of next week in, as a reader might that takes the first day of a week for its last.
fn with_next_week(ledger: &Ledger) -> Observed<'_> {
    let mut observed = as_of_then(ledger);
    let next_week = Sample {
        date: observed.as_of.saturating_add(7.days()),
        value: Decimal::ONE,
        source: None,
    };
    for series in &mut observed.measured {
        series.samples.push(next_week);
    }
    observed
}

/// Forgets to step back, so that what is undated is taken for what was known.
fn of_today(ledger: &Ledger) -> Observed<'_> {
    Observed::of(ledger)
}

/// A leak that somebody planted is caught, and told by its account.
#[test]
fn a_planted_leak_is_caught() {
    let leaky = replayed(known_today(), with_next_week, &[LEAD]);
    let found = &leaky.cases[0].before[&LEAD].leaks;
    let late = |what: &str, date: Date| Late {
        what: what.to_owned(),
        date,
    };
    assert_eq!(*found, [late("weekly log-ins", date(2026, 4, 7))]);
    let question = Question {
        lead_days: LEAD,
        at_risk_from: Level::Amber,
        with_caps: true,
    };
    let report = Backtest::of("outcomes.csv", "built-in", question, &leaky);
    let told: Vec<_> = report.leaks.iter().map(|it| (it.account.as_str(), it.as_of)).collect();
    assert_eq!(told, [("alder", date(2026, 3, 31))]);

    let forgetful = replayed(known_today(), of_today, &[LEAD]);
    assert_eq!(
        forgetful.cases[0].before[&LEAD].leaks[..2],
        [
            late("the day of the observation", date(2026, 4, 1)),
            late("the day of the score", date(2026, 4, 1)),
        ]
    );
}

#[test]
fn an_account_goes_by_its_slug_or_by_a_name_that_is_its_own() {
    let other = |id: &str, name: &str| Account {
        id: AccountId::new(id),
        name: name.to_owned(),
        aliases: Vec::new(),
    };
    let accounts = [
        account(),
        other("birch", "Birch"),
        other("birch-2", "Birch"),
        other("cedar", "Alder"),
    ];
    let found = |name: &str| named(&accounts, name).map(|account| account.id.to_string());
    assert_eq!(found("Alder & Sons").as_deref(), Some("alder"));
    assert_eq!(found("alder").as_deref(), Some("alder"));
    // Two are called so, and one of them has it for its slug only in another case.
    assert_eq!(found("Birch"), None);
    assert_eq!(found("birch").as_deref(), Some("birch"));
    let evidence = InMemory::new(accounts.to_vec(), Vec::new());
    let outcomes = [outcome("nobody"), outcome("cedar")];
    let replayed = now(replay(&evidence, &accounts, &outcomes, &policy(), &[30, 90])).unwrap();
    assert_eq!(replayed.unknown_accounts, [("nobody".to_owned(), 2)]);
    let leads: Vec<i32> = replayed.cases[0].before.keys().copied().collect();
    assert_eq!((replayed.cases.len(), leads), (1, vec![30, 90]));
}
