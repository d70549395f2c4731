//! How an account is scored: limits, weights, freshness, levels. A file, and a formula that one can
//! do by hand (HS-11, HS-31).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::criterion::{CriterionOrigin, Limits};
use super::level::{Level, Trend};
use super::signal::SignalName;

mod check;
mod error;
#[cfg(test)]
mod tests;

pub use error::PolicyError;

/// How an account is scored.
///
/// The score is the mean of the points of the known signals, each with its weight. A signal's
/// weight is the one of the account's segment, else the base weight, times the factors that apply
/// (HS-31). A policy that people wrote is to be [checked](Self::check) before anything is scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HealthPolicy {
    /// Its name, which every snapshot tells.
    pub name: String,
    /// The base weight of each signal; one that is not named keeps its built-in weight. Not all may
    /// be zero, none negative.
    pub weights: BTreeMap<SignalName, Decimal>,
    /// Weights of segments, in place of the base ones.
    pub segments: Vec<SegmentWeights>,
    /// What counts more while a renewal is near.
    pub renewal: RenewalFactors,
    /// What counts more for a signal whose metric the customer named in a goal.
    pub goal_factor: Decimal,
    /// What the relationship counts more where nobody who can sponsor was met lately.
    pub engagement_factor: Decimal,
    /// From which score on an account is green, and from which on amber.
    pub levels: ScoreLevels,
    /// Limits of readings, by the name of the reading, in place of the built-in ones.
    pub limits: BTreeMap<String, Limits>,
    /// What single accounts are held against in place of the limits (HS-11).
    pub criteria: Vec<OwnCriterion>,
    /// How old the newest evidence of a signal may be.
    pub freshness: Freshness,
    /// A score that moved by so many points, or to another level, has moved materially.
    pub material_points: Decimal,
    /// At least so many per cent of the weight must belong to known signals, else the account is
    /// unknown.
    pub least_known_percent: Decimal,
    /// A snapshot older than so many days is none that counts (HS-1).
    pub snapshot_days: i32,
    /// An account whose yearly value is at least this much is of high value, whatever the others
    /// are worth (HS-13); without it, the top tenth of the accounts is.
    pub high_value: Option<Decimal>,
}

/// Weights of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SegmentWeights {
    /// The segment, as the CRM has it; case doesn't matter.
    pub segment: String,
    /// The weights; a signal that is not named keeps its base weight.
    pub weights: BTreeMap<SignalName, Decimal>,
}

/// What counts more while a renewal is near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RenewalFactors {
    /// A renewal within so many days is near.
    pub within_days: i32,
    /// By what the weights are multiplied; a signal that is not named counts as ever.
    pub factors: BTreeMap<SignalName, Decimal>,
}

/// From which score on an account has which level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreLevels {
    /// From this score on it is green.
    #[schemars(with = "String")]
    pub green: Decimal,
    /// From this score on it is amber; below it is red.
    #[schemars(with = "String")]
    pub amber: Decimal,
}

/// What one account is held against in place of the limits that hold for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnCriterion {
    /// The account, by its name in the store.
    pub account: String,
    /// The reading, such as `usage_change`; or the metric itself, whose newest figure is read then.
    pub reading: String,
    /// From when on it is good, and bad.
    #[serde(flatten)]
    pub limits: Limits,
    /// Where the customer agreed to it.
    pub why: String,
}

/// How old the newest evidence of a signal may be, in days (HS-14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Freshness {
    /// Of usage and adoption.
    pub usage: i32,
    /// Of support, sentiment and the relationship.
    pub talks: i32,
    /// Of milestones and goals.
    pub milestones: i32,
    /// Of invoices.
    pub billing: i32,
}

impl Default for HealthPolicy {
    fn default() -> Self {
        Self {
            name: "built-in".to_owned(),
            weights: SignalName::ALL.map(|name| (name, built_in_weight(name))).into(),
            segments: Vec::new(),
            renewal: RenewalFactors::default(),
            goal_factor: Decimal::new(15, 1),
            engagement_factor: Decimal::new(15, 1),
            levels: ScoreLevels::default(),
            limits: BTreeMap::new(),
            criteria: Vec::new(),
            freshness: Freshness::default(),
            material_points: Decimal::TEN,
            least_known_percent: Decimal::from(50),
            snapshot_days: 30,
            high_value: None,
        }
    }
}

/// The base weight of a signal where the policy names none; all seven come to 100.
fn built_in_weight(name: SignalName) -> Decimal {
    Decimal::from(match name {
        SignalName::Usage => 20,
        SignalName::Adoption | SignalName::Support | SignalName::Relationship | SignalName::Milestones => 15,
        SignalName::Sentiment | SignalName::Billing => 10,
    })
}

impl Default for RenewalFactors {
    fn default() -> Self {
        let factor = Decimal::new(15, 1);
        Self {
            within_days: 90,
            factors: [SignalName::Billing, SignalName::Relationship, SignalName::Milestones]
                .map(|name| (name, factor))
                .into(),
        }
    }
}

impl Default for ScoreLevels {
    fn default() -> Self {
        Self {
            green: Decimal::from(70),
            amber: Decimal::from(40),
        }
    }
}

impl Default for Freshness {
    fn default() -> Self {
        Self {
            usage: 30,
            talks: 90,
            milestones: 120,
            billing: 365,
        }
    }
}

impl SegmentWeights {
    /// Whether these are the weights of that segment, as the CRM has it.
    fn is_for(&self, segment: &str) -> bool {
        self.segment.trim().to_lowercase() == segment.trim().to_lowercase()
    }
}

impl Freshness {
    /// The budget of a signal, in days.
    pub fn days(self, name: SignalName) -> i32 {
        match name {
            SignalName::Usage | SignalName::Adoption => self.usage,
            SignalName::Support | SignalName::Sentiment | SignalName::Relationship => self.talks,
            SignalName::Milestones => self.milestones,
            SignalName::Billing => self.billing,
        }
    }
}

impl HealthPolicy {
    /// The limits of a reading for an account, and where they come from: its own criterion, else
    /// those of the policy, else the built-in ones.
    pub fn limits(&self, account: &str, reading: &str, built_in: Limits) -> (Limits, CriterionOrigin) {
        let own = self
            .criteria
            .iter()
            .find(|it| it.account == account && it.reading == reading);
        match own {
            Some(own) => (own.limits, CriterionOrigin::Settings(own.why.clone())),
            None => (
                self.limits.get(reading).copied().unwrap_or(built_in),
                CriterionOrigin::Default,
            ),
        }
    }

    /// The weight of a signal before the factors: the one of the account's segment, else the base
    /// one, else the built-in one.
    pub fn weight(&self, segment: Option<&str>, name: SignalName) -> Decimal {
        let of_segment = segment.and_then(|segment| self.segments.iter().find(|it| it.is_for(segment)));
        of_segment
            .and_then(|it| it.weights.get(&name))
            .or_else(|| self.weights.get(&name))
            .copied()
            .unwrap_or_else(|| built_in_weight(name))
    }

    /// Where points went; flat where they moved by less than what is material.
    pub fn trend(&self, before: Option<Decimal>, now: Option<Decimal>) -> Trend {
        let Some((before, now)) = before.zip(now) else {
            return Trend::NoPrior;
        };
        // A recorded score is on its vendor's scale. What is too far away to subtract has moved.
        let is_material = |less: Decimal, more: Decimal| {
            more > less && more.checked_sub(less).is_none_or(|apart| apart >= self.material_points)
        };
        if is_material(before, now) {
            Trend::Improving
        } else if is_material(now, before) {
            Trend::Declining
        } else {
            Trend::Flat
        }
    }

    /// The level of a score.
    pub fn level(&self, score: Decimal) -> Level {
        if score >= self.levels.green {
            Level::Green
        } else if score >= self.levels.amber {
            Level::Amber
        } else {
            Level::Red
        }
    }
}
