//! The wire to a language model.
//!
//! One question goes to an OpenAI-compatible chat endpoint, together with the strict JSON schema
//! of the answer type, and comes back as a value of that type or as a [`ModelError`] that says
//! what happened and what to do. Nothing here knows what a brief is.
//!
//! From the outside in:
//! - [`Endpoint`] is where the model is and how patiently it is asked; [`Model`] asks it.
//! - `kept` looks whether a question was answered before, where answers are kept.
//! - `converse` puts one question; `dialect` is what this endpoint was found to understand: not all know JSON schemas.
//! - `persistent` sends one request, again where that can help, and never past the deadline.
//! - `failure` tells what an attempt that went wrong was; `reply` what a reply that arrived says.
//! - [`strict_schema`] makes schemas that strict servers accept; [`strict_violations`] checks.
//!
//! Prompts, answers and what servers say in their errors are never logged: they carry evidence.

mod address;
mod answer;
mod breaker;
mod client;
mod converse;
mod dialect;
mod endpoint;
mod error;
mod explain;
mod failure;
mod http;
mod kept;
mod listing;
mod pause;
mod persistent;
mod reply;
mod request;
mod strict;
mod text;
mod violations;

pub use secrecy::SecretString;

pub(crate) use self::failure::Failure;
pub(crate) use self::persistent::body;

pub use self::answer::{Answer, Usage};
pub use self::client::{Call, Model, Transport, TransportError};
pub use self::endpoint::{BreakerPolicy, Endpoint, RetryPolicy};
pub use self::error::{ModelError, Peer};
pub use self::request::{Label, Question};
pub use self::strict::{bounded_schema, strict_schema};
pub use self::text::chain;
pub use self::violations::strict_violations;
