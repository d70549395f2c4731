//! Logistic regression with cross-validation.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;
use smartcore::linalg::basic::arrays::Array as _;
use smartcore::linalg::basic::matrix::DenseMatrix;
use smartcore::linear::logistic_regression::{LogisticRegression, LogisticRegressionParameters};

use super::score::{Auc, auc_within};
use crate::{below, float};

/// What a case is known by, a number for each feature; none where it isn't known.
pub(crate) type Features = Vec<Option<f64>>;

/// The same folds every time, so that the same cases give the same figures.
const SEED: u64 = 20_260_630;

/// A regression that was fitted. Features are centred and brought to one spread first, so that one penalty fits
/// all of them; one that a case lacks counts as the mean of those that are known, which says nothing for the case.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    scales: Vec<Scale>,
    /// What one standard deviation of a feature adds to the log odds of having churned.
    pub(crate) coefficients: Vec<f64>,
    intercept: f64,
}

/// The mean and the standard deviation of a feature among the cases that have it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// The mean; 0 where no case has the feature.
    pub(crate) mean: f64,
    /// The standard deviation; 0 where all that have it have it alike.
    pub(crate) spread: f64,
}

/// Why there is no regression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the regression failed: {0}")]
pub struct RegressionError(String);

impl Scale {
    /// The scale of a feature.
    pub(crate) fn of(known: impl Iterator<Item = f64> + Clone) -> Self {
        let count = float(known.clone().count().max(1));
        let mean = known.clone().sum::<f64>() / count;
        let square = known.map(|number| (number - mean).powi(2)).sum::<f64>() / count;
        Self {
            mean,
            spread: square.sqrt(),
        }
    }

    /// In standard deviations from the mean. What is the same everywhere, or isn't known, is 0.
    fn scaled(self, number: Option<f64>) -> f64 {
        match number {
            Some(number) if self.spread > 0.0 => (number - self.mean) / self.spread,
            _ => 0.0,
        }
    }
}

impl Model {
    /// Fits the probability of having churned. `alpha` is half the penalty on the square of each coefficient, and
    /// must be above 0: without one, features that tell the cases apart without fault have no finite coefficient.
    ///
    /// # Errors
    ///
    /// Fails where there is no case or no feature, or where all cases came out alike.
    pub(crate) fn fit(rows: &[&Features], churned: &[bool], alpha: f64) -> Result<Self, RegressionError> {
        let width = rows.first().map_or(0, |row| row.len());
        let known = |at: usize| rows.iter().filter_map(move |row| row.get(at).copied().flatten());
        let scales: Vec<Scale> = (0..width).map(|at| Scale::of(known(at))).collect();
        let scaled: Vec<Vec<f64>> = rows.iter().map(|row| scaled(&scales, row)).collect();
        let fail = |error: smartcore::error::Failed| RegressionError(error.to_string());
        let matrix = DenseMatrix::from_2d_vec(&scaled).map_err(fail)?;
        let classes: Vec<i32> = churned.iter().map(|churned| i32::from(*churned)).collect();
        let parameters = LogisticRegressionParameters::default().with_alpha(alpha);
        let fitted = LogisticRegression::fit(&matrix, &classes, parameters).map_err(fail)?;
        let coefficients = (0..width).map(|at| *fitted.coefficients().get((0, at))).collect();
        let intercept = *fitted.intercept().get((0, 0));
        Ok(Self {
            scales,
            coefficients,
            intercept,
        })
    }

    /// The probability that a case has churned.
    pub(crate) fn probability(&self, row: &Features) -> f64 {
        let terms = scaled(&self.scales, row);
        let terms = terms.iter().zip(&self.coefficients).map(|(number, by)| number * by);
        let odds = self.intercept + terms.sum::<f64>();
        1.0 / (1.0 + (-odds).exp())
    }
}

fn scaled(scales: &[Scale], row: &Features) -> Vec<f64> {
    scales
        .iter()
        .zip(row)
        .map(|(scale, number)| scale.scaled(*number))
        .collect()
}

/// What a case that a regression has not seen was told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Told {
    /// The fold of the case. Another fold was told by another regression.
    pub(crate) fold: usize,
    /// The probability of having churned.
    pub(crate) probability: f64,
    /// Whether it has.
    pub(crate) churned: bool,
}

/// What each case is told by a regression that was fitted to the cases of the other folds alone. Each fold has as
/// many of either kind as the next, to within one.
///
/// # Errors
///
/// Fails where a regression does.
pub(crate) fn cross_validated(
    rows: &[Features],
    churned: &[bool],
    folds: usize,
    alpha: f64,
) -> Result<Vec<Told>, RegressionError> {
    let fold_of = folded(churned, folds);
    let cases = || rows.iter().zip(churned).zip(&fold_of);
    let mut models = Vec::with_capacity(folds);
    for fold in 0..folds {
        let others = || cases().filter(move |(_, of)| **of != fold);
        let features: Vec<&Features> = others().map(|((row, _), _)| row).collect();
        let classes: Vec<bool> = others().map(|((_, churned), _)| *churned).collect();
        models.push(Model::fit(&features, &classes, alpha)?);
    }
    let told = cases().filter_map(|((row, churned), fold)| {
        Some(Told {
            fold: *fold,
            probability: models.get(*fold)?.probability(row),
            churned: *churned,
        })
    });
    Ok(told.collect())
}

impl Told {
    /// The probabilities, each beside whether the case has churned.
    pub(crate) fn rows(told: &[Self]) -> Vec<(f64, bool)> {
        told.iter().map(|it| (it.probability, it.churned)).collect()
    }

    /// How well they tell the cases apart, each compared with those that were told by the same regression.
    pub(crate) fn auc(told: &[Self]) -> Option<Auc> {
        let rows: Vec<(usize, f64, bool)> = told.iter().map(|it| (it.fold, it.probability, it.churned)).collect();
        auc_within(&rows)
    }
}

/// The fold of each case: those who churned and those who stayed are each dealt out in turn, after shuffling.
fn folded(churned: &[bool], folds: usize) -> Vec<usize> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut order: Vec<usize> = (0..churned.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, below(&mut random, at + 1));
    }
    // Those who churned first; the sort is stable, so that the shuffle stands within either kind.
    order.sort_by_key(|case| !churned.get(*case).copied().unwrap_or_default());
    let mut fold_of = vec![0; churned.len()];
    for (place, case) in order.into_iter().enumerate() {
        if let Some(fold) = fold_of.get_mut(case) {
            *fold = place % folds.max(1);
        }
    }
    fold_of
}

#[cfg(test)]
mod tests;
