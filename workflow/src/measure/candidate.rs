//! What the records know of an account when a pilot's sample is picked.

use grounding::text::{Figure, Unit};
use grounding::{Deal, Ledger, SignedScope, SourceKind};
use rust_decimal::Decimal;

use super::Candidate;
use crate::account::annual_fee;
use crate::overview::renewal;

/// What CRMs call the yearly value of an account, without case, spaces and the suffix of custom
/// fields.
const VALUE_FIELDS: [&str; 5] = ["arr", "acv", "annualvalue", "annualrecurringrevenue", "contractvalue"];

/// What they call its currency.
const CURRENCY_FIELDS: [&str; 3] = ["currencyisocode", "currency", "currencycode"];

/// The account as it could be part of a sample. Its yearly value is the field of the account
/// record that says so, else the fee that was signed, else the amount of its newest won deal; its
/// segment is the field of that name.
pub fn candidate(ledger: &Ledger) -> Candidate {
    let won = ledger
        .deals()
        .filter(|(_, deal)| deal.won && deal.close_date.is_some_and(|day| day <= ledger.view.as_of))
        .max_by_key(|(source, deal)| (deal.close_date, &source.id))
        .map(|(_, deal)| deal);
    let (annual_value, currency) = annual_value(ledger, won).unzip();
    Candidate {
        account: ledger.account.id.clone(),
        annual_value,
        currency: currency.unwrap_or_default(),
        renewal: renewal(ledger),
        closed_won: won.and_then(|deal| deal.close_date),
        segment: field(ledger, &["segment"]),
    }
}

/// What the account pays a year, and in which currency as far as the record says.
fn annual_value(ledger: &Ledger, won: Option<&Deal>) -> Option<(Decimal, String)> {
    let recorded = field(ledger, &VALUE_FIELDS).and_then(|text| number(&text));
    if let Some(value) = recorded {
        return Some((
            value,
            field(ledger, &CURRENCY_FIELDS).unwrap_or_default().to_uppercase(),
        ));
    }
    let signed = SignedScope::of(ledger);
    let fee = signed.as_ref().and_then(annual_fee).map(|(_, fee)| fee);
    if let Some(Figure {
        value,
        unit: Unit::Money(currency),
        ..
    }) = fee
    {
        return Some((value, currency));
    }
    let deal = won?;
    Some((deal.amount?, deal.currency.to_uppercase()))
}

/// The first field of the account record with one of these names that holds something.
fn field(ledger: &Ledger, names: &[&str]) -> Option<String> {
    let source = ledger.of_kind(SourceKind::Account).next()?;
    let plain = |name: &str| {
        let name = name.to_lowercase();
        name.trim_end_matches("__c").replace([' ', '_', '-'], "")
    };
    let fitting = source
        .fields
        .iter()
        .filter(|field| names.contains(&plain(&field.name).as_str()));
    fitting
        .map(|field| source.text[field.span.range()].trim())
        .find(|value| !value.is_empty())
        .map(str::to_owned)
}

fn number(text: &str) -> Option<Decimal> {
    let digits: String = text.chars().filter(|it| it.is_ascii_digit() || *it == '.').collect();
    digits.parse().ok()
}
