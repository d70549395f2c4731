//! The one reason behind an account's latest score, in a sentence.

use serde::Deserialize;
use workflow::brief::{Health, HealthSignal};
use workflow::health::{Level, SignalName, Trend};

/// What a health brief tells of its score in a list of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    /// By how many points the score moved, as a decimal; none where there is nothing to compare with.
    pub(crate) change: Option<String>,
    /// The reason behind the score; none where the brief is missing or tells none.
    pub(crate) reason: Option<String>,
}

/// The part of a brief that is read here, so that the rest of it is only skipped.
#[derive(Debug, Deserialize)]
struct HealthPart {
    health: Option<Health>,
}

impl Told {
    /// What a brief tells. One that can't be read tells nothing; whoever opens its run is told why.
    pub(super) fn of(brief: &str) -> Self {
        let part: Result<HealthPart, _> = serde_json::from_str(brief);
        let health = part.ok().and_then(|part| part.health);
        health.map_or_else(Self::default, |health| Self {
            reason: Some(reason(&health)),
            change: health.change,
        })
    }
}

/// Of a score that moved, the signals that moved with it; else those that stand worst; else what caps
/// the level. Each of it the brief says in full, with its proof.
fn reason(health: &Health) -> String {
    let moved = match health.trend {
        Trend::Declining | Trend::Improving => those(health, |it| it.trend == health.trend, health.trend.words()),
        Trend::Flat | Trend::NoPrior => None,
    };
    let worst = |level: Level| those(health, |it| it.level == level, level.word());
    let cap = || health.caps.first().map(|cap| cap.why.clone());
    moved
        .or_else(|| worst(Level::Red))
        .or_else(cap)
        .or_else(|| worst(Level::Amber))
        .unwrap_or_else(|| "every known signal is green".to_owned())
}

/// That these signals are so: `usage and the relationship are declining`.
fn those(health: &Health, are: impl Fn(&HealthSignal) -> bool, so: &str) -> Option<String> {
    let names: Vec<SignalName> = health.signals.iter().filter(|it| are(it)).map(|it| it.name).collect();
    let (last, before) = names.split_last()?;
    let are = if before.is_empty() && *last != SignalName::Milestones {
        "is"
    } else {
        "are"
    };
    let before: Vec<&str> = before.iter().map(|name| noun(*name)).collect();
    Some(match before.as_slice() {
        [] => format!("{} {are} {so}", noun(*last)),
        before => format!("{} and {} {are} {so}", before.join(", "), noun(*last)),
    })
}

fn noun(name: SignalName) -> &'static str {
    match name {
        SignalName::Relationship => "the relationship",
        other => other.word(),
    }
}
