//! Leaving an endpoint alone that keeps failing.

use std::time::Duration;

use tokio::time::Instant;

use super::{BreakerPolicy, ModelError};

/// How an endpoint has been doing, over all questions put to it.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    /// Questions in a row that got no answer.
    failed: u32,
    /// Until when none is sent.
    open_until: Option<Instant>,
}

impl Breaker {
    /// How long no question may be sent yet; none if one may. Once the pause is over, one question
    /// may try while the others still wait.
    pub(super) fn closed_for(&mut self, policy: BreakerPolicy, now: Instant) -> Option<Duration> {
        let until = self.open_until?;
        if now < until {
            return Some(until - now);
        }
        self.open_until = now.checked_add(policy.pause);
        None
    }

    /// Takes note of how a question went. Only what shows that the endpoint does not work counts
    /// against it: a refusal, or an answer that cannot be read, is an answer.
    pub(super) fn note(&mut self, policy: BreakerPolicy, error: Option<&ModelError>, now: Instant) {
        match error {
            Some(ModelError::Unreachable { .. } | ModelError::DeadlineSpent { requests: 1.., .. }) => {
                self.failed = self.failed.saturating_add(1);
                if self.failed >= policy.questions.max(1) {
                    self.open_until = now.checked_add(policy.pause);
                }
            }
            // Says nothing of the endpoint, or nothing new.
            Some(
                ModelError::NotConfigured { .. }
                | ModelError::NotRecorded { .. }
                | ModelError::SpendLimit { .. }
                | ModelError::LeftAlone { .. }
                | ModelError::DeadlineSpent { .. },
            ) => {}
            None
            | Some(
                ModelError::Rejected { .. }
                | ModelError::Refused { .. }
                | ModelError::CutOff { .. }
                | ModelError::Malformed { .. },
            ) => *self = Self::default(),
        }
    }
}
