//! A score in a sign, a number and a word.

use std::fmt::Display;

use workflow::health::Level;

use crate::web::words::level;

/// A score from 0 to 100 and its level.
pub(crate) struct ScoreView {
    /// The number; empty where nothing counts yet.
    pub(crate) number: String,
    /// The level's word.
    pub(crate) word: &'static str,
    /// The class that has its color.
    pub(crate) class: &'static str,
    /// A sign that reads without it.
    pub(crate) sign: &'static str,
    /// By how much it differs from the one before: `+7.7`; empty where there is none to compare with.
    pub(crate) change: String,
}

impl ScoreView {
    /// A score that is compared with none.
    pub(crate) fn of(score: Option<impl Display>, at: Level) -> Self {
        let (word, class, sign) = level(at);
        Self {
            number: score.map(|it| it.to_string()).unwrap_or_default(),
            word,
            class,
            sign,
            change: String::new(),
        }
    }

    /// A score, and by how much it differs from the one before.
    pub(crate) fn changed(score: Option<impl Display>, at: Level, change: Option<impl Display>) -> Self {
        Self {
            change: change.map(|it| signed(&it.to_string())).unwrap_or_default(),
            ..Self::of(score, at)
        }
    }
}

fn signed(change: &str) -> String {
    match change.strip_prefix('-') {
        Some(less) => format!("\u{2212}{less}"),
        None if change == "0" => "unchanged".to_owned(),
        None => format!("+{change}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_in_which_direction() {
        let told = ["7.7", "-12", "0"].map(|change| {
            let score = ScoreView::changed(Some("50"), Level::Amber, Some(change));
            format!("{} {} {} {}", score.sign, score.number, score.word, score.change)
        });
        assert_eq!(
            told,
            [
                "\u{25d0} 50 Amber +7.7",
                "\u{25d0} 50 Amber \u{2212}12",
                "\u{25d0} 50 Amber unchanged"
            ]
        );
        let first = ScoreView::changed(None::<u32>, Level::Unknown, None::<u32>);
        assert_eq!(
            (first.number.as_str(), first.word, first.change.as_str()),
            ("", "Unknown", "")
        );
    }
}
