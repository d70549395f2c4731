//! Gathering what was observed from an account's ledger.

use grounding::Ledger;

use super::Observed;

impl<'a> Observed<'a> {
    /// What the ledger holds, as of its day.
    pub fn of(ledger: &'a Ledger) -> Self {
        Self {
            as_of: ledger.view.as_of,
            ..Self::default()
        }
    }
}
