//! May this be said?
//!
//! The evidence model, what a brief is made of, and the verifier that decides whether each of
//! its claims is borne out. Everything here is a pure function of its arguments: no clock, no
//! file, no socket, no randomness.
//!
//! A program in another language hands its draft to `vouch verify`; one in Rust may use this
//! crate alone:
//!
//! ```
//! use std::sync::Arc;
//!
//! use grounding::*;
//! use jiff::civil::date;
//!
//! // One source: a note that Dana Reyes, of the customer's side, wrote.
//! let text = "Reporting took about nine hours before the rollout, and takes six now.";
//! let account = Account {
//!     id: AccountId::new("acme"),
//!     name: "Acme Ltd".to_owned(),
//!     aliases: Vec::new(),
//! };
//! let note = Source {
//!     id: SourceId::new("note", "file", "june"),
//!     revision: 1,
//!     account: Some(account.id.clone()),
//!     kind: SourceKind::Note,
//!     title: String::new(),
//!     authors: Vec::new(),
//!     occurred_at: Some(date(2026, 6, 1)),
//!     visibility: Visibility::Shareable,
//!     state: State::Live,
//!     text: text.to_owned(),
//!     fields: Vec::new(),
//!     values: Vec::new(),
//!     record: None,
//!     origin: Place::default(),
//! };
//! let view = View { as_of: date(2026, 6, 30), audience: Audience::Internal };
//! let claim = |said: &str| Claim {
//!     id: "c1".to_owned(),
//!     text: said.to_owned(),
//!     kind: ClaimKind::Fact,
//!     standing: Standing::Fact,
//!     goal_id: None,
//!     audience: Audience::Internal,
//!     citations: vec![Citation::new(note.id.clone(), text)],
//!     origin: ClaimOrigin::Human,
//!     parent: None,
//! };
//! let ledger = Ledger::new(account, view, vec![Arc::new(note.clone())]);
//!
//! let right = verify_claim(&ledger, &claim("Reporting takes six hours now."), &Policy::default());
//! assert_eq!(right.verdict, Verdict::Accepted);
//!
//! let wrong = verify_claim(&ledger, &claim("Reporting takes five hours now."), &Policy::default());
//! assert_eq!(wrong.verdict, Verdict::Rejected);
//! assert_eq!(wrong.diagnostics[0].code, Code(301));
//! ```

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
mod orders;
mod people;
mod policy;
mod private;
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
pub use orders::{Order, find_orders, orders, tells_of_approval};
pub use policy::{Policy, ReviewTopic};
pub use private::{Private, PrivateKind, find_private};
pub use recompute::derivation;
pub use record::{
    AccountRecord, Activity, Attendee, Contact, Deal, Decision, Event, GoalRecord, GoalStatus, HealthScore, Invoice,
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
