//! Telling near-duplicates: the same note logged twice, a transcript exported by two systems.

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::analysis::folded_words;

/// Words in a shingle.
const SHINGLE: usize = 3;

/// The share of shingles that near-duplicates have in common.
const ALIKE: f64 = 0.8;

/// Words that turn what is said into its opposite; `t` is what is left of `didn't`.
const NEGATIONS: [&str; 8] = ["cannot", "never", "no", "none", "nor", "not", "t", "without"];

/// What a text is compared by.
#[derive(Debug, Clone)]
pub(super) struct Fingerprint {
    /// Sorted, each once.
    shingles: Vec<u64>,
    /// Figures and negations: one of them makes all the difference.
    decisive: Vec<String>,
}

impl Fingerprint {
    pub(super) fn of(text: &str) -> Self {
        let (mut words, mut decisive) = (Vec::new(), Vec::new());
        folded_words(text, usize::MAX, |word| {
            words.push(hash(word));
            if word.bytes().all(|byte| byte.is_ascii_digit()) || NEGATIONS.contains(&word) {
                decisive.push(word.to_owned());
            }
        });
        let mut shingles: Vec<u64> = if words.len() < SHINGLE {
            vec![hash(&words)]
        } else {
            words.windows(SHINGLE).map(hash).collect()
        };
        shingles.sort_unstable();
        shingles.dedup();
        decisive.sort_unstable();
        Self { shingles, decisive }
    }

    /// Whether the two texts say the same in nearly the same words.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        if self.decisive != other.decisive {
            return false;
        }
        let (fewer, more) = (
            self.shingles.len().min(other.shingles.len()),
            self.shingles.len().max(other.shingles.len()),
        );
        #[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52 words")]
        let most = fewer as f64 / more as f64;
        // Not even if all of the shorter one stood in the other.
        if most < ALIKE {
            return false;
        }
        let shared = shared(&self.shingles, &other.shingles);
        let all = self.shingles.len() + other.shingles.len() - shared;
        #[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52 words")]
        let share = shared as f64 / all as f64;
        share >= ALIKE
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How many numbers two sorted lists have in common.
fn shared(mut left: &[u64], mut right: &[u64]) -> usize {
    let mut count = 0;
    while let ([first, of_left @ ..], [second, of_right @ ..]) = (left, right) {
        match first.cmp(second) {
            Ordering::Less => left = of_left,
            Ordering::Greater => right = of_right,
            Ordering::Equal => {
                count += 1;
                (left, right) = (of_left, of_right);
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn small_changes_are_passed_over_but_not_figures_or_negations() {
        let text = "Dana said the Lyon team went from nine minutes to 6 since the rollout, and that the board is happy \
                    with it so far and will look at it again";
        let like = |other: &str| Fingerprint::of(text).is_like(&Fingerprint::of(other));
        assert!(like(text));
        assert!(like(&format!("FW: {}", text.to_uppercase())));
        assert!(!like(&text.replace('6', "7")));
        assert!(!like(&text.replace("is happy", "is not happy")));
        assert!(!like("Dana said the Lyon team went from nine minutes to 6"));
        assert!(!like(""));
    }
}
