//! Cases, counted.

use serde::Serialize;
use workflow::measure::Share;

use super::Question;
use crate::health::replay::{Case, Past};
use crate::health::score::{Auc, auc};
use crate::{float, round};

/// Cases, counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tally {
    /// How many there are.
    pub cases: usize,
    /// How many of them could be scored. What follows is of those alone.
    pub known: usize,
    /// How many of those churned.
    pub churned: usize,
    /// Of those at risk, how many churned.
    pub precision: Share,
    /// Of those who churned, how many were at risk.
    pub recall: Share,
    /// The harmonic mean of the two; none where neither has data.
    pub f1: Option<f64>,
    /// How well the score tells them apart, wherever the line is drawn; none where there is only one kind.
    pub auc: Option<Auc>,
    /// Of those at risk, how many are so by caps alone, though their score is better than that.
    pub by_caps_alone: usize,
}

impl Tally {
    pub(super) fn of(rows: &[(&Case, &Past)], question: Question) -> Self {
        // (whether it churned, whether it was held to be at risk) of each case that could be scored.
        let known: Vec<(bool, bool)> = rows
            .iter()
            .filter_map(|(case, past)| Some((case.has_churned(), question.is_at_risk(past)?)))
            .collect();
        let count = |wanted: (bool, bool)| known.iter().filter(|it| **it == wanted).count();
        let (hit, missed, false_alarm) = (count((true, true)), count((true, false)), count((false, true)));
        let told = 2 * hit + missed + false_alarm;
        let ranked: Vec<(f64, bool)> = rows
            .iter()
            .filter_map(|(case, past)| Some((past.risk()?, case.has_churned())))
            .collect();
        let alone = Question {
            with_caps: false,
            ..question
        };
        let by_caps = |past: &Past| question.is_at_risk(past) == Some(true) && alone.is_at_risk(past) == Some(false);
        Self {
            cases: rows.len(),
            known: known.len(),
            churned: hit + missed,
            precision: Share::of_all(
                known
                    .iter()
                    .filter(|(_, at_risk)| *at_risk)
                    .map(|(churned, _)| *churned),
            ),
            recall: Share::of_all(
                known
                    .iter()
                    .filter(|(churned, _)| *churned)
                    .map(|(_, at_risk)| *at_risk),
            ),
            f1: (told > 0).then(|| round(float(2 * hit) / float(told))),
            auc: auc(&ranked),
            by_caps_alone: rows.iter().filter(|(_, past)| by_caps(past)).count(),
        }
    }
}
