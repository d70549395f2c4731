//! What a back-test says of scores: how often they were right about who left (HS-31, HS-32).

mod lead_time;
mod tally;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use workflow::health::Level;

use super::leak::Late;
use super::replay::{Case, Past, Replayed};
use super::score::{Band, bands};
pub use lead_time::{LeadTime, Warned};
pub use tally::Tally;

/// How cases are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// So many days before each outcome; one of the leads that were replayed.
    pub lead_days: i32,
    /// The least bad level that counts as at risk: amber or red.
    pub at_risk_from: Level,
    /// Whether the level is the one that caps leave, rather than the one that the score alone gives.
    pub with_caps: bool,
}

/// What a back-test came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backtest {
    /// The file of outcomes.
    pub outcomes: String,
    /// The name of the policy that accounts were scored by.
    pub policy: String,
    /// So many days before each outcome were the accounts scored.
    pub lead_days: i32,
    /// The least bad level that counts as at risk.
    pub at_risk_from: Level,
    /// Whether levels are those that caps leave.
    pub with_caps: bool,
    /// All cases.
    #[serde(flatten)]
    pub all: Tally,
    /// The cases of each segment; those without one stand under the empty name.
    pub segments: BTreeMap<String, Tally>,
    /// By score: how many of those that were scored so churned.
    pub calibration: Vec<Band>,
    /// How long before they left the accounts were held to be at risk.
    pub lead_time: LeadTime,
    /// The cases so many days before their outcome, nearest first.
    pub leads: Vec<AtLead>,
    /// Who was held to be at risk and stayed.
    pub false_positives: Vec<Named>,
    /// Who was held to be well and left.
    pub missed_risks: Vec<Named>,
    /// Whose health could not be told.
    pub unknown: Vec<Named>,
    /// The accounts of the file that nobody knows, each as `NAME (line 7)`.
    pub unknown_accounts: Vec<String>,
    /// How many records were later than the day on which their account was scored, and were left out.
    pub later_records: usize,
    /// How much else was left out as later, within records that were there.
    pub later_observations: usize,
    /// What is later and got in all the same: then the figures say nothing.
    pub leaks: Vec<Leak>,
}

/// The cases so many days before their outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtLead {
    /// So many days.
    pub lead_days: i32,
    /// The cases.
    #[serde(flatten)]
    pub tally: Tally,
}

/// A case that is worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The account.
    pub account: String,
    /// The day of its outcome.
    pub date: Date,
    /// From 0 to 100; none where too little was known.
    pub score: Option<u32>,
    /// Its level, as it was counted.
    pub level: Level,
    /// Its worst signal, and what caps its level; or why it could not be scored.
    pub why: String,
}

/// Something of a later day that got into a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leak {
    /// The account.
    pub account: String,
    /// The day it was scored as of.
    pub as_of: Date,
    /// What is later.
    #[serde(flatten)]
    pub late: Late,
}

/// Where the bands of scores begin and end.
const BANDS: [f64; 6] = [0.0, 20.0, 40.0, 60.0, 80.0, 100.0];

impl Question {
    fn level(self, past: &Past) -> Level {
        if self.with_caps {
            past.level
        } else {
            past.level_of_score
        }
    }

    /// Whether it was held to be at risk; none where nobody could say.
    fn is_at_risk(self, past: &Past) -> Option<bool> {
        match self.level(past) {
            Level::Unknown => None,
            level => Some(level >= self.at_risk_from),
        }
    }
}

impl Backtest {
    /// Counts what was replayed.
    pub fn of(outcomes: &str, policy: &str, question: Question, replayed: &Replayed) -> Self {
        let at_lead: Vec<(&Case, &Past)> = at(replayed, question.lead_days).collect();
        let mut segments: BTreeMap<String, Vec<(&Case, &Past)>> = BTreeMap::new();
        for row in &at_lead {
            let segment = row.1.segment.clone().unwrap_or_default();
            segments.entry(segment).or_default().push(*row);
        }
        let scored = at_lead
            .iter()
            .filter_map(|(case, past)| Some((f64::from(past.score?), case.has_churned())));
        let named = |wanted: &dyn Fn(bool, Option<bool>) -> bool| -> Vec<Named> {
            let fitting = at_lead
                .iter()
                .filter(|(case, past)| wanted(case.has_churned(), question.is_at_risk(past)));
            fitting.map(|(case, past)| name(case, past, question)).collect()
        };
        let mut leads: Vec<i32> = replayed
            .cases
            .iter()
            .flat_map(|case| case.before.keys().copied())
            .collect();
        leads.sort_unstable();
        leads.dedup();
        let leads = leads.into_iter().map(|lead_days| AtLead {
            lead_days,
            tally: Tally::of(&at(replayed, lead_days).collect::<Vec<_>>(), question),
        });
        let every = replayed
            .cases
            .iter()
            .flat_map(|case| case.before.values().map(move |past| (case, past)));
        let leaks = every.flat_map(|(case, past)| {
            past.leaks.iter().map(|late| Leak {
                account: case.account.to_string(),
                as_of: past.day,
                late: late.clone(),
            })
        });
        let unknown_accounts = replayed.unknown_accounts.iter();
        Self {
            outcomes: outcomes.to_owned(),
            policy: policy.to_owned(),
            lead_days: question.lead_days,
            at_risk_from: question.at_risk_from,
            with_caps: question.with_caps,
            all: Tally::of(&at_lead, question),
            segments: segments
                .into_iter()
                .map(|(segment, rows)| (segment, Tally::of(&rows, question)))
                .collect(),
            calibration: bands(&scored.collect::<Vec<_>>(), &BANDS),
            lead_time: LeadTime::of(replayed, question),
            leads: leads.collect(),
            false_positives: named(&|churned, at_risk| !churned && at_risk == Some(true)),
            missed_risks: named(&|churned, at_risk| churned && at_risk == Some(false)),
            unknown: named(&|_, at_risk| at_risk.is_none()),
            unknown_accounts: unknown_accounts
                .map(|(name, line)| format!("{name} (line {line})"))
                .collect(),
            later_records: at_lead.iter().map(|(_, past)| past.later_records).sum(),
            later_observations: at_lead.iter().map(|(_, past)| past.later_observations).sum(),
            leaks: leaks.collect(),
        }
    }
}

fn at(replayed: &Replayed, lead: i32) -> impl Iterator<Item = (&Case, &Past)> {
    let cases = replayed.cases.iter();
    cases.filter_map(move |case| Some((case, case.before.get(&lead)?)))
}

fn name(case: &Case, past: &Past, question: Question) -> Named {
    let caps = if question.with_caps { past.caps.as_slice() } else { &[] };
    let why = match caps {
        [] => past.worst.clone(),
        caps => format!("{}; capped by {}", past.worst, caps.join(", ")),
    };
    Named {
        account: case.account.to_string(),
        date: case.date,
        score: past.score,
        level: question.level(past),
        why,
    }
}

#[cfg(test)]
mod tests;
