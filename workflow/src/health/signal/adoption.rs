//! The signal `adoption`.

use super::{Signal, SignalName, of_readings};
use crate::health::observed::Observed;
use crate::health::policy::HealthPolicy;

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    of_readings(SignalName::Adoption, observed, policy, None, Vec::new())
}
