//! From an account's evidence to a brief: gather, draft, verify, revise.

mod assemble;
mod drafting;
mod edit;
mod recheck;

use grounding::{Account, BriefSpec, Claim, Draft, Evidence, Ledger, Policy, SourceId, Verification, View, verify};
use retrieval::index::{AccountSearch, IndexError};
use workflow::brief::{Brief, RunState};
use workflow::{Definition, Drafted, Finished, Layout, Request};

use crate::draft::{DraftError, Drafter};
use drafting::{DraftedSection, Work};

pub use edit::{Edited, edit};
pub use recheck::{Change, Loaded, for_customer, recheck};

/// How a run is to go.
pub struct Settings<'a> {
    /// The kind of brief.
    pub definition: &'static Definition,
    /// What was asked for.
    pub request: &'a Request,
    /// Which sections are shown, and in what order.
    pub layout: &'a Layout,
    /// What each rule's findings do.
    pub policy: &'a Policy,
    /// Who drafts; [metered](Drafter::metered), so that it can be told what a failed run spent.
    pub drafter: &'a Drafter,
    /// What the run may see.
    pub view: View,
    /// How often refused claims go back to the drafter.
    pub revision_rounds: u32,
}

impl Settings<'_> {
    /// The sections of the version asked for.
    fn spec(&self) -> &'static BriefSpec {
        let definition = self.definition;
        definition.edition(self.request.edition).unwrap_or(definition.spec)
    }
}

/// A step of a run, for whoever shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The section of that title is being drafted.
    Drafting(&'static str),
    /// It has been.
    Drafted(&'static str),
    /// So many refused claims go back to the drafter.
    Revising(usize),
    /// All that was drafted is verified.
    Verifying,
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The brief, in whatever state.
    pub brief: Brief,
    /// The evidence that it was judged by.
    pub ledger: Ledger,
}

/// Why a run could not even fail in an orderly way.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError<E: std::error::Error + 'static> {
    /// The evidence can't be read.
    #[error("cannot read the evidence")]
    Evidence(#[source] E),
    /// The index can't be searched.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Runs a brief for one account.
///
/// What can be told from records is told first. Where that alone shows that people must answer
/// before anything else (a conflict, missing goals), the run pauses without asking a drafter. A
/// model that fails ends the run as failed; no other drafter steps in.
///
/// # Errors
///
/// Fails where the evidence or the index can't be read. A failing model is an [`Outcome`].
pub async fn run<E: Evidence>(
    evidence: &E,
    search: &AccountSearch,
    account: &Account,
    settings: &Settings<'_>,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Outcome, PipelineError<E::Error>> {
    let mut ledger = Ledger::gather(evidence, account, settings.view)
        .await
        .map_err(PipelineError::Evidence)?;
    let prepared = (settings.definition.prepare)(&ledger, settings.request);
    let mut work = Work::begin(settings, &prepared);

    let first = work.judged(&ledger, settings);
    if !prepared.stops.is_empty() {
        let brief = assemble::stopped(&ledger, settings, &prepared, &first, &work);
        return Ok(Outcome { brief, ledger });
    }
    if !first.finished.reasons.is_empty() {
        let brief = assemble::brief(&ledger, settings, &prepared, &first, &work, RunState::Paused);
        return Ok(Outcome { brief, ledger });
    }
    match work
        .draft(&mut ledger, evidence, search, settings, &prepared, progress)
        .await
    {
        Ok(()) => {}
        Err(drafting::Failure::Drafter(error)) => {
            let brief = assemble::failed(&ledger, settings, &prepared, &error);
            return Ok(Outcome { brief, ledger });
        }
        Err(drafting::Failure::Index(error)) => return Err(error.into()),
        Err(drafting::Failure::Evidence(error)) => return Err(PipelineError::Evidence(error)),
    }
    progress(Step::Verifying);
    let judged = work.judged(&ledger, settings);
    let state = if judged.finished.reasons.is_empty() {
        RunState::InReview
    } else {
        RunState::Paused
    };
    let brief = assemble::brief(&ledger, settings, &prepared, &judged, &work, state);
    Ok(Outcome { brief, ledger })
}

/// The id that a run of these settings would give its brief: two runs with one id have the same
/// inputs.
///
/// # Errors
///
/// Fails where the evidence can't be read.
pub async fn brief_id<E: Evidence>(
    evidence: &E,
    account: &Account,
    settings: &Settings<'_>,
) -> Result<String, E::Error> {
    let ledger = Ledger::gather(evidence, account, settings.view).await?;
    let prepared = (settings.definition.prepare)(&ledger, settings.request);
    Ok(assemble::id(&ledger, settings, &prepared))
}

/// A draft, verified, and what follows.
struct Judged {
    draft: Draft,
    verification: Verification,
    finished: Finished,
}

impl Work {
    /// All that was drafted so far.
    fn drafted(&self, ledger: &Ledger, settings: &Settings<'_>) -> Draft {
        let claims = self.sections.iter().flat_map(|section| section.claims.iter().cloned());
        let claims: Vec<Claim> = claims.collect();
        let frame = (settings.definition.frame)(ledger, &claims);
        Draft {
            kind: settings.definition.spec.kind.to_owned(),
            spec: Some(settings.spec()),
            sections: self.sections.iter().map(DraftedSection::record).collect(),
            questions: self.questions.clone(),
            caveats: frame.caveats,
            goal_rows: frame.goal_rows,
            ..Draft::new(ledger.account.id.clone(), claims)
        }
    }

    /// Verifies all that was drafted so far and draws the conclusions.
    fn judged(&self, ledger: &Ledger, settings: &Settings<'_>) -> Judged {
        let draft = self.drafted(ledger, settings);
        let verification = verify(ledger, &draft, settings.policy);
        let drafted = Drafted {
            verification: &verification,
            questions: &draft.questions,
            sections: &draft.sections,
        };
        let finished = (settings.definition.finish)(ledger, &self.prepared, &drafted);
        Judged {
            draft,
            verification,
            finished,
        }
    }
}

/// The sources that claims point at.
fn cited(claims: &[Claim]) -> impl Iterator<Item = SourceId> + '_ {
    claims
        .iter()
        .flat_map(|claim| claim.citations.iter().map(|citation| citation.source_id.clone()))
}

/// A drafter's failure, as the reason of a failed run.
fn failure(error: &DraftError) -> workflow::brief::Reason {
    workflow::brief::Reason {
        code: error.code().to_owned(),
        message: error.to_string(),
        citations: Vec::new(),
        about: String::new(),
        to: Vec::new(),
    }
}
