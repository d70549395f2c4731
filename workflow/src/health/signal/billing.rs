//! The signal `billing`: whether invoices are paid.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::held::{days_since, hold, number, seen, unless_good};
use super::{Reading, Signal, SignalName, of_readings};
use crate::health::observed::{Billed, Observed};
use crate::health::policy::HealthPolicy;

#[cfg(test)]
mod tests;

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    let readings = days_overdue(observed, policy).into_iter().collect();
    Signal {
        notes: notes(observed),
        ..of_readings(SignalName::Billing, observed, policy, newest(observed), readings)
    }
}

fn days_overdue<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let invoices = || observed.invoices.iter();
    let unsure = invoices().any(|invoice| may_be_overdue(invoice, observed.as_of));
    let (days, seen) = if let Some((due, oldest)) = overdue(observed).first() {
        let days = Decimal::from(days_since(observed.as_of, *due));
        (days, seen(Some(*due), oldest.source))
    } else {
        // That nothing is overdue is best said by the newest invoice that is paid.
        let newest = invoices().max_by_key(|invoice| (invoice.is_unpaid == Some(false), invoice.created))?;
        (number(0), seen(Some(newest.created), newest.source))
    };
    let reading = hold("days_overdue", days, vec![seen], observed, policy)?;
    unless_good(reading, unsure)
}

/// The invoices that are unpaid and past their due date, the longest first. On the due date itself
/// an invoice is not overdue; the day after it is one day overdue.
fn overdue<'o, 'a>(observed: &'o Observed<'a>) -> Vec<(Date, &'o Billed<'a>)> {
    let is_unpaid = |invoice: &&Billed<'a>| invoice.is_unpaid == Some(true);
    let dated = |invoice: &'o Billed<'a>| Some((invoice.due?, invoice));
    let unpaid = observed.invoices.iter().filter(is_unpaid).filter_map(dated);
    let mut overdue: Vec<_> = unpaid.filter(|(due, _)| *due < observed.as_of).collect();
    overdue.sort_by_key(|(due, _)| *due);
    overdue
}

/// Whether nobody can say if an invoice is overdue: whether it is paid, or when it is due, is not
/// on record.
fn may_be_overdue(invoice: &Billed<'_>, as_of: Date) -> bool {
    match (invoice.is_unpaid, invoice.due) {
        (Some(false), _) => false,
        (Some(true), due) => due.is_none(),
        (None, due) => due.is_none_or(|due| due < as_of),
    }
}

/// An invoice that is unpaid is evidence of the day, however long ago it was made; one that is paid
/// is as old as itself.
fn newest(observed: &Observed<'_>) -> Option<Date> {
    let day = |invoice: &Billed<'_>| match invoice.is_unpaid {
        Some(true) => observed.as_of,
        Some(false) | None => invoice.created,
    };
    observed.invoices.iter().map(day).max()
}

fn notes(observed: &Observed<'_>) -> Vec<String> {
    let invoices = || observed.invoices.iter();
    let total = observed.invoices.len();
    if total == 0 {
        return vec!["no invoice is on record, which doesn't say that all are paid".to_owned()];
    }
    let mut notes = Vec::new();
    let overdue = overdue(observed).len();
    if overdue > 1 {
        notes.push(format!(
            "the oldest is one of {overdue} invoices that are past their due date"
        ));
    }
    let unsure = invoices().filter(|invoice| invoice.is_unpaid.is_none()).count();
    if unsure > 0 {
        notes.push(format!(
            "whether it is paid is unknown for {unsure} of {total} invoices"
        ));
    }
    let unpaid = || invoices().filter(|invoice| invoice.is_unpaid == Some(true));
    let undated = unpaid().filter(|invoice| invoice.due.is_none()).count();
    if undated > 0 {
        let unpaid = unpaid().count();
        notes.push(format!(
            "when it is due is unknown for {undated} of {unpaid} unpaid invoices"
        ));
    }
    notes
}
