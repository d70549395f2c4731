//! What was signed, and what is to be paid.

use grounding::{Citation, Invoice, InvoiceStatus, SignedScope, Source};
use rust_decimal::Decimal;

use super::{MOST_LOOKED_AT, Prefilled, Records, number};
use crate::account::{cite_day, renewal_clause};
use crate::cite::{cite_field, cite_span, cite_value};
use crate::scorecard::value::Value;

/// When the contract renews, by the order form, else by the open deal that renews it.
pub(super) fn renewal_date(records: Records<'_>) -> Option<Prefilled> {
    let day = crate::overview::renewal(records.ledger)?;
    let by_clause = || {
        let scope = SignedScope::of(records.ledger)?;
        let clause = renewal_clause(&scope, day)?;
        Some(cite_span(scope.source, clause.span))
    };
    let by_deal = || {
        let mut open = records.ledger.deals().filter(|(_, deal)| !deal.closed);
        let (source, _) = open.find(|(_, deal)| deal.close_date == Some(day))?;
        Some(cite_day(source, day))
    };
    Some(Prefilled {
        value: Value::Date(day),
        citations: vec![by_clause().or_else(by_deal)?],
    })
}

/// What is unpaid after its day, in the invoices' currency. No answer where they have several, and
/// where there is no invoice at all.
pub(super) fn overdue_amount(records: Records<'_>) -> Option<Prefilled> {
    let mut all: Vec<(&Source, &Invoice)> = records.ledger.invoices().collect();
    all.sort_by_key(|(source, invoice)| (invoice.created, &source.id));
    let late: Vec<_> = all
        .iter()
        .filter(|(_, invoice)| {
            let is_open = !matches!(
                invoice.status,
                InvoiceStatus::Draft | InvoiceStatus::Paid | InvoiceStatus::Void
            );
            is_open && invoice.due_date.is_some_and(|due| due < records.as_of)
        })
        .collect();
    let mut currencies: Vec<&str> = late.iter().map(|(_, invoice)| invoice.currency.as_str()).collect();
    currencies.dedup();
    if currencies.len() > 1 || all.is_empty() {
        return None;
    }
    if late.is_empty() {
        let looked_at = all.iter().rev().take(MOST_LOOKED_AT);
        let cited = looked_at.map(|(source, invoice)| cite_number(source, invoice));
        return Some(number(Decimal::ZERO, cited.collect()));
    }
    let mut sum = Decimal::ZERO;
    let mut citations = Vec::new();
    for (source, invoice) in late {
        sum = sum.checked_add(invoice.remaining?)?;
        citations.push(cite_remaining(source, invoice));
    }
    Some(number(sum, citations))
}

/// The line with an invoice's number; the whole record where it has none.
fn cite_number(source: &Source, invoice: &Invoice) -> Citation {
    cite_value(source, invoice.number.as_deref().unwrap_or_default())
}

/// The line that says what is still to be paid: the last one with that amount, as what was asked
/// for may be the same.
fn cite_remaining(source: &Source, invoice: &Invoice) -> Citation {
    let amount = source
        .values
        .iter()
        .rfind(|value| Some(value.value) == invoice.remaining);
    let field = amount.and_then(|amount| source.fields.iter().find(|field| field.span.contains(amount.span)));
    field.map_or_else(|| cite_number(source, invoice), |field| cite_field(source, &field.name))
}
