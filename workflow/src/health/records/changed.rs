//! What changed: how the recorded scores moved, with a signal that explains it (HS-6, HS-10).

use std::cmp::{Ordering, Reverse};

use grounding::{Citation, Claim, ClaimKind, HealthScore, Record, Source};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::clause::Clause;
use super::condition;
use crate::account::{cite_lines, day_field};
use crate::calendar::long_date;
use crate::health::facts::Facts;
use crate::health::level::{Level, Trend};
use crate::health::observed::Scored;

/// How the recorded scores moved, and what a signal shows beside it. Nothing where there is no prior
/// (HS-35), and nothing without a signal: a change of score needs its evidence.
pub(super) fn changed(facts: &Facts<'_>) -> Vec<Claim> {
    let course = &facts.snapshot.course;
    if course.trend == Trend::NoPrior {
        return Vec::new();
    }
    let mut recorded = course.scores.iter().filter_map(Recorded::of);
    let Some(last) = recorded.next_back() else {
        return Vec::new();
    };
    // Today's score stands in no record yet.
    let is_todays = course.scores.last().is_some_and(|it| it.source.is_none());
    let first = course.compared_with.as_ref().and_then(Recorded::of);
    let (score, went) = match first.filter(|_| !is_todays) {
        Some(first) => (moved(&first, &last), last.against(&first)),
        None => (last.alone(), course.change.map(|by| by.cmp(&Decimal::ZERO))),
    };
    // A step that is no trend explains nothing.
    let went = went.filter(|_| course.trend != Trend::Flat).unwrap_or(Ordering::Equal);
    let told = explaining(facts, went).map(|shown| {
        let text = format!("{}, while {}", score.text, shown.text);
        let cited = score.citations.iter().chain(&shown.citations).cloned().collect();
        Clause::new(text, cited).told(ClaimKind::Fact)
    });
    told.into_iter().collect()
}

/// What a signal shows that explains the way of the score: what is amber or red explains a fall, what
/// is green a rise. A signal that moved the same way goes before one that didn't, then the worst one
/// beside a fall and the best one beside a rise.
fn explaining(facts: &Facts<'_>, went: Ordering) -> Option<Clause> {
    let same = match went {
        Ordering::Less => Trend::Declining,
        Ordering::Equal => Trend::Flat,
        Ordering::Greater => Trend::Improving,
    };
    let known = facts.snapshot.signals.iter().filter(|it| it.is_known());
    let shown = known.flat_map(|signal| {
        let clauses = condition::clauses(facts, signal).into_iter();
        clauses.map(|(level, clause)| (signal.trend != same, level, clause))
    });
    let mut shown: Vec<(bool, Level, Clause)> = shown.collect();
    match went {
        Ordering::Less => shown.sort_by_key(|(other, level, _)| (*level <= Level::Green, *other, Reverse(*level))),
        Ordering::Equal => shown.sort_by_key(|(other, ..)| *other),
        Ordering::Greater => shown.sort_by_key(|(other, level, _)| (*level > Level::Green, *other, *level)),
    }
    shown.into_iter().next().map(|(_, _, clause)| clause)
}

/// A score that a record holds.
struct Recorded<'a> {
    source: &'a Source,
    health: &'a HealthScore,
    date: Date,
}

impl<'a> Recorded<'a> {
    fn of(scored: &Scored<'a>) -> Option<Self> {
        let source = scored.source?;
        match source.record.as_ref()? {
            Record::Health(health) => Some(Self {
                source,
                health,
                date: scored.date,
            }),
            _ => None,
        }
    }

    /// `84 (green)`, or what there is of it.
    fn amount(&self) -> String {
        let level = self.health.level.trim().to_lowercase();
        match self.health.score {
            Some(score) if level.is_empty() => score.normalize().to_string(),
            Some(score) => format!("{} ({level})", score.normalize()),
            None => level,
        }
    }

    /// What is recorded: a score, or a level alone.
    fn noun(&self) -> &'static str {
        if self.health.score.is_some() {
            "health score"
        } else {
            "health level"
        }
    }

    /// Which way it went from an earlier one, as far as both have a score.
    fn against(&self, earlier: &Self) -> Option<Ordering> {
        Some(self.health.score?.cmp(&earlier.health.score?))
    }

    fn alone(&self) -> Clause {
        let text = format!(
            "the last {} on record was {} on {}",
            self.noun(),
            self.amount(),
            long_date(self.date)
        );
        Clause::new(text, vec![self.cited()])
    }

    /// The lines that hold the score, its level and its day.
    fn cited(&self) -> Citation {
        let (text, level) = (&self.source.text, self.health.level.trim());
        let says = |words: &str| {
            let is_score = || words.parse::<Decimal>().ok() == self.health.score && self.health.score.is_some();
            (!level.is_empty() && words == level) || is_score()
        };
        let fields = self.source.fields.iter();
        let told = fields.filter(|field| says(text[field.span.range()].trim()));
        // A part of the score may be as high as the score, and stand further down.
        let mut told: Vec<_> = told.map(|field| field.span).collect();
        told.truncate(2);
        let day = day_field(self.source, self.date).map(|field| field.span);
        cite_lines(self.source, told.into_iter().chain(day))
    }
}

fn moved(first: &Recorded<'_>, last: &Recorded<'_>) -> Clause {
    let (then, now) = (long_date(first.date), long_date(last.date));
    let text = if first.amount() == last.amount() {
        format!("the {} stood at {} on {then} and on {now}", last.noun(), last.amount())
    } else {
        format!(
            "the {} went from {} on {then} to {} on {now}",
            last.noun(),
            first.amount(),
            last.amount()
        )
    };
    Clause::new(text, vec![first.cited(), last.cited()])
}
