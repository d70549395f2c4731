//! The words that say what is left to pay of an invoice.

use grounding::{Citation, Field, Invoice, Source, Value, ValueRole};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{cite_lines, day_field};

/// An invoice's number; none where it has none, or a blank one.
pub(crate) fn invoice_number(invoice: &Invoice) -> Option<&str> {
    invoice.number.as_deref().map(str::trim).filter(|it| !it.is_empty())
}

/// The field with an invoice's number.
pub(crate) fn number_field<'s>(source: &'s Source, invoice: &Invoice) -> Option<&'s Field> {
    let number = invoice_number(invoice)?;
    let mut fields = source.fields.iter();
    fields.find(|field| source.text[field.span.range()].trim() == number)
}

/// Cites the lines with its number, the day that it is due and what is left of it. An amount is dated
/// by its own record, so the day that it is due stands beside it.
pub(crate) fn cite_unpaid(source: &Source, invoice: &Invoice, due: Date, left: Decimal) -> Citation {
    let fields = number_field(source, invoice).into_iter().chain(day_field(source, due));
    let is_left = |value: &&Value| value.role == ValueRole::Amount && value.value == left;
    let amount = source.values.iter().rev().find(is_left).map(|value| value.span);
    cite_lines(source, fields.map(|field| field.span).chain(amount))
}
