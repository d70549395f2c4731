//! What promises and clauses are about.

use crate::lexicon::{self, Table};
use crate::text::{Unit, find_figures};

/// What a promise or a clause is about. The five kinds of note that S4 sends to an owner.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Price, discount, credits.
    Discount,
    /// Connections to other systems.
    Integration,
    /// Work made for this customer alone.
    CustomPromise,
    /// When it will be live.
    Timeline,
    /// How much was bought.
    Scope,
}

impl Topic {
    /// All topics, the most telling first.
    pub const ALL: [Self; 5] = [
        Self::Discount,
        Self::Integration,
        Self::CustomPromise,
        Self::Timeline,
        Self::Scope,
    ];

    /// The topic in words.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Integration => "integration",
            Self::CustomPromise => "custom work",
            Self::Timeline => "timeline",
            Self::Scope => "scope",
        }
    }

    /// The words that give the topic away.
    pub fn phrases(self) -> Table {
        match self {
            Self::Discount => lexicon::discount(),
            Self::Integration => lexicon::integration(),
            Self::CustomPromise => lexicon::custom(),
            Self::Timeline => lexicon::timeline(),
            Self::Scope => lexicon::scope(),
        }
    }

    /// The topics a text speaks of, the most telling first.
    pub fn of(text: &str) -> Vec<Self> {
        let speaks_of = |topic: &Self| topic.phrases().is_in(text) || (*topic == Self::Discount && takes_off(text));
        Self::ALL.into_iter().filter(speaks_of).collect()
    }
}

/// Whether a text takes something off a price: `10 % off`.
fn takes_off(text: &str) -> bool {
    find_figures(text).iter().any(|figure| {
        let after = text[figure.span.end..].split_whitespace().next().unwrap_or_default();
        matches!(figure.unit, Unit::Percent | Unit::Money(_))
            && after.trim_end_matches(|it: char| !it.is_alphanumeric()) == "off"
    })
}
