//! May this be said?
//!
//! The evidence model, what a brief is made of, and the verifier that decides whether each of
//! its claims is borne out. Everything here is a pure function of its arguments: no clock, no
//! file, no socket, no randomness.

mod account;
mod align;
mod approximate;
mod bound;
mod brief;
mod claim;
mod commitment;
mod diagnostic;
mod dispute;
mod evidence;
mod fault;
mod goal;
mod ids;
mod ledger;
pub mod lexicon;
mod people;
mod policy;
mod quantity;
mod quote;
mod recompute;
mod record;
mod render;
mod rules;
mod sale;
mod scope;
mod series;
mod source;
mod support;
#[cfg(test)]
mod testing;
pub mod text;
mod utterance;
mod verify;

pub use account::{Account, Alias, AliasSystem};
pub use brief::{BriefSpec, Cue, Origin, SectionSpec};
pub use claim::{
    ActivityCut, Audience, Caveat, Citation, Claim, ClaimKind, ClaimOrigin, Draft, DraftSection, Notice, Question,
    Route, Standing, Verdict,
};
pub use commitment::Commitment;
pub use diagnostic::{Code, Diagnostic, Label, LabelPlace, Severity};
pub use evidence::{Evidence, InMemory};
pub use goal::{Goal, Missing};
pub use ids::{AccountId, SourceId};
pub use ledger::{Held, Ledger, Lookup, View, Withheld};
pub use policy::Policy;
pub use recompute::derivation;
pub use record::{
    AccountRecord, Activity, Attendee, Contact, Deal, Event, GoalRecord, GoalStatus, HealthScore, Invoice,
    InvoiceStatus, Kpi, Measure, Meeting, Milestone, Plan, Point, Project, Record, Risk, Series, SurveyAnswer, Task,
    Ticket, User,
};
pub use render::{RenderStyle, render};
pub use rules::Rule;
pub use sale::Sale;
pub use scope::{Clause, Relation, SignedScope, Topic};
pub use source::{
    Affiliation, Author, Field, Place, RecordText, Source, SourceKind, Span, State, Value, ValueRole, Visibility,
};
pub use utterance::Utterance;
pub use verify::{Verification, VerifiedClaim, profile, verify, verify_claim};
