//! What a suite's file says.

use std::collections::BTreeMap;
use std::path::PathBuf;

use grounding::{Affiliation, Audience, ClaimKind, Code, Route, SourceKind, Standing, Verdict};
use jiff::civil::Date;
use serde::Deserialize;
use workflow::brief::RunState;

use super::Pattern;

/// One case of a suite, with the suite's defaults filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, unique in the suite.
    pub name: String,
    /// The account, by any of its names.
    #[serde(default)]
    pub account: String,
    /// The kind of brief.
    #[serde(default = "handoff")]
    pub brief: String,
    /// The day it speaks of.
    pub as_of: Date,
    /// Exports to take in first.
    #[serde(default)]
    pub evidence: Vec<PathBuf>,
    /// `extractive`, where no model drafts.
    #[serde(default)]
    pub drafter: Option<NoModel>,
    /// A recording, scripted answers, or a folder of recordings: then each is run.
    #[serde(default)]
    pub exchange: Option<PathBuf>,
    /// What starts the run, as on the command line; else it is looked for in the records.
    #[serde(default)]
    pub trigger: Option<String>,
    /// Who will read it.
    #[serde(default)]
    pub audience: Audience,
    /// Whether its expectations must hold. Where they need not, they are only counted.
    #[serde(default = "yes")]
    pub required: bool,
    /// What a reader found of each claim of a recording: JSON lines of [`super::Label`].
    #[serde(default)]
    pub labels: Option<PathBuf>,
    /// What should come of it.
    #[serde(default)]
    pub expect: Expect,
    /// Evidence that the case brings with it, instead of exports.
    #[serde(default)]
    pub source: Vec<CaseSource>,
    /// The section that is drafted from that evidence.
    #[serde(default)]
    pub section: Option<String>,
    /// Claims on that evidence, to be judged one by one.
    #[serde(default)]
    pub claim: Vec<CaseClaim>,
}

/// The drafter without a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoModel {
    /// Lifts sentences and records into claims.
    Extractive,
}

/// A piece of evidence that a case brings with it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSource {
    /// Its id.
    pub id: String,
    /// What kind of thing it is.
    pub kind: SourceKind,
    /// The day it is of.
    #[serde(default)]
    pub date: Option<Date>,
    /// Who wrote or said all of it.
    #[serde(default)]
    pub author: Option<String>,
    /// Whose side they are on.
    #[serde(default)]
    pub affiliation: Affiliation,
    /// Its text.
    pub text: String,
}

/// A claim to be judged.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseClaim {
    /// The sentence.
    pub text: String,
    /// What it does.
    #[serde(default)]
    pub kind: ClaimKind,
    /// How much it says is so.
    #[serde(default)]
    pub standing: Standing,
    /// The goal it serves.
    #[serde(default)]
    pub goal: Option<String>,
    /// What it cites.
    #[serde(default)]
    pub cites: Vec<Cites>,
    /// What should come of it.
    #[serde(default)]
    pub expect: Judged,
}

/// What a claim of a case cites.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cites {
    /// The source's id.
    pub source: String,
    /// Its words.
    pub quote: String,
}

/// What should come of a claim.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Judged {
    /// What must be decided.
    pub verdict: Option<Verdict>,
    /// The standing that must be left to it.
    pub standing: Option<Standing>,
    /// Rules that must find something.
    pub codes: Vec<Code>,
    /// Who must be asked to look.
    pub routes: Vec<Route>,
}

/// What should come of a case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Expect {
    /// Where the run must stand.
    pub state: Option<RunState>,
    /// Codes that must be among the reasons; an empty list: there must be none.
    pub reasons: Option<Vec<String>>,
    /// Kinds of flags that must be there.
    pub flags: Vec<String>,
    /// Gates, and whether they must be open.
    pub gates: BTreeMap<String, bool>,
    /// Each must be found in a question.
    pub asks: Vec<Pattern>,
    /// None may be found in a question.
    pub does_not_ask: Vec<Pattern>,
    /// Sections and the kind of notice that they must have.
    pub notices: BTreeMap<String, String>,
    /// Sections in which the drafter must not have written anything.
    pub abstains: Vec<String>,
    /// Who must be asked to look at something.
    pub routes: Vec<Route>,
    /// The sections in their order, others left out.
    pub sections_in_order: Vec<String>,
    /// Each must be said by a claim that is let through.
    pub stated: Vec<Stated>,
    /// None may be said by a claim that is let through.
    pub not_stated: Vec<Stated>,
    /// Each must be said by a claim that is refused.
    pub refused: Vec<Refused>,
    /// What a reader may see nowhere in the brief, but for the quotes of its sources.
    pub nowhere: Vec<Nowhere>,
}

impl Expect {
    /// The sections that it speaks of.
    pub(super) fn sections(&self) -> impl Iterator<Item = &str> {
        let stated = self.stated.iter().chain(&self.not_stated);
        let stated = stated.filter_map(|it| it.section.as_deref());
        let named = self
            .abstains
            .iter()
            .chain(&self.sections_in_order)
            .chain(self.notices.keys());
        stated.chain(named.map(String::as_str))
    }

    /// The first key of what only a whole brief has.
    pub(super) fn of_briefs(&self) -> Option<&'static str> {
        let given = [
            ("state", self.state.is_some()),
            ("reasons", self.reasons.is_some()),
            ("flags", !self.flags.is_empty()),
            ("gates", !self.gates.is_empty()),
            ("asks", !self.asks.is_empty()),
            ("does_not_ask", !self.does_not_ask.is_empty()),
            ("notices", !self.notices.is_empty()),
            ("routes", !self.routes.is_empty()),
            ("sections_in_order", !self.sections_in_order.is_empty()),
            ("nowhere", !self.nowhere.is_empty()),
        ];
        given.iter().find(|(_, is_given)| *is_given).map(|(key, _)| *key)
    }
}

/// What a claim must be like.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stated {
    /// A short name of the fact, for reports.
    pub fact: String,
    /// The whole sentence.
    pub text: Option<String>,
    /// Each must be found in the sentence.
    pub says: Vec<Pattern>,
    /// Where it stands.
    pub section: Option<String>,
    /// All of its sources, and no others.
    pub cited_to: Vec<String>,
    /// How much it says is so.
    pub standing: Option<Standing>,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// What it does.
    pub kind: Option<ClaimKind>,
    /// Who must be asked to look.
    pub routes: Vec<Route>,
}

/// What a refused claim must be like.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Refused {
    /// A short name, for reports.
    pub fact: String,
    /// Each must be found in the sentence.
    pub says: Vec<Pattern>,
    /// Rules that must be among its findings.
    pub codes: Vec<Code>,
}

/// What may be seen nowhere.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nowhere {
    /// The pattern.
    pub pattern: Pattern,
}

/// A labelled set that a suite measures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetCase {
    /// The set, as `vouch evals bench` names it: a published one, `claims`, `planted`, or
    /// `briefs-handoff`.
    pub set: String,
    /// Its folder, or its file of claims.
    pub data: PathBuf,
    /// The evidence that `claims` and `planted` are judged by.
    #[serde(default)]
    pub evidence: Vec<PathBuf>,
    /// The day that the evidence is of.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Whether it is passed over where the data is not there.
    #[serde(default)]
    pub optional: bool,
    /// What its value must be.
    #[serde(default)]
    pub value: Range,
    /// What the values of its groups must be.
    #[serde(default)]
    pub groups: BTreeMap<String, Range>,
}

/// From where to where a value may go, both ends included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Range {
    /// The least.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
}

impl Range {
    /// Whether a value is in it.
    pub fn has(self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

fn handoff() -> String {
    "handoff".to_owned()
}

fn yes() -> bool {
    true
}
