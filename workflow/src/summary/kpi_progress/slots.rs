//! What stands behind an achievement: its numbers, what was done, what the customer says, how the
//! relationship grew (AS-32).

use grounding::text::{content_stems, content_words};
use grounding::{Affiliation, Citation, Record, Source, SourceKind, Utterance};

use crate::account::{KpiState, TALKS, cite_figures};
use crate::cite::cite_span;
use crate::summary::facts::Facts;

/// The four things that belong to an achievement (AS-32); one that no record shows is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::summary) struct Slots {
    /// Where the KPI began, stands and is meant to go.
    pub(in crate::summary) progress: Option<Citation>,
    /// What was done for it last: an activity on the KPI or its goal.
    pub(in crate::summary) action: Option<Citation>,
    /// What somebody at the customer said last of what it measures.
    pub(in crate::summary) customer_value: Option<Citation>,
    /// What one of theirs who decides said when they took part last.
    pub(in crate::summary) relationship: Option<Citation>,
}

impl Slots {
    /// The slots by name, in their order, each with what shows it.
    pub(in crate::summary) fn named(&self) -> [(&'static str, Option<&Citation>); 4] {
        [
            ("progress", self.progress.as_ref()),
            ("action", self.action.as_ref()),
            ("customer_value", self.customer_value.as_ref()),
            ("relationship", self.relationship.as_ref()),
        ]
    }
}

/// What stands behind a KPI that is told as an achievement, within the window.
pub(in crate::summary) fn slots(facts: &Facts<'_>, state: &KpiState<'_>) -> Slots {
    Slots {
        progress: Some(cite_figures(state)),
        action: action(facts, state),
        customer_value: customer_value(facts, state),
        relationship: relationship(facts),
    }
}

fn is_recent(facts: &Facts<'_>, source: &Source) -> bool {
    source.occurred_at.is_some_and(|day| facts.is_recent(day))
}

fn action(facts: &Facts<'_>, state: &KpiState<'_>) -> Option<Citation> {
    let on_path = |source: &&Source| match &source.record {
        Some(Record::Activity(activity)) => {
            let hangs_on = |id| activity.path.contains(id);
            hangs_on(&state.source.id) || hangs_on(&state.goal.id)
        }
        _ => false,
    };
    let activities = facts.ledger.of_kind(SourceKind::Activity).filter(on_path);
    let newest = activities
        .filter(|source| is_recent(facts, source))
        .max_by_key(|source| (source.occurred_at, &source.id))?;
    longest(
        Utterance::of(newest)
            .into_iter()
            .filter(|it| it.is_evidence(facts.ledger)),
    )
}

/// The customer's newest words that name the metric in full.
fn customer_value(facts: &Facts<'_>, state: &KpiState<'_>) -> Option<Citation> {
    let metric = content_stems(&state.kpi.metric);
    let kinds: Vec<SourceKind> = TALKS.into_iter().chain([SourceKind::Survey]).collect();
    let names_it = |said: &Utterance<'_>| {
        let own = said.affiliation() == Affiliation::Customer || said.source.kind == SourceKind::Survey;
        let stems = content_stems(said.text());
        own && !metric.is_empty() && metric.iter().all(|stem| stems.contains(stem))
    };
    let mut told = Utterance::all(facts.ledger, &kinds).into_iter();
    let newest = told.rfind(|said| is_recent(facts, said.source) && names_it(said))?;
    Some(cite_span(newest.source, newest.span))
}

/// What somebody who decides said on the last call that any of them took part in.
fn relationship(facts: &Facts<'_>) -> Option<Citation> {
    let sponsors = facts.people.iter().filter(|person| person.sponsor);
    let taken_part = sponsors.flat_map(|person| person.calls.iter().map(move |call| (*call, person)));
    let (call, person) = taken_part
        .filter(|(call, _)| is_recent(facts, call))
        .max_by_key(|(call, _)| (call.occurred_at, &call.id))?;
    let said = Utterance::of(call).into_iter();
    let own = said.filter(|it| it.author.is_some_and(|author| author.name == person.contact.name));
    longest(own.filter(|it| it.is_evidence(facts.ledger)))
}

/// The longest of several sentences; one of a word or two shows nothing.
fn longest<'a>(said: impl Iterator<Item = Utterance<'a>>) -> Option<Citation> {
    let longest = said.max_by_key(|it| it.text().len())?;
    let tells = content_words(longest.text()).count() >= 2;
    tells.then(|| cite_span(longest.source, longest.span))
}
