//! From when on something counts as old, near or moved. All are settings.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// From when on something counts as old, near or moved. The defaults are the contract's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Usage figures and KPIs whose newest measurement is older than so many days are stale.
    pub usage_stale_days: i32,
    /// Notes, calls, mails, tickets and activities of which the newest is older than so many days
    /// are stale.
    pub talks_stale_days: i32,
    /// A renewal within so many days is near.
    pub renewal_near_days: i32,
    /// A summary and a business review look back so many months (PG-7).
    pub window_months: i32,
    /// A KPI has made significant progress once so many per cent of its way are done (AS-30).
    pub significant_progress_percent: u32,
    /// A project that ended at most so many days ago asks for a recap.
    pub closeout_days: i32,
    /// Whether the month that ended last starts a recap where nothing else does.
    pub monthly_report: bool,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            usage_stale_days: 45,
            talks_stale_days: 120,
            renewal_near_days: 90,
            window_months: 6,
            significant_progress_percent: 25,
            closeout_days: 90,
            monthly_report: true,
        }
    }
}

impl Thresholds {
    /// The first day of the window that ends on `as_of`.
    pub fn window_start(&self, as_of: Date) -> Date {
        as_of.checked_sub(self.window_months.months()).unwrap_or(Date::MIN)
    }

    /// Whether what was last heard of on `newest` is older than `days` on `as_of`.
    pub fn is_older(newest: Date, days: i32, as_of: Date) -> bool {
        (as_of - newest).get_days() > days
    }
}
