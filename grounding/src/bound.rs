//! What the figures of a text are figures of, and when they held.

use rust_decimal::Decimal;

use crate::align::Cited;
use crate::lexicon::{Table, Tables};
use crate::recompute::tells_difference;
use crate::text::{DateMention, Figure, Reading, Unit};
use crate::verify::Proof;
use crate::{Span, ValueRole};

/// A figure with what the words about it tie it to.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) figure: Figure,
    /// When it held, where the sentence says so.
    pub(crate) date: Option<DateMention>,
    /// The content words about it, by number: since the figure before it, and up to the next.
    /// Of `12 h in January and 7 h in May` both have the words before the first.
    pub(crate) about: Vec<usize>,
    /// Whether the words about it are its own, rather than those of the figure before it.
    pub(crate) own_words: bool,
    /// The sentence, by number.
    pub(crate) sentence: usize,
    /// What a record says that it is.
    pub(crate) role: Option<ValueRole>,
}

/// The figures of a text, bound, in order.
pub(crate) fn bind(reading: &Reading<'_>) -> Vec<Bound> {
    let mut bound = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        bind_sentence(reading, number, *sentence, &mut bound);
    }
    bound
}

/// The figures of a quote, bound by its words and by the record's fields.
pub(crate) fn bind_cited(cited: &Cited<'_>) -> Vec<Bound> {
    let mut bound = bind(&cited.reading);
    bound.retain(|it| cited.is_quoted(it.figure.span) && !is_raw_form(cited.proof, cited.in_source(it.figure.span)));
    let values = &cited.proof.source.values;
    for figure in &mut bound {
        let place = cited.in_source(figure.figure.span);
        let Some(value) = values.iter().find(|value| value.span.overlaps(place)) else {
            continue;
        };
        figure.role = Some(value.role);
        if let Some(date) = value.period {
            figure.date = Some(DateMention {
                span: figure.figure.span,
                date,
                precision: crate::text::Precision::Day,
            });
        }
        // A record keeps the unit of its value in a field of its own.
        if figure.figure.unit == Unit::Count {
            let typed = crate::text::find_figures(&format!("{} {}", value.value, value.unit))
                .into_iter()
                .next();
            figure.figure.unit = typed.map_or(Unit::Count, |typed| typed.unit);
        }
    }
    bound
}

/// Whether a figure is only how a system stores a value that stands beside it in the same field:
/// the `1662500` of `1662500 (USD 16,625.00)`, which nobody was billed.
pub(crate) fn is_raw_form(proof: Proof<'_>, figure: Span) -> bool {
    let Some(field) = proof.source.fields.iter().find(|field| field.span.contains(figure)) else {
        return false;
    };
    let mut typed = proof
        .source
        .values
        .iter()
        .filter(|it| field.span.contains(it.span))
        .peekable();
    typed.peek().is_some() && typed.all(|value| !value.span.overlaps(figure))
}

fn bind_sentence(reading: &Reading<'_>, number: usize, sentence: Span, bound: &mut Vec<Bound>) {
    let within = |span: Span| sentence.contains(span);
    let figures = reading.figures();
    let first = figures.partition_point(|it| it.span.start < sentence.start);
    let figures: Vec<&Figure> = figures[first..].iter().take_while(|it| within(it.span)).collect();
    let dates = reading.dates();
    let first = dates.partition_point(|it| it.span.start < sentence.start);
    let dates: Vec<&DateMention> = dates[first..].iter().take_while(|it| within(it.span)).collect();
    // A bare year is a time and no amount, and a length of time is told beside amounts.
    let figures: Vec<&Figure> = figures.into_iter().filter(|it| !it.is_year()).collect();
    let words = reading.sentence(number);
    let start = reading.words.partition_point(|word| word.sentence < number);
    for (at, figure) in figures.iter().enumerate() {
        let from = at.checked_sub(1).map_or(sentence.start, |it| {
            after_joint(reading, figures[it].span.end, figure.span.start)
        });
        let to = figures.get(at + 1).map_or(sentence.end, |it| it.span.start);
        let mut about: Vec<usize> = Vec::new();
        let mut own_words = at == 0;
        // Only what stands between the figures beside it can be about one.
        let first = words.partition_point(|word| word.span.start < from);
        let last = words.partition_point(|word| word.span.end <= to).max(first);
        for (offset, word) in words.iter().enumerate().take(last).skip(first) {
            let before = word.span.start >= from && word.span.end <= figure.span.start;
            let after =
                word.span.start >= figure.span.end && word.span.end <= to && !is_over(reading, figure, word.span);
            if word.content && (before || after) {
                about.push(start + offset);
                own_words |= before && !says_nothing(reading, start + offset);
            }
        }
        if let Some(previous) = bound.last().filter(|it| at > 0 && it.sentence == number && !own_words) {
            about.extend_from_slice(&previous.about);
        }
        bound.push(Bound {
            figure: (*figure).clone(),
            date: date_of(reading, &figures, &dates, at),
            about,
            own_words,
            sentence: number,
            role: None,
        });
    }
}

/// Where the words about a figure begin after the figure before it: past the last comma or `and`.
fn after_joint(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    // Figures may share a byte: the `$` of `2018 $19.6` is told by both.
    let from = from.min(to);
    let between = &reading.text[from..to];
    let comma = between.rfind([',', ';']).map(|at| at + 1);
    let and = between.rfind(" and ").map(|at| at + " and ".len());
    from + comma.max(and).unwrap_or(0)
}

/// Whether a word tells only that something moved or was measured, not what.
fn says_nothing(reading: &Reading<'_>, word: usize) -> bool {
    use Table::{Falling, General, Improving, Reached, Results, Rising, Targets, Worsening};
    const EMPTY: Tables = Tables::of(&[
        Falling, General, Improving, Reached, Results, Rising, Targets, Worsening,
    ]);
    reading.words[word].tables.meets(EMPTY)
}

/// Whether the words about a figure end between it and a place: at a comma or an `and`.
fn is_over(reading: &Reading<'_>, figure: &Figure, place: Span) -> bool {
    let between = &reading.text[figure.span.end..place.start];
    between.contains([',', ';']) || between.split_whitespace().any(|word| word == "and")
}

/// The date that a figure of a sentence held on: the one in the same place where there are as many
/// dates as figures, or the one that follows it before the next figure. What is denied (`6 h, not
/// 5 h`) is not counted.
fn date_of(reading: &Reading<'_>, figures: &[&Figure], dates: &[&DateMention], at: usize) -> Option<DateMention> {
    let figure = figures[at];
    if is_denied(reading, figure.span) {
        return None;
    }
    // Nobody tells more figures than that with a date each, in one order.
    if figures.len() <= MOST_PAIRED {
        let told: Vec<&&Figure> = figures.iter().filter(|it| !is_denied(reading, it.span)).collect();
        let place = told.iter().position(|it| it.span == figure.span)?;
        let comparable = told.iter().all(|it| it.unit.comparable(&figure.unit));
        if told.len() == dates.len() && comparable {
            return Some(*dates[place]);
        }
    }
    let next = figures.get(at + 1).map_or(usize::MAX, |it| it.span.start);
    let first = dates.partition_point(|it| it.span.start < figure.span.end);
    let follows = dates.get(first).filter(|it| it.span.end <= next)?;
    let between = &reading.text[figure.span.end..follows.span.start];
    let near = between.split_whitespace().count() <= 3 && !between.contains([';', '.']);
    let ranges = ["between", "from"].into_iter().any(|word| between.contains(word));
    (near && !ranges).then_some(**follows)
}

/// So many figures of a sentence are matched with its dates by their order.
const MOST_PAIRED: usize = 12;

/// Whether a figure is what something is said not to be.
pub(crate) fn is_denied(reading: &Reading<'_>, figure: Span) -> bool {
    let at = reading.words.partition_point(|word| word.span.end <= figure.start);
    reading.words.get(at).is_some_and(|word| word.denied)
}

/// Where a metric stood first and last.
#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) from: Figure,
    pub(crate) to: Figure,
}

impl Move {
    /// Whether it went up; none where it stayed.
    pub(crate) fn rises(&self) -> Option<bool> {
        let (from, to) = (self.from.base_value(), self.to.base_value());
        (from != to).then_some(to > from)
    }
}

/// The move that a sentence, or a record, tells of: `from A to B`, two figures with two dates, a
/// baseline and what came after. None where it tells of none or of several.
pub(crate) fn move_in(reading: &Reading<'_>, bound: &[&Bound]) -> Option<Move> {
    let by_role = |role| bound.iter().find(|it| it.role == Some(role));
    if let (Some(from), Some(to)) = (by_role(ValueRole::Baseline), by_role(ValueRole::Current)) {
        return Some(step(from, to));
    }
    // What something moved by is no place that it moved from or to.
    let levels: Vec<&&Bound> = bound
        .iter()
        .filter(|it| !tells_difference(reading.text, &it.figure))
        .take(MOST_LEVELS)
        .collect();
    let mut pairs = Vec::new();
    for (at, one) in levels.iter().enumerate() {
        for other in &levels[at + 1..] {
            if !alike(&one.figure, &other.figure) {
                continue;
            }
            if let Some(pair) = ordered(reading, one, other) {
                pairs.push(pair);
            }
        }
    }
    let mut pairs = pairs.into_iter();
    let only = pairs.next()?;
    pairs.next().is_none().then_some(only)
}

/// A sentence with more figures tells of no one move.
const MOST_LEVELS: usize = 8;

fn step(from: &Bound, to: &Bound) -> Move {
    Move {
        from: from.figure.clone(),
        to: to.figure.clone(),
    }
}

fn alike(one: &Figure, other: &Figure) -> bool {
    std::mem::discriminant(&one.unit) == std::mem::discriminant(&other.unit)
}

fn ordered(reading: &Reading<'_>, one: &Bound, other: &Bound) -> Option<Move> {
    let before = |bound: &Bound| {
        let lead = &reading.text[..bound.figure.span.start];
        lead.split_whitespace().next_back().unwrap_or_default().to_lowercase()
    };
    let same_sentence = one.sentence == other.sentence;
    match (before(one).as_str(), before(other).as_str()) {
        ("from", "to") if same_sentence => return Some(step(one, other)),
        // `29, against 46 in the quarter before`: what it is held against came first.
        (_, "against" | "versus" | "vs" | "vs." | "after" | "from") if same_sentence => return Some(step(other, one)),
        _ => {}
    }
    by_date(one, other)
}

/// The move between two figures that held at different times.
pub(crate) fn by_date(one: &Bound, other: &Bound) -> Option<Move> {
    if !alike(&one.figure, &other.figure) {
        return None;
    }
    let (first, second) = (one.date?.date, other.date?.date);
    match first.cmp(&second) {
        std::cmp::Ordering::Less => Some(step(one, other)),
        std::cmp::Ordering::Greater => Some(step(other, one)),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether two figures are the same, whatever their sign.
pub(crate) fn same_amount(said: &Figure, known: &Figure) -> bool {
    let unsigned = |figure: &Figure| Figure {
        value: figure.value.abs(),
        ..figure.clone()
    };
    said.same_as(known)
        || (said.value.is_sign_negative() != known.value.is_sign_negative() && unsigned(said).same_as(&unsigned(known)))
}

/// Whether two figures show the same digits, whatever their units.
pub(crate) fn same_digits(said: &Figure, known: &Figure) -> bool {
    said.value == known.value && said.value != Decimal::ZERO
}
