//! A text, read once for everything that the rules ask about it.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::{DateMention, Figure, Times, Unit, find_figures_beside, root, sentences, stem_of};
use crate::Span;
use crate::lexicon::{Mark, Spelt, Table, Tables, WordId, marks, stop_words, word_id};

/// A text taken apart: its words with their stems, which of them are denied, the phrases of the
/// word tables in it, its sentences, clauses, figures and dates.
#[derive(Debug)]
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Token>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) sentences: Vec<Span>,
    figures: OnceCell<Vec<Figure>>,
    dates: OnceCell<Vec<DateMention>>,
    times: OnceCell<Times>,
    written: Date,
}

/// A word of a text, in what it says and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) span: Span,
    /// In lowercase.
    pub(crate) lower: String,
    /// The stem of its base form: `rise` for `rose`.
    pub(crate) root: String,
    /// The word in the relation tables.
    pub(crate) id: Option<WordId>,
    /// Whether it carries content: no function word, no part of a figure or a date.
    pub(crate) content: bool,
    /// Whether it is written with a capital.
    pub(crate) capital: bool,
    /// The sentence it stands in, by number.
    pub(crate) sentence: usize,
    /// The clause it stands in, by number.
    pub(crate) clause: usize,
    /// Whether what it says is denied.
    pub(crate) denied: bool,
    /// The tables that have a phrase it is part of.
    pub(crate) tables: Tables,
}

impl Token {
    /// Whether the two are the same word in another form.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl<'t> Reading<'t> {
    /// Reads a text that was written on a day.
    pub(crate) fn new(text: &'t str, written: Date) -> Self {
        let spelt = Spelt::all(text);
        let marks = marks(text, &spelt);
        let sentences = sentences(text);
        let mut reading = Self {
            text,
            words: Vec::with_capacity(spelt.len()),
            marks,
            sentences,
            figures: OnceCell::new(),
            dates: OnceCell::new(),
            times: OnceCell::new(),
            written,
        };
        reading.take(spelt);
        reading.deny();
        reading.deny_labels();
        reading
    }

    fn times(&self) -> &Times {
        self.times.get_or_init(|| Times::of(self.text, self.written))
    }

    /// Its figures, in order.
    pub(crate) fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| {
            let times = self.times();
            let mut dates: Vec<DateMention> = times.dates.iter().chain(&times.days).copied().collect();
            dates.sort_by_key(|it| it.span);
            let mut figures = find_figures_beside(self.text, &dates);
            share_units(self.text, &self.sentences, &mut figures);
            figures
        })
    }

    /// The figures that stand within a place, in order.
    pub(crate) fn figures_in(&self, within: Span) -> &[Figure] {
        let figures = self.figures();
        let start = figures.partition_point(|it| it.span.start < within.start);
        let end = start + figures[start..].partition_point(|it| it.span.end <= within.end);
        &figures[start..end]
    }

    /// Its dates and its days without a year, in order.
    pub(crate) fn dates(&self) -> &[DateMention] {
        self.dates.get_or_init(|| {
            let times = self.times();
            let mut found = times.dates.clone();
            found.extend(&times.days);
            found.extend(&times.months);
            found.sort_by_key(|mention| mention.span);
            found
        })
    }

    /// The phrases of a table, in order.
    pub(crate) fn marks_of(&self, table: Table) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.table == table)
    }

    /// The phrases that stand in a sentence, by place.
    pub(crate) fn marks_in(&self, sentence: usize) -> &[Mark] {
        let of = |mark: &Mark| self.words[mark.first].sentence;
        let start = self.marks.partition_point(|mark| of(mark) < sentence);
        let end = start + self.marks[start..].partition_point(|mark| of(mark) <= sentence);
        &self.marks[start..end]
    }

    /// The phrases of a table in a sentence, by place.
    pub(crate) fn marks_of_in(&self, table: Table, sentence: usize) -> impl Iterator<Item = &Mark> {
        self.marks_in(sentence).iter().filter(move |mark| mark.table == table)
    }

    /// Whether a phrase of the table stands in the text.
    pub(crate) fn has(&self, table: Table) -> bool {
        self.marks_of(table).next().is_some()
    }

    /// Whether a phrase of the table stands in a sentence.
    pub(crate) fn has_in(&self, table: Table, sentence: usize) -> bool {
        self.marks_of_in(table, sentence).next().is_some()
    }

    /// The words of a sentence.
    pub(crate) fn sentence(&self, number: usize) -> &[Token] {
        let start = self.words.partition_point(|word| word.sentence < number);
        let end = self.words.partition_point(|word| word.sentence <= number);
        &self.words[start..end]
    }

    fn take(&mut self, spelt: Vec<Spelt>) {
        let (mut sentence, mut clause, mut last_end) = (0, 0, 0);
        for word in spelt {
            while self.sentences.get(sentence).is_some_and(|it| it.end <= word.span.start) {
                sentence += 1;
                clause += 1;
            }
            let between = self.text.get(last_end..word.span.start).unwrap_or_default();
            if last_end > 0 && (breaks_clause(between) || opens_clause(&word.lower)) {
                clause += 1;
            }
            last_end = word.span.end;
            let base = root(&word.lower);
            let root = if base == word.lower { word.stem } else { stem_of(base) };
            self.words.push(Token {
                id: word_id(&root),
                content: !stop_words().contains(word.lower.as_str())
                    && !word.lower.starts_with(|it: char| it.is_ascii_digit()),
                capital: self.text[word.span.range()].starts_with(char::is_uppercase),
                span: word.span,
                lower: word.lower,
                root,
                sentence,
                clause,
                denied: false,
                tables: Tables::default(),
            });
        }
        // `May 2026` doubts nothing, and neither does `in May`.
        let dates: Vec<Span> = self.dates().iter().map(|it| it.span).collect();
        let in_date = |span: Span| {
            let next = dates.partition_point(|it| it.end <= span.start);
            dates.get(next).is_some_and(|it| it.overlaps(span))
        };
        let is_month = |mark: &Mark| mark.words == 1 && &self.text[mark.span.range()] == "May" && mark.first > 0;
        let marks = std::mem::take(&mut self.marks);
        self.marks = marks
            .into_iter()
            .filter(|mark| !in_date(mark.span) && !is_month(mark))
            .collect();
        for at in 0..self.marks.len() {
            let Mark {
                table, first, words, ..
            } = self.marks[at];
            for word in &mut self.words[first..first + words] {
                word.tables.insert(table);
            }
        }
        for span in self
            .figures()
            .iter()
            .map(|it| it.span)
            .chain(self.dates().iter().map(|it| it.span))
            .collect::<Vec<_>>()
        {
            let from = self.words.partition_point(|word| word.span.end <= span.start);
            for word in self.words[from..]
                .iter_mut()
                .take_while(|word| word.span.start < span.end)
            {
                word.content = false;
            }
        }
    }

    /// Marks what is denied: the words that a negation reaches within its clause. Two negations
    /// over one word cancel each other.
    fn deny(&mut self) {
        let mut last = None;
        let negations: Vec<Mark> = self
            .marks
            .iter()
            .filter(|mark| is_negation(mark, self))
            .copied()
            .collect();
        for mark in negations {
            let end = mark.first + mark.words;
            // `no longer` stands in two tables, and is one negation.
            if last.is_some_and(|last| mark.first < last) {
                continue;
            }
            last = Some(end);
            let clause = self.words[end - 1].clause;
            let reach = if self.words[mark.first].lower == "no" {
                REACH_OF_NO
            } else {
                REACH
            };
            for word in self.words[end..]
                .iter_mut()
                .take(reach)
                .take_while(|word| word.clause == clause)
            {
                word.denied = !word.denied;
            }
        }
    }

    /// Of `Discount: none` the words before are denied: nothing of them was agreed.
    fn deny_labels(&mut self) {
        for at in 1..self.words.len() {
            let none = matches!(
                self.words[at].lower.as_str(),
                "none" | "nil" | "no" | "excluded" | "n/a"
            );
            let between = &self.text[self.words[at - 1].span.end..self.words[at].span.start];
            let sentence = self.words[at].sentence;
            let last = self.words.get(at + 1).is_none_or(|next| next.sentence != sentence);
            if none && last && between.contains([':', '|']) {
                let label = self.words[..at]
                    .iter_mut()
                    .rev()
                    .take_while(|word| word.sentence == sentence);
                label.for_each(|word| word.denied = true);
            }
        }
    }

    /// How many times the sentence is denied as a whole: `it is untrue that the fee is due`, `that
    /// the fee is due is simply not so`.
    pub(crate) fn whole_denials(&self, sentence: usize) -> usize {
        let words = self.sentence(sentence);
        let Some(first) = words.first() else { return 0 };
        let start = self.words.partition_point(|word| word.sentence < sentence);
        // `That the fee is due is not so`, `the idea that the fee is due is mistaken`.
        let early = words.iter().take(TURNED_WORDS).any(|word| word.lower == "that");
        let turned = (first.lower == "that" || early) && words.len() > TURNED_WORDS;
        let mut end = start;
        let mut many = 0;
        for mark in self.marks_in(sentence) {
            let denies = is_negation(mark, self) || mark.table == Table::Falsehood;
            if !denies || mark.first < end {
                continue;
            }
            let after = mark.first + mark.words;
            let clause = self.words[mark.first].clause;
            let ahead = self.words[after..].iter().take(THAT_WORDS);
            let mut ahead = ahead.take_while(|word| word.sentence == sentence && word.clause == clause);
            let leads = ahead.any(|word| word.lower == "that") && mark.first < start + THAT_WORDS;
            let closes = turned && after + TURNED_WORDS > start + words.len();
            if leads || closes {
                // `Not the case` and `no truth` are one denial.
                let next = self.words[after..]
                    .iter()
                    .take(THAT_WORDS)
                    .position(|word| word.lower == "that");
                end = next.map_or(usize::MAX, |it| after + it).max(after);
                many += 1;
            }
        }
        many
    }

    /// How many negations stand in the sentence.
    pub(crate) fn denials(&self, sentence: usize) -> usize {
        let mut end = 0;
        let mut many = 0;
        for mark in self.marks_in(sentence).iter().filter(|mark| is_negation(mark, self)) {
            if mark.first >= end {
                many += 1;
            }
            end = end.max(mark.first + mark.words);
        }
        many
    }

    /// The words that the negations of a sentence deny first of all: the first two of content after
    /// each, or all that a `none` after a label denies.
    pub(crate) fn denied_heads(&self, sentence: usize) -> Vec<usize> {
        let start = self.words.partition_point(|word| word.sentence < sentence);
        let end = start + self.sentence(sentence).len();
        let mut heads = Vec::new();
        let mut reached = false;
        for mark in self.marks_in(sentence).iter().filter(|mark| is_negation(mark, self)) {
            reached = true;
            let after = mark.first + mark.words;
            let words = self.words[after..end.max(after)].iter().take(REACH).enumerate();
            let denied = words.filter(|(_, word)| word.content && word.denied);
            let told = denied.filter(|(at, _)| !self.says_little(after + at));
            heads.extend(told.take(HEADS).map(|(at, _)| after + at));
        }
        if !reached || heads.is_empty() {
            heads.extend((start..end).filter(|at| self.words[*at].denied));
        }
        heads
    }

    /// Whether a word carries little of what is denied: `fully`, `give`, `take`.
    fn says_little(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.lower.ends_with("ly") || word.tables.has(Table::General)
    }

    /// Whether a negation stands in the sentence.
    pub(crate) fn denies(&self, sentence: usize) -> bool {
        self.denials(sentence) > 0
    }
}

/// Gives a bare number the unit that its sentence tells once for several: `from 12 to 7 hours`,
/// `the wait was 4.0 hours, and in October it had been 6.4`.
fn share_units(text: &str, sentences: &[Span], figures: &mut [Figure]) {
    const TOLD_AS_LEVEL: [&str; 11] = [
        "is", "was", "were", "been", "at", "to", "from", "than", "after", "against", "versus",
    ];
    let bare = |figure: &Figure| figure.unit == Unit::Count && !figure.is_year();
    for at in 0..figures.len() {
        if !bare(&figures[at]) {
            continue;
        }
        let place = figures[at].span;
        let number = sentences.partition_point(|it| it.end <= place.start);
        let Some(sentence) = sentences.get(number) else {
            continue;
        };
        let lead = text
            .get(sentence.start..place.start)
            .unwrap_or_default()
            .split_whitespace()
            .next_back()
            .unwrap_or_default();
        // A figure may reach beyond its sentence, over a line's end.
        let tail = text.get(place.end..sentence.end).unwrap_or_default();
        let joined = figures.get(at + 1).filter(|next| {
            let between = text.get(place.end..next.span.start).unwrap_or_default().trim();
            matches!(between, "to" | "and" | "or" | "-" | "\u{2013}") && sentence.contains(next.span)
        });
        let unit = if let Some(next) = joined {
            Some(next.unit.clone())
        } else {
            let ends = tail.trim_start().is_empty()
                || tail.starts_with([',', '.', ';', ')', '!', '?'])
                || tail
                    .split_whitespace()
                    .next()
                    .is_some_and(|word| matches!(word, "in" | "by" | "last" | "before" | "now"));
            let is_level = TOLD_AS_LEVEL.iter().any(|it| lead.eq_ignore_ascii_case(it));
            let before = figures[..at]
                .iter()
                .rev()
                .take_while(|it| it.span.start >= sentence.start);
            let mut units = before.filter(|it| it.unit != Unit::Count).map(|it| it.unit.clone());
            units.next().filter(|_| ends && is_level)
        };
        if let Some(unit) = unit {
            figures[at].unit = unit;
        }
    }
}

/// So many words of content after a negation are what it denies.
const HEADS: usize = 2;

/// A negation reaches so many words ahead.
const REACH: usize = 8;
/// `no` belongs to the thing beside it.
const REACH_OF_NO: usize = 4;

/// Whether a phrase denies what follows it. `not only`, `no later than` and their like don't.
fn is_negation(mark: &Mark, reading: &Reading<'_>) -> bool {
    if !matches!(mark.table, Table::Negations | Table::Denials) {
        return false;
    }
    let next = reading
        .words
        .get(mark.first + mark.words)
        .map(|word| word.lower.as_str());
    let idiom = match reading.words[mark.first].lower.as_str() {
        "not" if matches!(next, Some("only" | "just" | "merely" | "least")) => true,
        "no" => matches!(
            next,
            Some("later" | "more" | "less" | "fewer" | "earlier" | "doubt" | "matter" | "one's")
        ),
        // A bridge that failed on three mornings denies nothing.
        "failed" | "fails" | "fail" | "failing" => {
            mark.words == 1 && next.is_some_and(|next| next != "to" && is_preposition(next)) || next.is_none()
        }
        // `May not rise by more than 4 %` sets a bound.
        "not" if sets_bound(mark, reading) => true,
        "nothing" => matches!(next, Some("but")),
        // Errors decline; people decline something.
        "declined" | "decline" => {
            let end = mark.span.end;
            let next = reading.figures().partition_point(|it| it.span.start <= end);
            let figure = reading.figures().get(next);
            figure.is_some_and(|figure| figure.span.start < end + FALL_BYTES)
        }
        _ => false,
    };
    !idiom
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "on" | "with"
            | "in"
            | "at"
            | "during"
            | "for"
            | "again"
            | "after"
            | "before"
            | "when"
            | "because"
            | "and"
            | "twice"
            | "once"
    )
}

/// Whether a figure after `more than` stands in reach of a `not`.
fn sets_bound(mark: &Mark, reading: &Reading<'_>) -> bool {
    let after = &reading.words[(mark.first + mark.words).min(reading.words.len())..];
    let reach = &after[..after.len().min(REACH + 4)];
    let mut pairs = reach.windows(2);
    let bound =
        pairs.find(|pair| matches!(pair[0].lower.as_str(), "more" | "less" | "fewer") && pair[1].lower == "than");
    bound.is_some_and(|pair| {
        let end = pair[1].span.end;
        let next = reading.figures().partition_point(|figure| figure.span.start < end);
        let next = reading.figures().get(next);
        next.is_some_and(|figure| figure.span.start - end <= 5)
    })
}

/// A `that` so many words after a denial is what is denied.
const THAT_WORDS: usize = 6;
/// A sentence that begins with `that` is denied by one of so many words at its end.
const TURNED_WORDS: usize = 4;

/// A figure so near after `declined` is what it fell to.
const FALL_BYTES: usize = 12;

fn breaks_clause(between: &str) -> bool {
    between.contains([
        ',', ';', ':', '(', ')', '\u{2013}', '\u{2014}', '\n', '.', '!', '?', '|',
    ])
}

/// Words that open a clause of their own, which a negation before them doesn't reach.
fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "while"
            | "whereas"
            | "although"
            | "though"
            | "because"
            | "so"
            | "which"
            | "when"
            | "since"
            | "until"
            | "unless"
            | "however"
            | "if"
            | "after"
            | "before"
    )
}
