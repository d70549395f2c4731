//! What has just happened, in one sentence. Addresses name it by a word of a closed list, so that
//! no link can make the desk say something else.

use serde::{Deserialize, Serialize};

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Done {
    /// Somebody approved.
    Approved,
    /// Somebody sent a brief back.
    Returned,
    /// Somebody took a brief up again.
    Reopened,
    /// Somebody judged a claim.
    Judged,
    /// Somebody decided.
    Decided,
    /// A claim has other words.
    Edited,
    /// A comment was written.
    Commented,
    /// A task or a role went to somebody.
    Assigned,
    /// A task is done.
    Finished,
    /// A task is open again.
    TaskOpen,
    /// A date moved.
    Moved,
    /// A brief was kept under a name.
    Saved,
    /// Something was recorded.
    Recorded,
    /// A workflow came to its end.
    Completed,
    /// Something was created.
    Created,
    /// Something was changed.
    Changed,
    /// Something was sent for review.
    Submitted,
    /// Something was rejected.
    Rejected,
    /// A scorecard was rejected.
    TurnedDown,
    /// Something was carried out.
    Executed,
    /// Somebody has another password.
    PasswordChanged,
}

impl Done {
    /// The sentence.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Approved => "Approved. What you saw is on record with your name.",
            Self::Returned => "Sent back. What is missing is on the list of questions.",
            Self::Reopened => "Taken up again. Approvals given before are void.",
            Self::Judged => "Noted, with your name and your reason.",
            Self::Decided => "Decided. Your answer is a source now.",
            Self::Edited => "A new version. Approvals given before are void.",
            Self::Commented => "Your comment is there.",
            Self::Assigned => "Assigned.",
            Self::Finished => "Done.",
            Self::TaskOpen => "Open again.",
            Self::Moved => "Moved, and whatever is counted from it with it.",
            Self::Saved => "Saved. It is found under Saved briefs.",
            Self::Recorded => "Recorded.",
            Self::Completed => "The workflow is complete.",
            Self::Created => "Created.",
            Self::Changed => "Changed.",
            Self::Submitted => "Sent for review.",
            Self::Rejected => "Rejected, with your reason.",
            Self::TurnedDown => "Rejected. Its questions and tasks are open again.",
            Self::Executed => "On record as carried out; whoever subscribes is told.",
            Self::PasswordChanged => "Your password is changed. You are signed out everywhere else.",
        }
    }
}

/// Where an address says what has just happened.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct JustDone {
    /// What has just happened; none where an address names nothing, or nothing that there is.
    #[serde(default, deserialize_with = "leniently")]
    pub(crate) done: Option<Done>,
}

impl JustDone {
    /// The sentence; empty where nothing has happened.
    pub(crate) fn sentence(&self) -> String {
        self.done.map_or_else(String::new, |done| done.sentence().to_owned())
    }
}

fn leniently<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Done>, D::Error> {
    let word = String::deserialize(deserializer)?;
    Ok(serde_json::from_value(serde_json::Value::String(word)).ok())
}

/// An address that says what has just happened.
pub(crate) fn back(address: &str, done: Done) -> axum::response::Redirect {
    let word = serde_json::to_value(done).ok();
    let word = word.as_ref().and_then(|word| word.as_str()).unwrap_or_default();
    let (address, part) = address.split_once('#').unwrap_or((address, ""));
    let joint = if address.contains('?') { '&' } else { '?' };
    let part = if part.is_empty() {
        String::new()
    } else {
        format!("#{part}")
    };
    axum::response::Redirect::to(&format!("{address}{joint}done={word}{part}"))
}
