//! A kind of brief, as a value.

use std::collections::BTreeMap;

use grounding::{BriefSpec, Claim, Ledger, Question, Verification};
use jiff::civil::Date;

use crate::brief::{Brief, Flag, Gate, Input, Parts, Reason, TaskItem, Trigger};
use crate::handoff;
use crate::run::Plan;

/// A kind of brief: what it is made of, what must be there before it is drafted, and what
/// follows from the verified draft. A new kind is a new value, not a new path through the code.
#[derive(Debug)]
pub struct Definition {
    /// Its sections.
    pub spec: &'static BriefSpec,
    /// The kinds of trigger that start it, beside `manual`.
    pub triggers: &'static [&'static str],
    /// Looks at the ledger before anything is drafted.
    pub prepare: fn(&Ledger, &Request) -> Prepared,
    /// Draws the conclusions from what was drafted and verified.
    pub finish: fn(&Ledger, &Prepared, &Drafted<'_>) -> Finished,
    /// Who must approve it, and what they answer for.
    pub plan: fn() -> Plan,
    /// The parts that its baseline metric asks for, and whether a brief has them.
    pub components: fn(&Brief) -> BTreeMap<String, bool>,
    /// The date by which it should be through, by its name among the brief's dates.
    pub due_by: &'static str,
    /// Why its workflow stops, each with where the rule comes from.
    pub stops: &'static [StopRule],
}

/// A reason for which a workflow stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StopRule {
    /// Its name, such as `context_conflicts`.
    pub name: &'static str,
    /// What it is about, in words.
    pub text: &'static str,
    /// The requirement it comes from.
    pub row: &'static str,
    /// What it holds up.
    pub holds: Holds,
}

/// What a stop rule holds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The draft: people answer first.
    Draft,
    /// What leaves: a document for the customer, an action.
    Leaving,
}

/// Every kind of brief there is.
pub fn kinds() -> &'static [&'static Definition] {
    static KINDS: [&Definition; 1] = [&handoff::HANDOFF];
    &KINDS
}

/// The definition of that name.
pub fn definition(kind: &str) -> Option<&'static Definition> {
    kinds().iter().copied().find(|definition| definition.spec.kind == kind)
}

/// What somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The trigger they named; none to look for one in the records.
    pub trigger: Option<Trigger>,
    /// A trigger counts while its deal closed at most so many days ago.
    pub trigger_days: i64,
    /// Why the owner-review rules that were configured can't be read; none where they can, or none
    /// were (VR-10).
    pub rules_unreadable: Option<String>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            trigger: None,
            trigger_days: 90,
            rules_unreadable: None,
        }
    }
}

/// What was found before anything was drafted.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// What started the run; none where nothing did.
    pub trigger: Option<Trigger>,
    /// The inputs the brief wants, and whether they are there.
    pub inputs: Vec<Input>,
    /// The claims computed from records, by section.
    pub records: Vec<SectionDraft>,
    /// What somebody should be asked, as far as the records show.
    pub questions: Vec<Question>,
    /// Why the run may not begin at all.
    pub stops: Vec<Reason>,
    /// Evidence from before this day doesn't concern the brief; none where all of it may.
    pub evidence_from: Option<Date>,
}

/// The claims of one section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionDraft {
    /// The section's id.
    pub section: &'static str,
    /// Its claims.
    pub claims: Vec<Claim>,
}

/// What was drafted, after the verifier.
#[derive(Debug)]
pub struct Drafted<'a> {
    /// The verification of the whole draft.
    pub verification: &'a Verification,
    /// The questions that were asked, before those with a known answer were taken out.
    pub questions: &'a [Question],
}

/// What follows from a verified draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// Why people must answer first; empty where the brief may go to review.
    pub reasons: Vec<Reason>,
    /// The questions to ask.
    pub questions: Vec<Question>,
    /// What to do before the customer is met.
    pub tasks: Vec<TaskItem>,
    /// What to look at.
    pub flags: Vec<Flag>,
    /// What must be passed, and whether it is.
    pub gates: Vec<Gate>,
    /// The parts that only this kind of brief has.
    pub parts: Parts,
}
