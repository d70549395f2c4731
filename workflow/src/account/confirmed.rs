//! What the customer says of a figure that a record has.

use grounding::text::{Figure, find_figures};
use grounding::{Affiliation, Claim, Ledger, SourceKind, Utterance, lexicon};

use super::kpis::KpiState;
use crate::cite::cite_span;

/// Where a customer's own words stand.
const WORDS: [SourceKind; 7] = [
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Comment,
    SourceKind::Mail,
    SourceKind::Message,
    SourceKind::Survey,
    SourceKind::Note,
];

/// So many of them are cited at most: who doubts it needs no third.
const MOST_CITED: usize = 2;

/// The same claim on how a KPI moved, with the customer's own words where they give the same
/// figure: then it rests on more than a record of ours. Each person is named once, the newest
/// words first.
pub(crate) fn with_confirmation(ledger: &Ledger, state: &KpiState<'_>, claim: Claim) -> Claim {
    let mut claim = claim;
    let mut named: Vec<&str> = Vec::new();
    for said in confirming(ledger, state) {
        let Some(author) = said.author.filter(|author| is_name(&author.name)) else {
            continue;
        };
        if named.len() < MOST_CITED && !named.contains(&author.name.as_str()) {
            named.push(&author.name);
            claim.citations.push(cite_span(said.source, said.span));
        }
    }
    let text = claim.text.trim_end_matches('.');
    let told = match named.as_slice() {
        [] => return claim,
        [one] => format!("{text}; {one} says so too."),
        [others @ .., last] => format!("{text}; {} and {last} say so too.", others.join(", ")),
    };
    Claim { text: told, ..claim }
}

/// The customer's sentences that give the KPI's current figure as something that is so, the newest
/// first: about its goal, or with the figure it began from as well.
fn confirming<'a>(ledger: &'a Ledger, state: &KpiState<'_>) -> Vec<Utterance<'a>> {
    let figure = |number| find_figures(&state.with_unit(number)).into_iter().next();
    let (Some(baseline), Some(current)) = (state.kpi.baseline.and_then(figure), state.kpi.current.and_then(figure))
    else {
        return Vec::new();
    };
    let since = state.baseline_day;
    let is_since = |said: &Utterance<'_>| {
        let day = said.source.occurred_at;
        since.is_none_or(|since| day.is_some_and(|day| day > since))
    };
    let mut found = Utterance::all(ledger, &WORDS);
    found.retain(|said| {
        let text = said.text();
        let figures = find_figures(text);
        let says = |wanted: &Figure| figures.iter().any(|it| it.same_as(wanted));
        let of_goal = || {
            ledger
                .goal_addressed_by(text)
                .is_some_and(|goal| goal.id == state.goal.id)
        };
        said.affiliation() == Affiliation::Customer
            && is_since(said)
            && says(&current)
            && (says(&baseline) || of_goal())
            && !text.trim_end().ends_with('?')
            && !lexicon::hedges().is_in(text)
            && !lexicon::denials().is_in(text)
    });
    found.reverse();
    found
}

/// Whether an author is known by a name, and not by an address alone.
fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && !name.contains('@')
}
