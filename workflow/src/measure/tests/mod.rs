//! Logs of which every number is known.

mod audits;
mod cases;
mod handoffs;
mod pilots;
mod prints;
mod prometheus;
mod recaps;
mod scores;
mod systems;

use jiff::civil::{Date, date};

use super::testing::{Told, handoff, health, recap, runs};
use super::{Metrics, metrics};
use crate::run::Note;

const DAY: Date = date(2026, 4, 1);
const LAST: Date = date(2026, 4, 30);

/// The metrics of a log that has something of every kind.
fn both() -> Metrics {
    let told: [Told; 4] = [
        recap("orrin", 1, DAY)
            .approved(LAST)
            .noted(Note::CustomerDecision, LAST, "")
            .noted(Note::Liked, LAST, "a \"section\" \\ of\ntwo lines"),
        recap("tarn", 1, DAY).without("risk_caveats").approved(LAST),
        handoff("orrin", 1, DAY)
            .kickoff(DAY)
            .lacking("deal_notes")
            .citing(&["gong", "salesforce"])
            .returned(DAY, false)
            .noted(Note::KickoffHeld, LAST, ""),
        health("orrin", 1, DAY)
            .citing(&["salesforce"])
            .noted(Note::Renewed, LAST, ""),
    ];
    metrics(&runs(&told), &[], Some((DAY, LAST)))
}
