//! Units, multipliers and currencies, as they are written.

use rust_decimal::Decimal;

use super::{Unit, starts_with_word};

/// The unit that a metric's own name tells (`response_time_hours`, `pct_active`, `spend_usd`), as
/// figures are written with it; none where the name tells none, as of a count.
///
/// It is the last word of the name, or else the first. A `rate` is in per cent where the value
/// can't be a ratio. A number before the word makes it a window and no unit: `logins_last_30_days`.
pub fn unit_in_name(metric: &str, value: Decimal) -> Option<&'static str> {
    let words: Vec<String> = metric
        .split(|it: char| !it.is_alphanumeric() && it != '%')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if let [.., before, _] = words.as_slice()
        && before.starts_with(|it: char| it.is_ascii_digit())
    {
        return None;
    }
    let (first, last) = (words.first()?, words.last()?);
    if last == "rate" {
        return (value.abs() > Decimal::ONE).then_some("%");
    }
    let alone = words.len() == 1;
    named_unit(last).or_else(|| named_unit(first).filter(|_| !alone))
}

fn named_unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "pct" | "percent" | "percentage" | "%" => "%",
        "seconds" | "secs" | "sec" => "s",
        "minutes" | "mins" | "min" => "min",
        "hours" | "hrs" | "hr" | "h" => "h",
        "days" => "days",
        "weeks" => "weeks",
        "months" => "months",
        _ => CURRENCIES.into_iter().find(|code| code.eq_ignore_ascii_case(word))?,
    })
}

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
        "s" | "sec" | "secs" | "second" | "seconds" => Unit::Time(1),
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Time(60),
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Time(60 * 60),
        "d" | "day" | "days" => Unit::Time(60 * 60 * 24),
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Time(60 * 60 * 24 * 7),
        "mo" | "month" | "months" => Unit::Months(1),
        "quarters" => Unit::Months(3),
        "y" | "yr" | "yrs" | "year" | "years" => Unit::Months(12),
        _ => return None,
    })
}

/// ISO 4217 codes. Those that are English words in capitals (`ALL`, `TOP`, `TRY`, `PEN`) are left
/// out: beside a number they are more often words.
const CURRENCIES: [&str; 48] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "SGD", "BRL",
    "CNY", "HKD", "KRW", "TWD", "MXN", "ZAR", "AED", "SAR", "QAR", "ILS", "THB", "MYR", "IDR", "PHP", "VND", "HUF",
    "RON", "BGN", "ISK", "UAH", "ARS", "CLP", "COP", "EGP", "KES", "NGN", "UGX", "KWD", "BHD", "JOD", "OMR", "TND",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metrics_name_may_tell_its_unit() {
        let unit = |metric: &str, value: i64| unit_in_name(metric, Decimal::from(value));
        let cases = [
            ("Self-service (%)", 52, Some("%")),
            ("pct_active", 40, Some("%")),
            ("error_rate", 4, Some("%")),
            ("error_rate", 1, None),
            ("first response hours", 3, Some("h")),
            ("spend_usd", 3, Some("USD")),
            ("active_days", 3, Some("days")),
            ("logins_last_30_days", 3, None),
            ("weekly_active_users", 102, None),
            ("", 1, None),
        ];
        for (metric, value, expected) in cases {
            assert_eq!(unit(metric, value), expected, "{metric}");
        }
    }
}
