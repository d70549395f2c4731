//! What keeps an account from a level, whatever its score (HS-12, HS-15, HS-23).

use super::Cap;
use crate::health::level::Level;
use crate::health::signal::{Signal, SignalName};

impl Cap {
    /// What these signals keep the account's level from; each cap leaves amber at best.
    pub fn of(signals: &[Signal<'_>]) -> Vec<Self> {
        let red = |name: SignalName| signals.iter().find(|it| it.name == name && it.level == Level::Red);
        let by_one = |name: SignalName, cap| red(name).map(|signal| Self::amber(cap, told(signal), vec![name]));
        [
            by_one(SignalName::Relationship, "relationship_at_risk"),
            by_one(SignalName::Milestones, "outcome_at_risk"),
            red_signal(signals),
            numbers_only(signals),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The level that is left of the score's.
    pub(in crate::health) fn apply(caps: &[Self], level: Level) -> Level {
        caps.iter().fold(level, |level, cap| level.at_best(cap.at_best))
    }

    fn amber(name: &'static str, why: String, signals: Vec<SignalName>) -> Self {
        Self {
            name,
            at_best: Level::Amber,
            why,
            signals,
        }
    }
}

/// One cap for all the red signals that have none of their own.
fn red_signal(signals: &[Signal<'_>]) -> Option<Cap> {
    let has_own = |name: SignalName| matches!(name, SignalName::Relationship | SignalName::Milestones);
    let red: Vec<&Signal<'_>> = signals
        .iter()
        .filter(|signal| signal.level == Level::Red && !has_own(signal.name))
        .collect();
    if red.is_empty() {
        return None;
    }
    let why: Vec<String> = red.iter().map(|signal| told(signal)).collect();
    let names = red.iter().map(|signal| signal.name).collect();
    Some(Cap::amber("red_signal", why.join(", and "), names))
}

/// A score that says nothing of what the customer's people think and feel.
fn numbers_only(signals: &[Signal<'_>]) -> Option<Cap> {
    let known: Vec<SignalName> = signals.iter().filter(|it| it.is_known()).map(|it| it.name).collect();
    if known.is_empty() || known.iter().any(|name| name.is_qualitative()) {
        return None;
    }
    let why = "neither sentiment nor the relationship is known, so the score rests on numbers alone";
    let names = vec![SignalName::Sentiment, SignalName::Relationship];
    Some(Cap::amber("numbers_only", why.to_owned(), names))
}

/// That a signal is red, and by what: `billing is red (invoice past its due date: 75 days)`.
fn told(signal: &Signal<'_>) -> String {
    let subject = match signal.name {
        SignalName::Milestones => "milestones are",
        SignalName::Relationship => "the relationship is",
        SignalName::Usage => "usage is",
        SignalName::Adoption => "adoption is",
        SignalName::Support => "support is",
        SignalName::Sentiment => "sentiment is",
        SignalName::Billing => "billing is",
    };
    let Some(worst) = signal.worst() else {
        return format!("{subject} red");
    };
    let value = worst.value.normalize().to_string().replace('-', "\u{2212}");
    let criterion = &worst.criterion;
    let figure = match criterion.unit {
        "" => value,
        "%" => format!("{value}%"),
        unit => format!("{value} {unit}"),
    };
    format!("{subject} red ({}: {figure})", criterion.what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::by_hand::{all, read};

    fn caps(given: &[Signal<'static>]) -> String {
        let told = |cap: &Cap| {
            let names: Vec<&str> = cap.signals.iter().map(|name| name.word()).collect();
            let at_best = cap.at_best.word();
            format!(
                "{}, {at_best} at best, of {}: {}",
                cap.name,
                names.join(" and "),
                cap.why
            )
        };
        let caps = Cap::of(&all(given));
        caps.iter().map(told).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_red_caps_the_level() {
        let given = [
            read("usage_change", -41),
            read("days_overdue", 75),
            read("unanswered", 3),
            read("missed_milestones", 2),
        ];
        insta::assert_snapshot!(caps(&given), @"
        relationship_at_risk, amber at best, of relationship: the relationship is red (attempts to reach the customer in the last 60 days that nobody has answered: 3 attempts)
        outcome_at_risk, amber at best, of milestones: milestones are red (milestones that are past their due date and not reached: 2 milestones)
        red_signal, amber at best, of usage and billing: usage is red (how far usage of the last 28 days differs from that of the 84 days before, each by its middle figure: −41%), and billing is red (how long the oldest unpaid invoice is past its due date: 75 days)
        ");
    }

    #[test]
    fn what_is_green_or_amber_caps_nothing() {
        assert_eq!(
            caps(&[read("usage_change", -39), read("tone", 20), read("unanswered", 2)]),
            ""
        );
    }

    #[test]
    fn numbers_alone_cap_the_level() {
        insta::assert_snapshot!(
            caps(&[read("usage_change", 0)]),
            @"numbers_only, amber at best, of sentiment and relationship: neither sentiment nor the relationship is known, so the score rests on numbers alone"
        );
        assert_eq!(caps(&[read("usage_change", 0), read("tone", 20)]), "");
        assert_eq!(caps(&[read("usage_change", 0), read("unanswered", 0)]), "");
        assert_eq!(caps(&[]), "", "there are no numbers either");
    }
}
