//! Drafting: from what a section may be shown to claims.

mod dossier;
mod extractive;
mod live;
mod refused;

use std::time::Duration;

use grounding::{BriefSpec, Claim, Ledger, SectionSpec};

pub use dossier::{Dossier, DossierPassage, gather};
pub(crate) use extractive::without_repeats;
pub use live::LiveDrafter;
pub use refused::{Finding, Refused};

use tokio::time::Instant;

use workflow::{Basis, Definition, Prepared};

use crate::model::{ModelError, Usage};
use crate::prompts::PromptError;

/// Longer than any brief takes.
const NEVER: Duration = Duration::from_hours(24);

/// Who drafts.
pub enum Drafter {
    /// No model: lifts sentences and records into claims. Deterministic; the default.
    Extractive,
    /// A language model behind an OpenAI-compatible endpoint.
    Live(Box<LiveDrafter>),
}

impl Drafter {
    /// `extractive`, or the model's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Extractive => "extractive",
            Self::Live(live) => live.name(),
        }
    }

    /// The same drafter with an account of its own of what it spends: one for each brief.
    #[must_use]
    pub fn metered(&self) -> Self {
        match self {
            Self::Extractive => Self::Extractive,
            Self::Live(live) => Self::Live(Box::new(live.metered())),
        }
    }

    /// What was spent since [`Drafter::metered`], failed questions included.
    pub fn spent(&self) -> Usage {
        match self {
            Self::Extractive => Usage::default(),
            Self::Live(live) => live.spent(),
        }
    }

    /// When a brief that begins now must be done; far off where no model is asked.
    pub fn deadline(&self) -> Instant {
        match self {
            Self::Extractive => Instant::now() + NEVER,
            Self::Live(live) => live.deadline(),
        }
    }
}

/// What a drafter is asked for.
#[derive(Clone, Copy)]
pub struct Assignment<'a> {
    /// The brief.
    pub brief: &'static BriefSpec,
    /// The section.
    pub section: &'static SectionSpec,
    /// The account's evidence, for names and goals.
    pub ledger: &'a Ledger,
    /// What the section may be drafted from.
    pub dossier: &'a Dossier,
    /// What the section says already, computed from records.
    pub known: &'a [Claim],
    /// What the brief's other sections say, computed from records.
    pub elsewhere: &'a [Claim],
    /// When the whole brief must be done.
    pub deadline: Instant,
    /// 0 for the first draft, then the number of the revision.
    pub round: u32,
}

/// What a drafter answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SectionAnswer {
    /// The claims; ids are given later.
    pub claims: Vec<Claim>,
    /// What the AE should be asked.
    pub questions: Vec<String>,
    /// What it cost.
    pub usage: Usage,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// Why a section could not be drafted.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The model failed.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A prompt could not be filled in.
    #[error(transparent)]
    Prompt(#[from] PromptError),
}

impl DraftError {
    /// The word of the closed vocabulary for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Model(error) => error.code(),
            Self::Prompt(_) => "input_missing",
        }
    }
}

impl Drafter {
    /// Drafts one section.
    ///
    /// # Errors
    ///
    /// Fails where the model does. A drafter never stands in for another.
    pub async fn draft(&self, assignment: Assignment<'_>) -> Result<SectionAnswer, DraftError> {
        match self {
            Self::Extractive => Ok(extractive::draft(assignment)),
            Self::Live(live) => live.draft(assignment).await,
        }
    }

    /// Drafts a derived section from what was accepted in the sections that feed it.
    ///
    /// # Errors
    ///
    /// Fails where the model does.
    pub async fn derive(
        &self,
        assignment: Assignment<'_>,
        definition: &'static Definition,
        prepared: &Prepared,
        basis: &Basis<'_>,
    ) -> Result<SectionAnswer, DraftError> {
        match self {
            Self::Extractive => {
                let derived = (definition.derive)(assignment.ledger, prepared, basis).into_iter();
                let own = derived.filter(|it| it.section == assignment.section.id);
                Ok(SectionAnswer {
                    claims: own.flat_map(|it| it.claims).collect(),
                    ..SectionAnswer::default()
                })
            }
            Self::Live(live) => live.derive(assignment, basis).await,
        }
    }

    /// Writes refused claims again, once it has been shown what was found. A drafter without a
    /// model has nothing to add.
    ///
    /// # Errors
    ///
    /// Fails where the model does.
    pub async fn revise(&self, assignment: Assignment<'_>, refused: &[Refused]) -> Result<SectionAnswer, DraftError> {
        match self {
            Self::Extractive => Ok(SectionAnswer::default()),
            Self::Live(live) => live.revise(assignment, refused).await,
        }
    }
}
