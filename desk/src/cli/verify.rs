//! `vouch verify`.

mod sarif;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use grounding::{AccountId, Claim, Ledger, RenderStyle, Verdict, Verification, render, verify_claim};
use sarif::Written;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Context, Exit};
use crate::names;
use crate::output::Output;
use crate::service::verify::{ClaimAnswer, DraftFile, VerifiedDraft};
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// A draft, as JSON
    #[arg(
        value_name = "FILE",
        required_unless_present_any = ["claims", "bundle"],
        conflicts_with_all = ["claims", "bundle"]
    )]
    file: Option<PathBuf>,
    /// Single claims, one JSON object a line, each with its `account_id`; the answer is one line
    /// a claim
    #[arg(long, value_name = "FILE.jsonl")]
    claims: Option<PathBuf>,
    /// An audit bundle of `vouch export`, checked with nothing but itself: no store, no network
    #[arg(long, value_name = "FILE", conflicts_with = "claims")]
    bundle: Option<PathBuf>,
}

/// A line of a file of claims.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct ClaimLine {
    /// The account, by any of its names.
    account_id: String,
    #[serde(flatten)]
    claim: Claim,
}

pub(super) async fn run(context: &Context<'_>, args: &VerifyArgs) -> anyhow::Result<Exit> {
    if let Some(path) = &args.bundle {
        return super::bundle::run(context, path);
    }
    let workspace = context.workspace().await?;
    match (&args.file, &args.claims) {
        (_, Some(path)) => claims(context, &workspace, path).await,
        (Some(path), None) => draft(context, &workspace, path).await,
        (None, None) => Ok(Exit::Done),
    }
}

async fn draft(context: &Context<'_>, workspace: &Workspace, path: &Path) -> anyhow::Result<Exit> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the draft `{}`", path.display()))?;
    // What editors put before a text is no part of it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let file = DraftFile::read(text).with_context(|| format!("`{}` is no draft", path.display()))?;
    if !file.kind.is_empty() && workflow::definition(&file.kind).is_none() {
        context.output.note(&format!(
            "note: nothing here drafts briefs of the kind `{}`; it is judged by what the draft says of itself",
            file.kind
        ));
    }
    for (section, claim) in file.strangers() {
        context.output.note(&format!(
            "note: section `{section}` lists claim `{claim}`, which the draft does not have"
        ));
    }
    let session = context.session(workspace).await?;
    let verified = context.service(workspace, &session).verify_draft(file).await?;
    let exit = if verified.is_refused() {
        Exit::Findings
    } else {
        Exit::Done
    };
    if context.output.is_sarif() {
        Output::json(&log(context, path, text, &verified.verification))?;
    } else if context.output.is_json() {
        Output::json(&verified.answer())?;
    } else {
        context.output.text(&rendered(context, &verified))?;
    }
    Ok(exit)
}

/// The findings as SARIF, each where its claim stands in the file.
fn log(context: &Context<'_>, path: &Path, text: &str, verification: &Verification) -> sarif::Log {
    let written = Written::all(text);
    let mut report = sarif::Report::of(path);
    for (at, verified) in verification.claims.iter().enumerate() {
        for finding in &verified.diagnostics {
            report.add(finding, Some(&verified.claim), written.get(at));
        }
    }
    for finding in &verification.diagnostics {
        report.add(finding, None, None);
    }
    report.finish(&context.settings.policy)
}

fn rendered(context: &Context<'_>, verified: &VerifiedDraft) -> String {
    let (ledger, verification, counts) = (&verified.ledger, &verified.verification, verified.counts());
    let style = RenderStyle {
        color: context.output.color(),
        width: context.output.width(),
    };
    let of_claims = verification.claims.iter().flat_map(|verified| {
        verified
            .diagnostics
            .iter()
            .map(|finding| render(finding, Some(&verified.claim), ledger, style))
    });
    let of_draft = verification
        .diagnostics
        .iter()
        .map(|finding| render(finding, None, ledger, style));
    let mut parts: Vec<String> = of_claims.chain(of_draft).collect();
    parts.push(format!(
        "{} claims: {} accepted, {} demoted, {} for a person, {} rejected\n",
        counts.emitted, counts.accepted, counts.demoted, counts.needs_review, counts.rejected,
    ));
    parts.join("\n\n")
}

/// Judges claims one by one, in the file's order. A line that can't be read is answered with an
/// error in its place, so that lines and answers stay side by side.
async fn claims(context: &Context<'_>, workspace: &Workspace, path: &Path) -> anyhow::Result<Exit> {
    #[derive(Serialize)]
    struct Unread<'a> {
        line: usize,
        error: &'a str,
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read the claims `{}`", path.display()))?;
    let text = str::from_utf8(&bytes).ok();
    let mut report = context.output.is_sarif().then(|| sarif::Report::of(path));
    let accounts = context.readable(workspace).await?;
    let mut ledgers: BTreeMap<AccountId, Ledger> = BTreeMap::new();
    let mut exit = Exit::Done;
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let read = serde_json::from_slice::<ClaimLine>(line).map_err(|error| error.to_string());
        let found = read.and_then(|line| {
            let account = names::exact(&accounts, &line.account_id).map_err(|error| error.to_string())?;
            Ok((account, line.claim))
        });
        let (account, claim) = match found {
            Ok(found) => found,
            Err(error) => {
                match &mut report {
                    Some(report) => report.unread(at + 1, &error),
                    None => Output::json_line(&Unread {
                        line: at + 1,
                        error: &error,
                    })?,
                }
                exit = Exit::Findings;
                continue;
            }
        };
        if !ledgers.contains_key(&account.id) {
            ledgers.insert(account.id.clone(), context.ledger(workspace, account).await?);
        }
        let Some(ledger) = ledgers.get_mut(&account.id) else {
            continue;
        };
        ledger
            .trace(&workspace.store, claim.citations.iter().map(|it| it.source_id.clone()))
            .await?;
        let verified = verify_claim(ledger, &claim, &context.settings.policy);
        if verified.verdict == Verdict::Rejected {
            exit = Exit::Findings;
        }
        match &mut report {
            Some(report) => {
                let line = str::from_utf8(line).ok();
                let written = text.zip(line).and_then(|(text, line)| Written::on_line(text, line));
                for finding in &verified.diagnostics {
                    report.add(finding, Some(&verified.claim), written.as_ref());
                }
            }
            None => Output::json_line(&ClaimAnswer::from(verified))?,
        }
    }
    if let Some(report) = report {
        Output::json(&report.finish(&context.settings.policy))?;
    }
    Ok(exit)
}
