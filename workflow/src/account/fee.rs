//! What the customer pays a year, as it was signed.

use grounding::text::{Figure, Unit, find_figures, words};
use grounding::{Clause, SignedScope};

/// The clause that says what is paid a year, and the amount within the words of its value; none where
/// no clause does.
pub(crate) fn annual_fee<'s>(scope: &'s SignedScope<'_>) -> Option<(&'s Clause, Figure)> {
    scope.clauses.iter().find_map(|clause| {
        let mut amounts = find_figures(scope.words(clause.value)).into_iter();
        let amount = amounts.find(|figure| matches!(figure.unit, Unit::Money(_)))?;
        is_yearly(scope.words(clause.span)).then_some((clause, amount))
    })
}

/// Whether an amount is told as one of each year.
fn is_yearly(clause: &str) -> bool {
    const WORDS: [&str; 7] = ["annual", "annually", "yearly", "annum", "arr", "acv", "p.a"];
    let lower = clause.to_lowercase();
    let named = words(&lower).any(|word| WORDS.contains(&word.text));
    named
        || ["per year", "a year", "each year", "/year", "/ year", "p.a."]
            .into_iter()
            .any(|it| lower.contains(it))
}
