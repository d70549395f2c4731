//! `vouch rules` and `vouch explain`.

use clap::Args;
use grounding::Severity;

use super::{Context, Exit};
use crate::service::rules::{self as service, RuleView};

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The rule's code, such as `V301`
    code: String,
}

pub(super) fn rules(context: &Context<'_>) -> anyhow::Result<Exit> {
    context
        .output
        .result(&service::rules(&context.settings), |rules| table(rules))?;
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
    context
        .output
        .result(&service::explained(&context.settings, &args.code)?, |manual| {
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
        })?;
    Ok(Exit::Done)
}
