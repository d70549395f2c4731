//! The conditions as data, and what an answer to one says.

use serde::Serialize;

/// One "not ready if" of the documents, as a question whose good answer is yes.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// Its name, such as `value_evidence`.
    pub name: &'static str,
    /// The kind of brief that it holds up: `recap` or `handoff`.
    pub workflow: &'static str,
    /// The requirement it comes from.
    pub row: &'static str,
    /// What it asks, in words.
    pub question: &'static str,
}

/// Recaps are not ready if value evidence is not captured.
pub(super) static VALUE_EVIDENCE: Condition = Condition {
    name: "value_evidence",
    workflow: "recap",
    row: "VR-70",
    question: "Is evidence of value captured?",
};

/// Recaps are not ready if support context is disconnected.
pub(super) static SUPPORT_CONTEXT: Condition = Condition {
    name: "support_context",
    workflow: "recap",
    row: "VR-71",
    question: "Is the support context connected?",
};

/// Recaps are not ready if the account owner's review is unavailable.
pub(super) static OWNER_REVIEW: Condition = Condition {
    name: "owner_review",
    workflow: "recap",
    row: "VR-72",
    question: "Can an account owner review?",
};

/// Handoffs are not ready if sales notes are unreliable.
pub(super) static SALES_NOTES: Condition = Condition {
    name: "sales_notes",
    workflow: "handoff",
    row: "HO-34",
    question: "Are the sales notes reliable?",
};

/// Handoffs are not ready if the source documents of a won deal are inaccessible.
pub(super) static CLOSED_WON_DOCUMENTS: Condition = Condition {
    name: "closed_won_documents",
    workflow: "handoff",
    row: "HO-34",
    question: "Can the documents of the won deal be read?",
};

/// Handoffs are not ready if CS can't reject incomplete ones.
pub(super) static CS_REJECTION: Condition = Condition {
    name: "cs_rejection",
    workflow: "handoff",
    row: "HO-34",
    question: "Can CS reject an incomplete handoff?",
};

/// Every condition, in the order in which answers stand.
pub static CONDITIONS: [&Condition; 6] = [
    &VALUE_EVIDENCE,
    &SUPPORT_CONTEXT,
    &OWNER_REVIEW,
    &SALES_NOTES,
    &CLOSED_WON_DOCUMENTS,
    &CS_REJECTION,
];

/// Whether a condition is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// It is.
    Ready,
    /// It is not, which holds the workflow up.
    NotReady,
    /// There is nothing to ask it of.
    NotAsked,
}

/// An answer to a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The condition.
    #[serde(flatten)]
    pub condition: &'static Condition,
    /// Whether it is met.
    #[serde(rename = "answer")]
    pub readiness: Readiness,
    /// Why, in one sentence without a full stop.
    pub why: String,
    /// What to do; none where nothing is to be done.
    pub to_do: Option<String>,
}

impl Answer {
    pub(super) fn ready(condition: &'static Condition, why: String) -> Self {
        Self {
            condition,
            readiness: Readiness::Ready,
            why,
            to_do: None,
        }
    }

    pub(super) fn not_ready(condition: &'static Condition, why: String, to_do: String) -> Self {
        Self {
            condition,
            readiness: Readiness::NotReady,
            why,
            to_do: Some(to_do),
        }
    }

    pub(super) fn not_asked(condition: &'static Condition, why: String) -> Self {
        Self {
            condition,
            readiness: Readiness::NotAsked,
            why,
            to_do: None,
        }
    }
}
