//! What a metric says, by the words of its name.
//!
//! Names are compared by the base forms of their words, so that `daily_logins`, `dailyLogins` and
//! `Logins per day` are one thing. A word that every product has (`log-in`, `adoption`) is enough;
//! one that customers' own business has too (`visits`, `coverage`) is not where a goal of theirs
//! measures it, for then it tells of their business.

mod names;

use super::MetricRole;
use names::{Name, TABLES};

/// The people whom a metric counts, the count that says most of the seats in use first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::health) enum UsersCounted {
    /// Those of a month.
    OfMonth,
    /// The seats that are in use.
    Seats,
    /// Those of a time that the name doesn't tell.
    Unsaid,
    /// Those of a week.
    OfWeek,
    /// Those of a day.
    OfDay,
    /// The seats that somebody was given, used or not.
    Assigned,
}

/// What a metric says. `is_goals` tells that a goal of the customer's measures it between a baseline
/// and a target.
pub(in crate::health) fn role(metric: &str, unit: &str, is_goals: bool) -> MetricRole {
    let name = Name::of(metric);
    let tables = &*TABLES;
    if name.has(&tables.contrary) {
        return MetricRole::Other;
    }
    let of_seats = name.has(&tables.seats) && name.has(&tables.seat_in_use);
    let of_parts = name.has(&tables.parts) && name.has(&tables.part_in_use);
    if of_seats || of_parts || name.has(&tables.adoption) {
        return MetricRole::Adoption;
    }
    if name.has(&tables.usage) {
        // Active users in per cent are a share of those who may be.
        let is_reach = is_share(unit) && name.has(&tables.people);
        return if is_reach {
            MetricRole::Adoption
        } else {
            MetricRole::Usage
        };
    }
    if is_goals || name.has(&tables.results) {
        MetricRole::Other
    } else if name.has(&tables.adoption_beside) {
        MetricRole::Adoption
    } else if name.has(&tables.usage_beside) {
        MetricRole::Usage
    } else {
        MetricRole::Other
    }
}

/// Whose number a metric tells, if it counts people or seats in use.
pub(in crate::health) fn users_counted(metric: &str, unit: &str) -> Option<UsersCounted> {
    let name = Name::of(metric);
    let tables = &*TABLES;
    if is_share(unit) || name.has(&tables.contrary) {
        None
    } else if name.has(&tables.seats) && name.has(&tables.seat_in_use) {
        let given = name.has(&tables.seat_given);
        Some(if given {
            UsersCounted::Assigned
        } else {
            UsersCounted::Seats
        })
    } else if !name.has(&tables.people) {
        None
    } else if name.has(&tables.month) {
        Some(UsersCounted::OfMonth)
    } else if name.has(&tables.week) {
        Some(UsersCounted::OfWeek)
    } else if name.has(&tables.day) {
        Some(UsersCounted::OfDay)
    } else {
        Some(UsersCounted::Unsaid)
    }
}

/// Whether a metric tells which share of the seats is in use, in per cent.
pub(in crate::health) fn is_share_of_seats(metric: &str, unit: &str) -> bool {
    let name = Name::of(metric);
    let tables = &*TABLES;
    let in_use = name.has(&tables.seat_in_use) && !name.has(&tables.seat_given);
    is_share(unit) && !name.has(&tables.contrary) && name.has(&tables.seats) && in_use
}

/// Whether a unit is per cent.
pub(in crate::health) fn is_share(unit: &str) -> bool {
    matches!(
        unit.trim().to_lowercase().as_str(),
        "%" | "percent" | "per cent" | "pct" | "percentage"
    )
}

#[cfg(test)]
mod tests;
