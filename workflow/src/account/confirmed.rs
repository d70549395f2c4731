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

/// The customer's sentences that give a figure as something that is so, read once for all KPIs.
pub(crate) struct Confirmations<'a> {
    ledger: &'a Ledger,
    /// The newest first, each with its figures.
    said: Vec<(Utterance<'a>, Vec<Figure>)>,
}

impl<'a> Confirmations<'a> {
    pub(crate) fn of(ledger: &'a Ledger) -> Self {
        let mut all = Utterance::all(ledger, &WORDS);
        all.reverse();
        let theirs = all.into_iter().filter(|it| it.affiliation() == Affiliation::Customer);
        let told = theirs.filter(|it| {
            let text = it.text();
            let is_open = text.trim_end().ends_with('?');
            !is_open && !lexicon::hedges().is_in(text) && !lexicon::denials().is_in(text)
        });
        let with_figures = told.map(|it| (it, find_figures(it.text())));
        Self {
            said: with_figures.filter(|(_, figures)| !figures.is_empty()).collect(),
            ledger,
        }
    }

    /// The same claim on how a KPI moved, with the customer's own words where they give the same
    /// figure: then it rests on more than a record of ours. Each person is named once, by their
    /// newest words.
    pub(crate) fn beside(&self, state: &KpiState<'_>, mut claim: Claim) -> Claim {
        let mut named: Vec<&str> = Vec::new();
        for said in self.confirming(state) {
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

    /// The sentences since its baseline that give the KPI's current figure: about its goal, or with
    /// the figure it began from as well.
    fn confirming(&self, state: &KpiState<'_>) -> Vec<&Utterance<'a>> {
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
        let of_goal = |said: &Utterance<'_>| {
            let goal = self.ledger.goal_addressed_by(said.text());
            goal.is_some_and(|goal| goal.id == state.goal.id)
        };
        let gives = |(said, figures): &&(Utterance<'a>, Vec<Figure>)| {
            let says = |wanted: &Figure| figures.iter().any(|it| it.same_as(wanted));
            is_since(said) && says(&current) && (says(&baseline) || of_goal(said))
        };
        self.said.iter().filter(gives).map(|(said, _)| said).collect()
    }
}

/// Whether an author is known by a name, and not by an address alone.
fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && !name.contains('@')
}
