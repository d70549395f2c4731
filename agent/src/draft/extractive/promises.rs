//! What was promised, and what the order form has on the same point.

use grounding::text::one_line;
use grounding::{Claim, ClaimKind, Commitment, Relation, SignedScope};
use workflow::cite_span;

use super::super::Assignment;
use super::shown;
use super::told::{lifted, told};

/// What was promised, each beside what the order form has on the same point.
pub(super) fn promises(assignment: Assignment<'_>) -> Vec<Claim> {
    let scope = SignedScope::of(assignment.ledger);
    let mut commitments: Vec<Commitment<'_>> = shown(assignment)
        .into_iter()
        .filter_map(|(_, said)| Commitment::read(said))
        .collect();
    commitments.sort_by_key(|it| {
        (
            it.utterance.source.occurred_at,
            it.utterance.source.id.clone(),
            it.utterance.span,
        )
    });
    commitments
        .iter()
        .map(|commitment| {
            let mut claim = Claim {
                kind: ClaimKind::Promise,
                ..told(assignment.ledger, &commitment.utterance)
            };
            let Some(scope) = &scope else { return claim };
            let (stands, clause) = match commitment.relation(scope).1 {
                Relation::Within(clause) => ("the order form has it", Some(clause)),
                Relation::Conflicts(clause) => ("the order form says otherwise", Some(clause)),
                Relation::Silent => ("not in the order form", None),
            };
            let clause_words = clause
                .map(|span| format!(": \u{201C}{}\u{201D}", one_line(scope.words(span))))
                .unwrap_or_default();
            claim.text.push_str(&format!(" \u{2014} {stands}{clause_words}."));
            claim.citations.extend(clause.map(|span| cite_span(scope.source, span)));
            claim
        })
        .collect()
}

/// The clauses of the order form that promises are held against.
pub(super) fn terms(assignment: Assignment<'_>) -> Vec<Claim> {
    let Some(scope) = SignedScope::of(assignment.ledger) else {
        return Vec::new();
    };
    let labelled = scope
        .clauses
        .iter()
        .filter(|clause| clause.topic.is_some() && !scope.words(clause.label).is_empty());
    labelled
        .map(|clause| {
            let text = format!(
                "The order form sets {}: {}.",
                one_line(scope.words(clause.label)).to_lowercase(),
                one_line(scope.words(clause.value)).trim_end_matches('.')
            );
            lifted(text, ClaimKind::Fact, vec![cite_span(scope.source, clause.span)])
        })
        .collect()
}
