//! Figures that follow from others.

use std::fmt;

use rust_decimal::Decimal;

use crate::approximate::rounds_to;
use crate::lexicon::Table;
use crate::text::{DateMention, Figure, Precision, Unit, find_dates, find_figures, words};

/// A number and the expression over cited figures that gives it.
type Derived = (Decimal, Expression);

/// An expression over cited figures; written out only where it gives what is looked for.
#[derive(Clone, Copy)]
enum Expression {
    Change {
        to: Decimal,
        from: Decimal,
    },
    Share {
        part: Decimal,
        whole: Decimal,
    },
    Difference {
        left: Decimal,
        right: Decimal,
    },
    Scaled {
        left: Decimal,
        right: Decimal,
        scale: u32,
    },
    Progress {
        baseline: Decimal,
        target: Decimal,
        current: Decimal,
    },
}

impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Change { to, from } => write!(formatter, "({to} - {from}) / {from}"),
            Self::Share { part, whole } => write!(formatter, "{part} / {whole}"),
            Self::Difference { left, right } => write!(formatter, "{left} - {right}"),
            Self::Scaled { left, right, scale } => write!(formatter, "({left} - {right}) / {scale}"),
            Self::Progress {
                baseline,
                target,
                current,
            } => write!(formatter, "({current} - {baseline}) / ({target} - {baseline})"),
        }
    }
}

/// How a figure of a sentence follows from its quotes, as an expression over their figures; none
/// where it stands in a quote itself, or doesn't follow.
pub fn derivation(sentence: &str, figure: &Figure, quotes: &[&str]) -> Option<String> {
    let figures: Vec<Figure> = quotes.iter().flat_map(|quote| find_figures(quote)).collect();
    if figures.iter().any(|known| figure.same_as(known)) {
        return None;
    }
    let dates: Vec<DateMention> = quotes.iter().flat_map(|quote| find_dates(quote)).collect();
    recomputed(sentence, figure, &figures, &dates)
}

/// How a figure of a sentence follows from the figures and dates given by one operation: a
/// percentage change, a share, a progress from a first to a last of three, a difference where
/// the sentence speaks of one, or the days (or weeks) between two dates. Exact decimals, rounded
/// as the figure shows.
pub(crate) fn recomputed(sentence: &str, figure: &Figure, figures: &[Figure], dates: &[DateMention]) -> Option<String> {
    let figures = &figures[..figures.len().min(MOST_PAIRED)];
    let dates = &dates[..dates.len().min(MOST_PAIRED)];
    let shows = |(value, _): &Derived| shown(sentence, figure, *value);
    if let Some(expression) = told_operation(sentence, figure, figures) {
        return Some(expression);
    }
    let mut candidates: Box<dyn Iterator<Item = Derived>> = match figure.unit {
        Unit::Percent => match Told::of(sentence, figure) {
            Told::Change => Box::new(from_pairs(figures, &change)),
            Told::Progress => Box::new(progress(figures)),
            // `To 62 %` tells a level, not what 31 % is of 50 %.
            Told::Level if figures.iter().any(|known| known.unit == Unit::Percent) => Box::new(std::iter::empty()),
            Told::Either | Told::Level => {
                let pairs = from_pairs(figures, &change).chain(from_pairs(figures, &share));
                Box::new(pairs.chain(progress(figures)))
            }
        },
        Unit::Points => Box::new(from_pairs(figures, &points)),
        _ if tells_difference(sentence, figure) => Box::new(
            figures
                .iter()
                .flat_map(|left| figures.iter().filter_map(|right| difference(figure, left, right))),
        ),
        _ => Box::new(std::iter::empty()),
    };
    candidates
        .find(shows)
        .map(|(_, expression)| expression.to_string())
        .or_else(|| between_dates(sentence, figure, dates))
}

/// Whether a figure of a sentence is that number, as far as the sentence rounds it.
fn shown(sentence: &str, figure: &Figure, value: Decimal) -> bool {
    figure.shows(value) || figure.shows(value.abs()) || rounds_to(sentence, figure, value)
}

/// How a sentence presents a figure that stands in no quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presented {
    /// As progress from a baseline to a target.
    Progress,
    /// As something that follows from other figures.
    Derived,
    /// As something that was read somewhere.
    Plain,
}

/// How a sentence presents a figure, seen the figures that it could follow from.
pub(crate) fn presented(sentence: &str, figure: &Figure, figures: &[Figure]) -> Presented {
    let derivable = figures.iter().filter(|it| !it.is_year()).count() >= 2;
    if !derivable {
        return Presented::Plain;
    }
    let lower = sentence.to_lowercase();
    // `On average` is part of many a metric's name.
    let mut operations = OPERATIONS
        .iter()
        .filter(|(_, operation)| *operation != Operation::Average);
    let names_operation = operations.any(|(word, _)| lower.contains(word)) || lower.contains("average of");
    match figure.unit {
        Unit::Percent if matches!(Told::of(sentence, figure), Told::Progress) => Presented::Progress,
        Unit::Percent | Unit::Points => Presented::Derived,
        _ if tells_difference(sentence, figure) || names_operation => Presented::Derived,
        _ => Presented::Plain,
    }
}

/// What makes one number of several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operation {
    Sum,
    Average,
    Ratio,
}

/// Words that tell an operation.
const OPERATIONS: [(&str, Operation); 18] = [
    ("total", Operation::Sum),
    ("sum of", Operation::Sum),
    ("altogether", Operation::Sum),
    ("combined", Operation::Sum),
    ("together", Operation::Sum),
    ("in all", Operation::Sum),
    ("overall", Operation::Sum),
    ("average", Operation::Average),
    ("averaging", Operation::Average),
    ("mean", Operation::Average),
    ("on average", Operation::Average),
    ("per month", Operation::Average),
    ("ratio", Operation::Ratio),
    ("times", Operation::Ratio),
    ("fold", Operation::Ratio),
    ("factor", Operation::Ratio),
    (" per ", Operation::Ratio),
    ("multiple", Operation::Ratio),
];

/// A sum, an average or a ratio that the sentence names as one.
fn told_operation(sentence: &str, figure: &Figure, figures: &[Figure]) -> Option<String> {
    let lower = sentence.to_lowercase();
    let named = |wanted: Operation| {
        OPERATIONS
            .iter()
            .any(|(word, operation)| *operation == wanted && lower.contains(word))
    };
    // A sum of hours is no number of minutes.
    let in_unit = |it: &&Figure| it.unit == figure.unit || it.unit == Unit::Count || figure.unit == Unit::Count;
    let all: Vec<&Figure> = figures.iter().filter(|it| !it.is_year()).take(MOST_FIGURES).collect();
    let figures: Vec<&Figure> = all.iter().copied().filter(in_unit).collect();
    let shows = |value: Decimal| shown(sentence, figure, value);
    if named(Operation::Sum) || named(Operation::Average) {
        // Neighbours belong together: the months of a quarter, the teams of a site.
        for from in 0..figures.len() {
            let mut sum = Decimal::ZERO;
            for (many, other) in figures[from..].iter().enumerate() {
                if !other.unit.comparable(&figures[from].unit) {
                    break;
                }
                let Some(next) = sum.checked_add(other.value) else {
                    break;
                };
                sum = next;
                let terms = || {
                    figures[from..=from + many]
                        .iter()
                        .map(|it| it.value.to_string())
                        .collect::<Vec<_>>()
                        .join(" + ")
                };
                if many > 0 && named(Operation::Sum) && shows(sum) {
                    return Some(terms());
                }
                let average = sum.checked_div(Decimal::from(many + 1))?;
                if many > 0 && named(Operation::Average) && shows(average) {
                    return Some(format!("({}) / {}", terms(), many + 1));
                }
            }
        }
        // Sums of two that don't stand side by side.
        for (at, left) in figures.iter().enumerate() {
            for right in &figures[at + 1..] {
                let Some(sum) = left.value.checked_add(right.value) else {
                    continue;
                };
                if named(Operation::Sum) && shows(sum) {
                    return Some(format!("{} + {}", left.value, right.value));
                }
                if named(Operation::Average) && sum.checked_div(Decimal::TWO).is_some_and(shows) {
                    return Some(format!("({} + {}) / 2", left.value, right.value));
                }
            }
        }
    }
    // `A user costs EUR 640`: money is told of one thing.
    let of_one = matches!(figure.unit, Unit::Money(_))
        && [" a ", " each", "apiece", "every "]
            .into_iter()
            .any(|it| lower.contains(it));
    if (named(Operation::Ratio) || of_one) && matches!(figure.unit, Unit::Count | Unit::Money(_) | Unit::Percent) {
        for left in &all {
            for right in &all {
                if left.value.checked_div(right.value).is_some_and(shows) {
                    return Some(format!("{} / {}", left.value, right.value));
                }
            }
        }
    }
    // `At EUR 4.10 a metre, 9,300 metres come to EUR 38,130`.
    if of_one || named(Operation::Ratio) {
        for left in all.iter().filter(|it| it.unit == figure.unit) {
            for right in all.iter().filter(|it| it.unit == Unit::Count) {
                if left.value.checked_mul(right.value).is_some_and(shows) {
                    return Some(format!("{} * {}", left.value, right.value));
                }
            }
        }
    }
    None
}

/// Whether a sentence tells a figure as a difference: `by 5.5 h`, `3 fewer`, `4 days after`.
pub(crate) fn tells_difference(sentence: &str, figure: &Figure) -> bool {
    const BEFORE: [&str; 5] = ["by", "another", "additional", "gained", "saved"];
    const AFTER: [&str; 21] = [
        "less", "fewer", "more", "faster", "slower", "shorter", "longer", "later", "earlier", "lower", "higher",
        "saved", "below", "above", "short", "ahead", "behind", "up", "down", "apart", "under",
    ];
    let bare = |word: &str| word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    let mut after = sentence[figure.span.end..].split_whitespace().take(2).map(bare);
    let next = after.next().unwrap_or_default();
    let told_after = |word: &str| AFTER.contains(&word);
    let mut lead = sentence[..figure.span.start].split_whitespace().rev().map(bare);
    let (last, noun) = (lead.next().unwrap_or_default(), lead.next().unwrap_or_default());
    // `A drop of 2 h` is a difference, `a target of 2 h` is none.
    let of_change = last == "of" && tells_change(&noun);
    // `Change in revenue from 2018 to 2019: 12.6`.
    let names_change = names_change(&sentence[..figure.span.start]);
    of_change
        || names_change
        || BEFORE.contains(&last.as_str())
        || matches!(next.as_str(), "after" | "before")
        || told_after(&next)
        || after.any(|word| told_after(&word))
}

/// Whether a label right before a figure names a change.
fn names_change(lead: &str) -> bool {
    let label = lead.trim_end();
    let from = label.len().saturating_sub(LABEL_BYTES);
    let tail = label.get(from..).unwrap_or(label);
    label.ends_with([':', '=']) && CHANGES.iter().any(|it| tail.to_lowercase().contains(it))
}

/// A label is no longer than that.
const LABEL_BYTES: usize = 160;

/// Words before a colon that make the figure after it a difference.
const CHANGES: [&str; 6] = [
    "change in",
    "difference ",
    "increase in",
    "decrease in",
    "growth in",
    "change of",
];

/// Whether a noun tells of a change: `drop`, `gain`, `difference`.
fn tells_change(noun: &str) -> bool {
    const NOUNS: [&str; 8] = [
        "difference",
        "gap",
        "saving",
        "savings",
        "change",
        "shift",
        "loss",
        "swing",
    ];
    let moves = [
        Table::Rising,
        Table::Falling,
        Table::RisingBeside,
        Table::FallingBeside,
        Table::Improving,
    ];
    NOUNS.contains(&noun) || moves.into_iter().any(|table| table.is_in(noun))
}

fn word_before<'a>(sentence: &'a str, figure: &Figure) -> &'a str {
    sentence[..figure.span.start]
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
}

/// What a sentence tells a percentage as.
enum Told {
    /// A change: `fell by 40 %`.
    Change,
    /// A progress: `60 % of the way to the target`.
    Progress,
    /// Where something stands: `rose to 62 %`.
    Level,
    /// It doesn't say.
    Either,
}

impl Told {
    fn of(sentence: &str, figure: &Figure) -> Self {
        const PROGRESS: [&str; 3] = ["progress", "way", "distance"];
        let says = |wanted: &str| words(sentence).any(|word| word.text.eq_ignore_ascii_case(wanted));
        let about_progress = PROGRESS.into_iter().any(says) || (says("baseline") && says("target"));
        if about_progress {
            Self::Progress
        } else if word_before(sentence, figure).eq_ignore_ascii_case("by") {
            Self::Change
        } else if ["to", "at", "from", "reached", "was", "is"]
            .contains(&word_before(sentence, figure).to_lowercase().as_str())
            && !tells_difference(sentence, figure)
        {
            Self::Level
        } else {
            Self::Either
        }
    }
}

/// What an operation makes of each two of the figures.
fn from_pairs<'a>(
    figures: &'a [Figure],
    operate: &'a dyn Fn(&Figure, &Figure) -> Option<Derived>,
) -> impl Iterator<Item = Derived> + 'a {
    figures
        .iter()
        .flat_map(move |left| figures.iter().filter_map(move |right| operate(left, right)))
}

/// The two values as they are written, or in seconds where their units of time differ; none where
/// they can't be compared.
fn alike(left: &Figure, right: &Figure) -> Option<(Decimal, Decimal)> {
    match (&left.unit, &right.unit) {
        (one, other) if one == other => Some((left.value, right.value)),
        (Unit::Time(_), Unit::Time(_)) => Some((left.base_value(), right.base_value())),
        _ => None,
    }
}

fn hundredfold(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)
}

/// The change from one to the other, in per cent.
fn change(left: &Figure, right: &Figure) -> Option<Derived> {
    let (to, from) = alike(left, right)?;
    Some((
        hundredfold(to.checked_sub(from)?, from)?,
        Expression::Change { to, from },
    ))
}

/// The share of one in the other, in per cent. A percentage of a percentage is none.
fn share(left: &Figure, right: &Figure) -> Option<Derived> {
    if left.unit == Unit::Percent {
        return None;
    }
    let (part, whole) = alike(left, right)?;
    Some((hundredfold(part, whole)?, Expression::Share { part, whole }))
}

/// The difference of two percentages or scores, in points.
fn points(left: &Figure, right: &Figure) -> Option<Derived> {
    // The points of a score are counted.
    let alike = left.unit == right.unit && matches!(left.unit, Unit::Percent | Unit::Count);
    let (left, right) = alike.then_some((left.value, right.value))?;
    Some((left.checked_sub(right)?, Expression::Difference { left, right }))
}

/// The difference of two figures, in the wanted figure's unit. Counts have no unit to go by.
fn difference(wanted: &Figure, left: &Figure, right: &Figure) -> Option<Derived> {
    let plain = left.unit == right.unit && (wanted.unit == left.unit || wanted.unit == Unit::Count);
    if plain {
        return Some((
            left.value.checked_sub(right.value)?,
            Expression::Difference {
                left: left.value,
                right: right.value,
            },
        ));
    }
    let (Unit::Time(scale), Unit::Time(_), Unit::Time(_)) = (&wanted.unit, &left.unit, &right.unit) else {
        return None;
    };
    let (left, right) = (left.base_value(), right.base_value());
    let value = left.checked_sub(right)?.checked_div(Decimal::from(*scale))?;
    let scale = *scale;
    Some((value, Expression::Scaled { left, right, scale }))
}

/// Of more figures each two give any number one wants.
const MOST_PAIRED: usize = 32;

/// Progress is looked for among so many figures: more of them hold any percentage one wants.
const MOST_FIGURES: usize = 12;

/// `(current - baseline) / (target - baseline)` over any three figures of one unit, in per cent.
fn progress(figures: &[Figure]) -> impl Iterator<Item = Derived> + '_ {
    let figures = &figures[..figures.len().min(MOST_FIGURES)];
    figures.iter().flat_map(move |baseline| {
        figures.iter().flat_map(move |target| {
            figures
                .iter()
                .filter_map(move |current| travelled(baseline, target, current))
        })
    })
}

fn travelled(baseline: &Figure, target: &Figure, current: &Figure) -> Option<Derived> {
    let alike = baseline.unit == target.unit && target.unit == current.unit;
    let (baseline, target, current) = alike.then_some((baseline.value, target.value, current.value))?;
    let moved = current.checked_sub(baseline).filter(|moved| !moved.is_zero())?;
    let value = hundredfold(moved, target.checked_sub(baseline)?)?;
    let expression = Expression::Progress {
        baseline,
        target,
        current,
    };
    Some((value, expression))
}

/// Words by which a sentence tells a length of time as one between two days.
const BETWEEN: [&str; 25] = [
    "after", "before", "between", "later", "earlier", "within", "since", "until", "apart", "lasted", "took", "takes",
    "gap", "late", "early", "ago", "from", "ahead", "past", "overdue", "elapsed", "over", "in", "during", "span",
];

/// A length of time of a day or more may be one between two dates.
pub(crate) const SECONDS_A_DAY: i64 = 24 * 60 * 60;

fn between_dates(sentence: &str, figure: &Figure, dates: &[DateMention]) -> Option<String> {
    let told = words(sentence).any(|word| BETWEEN.iter().any(|it| word.text.eq_ignore_ascii_case(it)));
    if !told {
        return None;
    }
    if let Unit::Months(_) = figure.unit {
        return months_between(figure, dates);
    }
    let Unit::Time(scale) = figure.unit else { return None };
    if i64::from(scale) < SECONDS_A_DAY {
        return None;
    }
    let days: Vec<_> = dates
        .iter()
        .filter(|mention| mention.precision == Precision::Day)
        .collect();
    days.iter().enumerate().find_map(|(at, from)| {
        days[at + 1..].iter().find_map(|to| {
            let apart = i64::from((to.date - from.date).get_days()).abs();
            let follows = figure.base_value() == Decimal::from(apart * SECONDS_A_DAY) && apart > 0;
            let (first, last) = (from.date.min(to.date), from.date.max(to.date));
            follows.then(|| format!("{last} - {first}"))
        })
    })
}

/// Whole months between two dates, as a calendar counts them.
fn months_between(figure: &Figure, dates: &[DateMention]) -> Option<String> {
    let month = |mention: &DateMention| i64::from(mention.date.year()) * 12 + i64::from(mention.date.month());
    dates.iter().enumerate().find_map(|(at, from)| {
        dates[at + 1..].iter().find_map(|to| {
            let apart = (month(to) - month(from)).abs();
            let follows = figure.base_value() == Decimal::from(apart) && apart > 0;
            let (first, last) = (from.date.min(to.date), from.date.max(to.date));
            follows.then(|| format!("{last} - {first}"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_figure_says_how_it_follows() {
        let how = |sentence: &str, quote: &str| {
            let figure = find_figures(sentence).remove(0);
            derivation(sentence, &figure, &[quote])
        };
        let quote = "onboarding went from 10.0 h to 6.0 h between 2026-01-10 and 2026-02-09";
        let cases = [
            ("It fell by 40 %.", Some("(6.0 - 10.0) / 10.0")),
            ("It fell by 4 h.", Some("10.0 - 6.0")),
            ("It fell by 240 minutes.", Some("(36000.0 - 21600.0) / 60")),
            ("It took 30 days.", Some("2026-02-09 - 2026-01-10")),
            ("It takes 6 h.", None),
            ("It fell by 3 h.", None),
        ];
        for (sentence, expected) in cases {
            assert_eq!(how(sentence, quote).as_deref(), expected, "{sentence}");
        }
    }
}
