//! The words and templates that errors and paraphrases are made with.
//!
//! They stand in `data/planting.toml`, written by somebody who hadn't seen the verifier's tables.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Part;

const FILE: &str = include_str!("../../data/planting.toml");

// A test sees to it that the file can be read.
static ALL: LazyLock<Planting> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Planting {
    dev: Words,
    #[serde(rename = "final")]
    last: Words,
}

/// The words of one part.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    /// Up and down.
    pub(super) directions: Vec<[String; 2]>,
    /// A word and its opposite.
    pub(super) opposites: Vec<[String; 2]>,
    /// Sentences that deny `{s}`.
    pub(super) denials: Vec<String>,
    /// Words of all.
    pub(super) wholes: Vec<Quantifier>,
    /// Words of some.
    pub(super) parts: Vec<Quantifier>,
    /// Sentences that give a cause to `{s}`.
    pub(super) causes: Vec<String>,
    /// Sentences that add something to `{s}`.
    pub(super) tails: Vec<String>,
    /// Names of people.
    pub(super) people: Vec<String>,
    /// Names of companies.
    pub(super) companies: Vec<String>,
    /// Names of products.
    pub(super) products: Vec<String>,
    /// Sentences that say `{s}` and no more.
    pub(super) frames: Vec<String>,
    /// A word and one that may stand for it.
    pub(super) synonyms: Vec<[String; 2]>,
    /// A doubtful wording and its plain form.
    pub(super) doubts: Vec<Doubt>,
}

/// A word that says how many.
#[derive(Debug, Deserialize)]
pub(super) struct Quantifier {
    /// Before a noun that has `of the`.
    pub(super) of: String,
    /// Before a bare noun.
    pub(super) plain: String,
}

/// A doubtful wording.
#[derive(Debug, Deserialize)]
pub(super) struct Doubt {
    /// With the doubt.
    pub(super) hedged: String,
    /// Without it.
    pub(super) plain: String,
}

impl Words {
    /// The words of a part.
    pub(super) fn of(part: Part) -> &'static Self {
        match part {
            Part::Dev => &ALL.dev,
            Part::Final => &ALL.last,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn strings(value: &toml::Value, found: &mut BTreeSet<String>) {
        match value {
            toml::Value::String(text) => {
                found.insert(text.to_lowercase());
            }
            toml::Value::Array(items) => {
                for item in items {
                    strings(item, found);
                }
            }
            toml::Value::Table(table) => {
                for (_, item) in table {
                    strings(item, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn the_file_can_be_read_and_every_list_has_words() {
        let read: Planting = toml::from_str(FILE).unwrap();
        for words in [&read.dev, &read.last] {
            let lengths = [
                words.directions.len(),
                words.opposites.len(),
                words.denials.len(),
                words.wholes.len(),
                words.parts.len(),
                words.causes.len(),
                words.tails.len(),
                words.people.len(),
                words.companies.len(),
                words.products.len(),
                words.frames.len(),
                words.synonyms.len(),
                words.doubts.len(),
            ];
            assert!(lengths.iter().all(|length| *length > 0), "{lengths:?}");
            let templates = words
                .denials
                .iter()
                .chain(&words.causes)
                .chain(&words.tails)
                .chain(&words.frames);
            for template in templates {
                assert_eq!(template.matches("{s}").count(), 1, "{template}");
            }
        }
    }

    #[test]
    fn nothing_stands_in_both_parts() {
        let read: toml::Table = toml::from_str(FILE).unwrap();
        let of = |part: &str| {
            let mut found = BTreeSet::new();
            strings(&read[part], &mut found);
            found
        };
        let (dev, last) = (of("dev"), of("final"));
        let both: Vec<&String> = dev.intersection(&last).collect();
        assert!(both.is_empty(), "{both:?}");
        assert!(!dev.is_empty() && !last.is_empty());
    }
}
