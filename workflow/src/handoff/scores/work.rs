//! What there is to build and set up.

use std::collections::BTreeSet;

use grounding::text::words;
use grounding::{ClaimKind, Clause, SignedScope, Topic, lexicon};

use super::super::facts::Facts;
use crate::account::signs;
use crate::brief::{ChecklistItem, ScopeRelation};
use crate::definition::Drafted;

/// What there is to build and set up, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    /// The integrations that were signed, and those that were promised beside them.
    pub(super) integrations: usize,
    /// The clauses on custom work that were signed, and what was promised beside them.
    pub(super) custom: usize,
    /// The requirements that the brief lists.
    pub(super) requirements: usize,
    /// Whether anybody says that data must be moved.
    pub(super) data_to_migrate: bool,
}

impl Work {
    pub(super) fn of(facts: &Facts<'_>, checklist: &[ChecklistItem], drafted: &Drafted<'_>) -> Self {
        let (mut integrations, mut custom) = (0, 0);
        if let Some(scope) = &facts.sale.scope {
            integrations = scope.on(Topic::Integration).map(|it| items(scope, it)).sum();
            custom = scope
                .on(Topic::CustomPromise)
                .filter(|it| is_custom(scope.words(it.span)) && items(scope, it) > 0)
                .count();
        }
        let requirements = drafted.said_in("requirements").into_iter();
        Self {
            integrations: integrations + unsigned(checklist, Topic::Integration, |_| true),
            custom: custom + unsigned(checklist, Topic::CustomPromise, is_custom),
            requirements: requirements
                .filter(|it| it.claim.kind == ClaimKind::Requirement)
                .count(),
            data_to_migrate: moves_data(facts),
        }
    }
}

/// What was promised on a topic and isn't in the signed scope. What is in it counts there, and what
/// was said twice in the same words counts once.
fn unsigned(checklist: &[ChecklistItem], topic: Topic, counts: fn(&str) -> bool) -> usize {
    let open = checklist
        .iter()
        .filter(|it| it.topic == topic && it.scope != ScopeRelation::InScope);
    let said: BTreeSet<&str> = open.map(|it| it.promise.quote.as_str()).collect();
    said.into_iter().filter(|quote| counts(quote)).count()
}

/// Whether a text speaks of custom work: the word `customer` has the same stem and says nothing.
fn is_custom(text: &str) -> bool {
    let mut named = lexicon::custom().find_all(text).into_iter();
    named.any(|span| !text[span.range()].to_lowercase().starts_with("customer"))
}

/// How many things a clause names: those between the commas, semicolons and `and`s of a list with a
/// label, one of a sentence, none where it says that there are none or whose signature follows.
fn items(scope: &SignedScope<'_>, clause: &Clause) -> usize {
    /// Less is a heading.
    const SENTENCE_WORDS: usize = 4;
    let (label, value) = (scope.words(clause.label), scope.words(clause.value));
    if says_none(value) || signs(label) {
        return 0;
    }
    if label.is_empty() {
        return usize::from(words(value).count() >= SENTENCE_WORDS);
    }
    value
        .split([',', ';', '\n', '|'])
        .flat_map(|part| part.split(" and "))
        .filter(|part| words(part).next().is_some())
        .count()
}

/// Whether a list is empty or begins by saying that it is: `none`, `no custom work`, `n/a`, `0`.
fn says_none(value: &str) -> bool {
    words(value).next().is_none_or(|first| {
        let first = first.text.to_lowercase();
        lexicon::negations().is_in(&first) || matches!(first.as_str(), "n" | "na" | "nil" | "0")
    })
}

/// Whether the talks, the order form or the milestones say that data must be moved. A question does
/// not, and neither does a sentence that denies it.
fn moves_data(facts: &Facts<'_>) -> bool {
    let moves = |text: &str| speaks_of_migration(text) && !lexicon::negations().is_in(text);
    let signed = facts.sale.scope.as_ref().is_some_and(|scope| {
        let mut clauses = scope.clauses.iter();
        clauses.any(|clause| moves(scope.words(clause.span)))
    });
    let planned = facts.ledger.milestones().any(|(_, milestone)| moves(&milestone.name));
    signed || planned || !facts.said(moves).is_empty()
}

/// Whether a text speaks of moving data: by a word for it that needs no other, or by one beside
/// `data`.
fn speaks_of_migration(text: &str) -> bool {
    const ALONE: [&str; 2] = ["migrat", "data transfer"];
    const BESIDE_DATA: [&str; 6] = ["import", "convert", "carry over", "bring over", "historical", "legacy"];
    let text = text.to_lowercase();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    has(&ALONE) || (has(&BESIDE_DATA) && text.contains("data"))
}
