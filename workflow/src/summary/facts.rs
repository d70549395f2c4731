//! What the ledger says that a summary turns on.

use grounding::{Ledger, Sale};
use jiff::civil::Date;

use crate::account::{KpiState, Person, kpis, people};
use crate::definition::Request;
use crate::thresholds::Thresholds;

/// What the ledger says that a summary turns on, read once.
pub(super) struct Facts<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) thresholds: &'a Thresholds,
    pub(super) as_of: Date,
    /// The first day that the summary looks back to (PG-7).
    pub(super) since: Date,
    pub(super) sale: Sale<'a>,
    /// The KPIs of the goals that were not given up.
    pub(super) kpis: Vec<KpiState<'a>>,
    pub(super) people: Vec<Person<'a>>,
    /// When the contract renews.
    pub(super) renewal: Option<Date>,
}

impl<'a> Facts<'a> {
    pub(super) fn read(ledger: &'a Ledger, request: &'a Request) -> Self {
        let sale = Sale::of(ledger);
        let as_of = ledger.view.as_of;
        Self {
            people: people(ledger, &sale),
            kpis: kpis(ledger),
            renewal: crate::overview::renewal(ledger),
            since: request.thresholds.window_start(as_of),
            thresholds: &request.thresholds,
            as_of,
            sale,
            ledger,
        }
    }

    /// Whether a day lies within the window that the summary looks back over (PG-7).
    pub(super) fn is_recent(&self, day: Date) -> bool {
        self.since <= day && day <= self.as_of
    }
}

#[cfg(test)]
pub(super) mod fixture;
