//! The kinds of action.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of action it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
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

impl ActionKind {
    /// Every kind, in order.
    pub const ALL: [Self; 10] = [
        Self::Outreach,
        Self::SaveOffer,
        Self::ExpansionAsk,
        Self::ForecastChange,
        Self::PublicProof,
        Self::ReferenceAsk,
        Self::CancellationAssumption,
        Self::Downgrade,
        Self::ExecutiveEscalation,
        Self::RenewalStrategy,
    ];

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outreach => "outreach",
            Self::SaveOffer => "save_offer",
            Self::ExpansionAsk => "expansion_ask",
            Self::ForecastChange => "forecast_change",
            Self::PublicProof => "public_proof",
            Self::ReferenceAsk => "reference_ask",
            Self::CancellationAssumption => "cancellation_assumption",
            Self::Downgrade => "downgrade",
            Self::ExecutiveEscalation => "executive_escalation",
            Self::RenewalStrategy => "renewal_strategy",
        }
    }

    /// The kind within a sentence, without an article.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Outreach => "outreach",
            Self::SaveOffer => "save offer",
            Self::ExpansionAsk => "expansion ask",
            Self::ForecastChange => "forecast change",
            Self::PublicProof => "public proof",
            Self::ReferenceAsk => "reference ask",
            Self::CancellationAssumption => "cancellation assumption",
            Self::Downgrade => "downgrade",
            Self::ExecutiveEscalation => "executive escalation",
            Self::RenewalStrategy => "renewal strategy",
        }
    }

    /// Whether it must cite a signal beside any health score: every message that a change of the
    /// account gives reason to (HS-25), and everything that is never done from a score alone
    /// (HS-22). Proof and references follow from what the customer permits, not from a signal.
    pub fn needs_signal(self) -> bool {
        match self {
            Self::Outreach
            | Self::SaveOffer
            | Self::ExpansionAsk
            | Self::ForecastChange
            | Self::CancellationAssumption
            | Self::Downgrade
            | Self::ExecutiveEscalation
            | Self::RenewalStrategy => true,
            Self::PublicProof | Self::ReferenceAsk => false,
        }
    }
}

impl fmt::Display for ActionKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

impl FromStr for ActionKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(|| {
            let known = Self::ALL.map(Self::word).join("`, `");
            format!("`{text}` is no kind of action; the kinds are `{known}`")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_reads_back_from_its_word_which_is_the_one_in_json() {
        for kind in ActionKind::ALL {
            assert_eq!(kind.word().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
        assert_eq!(" Save-Offer ".parse(), Ok(ActionKind::SaveOffer));
        insta::assert_snapshot!(
            "gift".parse::<ActionKind>().unwrap_err(),
            @"`gift` is no kind of action; the kinds are `outreach`, `save_offer`, `expansion_ask`, `forecast_change`, `public_proof`, `reference_ask`, `cancellation_assumption`, `downgrade`, `executive_escalation`, `renewal_strategy`"
        );
    }
}
