//! `vouch rules` and `vouch explain`.

use clap::Args;
use grounding::{Rule, Severity};
use serde::Serialize;

use super::{Context, Exit};
use crate::failure::Hinted;
use crate::names::nearest;

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The rule's code, such as `V301`
    code: String,
}

#[derive(Debug, Serialize)]
struct RuleView {
    code: String,
    name: &'static str,
    family: &'static str,
    asks: &'static str,
    severity: Severity,
    default_severity: Severity,
    summary: &'static str,
}

impl RuleView {
    fn new(context: &Context<'_>, rule: &'static Rule) -> Self {
        Self {
            code: rule.code.to_string(),
            name: rule.name,
            family: rule.family(),
            asks: rule.asks(),
            severity: context.settings.policy.severity(rule),
            default_severity: rule.severity,
            summary: rule.summary(),
        }
    }
}

pub(super) fn rules(context: &Context<'_>) -> anyhow::Result<Exit> {
    let rules: Vec<RuleView> = Rule::all().iter().map(|rule| RuleView::new(context, rule)).collect();
    context.output.result(&rules, |rules| table(rules))?;
    Ok(Exit::Done)
}

/// How wide the table may be.
const WIDTH: usize = 80;

/// The rules under what their families ask.
fn table(rules: &[RuleView]) -> String {
    let mut text = String::new();
    let mut family = "";
    for rule in rules {
        if family != rule.family {
            let gap = if family.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{}: {}\n", rule.family, rule.asks));
            family = rule.family;
        }
        let mut line = format!("  {}  {:6} ", rule.code, word(rule.severity));
        let indent = line.len() + 1;
        for part in rule.summary.split(' ') {
            if line.chars().count() + part.chars().count() >= WIDTH {
                text.push_str(&format!("{line}\n"));
                line = " ".repeat(indent - 1);
            }
            line.push_str(&format!(" {part}"));
        }
        text.push_str(&format!("{line}\n"));
    }
    text
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Deny => "deny",
        Severity::Demote => "demote",
        Severity::Review => "review",
        Severity::Warn => "warn",
        Severity::Allow => "allow",
    }
}

pub(super) fn run(context: &Context<'_>, args: &ExplainArgs) -> anyhow::Result<Exit> {
    #[derive(Serialize)]
    struct Manual<'a> {
        #[serde(flatten)]
        rule: RuleView,
        manual: &'a str,
    }
    let Some(rule) = Rule::find(&args.code) else {
        let codes: Vec<String> = Rule::all().iter().map(|rule| rule.code.to_string()).collect();
        let near = nearest(&args.code, codes.iter().map(String::as_str));
        let mut hints = vec!["`vouch rules` lists the rules".to_owned()];
        if !near.is_empty() {
            hints.insert(0, format!("did you mean {}?", near.join(", ")));
        }
        return Err(Hinted::new(format!("no rule has the code `{}`", args.code), hints).into());
    };
    context.output.result(
        &Manual {
            rule: RuleView::new(context, rule),
            manual: rule.manual,
        },
        |manual| {
            let body: Vec<&str> = manual
                .manual
                .lines()
                .map(|line| line.strip_prefix(' ').unwrap_or(line))
                .collect();
            format!(
                "# {} {} ({})\n\nFamily: {} ({})\n\n{}\n",
                manual.rule.code,
                manual.rule.name,
                word(manual.rule.severity),
                manual.rule.family,
                manual.rule.asks,
                body.join("\n")
            )
        },
    )?;
    Ok(Exit::Done)
}
