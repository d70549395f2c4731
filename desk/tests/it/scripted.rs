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

    /// A server that says these claims of the sections with these titles when it is first asked
    /// for them, and nothing of any other. A claim names the passages that it draws on by words of
    /// theirs.
    pub(crate) fn saying<'a>(said: impl IntoIterator<Item = (&'a str, Value)>) -> Self {
        let said = said.into_iter();
        let sections = said.map(|(title, claims)| (title.to_owned(), vec![json!({"claims": claims, "questions": []})]));
        Self::new(Script {
            sections: sections.collect(),
            asked: Mutex::default(),
        })
    }

    /// Makes the program draft with this model.
    pub(crate) fn serve(&self, vouch: &Vouch) {
        self.serve_with(vouch, "");
    }

    /// Makes the program draft with this model, under more settings: first those of the model, then
    /// other tables.
    pub(crate) fn serve_with(&self, vouch: &Vouch, more: &str) {
        let settings = format!(
            "[model]\nbase_url = \"{}/v1\"\nname = \"scripted-1\"\ndeadline_seconds = 20\nrequest_timeout_seconds = 5\n{more}",
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
        let section = self.sections.iter().find(|(title, _)| head.contains(title.as_str()));
        let answer = section.and_then(|(title, answers)| {
            let mut asked = self.asked.lock().unwrap();
            let turn = asked.entry(title.clone()).or_default();
            *turn += 1;
            answers.get(*turn - 1).cloned()
        });
        let mut answer = answer.unwrap_or_else(|| json!({"claims": [], "questions": []}));
        for claim in answer["claims"].as_array_mut().unwrap() {
            let citations = claim.get_mut("citations").and_then(Value::as_array_mut);
            for citation in citations.into_iter().flatten() {
                citation["passage"] = json!(passage(&prompt, text(citation, "passage")));
            }
            // A sentence that is drawn from those of other sections.
            let from = claim.get_mut("from").and_then(Value::as_array_mut);
            for words in from.into_iter().flatten() {
                *words = json!(passage(&prompt, words.as_str().unwrap()));
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
