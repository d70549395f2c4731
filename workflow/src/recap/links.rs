//! What belongs with a recap: the renewal, a business review, signs of interest, what could become
//! a case study, the health of the account (VR-73, VR-75).

mod health;

use grounding::text::{content_stems, find_figures, one_line};
use grounding::{Affiliation, Citation, Cue, SourceKind, Utterance, lexicon};
use jiff::civil::Date;

use super::facts::Facts;
use crate::account::{KpiState, TALKS, renewal_deal};
use crate::brief::Link;
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};

use health::health;

pub use health::predates_health_change;

/// So many signs of interest are linked at most, newest first.
const MOST_SIGNS: usize = 3;

/// What belongs with the recap, by kind: at most one renewal, one review and one health score.
pub(super) fn links(facts: &Facts<'_>) -> Vec<Link> {
    let mut found: Vec<Link> = renewal_packet(facts)
        .into_iter()
        .chain(business_review(facts))
        .collect();
    found.extend(expansion_signals(facts));
    let kinds: Vec<SourceKind> = TALKS.into_iter().chain([SourceKind::Survey]).collect();
    let said = Utterance::all(facts.ledger, &kinds);
    found.extend(facts.kpis.iter().filter_map(|state| case_study(&said, state)));
    found.extend(health(facts.ledger));
    found
}

/// The renewal stays a document of its own: no price and no terms are told here (VR-73).
fn renewal_packet(facts: &Facts<'_>) -> Option<Link> {
    let deal = renewal_deal(facts.ledger);
    let (day, citations) = match (facts.renewal_words(), deal) {
        (Some((day, words)), _) => (day, words),
        (None, Some((source, deal))) => (deal.close_date?, vec![cite_value(source, &deal.name)]),
        (None, None) => return None,
    };
    let when = match facts.days_to(day) {
        0 => "today".to_owned(),
        1 => "in one day".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    };
    let note = format!(
        "The renewal is on {}, {when}. The recap holds no price or terms; the packet is a document of its own.",
        long_date(day)
    );
    let target = deal.map(|(source, _)| source.id.to_string()).unwrap_or_default();
    Some(link("renewal_packet", target, note, citations))
}

/// What people call a review of the business with the customer.
const REVIEWS: [&str; 6] = [
    "business review",
    "quarterly review",
    "executive review",
    "account review",
    "value review",
    "success review",
];
const REVIEWS_IN_SHORT: [&str; 3] = ["qbr", "ebr", "mbr"];

/// The review that comes next: a planned task or meeting of that name.
fn business_review(facts: &Facts<'_>) -> Option<Link> {
    let tasks = facts.ledger.tasks().filter(|(_, task)| !task.completed);
    let tasks = tasks.map(|(source, task)| (task.date, source, task.subject.as_str()));
    let meetings = facts.ledger.meetings();
    let meetings = meetings.map(|(source, meeting)| (source.occurred_at, source, meeting.title.as_str()));
    let to_come = |day: Option<Date>| day.filter(|day| *day >= facts.as_of);
    let planned = tasks
        .chain(meetings)
        .filter_map(|(day, source, title)| Some((to_come(day)?, source, title)))
        .filter(|(_, _, title)| is_review(title));
    let (day, source, title) = planned.min_by_key(|(day, source, _)| (*day, &source.id))?;
    let note = format!("\u{201C}{}\u{201D} is planned for {}.", one_line(title), long_date(day));
    let citations = vec![cite_value(source, title)];
    Some(link("business_review", source.id.to_string(), note, citations))
}

fn is_review(title: &str) -> bool {
    let lower = title.to_lowercase();
    let mut words = grounding::text::words(&lower);
    REVIEWS.iter().any(|name| lower.contains(name)) || words.any(|word| REVIEWS_IN_SHORT.contains(&word.text))
}

/// Activities in which somebody asks for more, newest first.
fn expansion_signals(facts: &Facts<'_>) -> Vec<Link> {
    let said = Utterance::all(facts.ledger, &[SourceKind::Activity]);
    let asks_for_more = |text: &str| Cue::Interest.phrases().is_in(text) && lexicon::growth().is_in(text);
    let interested = said.iter().rev().filter(|it| asks_for_more(it.text()));
    let mut found: Vec<Link> = Vec::new();
    for it in interested {
        let target = it.source.id.to_string();
        if found.len() < MOST_SIGNS && found.iter().all(|known| known.target != target) {
            let note = format!("Interest in more: \u{201C}{}\u{201D}", one_line(it.text()));
            found.push(link(
                "expansion_signal",
                target,
                note,
                vec![cite_span(it.source, it.span)],
            ));
        }
    }
    found
}

/// A KPI at its target whose figure the customer gives in their own words. Nobody outside may read
/// of it before they say so.
fn case_study(said: &[Utterance<'_>], state: &KpiState<'_>) -> Option<Link> {
    if !state.is_reached() || state.is_excluded() {
        return None;
    }
    let current = state.kpi.current?;
    let metric = content_stems(&state.kpi.metric);
    let confirms = |it: &&Utterance<'_>| {
        let stems = content_stems(it.text());
        let names = !metric.is_empty() && metric.iter().all(|stem| stems.contains(stem));
        let by_customer = it.affiliation() == Affiliation::Customer;
        by_customer && names && find_figures(it.text()).iter().any(|figure| figure.value == current)
    };
    let words = said.iter().rev().find(confirms)?;
    let who = words.author.map_or("the customer", |author| author.name.as_str());
    let note = format!(
        "The target for {} is reached, and {who} says so: \u{201C}{}\u{201D} Their permission is needed before it is told outside.",
        one_line(&state.kpi.metric),
        one_line(words.text())
    );
    let citations = vec![crate::account::cite_figures(state), cite_span(words.source, words.span)];
    Some(link(
        "case_study_candidate",
        state.source.id.to_string(),
        note,
        citations,
    ))
}

fn link(relation: &str, target: String, note: String, citations: Vec<Citation>) -> Link {
    Link {
        relation: relation.to_owned(),
        target,
        note,
        citations,
    }
}

#[cfg(test)]
mod tests;
