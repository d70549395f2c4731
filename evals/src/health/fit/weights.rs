//! Effects as weights.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive as _;
use workflow::health::{HealthPolicy, SignalName};

/// All weights together.
pub(super) const WHOLE: u32 = 100;

/// Each signal's share of the weights, from 0 to 1.
pub(super) fn shares(policy: &HealthPolicy) -> BTreeMap<SignalName, f64> {
    let weight = |name: &SignalName| policy.weights.get(name).copied().unwrap_or_default().to_f64();
    let weights: BTreeMap<SignalName, f64> = SignalName::ALL
        .into_iter()
        .map(|name| (name, weight(&name).unwrap_or_default()))
        .collect();
    let whole: f64 = weights.values().sum();
    if whole > 0.0 {
        weights
            .into_iter()
            .map(|(name, weight)| (name, weight / whole))
            .collect()
    } else {
        weights
    }
}

/// Whole weights that add up to 100: what was not fitted keeps its share, and the rest is given out by effect. None
/// where no effect is above nothing.
pub(super) fn proposed(
    present: &BTreeMap<SignalName, f64>,
    effects: &BTreeMap<SignalName, f64>,
) -> Option<BTreeMap<SignalName, u32>> {
    let positive: f64 = effects.values().map(|effect| effect.max(0.0)).sum();
    if positive <= 0.0 {
        return None;
    }
    let kept: f64 = present
        .iter()
        .filter(|(name, _)| !effects.contains_key(name))
        .map(|(_, share)| share)
        .sum();
    let exact = present.iter().map(|(name, share)| {
        let share = effects
            .get(name)
            .map_or(*share, |effect| (1.0 - kept) * effect.max(0.0) / positive);
        (*name, share * f64::from(WHOLE))
    });
    Some(whole_numbers(&exact.collect::<Vec<_>>()))
}

/// Numbers as whole ones that add up to 100 as they do: each is cut off, and what is then missing goes to those that
/// lost most, one each.
fn whole_numbers(exact: &[(SignalName, f64)]) -> BTreeMap<SignalName, u32> {
    // A hair more than the number, so that 15 that was reckoned as 14.999… is not cut off to 14.
    let cut = |number: f64| (number + 1e-9).floor();
    let mut by_loss: Vec<(SignalName, f64, f64)> = exact
        .iter()
        .map(|(name, number)| (*name, cut(*number), number - cut(*number)))
        .collect();
    by_loss.sort_by(|left, right| right.2.total_cmp(&left.2));
    let given: f64 = by_loss.iter().map(|(_, whole, _)| whole).sum();
    let missing = (f64::from(WHOLE) - given).to_usize().unwrap_or_default();
    by_loss
        .into_iter()
        .enumerate()
        .map(|(place, (name, whole, _))| (name, whole.to_u32().unwrap_or_default() + u32::from(place < missing)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_add_up_to_what_their_parts_do() {
        let given = |numbers: [f64; 7]| -> Vec<u32> {
            let exact: Vec<(SignalName, f64)> = SignalName::ALL.into_iter().zip(numbers).collect();
            whole_numbers(&exact).into_values().collect()
        };
        assert_eq!(
            given([20.0, 15.0, 15.0, 10.0, 10.0, 15.0, 15.0]),
            [20, 15, 15, 10, 10, 15, 15]
        );
        // 3 are missing after cutting off: they go to those that lost .9, .6 and, of the rest, the first .5.
        assert_eq!(
            given([10.5, 10.9, 10.5, 10.5, 10.6, 10.0, 37.0]),
            [11, 11, 10, 10, 11, 10, 37]
        );
        assert_eq!(
            given([100.0 / 3.0, 100.0 / 3.0, 100.0 / 3.0, 0.0, 0.0, 0.0, 0.0]),
            [34, 33, 33, 0, 0, 0, 0]
        );
    }
}
