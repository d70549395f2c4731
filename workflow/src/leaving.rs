//! What stops a document from leaving for the customer, whatever kind of brief it is.

use grounding::{Ledger, Source, Ticket};

/// The customer's open tickets that are escalated: while there is one, nothing of a success story
/// goes to them (VR-42).
pub fn open_escalations(ledger: &Ledger) -> Vec<(&Source, &Ticket)> {
    ledger
        .tickets()
        .filter(|(_, ticket)| ticket.open && ticket.escalated)
        .collect()
}
