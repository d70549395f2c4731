//! Levels as health scores word them.

use crate::health::Level;

/// The words that systems and people have for each level.
const WORDS: [(Level, &[&str]); 3] = [
    (
        Level::Red,
        &["red", "poor", "low", "critical", "unhealthy", "bad", "at risk"],
    ),
    (
        Level::Amber,
        &[
            "amber", "yellow", "orange", "medium", "fair", "neutral", "watch", "moderate", "concern",
        ],
    ),
    (
        Level::Green,
        &["green", "good", "high", "healthy", "strong", "excellent"],
    ),
];

/// The level that a recorded health score words so; case, blanks, `_` and `-` don't matter. Unknown
/// where the words name none.
pub(crate) fn level_of(words: &str) -> Level {
    let folded = words.trim().to_lowercase().replace(['_', '-'], " ");
    let named = WORDS.iter().find(|(_, names)| names.contains(&folded.as_str()));
    named.map_or(Level::Unknown, |(level, _)| *level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_known_by_its_usual_words_and_by_no_others() {
        let of = ["At-Risk", " amber ", "HEALTHY", "at_risk", "", "71", "not green"].map(level_of);
        assert_eq!(
            of,
            [
                Level::Red,
                Level::Amber,
                Level::Green,
                Level::Red,
                Level::Unknown,
                Level::Unknown,
                Level::Unknown
            ]
        );
    }
}
