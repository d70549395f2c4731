//! A kind of brief, as a value.

use std::collections::BTreeMap;

use grounding::{
    BriefSpec, Caveat, Claim, DraftSection, Ledger, Question, SectionSpec, SourceId, Verification, VerifiedClaim,
};
use jiff::civil::Date;

use crate::brief::{Brief, Flag, Gate, Health, Input, Parts, Reason, TaskItem, Trigger};
use crate::health::HealthPolicy;
use crate::highlight::HighlightField;
use crate::run::Plan;
use crate::thresholds::Thresholds;
use crate::{handoff, health, recap, summary};

/// A kind of brief: what it is made of, what must be there before it is drafted, and what
/// follows from the verified draft. A new kind is a new value, not a new path through the code.
#[derive(Debug)]
pub struct Definition {
    /// Its sections, in the full version.
    pub spec: &'static BriefSpec,
    /// Its other versions: the first version, the one for a business review.
    pub editions: &'static [Edition],
    /// How its workflow is rated (VR-79, HO-40).
    pub labels: Labels,
    /// The kinds of trigger that start it, beside `manual`.
    pub triggers: &'static [&'static str],
    /// Looks at the ledger before anything is drafted.
    pub prepare: fn(&Ledger, &Request) -> Prepared,
    /// What the draft must say beside its claims, so that the verifier can ask for it: the caveats,
    /// and the goals that have a row.
    pub frame: fn(&Ledger, &[Claim]) -> Frame,
    /// The derived sections as a drafter without a model makes them: each claim says again what
    /// accepted claims of the feeders say, with their citations.
    pub derive: fn(&Ledger, &Prepared, &Basis<'_>) -> Vec<SectionDraft>,
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

impl Definition {
    /// The sections of that version; the full one for an empty name, none for an unknown one.
    pub fn edition(&self, name: &str) -> Option<&'static BriefSpec> {
        if name.is_empty() {
            return Some(self.spec);
        }
        let mut editions = self.editions.iter();
        editions
            .find(|edition| edition.name == name)
            .map(|edition| edition.spec)
    }

    /// The name of the version that a brief was drafted to, as the definition has it.
    pub fn edition_of(&self, brief: &Brief) -> &'static str {
        let mut names = self.editions.iter().map(|edition| edition.name);
        names.find(|name| *name == brief.edition).unwrap_or_default()
    }

    /// The sections that a brief was drafted to.
    pub fn spec_of(&self, brief: &Brief) -> &'static BriefSpec {
        self.edition(&brief.edition).unwrap_or(self.spec)
    }
}

/// A version of a brief with other sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// Its name, such as `first`.
    pub name: &'static str,
    /// Its sections.
    pub spec: &'static BriefSpec,
}

/// How a workflow is rated, as its document has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Labels {
    /// How hard it is to set up: `low`, `medium`, `high`.
    pub difficulty: &'static str,
    /// What it does to revenue.
    pub revenue_impact: &'static str,
    /// What it does to operations.
    pub operational_impact: &'static str,
    /// What may go wrong.
    pub risk: &'static str,
}

/// What a draft says beside its claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// What limits its claims of value; none for a kind of brief that has no such list.
    pub caveats: Option<Vec<Caveat>>,
    /// The goals that have a row.
    pub goal_rows: Vec<SourceId>,
}

/// What a derived section may draw on: what was accepted in the sections that feed it and are
/// shown.
#[derive(Debug)]
pub struct Basis<'a> {
    /// The accepted claims of each visible section that is not derived, by section, in order.
    pub sections: Vec<(&'static SectionSpec, Vec<&'a VerifiedClaim>)>,
}

impl<'a> Basis<'a> {
    /// The claims that feed a derived section, with the section each stands in.
    pub fn of(&self, section: &SectionSpec) -> impl Iterator<Item = (&'static SectionSpec, &'a VerifiedClaim)> + '_ {
        let feeders = section.feeders;
        let fed = self.sections.iter().filter(move |(spec, _)| feeders.contains(&spec.id));
        fed.flat_map(|(spec, claims)| claims.iter().map(move |claim| (*spec, *claim)))
    }
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
    static KINDS: [&Definition; 4] = [&handoff::HANDOFF, &recap::RECAP, &summary::SUMMARY, &health::HEALTH];
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
    /// The version asked for; empty for the full one.
    pub edition: &'static str,
    /// From when on something counts as old, near or moved.
    pub thresholds: Thresholds,
    /// Highlights that an administrator added (AS-2).
    pub highlights: Vec<HighlightField>,
    /// Built-in highlights that an administrator removed, by name; the fixed ones can't be (PG-2).
    pub hidden_highlights: Vec<String>,
    /// How accounts are scored.
    pub health: HealthPolicy,
    /// Whether the account is one of the top tenth by yearly value (HS-13).
    pub is_top_value: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            trigger: None,
            trigger_days: 90,
            rules_unreadable: None,
            edition: "",
            thresholds: Thresholds::default(),
            highlights: Vec::new(),
            hidden_highlights: Vec::new(),
            health: HealthPolicy::default(),
            is_top_value: false,
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
    /// What was asked for.
    pub request: Request,
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
    /// The sections, with the ids of their claims.
    pub sections: &'a [DraftSection],
}

impl<'a> Drafted<'a> {
    /// The claims of a section that may be read, in order.
    pub fn said_in(&self, section: &str) -> Vec<&'a VerifiedClaim> {
        let ids = self
            .sections
            .iter()
            .filter(|it| it.id == section)
            .flat_map(|it| &it.claims);
        ids.filter_map(|id| self.verification.claims.iter().find(|it| it.claim.id == *id))
            .filter(|it| it.verdict != grounding::Verdict::Rejected)
            .collect()
    }
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
    /// The account's health; none for other kinds of brief.
    pub health: Option<Health>,
    /// The parts that only this kind of brief has.
    pub parts: Parts,
    /// What keeps a copy from the customer, whoever approves; empty where nothing does.
    pub withheld: Vec<Reason>,
}
