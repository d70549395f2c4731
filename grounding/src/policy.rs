//! What each rule's findings do, and the thresholds they go by.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Code, Route, Rule, Severity};

/// The settings of the verifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// Severities that differ from the rules' own, by code.
    pub rules: BTreeMap<String, Severity>,
    /// A quote of fewer characters proves nothing (V105).
    pub min_quote_chars: usize,
    /// A quote of fewer content words proves nothing (V105).
    pub min_quote_words: usize,
    /// What a measured source says (usage, KPIs, dashboards, health scores) may be told as of
    /// today for so many days (V109).
    pub stale_days_measured: i32,
    /// The tenant's own owner-review rules (V608); none where only the built-in ones hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owner_review: Vec<ReviewTopic>,
    /// What somebody said or wrote (notes, calls, mails, tickets) may be told as of today for so
    /// many days (V109).
    pub stale_days_said: i32,
}

/// A topic that somebody must look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewTopic {
    /// What it is called.
    pub topic: String,
    /// Words and phrases that tell it, found in any inflection.
    pub words: Vec<String>,
    /// Who must look.
    pub routes: Vec<Route>,
    /// The accounts it holds for, by id; every account where it names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            rules: BTreeMap::new(),
            min_quote_chars: 12,
            min_quote_words: 2,
            owner_review: Vec::new(),
            stale_days_measured: 45,
            stale_days_said: 120,
        }
    }
}

impl Policy {
    /// What findings of the rule do.
    pub fn severity(&self, rule: &Rule) -> Severity {
        self.rules.get(&rule.code.to_string()).copied().unwrap_or(rule.severity)
    }

    /// The same policy with one rule set to a severity.
    #[must_use]
    pub fn with(mut self, code: Code, severity: Severity) -> Self {
        self.rules.insert(code.to_string(), severity);
        self
    }

    /// The codes among the settings that name no rule, in order.
    pub fn unknown_codes(&self) -> Vec<&str> {
        self.rules
            .keys()
            .filter(|code| Rule::find(code).is_none())
            .map(String::as_str)
            .collect()
    }
}
