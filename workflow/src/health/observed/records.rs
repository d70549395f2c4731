//! Records that say one thing each: tickets, answers, invoices, milestones, goals, KPIs, scores.

use grounding::{
    Affiliation, Goal, GoalStatus, HealthScore, Invoice, InvoiceStatus, Ledger, Milestone, Source, SurveyAnswer, Ticket,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Answered, Billed, GoalSeen, KpiSeen, MilestoneSeen, Scored, TicketSeen, level_of};
use crate::account::{KpiState, kpis};
use crate::health::kept::is_own;

/// A ticket; none where nobody says when it was opened.
pub(super) fn ticket<'a>(source: &'a Source, ticket: &Ticket) -> Option<TicketSeen<'a>> {
    Some(TicketSeen {
        opened: source.occurred_at?,
        is_open: Some(ticket.open),
        is_escalated: ticket.escalated,
        source: Some(source),
    })
}

/// An answer of the customer's; none for one of ours, who tried the survey out, and for a score that
/// is on no scale from 0 to 10.
pub(super) fn answer<'a>(source: &'a Source, answer: &SurveyAnswer) -> Option<Answered<'a>> {
    let is_ours = source.author().is_some_and(|it| it.affiliation == Affiliation::Vendor);
    let on_scale = (Decimal::ZERO..=Decimal::TEN).contains(&answer.score);
    (on_scale && !is_ours).then_some(Answered {
        date: answer.date,
        score: answer.score,
        source: Some(source),
    })
}

/// An invoice that was sent; none for a draft and for one that was withdrawn.
pub(super) fn invoice<'a>(source: &'a Source, invoice: &Invoice) -> Option<Billed<'a>> {
    let is_unpaid = match invoice.status {
        InvoiceStatus::Draft | InvoiceStatus::Void => return None,
        InvoiceStatus::Paid => Some(false),
        // What nobody expects to be paid any more was not paid.
        InvoiceStatus::Open | InvoiceStatus::Uncollectible => Some(left(invoice).is_none_or(is_something)),
        InvoiceStatus::Other => left(invoice).map(is_something),
    };
    Some(Billed {
        created: invoice.created,
        due: invoice.due_date,
        is_unpaid,
        source: Some(source),
    })
}

/// What is left to pay, where the invoice says so.
fn left(invoice: &Invoice) -> Option<Decimal> {
    invoice.remaining.or_else(|| match invoice.paid {
        Some(paid) => invoice.due?.checked_sub(paid),
        None => invoice.due.filter(Decimal::is_zero),
    })
}

fn is_something(amount: Decimal) -> bool {
    amount > Decimal::ZERO
}

/// A milestone as of a day: one that was reached later was open then.
pub(super) fn milestone<'a>(source: &'a Source, milestone: &Milestone, as_of: Date) -> MilestoneSeen<'a> {
    MilestoneSeen {
        due: milestone.due,
        completed: milestone.completed.filter(|day| *day <= as_of),
        source: Some(source),
    }
}

/// A recorded score.
pub(super) fn score<'a>(source: &'a Source, score: &HealthScore) -> Scored<'a> {
    Scored {
        date: score.date,
        score: score.score,
        level: level_of(&score.level),
        is_ours: is_own(source),
        source: Some(source),
    }
}

/// The goals that are neither closed nor reached.
pub(super) fn goals(ledger: &Ledger) -> Vec<GoalSeen<'_>> {
    let open = ledger.goals().iter().filter(|goal| is_open(goal));
    open.map(|goal| GoalSeen {
        is_behind: Some(matches!(goal.record.status, GoalStatus::OffTrack | GoalStatus::Blocked)),
        due: goal.due(),
        source: ledger.source(&goal.id),
    })
    .collect()
}

/// The KPIs of those goals as of a day, and how many of their figures are later.
pub(super) fn kpis_seen(ledger: &Ledger, as_of: Date) -> (Vec<KpiSeen<'_>>, usize) {
    let mut later = 0;
    let mut known = |day: Option<Date>| {
        let is_later = day.is_some_and(|day| day > as_of);
        later += usize::from(is_later);
        !is_later
    };
    let open = kpis(ledger).into_iter().filter(|state| is_open(state.goal));
    let seen = open
        .map(|state| {
            let KpiState {
                goal,
                source,
                kpi,
                baseline_day,
            } = state;
            let (has_baseline, has_current) = (known(baseline_day), known(kpi.current_date));
            KpiSeen {
                metric: &kpi.metric,
                unit: &kpi.unit,
                baseline: kpi.baseline.filter(|_| has_baseline),
                baseline_day: baseline_day.filter(|_| has_baseline),
                target: kpi.target,
                current: kpi.current.filter(|_| has_current),
                current_day: kpi.current_date.filter(|_| has_current),
                due: kpi.due.or_else(|| goal.due()),
                goal: goal.id.to_string(),
                source: Some(source),
            }
        })
        .collect();
    (seen, later)
}

fn is_open(goal: &Goal) -> bool {
    goal.is_open() && goal.record.status != GoalStatus::Completed
}
