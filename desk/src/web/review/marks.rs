//! How far words may be trusted: a sign, a word and a class for its color.

use std::collections::BTreeMap;

use grounding::{Severity, Verdict};
use workflow::brief::{Brief, BriefClaim};
use workflow::document::{self, Mark};
use workflow::run::Judged;

/// How far words may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkView {
    /// The class that has its color.
    pub(crate) class: &'static str,
    /// A sign that reads without color.
    pub(crate) sign: &'static str,
    /// Its word.
    pub(crate) word: &'static str,
}

impl MarkView {
    const FACT: Self = Self {
        class: "plain",
        sign: "\u{b7}",
        word: "Fact",
    };
    const WAITS: Self = Self {
        class: "review",
        sign: "?",
        word: "Needs review",
    };
    const REJECTED: Self = Self {
        class: "rejected",
        sign: "\u{2717}",
        word: "Rejected",
    };

    /// The mark of a claim, given what people made of it.
    pub(crate) fn of(brief: &Brief, judged: &BTreeMap<String, Judged>, claim: &BriefClaim) -> Self {
        match judged.get(&claim.claim.id) {
            Some(judged) if !judged.accepted => return Self::REJECTED,
            None if claim.verdict == Verdict::NeedsReview => return Self::WAITS,
            _ => {}
        }
        document::mark(brief, judged, claim).map_or(Self::FACT, Self::from)
    }

    /// The mark of a verdict on words that somebody tries.
    pub(crate) fn tried(verdict: Verdict, standing: grounding::Standing) -> Self {
        use grounding::Standing::{Activity, Fact, LikelyBenefit, ProvenOutcome};
        match (verdict, standing) {
            (Verdict::Rejected, _) => Self::REJECTED,
            (Verdict::NeedsReview, _) => Self::WAITS,
            (_, ProvenOutcome) => Mark::Proven.into(),
            (_, LikelyBenefit) => Mark::Likely.into(),
            (_, Activity) => Mark::Activity.into(),
            (_, Fact) => Self::FACT,
        }
    }

    /// The mark of what a finding does.
    pub(crate) fn finding(severity: Severity) -> Self {
        match severity {
            Severity::Deny => Self::REJECTED,
            Severity::Review => Self::WAITS,
            Severity::Demote => Self {
                class: "likely",
                sign: "\u{2193}",
                word: "Lowered",
            },
            Severity::Warn | Severity::Allow => Self {
                class: "plain",
                sign: "i",
                word: "Note",
            },
        }
    }
}

impl From<Mark> for MarkView {
    fn from(mark: Mark) -> Self {
        let (class, sign) = match mark {
            Mark::Proven => ("proven", "\u{2714}"),
            Mark::Likely => ("likely", "~"),
            Mark::Activity => ("plain", "\u{b7}"),
            Mark::Open => ("review", "?"),
            Mark::Conflict => ("conflict", "!"),
        };
        Self {
            class,
            sign,
            word: mark.word(),
        }
    }
}
