//! Amounts in minor units.
//!
//! By <https://docs.stripe.com/currencies#minor-units>: an amount is an integer in the currency's
//! smallest unit, a hundredth for most. For some it is the unit itself, for some a thousandth.
//! ISK and UGX have no smaller unit any more, but are still given in hundredths, and HUF and TWD
//! are without one in payouts alone.

use rust_decimal::Decimal;

const ZERO_DECIMAL: [&str; 15] = [
    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF",
];
const THREE_DECIMAL: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// An amount in major units, with the decimals of its currency.
pub(super) fn major(minor: i64, currency: &str) -> Decimal {
    Decimal::new(minor, decimals(currency))
}

fn decimals(currency: &str) -> u32 {
    if ZERO_DECIMAL.contains(&currency) {
        0
    } else if THREE_DECIMAL.contains(&currency) {
        3
    } else {
        2
    }
}

/// An amount as invoices show it: `EUR 12,400.00`.
pub(super) fn shown(amount: Decimal, currency: &str) -> String {
    let digits = amount.abs().to_string();
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if amount.is_sign_negative() && !amount.is_zero() {
        "-"
    } else {
        ""
    };
    format!("{currency} {sign}{grouped}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_units_are_the_currencys_own() {
        let show = |minor: i64, currency: &str| shown(major(minor, currency), currency);
        let cases = [
            (1_240_000, "EUR", "EUR 12,400.00"),
            (5, "USD", "USD 0.05"),
            (0, "EUR", "EUR 0.00"),
            (-150_000, "GBP", "GBP -1,500.00"),
            (1_305_000, "JPY", "JPY 1,305,000"),
            (5_120, "KWD", "KWD 5.120"),
            (500, "UGX", "UGX 5.00"),
            (i64::MIN, "USD", "USD -92,233,720,368,547,758.08"),
        ];
        for (minor, currency, expected) in cases {
            assert_eq!(show(minor, currency), expected);
        }
    }
}
