//! Statistics of scores and of what came of the accounts afterwards.
//!
//! A *row* is how much at risk a case was held to be, the more the greater the number, and whether the account
//! churned. Nothing is reckoned from no rows: what can't be known is none, never 0 or 1.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;
use serde::Serialize;

use crate::{below, float, round};

/// So often are the cases drawn anew.
const DRAWS: usize = 2_000;

/// The same draws every time, so that the same cases have the same interval.
const SEED: u64 = 20_260_630;

/// How well an order by risk tells those who churned from those who stayed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Auc {
    /// The area under the curve: how often one who churned was held to be more at risk than one who stayed, of all
    /// such pairs, and a tie counts half. From 0 to 1; 0.5 is what a coin gives.
    pub value: f64,
    /// The bounds that hold it in 95 of 100 draws of as many cases; none with fewer than two cases of either kind.
    pub interval: Option<(f64, f64)>,
}

/// The cases of a stretch of scores or of probabilities.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// From here on.
    pub from: f64,
    /// Up to here; the last band holds its end too.
    pub to: f64,
    /// How many cases there are.
    pub cases: usize,
    /// How many of them churned.
    pub churned: usize,
    /// What share that is; none where there is no case.
    pub share: Option<f64>,
    /// The mean of their numbers; none where there is no case.
    pub mean: Option<f64>,
}

/// The area under the curve with its interval; none where nobody churned, or everybody did.
pub fn auc(rows: &[(f64, bool)]) -> Option<Auc> {
    auc_within(&in_one_group(rows))
}

/// The same of rows in groups, of which only those of one group are compared. What each group was told by another
/// regression can't be compared with the next one's.
pub fn auc_within(rows: &[(usize, f64, bool)]) -> Option<Auc> {
    let ranked = ranked(rows);
    let mut counts = vec![1; ranked.len()];
    let value = round(area(&ranked, &counts)?);
    let churned = rows.iter().filter(|(_, _, churned)| *churned).count();
    if churned < 2 || rows.len() - churned < 2 {
        return Some(Auc { value, interval: None });
    }
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut areas = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        counts.fill(0);
        for _ in 0..ranked.len() {
            if let Some(count) = counts.get_mut(below(&mut random, ranked.len())) {
                *count += 1;
            }
        }
        // A draw without anybody who churned, or who stayed, says nothing.
        areas.extend(area(&ranked, &counts));
    }
    areas.sort_by(f64::total_cmp);
    let edge = areas.len() / 40;
    let low = areas.get(edge).copied();
    let high = areas.iter().rev().nth(edge).copied();
    Some(Auc {
        value,
        interval: low.zip(high).map(|(low, high)| (round(low), round(high))),
    })
}

/// The area under the curve alone, without an interval.
pub fn area_under(rows: &[(f64, bool)]) -> Option<f64> {
    area(&ranked(&in_one_group(rows)), &vec![1; rows.len()]).map(round)
}

fn in_one_group(rows: &[(f64, bool)]) -> Vec<(usize, f64, bool)> {
    rows.iter().map(|(risk, churned)| (0, *risk, *churned)).collect()
}

/// The rows by group, and within it by risk.
fn ranked(rows: &[(usize, f64, bool)]) -> Vec<(usize, f64, bool)> {
    let mut ranked = rows.to_vec();
    ranked.sort_by(|left, right| left.0.cmp(&right.0).then_with(|| left.1.total_cmp(&right.1)));
    ranked
}

/// The share of the pairs of a group that are in the right order, of ranked rows of which each counts so often.
fn area(ranked: &[(usize, f64, bool)], counts: &[u32]) -> Option<f64> {
    let mut counts = counts.iter().copied();
    let (mut pairs, mut won) = (0.0, 0.0);
    for group in ranked.chunk_by(|left, right| left.0 == right.0) {
        let (mut stayed_below, mut churned) = (0.0, 0.0);
        for tie in group.chunk_by(|left, right| left.1.total_cmp(&right.1).is_eq()) {
            let (mut churned_here, mut stayed_here) = (0.0, 0.0);
            for ((_, _, has_churned), count) in tie.iter().zip(&mut counts) {
                if *has_churned {
                    churned_here += f64::from(count);
                } else {
                    stayed_here += f64::from(count);
                }
            }
            won += churned_here * (stayed_below + stayed_here / 2.0);
            churned += churned_here;
            stayed_below += stayed_here;
        }
        pairs += churned * stayed_below;
    }
    (pairs > 0.0).then(|| won / pairs)
}

/// The cases by bands, from each edge to the next.
pub fn bands(rows: &[(f64, bool)], edges: &[f64]) -> Vec<Band> {
    let last = edges.len().saturating_sub(2);
    let bounds = edges.iter().zip(edges.iter().skip(1)).enumerate();
    bounds
        .map(|(at, (from, to))| {
            let is_in = |number: f64| number >= *from && (number < *to || (at == last && number <= *to));
            let of: Vec<&(f64, bool)> = rows.iter().filter(|(number, _)| is_in(*number)).collect();
            let churned = of.iter().filter(|(_, churned)| *churned).count();
            let mean = |sum: f64| (!of.is_empty()).then(|| round(sum / float(of.len())));
            Band {
                from: *from,
                to: *to,
                cases: of.len(),
                churned,
                share: mean(float(churned)),
                mean: mean(of.iter().map(|(number, _)| number).sum()),
            }
        })
        .collect()
}

/// How far the shares of those who churned are from the probabilities told, in the mean over the cases; none without
/// a case.
pub fn calibration_error(bands: &[Band]) -> Option<f64> {
    let cases: usize = bands.iter().map(|band| band.cases).sum();
    let off = |band: &Band| Some(float(band.cases) * (band.share? - band.mean?).abs());
    (cases > 0).then(|| round(bands.iter().filter_map(off).sum::<f64>() / float(cases)))
}

/// The mean square of how far probabilities were off; none without a row. 0 is best.
pub fn brier(rows: &[(f64, bool)]) -> Option<f64> {
    let off = |(probability, churned): &(f64, bool)| (probability - if *churned { 1.0 } else { 0.0 }).powi(2);
    (!rows.is_empty()).then(|| round(rows.iter().map(off).sum::<f64>() / float(rows.len())))
}

/// What [`brier`] gives where every case is told the share of those who churned; none without a row.
pub fn brier_of_share(rows: &[(f64, bool)]) -> Option<f64> {
    let churned = rows.iter().filter(|(_, churned)| *churned).count();
    let share = float(churned) / float(rows.len().max(1));
    (!rows.is_empty()).then(|| round(share * (1.0 - share)))
}

/// The middle one; of an even number the lower of the two, so that it is one that stands there.
pub fn middle(numbers: impl IntoIterator<Item = i32>) -> Option<i32> {
    let mut sorted: Vec<i32> = numbers.into_iter().collect();
    sorted.sort_unstable();
    sorted.get(sorted.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests;
