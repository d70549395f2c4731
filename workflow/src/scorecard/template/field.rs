//! A question of a scorecard, and how its answers are scored.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::health::Level;
use crate::scorecard::prefill::{Lookup, Progress};
use crate::scorecard::value::Value;

/// A question of a scorecard (SC-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name within the template.
    pub id: String,
    /// The question.
    pub question: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Whether its task can't be done without an answer.
    #[serde(default)]
    pub required: bool,
    /// Of a number: the least one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Of a number: the greatest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// Of a number: its unit, such as `%`; empty for a bare count.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Of a choice: the answers. Of a stage: the path, from its beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The dimension that it is scored in; none where it isn't scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// How much it weighs in its dimension, from 0 to 1,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Decimal>,
    /// Of a number that is scored: how many points it gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buckets: Vec<Bucket>,
    /// The records that can answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<Lookup>,
}

/// What kind of answer a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number, with or without limits and a unit.
    Number,
    /// A day.
    Date,
    /// One of several answers.
    Choice,
    /// Words.
    Text,
    /// Somebody's name.
    Person,
    /// A stage of the value-realisation path, which is ordered (SC-3).
    Stage,
}

/// One of the answers of a choice, or a stage of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its word on the command line.
    pub value: String,
    /// What it says, for a person; empty where its word does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The points that it gives, from 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Decimal>,
    /// Its level, where it isn't the one that its points have by the template's levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Of a stage: what the records must show for it to be filled in from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Progress>,
}

/// A range of numbers and the points that it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// From this number on, itself included; from the least one where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Decimal>,
    /// Below this number, itself not included; up to the greatest one where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
    /// The points that it gives, from 0 to 100.
    pub points: Decimal,
    /// Its level, where it isn't the one that its points have by the template's levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// The points, from 0 to 100.
    pub points: Decimal,
    /// The level that the template gives beside them; none where the points alone say it.
    pub level: Option<Level>,
}

impl Kind {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::Text => "text",
            Self::Person => "person",
            Self::Stage => "stage",
        }
    }

    /// Whether its answers are picked from a list.
    pub fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Stage)
    }
}

impl Choice {
    /// What it says, for a person.
    pub fn told(&self) -> &str {
        if self.label.is_empty() {
            &self.value
        } else {
            &self.label
        }
    }
}

impl Bucket {
    /// Whether a number falls into it.
    pub fn holds(&self, number: Decimal) -> bool {
        self.from.is_none_or(|from| from <= number) && self.below.is_none_or(|below| number < below)
    }
}

impl Field {
    /// The option of that word.
    pub fn option(&self, value: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.value == value)
    }

    /// What an answer is worth; none where the field isn't scored.
    pub fn points(&self, value: &Value) -> Option<Points> {
        self.dimension.as_ref()?;
        match value {
            Value::Number(number) => {
                let bucket = self.buckets.iter().find(|bucket| bucket.holds(*number))?;
                Some(Points {
                    points: bucket.points,
                    level: bucket.level,
                })
            }
            Value::Choice(word) | Value::Stage(word) => {
                let option = self.option(word)?;
                Some(Points {
                    points: option.points?,
                    level: option.level,
                })
            }
            Value::Date(_) | Value::Text(_) | Value::Person(_) => None,
        }
    }
}
