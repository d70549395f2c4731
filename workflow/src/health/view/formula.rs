//! The score with its numbers filled in, as one can reckon it by hand (HS-31).

use rust_decimal::Decimal;

use super::decimal;
use crate::health::score::{Score, Weighted};
use crate::health::snapshot::Snapshot;

/// The score as a sum of weights times points over the sum of the weights, and what caps the level.
/// Why there is no score, where there is none.
pub(super) fn formula(snapshot: &Snapshot<'_>) -> String {
    let Some(value) = snapshot.score.value else {
        return snapshot.score.unknown.clone();
    };
    let known: Vec<(&Weighted, Decimal)> = known(&snapshot.score).collect();
    let sum: Vec<String> = known.iter().map(|(term, points)| told(term, *points)).collect();
    let weights: Vec<String> = known.iter().map(|(term, _)| decimal(term.weight)).collect();
    let caps: Vec<&str> = snapshot.caps.iter().map(|cap| cap.name).collect();
    let capped = if caps.is_empty() {
        String::new()
    } else {
        format!("; {} at best by {}", snapshot.level.word(), caps.join(", "))
    };
    format!(
        "({}) / ({}) = {}{capped}",
        sum.join(" + "),
        weights.join(" + "),
        decimal(value)
    )
}

fn known(score: &Score) -> impl Iterator<Item = (&Weighted, Decimal)> {
    score.terms.iter().filter_map(|term| Some((term, term.points?)))
}

/// A signal's term: `usage 20 × 1.5 × 80`.
fn told(term: &Weighted, points: Decimal) -> String {
    let factors = term
        .factors
        .iter()
        .map(|(factor, _)| format!("{} \u{d7} ", decimal(*factor)));
    format!(
        "{} {} \u{d7} {}{}",
        term.name.word(),
        decimal(term.base),
        factors.collect::<String>(),
        decimal(points)
    )
}
