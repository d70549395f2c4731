use std::fmt;
use std::time::Duration;

/// Why a question got no answer that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The settings do not describe an endpoint; nothing was sent.
    #[error("the model endpoint is not configured: {why}")]
    NotConfigured {
        /// What is wrong, and what to set.
        why: String,
    },
    /// A record of answers has none for the question; nothing was sent.
    #[error("{peer} is replayed from a record, which has no answer: {why}")]
    NotRecorded {
        /// Who was asked when it was recorded.
        peer: Peer,
        /// What differs from what was recorded, and what to do.
        why: String,
    },
    /// No answer came, or only errors that may pass.
    #[error("{peer} did not answer in {tries} {}: {why}; {help}", plural(*tries, "try", "tries"))]
    Unreachable {
        /// Who was asked.
        peer: Peer,
        /// How many times it was asked.
        tries: u32,
        /// What happened the last time.
        why: String,
        /// What to do.
        help: String,
    },
    /// The endpoint failed so often in a row that it is not asked for a while.
    #[error(
        "{peer} was not asked: the last {questions} {} got no answer; one may try again in {} s",
        plural(*questions, "question", "questions"),
        pause.as_secs_f32().ceil()
    )]
    LeftAlone {
        /// Who would have been asked.
        peer: Peer,
        /// How many questions in a row got no answer.
        questions: u32,
        /// How long it is left alone.
        pause: Duration,
    },
    /// The run has nothing left to spend.
    #[error(
        "{peer} was not asked: the run has spent {spent} tokens, the question takes about {wanted}, and `spend_limit_tokens` is {limit}"
    )]
    SpendLimit {
        /// Who would have been asked.
        peer: Peer,
        /// What the run has spent, in tokens sent and received.
        spent: u64,
        /// What sending the question takes, as an estimate.
        wanted: u64,
        /// What a run may spend.
        limit: u64,
    },
    /// The endpoint does not accept the request, and would not the next time either.
    #[error("{peer} rejected the request with HTTP {status}: {why}; {help}")]
    Rejected {
        /// Who was asked.
        peer: Peer,
        /// The HTTP status.
        status: u16,
        /// What the endpoint said.
        why: String,
        /// What to do.
        help: String,
    },
    /// The model, or a filter before it, declined to answer.
    #[error("{peer} declined to answer: {why}")]
    Refused {
        /// Who was asked.
        peer: Peer,
        /// In whose words or by which filter.
        why: String,
    },
    /// The answer ended at the length limit.
    #[error("the answer of {peer} was cut off after {output_tokens} tokens; {help}")]
    CutOff {
        /// Who was asked.
        peer: Peer,
        /// How many tokens came; 0 where the endpoint does not say.
        output_tokens: u64,
        /// What to do.
        help: String,
    },
    /// Something came that is not an answer to the question.
    #[error("the answer of {peer} cannot be read: {why}{}", beginning(excerpt))]
    Malformed {
        /// Who was asked.
        peer: Peer,
        /// What is wrong with it, and where.
        why: String,
        /// The first 200 characters of what came, control characters escaped.
        excerpt: String,
    },
    /// The time allowed for the question is over, or would be before the next try.
    #[error(
        "the time allowed for an answer of {peer} ran out after {requests} {}{}",
        plural(*requests, "request", "requests"),
        because(last.as_deref(), *pause)
    )]
    DeadlineSpent {
        /// Who was asked.
        peer: Peer,
        /// How many requests were sent.
        requests: u32,
        /// What happened before, if anything did.
        last: Option<String>,
        /// The pause before the next try that the deadline left no room for.
        pause: Option<Duration>,
    },
}

impl ModelError {
    /// Returns the reason code that a run states.
    ///
    /// A wrong setting or key counts as `model_unreachable`: there is no way to the model.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotConfigured { .. }
            | Self::NotRecorded { .. }
            | Self::LeftAlone { .. }
            | Self::Unreachable { .. }
            | Self::Rejected { .. } => "model_unreachable",
            Self::Refused { .. } => "model_refused",
            Self::CutOff { .. } => "model_cut_off",
            Self::Malformed { .. } => "model_malformed",
            Self::DeadlineSpent { .. } | Self::SpendLimit { .. } => "budget_spent",
        }
    }
}

/// Who was asked: which model, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The model's name.
    pub model: String,
    /// The root of the API.
    pub url: String,
}

impl fmt::Display for Peer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "model `{}` at `{}`", self.model, self.url)
    }
}

fn plural(number: u32, one: &'static str, many: &'static str) -> &'static str {
    if number == 1 { one } else { many }
}

fn beginning(excerpt: &str) -> String {
    if excerpt.is_empty() {
        String::new()
    } else {
        format!("; it begins `{excerpt}`")
    }
}

fn because(last: Option<&str>, pause: Option<Duration>) -> String {
    let last = last.map(|last| format!("; before that: {last}")).unwrap_or_default();
    let pause = pause.map(|pause| format!("; the next try was due in {} s", pause.as_secs_f32().ceil()));
    format!("{last}{}", pause.unwrap_or_default())
}
