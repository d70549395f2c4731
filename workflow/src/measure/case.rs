//! What is counted: cases, and the days on which things count.
//!
//! A *case* is what was begun for one account, of one kind and for one cause, however many runs it
//! took. Runs of an account and kind are of one case
//!
//! - where their triggers name a common record (several records of one deal start one handoff), and
//! - where one took the other's place before that was approved.
//!
//! What a person gave as the reason of a trigger by hand is no record. A brief that was approved
//! was done, so that a recap of the next quarter is another case although it takes the place of
//! this quarter's.
//!
//! A run that failed or was stopped before there was a brief is of no case. The case begins on the
//! day of its first run. What happened to any of its runs happened to it: returns, notes,
//! completion. Where it *stands* is told by its latest approved run, else by its latest run, so
//! that a new run takes nothing from an approval that holds; an approval that was taken back by a
//! reopening or by an edit holds no longer, on whatever day it was given.

use std::collections::BTreeSet;

use grounding::AccountId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::brief::{RunState, Trigger};
use crate::people::Role;
use crate::run::{Note, Return, Run, Signed, State};
use crate::trigger::{ASKED, MANUAL};

/// The kind of a sales-to-CS handoff.
pub(super) const HANDOFF: &str = "handoff";
/// The kind of an account value recap.
pub(super) const RECAP: &str = "recap";
/// The kind of a customer health snapshot.
pub(super) const HEALTH: &str = "health";

/// A period of days, both of which belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// The days on which something must have happened to count; all of them where there is no period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window(pub(super) Option<Period>);

/// What was begun for one account, of one kind and for one cause.
#[derive(Debug)]
pub(super) struct Case<'r> {
    first: &'r Run,
    later: Vec<&'r Run>,
    records: BTreeSet<&'r str>,
}

impl Window {
    /// Every day.
    pub(super) const ALWAYS: Self = Self(None);

    /// Whether the day belongs to it.
    pub(super) fn holds(self, day: Date) -> bool {
        self.0.is_none_or(|it| it.from <= day && day <= it.to)
    }

    /// Whether the day is not after its last one.
    pub(super) fn reaches(self, day: Date) -> bool {
        self.0.is_none_or(|it| day <= it.to)
    }
}

impl<'r> Case<'r> {
    /// The cases of a kind as they were on the last day of the window, in the order of accounts
    /// and of their first runs.
    pub(super) fn all(runs: impl IntoIterator<Item = &'r Run>, kind: &str, window: Window) -> Vec<Self> {
        let came_to_a_brief = |run: &&Run| !matches!(run.started.state, RunState::Failed | RunState::Stopped);
        let mut found: Vec<&Run> = runs
            .into_iter()
            .filter(|run| run.started.kind == kind && window.reaches(run.began.day))
            .filter(came_to_a_brief)
            .collect();
        found.sort_by_key(|run| (run.account(), run.started.number));
        let mut cases: Vec<Self> = Vec::new();
        for run in found {
            let own = Self::of(run);
            // More than one case can turn out to be the same once a run ties them together.
            let (mut same, others): (Vec<Self>, Vec<Self>) =
                cases.into_iter().partition(|case| case.is_same(run, &own.records));
            same.push(own);
            same.sort_by_key(|case| case.first.started.number);
            cases = others;
            cases.extend(same.into_iter().reduce(Self::joined));
        }
        cases.sort_by_key(|case| (case.account(), case.first.started.number));
        cases
    }

    fn of(run: &'r Run) -> Self {
        let by_hand = |trigger: &Trigger| trigger.kind == MANUAL || trigger.record == ASKED;
        let by_record = run.started.trigger.iter().filter(|trigger| !by_hand(trigger));
        let records = by_record.flat_map(|trigger| {
            // The records beside a deal's are of that deal; those beside a recap's trigger, such as
            // the order form that names the renewal, are of the next recap as well.
            let also = trigger.also.iter().filter(|_| run.started.kind == HANDOFF);
            also.map(String::as_str).chain(std::iter::once(trigger.record.as_str()))
        });
        Self {
            first: run,
            later: Vec::new(),
            records: records.filter(|record| !record.is_empty()).collect(),
        }
    }

    /// Whether a later run is of this case.
    fn is_same(&self, run: &Run, records: &BTreeSet<&str>) -> bool {
        let took_its_place = self.runs().any(|it| match &it.state {
            State::Superseded(superseded) => superseded.by == run.id && approved_on(it).is_none(),
            _ => false,
        });
        let common = self.records.iter().any(|record| records.contains(record));
        self.account() == run.account() && (took_its_place || common)
    }

    fn joined(mut self, other: Self) -> Self {
        self.later.push(other.first);
        self.later.extend(other.later);
        self.later.sort_by_key(|run| run.started.number);
        self.records.extend(other.records);
        self
    }

    /// Its runs, in order.
    pub(super) fn runs(&self) -> impl Iterator<Item = &'r Run> + '_ {
        std::iter::once(self.first).chain(self.later.iter().copied())
    }

    /// The account.
    pub(super) fn account(&self) -> &'r AccountId {
        self.first.account()
    }

    /// The day on which it began.
    pub(super) fn began(&self) -> Date {
        self.first.began.day
    }

    /// The run that tells where it stands: the latest that was approved by the last day of the
    /// window, else the latest.
    pub(super) fn standing(&self, window: Window) -> &'r Run {
        let approved = self
            .runs()
            .filter(|run| approved_on(run).is_some_and(|day| window.reaches(day)))
            .last();
        approved.unwrap_or_else(|| self.latest())
    }

    /// Its latest run.
    pub(super) fn latest(&self) -> &'r Run {
        self.later.last().copied().unwrap_or(self.first)
    }

    /// The day on which it was approved, where it was by the last day of the window and still is.
    pub(super) fn approved_on(&self, window: Window) -> Option<Date> {
        approved_on(self.standing(window)).filter(|day| window.reaches(*day))
    }

    /// Whether the brief that it stands by has a part that the kind's baseline metric asks for.
    pub(super) fn has(&self, part: &str, window: Window) -> bool {
        let run = self.standing(window);
        run.started.components.get(part).copied().unwrap_or(false)
    }

    /// Every return of any of its runs.
    pub(super) fn returns(&self) -> impl Iterator<Item = (&'r Signed, &'r Return)> + '_ {
        self.runs()
            .flat_map(|run| run.returns.iter().map(|(signed, because)| (signed, because)))
    }

    /// The days on which something came of any of its runs, as they were noted.
    pub(super) fn noted(&self, what: Note) -> impl Iterator<Item = Date> + '_ {
        self.runs().flat_map(move |run| noted(run, what))
    }
}

/// The days on which something came of a run: those on which it happened, not those on which
/// somebody wrote it down.
pub(super) fn noted(run: &Run, what: Note) -> impl Iterator<Item = Date> + '_ {
    let notes = run.notes.iter().filter(move |(_, noted)| noted.what == what);
    notes.map(|(_, noted)| noted.on)
}

/// The day of the last approval that a run's plan asks for; none where one is missing or they were
/// taken back. A run whose place another took keeps the approvals that it had.
fn approved_on(run: &Run) -> Option<Date> {
    let signatures = run.state.signatures();
    let roles: Vec<Role> = signatures.iter().map(|it| it.approval.role).collect();
    let complete = run.started.plan.waits_for(&roles).is_empty();
    let days = signatures.iter().map(|it| it.signed.day);
    days.max().filter(|_| complete)
}

/// A count as the metrics have it.
pub(super) fn count(of: impl Iterator) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
