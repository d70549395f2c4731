//! The wire to a model, against a server on loopback that answers as it is told.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#![expect(
    clippy::needless_pass_by_value,
    reason = "`json!` values are written where they are used"
)]

mod answers;
mod bodies;
mod cancelled;
mod certificates;
mod exchanges;
mod failures;
mod fallbacks;
mod kept;
mod limits;
mod listing;
mod logs;
mod proxies;
mod requests;
mod retries;
mod scripts;
mod stalls;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use agent::model::{Answer, Endpoint, Label, Model, ModelError, Question, RetryPolicy, SecretString, Usage};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

const KEY: &str = "sk-not-for-your-eyes";

/// What the model answers with where all is well.
const GOOD: &str = r#"{"name": "Korsnes", "berths": 4}"#;

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

/// A server on loopback that writes its own bytes, where wiremock would write better ones.
struct Listening {
    /// The root of its API.
    url: String,
    connections: Arc<AtomicUsize>,
}

impl Listening {
    /// How many connections it has taken.
    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Starts a server that deals with each connection as it is told; they are numbered from 0. It
/// ends with the test, whose runtime it runs on.
async fn listen<F>(deal: impl Fn(usize, TcpStream) -> F + Send + 'static) -> Listening
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _peer)) = listener.accept().await {
            tokio::spawn(deal(counted.fetch_add(1, Ordering::SeqCst), stream));
        }
    });
    Listening { url, connections }
}

/// Reads a request to its end: a connection that is closed before that is reset.
async fn hear(stream: &mut (impl AsyncRead + Unpin)) {
    let mut heard: Vec<u8> = Vec::new();
    while !is_whole(&heard) && stream.read_buf(&mut heard).await.unwrap_or_default() > 0 {}
}

fn is_whole(heard: &[u8]) -> bool {
    let text = String::from_utf8_lossy(heard).to_ascii_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| length.parse::<usize>().is_ok_and(|length| body.len() >= length))
}

/// Writes the bytes, if the client still listens.
async fn say(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) {
    if stream.write_all(bytes).await.is_ok() {
        let _hung_up = stream.flush().await;
    }
}

/// A whole reply with status 200, after which the connection is closed.
fn whole(content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn endpoint(server: &MockServer) -> Endpoint {
    endpoint_at(&format!("{}/v1", server.uri()))
}

fn endpoint_at(url: &str) -> Endpoint {
    Endpoint {
        api_key: Some(SecretString::from(KEY)),
        retry: RetryPolicy {
            tries: 3,
            base: Duration::from_millis(1),
            cap: Duration::from_millis(4),
            retry_after_cap: Duration::from_mins(1),
        },
        ..Endpoint::new(url, "ferry-1")
    }
}

fn question() -> Question {
    Question {
        system: "You read timetables.".to_owned(),
        user: "Which port has the most berths?".to_owned(),
        name: "port",
        label: Label::default(),
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

/// Asks in vain, and returns the error's code and text, the address left out, and how many
/// requests the model was sent in all. Nothing of the question and no key may stand in it.
async fn failed(model: &Model) -> String {
    let error = model.ask::<Port>(&question(), soon()).await.unwrap_err();
    let (_scheme, address) = model.peer().url.split_once("://").unwrap();
    let text = format!("{}: {error} [{}]", error.code(), model.spent().requests).replace(address, "host/v1");
    for secret in [KEY, "most berths?", "timetables"] {
        assert!(!text.contains(secret), "{text}");
    }
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
    status(200, envelope(choice))
}

/// A reply's body around its only choice.
fn envelope(choice: Value) -> Value {
    json!({
        "id": "c1", "object": "chat.completion", "created": 1, "model": "ferry-1", "choices": [choice],
        "usage": {"prompt_tokens": 40, "completion_tokens": 7, "total_tokens": 47},
    })
}

fn status(status: u16, body: Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

fn good() -> ResponseTemplate {
    reply(GOOD)
}

/// The body of a good reply, for servers that write their own bytes.
fn good_body() -> String {
    envelope(json!({"message": {"content": GOOD}, "finish_reason": "stop"})).to_string()
}

/// The answer that a good reply holds, at such a cost.
fn answer(cost: Usage) -> Answer<Port> {
    Answer {
        value: korsnes(),
        usage: cost,
        notes: Vec::new(),
    }
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
        cached: 0,
    }
}
