//! What the ledger says that a health snapshot turns on.

use grounding::{Citation, Ledger, Sale, Source, Span, Utterance};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::observed::{Observed, Scored};
use super::policy::HealthPolicy;
use super::signal::{Seen, Signal, SignalName};
use super::snapshot::Snapshot;
use crate::account::{KpiState, Person, cite_day, kpis, people, renewal_clause, renewal_deal};
use crate::cite::{cite_field, cite_span, cite_value};
use crate::definition::Request;
use crate::thresholds::Thresholds;

/// The name of the edition with five signals and nothing drafted by a model (HS-30).
pub(super) const FIRST_EDITION: &str = "first";

/// What the ledger says that a health snapshot turns on, read once.
pub(super) struct Facts<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) observed: Observed<'a>,
    pub(super) snapshot: Snapshot<'a>,
    pub(super) policy: &'a HealthPolicy,
    pub(super) thresholds: &'a Thresholds,
    pub(super) as_of: Date,
    pub(super) sale: Sale<'a>,
    pub(super) people: Vec<Person<'a>>,
    /// The KPIs of the goals that were not given up.
    pub(super) kpis: Vec<KpiState<'a>>,
    /// When the contract renews: by the order form, or by the open renewal deal where the day that
    /// was signed has passed.
    pub(super) renewal: Option<Date>,
    /// The signals that the edition asked for shows (HS-30).
    pub(super) names: &'static [SignalName],
    /// Whether the account is one of the top tenth by yearly value (HS-13).
    pub(super) is_top_value: bool,
}

impl<'a> Facts<'a> {
    pub(super) fn read(ledger: &'a Ledger, request: &'a Request) -> Self {
        let sale = Sale::of(ledger);
        let observed = Observed::of(ledger);
        let names: &'static [SignalName] = if request.edition == FIRST_EDITION {
            &SignalName::FIRST
        } else {
            &SignalName::ALL
        };
        Self {
            snapshot: Snapshot::of(&observed, &request.health, names),
            people: people(ledger, &sale),
            kpis: kpis(ledger),
            renewal: renewal(ledger),
            policy: &request.health,
            thresholds: &request.thresholds,
            as_of: ledger.view.as_of,
            is_top_value: request.is_top_value,
            observed,
            names,
            sale,
            ledger,
        }
    }

    /// A signal that the edition shows; none for one that it doesn't.
    pub(super) fn signal(&self, name: SignalName) -> Option<&Signal<'a>> {
        self.snapshot.signal(name)
    }

    /// Days from the snapshot's day to another; negative where it has passed.
    pub(super) fn days_to(&self, day: Date) -> i32 {
        (day - self.as_of).get_days()
    }

    /// The renewal, where it is ahead and near (HS-1, HS-13).
    pub(super) fn near_renewal(&self) -> Option<Date> {
        let near = 0..=self.thresholds.renewal_near_days;
        self.renewal.filter(|day| near.contains(&self.days_to(*day)))
    }

    /// Whether the account is of high value: by the policy's amount, else as one of the top tenth
    /// (HS-13).
    pub(super) fn is_high_value(&self) -> bool {
        let value = self.observed.profile.annual_value;
        self.policy.high_value.map_or(self.is_top_value, |least: Decimal| {
            value.is_some_and(|value| value >= least)
        })
    }

    /// The name of the account's owner, as the records have it.
    pub(super) fn owner(&self) -> Option<String> {
        let owner = self.ledger.account_owner().filter(|owner| !owner.trim().is_empty())?;
        Some(self.ledger.person(owner))
    }

    /// The scores that were recorded before this snapshot, oldest first. One that was taken here
    /// today follows from the same evidence, and is none of them.
    pub(super) fn earlier_scores(&self) -> Vec<&Scored<'a>> {
        let is_todays = |score: &Scored<'_>| score.is_ours && score.date >= self.as_of;
        let scores = self.observed.scores.iter();
        let mut earlier: Vec<_> = scores.filter(|score| !is_todays(score)).collect();
        earlier.sort_by_key(|score| (score.date, score.source.map(|source| &source.id)));
        earlier
    }

    /// The record that says when the contract renews, and its words: a clause of the order form, or
    /// the renewal's own deal.
    pub(super) fn renewal_words(&self) -> Option<(&'a Source, Vec<Citation>)> {
        let day = self.renewal?;
        let clause = self.sale.scope.as_ref().and_then(|scope| {
            let found = renewal_clause(scope, day)?;
            Some((scope.source, vec![cite_span(scope.source, found.span)]))
        });
        clause.or_else(|| {
            let (source, deal) = renewal_deal(self.ledger).filter(|(_, deal)| deal.close_date == Some(day))?;
            Some((source, vec![cite_value(source, &deal.name), cite_day(source, day)]))
        })
    }
}

fn renewal(ledger: &Ledger) -> Option<Date> {
    let is_ahead = |day: &Date| *day >= ledger.view.as_of;
    let known = crate::overview::renewal(ledger);
    let by_deal = renewal_deal(ledger).and_then(|(_, deal)| deal.close_date);
    known.filter(is_ahead).or(by_deal.filter(is_ahead)).or(known)
}

/// The words of a piece of evidence: its stretch, else the line that holds its figure or its title;
/// of a text without fields its first sentence. None for an observation that no record holds.
pub(super) fn cite_seen(seen: &Seen<'_>) -> Option<Citation> {
    let source = seen.source?;
    if let Some(span) = seen.span {
        return Some(cite_span(source, span));
    }
    let words = |span: Span| source.text[span.range()].trim();
    let is_figure = |span: Span| {
        seen.value
            .is_some_and(|value| words(span).parse::<Decimal>() == Ok(value))
    };
    let typed = source.values.iter().find(|it| Some(it.value) == seen.value);
    let fields = || source.fields.iter();
    let field = typed
        .and_then(|it| fields().find(|field| field.span.contains(it.span)))
        .or_else(|| fields().find(|field| is_figure(field.span)))
        .or_else(|| fields().find(|field| words(field.span) == source.title.trim()));
    let first = || Utterance::of(source).into_iter().next();
    Some(match (field, first()) {
        (Some(field), _) => cite_field(source, &field.name),
        (None, Some(said)) => cite_span(source, said.span),
        (None, None) => cite_span(source, Span::new(0, source.text.len())),
    })
}

#[cfg(test)]
pub(super) mod fixture;
