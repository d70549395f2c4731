//! What the relationship and the customer's words ask for.

use grounding::{ClaimKind, Record};

use super::super::condition;
use super::super::people::{cite_person, reachable};
use super::super::words::customer_at;
use super::{Needed, recommended, step, trouble};
use crate::calendar::long_date;
use crate::cite::cite_span;
use crate::health::facts::Facts;
use crate::health::level::Level;
use crate::health::signal::{Reading, SignalName};

/// Somebody who can decide is reached by another way than the one that failed, is met again, or is
/// met at all.
pub(super) fn reach_out(facts: &Facts<'_>) -> Option<Needed> {
    const READINGS: [&str; 3] = ["unanswered", "sponsor_days", "days_since_contact"];
    let signal = facts.signal(SignalName::Relationship)?;
    if !signal.is_known() {
        let person = reachable(facts, &[])?;
        let text = format!("Agree on a talk with {}.", person.contact.name);
        return Some((
            Level::Amber,
            step(recommended(text, vec![cite_person(person)]), 5, "customer_outreach"),
        ));
    }
    let reading = trouble(facts, SignalName::Relationship, &READINGS)?;
    let needed = match reading.criterion.name {
        "unanswered" => by_another_way(facts, reading),
        "sponsor_days" => meet_sponsor(facts, reading),
        _ => None,
    };
    needed.or_else(|| speak_again(facts, reading))
}

/// The sponsor or a champion, by another way than the one that failed.
fn by_another_way(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Needed> {
    let attempts = condition::attempts(facts, reading)?;
    let person = reachable(facts, &attempts.tried)?;
    let lead = format!("reach out to {} by another way: ", person.contact.name);
    let claim = attempts
        .clause
        .after(&lead, vec![cite_person(person)], ClaimKind::Recommendation);
    Some((reading.level, step(claim, 2, "customer_outreach")))
}

fn meet_sponsor(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Needed> {
    let (person, clause) = condition::sponsor(facts, reading)?;
    let lead = format!("arrange a talk with {}: ", person.contact.name);
    let claim = clause.after(&lead, vec![cite_person(person)], ClaimKind::Recommendation);
    Some((reading.level, step(claim, 5, "relationship")))
}

fn speak_again(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Needed> {
    let person = reachable(facts, &[])?;
    let lead = format!("speak with {}: ", person.contact.name);
    let cited = vec![cite_person(person)];
    let claim = match condition::contact(facts, reading) {
        Some(clause) => clause.after(&lead, cited, ClaimKind::Recommendation),
        None => recommended(format!("Speak with {}.", person.contact.name), cited),
    };
    Some((reading.level, step(claim, 5, "relationship")))
}

/// Whoever said something that weighs on the tone, or gave the lowest answer, is asked about it.
pub(super) fn ask_about_words(facts: &Facts<'_>) -> Option<Needed> {
    let reading = trouble(facts, SignalName::Sentiment, &["tone", "survey"])?;
    let needed = match reading.criterion.name {
        "tone" => about_sentence(facts, reading),
        _ => None,
    };
    needed.or_else(|| about_answer(facts))
}

fn about_sentence(facts: &Facts<'_>, reading: &Reading<'_>) -> Option<Needed> {
    let quoted = condition::quotes(facts, reading).into_iter().next()?;
    let text = format!(
        "Talk with {} about the {} of {}: {}",
        quoted.who.unwrap_or("the customer"),
        quoted.source.kind.noun(),
        long_date(quoted.date),
        quoted.words()
    );
    let claim = recommended(text, vec![quoted.citation()]);
    Some((reading.level, step(claim, 3, "customer_outreach")))
}

fn about_answer(facts: &Facts<'_>) -> Option<Needed> {
    let reading = trouble(facts, SignalName::Sentiment, &["survey"])?;
    let mut sources = reading.seen.iter().filter_map(|seen| seen.source);
    let (source, answer) = sources.find_map(|source| match source.record.as_ref()? {
        Record::Survey(answer) => Some((source, answer)),
        _ => None,
    })?;
    let who = customer_at(source, 0).map_or("the customer", |author| author.name.as_str());
    let text = format!(
        "Talk with {who} about the score {}, given on {}.",
        answer.score.normalize(),
        long_date(answer.date)
    );
    let whole = grounding::Span::new(0, source.text.len());
    let claim = recommended(text, vec![cite_span(source, whole)]);
    Some((reading.level, step(claim, 3, "customer_outreach")))
}
