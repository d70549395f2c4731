//! The rules by which claims are judged, as the settings have them.

use grounding::{Rule, Severity};
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::{Hinted, Kind};
use crate::names::nearest;
use crate::settings::Settings;

/// A rule in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RuleView {
    /// Its code, such as `V301`.
    pub(crate) code: String,
    /// Its name.
    pub(crate) name: &'static str,
    /// The family that it belongs to.
    pub(crate) family: &'static str,
    /// What the family asks.
    pub(crate) asks: &'static str,
    /// What its findings do.
    pub(crate) severity: Severity,
    /// What they do unless the settings say otherwise.
    pub(crate) default_severity: Severity,
    /// What it is about, in one sentence.
    pub(crate) summary: &'static str,
}

/// A rule with its page of the manual.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Manual {
    /// The rule.
    #[serde(flatten)]
    pub(crate) rule: RuleView,
    /// Its page, in Markdown.
    pub(crate) manual: &'static str,
}

/// Every rule. They are the program's and the settings', so that they take no right.
pub(crate) fn rules(settings: &Settings) -> Vec<RuleView> {
    Rule::all().iter().map(|rule| RuleView::new(settings, rule)).collect()
}

/// The rule of that code, with its page of the manual.
pub(crate) fn explained(settings: &Settings, code: &str) -> anyhow::Result<Manual> {
    let Some(rule) = Rule::find(code) else {
        let codes: Vec<String> = Rule::all().iter().map(|rule| rule.code.to_string()).collect();
        let near = nearest(code, codes.iter().map(String::as_str));
        let mut hints = vec!["`vouch rules` lists the rules".to_owned()];
        if !near.is_empty() {
            hints.insert(0, format!("did you mean {}?", near.join(", ")));
        }
        let missing = Hinted::new(format!("no rule has the code `{code}`"), hints);
        return Err(missing.of_kind(Kind::Missing).into());
    };
    Ok(Manual {
        rule: RuleView::new(settings, rule),
        manual: rule.manual,
    })
}

impl RuleView {
    fn new(settings: &Settings, rule: &'static Rule) -> Self {
        Self {
            code: rule.code.to_string(),
            name: rule.name,
            family: rule.family(),
            asks: rule.asks(),
            severity: settings.policy.severity(rule),
            default_severity: rule.severity,
            summary: rule.summary(),
        }
    }
}
