//! `vouch verify`.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use grounding::{
    AccountId, Claim, Diagnostic, Draft, Ledger, Question, RenderStyle, Route, Severity, Standing, Verdict,
    Verification, VerifiedClaim, render, verify,
};
use serde::{Deserialize, Serialize};
use workflow::brief::Counts;

use super::{Context, Exit};
use crate::names;
use crate::output::Output;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// A draft, as JSON
    #[arg(value_name = "FILE", required_unless_present = "claims", conflicts_with = "claims")]
    file: Option<PathBuf>,
    /// Single claims, one JSON object a line, each with its `account_id`; the answer is one line
    /// a claim
    #[arg(long, value_name = "FILE.jsonl")]
    claims: Option<PathBuf>,
}

/// A draft as somebody hands it in.
#[derive(Debug, Deserialize)]
struct DraftFile {
    account_id: String,
    #[serde(default)]
    kind: String,
    claims: Vec<Claim>,
    #[serde(default)]
    questions: Vec<QuestionFile>,
}

/// A question as somebody hands it in: bare words, or with all that belongs to it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum QuestionFile {
    Bare(String),
    Whole(Question),
}

/// What the verifier made of a draft.
#[derive(Debug, Serialize)]
struct Answer {
    account_id: String,
    claims: Vec<ClaimAnswer>,
    diagnostics: Vec<Diagnostic>,
    counts: Counts,
}

/// What the verifier made of a claim.
#[derive(Debug, Serialize)]
struct ClaimAnswer {
    id: String,
    verdict: Verdict,
    standing: Standing,
    routes: Vec<Route>,
    diagnostics: Vec<Diagnostic>,
}

impl ClaimAnswer {
    fn new(verified: VerifiedClaim) -> Self {
        Self {
            id: verified.claim.id,
            verdict: verified.verdict,
            standing: verified.standing,
            routes: verified.routes,
            diagnostics: verified.diagnostics,
        }
    }
}

pub(super) async fn run(context: &Context<'_>, args: &VerifyArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    match (&args.file, &args.claims) {
        (_, Some(path)) => claims(context, &workspace, path).await,
        (Some(path), None) => draft(context, &workspace, path).await,
        (None, None) => Ok(Exit::Done),
    }
}

async fn draft(context: &Context<'_>, workspace: &Workspace, path: &Path) -> anyhow::Result<Exit> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the draft `{}`", path.display()))?;
    let file: DraftFile = serde_json::from_str(&text).with_context(|| format!("`{}` is no draft", path.display()))?;
    if !file.kind.is_empty() && workflow::definition(&file.kind).is_none() {
        context.output.note(&format!(
            "note: `{}` is no kind of brief that is known here; only the claims are judged",
            file.kind
        ));
    }
    let accounts = workspace.accounts().await?;
    let account = names::exact(&accounts, &file.account_id)?;
    let mut ledger = context.ledger(workspace, account).await?;
    let ids = file
        .claims
        .iter()
        .flat_map(|claim| claim.citations.iter().map(|it| it.source_id.clone()));
    ledger.trace(&workspace.store, ids).await?;
    let questions = file
        .questions
        .into_iter()
        .enumerate()
        .map(|(at, question)| match question {
            QuestionFile::Whole(question) => question,
            QuestionFile::Bare(text) => Question {
                id: format!("q{}", at + 1),
                text,
                about: String::new(),
                to: Route::Ae,
                citations: Vec::new(),
            },
        });
    let draft = Draft {
        account: account.id.clone(),
        spec: workflow::definition(&file.kind).map(|definition| definition.spec),
        claims: file.claims,
        sections: Vec::new(),
        questions: questions.collect(),
    };
    let verification = verify(&ledger, &draft, &context.settings.policy);
    let denied = verification
        .diagnostics
        .iter()
        .any(|finding| finding.severity == Severity::Deny);
    let counts = Counts::of(verification.claims.iter().map(|it| it.verdict));
    if context.output.is_json() {
        let Verification { claims, diagnostics } = verification;
        let claims = claims.into_iter().map(ClaimAnswer::new).collect();
        Output::json(&Answer {
            account_id: account.id.to_string(),
            claims,
            diagnostics,
            counts,
        })?;
    } else {
        context
            .output
            .text(&rendered(context, &ledger, &verification, counts))?;
    }
    Ok(if counts.rejected > 0 || denied {
        Exit::Findings
    } else {
        Exit::Done
    })
}

fn rendered(context: &Context<'_>, ledger: &Ledger, verification: &Verification, counts: Counts) -> String {
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
    #[derive(Deserialize)]
    struct Line {
        account_id: String,
        #[serde(flatten)]
        claim: Claim,
    }
    #[derive(Serialize)]
    struct Unread<'a> {
        line: usize,
        error: &'a str,
    }
    let file = std::fs::File::open(path).with_context(|| format!("cannot read the claims `{}`", path.display()))?;
    let accounts = workspace.accounts().await?;
    let mut ledgers: BTreeMap<AccountId, Ledger> = BTreeMap::new();
    let mut exit = Exit::Done;
    for (at, line) in BufReader::new(file).split(b'\n').enumerate() {
        let line = line.with_context(|| format!("cannot read line {} of `{}`", at + 1, path.display()))?;
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let read = serde_json::from_slice::<Line>(line).map_err(|error| error.to_string());
        let found = read.and_then(|line| {
            let account = names::exact(&accounts, &line.account_id).map_err(|error| error.to_string())?;
            Ok((account, line.claim))
        });
        let (account, claim) = match found {
            Ok(found) => found,
            Err(error) => {
                Output::json_line(&Unread {
                    line: at + 1,
                    error: &error,
                })?;
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
        let draft = Draft {
            account: account.id.clone(),
            spec: None,
            claims: vec![claim],
            sections: Vec::new(),
            questions: Vec::new(),
        };
        for verified in verify(ledger, &draft, &context.settings.policy).claims {
            if verified.verdict == Verdict::Rejected {
                exit = Exit::Findings;
            }
            Output::json_line(&ClaimAnswer::new(verified))?;
        }
    }
    Ok(exit)
}
