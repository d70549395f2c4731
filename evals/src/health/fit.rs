//! Weights that past outcomes speak for, as a proposal (HS-31).
//!
//! A regression tells how much a signal goes with what came of the accounts, beside the other signals. Its effect is
//! reckoned for one standard deviation of the signal's points rather than for one point: a signal that was the same
//! nearly everywhere would else get its weight from the one or two accounts that were different. Effects below
//! nothing (more points, more churn) become a weight of 0: a score that falls as a signal gets better is none that
//! anybody could explain.

mod weights;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use workflow::health::{HealthPolicy, SignalName};

use super::logistic::{Features, Model, RegressionError, Scale, Told, cross_validated};
use super::replay::{Past, Replayed};
use super::score::{Auc, Band, auc, bands, brier, brier_of_share, calibration_error};
use crate::round;
use weights::{WHOLE, proposed, shares};

/// What a regression came to, beside the weights as they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    /// The file of outcomes.
    pub outcomes: String,
    /// The name of the present policy.
    pub policy: String,
    /// So many days before each outcome were the accounts scored.
    pub lead_days: i32,
    /// The penalty.
    pub alpha: f64,
    /// How many cases there are.
    pub cases: usize,
    /// How many of them could be scored; the others are left out.
    pub known: usize,
    /// How many of those churned.
    pub churned: usize,
    /// How many parts the cases were cut into, each of which was told by the others alone.
    pub folds: usize,
    /// How well the regression tells cases that it hasn't seen.
    pub auc: Option<Auc>,
    /// The same of the present score.
    pub auc_of_score: Option<Auc>,
    /// The mean square of how far its probabilities were off, of cases that it hasn't seen.
    pub brier: Option<f64>,
    /// The same of telling every case the share of those who churned.
    pub brier_of_share: Option<f64>,
    /// By the probability told: how many churned, of cases that it hasn't seen.
    pub calibration: Vec<Band>,
    /// How far the two are apart, in the mean over the cases.
    pub calibration_error: Option<f64>,
    /// The signals, in their order.
    pub signals: Vec<FittedSignal>,
    /// The segments that have weights of their own, which stay as they are.
    pub segments: Vec<String>,
    /// Why no weights are proposed; empty where some are.
    pub not_proposed: String,
}

/// A signal in a regression.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FittedSignal {
    /// Which.
    pub name: SignalName,
    /// Of how many cases it was known.
    pub known: usize,
    /// Of how many it wasn't. Those count as the mean of the others.
    pub missing: usize,
    /// The mean of its points; none where it was never known.
    pub mean_points: Option<f64>,
    /// How much one standard deviation more points lowers the log odds of churn; none where it was not fitted.
    pub effect: Option<f64>,
    /// Its share of the present weights, in per cent.
    pub present: f64,
    /// The weight proposed; all of them add up to 100. None where nothing is proposed.
    pub proposed: Option<u32>,
    /// Why it was not fitted, in words; empty where it was.
    pub kept: String,
}

/// Why nothing was fitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// Too few cases could be scored.
    #[error(
        "weights need at least {LEAST_CASES} known cases, and of either outcome at least {LEAST_OF_EACH}; there are \
         {churned} that churned and {renewed} that renewed"
    )]
    TooFew {
        /// How many known cases churned.
        churned: usize,
        /// How many renewed.
        renewed: usize,
    },
    /// No signal was known often enough.
    #[error("no signal can be fitted: none is known of at least {LEAST_VALUES} cases and differs between them")]
    NoSignal,
    /// The regression failed.
    #[error(transparent)]
    Regression(#[from] RegressionError),
}

/// With fewer cases, weights would tell more of the cases than of the signals.
const LEAST_CASES: usize = 20;

/// A part of the cases must hold one of either outcome, and the others too.
const LEAST_OF_EACH: usize = 2;

/// A signal that fewer cases have keeps its weight.
const LEAST_VALUES: usize = 10;

/// The cases are cut into so many parts, where there are enough of either outcome.
const FOLDS: usize = 5;

/// Where the bands of probabilities begin and end.
const BANDS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

impl Fit {
    /// Fits weights to what was replayed, as of so many days before each outcome.
    ///
    /// # Errors
    ///
    /// Fails where there are too few cases or values, and says what is needed.
    pub fn of(
        outcomes: &str,
        policy: &HealthPolicy,
        lead_days: i32,
        alpha: f64,
        replayed: &Replayed,
    ) -> Result<Self, FitError> {
        let cases = replayed.cases.iter();
        let all: Vec<(&Past, bool)> = cases
            .filter_map(|case| Some((case.before.get(&lead_days)?, case.has_churned())))
            .collect();
        let known: Vec<(&Past, bool)> = all.iter().copied().filter(|(past, _)| past.score.is_some()).collect();
        let classes: Vec<bool> = known.iter().map(|(_, churned)| *churned).collect();
        let churned = classes.iter().filter(|churned| **churned).count();
        let renewed = classes.len() - churned;
        if classes.len() < LEAST_CASES || churned.min(renewed) < LEAST_OF_EACH {
            return Err(FitError::TooFew { churned, renewed });
        }
        let points = |name: SignalName| known.iter().map(move |(past, _)| past.points.get(&name).copied());
        let fitted: Vec<SignalName> = SignalName::ALL
            .into_iter()
            .filter(|name| why_kept(points(*name).flatten()).is_empty())
            .collect();
        if fitted.is_empty() {
            return Err(FitError::NoSignal);
        }
        let features: Vec<Features> = known
            .iter()
            .map(|(past, _)| fitted.iter().map(|name| past.points.get(name).copied()).collect())
            .collect();
        let folds = FOLDS.min(churned).min(renewed);
        let told = cross_validated(&features, &classes, folds, alpha)?;
        let model = Model::fit(&features.iter().collect::<Vec<_>>(), &classes, alpha)?;
        // More points make it likelier that an account stays.
        let effects: BTreeMap<SignalName, f64> = fitted
            .iter()
            .zip(&model.coefficients)
            .map(|(name, by)| (*name, -by))
            .collect();
        let present = shares(policy);
        let proposed = proposed(&present, &effects);
        let signals = SignalName::ALL.into_iter().map(|name| {
            let values: Vec<f64> = points(name).flatten().collect();
            FittedSignal {
                name,
                known: values.len(),
                missing: known.len() - values.len(),
                mean_points: (!values.is_empty()).then(|| round(Scale::of(values.iter().copied()).mean)),
                effect: effects.get(&name).copied().map(round),
                present: round(present.get(&name).copied().unwrap_or_default() * f64::from(WHOLE)),
                proposed: proposed.as_ref().and_then(|weights| weights.get(&name).copied()),
                kept: why_kept(values.iter().copied()),
            }
        });
        let ranked = known
            .iter()
            .filter_map(|(past, churned)| Some((past.risk()?, *churned)));
        let rows = Told::rows(&told);
        let calibration = bands(&rows, &BANDS);
        Ok(Self {
            outcomes: outcomes.to_owned(),
            policy: policy.name.clone(),
            lead_days,
            alpha,
            cases: all.len(),
            known: known.len(),
            churned,
            folds,
            auc: Told::auc(&told),
            auc_of_score: auc(&ranked.collect::<Vec<_>>()),
            brier: brier(&rows),
            brier_of_share: brier_of_share(&rows),
            calibration_error: calibration_error(&calibration),
            calibration,
            signals: signals.collect(),
            segments: policy.segments.iter().map(|it| it.segment.clone()).collect(),
            not_proposed: match proposed {
                Some(_) => String::new(),
                None => "no signal goes with the outcomes: where there were more points, no fewer churned".to_owned(),
            },
        })
    }

    /// The present policy with the weights that are proposed, under another name; none where nothing is proposed.
    pub fn proposal(&self, present: &HealthPolicy, name: &str) -> Option<HealthPolicy> {
        let weights = self
            .signals
            .iter()
            .map(|signal| Some((signal.name, Decimal::from(signal.proposed?))));
        Some(HealthPolicy {
            name: name.to_owned(),
            weights: weights.collect::<Option<_>>()?,
            ..present.clone()
        })
    }
}

/// Why a signal with these points can't be fitted; empty where it can.
fn why_kept(points: impl Iterator<Item = f64> + Clone) -> String {
    let known = points.clone().count();
    if known < LEAST_VALUES {
        format!("known of {known} cases, fewer than {LEAST_VALUES}: it keeps its share")
    } else if Scale::of(points).spread > 0.0 {
        String::new()
    } else {
        "the same in all cases: it keeps its share".to_owned()
    }
}

#[cfg(test)]
mod tests;
