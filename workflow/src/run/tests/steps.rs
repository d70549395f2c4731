//! What people try on a run, as data: some of it allowed and some not.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::brief::RunState;
use crate::people::Role;
use crate::run::Relation;

/// How many people there are.
pub(super) const PEOPLE: usize = 6;

/// Somebody, by what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Player {
    /// The roles that they have for the account.
    pub(super) here: BTreeSet<Role>,
    /// The roles that they have for another account.
    pub(super) elsewhere: BTreeSet<Role>,
    /// Whether they may sign in.
    pub(super) active: bool,
}

/// How a run begins.
#[derive(Debug, Clone)]
pub(super) struct Setup {
    pub(super) players: Vec<Player>,
    pub(super) stages: Vec<Vec<Role>>,
    pub(super) state: RunState,
    pub(super) waiting: Vec<&'static str>,
    pub(super) has_tasks: bool,
    /// Whether the people who approve are known to the desk from the start.
    pub(super) is_cast: bool,
    pub(super) cites: bool,
}

/// What somebody tries.
#[derive(Debug, Clone)]
pub(super) enum Step {
    See,
    Open {
        of_older_text: bool,
    },
    Approve {
        role: Option<Role>,
        named: Named,
        items: &'static [&'static str],
        because: bool,
    },
    Return {
        missing: &'static [&'static str],
        comment: bool,
    },
    Reopen {
        why: bool,
    },
    Judge {
        claim: &'static str,
        accepted: bool,
        why: bool,
    },
    Decide {
        subject: &'static str,
        answer: bool,
        holds: Option<usize>,
    },
    Finish {
        task: &'static str,
        note: bool,
    },
    Undo {
        task: &'static str,
        why: bool,
    },
    Assign {
        what: &'static str,
        to: usize,
    },
    Move {
        field: &'static str,
        to: Date,
    },
    Comment {
        text: &'static str,
    },
    Save {
        name: &'static str,
    },
    Link {
        relation: Relation,
        target: &'static str,
    },
    Note {
        tomorrow: bool,
    },
    Complete,
    Edit {
        claim: &'static str,
        waiting: Vec<&'static str>,
        back: bool,
    },
    Supersede,
}

/// How a digest is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Not at all: it is that of what was shown last.
    Not,
    /// The digest as it is now, whole.
    Whole,
    /// So many of its digits.
    Digits(usize),
    /// Another one.
    Other,
}

/// Somebody by number, and what they try.
pub(super) type Try = (usize, Step);

impl Step {
    /// Its word, for counting.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Open { .. } => "open",
            Self::Approve { .. } => "approve",
            Self::Return { .. } => "return",
            Self::Reopen { .. } => "reopen",
            Self::Judge { .. } => "judge",
            Self::Decide { .. } => "decide",
            Self::Finish { .. } => "finish",
            Self::Undo { .. } => "undo",
            Self::Assign { .. } => "assign",
            Self::Move { .. } => "move",
            Self::Comment { .. } => "comment",
            Self::Save { .. } => "save",
            Self::Link { .. } => "link",
            Self::Note { .. } => "note",
            Self::Complete => "complete",
            Self::Edit { .. } => "edit",
            Self::Supersede => "supersede",
        }
    }
}
