//! The halves of a scorecard, and the parts that people play for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::people::Role;

/// The two halves of a scorecard (SC-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Measuring customer success: how healthy the customer is.
    Customer,
    /// Measuring internal business success: how healthy we are. It never leaves the house.
    Internal,
}

/// A part that somebody plays for a scorecard (SC-10, SC-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The customer success representative, who fills it.
    CsRep,
    /// The supervisor, who reviews it.
    Supervisor,
}

impl Half {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Internal];

    /// Its word in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Internal => "internal",
        }
    }

    /// What it measures, as a title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Customer => "Measuring customer success",
            Self::Internal => "Measuring internal business success",
        }
    }
}

impl Part {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::CsRep, Self::Supervisor];

    /// Its word on the command line, in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::CsRep => "cs_rep",
            Self::Supervisor => "supervisor",
        }
    }

    /// The part within a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::CsRep => "representative",
            Self::Supervisor => "supervisor",
        }
    }

    /// The role that somebody must have to play it.
    pub fn role(self) -> Role {
        match self {
            Self::CsRep => Role::Csm,
            Self::Supervisor => Role::Supervisor,
        }
    }
}
