//! What is told of sentiment: a sentence of the customer's, an answer to a survey.

use grounding::text::{one_line, sentences};
use grounding::{Cue, Record, Source, SourceKind, Span, SurveyAnswer};
use jiff::ToSpan;
use jiff::civil::Date;

use super::super::clause::Clause;
use super::super::words::{customer_at, is_accepted};
use super::kind_of;
use crate::calendar::long_date;
use crate::cite::cite_span;
use crate::health::facts::Facts;
use crate::health::level::Level;
use crate::health::signal::Reading;

/// A longer sentence is none that a reader takes in.
const MOST_BYTES: usize = 280;
/// So many sentences are tried, and words of so many days.
const MOST_TRIED: usize = 6;
const WINDOW_DAYS: i32 = 90;

pub(super) fn told(facts: &Facts<'_>, reading: &Reading<'_>) -> Vec<Clause> {
    let found = if reading.criterion.name == "survey" {
        answered(facts, reading)
    } else {
        quotes(facts, reading).into_iter().next().map(|it| it.clause())
    };
    found.into_iter().collect()
}

/// A sentence of the customer's that may be repeated.
#[derive(Debug, Clone)]
pub(in super::super) struct Quoted<'a> {
    pub(in super::super) source: &'a Source,
    span: Span,
    /// The day it was written or said.
    pub(in super::super) date: Date,
    /// Who wrote or said it, where they are known by name.
    pub(in super::super) who: Option<&'a str>,
}

impl Quoted<'_> {
    /// The sentence, on one line and in quotation marks.
    pub(in super::super) fn words(&self) -> String {
        format!(
            "\u{201C}{}\u{201D}",
            one_line(&self.source.text[self.span.range()]).trim()
        )
    }

    pub(in super::super) fn citation(&self) -> grounding::Citation {
        cite_span(self.source, self.span)
    }

    /// `Ada Byrne wrote on 20 May 2026: “…”`
    pub(in super::super) fn clause(&self) -> Clause {
        let spoke = matches!(self.source.kind, SourceKind::Call | SourceKind::Transcript);
        let (day, words) = (long_date(self.date), self.words());
        let text = match self.who {
            Some(name) => format!("{name} {} on {day}: {words}", if spoke { "said" } else { "wrote" }),
            None => format!("the {} of {day} says: {words}", self.source.kind.noun()),
        };
        Clause::new(text, vec![self.citation()])
    }
}

/// The sentences that tell most of the tone, those that may be repeated: the ones that pull it down,
/// or, where it is good, the best.
pub(in super::super) fn quotes<'a>(facts: &Facts<'a>, reading: &Reading<'a>) -> Vec<Quoted<'a>> {
    let places: Vec<(&Source, Span, Date)> = if reading.level == Level::Green {
        best(facts)
    } else {
        let seen = reading.seen.iter();
        seen.filter_map(|it| Some((it.source?, it.span?, it.date?))).collect()
    };
    let told = places.into_iter().take(MOST_TRIED).map(|(source, span, date)| Quoted {
        source,
        span,
        date,
        who: customer_at(source, span.start).map(|author| author.name.as_str()),
    });
    let short = told.filter(|it| it.span.end - it.span.start <= MOST_BYTES);
    short
        .filter(|it| is_accepted(facts, &it.clause().told(kind_of(reading.level))))
        .collect()
}

/// The customer's sentences of the last months, praise first, and then by how kind they are.
fn best<'a>(facts: &Facts<'a>) -> Vec<(&'a Source, Span, Date)> {
    let from = facts.as_of.saturating_sub(WINDOW_DAYS.days());
    let recent = facts.observed.voices.iter().filter(|voice| voice.date > from);
    let mut voices: Vec<_> = recent
        .filter_map(|voice| Some((!Cue::Praise.phrases().is_in(voice.text), voice, voice.place?)))
        .collect();
    voices.sort_by(|left, right| {
        let kinder = right.1.compound.total_cmp(&left.1.compound);
        left.0.cmp(&right.0).then(kinder).then(right.1.date.cmp(&left.1.date))
    });
    let places = voices.into_iter();
    places
        .map(|(_, voice, (source, span))| (source, span, voice.date))
        .collect()
}

/// The lowest answer, or the highest where they are good on the whole.
fn answered(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Clause> {
    let answers = reading.seen.iter().filter_map(|seen| {
        let source = seen.source?;
        match source.record.as_ref()? {
            Record::Survey(answer) => Some((source, answer)),
            _ => None,
        }
    });
    let mut answers: Vec<_> = answers.collect();
    if reading.level == Level::Green {
        answers.reverse();
    }
    let (source, answer) = answers.first()?;
    Some(answer_of(facts, source, answer))
}

/// `Ada Byrne gave the score 9 on 24 May 2026: “…”`, without the words where they can't be repeated.
pub(in super::super) fn answer_of(facts: &Facts<'_>, source: &Source, answer: &SurveyAnswer) -> Clause {
    let who = customer_at(source, 0).map_or("a survey answer", |author| author.name.as_str());
    let text = format!(
        "{who} gave the score {} on {}",
        answer.score.normalize(),
        long_date(answer.date)
    );
    // An answer is short: its record is its own best proof.
    let cited = vec![cite_span(source, Span::new(0, source.text.len()))];
    let bare = Clause::new(text, cited);
    let Some(words) = opening(&answer.comment) else {
        return bare;
    };
    let full = Clause::new(
        format!("{}: \u{201C}{words}\u{201D}", bare.text),
        bare.citations.clone(),
    );
    if is_accepted(facts, &full.told(grounding::ClaimKind::Fact)) {
        full
    } else {
        bare
    }
}

/// The comment from its beginning, as whole sentences; none where nothing was written.
fn opening(comment: &str) -> Option<String> {
    let comment = one_line(comment);
    let comment = comment.trim();
    if comment.len() <= MOST_BYTES {
        return (!comment.is_empty()).then(|| comment.to_owned());
    }
    let ends = sentences(comment).into_iter().map(|span| span.end);
    let end = ends.filter(|end| *end <= MOST_BYTES).max()?;
    Some(comment[..end].to_owned())
}
