//! Units, multipliers and currencies, as they are written.

use rust_decimal::Decimal;

use super::{Unit, starts_with_word};

pub(super) fn multiplier(word: &str) -> Option<Decimal> {
    match word {
        "hundred" => Some(Decimal::from(100)),
        "dozen" => Some(Decimal::from(12)),
        "k" | "K" | "thousand" => Some(Decimal::from(1_000)),
        "M" | "mn" | "million" | "mio" => Some(Decimal::from(1_000_000)),
        "bn" | "billion" => Some(Decimal::from(1_000_000_000)),
        _ => None,
    }
}

/// After a currency a letter is a multiplier: `GBP 1.2m`, `$3B`.
pub(super) fn money_multiplier(word: &str) -> Option<Decimal> {
    match word {
        "m" => Some(Decimal::from(1_000_000)),
        "b" | "B" => Some(Decimal::from(1_000_000_000)),
        _ => None,
    }
}

pub(super) fn time_unit(word: &str) -> Option<Unit> {
    Some(match word.to_lowercase().as_str() {
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Time(1),
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Time(60),
        "d" | "day" | "days" => Unit::Time(60 * 24),
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Time(60 * 24 * 7),
        "mo" | "month" | "months" => Unit::Months(1),
        "y" | "yr" | "yrs" | "year" | "years" => Unit::Months(12),
        _ => return None,
    })
}

const CURRENCIES: [&str; 16] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "SGD", "BRL",
];
const CURRENCY_SIGNS: [(&str, &str); 4] = [("$", "USD"), ("\u{20ac}", "EUR"), ("\u{a3}", "GBP"), ("\u{a5}", "JPY")];

pub(super) fn currency_before(text: &str) -> Option<(String, usize)> {
    let sign = CURRENCY_SIGNS
        .iter()
        .find(|(sign, _)| text.ends_with(sign))
        .map(|(sign, code)| ((*code).to_owned(), sign.len()));
    sign.or_else(|| {
        let code = CURRENCIES.iter().find(|code| text.ends_with(**code))?;
        Some(((*code).to_owned(), code.len()))
    })
}

pub(super) fn currency_after(text: &str) -> Option<(String, usize)> {
    let sign = CURRENCY_SIGNS
        .iter()
        .find(|(sign, _)| text.starts_with(sign))
        .map(|(sign, code)| ((*code).to_owned(), sign.len()));
    sign.or_else(|| {
        let code = CURRENCIES.iter().find(|code| starts_with_word(text, code).is_some())?;
        Some(((*code).to_owned(), code.len()))
    })
}
