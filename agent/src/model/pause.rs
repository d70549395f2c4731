//! How long to wait before the next try.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::RetryPolicy;

impl RetryPolicy {
    /// The pause after the given try, which counts from 1; `share`, in 0 to 1, is the jitter.
    pub(super) fn pause(&self, after_try: u32, asked_for: Option<Duration>, share: f64) -> Duration {
        let doubled = 2_u32.saturating_pow(after_try.saturating_sub(1));
        let jitter = self
            .base
            .saturating_mul(doubled)
            .min(self.cap)
            .mul_f64(share.clamp(0.0, 1.0));
        match asked_for {
            // A little later than asked for: the others were told the same moment.
            Some(asked_for) => asked_for.saturating_add(jitter).min(self.retry_after_cap),
            None => jitter,
        }
    }
}

/// The pause that a server asks for, in seconds or up to a date.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let date = DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_doubles_up_to_the_cap_and_a_server_may_ask_for_a_longer_one() {
        let policy = RetryPolicy {
            tries: 9,
            base: Duration::from_secs(1),
            cap: Duration::from_secs(5),
            retry_after_cap: Duration::from_mins(1),
        };
        let millis = |after_try, asked_for, share| policy.pause(after_try, asked_for, share).as_millis();
        assert_eq!(
            [1, 2, 3, 4, 99].map(|after_try| millis(after_try, None, 1.0)),
            [1000, 2000, 4000, 5000, 5000]
        );
        assert_eq!([0.0, 0.25, 7.0].map(|share| millis(2, None, share)), [0, 500, 2000]);
        let asked_for = |seconds| millis(2, Some(Duration::from_secs(seconds)), 0.5);
        assert_eq!([30, 59, 3600].map(asked_for), [31_000, 60_000, 60_000]);
    }

    #[test]
    fn a_pause_is_asked_for_in_seconds_or_as_a_date() {
        let now: Timestamp = "2026-03-04T05:06:00Z".parse().unwrap();
        let read = |text: &str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            retry_after(&headers, now).map(|pause| pause.as_millis())
        };
        assert_eq!(read("7"), Some(7000));
        assert_eq!(read("0.5"), Some(500));
        assert_eq!(read("Wed, 04 Mar 2026 05:06:30 GMT"), Some(30_000));
        assert_eq!(read("Wed, 04 Mar 2026 05:05:30 GMT"), Some(0));
        assert_eq!(["soon", "-1", "inf", "NaN", "1e300"].map(read), [None; 5]);
    }
}
