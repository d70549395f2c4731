//! Typed answers (SC-2).

use grounding::text::{one_line, printable};
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::refusal::ScorecardRefusal;
use super::template::{Field, Kind};
use crate::account::grouped;
use crate::calendar::long_date;

/// An answer holds so many characters at most.
const MOST_CHARACTERS: usize = 2_000;

/// A typed answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A number in the field's unit.
    Number(#[schemars(with = "String")] Decimal),
    /// A day.
    Date(Date),
    /// The word of one of the field's options.
    Choice(String),
    /// The word of a stage of the field's path.
    Stage(String),
    /// Words.
    Text(String),
    /// Somebody's name.
    Person(String),
}

/// Somebody who is known: at the desk, in the CRM, from a call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Their name.
    pub name: String,
    /// What they sign in with; none for who is not at the desk.
    pub login: Option<String>,
    /// Their mail address in lowercase, where it is known.
    pub email: Option<String>,
}

impl Known {
    fn is_called(&self, text: &str) -> bool {
        let is = |name: &Option<String>| name.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(text));
        self.name.to_lowercase() == text.to_lowercase() || is(&self.login) || is(&self.email)
    }
}

impl Value {
    /// What kind of answer it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Date(_) => Kind::Date,
            Self::Choice(_) => Kind::Choice,
            Self::Stage(_) => Kind::Stage,
            Self::Text(_) => Kind::Text,
            Self::Person(_) => Kind::Person,
        }
    }
}

impl Field {
    /// The answer that a text gives, of the field's kind and within its limits. `known` is whom a
    /// person's name may name.
    ///
    /// # Errors
    ///
    /// Says what the field takes.
    pub fn read(&self, text: &str, known: &[Known]) -> Result<Value, ScorecardRefusal> {
        let text = text.trim();
        let value = match self.kind {
            Kind::Number => self.bare(text).parse().ok().map(Value::Number),
            Kind::Date => text.parse().ok().map(Value::Date),
            Kind::Choice => Some(Value::Choice(word(text))),
            Kind::Stage => Some(Value::Stage(word(text))),
            Kind::Text => Some(Value::Text(text.to_owned())),
            Kind::Person => person(text, known).map(Value::Person),
        };
        let refused = || ScorecardRefusal::Value {
            field: self.id.clone(),
            takes: self.takes(),
            given: text.to_owned(),
        };
        value.filter(|value| self.accepts(value)).ok_or_else(refused)
    }

    /// Whether an answer is one that the field takes.
    pub fn accepts(&self, value: &Value) -> bool {
        value.kind() == self.kind
            && match value {
                Value::Number(number) => {
                    self.min.is_none_or(|min| min <= *number) && self.max.is_none_or(|max| *number <= max)
                }
                Value::Date(_) => true,
                Value::Choice(word) | Value::Stage(word) => self.option(word).is_some(),
                Value::Text(text) | Value::Person(text) => {
                    !text.trim().is_empty() && text.chars().count() <= MOST_CHARACTERS
                }
            }
    }

    /// What the field takes, in words: `a number from 0 to 10`.
    pub fn takes(&self) -> String {
        match self.kind {
            Kind::Number => {
                let limits = match (self.min, self.max) {
                    (Some(min), Some(max)) => format!(" from {min} to {max}"),
                    (Some(min), None) => format!(" from {min} on"),
                    (None, Some(max)) => format!(" up to {max}"),
                    (None, None) => String::new(),
                };
                let unit = if self.unit.is_empty() {
                    String::new()
                } else {
                    format!(" in {}", self.unit)
                };
                format!("a number{limits}{unit}, such as 1250.5")
            }
            Kind::Date => "a day as YYYY-MM-DD".to_owned(),
            Kind::Choice | Kind::Stage => {
                let words: Vec<&str> = self.options.iter().map(|option| option.value.as_str()).collect();
                let noun = if self.kind == Kind::Stage {
                    "a stage of the path"
                } else {
                    "an option"
                };
                format!("{noun}: `{}`", words.join("`, `"))
            }
            Kind::Text => format!("words, {MOST_CHARACTERS} characters of them at most"),
            Kind::Person => {
                "the name or the login of somebody whom the desk, the CRM or a call knows; of anybody else \
                 `Name <mail address>`"
                    .to_owned()
            }
        }
    }

    /// An answer as a person reads it, on one line.
    pub fn told(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => match self.unit.as_str() {
                "" => grouped(*number),
                "%" => format!("{}%", grouped(*number)),
                unit => format!("{} {unit}", grouped(*number)),
            },
            Value::Date(date) => long_date(*date),
            Value::Choice(word) | Value::Stage(word) => self
                .option(word)
                .map_or_else(|| word.clone(), |option| option.told().to_owned()),
            Value::Text(text) | Value::Person(text) => one_line(&printable(text)),
        }
    }

    /// A number without its unit, as people write both.
    fn bare<'t>(&self, text: &'t str) -> &'t str {
        let unit = self.unit.as_str();
        text.strip_suffix(unit)
            .filter(|_| !unit.is_empty())
            .unwrap_or(text)
            .trim()
    }
}

/// The word of an option, however it is written.
fn word(text: &str) -> String {
    text.to_lowercase().replace(' ', "_")
}

/// The name of somebody who is known, or who is named with their mail address.
fn person(text: &str, known: &[Known]) -> Option<String> {
    if let Some(person) = known.iter().find(|person| person.is_called(text)) {
        return Some(person.name.clone());
    }
    let (name, address) = text.strip_suffix('>')?.split_once('<')?;
    let (before, domain) = address.split_once('@')?;
    let is_address = !before.is_empty() && domain.contains('.') && !address.contains(char::is_whitespace);
    let is_name = name.contains(char::is_alphabetic);
    (is_address && is_name).then(|| one_line(name))
}
