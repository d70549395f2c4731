//! An expansion opportunity from a summary (AS-48 to AS-51).

use clap::Args;
use grounding::{Citation, Verdict};
use workflow::action::{Action, ActionKind, Proposed};
use workflow::brief::{Brief, BriefClaim};
use workflow::long_date;
use workflow::people::Act;
use workflow::run::Run;

use crate::cli::Context;
use crate::failure::Hinted;
use crate::runs;
use crate::session::Session;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(in crate::cli) struct OpportunityArgs {
    /// The summary's run: its id or the beginning of it, or the account's name for its newest run
    run: String,
    /// Only these suggestions, by the ids of their claims [default: every accepted one]
    #[arg(long = "claim", value_name = "ID")]
    claims: Vec<String>,
}

/// The section of a summary that holds the suggestions.
const SUGGESTIONS: &str = "expansion";

/// Creates the opportunity: its description is the accepted suggestions, with what they rest on.
/// Nothing that was rejected, or that waits for a person, gets into it.
pub(super) async fn create(
    context: &Context<'_>,
    workspace: &Workspace,
    session: &Session,
    args: &OpportunityArgs,
) -> anyhow::Result<Action> {
    let signer = session.signer(Act::ProposeAction)?;
    let accounts = workspace.accounts().await?;
    let opened = runs::open(&workspace.store, &accounts, &args.run).await?;
    session.allow(Act::ProposeAction, Some(&opened.account.id))?;
    let suggestions = accepted(&opened.run, &opened.brief);
    if let Some(unknown) = args
        .claims
        .iter()
        .find(|id| suggestions.iter().all(|it| it.claim.id != **id))
    {
        let known: Vec<&str> = suggestions.iter().map(|it| it.claim.id.as_str()).collect();
        let hint = if known.is_empty() {
            "no suggestion of this run was accepted".to_owned()
        } else {
            format!("accepted suggestions are `{}`", known.join("`, `"))
        };
        return Err(Hinted::new(format!("`{unknown}` is no accepted suggestion"), [hint]).into());
    }
    let wanted = |it: &&&BriefClaim| args.claims.is_empty() || args.claims.contains(&it.claim.id);
    let chosen: Vec<&BriefClaim> = suggestions.iter().filter(wanted).copied().collect();
    if chosen.is_empty() {
        let hint = "a suggestion comes from an activity note in which the customer asks for more".to_owned();
        return Err(Hinted::new(format!("run `{}` has no accepted suggestion", opened.run.id), [hint]).into());
    }
    let asked = Proposed {
        account: opened.account.id.clone(),
        kind: ActionKind::ExpansionAsk,
        text: description(&opened.brief, &chosen),
        run: Some(opened.run.id.clone()),
        citations: citations(&chosen),
        stops: Vec::new(),
    };
    super::proposed(context, &workspace.store, session, &signer, asked).await
}

/// The suggestions that may stand: accepted by the verifier, or by a person whom one waited for.
fn accepted<'a>(run: &Run, brief: &'a Brief) -> Vec<&'a BriefClaim> {
    let sections = brief.sections.iter().filter(|section| section.id == SUGGESTIONS);
    let ids = sections.flat_map(|section| &section.claims);
    ids.filter_map(|id| brief.claims.iter().find(|it| it.claim.id == *id))
        .filter(|it| match (run.judged.get(&it.claim.id), it.verdict) {
            (Some(judged), _) => judged.accepted,
            (None, verdict) => matches!(verdict, Verdict::Accepted | Verdict::Demoted),
        })
        .collect()
}

fn description(brief: &Brief, chosen: &[&BriefClaim]) -> String {
    let mut lines = vec![format!(
        "Expansion opportunity at {}, from the summary of {}:",
        brief.account_name,
        long_date(brief.as_of)
    )];
    lines.extend(chosen.iter().map(|it| format!("- {}", it.claim.text)));
    lines.join("\n")
}

fn citations(chosen: &[&BriefClaim]) -> Vec<Citation> {
    let mut cited: Vec<Citation> = Vec::new();
    for citation in chosen.iter().flat_map(|it| &it.claim.citations) {
        if !cited.contains(citation) {
            cited.push(citation.clone());
        }
    }
    cited
}
