use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

/// Where a model is, and how it is asked.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The root of the API, such as `https://host/v1`.
    pub base_url: String,
    /// Sent as a bearer token; none for servers that want none.
    pub api_key: Option<SecretString>,
    /// The model's name, as the endpoint knows it.
    pub model: String,
    /// How long one request may take, from connecting to the last byte.
    pub request_timeout: Duration,
    /// The longest answer asked for, in tokens.
    pub max_output_tokens: u32,
    /// How many questions are under way at once; the others wait.
    pub concurrency: usize,
    /// 0 asks for the likeliest answer each time.
    pub temperature: f32,
    /// How much a word is held back that was used before, from 0 (not at all) to 2; not sent
    /// unless set. Small models that answer in circles need about 0.5.
    pub frequency_penalty: Option<f32>,
    /// Whether the schema says how long texts and lists may be. Servers that build a grammar from
    /// it (llama.cpp, vLLM) hold a rambling model to that; some others refuse such a schema.
    pub bounded_schema: bool,
    /// What the questions of one run may cost together, in tokens sent and received. A question
    /// that would go beyond it is not sent.
    pub spend_limit_tokens: Option<u64>,
    /// When an endpoint that keeps failing is left alone.
    pub breaker: BreakerPolicy,
    /// A PEM file of certificate authorities to trust beside the system's own.
    pub ca_bundle: Option<PathBuf>,
    /// When and how often a request is sent again.
    pub retry: RetryPolicy,
}

impl Endpoint {
    /// Returns an endpoint without a key, with settings that suit most servers.
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            api_key: None,
            model: model.into(),
            request_timeout: Duration::from_mins(2),
            max_output_tokens: 4096,
            concurrency: 4,
            temperature: 0.0,
            frequency_penalty: None,
            bounded_schema: false,
            spend_limit_tokens: None,
            breaker: BreakerPolicy::default(),
            ca_bundle: None,
            retry: RetryPolicy::default(),
        }
    }
}

/// When and how often a request is sent again.
///
/// The pause before a new try is drawn at random between nothing and a bound that doubles with
/// each try, so that many clients refused at once do not come back at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How many times a request is sent at most, the first time included.
    pub tries: u32,
    /// The bound of the first pause.
    pub base: Duration,
    /// What the bound never exceeds.
    pub cap: Duration,
    /// The longest pause granted to a server that asks for one with `Retry-After`.
    pub retry_after_cap: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: 4,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            retry_after_cap: Duration::from_mins(1),
        }
    }
}

/// When an endpoint that keeps failing is left alone, and for how long.
///
/// A night's run over two hundred accounts must not wait out every retry of every question while
/// the endpoint is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakerPolicy {
    /// After so many questions in a row that got no answer, with every patience, none is sent.
    pub questions: u32,
    /// How long none is sent; then one may try.
    pub pause: Duration,
}

impl Default for BreakerPolicy {
    fn default() -> Self {
        Self {
            questions: 8,
            pause: Duration::from_secs(30),
        }
    }
}
