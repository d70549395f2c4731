//! Figures that a sentence tells as rounded: `about`, `nearly`, `more than`.

use rust_decimal::Decimal;

use crate::text::{Figure, Unit};

/// How a sentence rounds a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rounding {
    /// To either side: `about 40`.
    Near,
    /// The exact one is a little less: `nearly 40`.
    Below,
    /// The exact one is a little more: `more than 40`.
    Above,
}

/// An exact figure may be this share of the rounded one away from it.
const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// A share told in words, and a bound, round further.
const FAR: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// Whether an exact number is what a figure of a sentence tells as rounded: within a twentieth of
/// it after `about`, within a tenth for shares in words and for bounds, and on the side that the
/// word says.
pub(crate) fn rounds_to(sentence: &str, figure: &Figure, exact: Decimal) -> bool {
    let Some(rounding) = rounding(sentence, figure) else {
        return false;
    };
    let (said, exact) = (figure.value.abs(), exact.abs());
    let in_words = figure.in_words && figure.unit == Unit::Percent;
    let limit = if in_words || rounding != Rounding::Near {
        FAR
    } else {
        NEAR
    };
    let Some(limit) = said.checked_mul(limit) else {
        return false;
    };
    let away = (said - exact).abs();
    let side = match rounding {
        Rounding::Near => true,
        Rounding::Below => exact <= said,
        Rounding::Above => exact >= said,
    };
    side && away <= limit
}

fn rounding(sentence: &str, figure: &Figure) -> Option<Rounding> {
    let lead = &sentence[..figure.span.start];
    let mut words = lead
        .split_whitespace()
        .rev()
        .map(|word| word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase());
    let (last, before) = (words.next()?, words.next().unwrap_or_default());
    match (before.as_str(), last.as_str()) {
        ("just" | "slightly" | "little", "under" | "below")
        | ("less" | "fewer", "than")
        | ("close", "to")
        | (_, "nearly" | "almost" | "under") => Some(Rounding::Below),
        ("just" | "slightly" | "little" | "well", "over" | "above")
        | ("more" | "upwards", "than" | "of")
        | (_, "over") => Some(Rounding::Above),
        (_, "about" | "around" | "roughly" | "approximately" | "circa" | "some" | "approx" | "near") => {
            Some(Rounding::Near)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::find_figures;

    #[test]
    fn a_rounded_figure_keeps_its_side() {
        let cases = [
            ("about 40 h", 41, true),
            ("about 40 h", 44, false),
            ("nearly 40 h", 39, true),
            ("nearly 40 h", 41, false),
            ("more than 40 h", 43, true),
            ("40 h", 41, false),
        ];
        for (text, exact, expected) in cases {
            let figure = find_figures(text).remove(0);
            assert_eq!(
                rounds_to(text, &figure, Decimal::from(exact)),
                expected,
                "{text} of {exact}"
            );
        }
    }
}
