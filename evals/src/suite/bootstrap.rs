//! Confidence intervals by resampling.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

use super::report::Kept;

/// So often are the cases drawn anew.
const DRAWS: usize = 2_000;

/// The same draws every time, so that the same counts have the same interval.
const SEED: u64 = 20_260_630;

/// The interval that holds the share in 95 of 100 draws: cases are drawn with replacement, whole,
/// since the claims of one case hang together. None with fewer than two cases that count.
pub(super) fn interval(cases: &[Kept]) -> Option<(f64, f64)> {
    let cases: Vec<Kept> = cases.iter().copied().filter(|it| it.of > 0).collect();
    if cases.len() < 2 {
        return None;
    }
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut shares: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut sum = Kept::default();
            for _ in 0..cases.len() {
                let drawn = cases[below(&mut random, cases.len())];
                sum.hit += drawn.hit;
                sum.of += drawn.of;
            }
            super::metrics::share(sum)
        })
        .collect();
    shares.sort_by(f64::total_cmp);
    Some((shares[DRAWS / 40], shares[DRAWS - 1 - DRAWS / 40]))
}

/// A number below the bound, each as likely as any other to within 2⁻³².
fn below(random: &mut ChaCha8Rng, bound: usize) -> usize {
    let wide = u64::from(random.next_u32()) * u64::try_from(bound).unwrap_or(1);
    usize::try_from(wide >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_share_and_narrows_with_more_cases() {
        let cases = |count: usize| -> Vec<Kept> { (0..count).map(|at| Kept { hit: at % 2 * 4, of: 4 }).collect() };
        assert_eq!(interval(&cases(1)), None);
        let (few, many) = (interval(&cases(8)).unwrap(), interval(&cases(80)).unwrap());
        assert!(few.0 < 0.5 && 0.5 < few.1, "{few:?}");
        assert!(many.1 - many.0 < few.1 - few.0, "{few:?} {many:?}");
        assert_eq!(interval(&cases(8)), Some(few));
    }
}
