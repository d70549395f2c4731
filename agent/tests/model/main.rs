//! The wire to a model, against a server on loopback that answers as it is told.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#![expect(
    clippy::needless_pass_by_value,
    reason = "`json!` values are written where they are used"
)]

mod answers;
mod failures;
mod fallbacks;
mod logs;
mod requests;
mod retries;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use agent::model::{Answer, Endpoint, Model, ModelError, Question, RetryPolicy, SecretString, Usage};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

const KEY: &str = "sk-not-for-your-eyes";

/// A port of the ferry line.
#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Port {
    /// As the timetable has it.
    name: String,
    berths: u32,
}

/// Answers with each template in turn, and with the last one from then on.
struct InTurn {
    templates: Vec<ResponseTemplate>,
    next: AtomicUsize,
}

impl Respond for InTurn {
    fn respond(&self, _request: &Request) -> ResponseTemplate {
        let index = self.next.fetch_add(1, Ordering::Relaxed).min(self.templates.len() - 1);
        self.templates[index].clone()
    }
}

async fn server<const N: usize>(templates: [ResponseTemplate; N]) -> MockServer {
    let server = MockServer::start().await;
    let in_turn = InTurn {
        templates: templates.into(),
        next: AtomicUsize::new(0),
    };
    Mock::given(method("POST"))
        .and(path("/v1/chat/completions"))
        .respond_with(in_turn)
        .mount(&server)
        .await;
    server
}

fn endpoint(server: &MockServer) -> Endpoint {
    Endpoint {
        api_key: Some(SecretString::from(KEY)),
        retry: RetryPolicy {
            tries: 3,
            base: Duration::from_millis(1),
            cap: Duration::from_millis(4),
            retry_after_cap: Duration::from_mins(1),
        },
        ..Endpoint::new(format!("{}/v1", server.uri()), "ferry-1")
    }
}

fn question() -> Question {
    Question {
        system: "You read timetables.".to_owned(),
        user: "Which port has the most berths?".to_owned(),
        name: "port",
    }
}

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(3)
}

async fn ask(server: &MockServer) -> Result<Answer<Port>, ModelError> {
    Model::connect(endpoint(server)).unwrap().ask(&question(), soon()).await
}

/// Asks a server that answers so, and returns the error's code and text, the port left out, and
/// how many requests there were.
async fn error<const N: usize>(templates: [ResponseTemplate; N]) -> String {
    let server = server(templates).await;
    let error = ask(&server).await.unwrap_err();
    let sent = bodies(&server).await.len();
    let text = format!("{}: {error} [{sent}]", error.code()).replace(&server.uri(), "http://host");
    assert!(!text.contains(KEY));
    text
}

async fn bodies(server: &MockServer) -> Vec<Value> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| request.body_json().unwrap()).collect()
}

fn reply(content: &str) -> ResponseTemplate {
    ended(content, json!("stop"))
}

fn ended(content: &str, finish_reason: Value) -> ResponseTemplate {
    choice(json!({"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish_reason}))
}

fn choice(choice: Value) -> ResponseTemplate {
    status(
        200,
        json!({
            "id": "c1", "object": "chat.completion", "created": 1, "model": "ferry-1", "choices": [choice],
            "usage": {"prompt_tokens": 40, "completion_tokens": 7, "total_tokens": 47},
        }),
    )
}

fn status(status: u16, body: Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

fn good() -> ResponseTemplate {
    reply(r#"{"name": "Korsnes", "berths": 4}"#)
}

fn korsnes() -> Port {
    Port {
        name: "Korsnes".to_owned(),
        berths: 4,
    }
}

fn usage(requests: u32, replies: u64) -> Usage {
    Usage {
        requests,
        input_tokens: 40 * replies,
        output_tokens: 7 * replies,
    }
}
