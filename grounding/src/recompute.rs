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
        Unit::Points => from_pairs(figures, &points).any(|value| figure.shows(value.abs())),
        _ if !tells_difference(sentence, figure) => false,
        _ => from_pairs(figures, &|left, right| {
            differences(figure, left, right).into_iter().collect()
        })
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

/// The two values in one base, where they can be compared exactly.
fn bases(left: &Figure, right: &Figure) -> Option<(Decimal, Decimal)> {
    let alike = left.unit == right.unit || matches!((&left.unit, &right.unit), (Unit::Time(_), Unit::Time(_)));
    alike.then(|| (left.base_value(), right.base_value()))
}

/// The change from one to the other, in per cent.
fn changes(left: &Figure, right: &Figure) -> Vec<Decimal> {
    let change = bases(left, right).and_then(|(left, right)| hundredfold(left.checked_sub(right)?, right));
    change.into_iter().collect()
}

/// The share of one in the other, in per cent.
fn shares(left: &Figure, right: &Figure) -> Vec<Decimal> {
    bases(left, right)
        .and_then(|(left, right)| hundredfold(left, right))
        .into_iter()
        .collect()
}

/// The difference of two percentages, in points.
fn points(left: &Figure, right: &Figure) -> Vec<Decimal> {
    let percentages = left.unit == Unit::Percent && right.unit == Unit::Percent;
    left.value
        .checked_sub(right.value)
        .filter(|_| percentages)
        .into_iter()
        .collect()
}

/// The difference of two figures, in the wanted figure's unit. Counts have no unit to go by.
fn differences(wanted: &Figure, left: &Figure, right: &Figure) -> Option<Decimal> {
    let (left_base, right_base) = bases(left, right).filter(|_| wanted.unit.comparable(&left.unit))?;
    let difference = left_base.checked_sub(right_base)?;
    match (&wanted.unit, &left.unit) {
        (Unit::Time(scale), Unit::Time(_)) | (Unit::Months(scale), Unit::Months(_)) => {
            difference.checked_div(Decimal::from(*scale))
        }
        (Unit::Count, Unit::Time(scale) | Unit::Months(scale)) => difference.checked_div(Decimal::from(*scale)),
        _ => Some(difference),
    }
}

/// Progress is looked for among so many figures.
const MOST_FIGURES: usize = 12;

/// `(current - baseline) / (target - baseline)` over any three figures of one unit, in per cent.
fn progress(figures: &[Figure]) -> impl Iterator<Item = Decimal> + '_ {
    // More figures than a record has hold any percentage one looks for.
    let figures = &figures[..figures.len().min(MOST_FIGURES)];
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
