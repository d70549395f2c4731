//! A model on loopback that answers from the scripted files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::support::{Vouch, list, text};

/// A server that speaks for a model.
pub(crate) struct Model {
    server: MockServer,
    runtime: Runtime,
}

impl Model {
    /// A server that answers each request as it is told.
    pub(crate) fn new(answers: impl Respond + 'static) -> Self {
        let runtime = Runtime::new().unwrap();
        let server = runtime.block_on(async {
            let server = MockServer::start().await;
            let asked = Mock::given(method("POST")).and(path("/v1/chat/completions"));
            asked.respond_with(answers).mount(&server).await;
            server
        });
        Self { server, runtime }
    }

    /// A server that answers from `fixtures/scripted`.
    pub(crate) fn scripted() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/scripted/northwind");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|it| it == "json"));
        let sections = files.map(|path| {
            let script: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            assert_eq!(script["scripted"], true);
            (text(&script, "section").to_owned(), list(&script, "answers").to_vec())
        });
        Self::new(Script {
            sections: sections.collect(),
            asked: Mutex::default(),
        })
    }

    /// Makes the program draft with this model.
    pub(crate) fn serve(&self, vouch: &Vouch) {
        let settings = format!(
            "[model]\nbase_url = \"{}/v1\"\nname = \"scripted-1\"\ndeadline_seconds = 20\nrequest_timeout_seconds = 5\n",
            self.server.uri()
        );
        vouch.file("vouch.toml", settings);
    }

    /// What was asked, in the words that the model saw.
    pub(crate) fn prompts(&self) -> Vec<String> {
        let requests = self.runtime.block_on(self.server.received_requests()).unwrap();
        requests
            .iter()
            .map(|request| prompt(&request.body_json().unwrap()))
            .collect()
    }

    /// The server's address, which no output may depend on.
    pub(crate) fn address(&self) -> String {
        self.server.uri()
    }
}

/// What a model answers, by the title of the section, in turn.
struct Script {
    sections: BTreeMap<String, Vec<Value>>,
    asked: Mutex<BTreeMap<String, usize>>,
}

impl Respond for Script {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let prompt = prompt(&request.body_json().unwrap());
        // The title stands above the passages, which might hold the same words.
        let head = prompt.split("<<<").next().unwrap();
        let (title, answers) = self
            .sections
            .iter()
            .find(|(title, _)| head.contains(title.as_str()))
            .unwrap();
        let mut asked = self.asked.lock().unwrap();
        let turn = asked.entry(title.clone()).or_default();
        let mut answer = answers
            .get(*turn)
            .cloned()
            .unwrap_or_else(|| json!({"claims": [], "questions": []}));
        *turn += 1;
        for claim in answer["claims"].as_array_mut().unwrap() {
            for citation in claim["citations"].as_array_mut().unwrap() {
                citation["passage"] = json!(passage(&prompt, text(citation, "passage")));
            }
        }
        said(&answer.to_string())
    }
}

/// The number of the passage that holds those words; one that no passage has where none does.
pub(crate) fn passage(prompt: &str, words: &str) -> u64 {
    let number = || {
        let head = prompt[..prompt.find(words)?].rfind("<<<passage ")? + "<<<passage ".len();
        prompt[head..]
            .split(|it: char| !it.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    };
    number().unwrap_or(999)
}

/// The words of a request, as the model sees them.
pub(crate) fn prompt(body: &Value) -> String {
    let messages: Vec<&str> = list(body, "messages").iter().map(|it| text(it, "content")).collect();
    messages.join("\n\n")
}

/// A whole answer of a model.
pub(crate) fn said(content: &str) -> ResponseTemplate {
    ended(&json!({"role": "assistant", "content": content}), "stop")
}

/// An answer that ended so.
pub(crate) fn ended(message: &Value, reason: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({
        "id": "c1", "object": "chat.completion", "created": 1, "model": "scripted-1",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000},
    }))
}
