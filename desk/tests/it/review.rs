//! What people do to a run, through the command line.

use crate::desk::{AE, CSM, Desk};
use crate::support::text;

/// HO-20: one approval is not enough; the second, of another person, is.
#[test]
fn both_must_approve() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.approve(AE, &id);
    assert_eq!(text(&desk.standing(&id), "state"), "in_review");
    desk.approve(CSM, &id);
    assert_eq!(text(&desk.standing(&id), "state"), "approved");
}
