//! A brief as a document: what every format shows, so that all formats show the same.
//!
//! [`Document::internal`] holds everything that the vendor's people should know.
//! [`Document::customer`] is built from nothing but claims that may be shared, so that no list of
//! what to leave out can be too short. A format renders what is here and adds nothing.

mod asks;
mod beside;
mod claims;
mod clean;
mod customer;
mod head;
mod health;
mod internal;
mod parts;
mod sections;
mod sheet;

#[cfg(test)]
mod tests;

use grounding::Audience;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::brief::{HealthPoint, RunState};
use crate::health::ScoreLevels;
use crate::people::Role;
use crate::run::Run;

pub use beside::{Beside, CitedFootnote};
pub use claims::mark;
pub(crate) use clean::clean;
pub use customer::NoCopy;

/// A brief as it leaves the desk, for one audience. No text in it holds a mail address, a
/// telephone number, an account number or a secret (VR-43), a line break or a control character;
/// anything else may stand in it, so every format escapes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The kind of brief, as a title.
    pub title: String,
    /// The account's display name.
    pub account: String,
    /// The day the brief speaks of.
    pub as_of: Date,
    /// Who will read it.
    pub audience: Audience,
    /// Where the run stands, in words, with the number of the version.
    pub state: String,
    /// Whether somebody who must approve it has not; such a document says so on every page.
    pub draft: bool,
    /// Who approved it, in which role and when, each in words.
    pub approvals: Vec<String>,
    /// The digest of the brief, whole.
    pub digest: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// Where that comes from; the first is number 1. They are numbered in the order in which the
    /// blocks first refer to them, and each is referred to at least once.
    pub footnotes: Vec<Footnote>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "snake_case")]
pub enum Block {
    /// A section's title.
    Heading(String),
    /// A sentence of its own.
    Paragraph(String),
    /// Sentences that run on, each with its footnotes.
    Prose(Vec<Line>),
    /// Lines beside each other.
    List(Vec<Line>),
    /// Lines that are counted from 1.
    Numbered(Vec<Line>),
    /// Lines in columns.
    Table(Table),
    /// A picture of numbers that stand in the table after it, so that a format without pictures
    /// leaves nothing out.
    Chart(Chart),
}

/// The history of a score, to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// The scores, oldest first.
    pub points: Vec<HealthPoint>,
    /// From which score on an account has which level; none where the brief doesn't tell.
    pub levels: Option<ScoreLevels>,
}

/// Lines in columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The titles of the columns.
    pub head: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Line>>,
}

/// A line of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Line {
    /// How far its words may be trusted; none for plain facts.
    pub mark: Option<Mark>,
    /// Its words.
    pub text: String,
    /// The numbers of its footnotes, from 1.
    pub notes: Vec<usize>,
}

impl Line {
    /// A line of the program's own words, which no source stands behind.
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// How far a line may be trusted. Printed as a word, which reads without color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Mark {
    /// The customer gained it, and it was measured.
    Proven,
    /// The customer is likely to gain it.
    Likely,
    /// Somebody did something.
    Activity,
    /// It waits for somebody.
    Open,
    /// Two sources disagree about it.
    Conflict,
}

impl Mark {
    /// The mark's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proven => "Proven",
            Self::Likely => "Likely",
            Self::Activity => "Activity",
            Self::Open => "Open",
            Self::Conflict => "Conflict",
        }
    }
}

/// Where words come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Footnote {
    /// The source: its id, author and date for the vendor's people, its kind and date for the
    /// customer.
    pub about: String,
    /// Its words; empty where they may not be shown.
    pub quote: String,
}

impl Footnote {
    /// The footnote on one line, as every format shows it.
    pub fn text(&self) -> String {
        if self.quote.is_empty() {
            self.about.clone()
        } else {
            format!("{}: \u{201C}{}\u{201D}", self.about, self.quote)
        }
    }
}

/// Where the run of a brief stands at the moment a document is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunStanding {
    /// The state.
    pub state: RunState,
    /// The number of the brief's version, from 1.
    pub version: u32,
    /// The roles whose approval it waits for.
    pub waits_for: Vec<Role>,
    /// Who has approved.
    pub approvals: Vec<Approver>,
}

impl From<&Run> for RunStanding {
    fn from(run: &Run) -> Self {
        let approver = |signature: &crate::run::Signature| Approver {
            role: signature.approval.role,
            name: signature.signed.name.clone(),
            at: signature.signed.at,
        };
        Self {
            state: run.state.word(),
            version: run.version,
            waits_for: run.waits_for(),
            approvals: run.state.signatures().iter().map(approver).collect(),
        }
    }
}

/// Somebody who has approved a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approver {
    /// The role in which they did.
    pub role: Role,
    /// Their name, as they were called then.
    pub name: String,
    /// When.
    pub at: Timestamp,
}
