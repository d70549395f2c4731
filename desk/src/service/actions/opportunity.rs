//! An expansion opportunity from a summary (AS-48 to AS-51).

use grounding::{Citation, Verdict};
use workflow::action::{Action, ActionKind, Proposed};
use workflow::brief::{Brief, BriefClaim};
use workflow::long_date;
use workflow::people::Act;
use workflow::run::Run;

use crate::failure::{Hinted, Kind};
use crate::service::Service;

/// The section of a summary that holds the suggestions.
const SUGGESTIONS: &str = "expansion";

impl Service<'_> {
    /// Creates an opportunity from a summary's run: its description is the accepted suggestions,
    /// those of the claims or all, with what they rest on. Nothing that was rejected, or that waits
    /// for a person, gets into it.
    pub(crate) async fn create_opportunity(&self, run: &str, claims: &[String]) -> anyhow::Result<Action> {
        let signer = self.session.signer(Act::ProposeAction)?;
        let opened = self.opened(run).await?;
        self.session.allow(Act::ProposeAction, Some(&opened.account.id))?;
        let suggestions = accepted(&opened.run, &opened.brief);
        if let Some(unknown) = claims
            .iter()
            .find(|id| suggestions.iter().all(|it| it.claim.id != **id))
        {
            return Err(not_accepted(unknown, &suggestions));
        }
        let wanted = |it: &&&BriefClaim| claims.is_empty() || claims.contains(&it.claim.id);
        let chosen: Vec<&BriefClaim> = suggestions.iter().filter(wanted).copied().collect();
        if chosen.is_empty() {
            let hint = "a suggestion comes from an activity note in which the customer asks for more".to_owned();
            let none = Hinted::new(format!("run `{}` has no accepted suggestion", opened.run.id), [hint]);
            return Err(none.of_kind(Kind::Refused).into());
        }
        let asked = Proposed {
            account: opened.account.id.clone(),
            kind: ActionKind::ExpansionAsk,
            text: description(&opened.brief, &chosen),
            run: Some(opened.run.id.clone()),
            citations: citations(&chosen),
            stops: Vec::new(),
        };
        self.put_proposed(&signer, asked).await
    }
}

fn not_accepted(unknown: &str, suggestions: &[&BriefClaim]) -> anyhow::Error {
    let known: Vec<&str> = suggestions.iter().map(|it| it.claim.id.as_str()).collect();
    let hint = if known.is_empty() {
        "no suggestion of this run was accepted".to_owned()
    } else {
        format!("accepted suggestions are `{}`", known.join("`, `"))
    };
    let refused = Hinted::new(format!("`{unknown}` is no accepted suggestion"), [hint]);
    refused.of_kind(Kind::Refused).into()
}

/// The suggestions that may stand: accepted by the verifier, or by a person whom one waited for.
pub(crate) fn accepted<'a>(run: &Run, brief: &'a Brief) -> Vec<&'a BriefClaim> {
    let may_stand = |it: &&BriefClaim| match (run.judged.get(&it.claim.id), it.verdict) {
        (Some(judged), _) => judged.accepted,
        (None, verdict) => matches!(verdict, Verdict::Accepted | Verdict::Demoted),
    };
    in_section(brief).filter(may_stand).collect()
}

/// How many suggestions the brief has, whatever became of them.
pub(crate) fn suggested(brief: &Brief) -> usize {
    let rejected = brief.rejected.iter().filter(|it| it.section == SUGGESTIONS);
    in_section(brief).count() + rejected.count()
}

fn in_section(brief: &Brief) -> impl Iterator<Item = &BriefClaim> {
    let sections = brief.sections.iter().filter(|section| section.id == SUGGESTIONS);
    let ids = sections.flat_map(|section| &section.claims);
    ids.filter_map(|id| brief.claims.iter().find(|it| it.claim.id == *id))
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
