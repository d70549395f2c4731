//! Actions: what would reach a customer or change a forecast, each refused until its owner has
//! looked at it (VR-30, VR-44, VR-82, HS-22, HS-25, HO-23).

use grounding::{AccountId, Citation};
use serde::{Deserialize, Serialize};

use crate::people::Role;
use crate::run::Check;

/// What happens to an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ActionEvent {
    /// Somebody proposed it.
    Proposed(Proposed),
    /// The account's owner has made the five checks and approves.
    Approved {
        /// The role in which it was approved.
        role: Role,
        /// The digest of what was proposed.
        digest: String,
        /// The checks that were made.
        checks: Vec<Check>,
        /// What was said with it.
        comment: String,
    },
    /// It was turned down.
    Rejected {
        /// Why.
        reason: String,
    },
    /// It was carried out.
    Executed {
        /// The digest of what was carried out.
        digest: String,
    },
}

/// An action as somebody proposed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The account.
    pub account: AccountId,
    /// What kind of action it is.
    pub kind: ActionKind,
    /// What is to be said or done, in full.
    pub text: String,
    /// The run it follows from; none where it follows from none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// The words that give reason to it.
    pub citations: Vec<Citation>,
    /// The stop rules that hold it up until it is approved, by name.
    pub stops: Vec<String>,
}

/// What kind of action it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// A message to the customer.
    Outreach,
    /// An offer to keep a customer who may leave.
    SaveOffer,
    /// Asking the customer to buy more.
    ExpansionAsk,
    /// Changing what the vendor expects to sell.
    ForecastChange,
    /// A case study, a quote, a logo on a page.
    PublicProof,
    /// Asking the customer to speak for the vendor.
    ReferenceAsk,
    /// Handling the account as one that will leave.
    CancellationAssumption,
    /// Giving the account less service.
    Downgrade,
    /// Taking it to the executives.
    ExecutiveEscalation,
    /// Deciding how to renew.
    RenewalStrategy,
}
