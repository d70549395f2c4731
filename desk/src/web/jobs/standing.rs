//! How far a brief is that is being drafted.

use agent::pipeline::Step;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::brief::{Brief, RunState};

use crate::service::drafting::SectionAhead;
use crate::web::words::sentence;

/// How far a brief is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Standing {
    /// Its sections, in order.
    pub(crate) sections: Vec<SectionStanding>,
    /// Where the whole of it stands.
    #[serde(flatten)]
    pub(crate) stage: Stage,
}

/// How far a section is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct SectionStanding {
    /// Its id.
    pub(crate) id: &'static str,
    /// Its title.
    pub(crate) title: &'static str,
    /// How far it is.
    pub(crate) state: SectionState,
    /// Whether it is computed from records, so that no drafter is asked for it.
    #[serde(skip)]
    is_of_records: bool,
}

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SectionState {
    /// Nobody has begun with it.
    Waiting,
    /// Somebody is at it.
    Drafting,
    /// It is there.
    Drafted,
}

/// Where a brief stands on its way to a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub(crate) enum Stage {
    /// It waits for its turn.
    Waiting,
    /// Its sections are drafted.
    Drafting,
    /// Sentences that were refused are with the drafter again.
    Revising {
        /// How many.
        claims: usize,
    },
    /// All of it is verified.
    Verifying,
    /// It is a run that waits for its people.
    Done {
        /// The run.
        run: String,
    },
    /// It is paused or stopped.
    Held {
        /// The run that it is kept as; none where nothing has started it.
        run: Option<String>,
        /// `paused` or `stopped`.
        state: RunState,
        /// Why.
        reasons: Vec<String>,
    },
    /// The model or the machine failed; nothing was kept.
    Failed {
        /// Why.
        reasons: Vec<String>,
    },
    /// Somebody broke it off; nothing was kept.
    Canceled,
}

impl SectionState {
    /// Its word in a list, of a brief that has ended or not.
    pub(crate) fn word(self, is_ended: bool) -> &'static str {
        match self {
            Self::Waiting if is_ended => "not drafted",
            Self::Waiting => "waiting",
            Self::Drafting if is_ended => "broken off",
            Self::Drafting => "drafting",
            Self::Drafted => "drafted",
        }
    }

    /// The word by which its style is found.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Drafting => "drafting",
            Self::Drafted => "drafted",
        }
    }
}

impl Stage {
    /// How a brief ended that was drafted, and kept as a run or not.
    pub(super) fn of(brief: &Brief, run: Option<String>) -> Self {
        let reasons = brief.reasons.iter().map(|reason| sentence(&reason.message)).collect();
        match (brief.state, run) {
            (RunState::Failed, _) => Self::Failed { reasons },
            (state, Some(run)) if state.is_drafted() => Self::Done { run },
            (state, run) => Self::Held { run, state, reasons },
        }
    }

    /// The stage in one sentence.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Waiting => "Waiting for its turn.".to_owned(),
            Self::Drafting => "Drafting.".to_owned(),
            Self::Revising { claims: 1 } => "One sentence was refused and goes back to the drafter.".to_owned(),
            Self::Revising { claims } => format!("{claims} sentences were refused and go back to the drafter."),
            Self::Verifying => "Every sentence is held against the evidence.".to_owned(),
            Self::Done { .. } => "Drafted. It waits for its people.".to_owned(),
            Self::Held { run: None, .. } => "Nothing starts it, so nothing was drafted.".to_owned(),
            Self::Held {
                state: RunState::Stopped,
                ..
            } => "It is stopped: it may not be drafted as things stand.".to_owned(),
            Self::Held { .. } => "It is paused: people must answer first.".to_owned(),
            Self::Failed { .. } => "It could not be drafted. Nothing was kept.".to_owned(),
            Self::Canceled => "Drafting was broken off. Nothing was kept.".to_owned(),
        }
    }

    /// Its word, and the class that has its color.
    pub(crate) fn mark(&self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting => ("waiting", "plain"),
            Self::Drafting | Self::Revising { .. } => ("drafting", "plain"),
            Self::Verifying => ("verifying", "plain"),
            Self::Done { .. } => ("drafted", "proven"),
            Self::Held {
                state: RunState::Paused,
                ..
            } => ("paused", "paused"),
            Self::Held { .. } => ("stopped", "stopped"),
            Self::Failed { .. } => ("failed", "stopped"),
            Self::Canceled => ("broken off", "plain"),
        }
    }

    /// Why it did not come to a draft; empty where it has, or may yet.
    pub(crate) fn reasons(&self) -> &[String] {
        match self {
            Self::Held { reasons, .. } | Self::Failed { reasons } => reasons,
            _ => &[],
        }
    }

    /// The run that it became; none where it is none, or none yet.
    pub(crate) fn run(&self) -> Option<&str> {
        match self {
            Self::Done { run } => Some(run),
            Self::Held { run, .. } => run.as_deref(),
            _ => None,
        }
    }
}

impl Standing {
    /// A brief that waits for its turn.
    pub(super) fn waiting(sections: &[SectionAhead]) -> Self {
        let sections = sections.iter().map(|section| SectionStanding {
            id: section.id,
            title: section.title,
            state: SectionState::Waiting,
            is_of_records: section.origin == "records",
        });
        Self {
            sections: sections.collect(),
            stage: Stage::Waiting,
        }
    }

    /// Whether it is over, in whatever way.
    pub(crate) fn is_ended(&self) -> bool {
        matches!(
            self.stage,
            Stage::Done { .. } | Stage::Held { .. } | Stage::Failed { .. } | Stage::Canceled
        )
    }

    /// A step is done.
    pub(super) fn note(&mut self, step: Step) {
        // What is computed from records is there before anybody is asked for the rest.
        self.records_are_there();
        match step {
            Step::Drafting(title) => self.set(title, SectionState::Drafting),
            Step::Drafted(title) => self.set(title, SectionState::Drafted),
            Step::Revising(claims) => self.stage = Stage::Revising { claims },
            Step::Verifying => self.stage = Stage::Verifying,
        }
    }

    /// It is over.
    pub(super) fn end(&mut self, stage: Stage) {
        match &stage {
            // A section that no other feeds says so without anybody being asked for it.
            Stage::Done { .. } => self.sections.iter_mut().for_each(|it| it.state = SectionState::Drafted),
            Stage::Held { run: Some(_), .. } => self.records_are_there(),
            _ => {}
        }
        self.stage = stage;
    }

    fn records_are_there(&mut self) {
        for section in self.sections.iter_mut().filter(|section| section.is_of_records) {
            section.state = SectionState::Drafted;
        }
    }

    fn set(&mut self, title: &str, state: SectionState) {
        self.stage = Stage::Drafting;
        for section in self.sections.iter_mut().filter(|section| section.title == title) {
            section.state = state;
        }
    }
}
