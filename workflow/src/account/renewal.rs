//! The words that say when the contract renews.

use grounding::text::find_dates;
use grounding::{Clause, Deal, Ledger, SignedScope, Source};
use jiff::civil::Date;

/// Whether a clause or a deal is, by its name, about the renewal.
pub(crate) fn renews(name: &str) -> bool {
    name.to_lowercase().contains("renew")
}

/// The clause of the order form that names this day as the renewal's.
pub(crate) fn renewal_clause<'s>(scope: &'s SignedScope<'_>, day: Date) -> Option<&'s Clause> {
    scope.clauses.iter().find(|clause| {
        let mut dates = find_dates(scope.words(clause.value)).into_iter();
        renews(scope.words(clause.label)) && dates.any(|it| it.date == day)
    })
}

/// The open deal that renews the contract, the one that closes first.
pub(crate) fn renewal_deal(ledger: &Ledger) -> Option<(&Source, &Deal)> {
    let open = ledger.deals().filter(|(_, deal)| !deal.closed && renews(&deal.name));
    open.min_by_key(|(source, deal)| (deal.close_date.unwrap_or(Date::MAX), &source.id))
}
