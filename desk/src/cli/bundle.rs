//! `vouch verify --bundle`: an audit bundle, checked with nothing but itself.

use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use workflow::bundle::{Bundle, Finding};
use workflow::long_date;

use super::{Context, Exit};

/// What was checked about a bundle.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    run: &'a str,
    account_id: &'a str,
    kind: &'a str,
    digest: &'a str,
    checks: &'a [Finding],
    approvals: Vec<String>,
    sound: bool,
}

pub(super) fn run(context: &Context<'_>, path: &Path) -> anyhow::Result<Exit> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the bundle `{}`", path.display()))?;
    let bundle: Bundle =
        serde_json::from_str(&text).with_context(|| format!("`{}` is no bundle of `vouch export`", path.display()))?;
    let checks = bundle.check();
    let approvals = bundle.replayed().map(|run| {
        let signatures = run.state.signatures().iter();
        signatures
            .map(|it| {
                format!(
                    "{} as the {}, {}",
                    it.signed.name,
                    it.approval.role.noun(),
                    long_date(it.signed.day)
                )
            })
            .collect()
    });
    let answer = Answer {
        run: &bundle.run,
        account_id: &bundle.brief.account_id,
        kind: &bundle.brief.kind,
        digest: &bundle.brief.digest,
        sound: checks.iter().all(|check| check.wrong.is_empty()),
        checks: &checks,
        approvals: approvals.unwrap_or_default(),
    };
    context.output.result(&answer, told)?;
    Ok(if answer.sound { Exit::Done } else { Exit::Findings })
}

fn told(answer: &Answer<'_>) -> String {
    let mut text = format!("{} of {} \u{b7} run {}\n\n", answer.kind, answer.account_id, answer.run);
    for check in answer.checks {
        let mark = if check.wrong.is_empty() { '\u{2714}' } else { '!' };
        text.push_str(&format!("  {mark} {}\n", check.checked));
        for wrong in &check.wrong {
            text.push_str(&format!("      {wrong}\n"));
        }
    }
    text.push('\n');
    if !answer.sound {
        text.push_str("nothing that it says of approvals can be relied on\n");
        return text;
    }
    if answer.approvals.is_empty() {
        text.push_str("approved by nobody\n");
    }
    for approval in &answer.approvals {
        text.push_str(&format!("approved by {approval}\n"));
    }
    text
}
