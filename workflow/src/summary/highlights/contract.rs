//! What the customer pays, for what, and until when: as it was signed, else as the deal has it.

use grounding::text::{one_line, words};
use grounding::{Claim, Clause, SignedScope};

use super::Told;
use crate::account::{annual_fee, cite_day, fact, grouped, renewal_clause};
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};
use crate::summary::facts::Facts;

/// What the customer pays a year: the fee that was signed, else the amount of the deal won last.
/// The revenue that a CRM account may have is the customer's own, and not meant.
pub(super) fn revenue(facts: &Facts<'_>) -> Option<Told> {
    if let Some((scope, clause, fee)) = fee(facts) {
        return Some(Told {
            of: "contract",
            ..Told::new(fee, vec![cite_span(scope.source, clause.span)])
        });
    }
    let (source, deal) = facts.sale.deal?;
    let amount = deal.amount?;
    let value = format!("{} {}", deal.currency, grouped(amount));
    Some(Told {
        of: "deal won last",
        ..Told::new(value.trim().to_owned(), vec![cite_value(source, &amount.to_string())])
    })
}

/// The same as a claim: the clause in its own words, or what the deal was won for.
pub(super) fn revenue_claim(facts: &Facts<'_>) -> Option<Claim> {
    if let Some((scope, clause, _)) = fee(facts) {
        return Some(told(scope, clause));
    }
    let (source, deal) = facts.sale.deal?;
    let amount = deal.amount?;
    let price = format!("{} {}", deal.currency, grouped(amount));
    let text = format!("The deal `{}` was won for {}.", deal.name, price.trim());
    let citations = vec![
        cite_value(source, &deal.name),
        cite_value(source, &amount.to_string()),
        cite_value(source, &deal.currency),
    ];
    Some(fact(text, citations))
}

/// What the customer bought: as it was signed, else by the name of the deal won last.
pub(super) fn product(facts: &Facts<'_>) -> Option<Told> {
    if let Some((scope, clause)) = product_clause(facts) {
        let value = one_line(scope.words(clause.value)).trim_end_matches('.').to_owned();
        return Some(Told::new(value, vec![cite_span(scope.source, clause.span)]));
    }
    let (source, deal) = facts.sale.deal?;
    let named = !deal.name.trim().is_empty();
    named.then(|| Told::new(deal.name.clone(), vec![cite_value(source, &deal.name)]))
}

/// The same as a claim, where it was signed.
pub(super) fn product_claim(facts: &Facts<'_>) -> Option<Claim> {
    product_clause(facts).map(|(scope, clause)| told(scope, clause))
}

/// When the contract renews.
pub(super) fn renewal(facts: &Facts<'_>) -> Option<Told> {
    let day = facts.renewal?;
    let claim = renewal_claim(facts);
    Some(Told::new(
        long_date(day),
        claim.map(|claim| claim.citations).unwrap_or_default(),
    ))
}

/// The same as a claim: the clause in its own words, or the open deal that is to renew it.
pub(super) fn renewal_claim(facts: &Facts<'_>) -> Option<Claim> {
    let day = facts.renewal?;
    let scope = facts.sale.scope.as_ref();
    let signed = scope.and_then(|scope| Some(told(scope, renewal_clause(scope, day)?)));
    signed.or_else(|| {
        let mut open = facts.ledger.deals().filter(|(_, deal)| !deal.closed);
        let (source, deal) = open.find(|(_, deal)| deal.close_date == Some(day))?;
        let text = format!("The deal `{}` is to close on {}.", deal.name, long_date(day));
        let citations = vec![cite_value(source, &deal.name), cite_day(source, day)];
        Some(fact(text, citations))
    })
}

/// The clause that says what is paid a year, and the amount in its words.
fn fee<'f>(facts: &'f Facts<'_>) -> Option<(&'f SignedScope<'f>, &'f Clause, String)> {
    let scope = facts.sale.scope.as_ref()?;
    let (clause, amount) = annual_fee(scope)?;
    Some((scope, clause, one_line(&scope.words(clause.value)[amount.span.range()])))
}

/// The clause whose label says that it names the product.
fn product_clause<'f>(facts: &'f Facts<'_>) -> Option<(&'f SignedScope<'f>, &'f Clause)> {
    const NAMES: [&str; 10] = [
        "product",
        "products",
        "edition",
        "subscription",
        "plan",
        "package",
        "service",
        "platform",
        "licence",
        "license",
    ];
    const BESIDE: [&str; 12] = [
        "name",
        "family",
        "type",
        "tier",
        "level",
        "software",
        "cloud",
        "pricing",
        "service",
        "ordered",
        "purchased",
        "s",
    ];
    let scope = facts.sale.scope.as_ref()?;
    let is_product = |clause: &&Clause| {
        let label = scope.words(clause.label).to_lowercase();
        let is_name = |word: &str| NAMES.contains(&word);
        words(&label).any(|word| is_name(word.text))
            && words(&label).all(|word| is_name(word.text) || BESIDE.contains(&word.text))
    };
    let clause = scope.clauses.iter().find(is_product)?;
    Some((scope, clause))
}

/// A clause as a line of the brief: its own words.
fn told(scope: &SignedScope<'_>, clause: &Clause) -> Claim {
    let value = one_line(scope.words(clause.value));
    let label = one_line(scope.words(clause.label));
    let text = match label.as_str() {
        "" => value,
        label => format!("{label}: {value}"),
    };
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    fact(format!("{text}{end}"), vec![cite_span(scope.source, clause.span)])
}
