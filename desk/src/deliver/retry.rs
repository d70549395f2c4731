//! Why a delivery failed, and when it is tried again.

use std::time::Duration;

use jiff::Timestamp;

/// The longest pause after the first failure; each further failure doubles it.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
/// A pause of our own is never longer.
const LONGEST_PAUSE: Duration = Duration::from_hours(1);
/// A pause that a receiver asks for is never longer.
const LONGEST_ASKED: Duration = Duration::from_hours(24);
/// The pause after a refusal: somebody has to change something before another try can go better.
const REFUSED_PAUSE: Duration = Duration::from_hours(1);
/// After so many tries in all, a refusal is the last word.
const TRIES: u32 = 20;

/// When something is tried again that was given up.
pub(super) const NEVER: Timestamp = Timestamp::MAX;

/// One try that delivered nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// The same may go well a little later.
    Passing {
        /// What happened.
        why: String,
        /// The pause that the receiver asks for.
        asked_for: Option<Duration>,
    },
    /// The receiver doesn't take it.
    Refused {
        /// What it said.
        why: String,
    },
}

impl Failure {
    /// What happened, for a person.
    pub(super) fn why(&self) -> &str {
        match self {
            Self::Passing { why, .. } | Self::Refused { why } => why,
        }
    }

    /// Whether the same may go well a little later.
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::Passing { .. })
    }

    /// When to try again after so many tries, this one included; [`NEVER`] where it is given up.
    /// `share`, in 0 to 1, is the jitter: half of a pause is certain, so that receivers are left
    /// in peace, and half is chance, so that not everybody comes back at once.
    pub(super) fn next_at(&self, tries: u32, now: Timestamp, share: f64) -> Timestamp {
        let pause = match self {
            Self::Refused { .. } if tries >= TRIES => return NEVER,
            Self::Refused { .. } => REFUSED_PAUSE,
            Self::Passing { asked_for, .. } => {
                let doubled = 2_u32.saturating_pow(tries.saturating_sub(1));
                let longest = FIRST_PAUSE.saturating_mul(doubled).min(LONGEST_PAUSE);
                let own = longest.mul_f64(share.clamp(0.0, 1.0).midpoint(1.0));
                own.max(asked_for.unwrap_or_default().min(LONGEST_ASKED))
            }
        };
        now.checked_add(pause).unwrap_or(NEVER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn passing(asked_for: Option<u64>) -> Failure {
        Failure::Passing {
            why: "HTTP 503".to_owned(),
            asked_for: asked_for.map(Duration::from_secs),
        }
    }

    fn millis(failure: &Failure, tries: u32, share: f64) -> i64 {
        failure.next_at(tries, NOW, share).as_millisecond()
    }

    #[test]
    fn a_pause_doubles_up_to_an_hour_and_half_of_it_is_chance() {
        let longest = [1, 2, 3, 9, 10, 99, u32::MAX].map(|tries| millis(&passing(None), tries, 1.0));
        assert_eq!(
            longest,
            [10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000, 3_600_000]
        );
        let chance = [0.0, 0.5, 1.0, 7.0].map(|share| millis(&passing(None), 1, share));
        assert_eq!(chance, [5_000, 7_500, 10_000, 10_000]);
    }

    #[test]
    fn a_receiver_may_ask_for_a_longer_pause_of_up_to_a_day() {
        let asked = [1, 60, 7_200, 1_000_000].map(|seconds| millis(&passing(Some(seconds)), 1, 1.0));
        assert_eq!(asked, [10_000, 60_000, 7_200_000, 86_400_000]);
    }

    #[test]
    fn a_refusal_is_tried_again_each_hour_and_given_up_after_twenty_tries() {
        let refused = Failure::Refused {
            why: "HTTP 400".to_owned(),
        };
        let pauses = [1, 19].map(|tries| millis(&refused, tries, 0.0));
        assert_eq!(pauses, [3_600_000, 3_600_000]);
        assert_eq!([20, 21].map(|tries| refused.next_at(tries, NOW, 0.0)), [NEVER, NEVER]);
        assert_ne!(passing(None).next_at(20, NOW, 0.0), NEVER);
    }
}
