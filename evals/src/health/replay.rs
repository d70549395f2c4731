//! Scoring accounts as of past days, with what was known then and nothing that came later.
//!
//! What is dated later than the day is left out before a ledger is made, and counted. What a record says without a date (that
//! a ticket is open, that an invoice is paid) was read today: of a past day it is unknown. Whether something came
//! through all the same is looked at after each scoring ([`Late`]). Scores that people recorded before the day tell
//! where an account was going, and nothing of how it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use grounding::{Account, AccountId, Audience, Evidence, Ledger, Source, State, View};
use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;
use workflow::health::{HealthPolicy, Level, Observed, Signal, SignalName, Snapshot};

use super::leak::{Late, late};
use super::outcomes::{Labelled, Outcome};

/// What came of replaying outcomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Replayed {
    /// A case for each outcome of a known account, in the order of the file.
    pub cases: Vec<Case>,
    /// The accounts that nobody knows, as the file names them, each with its line.
    pub unknown_accounts: Vec<(String, u64)>,
}

/// An outcome, and the account as it stood before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The account.
    pub account: AccountId,
    /// What came of it.
    pub outcome: Outcome,
    /// The day of that.
    pub date: Date,
    /// The account so many days before.
    pub before: BTreeMap<i32, Past>,
}

/// An account as it was scored as of a past day.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The day.
    pub day: Date,
    /// The segment.
    pub segment: Option<String>,
    /// From 0 to 100; none where too little was known.
    pub score: Option<u32>,
    /// The level: the score's, capped.
    pub level: Level,
    /// The level that the score alone gives.
    pub level_of_score: Level,
    /// What caps the level.
    pub caps: Vec<&'static str>,
    /// The points of the signals that were known.
    pub points: BTreeMap<SignalName, f64>,
    /// The worst signal in words; of an account that couldn't be scored, why.
    pub worst: String,
    /// How many of the account's records are dated later, and were left out.
    pub later_records: usize,
    /// How much else was left out because it is dated later, within records that were there.
    pub later_observations: usize,
    /// What is later and got in all the same.
    pub leaks: Vec<Late>,
}

impl Case {
    /// Whether the account churned.
    pub fn has_churned(&self) -> bool {
        self.outcome == Outcome::Churned
    }
}

/// How a ledger of a past day is observed.
type Observe = for<'a> fn(&'a Ledger) -> Observed<'a>;

/// What was known the day before the day of the ledger. A step back is what makes the undated unknown: it was read
/// today, whatever the day of the ledger is.
fn as_of_then(ledger: &Ledger) -> Observed<'_> {
    Observed::of(ledger).before(1)
}

/// Scores the account of each outcome as of so many days before it, for each of the leads.
///
/// # Errors
///
/// Fails where the evidence can't be read.
pub async fn replay<E: Evidence>(
    evidence: &E,
    accounts: &[Account],
    outcomes: &[Labelled],
    policy: &HealthPolicy,
    leads: &[i32],
) -> Result<Replayed, E::Error> {
    replay_by(as_of_then, evidence, accounts, outcomes, policy, leads).await
}

async fn replay_by<E: Evidence>(
    observe: Observe,
    evidence: &E,
    accounts: &[Account],
    outcomes: &[Labelled],
    policy: &HealthPolicy,
    leads: &[i32],
) -> Result<Replayed, E::Error> {
    let (mut cases, mut unknown_accounts) = (Vec::with_capacity(outcomes.len()), Vec::new());
    for labelled in outcomes {
        let Some(account) = named(accounts, &labelled.account) else {
            unknown_accounts.push((labelled.account.clone(), labelled.line));
            continue;
        };
        let sources = evidence.sources(&account.id).await?;
        let past = |lead: &i32| {
            let day = labelled.date.saturating_sub(lead.days());
            (*lead, past(observe, account, &sources, policy, day))
        };
        cases.push(Case {
            account: account.id.clone(),
            outcome: labelled.outcome,
            date: labelled.date,
            before: leads.iter().map(past).collect(),
        });
    }
    Ok(Replayed {
        cases,
        unknown_accounts,
    })
}

/// The account that a file names: by its slug, else by a name or an id that no other account has.
fn named<'a>(accounts: &'a [Account], name: &str) -> Option<&'a Account> {
    let by_slug = accounts.iter().find(|account| account.id.as_str() == name);
    by_slug.or_else(|| {
        let mut answering = accounts.iter().filter(|account| account.answers_to(name));
        answering.next().filter(|_| answering.next().is_none())
    })
}

fn past(observe: Observe, account: &Account, sources: &[Arc<Source>], policy: &HealthPolicy, day: Date) -> Past {
    let is_known = |source: &&Arc<Source>| source.occurred_at.is_none_or(|it| it <= day);
    let later = sources.iter().filter(|source| !is_known(source));
    let later_records = later
        .filter(|it| it.account.is_some() && it.state == State::Live)
        .count();
    // The ledger is of the next day, since the observation steps back from it; what is dated so is left out here.
    let view = View {
        as_of: day.saturating_add(1.day()),
        audience: Audience::Internal,
    };
    let known = sources.iter().filter(is_known).cloned().collect();
    let ledger = Ledger::new(account.clone(), view, known);
    let observed = observe(&ledger);
    let snapshot = Snapshot::of(&observed, policy, &SignalName::ALL);
    let points = snapshot
        .signals
        .iter()
        .filter_map(|signal| Some((signal.name, signal.points?.to_f64()?)));
    Past {
        day,
        segment: observed.profile.segment.clone(),
        score: snapshot.score.value.and_then(|score| score.to_u32()),
        level: snapshot.level,
        level_of_score: snapshot.score.level,
        caps: snapshot.caps.iter().map(|cap| cap.name).collect(),
        points: points.collect(),
        worst: worst(&snapshot),
        later_records,
        later_observations: observed.later,
        leaks: late(&observed, &snapshot, day),
    }
}

fn worst(snapshot: &Snapshot<'_>) -> String {
    if snapshot.score.value.is_none() {
        return snapshot.score.unknown.clone();
    }
    let known = snapshot.signals.iter().filter(|signal| signal.is_known());
    let worst = known.min_by(|left, right| {
        let by_level = right.level.cmp(&left.level);
        by_level.then_with(|| left.points.cmp(&right.points))
    });
    worst.map_or_else(String::new, in_words)
}

/// A signal's worst reading, such as `usage, red: weekly active users, change in four weeks: -52 %`.
fn in_words(signal: &Signal<'_>) -> String {
    let (name, level) = (signal.name.word(), signal.level.word());
    let Some(reading) = signal.worst() else {
        return format!("{name}, {level}");
    };
    let (what, value) = (&reading.criterion.what, reading.value.round_dp(1).normalize());
    format!("{name}, {level}: {what}: {value} {}", reading.criterion.unit)
}

impl Past {
    /// How much at risk the score says it was, from 0 to 100.
    pub fn risk(&self) -> Option<f64> {
        self.score.map(|score| 100.0 - f64::from(score))
    }
}

#[cfg(test)]
mod tests;
