//! What a brief is made of: its definition, as a value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lexicon::{self, Table};
use crate::{ClaimKind, SourceKind};

/// The definition of one kind of brief. A new kind is a new value of this type and its prompts,
/// not a new path through the code.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct BriefSpec {
    /// Its name on the command line and in JSON.
    pub kind: &'static str,
    /// Its title for a person.
    pub title: &'static str,
    /// Its sections, in order.
    pub sections: &'static [SectionSpec],
}

impl BriefSpec {
    /// The section of that id.
    pub fn section(&self, id: &str) -> Option<&'static SectionSpec> {
        self.sections.iter().find(|section| section.id == id)
    }
}

/// The definition of one section.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct SectionSpec {
    /// Its name in JSON.
    pub id: &'static str,
    /// Its title for a person.
    pub title: &'static str,
    /// Where its claims come from.
    pub origin: Origin,
    /// The sections whose accepted claims a derived section draws from.
    pub feeders: &'static [&'static str],
    /// The inputs it needs, by name; without any of them it may stay empty.
    pub inputs: &'static [&'static str],
    /// What its drafter looks for: a search, in plain words.
    pub query: &'static str,
    /// The kinds of source that it is drafted from.
    pub sources: &'static [SourceKind],
    /// The kinds of claim that it may hold.
    pub claims: &'static [ClaimKind],
    /// What makes a sentence matter to it, for a drafter without a model.
    pub cues: &'static [Cue],
    /// How many tokens of evidence its drafter may be shown.
    pub budget_tokens: usize,
    /// How many claims it should hold at most.
    pub max_claims: usize,
    /// The name of its prompt.
    pub prompt: &'static str,
    /// The section in which a claim stands that is only likely after the verifier has seen it; empty
    /// where it stays.
    pub likely_in: &'static str,
}

/// Where a section's claims come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Computed from records; never asked of a model.
    Records,
    /// Drafted from passages.
    Model,
    /// Drawn from other sections' accepted claims.
    Derived,
}

/// A thing that makes a sentence matter to a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// Why somebody buys.
    Motive,
    /// What users need in their work.
    Need,
    /// What it takes to set up.
    Setup,
    /// What could go wrong.
    Risk,
    /// What is open or has not come.
    Pending,
    /// When first value is reached and how it is told.
    FirstValue,
    /// What was gained, as somebody measured or felt it.
    Result,
    /// What somebody hopes or expects to gain.
    Hope,
    /// What was done, built or handed over.
    Delivered,
    /// How content somebody is.
    Praise,
    /// Who takes part, and how well people work together.
    Engagement,
    /// That the customer asks for more.
    Interest,
}

impl Cue {
    /// The words that give the cue away.
    pub fn phrases(self) -> Table {
        match self {
            Self::Motive => lexicon::motives(),
            Self::Need => lexicon::needs(),
            Self::Setup => lexicon::setup(),
            Self::Risk => lexicon::risks(),
            Self::Pending => lexicon::pending(),
            Self::FirstValue => lexicon::first_value(),
            Self::Result => lexicon::results(),
            Self::Hope => lexicon::hedges(),
            Self::Delivered => lexicon::delivered(),
            Self::Praise => lexicon::praise(),
            Self::Engagement => lexicon::engagement(),
            Self::Interest => lexicon::interest(),
        }
    }
}
