//! What is counted of health snapshots, and what people think of briefs (HS-32, PG-5).

use std::collections::{BTreeMap, BTreeSet};

use grounding::AccountId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, HEALTH, Window, count, noted};
use crate::run::{Note, Run};

/// What is counted of customer health, as far as people's notes tell it.
///
/// False positives, missed risks and the accuracy of a trend hold a score against what became of
/// the account. They need the scores themselves, which runs don't have; they are not here at all
/// rather than here as zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HealthMetrics {
    /// Changes of a score that somebody reviewed.
    pub score_changes_reviewed: u32,
    /// Recommended next actions that the owner did.
    pub owner_follow_through: u32,
    /// Renewals, whatever kind of brief they were noted beside; each account and day once.
    pub renewed: u32,
    /// Customers who left, in the same way.
    pub churned: u32,
}

/// What people think of a section of a kind of brief (PG-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Feedback {
    /// The kind of brief.
    pub kind: String,
    /// The section: what stands in the note before the first colon. None where the note names none.
    pub section: Option<String>,
    /// How often somebody liked it.
    pub liked: u32,
    /// How often somebody disliked it.
    pub disliked: u32,
}

/// What is counted of customer health among the runs.
pub(super) fn health(runs: &[Run], window: Window) -> HealthMetrics {
    let cases = Case::all(runs, HEALTH, window);
    let events = |what: Note| {
        count(
            cases
                .iter()
                .flat_map(|case| case.noted(what))
                .filter(|on| window.holds(*on)),
        )
    };
    let outcomes = |what: Note| {
        let all = runs
            .iter()
            .flat_map(|run| noted(run, what).map(move |on| (run.account(), on)));
        let distinct: BTreeSet<(&AccountId, Date)> = all.filter(|(_, on)| window.holds(*on)).collect();
        count(distinct.iter())
    };
    HealthMetrics {
        score_changes_reviewed: events(Note::ScoreChangeReviewed),
        owner_follow_through: events(Note::OwnerFollowedThrough),
        renewed: outcomes(Note::Renewed),
        churned: outcomes(Note::Churned),
    }
}

/// What people think of the sections of briefs of every kind, in the order of kinds and sections.
pub(super) fn feedback(runs: &[Run], window: Window) -> Vec<Feedback> {
    let mut found: BTreeMap<(&str, Option<&str>), (u32, u32)> = BTreeMap::new();
    for run in runs {
        for (_, note) in run.notes.iter().filter(|(_, note)| window.holds(note.on)) {
            let said = |what: Note| u32::from(note.what == what);
            let (liked, disliked) = (said(Note::Liked), said(Note::Disliked));
            if liked + disliked == 0 {
                continue;
            }
            let section = note.text.split(':').next().map(str::trim).filter(|it| !it.is_empty());
            let counts = found.entry((&run.started.kind, section)).or_default();
            counts.0 += liked;
            counts.1 += disliked;
        }
    }
    let rows = found.into_iter().map(|((kind, section), (liked, disliked))| Feedback {
        kind: kind.to_owned(),
        section: section.map(str::to_owned),
        liked,
        disliked,
    });
    rows.collect()
}
