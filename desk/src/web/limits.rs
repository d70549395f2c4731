//! How often somebody may try to sign in.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// So many tries at one login before it has to wait.
const OF_LOGIN: NonZeroU32 = NonZeroU32::MIN.saturating_add(4);
/// So many tries from one address, whatever login they are at.
const OF_ADDRESS: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);
/// So long until there is one more try.
const PAUSE: Duration = Duration::from_secs(12);

/// How often somebody may try to sign in. Kept in memory: whoever starts the desk anew has a reason.
pub(crate) struct Limits {
    of_login: DefaultKeyedRateLimiter<String>,
    of_address: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        let quota = |tries: NonZeroU32| Quota::with_period(PAUSE).map(|quota| quota.allow_burst(tries));
        let limiter = |tries| quota(tries).unwrap_or_else(|| Quota::per_minute(tries));
        Self {
            of_login: RateLimiter::keyed(limiter(OF_LOGIN)),
            of_address: RateLimiter::keyed(limiter(OF_ADDRESS)),
        }
    }
}

impl Limits {
    /// Counts a try at a login from an address; false where there were too many.
    pub(crate) fn may_try(&self, login: &str, address: IpAddr) -> bool {
        // Both are counted, also where one of them says no.
        let address = self.of_address.check_key(&address).is_ok();
        let login = self.of_login.check_key(&login.to_lowercase()).is_ok();
        // What nobody has asked about for a while is forgotten, or it would grow for ever.
        self.of_login.retain_recent();
        self.of_address.retain_recent();
        address && login
    }

    /// How long to wait for one more try, in seconds.
    pub(crate) fn pause_seconds() -> u64 {
        PAUSE.as_secs()
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn a_login_and_an_address_have_only_so_many_tries() {
        let limits = Limits::default();
        let address = |last| IpAddr::from(Ipv4Addr::new(127, 0, 0, last));
        // From ever other addresses, one login.
        let of_login = (0..7)
            .map(|last| limits.may_try("dana", address(last)))
            .collect::<Vec<_>>();
        assert_eq!(of_login, [true, true, true, true, true, false, false]);
        // In capitals it is the same login.
        assert!(!limits.may_try("DANA", address(8)));
        // From one address, ever other logins.
        let tries = (0..22)
            .filter(|at| limits.may_try(&format!("login{at}"), address(100)))
            .count();
        assert_eq!(tries, 20);
        assert!(limits.may_try("eli", address(101)));
    }
}
