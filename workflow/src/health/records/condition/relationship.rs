//! What is told of the relationship: attempts without an answer, the sponsor, the last contact.

use grounding::text::{content_words, find_figures, sentences};
use grounding::{Citation, Policy, Record, Source, Span, lexicon};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::clause::Clause;
use super::super::words::{cite_name, cite_title, cite_words, customer_at, listed, named};
use crate::account::{Person, cite_lines};
use crate::calendar::long_date;
use crate::cite::cite_span;
use crate::health::facts::Facts;
use crate::health::signal::{Reading, Seen};

pub(super) fn told(facts: &Facts<'_>, reading: &Reading<'_>) -> Vec<Clause> {
    let found = match reading.criterion.name {
        // Where every attempt was answered, the contact that answered it is what there is to tell.
        "unanswered" if reading.value > Decimal::ZERO => attempts(facts, reading).map(|it| it.clause),
        "sponsor_days" => sponsor(facts, reading).map(|(_, clause)| clause),
        _ => contact(facts, reading),
    };
    found.into_iter().collect()
}

/// Attempts to reach the customer that nobody answered.
pub(in super::super) struct Attempts<'f, 'a> {
    /// That there was no reply, and to what.
    pub(in super::super) clause: Clause,
    /// Whom they were meant for, as far as the records name them.
    pub(in super::super) tried: Vec<&'f Person<'a>>,
}

/// The attempts that nobody answered, by their days: how many they are is for the reader to count,
/// unless a record tells of more than there are days and says how many.
pub(in super::super) fn attempts<'f, 'a>(facts: &'f Facts<'a>, reading: &Reading<'_>) -> Option<Attempts<'f, 'a>> {
    let dated = reading.seen.iter().filter_map(|seen| {
        let source = seen.source?;
        Some((seen.date.or(source.occurred_at)?, source, seen.span))
    });
    let mut dated: Vec<(Date, &Source, Option<Span>)> = dated.collect();
    dated.sort_by_key(|(day, source, _)| (*day, &source.id));
    // A record that tells of several attempts is evidence for each of them.
    dated.dedup_by_key(|(_, source, _)| &source.id);
    let is_named = |person: &&Person<'_>| {
        let name = &person.contact.name;
        !name.is_empty() && dated.iter().any(|(_, source, _)| source.text.contains(name.as_str()))
    };
    let tried: Vec<&Person<'_>> = facts.people.iter().filter(is_named).collect();
    let cited: Vec<Citation> = dated
        .iter()
        .filter_map(|(_, source, span)| cite_attempt(facts, source, *span, &tried))
        .collect();
    let names: Vec<String> = tried.iter().map(|person| person.contact.name.clone()).collect();
    let who = if names.is_empty() {
        "there was".to_owned()
    } else {
        format!("{} gave", listed(&names))
    };
    let mut days: Vec<String> = dated.iter().map(|(day, ..)| long_date(*day)).collect();
    days.dedup();
    let is_told = |wanted: Decimal| {
        cited
            .iter()
            .any(|it| find_figures(&it.quote).iter().any(|it| it.value == wanted))
    };
    let is_more = |times: &Decimal| *times > Decimal::from(days.len()) && is_told(*times);
    let what = match (days.as_slice(), Some(reading.value).filter(is_more)) {
        ([], _) => return None,
        ([.., last], Some(times)) => format!("{} attempts, the last on {last}", times.normalize()),
        ([day], None) => format!("our attempt of {day}"),
        (days, None) => format!("our attempts of {}", listed(days)),
    };
    let text = format!("{who} no {} to {what}", reply_word(&cited));
    Some(Attempts {
        clause: Clause::new(text, cited),
        tried,
    })
}

/// The words of a record that say that nobody answered, and whom it was meant for: the lines from the
/// first of them to the last.
fn cite_attempt(facts: &Facts<'_>, source: &Source, said: Option<Span>, tried: &[&Person<'_>]) -> Option<Citation> {
    let denies = |words: &str| {
        let tables = [lexicon::negations(), lexicon::denials(), lexicon::pending()];
        tables.into_iter().any(|table| table.is_in(words))
    };
    let names = |words: &str| tried.iter().any(|person| words.contains(person.contact.name.as_str()));
    let parts: Vec<Span> = if source.fields.is_empty() {
        sentences(&source.text)
    } else {
        source.fields.iter().map(|field| field.span).collect()
    };
    let find = |tells: &dyn Fn(&str) -> bool| parts.iter().copied().find(|span| tells(&source.text[span.range()]));
    let places: Vec<Span> = said.or_else(|| find(&denies)).into_iter().chain(find(&names)).collect();
    if places.is_empty() {
        return cite_title(facts, source);
    }
    let cited = cite_lines(source, places.into_iter());
    // `No answer.` alone proves too little.
    let is_enough = content_words(&cited.quote).count() >= Policy::default().min_quote_words;
    Some(if is_enough {
        cited
    } else {
        cite_span(source, Span::new(0, source.text.len()))
    })
}

/// What the records call an answer.
fn reply_word(cited: &[Citation]) -> &'static str {
    let says = |stem: &str| cited.iter().any(|it| it.quote.to_lowercase().contains(stem));
    match (says("repl"), says("answer"), says("respon")) {
        (false, true, _) => "answer",
        (false, false, true) => "response",
        _ => "reply",
    }
}

/// Who can sponsor and took part last, and when that was.
pub(in super::super) fn sponsor<'f, 'a>(
    facts: &'f Facts<'a>,
    reading: &Reading<'_>,
) -> Option<(&'f Person<'a>, Clause)> {
    let (source, day) = last_seen(reading)?;
    facts.people.iter().filter(|person| person.sponsor).find_map(|person| {
        let name = person.contact.name.as_str();
        let words = words_of(facts, source, name).or_else(|| cite_name(source, name))?;
        let title = match person.contact.title.trim() {
            "" => String::new(),
            title => format!(" ({title})"),
        };
        let text = format!(
            "{name}{title} last took part on {}, in {}",
            long_date(day),
            named(source)
        );
        Some((person, Clause::new(text, vec![words])))
    })
}

/// When the customer was last heard of, and how.
pub(in super::super) fn contact(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Clause> {
    let (source, day) = last_seen(reading)?;
    let spoke = source.authors.iter().find_map(|author| {
        let author = customer_at(source, author.span.start)?;
        Some((author.name.as_str(), words_of(facts, source, &author.name)?))
    });
    let day = long_date(day);
    if let Some((name, words)) = spoke {
        let text = match source.record {
            Some(Record::Meeting(_)) => format!("{name} last met with us on {day}, in {}", named(source)),
            _ => format!("{name} last wrote on {day}"),
        };
        return Some(Clause::new(text, vec![words]));
    }
    let named_in = facts.people.iter().find_map(|person| {
        let name = person.contact.name.as_str();
        Some((name, cite_name(source, name)?))
    });
    let mut cited: Vec<Citation> = cite_title(facts, source).into_iter().collect();
    let mut text = format!("the last contact on record is {} of {day}", named(source));
    if let Some((name, words)) = named_in {
        text.push_str(&format!(", with {name}"));
        cited.push(words);
    }
    (!cited.is_empty()).then(|| Clause::new(text, cited))
}

fn last_seen<'a>(reading: &Reading<'a>) -> Option<(&'a Source, Date)> {
    let seen: &Seen<'a> = reading.seen.first()?;
    let source = seen.source?;
    Some((source, seen.date.or(source.occurred_at)?))
}

/// The first words of somebody in a source that can be cited.
fn words_of(facts: &Facts<'_>, source: &Source, name: &str) -> Option<Citation> {
    let mut turns = source.authors.iter().filter(|author| author.name == name);
    turns.find_map(|turn| cite_words(facts, source, turn.span))
}
