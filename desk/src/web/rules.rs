//! The verifier's rules, and the manual page of each.

pub(crate) mod inline;
mod manual;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use grounding::{Policy, Rule, Severity};

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::settings::Tabs;
use super::visitor::Visitor;
use manual::Block;

/// The routes of the rules.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/rules", list).get("/rules/{code}", show)
}

/// What a finding of a rule does: the class that has its color, a sign, and the word of the
/// settings.
pub(crate) fn severity(severity: Severity) -> (&'static str, &'static str, &'static str) {
    match severity {
        Severity::Deny => ("rejected", "\u{2717}", "deny"),
        Severity::Review => ("review", "?", "review"),
        Severity::Demote => ("likely", "\u{2193}", "demote"),
        Severity::Warn => ("plain", "i", "warn"),
        Severity::Allow => ("plain", "\u{2013}", "allow"),
    }
}

/// What a finding of that severity does to a claim, in a sentence.
fn does(severity: Severity) -> &'static str {
    match severity {
        Severity::Deny => "The claim is rejected.",
        Severity::Review => "A person must decide.",
        Severity::Demote => "The claim stands, with a lower standing.",
        Severity::Warn => "The claim stands, with a remark.",
        Severity::Allow => "Nothing: the rule is switched off.",
    }
}

/// The rules of a family.
struct Family {
    name: &'static str,
    asks: &'static str,
    rules: Vec<Line>,
}

/// A rule in the list.
struct Line {
    code: String,
    name: &'static str,
    summary: &'static str,
    severity: (&'static str, &'static str, &'static str),
    /// The severity that it has of itself, where the settings say another.
    otherwise: Option<&'static str>,
}

impl Line {
    fn of(policy: &Policy, rule: &'static Rule) -> Self {
        let set = policy.severity(rule);
        Self {
            code: rule.code.to_string(),
            name: rule.name,
            summary: rule.summary(),
            severity: severity(set),
            otherwise: (set != rule.severity).then(|| severity(rule.severity).2),
        }
    }
}

#[derive(Template)]
#[template(path = "web/rules/rules.html")]
struct RulesPage {
    frame: Frame,
    tabs: Tabs,
    families: Vec<Family>,
    count: usize,
}

async fn list(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Fault> {
    let rules = Rule::all();
    page(&RulesPage {
        frame: Frame::new(&app, &visitor, Place::Settings, "Rules"),
        tabs: Tabs::of(&visitor, "rules"),
        families: families(rules, &app.settings.policy),
        count: rules.len(),
    })
}

/// The rules under what their families ask.
fn families(rules: &'static [Rule], policy: &Policy) -> Vec<Family> {
    let chunks = rules.chunk_by(|one, other| one.family() == other.family());
    chunks
        .filter_map(|chunk| {
            let first = chunk.first()?;
            Some(Family {
                name: first.family(),
                asks: first.asks(),
                rules: chunk.iter().map(|rule| Line::of(policy, rule)).collect(),
            })
        })
        .collect()
}

#[derive(Template)]
#[template(path = "web/rules/rule.html")]
struct RulePage {
    frame: Frame,
    line: Line,
    family: &'static str,
    asks: &'static str,
    does: &'static str,
    manual: Vec<Block>,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Path(code): Path<String>) -> Result<Response, Fault> {
    let Some(rule) = Rule::find(&code) else {
        let hint = "look for it in the list of rules, at /rules";
        return Err(Fault::new(
            StatusCode::NOT_FOUND,
            format!("no rule has the code `{code}`"),
            hint,
        ));
    };
    let policy = &app.settings.policy;
    page(&RulePage {
        frame: Frame::new(&app, &visitor, Place::Settings, format!("{} {}", rule.code, rule.name)),
        line: Line::of(policy, rule),
        family: rule.family(),
        asks: rule.asks(),
        does: does(policy.severity(rule)),
        manual: manual::blocks(rule.manual),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_told_once_and_a_changed_severity_with_the_one_before() {
        let policy = Policy {
            rules: [("V604".to_owned(), Severity::Review)].into(),
            ..Policy::default()
        };
        let families = families(Rule::all(), &policy);
        let names: Vec<&str> = families.iter().map(|it| it.name).collect();
        assert_eq!(
            names,
            ["source", "goal", "figures", "wording", "standing", "routing", "draft"]
        );
        let changed = families
            .iter()
            .flat_map(|it| &it.rules)
            .filter(|it| it.otherwise.is_some());
        let changed: Vec<String> = changed
            .map(|it| {
                format!(
                    "{} {} instead of {}",
                    it.code,
                    it.severity.2,
                    it.otherwise.unwrap_or_default()
                )
            })
            .collect();
        insta::assert_snapshot!(changed.join("\n"), @"V604 review instead of warn");
    }
}
