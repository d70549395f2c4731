//! May this be said?
//!
//! The evidence model, what a brief is made of, and the verifier that decides whether each of
//! its claims is borne out. Everything here is a pure function of its arguments: no clock, no
//! file, no socket, no randomness.

mod account;
mod evidence;
mod ids;
mod record;
mod source;

pub use account::{Account, Alias, AliasSystem};
pub use evidence::{Evidence, InMemory};
pub use ids::{AccountId, SourceId};
pub use record::{
    AccountRecord, Activity, Attendee, Contact, Deal, GoalRecord, GoalStatus, Kpi, Meeting, Milestone, Plan, Project,
    Record, Risk, Task, Ticket, User,
};
pub use source::{
    Affiliation, Author, Field, Place, RecordText, Source, SourceKind, Span, State, Value, ValueRole, Visibility,
};
