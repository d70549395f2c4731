//! The claims of a handoff that are computed from records.

use grounding::text::{find_figures, one_line};
use grounding::{Claim, Clause, Goal, SignedScope, Utterance};

use super::facts::Facts;
use crate::account::{fact, grouped, signs, troubles};
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};
use crate::definition::SectionDraft;

/// The claims of the sections whose origin is records.
pub(super) fn records(facts: &Facts<'_>) -> Vec<SectionDraft> {
    vec![
        SectionDraft {
            section: "sold",
            claims: sold(facts),
        },
        SectionDraft {
            section: "success",
            claims: success(facts),
        },
        SectionDraft {
            section: "people",
            claims: people(facts),
        },
        SectionDraft {
            section: "risks",
            claims: troubles(facts.ledger, facts.goals.iter().copied()),
        },
    ]
}

fn sold(facts: &Facts<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    if let Some((source, deal)) = facts.sale.deal {
        let date = deal
            .close_date
            .map(|date| format!(" on {}", long_date(date)))
            .unwrap_or_default();
        let amount = deal
            .amount
            .map(|amount| format!(" for {} {}", deal.currency, grouped(amount)))
            .unwrap_or_default();
        let mut citations = vec![cite_value(source, &deal.name)];
        citations.extend(deal.close_date.map(|date| cite_value(source, &date.to_string())));
        citations.extend(deal.amount.map(|amount| cite_value(source, &amount.to_string())));
        claims.push(fact(
            format!("The deal `{}` was won{date}{amount}.", deal.name).replace("  ", " "),
            citations,
        ));
    }
    if let Some(scope) = &facts.sale.scope {
        let wanted = scope.clauses.iter().filter(|clause| is_commercial(scope, clause));
        claims.extend(wanted.take(MOST_CLAUSES).map(|clause| told_clause(scope, clause)));
    }
    claims
}

/// A long statement of work is for reading in full; the brief gives its commercial terms.
const MOST_CLAUSES: usize = 10;

/// Whether a clause says what was sold, for how much and for how long: a labelled clause on one
/// of the topics, with an amount, or with a term's name.
fn is_commercial(scope: &SignedScope<'_>, clause: &Clause) -> bool {
    const TERMS: [&str; 12] = [
        "subscription",
        "product",
        "service",
        "package",
        "plan",
        "edition",
        "fee",
        "price",
        "term",
        "renewal",
        "start",
        "deliverable",
    ];
    let label = scope.words(clause.label).to_lowercase();
    let labelled = !label.is_empty() && !signs(&label);
    let named = TERMS.iter().any(|term| label.contains(term));
    let has_amount = clause.topic.is_some() && !find_figures(scope.words(clause.value)).is_empty();
    labelled && (named || clause.topic.is_some() || has_amount)
}

/// A clause as a line of the brief: its own words.
fn told_clause(scope: &SignedScope<'_>, clause: &Clause) -> Claim {
    let label = one_line(scope.words(clause.label));
    let value = one_line(scope.words(clause.value));
    let text = if label.is_empty() {
        value
    } else {
        format!("{label}: {value}")
    };
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    fact(format!("{text}{end}"), vec![cite_span(scope.source, clause.span)])
}

fn success(facts: &Facts<'_>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = facts.goals.iter().filter_map(|goal| told_goal(facts, goal)).collect();
    // What was said last stands first.
    claims.extend(
        facts
            .first_value
            .iter()
            .rev()
            .take(MOST_FIRST_VALUE)
            .map(told_first_value),
    );
    claims
}

/// First value is told in the words of so many sources at most.
const MOST_FIRST_VALUE: usize = 3;

fn told_first_value(said: &Utterance<'_>) -> Claim {
    let who = said.author.map_or_else(
        || format!("the {}", said.source.kind.noun()),
        |author| author.name.clone(),
    );
    let when = said
        .source
        .occurred_at
        .map(|date| format!(", {}", long_date(date)))
        .unwrap_or_default();
    let text = format!(
        "First value, as {who} has it{when}: \u{201C}{}\u{201D}",
        one_line(said.text())
    );
    fact(text, vec![cite_span(said.source, said.span)])
}

fn told_goal(facts: &Facts<'_>, goal: &Goal) -> Option<Claim> {
    let source = facts.ledger.source(&goal.id)?;
    let mut citations = vec![cite_value(source, &goal.record.name)];
    let mut text = goal.record.name.trim_end_matches('.').to_owned();
    if let Some(due) = goal
        .record
        .due
        .filter(|_| grounding::text::find_dates(&text).is_empty())
    {
        text.push_str(&format!(", due {}", long_date(due)));
        citations.push(cite_value(source, &due.to_string()));
    }
    Some(Claim {
        goal_id: Some(goal.id.to_string()),
        ..fact(format!("{text}."), citations)
    })
}

fn people(facts: &Facts<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for person in &facts.people {
        let mut citations = vec![cite_value(person.source, &person.contact.name)];
        let title = person.contact.title.trim();
        let text = if title.is_empty() {
            format!("{} is a contact at the customer.", person.contact.name)
        } else {
            citations.push(cite_value(person.source, title));
            format!("{} ({title}).", person.contact.name)
        };
        claims.push(fact(text, citations));
    }
    claims
}
