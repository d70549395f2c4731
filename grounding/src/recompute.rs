//! Figures that follow from others.

use rust_decimal::Decimal;

use crate::text::{DateMention, Figure, Precision, Unit};

/// Whether a figure of a sentence follows from the figures and dates given by one operation: a
/// percentage change, a share, a progress from a first to a last of three, a difference where
/// the sentence speaks of one, or the days (or weeks) between two dates. Exact decimals, rounded
/// as the figure shows.
pub(crate) fn recomputes(sentence: &str, figure: &Figure, figures: &[Figure], dates: &[DateMention]) -> bool {
    let follows = match figure.unit {
        Unit::Percent => match Told::of(sentence, figure) {
            Told::Change => from_pairs(figures, &changes).any(|value| figure.shows(value.abs())),
            Told::Progress => progress(figures).any(|value| figure.shows(value.abs())),
            Told::Either => {
                let pairs = from_pairs(figures, &changes).chain(from_pairs(figures, &shares));
                pairs.chain(progress(figures)).any(|value| figure.shows(value.abs()))
            }
        },
        Unit::Points => from_pairs(figures, &differences).any(|value| figure.shows(value.abs())),
        _ if !tells_difference(sentence, figure) => false,
        _ => from_pairs(figures, &|left, right| same_unit(figure, left, right))
            .any(|value| figure.shows(value) || figure.shows(value.abs())),
    };
    follows || between_dates(figure, dates)
}

/// Whether a sentence tells a figure as a difference: `by 5.5 h`, `3 fewer`, `4 days after`.
fn tells_difference(sentence: &str, figure: &Figure) -> bool {
    const BEFORE: [&str; 6] = ["by", "of", "another", "additional", "gained", "saved"];
    const AFTER: [&str; 14] = [
        "less", "fewer", "more", "faster", "slower", "shorter", "longer", "later", "earlier", "after", "before",
        "lower", "higher", "saved",
    ];
    let before = sentence[..figure.span.start]
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    let bare = |word: &str| word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    let mut after = sentence[figure.span.end..].split_whitespace().take(2).map(bare);
    BEFORE.contains(&bare(before).as_str()) || after.any(|word| AFTER.contains(&word.as_str()))
}

fn from_pairs<'a>(
    figures: &'a [Figure],
    operate: &'a dyn Fn(&Figure, &Figure) -> Vec<Decimal>,
) -> impl Iterator<Item = Decimal> + 'a {
    figures.iter().enumerate().flat_map(move |(at, left)| {
        figures
            .iter()
            .enumerate()
            .filter(move |(other, _)| *other != at)
            .flat_map(move |(_, right)| operate(left, right))
    })
}

fn hundredfold(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)
}

/// What a sentence tells a percentage as.
enum Told {
    /// A change: `fell by 40 %`.
    Change,
    /// A progress: `60 % of the way to the target`.
    Progress,
    /// It doesn't say.
    Either,
}

impl Told {
    fn of(sentence: &str, figure: &Figure) -> Self {
        const PROGRESS: [&str; 5] = ["baseline", "target", "progress", "way", "distance"];
        let before = sentence[..figure.span.start]
            .split_whitespace()
            .next_back()
            .unwrap_or_default();
        let about_progress =
            crate::text::words(sentence).any(|word| PROGRESS.contains(&word.text.to_lowercase().as_str()));
        if about_progress {
            Self::Progress
        } else if before.eq_ignore_ascii_case("by") {
            Self::Change
        } else {
            Self::Either
        }
    }
}

/// The change from one to the other, in per cent.
fn changes(left: &Figure, right: &Figure) -> Vec<Decimal> {
    let same = left.unit == right.unit;
    let change = left.value.checked_sub(right.value).filter(|_| same);
    change
        .and_then(|change| hundredfold(change, right.value))
        .into_iter()
        .collect()
}

/// The share of one in the other, in per cent.
fn shares(left: &Figure, right: &Figure) -> Vec<Decimal> {
    let same = left.unit == right.unit;
    hundredfold(left.value, right.value)
        .filter(|_| same)
        .into_iter()
        .collect()
}

fn differences(left: &Figure, right: &Figure) -> Vec<Decimal> {
    left.value.checked_sub(right.value).into_iter().collect()
}

/// The difference of two figures of the wanted unit. Counts have no unit to go by.
fn same_unit(wanted: &Figure, left: &Figure, right: &Figure) -> Vec<Decimal> {
    if left.unit != right.unit || !wanted.unit.comparable(&left.unit) {
        return Vec::new();
    }
    differences(left, right)
}

/// `(current - baseline) / (target - baseline)` over any three figures of one unit, in per cent.
fn progress(figures: &[Figure]) -> impl Iterator<Item = Decimal> + '_ {
    let of = |at: usize| figures.get(at);
    let places = 0..figures.len();
    places.clone().flat_map(move |baseline| {
        let places = places.clone();
        places.clone().flat_map(move |target| {
            places.clone().filter_map(move |current| {
                let (baseline, target, current) = (of(baseline)?, of(target)?, of(current)?);
                let alike = baseline.unit == target.unit && target.unit == current.unit;
                let apart = baseline.value != target.value && current.value != baseline.value;
                if !alike || !apart {
                    return None;
                }
                hundredfold(
                    current.value.checked_sub(baseline.value)?,
                    target.value.checked_sub(baseline.value)?,
                )
            })
        })
    })
}

fn between_dates(figure: &Figure, dates: &[DateMention]) -> bool {
    const MINUTES_A_DAY: i64 = 24 * 60;
    let Unit::Time(scale) = figure.unit else { return false };
    if i64::from(scale) < MINUTES_A_DAY {
        return false;
    }
    let days: Vec<_> = dates
        .iter()
        .filter(|mention| mention.precision == Precision::Day)
        .collect();
    days.iter().enumerate().any(|(at, from)| {
        days[at + 1..].iter().any(|to| {
            let apart = i64::from((to.date - from.date).get_days()).abs();
            figure.base_value() == Decimal::from(apart * MINUTES_A_DAY) && apart > 0
        })
    })
}
