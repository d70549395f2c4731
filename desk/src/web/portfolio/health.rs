//! The health of an account within a line: a sign, a word, a number, a small curve, and why.

use workflow::health::Level;

use crate::portfolio::HealthGlance;
use crate::web::charts::sparkline;
use crate::web::words::level;
use crate::web::words::sentence;

/// The health of an account.
pub(crate) struct HealthView {
    /// The level's word.
    pub(crate) word: &'static str,
    /// The class that has its color.
    pub(crate) class: &'static str,
    /// A sign that reads without it.
    pub(crate) sign: &'static str,
    /// The score; empty where nothing was scored.
    pub(crate) score: String,
    /// The last scores as a picture; empty where there are none.
    pub(crate) curve: String,
    /// The one reason behind the latest change; empty where the brief tells none.
    pub(crate) reason: String,
}

impl HealthView {
    /// The health of an account as its newest score has it; unknown where there is none.
    pub(crate) fn of(health: Option<&HealthGlance>) -> Self {
        let (word, class, sign) = level(health.map_or(Level::Unknown, |it| it.level));
        let Some(health) = health else {
            return Self {
                word,
                class,
                sign,
                score: String::new(),
                curve: String::new(),
                reason: String::new(),
            };
        };
        Self {
            word,
            class,
            sign,
            score: health.score.to_string(),
            curve: curve(health),
            reason: reason(health),
        }
    }
}

/// The last scores as a picture; a single one is told by its number already.
fn curve(health: &HealthGlance) -> String {
    let points: Vec<Option<f64>> = health.points.iter().map(|(_, score)| Some(f64::from(*score))).collect();
    match health.points.as_slice() {
        [(first, then), .., (last, now)] => sparkline(
            &points,
            0.0,
            100.0,
            &format!("from {then} on {first} to {now} on {last}"),
        ),
        _ => String::new(),
    }
}

/// By how much the score moved, and why it stands where it does.
fn reason(health: &HealthGlance) -> String {
    let change = health.told.change.as_deref().map(moved).unwrap_or_default();
    match (change.as_str(), &health.told.reason) {
        ("", None) => String::new(),
        ("", Some(reason)) => sentence(reason),
        (change, None) => change.to_owned(),
        (change, Some(reason)) => format!("{change}: {reason}"),
    }
}

/// By how much a score moved, with a sign that is no hyphen; empty where it did not.
fn moved(change: &str) -> String {
    match change.strip_prefix('-') {
        Some(down) => format!("\u{2212}{down}"),
        None if change.trim_matches(['0', '.']).is_empty() => String::new(),
        None => format!("+{change}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_a_sign_and_none_is_not_told() {
        let told = ["-6.5", "12", "0", "0.0"].map(moved);
        assert_eq!(told, ["\u{2212}6.5", "+12", "", ""]);
    }
}
