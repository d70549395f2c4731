//! Who must look at a brief before it counts as approved, and at what.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::people::Role;

/// Who must approve a kind of brief, and what each of them answers for.
///
/// A run keeps the plan that it was started with, so that a later version of the program can't
/// change what an approval meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// The stages, in order; a stage begins once the one before it is through.
    pub stages: Vec<Stage>,
    /// What everybody who approves says yes or no to.
    pub items: Vec<Item>,
}

/// A stage of approval: everybody signs, in whatever order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stage {
    /// The roles that sign, each by another person.
    pub roles: Vec<Role>,
}

/// Something that whoever approves answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// Its word on the command line, such as `scope`.
    pub name: String,
    /// What it asks, in words.
    pub text: String,
}

impl Plan {
    /// A plan from its stages and its items.
    pub fn new(stages: &[&[Role]], items: &[(&str, &str)]) -> Self {
        Self {
            stages: stages.iter().map(|roles| Stage { roles: roles.to_vec() }).collect(),
            items: items
                .iter()
                .map(|(name, text)| Item {
                    name: (*name).to_owned(),
                    text: (*text).to_owned(),
                })
                .collect(),
        }
    }

    /// Every role that signs, in the order of the stages.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.stages.iter().flat_map(|stage| stage.roles.iter().copied())
    }

    /// The roles whose turn it is, given those who have signed.
    pub fn waits_for(&self, signed: &[Role]) -> Vec<Role> {
        let open = |stage: &&Stage| stage.roles.iter().any(|role| !signed.contains(role));
        let stage = self.stages.iter().find(open);
        let roles = stage.into_iter().flat_map(|stage| stage.roles.iter().copied());
        roles.filter(|role| !signed.contains(role)).collect()
    }
}

/// The five checks of an account owner before anything reaches a customer (VR-30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The evidence bears it out.
    Evidence,
    /// This is the time for it.
    Timing,
    /// The tone is right.
    Tone,
    /// The commercial terms are right.
    CommercialTerms,
    /// The relationship can bear it.
    RelationshipRisk,
}

impl Check {
    /// All five, in order.
    pub const ALL: [Self; 5] = [
        Self::Evidence,
        Self::Timing,
        Self::Tone,
        Self::CommercialTerms,
        Self::RelationshipRisk,
    ];

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Timing => "timing",
            Self::Tone => "tone",
            Self::CommercialTerms => "commercial_terms",
            Self::RelationshipRisk => "relationship_risk",
        }
    }

    /// The checks that a list of words names; `all` names all of them.
    ///
    /// # Errors
    ///
    /// Says which word names none.
    pub fn read(words: &[String]) -> Result<Vec<Self>, String> {
        let mut checks = Vec::new();
        for word in words {
            let word = word.trim().to_lowercase().replace('-', "_");
            match Self::ALL.into_iter().find(|check| check.word() == word) {
                Some(check) => checks.push(check),
                None if word == "all" => checks.extend(Self::ALL),
                None => {
                    let known = Self::ALL.map(Self::word).join("`, `");
                    return Err(format!("`{word}` is no check; the checks are `{known}`"));
                }
            }
        }
        checks.sort_unstable();
        checks.dedup();
        Ok(checks)
    }
}

impl fmt::Display for Check {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_begins_once_the_one_before_it_is_through() {
        let plan = Plan::new(&[&[Role::Ae, Role::Csm], &[Role::Supervisor]], &[]);
        assert_eq!(plan.waits_for(&[]), [Role::Ae, Role::Csm]);
        assert_eq!(plan.waits_for(&[Role::Csm]), [Role::Ae]);
        assert_eq!(plan.waits_for(&[Role::Csm, Role::Ae]), [Role::Supervisor]);
        assert_eq!(plan.waits_for(&[Role::Csm, Role::Ae, Role::Supervisor]), []);
    }

    #[test]
    fn checks_are_read_as_people_write_them() {
        let words = ["tone".to_owned(), "commercial-terms".to_owned(), "tone".to_owned()];
        assert_eq!(Check::read(&words), Ok(vec![Check::Tone, Check::CommercialTerms]));
        assert_eq!(Check::read(&["all".to_owned()]), Ok(Check::ALL.to_vec()));
        insta::assert_snapshot!(Check::read(&["mood".to_owned()]).unwrap_err(), @"
        `mood` is no check; the checks are `evidence`, `timing`, `tone`, `commercial_terms`, `relationship_risk`
        ");
    }
}
