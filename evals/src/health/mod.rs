//! How well health scores tell who leaves (HS-31, HS-32).
//!
//! A back-test scores accounts as they stood before a known outcome ([`replay()`]) and counts how often that was
//! right ([`Backtest`]). A [`Fit`] proposes weights from the same cases. Neither changes how anything is scored:
//! that takes a person, who accepts a file ([`policy_file`]).

mod fit;
mod leak;
pub(crate) mod logistic;
mod outcomes;
pub mod policy_file;
mod replay;
mod report;
pub mod score;
mod text;

pub use fit::{Fit, FitError, FittedSignal};
pub use leak::Late;
pub use logistic::RegressionError;
pub use outcomes::{Labelled, Outcome, OutcomesError, read as read_outcomes};
pub use replay::{Case, Past, Replayed, replay};
pub use report::{AtLead, Backtest, LeadTime, Leak, Named, Question, Tally, Warned};
pub use text::{render_backtest, render_fit};
