//! What a policy must be before accounts are scored by it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{HealthPolicy, PolicyError};
use crate::account::is_same_metric;
use crate::health::criterion::Limits;
use crate::health::readings::BuiltInReading;
use crate::health::signal::SignalName;

#[cfg(test)]
mod tests;

impl HealthPolicy {
    /// Whether accounts can be scored by it; the first thing that stands against it, otherwise.
    pub fn check(&self) -> Result<(), PolicyError> {
        self.check_weights()?;
        self.check_factors()?;
        self.check_limits()?;
        self.check_criteria()?;
        self.check_days()?;
        self.check_score()
    }

    fn check_weights(&self) -> Result<(), PolicyError> {
        check_weights("weights", &self.weights, |name| self.weight(None, name))?;
        for (at, segment) in self.segments.iter().enumerate() {
            let name = segment.segment.trim();
            if self.segments.iter().take(at).any(|earlier| earlier.is_for(name)) {
                let segment = name.to_owned();
                return Err(PolicyError::SegmentTwice { segment });
            }
            let key = format!("segments.{name}.weights");
            check_weights(&key, &segment.weights, |it| self.weight(Some(name), it))?;
        }
        Ok(())
    }

    fn check_factors(&self) -> Result<(), PolicyError> {
        let of_renewal = self.renewal.factors.iter();
        let of_renewal = of_renewal.map(|(name, factor)| (format!("renewal.factors.{}", name.word()), *factor));
        let others = [
            ("goal_factor".to_owned(), self.goal_factor),
            ("engagement_factor".to_owned(), self.engagement_factor),
            ("material_points".to_owned(), self.material_points),
        ];
        match of_renewal.chain(others).find(|(_, value)| *value <= Decimal::ZERO) {
            Some((key, value)) => Err(PolicyError::NotAboveZero { key, value }),
            None => Ok(()),
        }
    }

    fn check_limits(&self) -> Result<(), PolicyError> {
        for (name, limits) in &self.limits {
            if BuiltInReading::find(name).is_none() {
                let name = name.clone();
                return Err(PolicyError::UnknownReading { name });
            }
            check_limits(format!("limits.{name}"), *limits)?;
        }
        Ok(())
    }

    fn check_criteria(&self) -> Result<(), PolicyError> {
        for (at, own) in self.criteria.iter().enumerate() {
            let (account, reading) = (own.account.clone(), own.reading.clone());
            if account.trim().is_empty() || reading.trim().is_empty() {
                return Err(PolicyError::Nameless { number: at + 1 });
            }
            if own.why.trim().is_empty() {
                return Err(PolicyError::NoWhy { account, reading });
            }
            let is_same = |it: &str| it == reading || is_same_metric(it, &reading);
            let mut earlier = self.criteria.iter().take(at);
            if earlier.any(|it| it.account == account && is_same(&it.reading)) {
                return Err(PolicyError::CriterionTwice { account, reading });
            }
            check_limits(format!("criteria.{account}.{reading}"), own.limits)?;
        }
        Ok(())
    }

    fn check_days(&self) -> Result<(), PolicyError> {
        let all = [
            ("renewal.within_days", self.renewal.within_days),
            ("freshness.usage", self.freshness.usage),
            ("freshness.talks", self.freshness.talks),
            ("freshness.milestones", self.freshness.milestones),
            ("freshness.billing", self.freshness.billing),
            ("snapshot_days", self.snapshot_days),
        ];
        match all.into_iter().find(|(_, days)| *days <= 0) {
            Some((key, days)) => Err(PolicyError::NoDays { key, days }),
            None => Ok(()),
        }
    }

    fn check_score(&self) -> Result<(), PolicyError> {
        let scores = Decimal::ZERO..=Decimal::ONE_HUNDRED;
        let (green, amber) = (self.levels.green, self.levels.amber);
        if !scores.contains(&green) || !scores.contains(&amber) || amber >= green {
            return Err(PolicyError::Levels { green, amber });
        }
        let percent = self.least_known_percent;
        if !scores.contains(&percent) {
            return Err(PolicyError::Percent { percent });
        }
        Ok(())
    }
}

/// Whether the weights that stand under a key are none below zero, and whether any signal counts
/// once they are taken together with those that they don't name.
fn check_weights(
    key: &str,
    weights: &BTreeMap<SignalName, Decimal>,
    weight: impl Fn(SignalName) -> Decimal,
) -> Result<(), PolicyError> {
    if let Some((name, weight)) = weights.iter().find(|(_, weight)| **weight < Decimal::ZERO) {
        return Err(PolicyError::NegativeWeight {
            key: format!("{key}.{}", name.word()),
            weight: *weight,
        });
    }
    if SignalName::ALL.into_iter().all(|name| weight(name).is_zero()) {
        let key = key.to_owned();
        return Err(PolicyError::NoWeight { key });
    }
    Ok(())
}

fn check_limits(key: String, limits: Limits) -> Result<(), PolicyError> {
    match limits.green.checked_sub(limits.red) {
        None => Err(PolicyError::LimitsTooFar { key }),
        Some(apart) if apart.is_zero() => Err(PolicyError::SameLimits {
            key,
            limit: limits.green,
        }),
        Some(_) => Ok(()),
    }
}
