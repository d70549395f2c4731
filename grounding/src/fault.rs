//! What is wrong with the figures and dates of a claim.
//!
//! Each figure has at most one fault, and each fault belongs to one rule: what is missing
//! altogether is not also told as a wrong unit.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::align::Cited;
use crate::approximate::rounds_to;
use crate::bound::{Bound, is_raw_form, same_amount, same_digits};
use crate::lexicon::{Table, Tables};
use crate::recompute::{self, Presented, SECONDS_A_DAY};
use crate::text::{DateMention, Figure, Precision, Unit, find_days, find_quarters, find_unreadable};
use crate::verify::ClaimCase;
use crate::{SourceKind, Span, ValueRole};

/// A figure or a date of a claim that its quotes don't bear out.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// Where it stands in the claim.
    pub(crate) span: Span,
    pub(crate) kind: FaultKind,
    /// The figure of a quote that comes nearest: by number and place.
    pub(crate) beside: Option<Beside>,
}

/// A figure of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The quote, by number among those read.
    pub(crate) cited: usize,
    /// The place in its source.
    pub(crate) span: Span,
}

/// What is wrong with a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// It stands nowhere and follows from nothing.
    Missing,
    /// It stands there, of something else.
    OtherMetric,
    /// It is what a record says is wished for, or stood before, told as where things stand.
    OtherRole(ValueRole),
    /// It stands there in another unit or currency.
    OtherUnit,
    /// It stands there at another time, or the time itself stands nowhere.
    OtherPeriod,
    /// It is told as following from others, and doesn't.
    NotDerived,
    /// It is told as progress from baseline to target, and isn't.
    NotProgress,
}

/// The faults of a claim's figures and dates, in order.
pub(crate) fn faults(case: &ClaimCase<'_>) -> Vec<Fault> {
    let world = World::of(case);
    if world.is_empty {
        // Nothing was cited that could hold a figure; the rules on sources say so.
        return Vec::new();
    }
    let said = case.said();
    let bound = case.bound();
    let mut faults: Vec<Fault> = Vec::new();
    for figure in said.figures() {
        let place = bound.partition_point(|it| it.figure.span < figure.span);
        let own = bound.get(place).filter(|it| it.figure.span == figure.span);
        if let Some((kind, beside)) = world.judge(case, figure, own) {
            faults.push(Fault {
                span: figure.span,
                kind,
                beside,
            });
        }
    }
    // What can't be read may only be said where a quote writes it the same way.
    let copied = |span: &Span| {
        case.cited()
            .iter()
            .any(|cited| cited.reading.text.contains(&said.text[span.range()]))
    };
    let unreadable = find_unreadable(said.text).into_iter().filter(|span| !copied(span));
    faults.extend(unreadable.map(|span| Fault {
        span,
        kind: FaultKind::Missing,
        beside: None,
    }));
    faults.extend(multiples(case, &world));
    faults.extend(quarters(case, &world));
    let dates = said.dates().iter().filter(|date| !world.holds(case, date));
    faults.extend(dates.map(|date| Fault {
        span: date.span,
        kind: FaultKind::OtherPeriod,
        beside: None,
    }));
    faults.extend(said.dates().iter().filter_map(|date| of_other_field(case, date)));
    faults.sort_by_key(|fault| fault.span);
    faults.dedup_by_key(|fault| fault.span);
    faults
}

/// A quarter of a year that the quotes don't name, where they name another and no day in it.
fn quarters(case: &ClaimCase<'_>, world: &World) -> Vec<Fault> {
    let known: Vec<i8> = case
        .cited()
        .iter()
        .flat_map(|cited| find_quarters(cited.reading.text).into_iter().map(|(_, number)| number))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let dated = |number: i8| {
        world
            .dates
            .iter()
            .any(|it| (it.date.month() - 1) / 3 + 1 == number && it.span.end > 0)
    };
    let other = |number: i8| !known.contains(&number) && !dated(number);
    let told = find_quarters(case.said().text).into_iter();
    let wrong = told.filter(|(_, number)| other(*number));
    wrong
        .map(|(span, _)| Fault {
            span,
            kind: FaultKind::OtherPeriod,
            beside: None,
        })
        .collect()
}

/// Words of so many times as much, by root. What they say may be a little off: `it nearly doubled`.
const MULTIPLES: [(&str, Decimal); 8] = [
    ("halv", Decimal::from_parts(5, 0, 0, false, 1)),
    ("halve", Decimal::from_parts(5, 0, 0, false, 1)),
    ("doubl", Decimal::TWO),
    ("tripl", Decimal::from_parts(3, 0, 0, false, 0)),
    ("trebl", Decimal::from_parts(3, 0, 0, false, 0)),
    ("quadrupl", Decimal::from_parts(4, 0, 0, false, 0)),
    ("twofold", Decimal::TWO),
    ("threefold", Decimal::from_parts(3, 0, 0, false, 0)),
];

/// Words of halving, doubling and so on that no quote has, where its figures give another factor.
fn multiples(case: &ClaimCase<'_>, world: &World) -> Vec<Fault> {
    let mut faults = Vec::new();
    for word in case.said().words.iter().filter(|word| !word.denied) {
        let Some((_, times)) = MULTIPLES.iter().find(|(root, _)| *root == word.root) else {
            continue;
        };
        if case.cited().iter().any(|cited| cited.same(word).next().is_some()) {
            continue;
        }
        let figures: Vec<&Figure> = world.figures.iter().filter(|it| !it.is_year()).take(12).collect();
        let mut ratios = Vec::new();
        for (at, from) in figures.iter().enumerate() {
            let others = figures.iter().enumerate().filter(|(other, _)| *other != at);
            let alike = others.filter(|(_, to)| std::mem::discriminant(&to.unit) == std::mem::discriminant(&from.unit));
            ratios.extend(alike.filter_map(|(_, to)| to.base_value().checked_div(from.base_value())));
        }
        let near = |ratio: &Decimal| {
            ratio
                .checked_div(*times)
                .is_some_and(|it| (it - Decimal::ONE).abs() <= Decimal::from_parts(12, 0, 0, false, 2))
        };
        if !ratios.is_empty() && !ratios.iter().any(near) {
            faults.push(Fault {
                span: word.span,
                kind: FaultKind::NotDerived,
                beside: None,
            });
        }
    }
    faults
}

/// A date of the claim that a record has in another field than the claim's words say: told as
/// completed on the day it was due.
fn of_other_field(case: &ClaimCase<'_>, date: &DateMention) -> Option<Fault> {
    let said = case.said();
    let names = |field: &crate::Field| {
        let words = crate::text::content_stems(&field.name.replace(['_', '-'], " "));
        words
            .iter()
            .filter(|word| *word != "date")
            .any(|word| said.words.iter().any(|it| it.root == *word))
    };
    for (number, cited) in case.cited().iter().enumerate() {
        let source = cited.proof.source;
        let fields: Vec<_> = source
            .fields
            .iter()
            .filter(|field| is_cited(cited.proof.span, field))
            .collect();
        let value = |field: &crate::Field| source.text[field.span.range()].trim();
        let holds = |field: &crate::Field| {
            crate::text::find_dates(value(field))
                .iter()
                .any(|it| it.agrees_with(date))
        };
        let Some(there) = fields.iter().find(|field| holds(field)) else {
            continue;
        };
        let reckoned = said.words.windows(4).any(|words| {
            matches!(words[0].lower.as_str(), "after" | "before" | "past")
                && words[1..].iter().any(|it| it.lower == "due")
        });
        let told_as_other = fields.iter().filter(|_| !reckoned).find(|field| {
            let is_date =
                field.name.to_lowercase().contains("date") || !crate::text::find_dates(value(field)).is_empty();
            is_date && !holds(field) && names(field)
        });
        let own = fields.iter().filter(|field| holds(field)).any(|field| names(field));
        if told_as_other.is_some() && !own {
            return Some(Fault {
                span: date.span,
                kind: FaultKind::OtherPeriod,
                beside: Some(Beside {
                    cited: number,
                    span: there.span,
                }),
            });
        }
    }
    None
}

/// Whether a quote holds a field's line; the value may be empty.
fn is_cited(quote: Span, field: &crate::Field) -> bool {
    let name = field.span.start.saturating_sub(field.name.len() + 2);
    quote.start <= name && field.span.end.saturating_sub(1) <= quote.end
}

/// So many of the quotes' figures are named to whoever looks for one.
const MOST_WRITTEN: usize = 24;

/// Nobody cites more figures than that for one claim.
const MOST_KNOWN: usize = 2_000;

/// All the figures and dates that a claim may use.
pub(crate) struct World {
    is_empty: bool,
    /// By quote.
    known: Vec<(usize, Bound)>,
    figures: Vec<Figure>,
    dates: Vec<DateMention>,
    /// Whether a quote says `average`, which then is part of a metric's name.
    names_average: bool,
    /// The run's day, which a claim may name.
    as_of: Option<jiff::civil::Date>,
}

impl World {
    pub(crate) fn of(case: &ClaimCase<'_>) -> Self {
        let mut world = Self {
            is_empty: case.cited().is_empty(),
            known: Vec::new(),
            figures: Vec::new(),
            dates: Vec::new(),
            names_average: false,
            as_of: None,
        };
        let day = |date| DateMention {
            span: Span::new(0, 0),
            date,
            precision: Precision::Day,
        };
        for (number, cited) in case.cited().iter().enumerate() {
            let proof = cited.proof;
            if proof.source.kind.is_wish() && case.claim.is_value() {
                // A goal's own numbers are no evidence that anything was gained.
                continue;
            }
            for figure in cited.reading.figures().iter().filter(|it| cited.is_quoted(it.span)) {
                let place = cited.in_source(figure.span);
                if is_raw_form(proof, place) {
                    continue;
                }
                let typed = proof.source.values.iter().find(|value| value.span.overlaps(place));
                // A record keeps the unit of its value in a field of its own.
                let mut figure = figure.clone();
                if let (Unit::Count, Some(value)) = (&figure.unit, typed) {
                    let with_unit = crate::text::find_figures(&format!("{} {}", value.value, value.unit));
                    figure.unit = with_unit.into_iter().next().map_or(Unit::Count, |it| it.unit);
                }
                if figure.in_words && figure.unit == Unit::Percent {
                    let parts = share_parts(&cited.reading.text[figure.span.range()]);
                    let counts = parts.into_iter().map(|value| Figure {
                        value,
                        unit: Unit::Count,
                        ..figure.clone()
                    });
                    world.figures.extend(counts);
                }
                world.figures.push(figure);
            }
            world
                .known
                .extend(cited.bound().iter().map(|bound| (number, bound.clone())));
            let values = proof
                .source
                .values
                .iter()
                .filter(|value| proof.span.contains(value.span));
            world.dates.extend(values.filter_map(|value| value.period).map(day));
            world.dates.extend(cited.reading.dates().iter().copied());
            world.dates.extend(find_days(
                proof.text(),
                proof.source.occurred_at.unwrap_or(case.ledger.view.as_of),
            ));
            world.dates.extend(proof.source.occurred_at.map(day));
        }
        // A day told a thousand times is one day.
        world.dates.sort_by_key(|it| (it.date, it.precision, it.span.end > 0));
        world.dates.dedup_by_key(|it| (it.date, it.precision, it.span.end > 0));
        world.known.truncate(MOST_KNOWN);
        world.figures.truncate(MOST_KNOWN);
        let mut words = case.cited().iter().flat_map(|cited| &cited.reading.words);
        world.names_average = words.any(|word| word.lower == "average");
        world.as_of = Some(case.ledger.view.as_of);
        world
    }

    /// The figures that the quotes hold, as they are written there.
    pub(crate) fn written(case: &ClaimCase<'_>) -> Vec<String> {
        let mut written: Vec<String> = Vec::new();
        for cited in case.cited() {
            for figure in cited.reading.figures().iter().filter(|it| cited.is_quoted(it.span)) {
                if is_raw_form(cited.proof, cited.in_source(figure.span)) {
                    continue;
                }
                let words = format!("`{}`", crate::text::one_line(&cited.reading.text[figure.span.range()]));
                if !written.contains(&words) {
                    written.push(words);
                }
                if written.len() == MOST_WRITTEN {
                    return written;
                }
            }
        }
        written
    }

    fn judge(&self, case: &ClaimCase<'_>, figure: &Figure, own: Option<&Bound>) -> Option<(FaultKind, Option<Beside>)> {
        let is_year = figure.unit == Unit::Count && figure.decimals == 0;
        if is_year
            && self
                .dates
                .iter()
                .any(|date| figure.value == Decimal::from(date.date.year()))
        {
            return None;
        }
        if is_year && names_last_year(case, figure) {
            return None;
        }
        let said = case.said();
        let same: Vec<&(usize, Bound)> = self
            .known
            .iter()
            .filter(|(at, known)| self.is_same(case, figure, *at, known))
            .collect();
        let beside = |(at, known): &(usize, Bound)| Beside {
            cited: *at,
            span: case.cited()[*at].in_source(known.figure.span),
        };
        if !same.is_empty() {
            let own = own?;
            if is_at_other_rate(case, figure, &same) {
                return Some((FaultKind::OtherUnit, same.first().map(|it| beside(it))));
            }
            if let Some(role) = other_role(case, own, &same) {
                return Some((FaultKind::OtherRole(role), same.first().map(|it| beside(it))));
            }
            if is_of_other_metric(case, own, &same, &self.known) || names_other_metric(case, own, &same) {
                return Some((FaultKind::OtherMetric, same.first().map(|it| beside(it))));
            }
            // Months and years are lengths, of which a date beside them is an end.
            let date = own.date.filter(|_| !matches!(figure.unit, Unit::Months(_)))?;
            let apart = |(at, known): &&&(usize, Bound)| {
                let cited = &case.cited()[*at];
                // Of a record with several dates the claim may name any.
                let record = !cited.proof.source.fields.is_empty() && cited.proof.source.kind != SourceKind::Kpi;
                let named = record && cited.reading.dates().iter().any(|it| it.agrees_with(&date));
                !named && known.date.is_some_and(|it| !it.agrees_with(&date))
            };
            let all_apart = same.iter().filter(apart).count() == same.len();
            return all_apart.then(|| (FaultKind::OtherPeriod, same.first().map(|it| beside(it))));
        }
        // Years and the parts of a share are bound to nothing, but they are figures too.
        let unbound = |known: &Figure| known.is_year() || (known.in_words && known.unit == Unit::Count);
        if self
            .figures
            .iter()
            .any(|known| unbound(known) && same_amount(figure, known))
        {
            return None;
        }
        // How a figure follows is told in its own sentence.
        let (sentence, local) = in_sentence(said, figure);
        // What the quotes call average as well is a metric's name, and no way to reckon.
        let sentence: &str = &if self.names_average {
            without_average(sentence)
        } else {
            Cow::Borrowed(sentence)
        };
        // The run's day is one to reckon from.
        let today = self.as_of.map(|date| DateMention {
            span: Span::new(0, 0),
            date,
            precision: Precision::Day,
        });
        let dates: Vec<DateMention> = self.dates.iter().copied().chain(today).collect();
        if recompute::recomputed(sentence, &local, &self.figures, &dates).is_some() || is_pair(case, figure) {
            return None;
        }
        if self.has_parts(case, figure)
            || self.is_of_kpi(case, figure)
            || is_in_id(case, figure)
            || is_halved(case, figure)
        {
            return None;
        }
        let digits = self.known.iter().find(|(_, known)| same_digits(figure, &known.figure));
        if let Some(found) = digits {
            return Some((FaultKind::OtherUnit, Some(beside(found))));
        }
        let kind = match recompute::presented(sentence, &local, &self.figures) {
            Presented::Progress => FaultKind::NotProgress,
            Presented::Derived => FaultKind::NotDerived,
            Presented::Plain => FaultKind::Missing,
        };
        Some((kind, None))
    }

    /// Whether the two numbers of a share (`eight out of ten`, `9 in 40`) stand in the quotes, or the
    /// first of them alone, as of a score.
    fn has_parts(&self, case: &ClaimCase<'_>, figure: &Figure) -> bool {
        let written = &case.claim.text[figure.span.range()];
        let parts = share_parts(written);
        parts.first().is_some_and(|first| {
            figure.in_words && figure.unit == Unit::Percent && self.figures.iter().any(|known| known.value == *first)
        })
    }

    /// Whether a figure is the difference of two of a KPI's own: what it has gained, what it is to
    /// gain, and what is missing.
    fn is_of_kpi(&self, case: &ClaimCase<'_>, figure: &Figure) -> bool {
        let of_role = |cited: usize, role: ValueRole| {
            let mut known = self
                .known
                .iter()
                .filter(move |(at, it)| *at == cited && it.role == Some(role));
            known.next().map(|(_, it)| &it.figure)
        };
        (0..case.cited().len()).any(|cited| {
            let values = [ValueRole::Baseline, ValueRole::Target, ValueRole::Current].map(|role| of_role(cited, role));
            let values: Vec<&Figure> = values.into_iter().flatten().collect();
            values.iter().any(|left| {
                values.iter().any(|right| {
                    let apart = left.value.checked_sub(right.value).unwrap_or_default();
                    let unit = figure.unit == Unit::Count
                        || figure.unit == left.unit
                        || (figure.unit == Unit::Points && left.unit == Unit::Percent);
                    unit && !apart.is_zero() && figure.value.abs() == apart.abs()
                })
            })
        })
    }

    /// Whether a figure of the claim is one of a quote. In prose a bare count is not a figure in
    /// a unit, unless its sentence tells the unit once for several: `from 12 to 7 hours`.
    fn is_same(&self, case: &ClaimCase<'_>, figure: &Figure, at: usize, known: &Bound) -> bool {
        let rounded = figure.unit.comparable(&known.figure.unit)
            && rounds_to(case.said().text, figure, scaled(&known.figure, figure));
        if !same_amount(figure, &known.figure) && !rounded {
            return false;
        }
        let cited = &case.cited()[at];
        let bare =
            known.figure.unit == Unit::Count && figure.unit != Unit::Count && cited.proof.source.fields.is_empty();
        let shares_unit = || {
            let beside = self
                .known
                .iter()
                .filter(|(other, it)| *other == at && it.sentence == known.sentence);
            beside
                .into_iter()
                .any(|(_, it)| std::mem::discriminant(&it.figure.unit) == std::mem::discriminant(&figure.unit))
        };
        let names_unit = || {
            let unit = case.claim.text[figure.span.range()].trim_start_matches(|it: char| !it.is_alphabetic());
            !unit.is_empty() && cited.reading.text.to_lowercase().contains(&unit.to_lowercase())
        };
        !bare || shares_unit() || names_unit()
    }

    fn holds(&self, case: &ClaimCase<'_>, date: &DateMention) -> bool {
        let written = &case.claim.text[date.span.range()];
        let has_year = written.chars().filter(char::is_ascii_digit).count() >= 4;
        let is_month = !written.contains(|it: char| it.is_ascii_digit());
        let same = |known: &DateMention| {
            if has_year {
                date.agrees_with(known)
            } else if is_month {
                known.date.month() == date.date.month()
            } else {
                known.precision == Precision::Day
                    && (known.date.month(), known.date.day()) == (date.date.month(), date.date.day())
            }
        };
        let reckoned = || {
            let days = self.figures.iter().filter_map(|figure| match figure.unit {
                Unit::Time(scale) if i64::from(scale) >= SECONDS_A_DAY => {
                    i64::try_from(figure.base_value() / Decimal::from(SECONDS_A_DAY)).ok()
                }
                _ => None,
            });
            days.into_iter().any(|days| {
                let mut known = self.dates.iter().filter(|it| it.precision == Precision::Day);
                known.any(|it| i64::from((it.date - date.date).get_days()).abs() == days)
            })
        };
        if date.precision == Precision::Day && reckoned() {
            return true;
        }
        let is_today = date.precision == Precision::Day && self.as_of == Some(date.date);
        is_today || self.dates.iter().any(same)
    }
}

/// A sentence with its `average` blanked, in as many bytes.
fn without_average(sentence: &str) -> Cow<'_, str> {
    match sentence.to_ascii_lowercase().find("average") {
        Some(at) if sentence.is_char_boundary(at) && !sentence[..at].ends_with("on ") => {
            let mut blanked = sentence.to_owned();
            blanked.replace_range(at..at + "average".len(), "       ");
            Cow::Owned(blanked)
        }
        _ => Cow::Borrowed(sentence),
    }
}

/// No sentence says further from a figure how it follows, in bytes.
const SENTENCE_BYTES: usize = 600;

/// The sentence of a figure, or the part of a very long one that is about it, and the figure as it
/// stands there.
fn in_sentence<'t>(said: &crate::text::Reading<'t>, figure: &Figure) -> (&'t str, Figure) {
    let number = said.sentences.partition_point(|it| it.end <= figure.span.start);
    let whole = said.sentences.get(number).filter(|it| it.contains(figure.span));
    let whole = whole.copied().unwrap_or(figure.span);
    let from = whole.start.max(figure.span.start.saturating_sub(SENTENCE_BYTES));
    let to = whole.end.min(figure.span.end + SENTENCE_BYTES);
    // Both ends move towards the figure, whose own ends are on characters.
    let (from, to) = (said.text.ceil_char_boundary(from), said.text.floor_char_boundary(to));
    let local = Figure {
        span: Span::new(figure.span.start - from, figure.span.end - from),
        ..figure.clone()
    };
    (&said.text[from..to], local)
}

/// Whether a year is what a quote calls `last year` or the quarter before.
fn names_last_year(case: &ClaimCase<'_>, figure: &Figure) -> bool {
    case.cited().iter().any(|cited| {
        let lower = cited.reading.text.to_lowercase();
        let told = [
            "last year",
            "year ago",
            "year before",
            "previous year",
            "quarter before",
            "before christmas",
        ];
        let last = told.into_iter().any(|it| lower.contains(it));
        let written = cited.proof.source.occurred_at;
        last && written.is_some_and(|date| figure.value == Decimal::from(date.year() - 1))
    })
}

/// A figure's value in the unit of another.
fn scaled(known: &Figure, wanted: &Figure) -> Decimal {
    match (&known.unit, &wanted.unit) {
        (Unit::Time(_), Unit::Time(scale)) | (Unit::Months(_), Unit::Months(scale)) => known
            .base_value()
            .checked_div(Decimal::from(*scale))
            .unwrap_or(known.value),
        _ => known.value,
    }
}

/// The two numbers of a share: `eight out of ten`, `9 in 40`.
fn share_parts(written: &str) -> Vec<Decimal> {
    let joint = [" out of ", " in "]
        .into_iter()
        .find_map(|joint| written.split_once(joint));
    let Some((part, whole)) = joint else { return Vec::new() };
    let number = |text: &str| {
        let text = format!("{text} pieces");
        crate::text::find_figures(&text).first().map(|figure| figure.value)
    };
    [part, whole].into_iter().filter_map(number).collect()
}

/// Whether a number is part of a cited record's own id: `ticket 5201`.
fn is_in_id(case: &ClaimCase<'_>, figure: &Figure) -> bool {
    let written = &case.claim.text[figure.span.range()];
    let is_number = written.len() >= 3 && written.chars().all(|it| it.is_ascii_digit());
    let mut ids = case.cited().iter().map(|cited| cited.proof.source.id.as_str());
    is_number && ids.any(|id| id.rsplit('/').next().is_some_and(|native| native.contains(written)))
}

/// Whether `half` is what a quote tells by a verb.
fn is_halved(case: &ClaimCase<'_>, figure: &Figure) -> bool {
    let halves = |cited: &Cited<'_>| {
        let mut words = cited.reading.words.iter();
        words.any(|word| matches!(word.root.as_str(), "halv" | "half"))
    };
    figure.in_words
        && figure.unit == Unit::Percent
        && figure.value == Decimal::from(50)
        && case.cited().iter().any(halves)
}

/// Whether `two` is what a quote calls a pair or both.
fn is_pair(case: &ClaimCase<'_>, figure: &Figure) -> bool {
    let says_pair = |cited: &Cited<'_>| {
        let mut words = cited.reading.words.iter();
        words.any(|word| matches!(word.lower.as_str(), "both" | "pair" | "couple" | "twin" | "either"))
    };
    figure.in_words && figure.value == Decimal::TWO && case.cited().iter().any(says_pair)
}

/// Whether a rate is told per another length of time than the source's: `221 metres per minute` for
/// metres per hour.
fn is_at_other_rate(case: &ClaimCase<'_>, figure: &Figure, same: &[&(usize, Bound)]) -> bool {
    let Some(said) = rate_after(&case.said().text[figure.span.end..]) else {
        return false;
    };
    let rates: Vec<Option<String>> = same
        .iter()
        .map(|(at, known)| {
            let cited = &case.cited()[*at];
            let place = cited.in_source(known.figure.span);
            let typed = cited
                .proof
                .source
                .values
                .iter()
                .find(|value| value.span.overlaps(place));
            match typed {
                Some(value) => rate_after(&format!(" {}", value.unit)),
                None => rate_after(&cited.reading.text[known.figure.span.end..]),
            }
        })
        .collect();
    rates.iter().all(|rate| rate.as_ref().is_some_and(|rate| *rate != said))
}

/// The length of time after a `per`, within a few words: `metres per hour`.
fn rate_after(text: &str) -> Option<String> {
    const TIMES: [&str; 8] = ["second", "minute", "hour", "shift", "day", "week", "month", "year"];
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let at = words.iter().position(|word| *word == "per")?;
    let bare = words
        .get(at + 1)?
        .trim_matches(|it: char| !it.is_alphabetic())
        .to_lowercase();
    TIMES.contains(&bare.as_str()).then_some(bare)
}

/// What a record says a figure is, where the claim tells it as where things stand now.
fn other_role(case: &ClaimCase<'_>, own: &Bound, same: &[&(usize, Bound)]) -> Option<ValueRole> {
    let now = |role: Option<ValueRole>| !matches!(role, Some(ValueRole::Target | ValueRole::Baseline));
    if same.iter().any(|(_, known)| now(known.role)) {
        return None;
    }
    let said = case.said();
    let role = same.first()?.1.role?;
    let told_as_wish = said.has_in(Table::Targets, own.sentence) || said.has_in(Table::Hedges, own.sentence);
    let first = said
        .sentence(own.sentence)
        .iter()
        .position(|word| word.span.start >= own.figure.span.start);
    let words = said.sentence(own.sentence);
    let lead: Vec<&str> = words[..first.unwrap_or(words.len())]
        .iter()
        .map(|word| word.lower.as_str())
        .collect();
    // `At 70 %, 8 points short of the 78 % agreed` says itself where things stand.
    let stands_beside = || {
        let mut beside = case
            .bound()
            .iter()
            .filter(|it| it.sentence == own.sentence && it.figure.span != own.figure.span);
        beside.any(|it| {
            let mut known = case.cited().iter().flat_map(Cited::bound);
            known.any(|known| known.role == Some(ValueRole::Current) && same_amount(&it.figure, &known.figure))
        })
    };
    match role {
        ValueRole::Target => (!told_as_wish && !stands_beside()).then_some(role),
        ValueRole::Baseline => {
            const BEFORE: [&str; 14] = [
                "from",
                "baseline",
                "was",
                "were",
                "started",
                "began",
                "initially",
                "before",
                "previously",
                "against",
                "versus",
                "originally",
                "than",
                "with",
            ];
            let told_as_then = words.iter().any(|word| BEFORE.contains(&word.lower.as_str())) || own.date.is_some();
            let alone = case.bound().iter().filter(|it| it.sentence == own.sentence).count() == 1;
            (alone && !told_as_then && !lead.is_empty() && said.has_in(Table::Reached, own.sentence)).then_some(role)
        }
        _ => None,
    }
}

/// Whether the sentence of a figure names in full the metric of another record, cited or one of
/// the account's KPIs, and nothing that tells the metric of the record that has the figure.
fn names_other_metric(case: &ClaimCase<'_>, own: &Bound, same: &[&(usize, Bound)]) -> bool {
    let said = case.said();
    let told: Vec<&str> = said
        .sentence(own.sentence)
        .iter()
        .map(|word| word.root.as_str())
        .collect();
    let terms = |metric: &str| crate::text::content_stems(&metric.replace(['_', '-'], " "));
    let metric_of = |(at, it): &(usize, Bound)| {
        let cited = &case.cited()[*at];
        let place = cited.in_source(it.figure.span);
        let value = cited
            .proof
            .source
            .values
            .iter()
            .find(|value| value.span.overlaps(place))?;
        Some(terms(&value.metric))
    };
    let Some(own_metrics) = same.iter().map(|it| metric_of(it)).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let named = |metric: &[String], at_least: usize| {
        let held = metric.iter().filter(|term| told.contains(&term.as_str())).count();
        held >= at_least
    };
    if own_metrics
        .iter()
        .any(|metric| metric.is_empty() || named(metric, metric.len().div_ceil(2)))
    {
        return false;
    }
    let cited = case
        .cited()
        .iter()
        .flat_map(|cited| cited.proof.source.values.iter().map(|value| terms(&value.metric)));
    let mut others = cited.chain(case.ledger.kpis().map(|(_, kpi)| terms(&kpi.metric)));
    others.any(|metric| !metric.is_empty() && !own_metrics.contains(&metric) && named(&metric, metric.len()))
}

/// Whether the words about a figure belong to another figure of the quotes and to none that is
/// the same.
fn is_of_other_metric(case: &ClaimCase<'_>, own: &Bound, same: &[&(usize, Bound)], known: &[(usize, Bound)]) -> bool {
    if !own.own_words {
        return false;
    }
    let said = case.said();
    let tells_move = |about: &usize| {
        const MOVES: Tables = Tables::of(&[
            Table::Rising,
            Table::Falling,
            Table::Reached,
            Table::Results,
            Table::General,
        ]);
        said.words[*about].tables.meets(MOVES)
    };
    let about: Vec<usize> = own.about.iter().copied().filter(|about| !tells_move(about)).collect();
    let shared = |(at, it): &(usize, Bound)| {
        let cited = &case.cited()[*at];
        let record = !cited.proof.source.fields.is_empty();
        let held = |about: &&usize| {
            cited
                .same(&said.words[**about])
                .any(|found| record || it.about.contains(&found))
        };
        about.iter().filter(held).count()
    };
    let shares = |it: &(usize, Bound)| shared(it) > 0;
    if same.iter().any(|it| shares(it)) {
        return false;
    }
    let others = known
        .iter()
        .filter(|it| !same.iter().any(|one| std::ptr::eq(*one, *it)));
    // A stray word in common makes no metric; of a figure in other units all the words must be.
    // `Eight days rather than three weeks`: what a figure came from has no words of its own.
    let told_beside = |it: &(usize, Bound)| {
        case.bound()
            .iter()
            .any(|other| !other.own_words && other.sentence == own.sentence && same_amount(&other.figure, &it.1.figure))
    };
    others.filter(|it| it.1.own_words && !told_beside(it)).any(|it| {
        let shared = shared(it);
        if it.1.figure.unit.comparable(&own.figure.unit) {
            shared > 0 && shared * 2 >= about.len()
        } else {
            shared >= 2 && shared == about.len()
        }
    })
}
