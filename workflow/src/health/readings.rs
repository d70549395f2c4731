//! The readings that every account is held against, with their built-in limits.

use super::criterion::Limits;
use super::signal::SignalName;

/// A number that is read off the evidence of every account that has such evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltInReading {
    /// Its name: a key of `limits`, and what the `reading` of a criterion may name.
    pub name: &'static str,
    /// The signal that it is a reading of.
    pub signal: SignalName,
    /// The unit of the number and of its limits.
    pub unit: &'static str,
    /// At this number or better it is green.
    pub green: i64,
    /// At this number or worse it is red.
    pub red: i64,
    /// What is read, in words.
    pub what: &'static str,
}

impl BuiltInReading {
    /// The reading of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        READINGS.iter().find(|reading| reading.name == name)
    }

    /// Its limits where no policy says otherwise.
    pub fn limits(&self) -> Limits {
        Limits::new(self.green, self.red)
    }
}

/// Every built-in reading, by signal (HS-6). What is held against a metric of one account's is none
/// of them: it has no limits but those of its criterion.
pub const READINGS: [BuiltInReading; 17] = [
    BuiltInReading {
        name: "usage_change",
        signal: SignalName::Usage,
        unit: "%",
        green: -10,
        red: -40,
        what: "how far usage of the last 28 days differs from that of the 84 days before, each by its middle figure",
    },
    BuiltInReading {
        name: "usage_goal",
        signal: SignalName::Usage,
        unit: "%",
        green: 80,
        red: 40,
        what: "the progress of a goal on usage, as a share of what was to be reached by the day",
    },
    BuiltInReading {
        name: "seats_used",
        signal: SignalName::Adoption,
        unit: "%",
        green: 60,
        red: 25,
        what: "active users of the last 28 days, as a share of the seats that were signed for",
    },
    BuiltInReading {
        name: "adoption_change",
        signal: SignalName::Adoption,
        unit: "%",
        green: -10,
        red: -40,
        what: "how far adoption of the last 28 days differs from that of the 84 days before, each by its middle figure",
    },
    BuiltInReading {
        name: "features_used",
        signal: SignalName::Adoption,
        unit: "%",
        green: 75,
        red: 40,
        what: "different things done in the product in the last 28 days, as a share of those of the 84 days before",
    },
    BuiltInReading {
        name: "adoption_goal",
        signal: SignalName::Adoption,
        unit: "%",
        green: 80,
        red: 40,
        what: "the progress of a goal on adoption, as a share of what was to be reached by the day",
    },
    BuiltInReading {
        name: "open_escalations",
        signal: SignalName::Support,
        unit: "tickets",
        green: 0,
        red: 2,
        what: "open tickets that are escalated or of the highest priority",
    },
    BuiltInReading {
        name: "oldest_ticket",
        signal: SignalName::Support,
        unit: "days",
        green: 14,
        red: 60,
        what: "the age of the oldest open ticket",
    },
    BuiltInReading {
        name: "ticket_change",
        signal: SignalName::Support,
        unit: "%",
        green: 50,
        red: 200,
        what: "how far the tickets opened in the last 30 days differ from the mean of the three months before",
    },
    BuiltInReading {
        name: "tone",
        signal: SignalName::Sentiment,
        unit: "points",
        green: 10,
        red: -20,
        what: "how the customer's sentences of the last 90 days sound on average, from −100 to 100",
    },
    BuiltInReading {
        name: "survey",
        signal: SignalName::Sentiment,
        unit: "points",
        green: 7,
        red: 5,
        what: "the mean of the survey answers of the last 90 days, from 0 to 10",
    },
    BuiltInReading {
        name: "days_overdue",
        signal: SignalName::Billing,
        unit: "days",
        green: 0,
        red: 60,
        what: "how long the oldest unpaid invoice is past its due date",
    },
    BuiltInReading {
        name: "days_since_contact",
        signal: SignalName::Relationship,
        unit: "days",
        green: 30,
        red: 90,
        what: "how long ago somebody of the customer's was last met or heard from, support aside",
    },
    BuiltInReading {
        name: "unanswered",
        signal: SignalName::Relationship,
        unit: "attempts",
        green: 1,
        red: 3,
        what: "attempts to reach the customer in the last 60 days that nobody has answered",
    },
    BuiltInReading {
        name: "sponsor_days",
        signal: SignalName::Relationship,
        unit: "days",
        green: 90,
        red: 180,
        what: "how long ago a sponsor last took part",
    },
    BuiltInReading {
        name: "missed_milestones",
        signal: SignalName::Milestones,
        unit: "milestones",
        green: 0,
        red: 2,
        what: "milestones that are past their due date and not reached",
    },
    BuiltInReading {
        name: "goals_behind",
        signal: SignalName::Milestones,
        unit: "%",
        green: 10,
        red: 50,
        what: "open goals that are off track, held up or past due, as a share of all open ones",
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_name_stands_once_and_every_signal_is_read() {
        let names: BTreeSet<&str> = READINGS.iter().map(|reading| reading.name).collect();
        assert_eq!(names.len(), READINGS.len());
        let signals: BTreeSet<SignalName> = READINGS.iter().map(|reading| reading.signal).collect();
        assert_eq!(signals, BTreeSet::from(SignalName::ALL));
    }

    #[test]
    fn a_reading_is_found_by_its_name() {
        let found = BuiltInReading::find("survey").map(|it| (it.signal, it.limits()));
        assert_eq!(found, Some((SignalName::Sentiment, Limits::new(7, 5))));
        assert_eq!(BuiltInReading::find("usage_level"), None);
    }
}
