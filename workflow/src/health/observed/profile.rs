//! What weights and caps turn on, and the seats that were signed for.

use grounding::text::{Figure, Unit, find_figures, words};
use grounding::{Clause, Ledger, SignedScope, Span};
use rust_decimal::Decimal;

use super::Profile;
use crate::account::Person;
use crate::measure::candidate;

/// Words for those who have access.
const SEATS: [&str; 13] = [
    "seat",
    "seats",
    "user",
    "users",
    "licence",
    "licences",
    "license",
    "licenses",
    "login",
    "logins",
    "agent",
    "agents",
    "subscribers",
];

/// Words that may stand beside them in a label that tells how many there are.
const BESIDE: [&str; 18] = [
    "number",
    "of",
    "no",
    "named",
    "full",
    "total",
    "quantity",
    "qty",
    "count",
    "included",
    "licensed",
    "subscribed",
    "purchased",
    "ordered",
    "active",
    "concurrent",
    "maximum",
    "max",
];

/// Words beside a number of seats that were not bought with the rest, or only name a price.
const APART: [&str; 14] = [
    "additional",
    "extra",
    "more",
    "further",
    "optional",
    "per",
    "each",
    "every",
    "beyond",
    "above",
    "over",
    "exceeding",
    "trial",
    "pilot",
];

/// After such a word another thing is spoken of: `two workshops for users`.
const JOINS: [&str; 11] = ["for", "with", "per", "of", "on", "to", "from", "at", "in", "and", "or"];

/// What the ledger says of the account.
pub(super) fn profile(ledger: &Ledger, people: &[Person<'_>], seats: Option<Decimal>) -> Profile {
    let known = candidate(ledger);
    Profile {
        account: ledger.account.id.to_string(),
        segment: known.segment,
        annual_value: known.annual_value,
        renewal: known.renewal,
        seats,
        has_sponsor: people.iter().any(|it| it.sponsor),
    }
}

/// How many seats were signed for, and the words that say it: the first clause whose label names
/// them, else the first that names a number of them.
pub(super) fn seats(scope: &SignedScope<'_>) -> Option<(Decimal, Span)> {
    let labelled = scope.clauses.iter().find_map(|clause| labelled(scope, clause));
    labelled.or_else(|| scope.clauses.iter().find_map(|clause| counted(scope, clause)))
}

/// `Named users: 250`.
fn labelled(scope: &SignedScope<'_>, clause: &Clause) -> Option<(Decimal, Span)> {
    let label = scope.words(clause.label).to_lowercase();
    let names = words(&label).any(|word| SEATS.contains(&word.text));
    let only = words(&label).all(|word| SEATS.contains(&word.text) || BESIDE.contains(&word.text));
    let value = scope.words(clause.value);
    let figure = find_figures(value).into_iter().next().filter(is_count)?;
    // What the label calls users may be something of theirs: `Users: 3 training sessions`.
    let after = value.get(figure.span.end..).unwrap_or_default().trim_start();
    let is_bare = words(after).next().is_none() || after.starts_with([',', ';', '.', '(']);
    let is_bare = is_bare || counts_seats(value, &figure);
    (names && only && is_bare).then_some((figure.value, clause.span))
}

/// `Desk edition, 40 seats`.
fn counted(scope: &SignedScope<'_>, clause: &Clause) -> Option<(Decimal, Span)> {
    let text = scope.words(clause.span);
    let figures = find_figures(text).into_iter().filter(is_count);
    let mut of_seats = figures.filter(|figure| counts_seats(text, figure));
    of_seats.next().map(|figure| (figure.value, clause.span))
}

fn is_count(figure: &Figure) -> bool {
    figure.unit == Unit::Count && !figure.is_year() && figure.value > Decimal::ZERO
}

/// Whether what a figure counts are seats that were bought.
fn counts_seats(text: &str, figure: &Figure) -> bool {
    let lower = |text: &str| text.to_lowercase();
    let after = lower(text.get(figure.span.end..).unwrap_or_default());
    let is_joined = after.starts_with('-');
    let before = lower(text.get(..figure.span.start).unwrap_or_default());
    let after: Vec<&str> = words(&after)
        .map(|word| word.text)
        .take(3)
        .take_while(|word| !JOINS.contains(word))
        .collect();
    let before: Vec<&str> = words(&before).map(|word| word.text).collect();
    // `3 user workshops` are no users, and a `40-seat plan` has 40 seats.
    let seat = after
        .iter()
        .position(|word| SEATS.contains(word) && (is_joined || word.ends_with('s')));
    let apart = |word: &&str| APART.contains(word);
    seat.is_some_and(|at| !after.iter().take(at).any(apart)) && !before.iter().rev().take(2).any(apart)
}
