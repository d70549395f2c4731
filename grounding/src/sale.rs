//! The sale that a handoff follows from.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::{Commitment, Deal, Ledger, Relation, SignedScope, Source, Topic};

/// How long before it closes a deal's talks may have begun, in days.
const TALKS_DAYS: i64 = 365;
/// How long after it closes people still speak of what was sold, in days.
const AFTERMATH_DAYS: i64 = 45;

/// The newest won deal of an account, with what was promised around it.
#[derive(Debug)]
pub struct Sale<'a> {
    /// The deal and its source; none where the CRM has no won deal.
    pub deal: Option<(&'a Source, &'a Deal)>,
    /// What was signed; none where there is no order form.
    pub scope: Option<SignedScope<'a>>,
    /// What was promised while the deal was made, oldest first.
    pub commitments: Vec<Commitment<'a>>,
}

impl<'a> Sale<'a> {
    /// The sale as the ledger has it.
    pub fn of(ledger: &'a Ledger) -> Self {
        let deal = ledger
            .deals()
            .filter(|(_, deal)| deal.won && deal.close_date.is_some_and(|date| date <= ledger.view.as_of))
            .max_by_key(|(source, deal)| (deal.close_date, &source.id));
        let (from, to) = period(deal.and_then(|(_, deal)| deal.close_date), ledger.view.as_of);
        Self {
            deal,
            scope: SignedScope::of(ledger),
            commitments: Commitment::between(ledger, from, to),
        }
    }

    /// The promises that the signed scope contradicts, with the topic and the clause.
    pub fn conflicts(&self) -> impl Iterator<Item = (&Commitment<'a>, Topic, &SignedScope<'a>, crate::Span)> {
        self.scope.iter().flat_map(|scope| {
            self.commitments
                .iter()
                .filter_map(move |commitment| match commitment.relation(scope) {
                    (topic, Relation::Conflicts(clause)) => Some((commitment, topic, scope, clause)),
                    _ => None,
                })
        })
    }
}

/// The days in which the sale was made and talked about, as of a day.
fn period(close: Option<Date>, as_of: Date) -> (Date, Date) {
    let close = close.unwrap_or(as_of);
    let from = close.checked_sub(TALKS_DAYS.days()).unwrap_or(Date::MIN);
    let to = close.checked_add(AFTERMATH_DAYS.days()).unwrap_or(Date::MAX);
    (from, to.min(as_of))
}
