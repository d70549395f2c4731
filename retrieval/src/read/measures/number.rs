//! Figures as tables write them.

use grounding::text::{Unit, find_figures};
use rust_decimal::Decimal;

/// A number and the unit that stands with it; empty where none does.
#[derive(Debug, PartialEq)]
pub(in super::super) struct Number {
    pub(in super::super) value: Decimal,
    pub(in super::super) unit: String,
}

/// Reads a cell that holds one number and nothing else but its unit: `1320`, `1,320`, `4.2e3`,
/// `52%`, `EUR 12.50`, `2.9 h`; none for anything else.
pub(in super::super) fn number(cell: &str) -> Option<Number> {
    let cell = cell.trim();
    // The parser of decimals takes `1_000` and `+5` too, but no blank and no letter.
    let plain = cell.parse().or_else(|_| Decimal::from_scientific(cell));
    if let Ok(value) = plain {
        let unit = String::new();
        return Some(Number { value, unit });
    }
    let figures = find_figures(cell);
    let [figure] = figures.as_slice() else { return None };
    if figure.in_words || figure.span.range() != (0..cell.len()) {
        return None;
    }
    let unit = match &figure.unit {
        Unit::Percent => "%",
        Unit::Points => "percentage points",
        Unit::Time(1) => "s",
        Unit::Time(60) => "min",
        Unit::Time(3600) => "h",
        Unit::Time(86_400) => "days",
        Unit::Time(604_800) => "weeks",
        Unit::Months(1) => "months",
        Unit::Months(12) => "years",
        Unit::Money(code) => code,
        Unit::Count => "",
        // A unit that no name is known for is better not read at all.
        Unit::Time(_) | Unit::Months(_) => return None,
    };
    Some(Number {
        value: figure.value,
        unit: unit.to_owned(),
    })
}

/// The same, with the reason where there is none.
pub(in super::super) fn required(name: &str, cell: &str) -> Result<Number, String> {
    if cell.trim().is_empty() {
        return Err(format!("`{name}` is empty"));
    }
    number(cell).ok_or_else(|| format!("`{name}` `{}` is not a number", shortened(cell)))
}

/// A cell as an error message may show it.
pub(in super::super) fn shortened(cell: &str) -> String {
    const MOST: usize = 60;
    let cell = cell.trim();
    match cell.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}\u{2026}", &cell[..end]),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_number_or_it_is_not() {
        let read = |cell: &str| number(cell).map(|it| format!("{}|{}", it.value, it.unit));
        let cases = [
            ("1320", Some("1320|")),
            (" -0.50 ", Some("-0.50|")),
            ("1,320", Some("1320|")),
            ("1.234,50", Some("1234.50|")),
            ("4.2e3", Some("4200|")),
            ("52%", Some("52|%")),
            ("EUR 12.50", Some("12.50|EUR")),
            ("2.9 h", Some("2.9|h")),
            ("", None),
            ("n/a", None),
            ("NaN", None),
            ("three", None),
            ("12 of 15", None),
            ("2026-05-01", None),
            ("1e9999", None),
        ];
        for (cell, expected) in cases {
            assert_eq!(read(cell).as_deref(), expected, "{cell}");
        }
        assert_eq!(number(&"9".repeat(400)), None);
    }
}
