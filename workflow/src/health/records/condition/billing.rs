//! What is told of billing: what is unpaid, else the last invoice.

use grounding::{Citation, Invoice, InvoiceStatus, Record, Source};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::clause::Clause;
use super::super::words::stated;
use crate::account::{cite_lines, cite_unpaid, day_field, grouped, number_field};
use crate::calendar::long_date;
use crate::health::facts::Facts;
use crate::health::signal::Reading;

pub(super) fn told(facts: &Facts<'_>, reading: &Reading<'_>) -> Vec<Clause> {
    let seen = reading.seen.iter().filter_map(|seen| seen.source);
    let mut told: Vec<Clause> = seen.filter_map(|source| stands(facts, source)).collect();
    if told.is_empty() {
        let newest = facts.observed.invoices.iter().max_by_key(|it| it.created);
        told.extend(newest.and_then(|invoice| stands(facts, invoice.source?)));
    }
    told
}

/// What is left to pay of an invoice and since when, or that it is paid.
fn stands(facts: &Facts<'_>, source: &Source) -> Option<Clause> {
    let Some(Record::Invoice(invoice)) = &source.record else {
        return None;
    };
    match invoice.status {
        InvoiceStatus::Open | InvoiceStatus::Uncollectible => Some(Unpaid::of(source)?.clause(facts)),
        _ => settled(source, invoice),
    }
}

/// What is left to pay of an invoice.
pub(in super::super) struct Unpaid {
    /// `the invoice OT-7`
    pub(in super::super) named: String,
    /// `EUR 1,250`
    pub(in super::super) amount: String,
    pub(in super::super) due: Date,
    pub(in super::super) citation: Citation,
}

impl Unpaid {
    /// What is left of an invoice that somebody may still pay; none where nothing is, or nobody says
    /// by when.
    pub(in super::super) fn of(source: &Source) -> Option<Self> {
        let Some(Record::Invoice(invoice)) = &source.record else {
            return None;
        };
        if !matches!(invoice.status, InvoiceStatus::Open | InvoiceStatus::Uncollectible) {
            return None;
        }
        let due = invoice.due_date?;
        let left = invoice.remaining.or(invoice.due).filter(|left| *left > Decimal::ZERO)?;
        let named = number_field(source, invoice)
            .map(|field| format!("the invoice {}", source.text[field.span.range()].trim()));
        Some(Self {
            named: named.unwrap_or_else(|| "the invoice".to_owned()),
            amount: format!("{} {}", invoice.currency, grouped(left)),
            due,
            citation: cite_unpaid(source, invoice, due, left),
        })
    }

    pub(in super::super) fn clause(self, facts: &Facts<'_>) -> Clause {
        let (amount, named, day) = (self.amount, self.named, long_date(self.due));
        let text = if self.due < facts.as_of {
            format!("{amount} of {named} was due on {day} and is unpaid")
        } else {
            format!("{amount} of {named} is due on {day}")
        };
        Clause::new(text, vec![self.citation])
    }
}

fn settled(source: &Source, invoice: &Invoice) -> Option<Clause> {
    let number = number_field(source, invoice)?;
    let (status, words) = stated(source, "status").or_else(|| stated(source, "state"))?;
    let due = invoice.due_date?;
    let day = day_field(source, due)?.span;
    let text = format!(
        "the invoice {}, due on {}, has the status {}",
        source.text[number.span.range()].trim(),
        long_date(due),
        words.to_lowercase()
    );
    Some(Clause::new(
        text,
        vec![cite_lines(source, [number.span, status, day].into_iter())],
    ))
}
