//! What is counted of health snapshots, and what people think of briefs (HS-32, PG-5).

use std::collections::{BTreeMap, BTreeSet};

use grounding::AccountId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, HEALTH, Window, count, noted};
use super::share::Share;
use crate::health::{Level, Trend};
use crate::run::{HealthMark, Note, Run};

/// What is counted of customer health (HS-32).
///
/// Whether a score was right is told by what became of the account: each renewal and each loss is
/// held against the last snapshot from before its day that had a level. An outcome that no such
/// snapshot precedes says nothing of the scores and is in none of the shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HealthMetrics {
    /// Changes of a score that somebody reviewed: noted as such, or approved with the snapshot that a
    /// material change had started.
    pub score_changes_reviewed: u32,
    /// Recommended next actions that the owner did.
    pub owner_follow_through: u32,
    /// Expansions that were pursued from a snapshot.
    pub expansion_signals: u32,
    /// Renewals, whatever kind of brief they were noted beside; each account and day once.
    pub renewed: u32,
    /// Customers who left, in the same way.
    pub churned: u32,
    /// Customers who renewed although their last snapshot was amber or red.
    pub false_positives: u32,
    /// Customers who left although their last snapshot was green.
    pub missed_risks: u32,
    /// Of those whose last snapshot was amber or red, the share that left.
    pub at_risk_who_left: Share,
    /// Of those who left, the share whose last snapshot was amber or red.
    pub leavers_at_risk: Share,
    /// Of those whose last snapshot was improving or declining, the share that went that way:
    /// renewed or left.
    pub trend_accuracy: Share,
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
    let noted_beside = |what: Note| {
        let days = cases.iter().flat_map(|case| case.noted(what));
        count(days.filter(|on| window.holds(*on)))
    };
    let outcomes = |what: Note| {
        let all = runs
            .iter()
            .flat_map(|run| noted(run, what).map(move |on| (run.account(), on)));
        all.filter(|(_, on)| window.holds(*on)).collect::<BTreeSet<_>>()
    };
    let changed = |case: &&Case<'_>| {
        let mark = case.standing(window).started.health.as_ref();
        mark.is_some_and(|mark| mark.changed) && case.approved_on(window).is_some_and(|on| window.holds(on))
    };
    let (renewed, churned) = (outcomes(Note::Renewed), outcomes(Note::Churned));
    let scored: Vec<(&HealthMark, bool)> = [(&renewed, false), (&churned, true)]
        .into_iter()
        .flat_map(|(of, left)| of.iter().map(move |(account, on)| (*account, *on, left)))
        .filter_map(|(account, on, left)| Some((last_before(runs, account, on)?, left)))
        .collect();
    let at_risk = |mark: &HealthMark| matches!(mark.level, Level::Amber | Level::Red);
    let wrong = |risk: bool, left: bool| {
        let these = scored.iter().filter(|(mark, it)| at_risk(mark) == risk && *it == left);
        count(these)
    };
    let went = scored.iter().filter_map(|(mark, left)| match mark.trend {
        Trend::Improving => Some(!left),
        Trend::Declining => Some(*left),
        Trend::Flat | Trend::NoPrior => None,
    });
    HealthMetrics {
        score_changes_reviewed: noted_beside(Note::ScoreChangeReviewed) + count(cases.iter().filter(changed)),
        owner_follow_through: noted_beside(Note::OwnerFollowedThrough),
        expansion_signals: noted_beside(Note::ExpansionAction),
        renewed: count(renewed.iter()),
        churned: count(churned.iter()),
        false_positives: wrong(true, false),
        missed_risks: wrong(false, true),
        at_risk_who_left: Share::of_all(scored.iter().filter(|(mark, _)| at_risk(mark)).map(|(_, left)| *left)),
        leavers_at_risk: Share::of_all(scored.iter().filter(|(_, left)| *left).map(|(mark, _)| at_risk(mark))),
        trend_accuracy: Share::of_all(went),
    }
}

/// The last snapshot of an account from before a day that had a level.
fn last_before<'r>(runs: &'r [Run], account: &AccountId, day: Date) -> Option<&'r HealthMark> {
    let own = runs
        .iter()
        .filter(|run| run.account() == account && run.started.as_of < day);
    let scored = own.filter_map(|run| Some((run, run.started.health.as_ref()?)));
    let known = scored.filter(|(_, mark)| mark.level != Level::Unknown);
    known
        .max_by_key(|(run, _)| (run.started.as_of, run.started.number))
        .map(|(_, mark)| mark)
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
