//! What is said of the set-up.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{check, doctor, lacks, store};
use crate::support::{Vouch, text};

/// An empty folder is told what to do first, and stays empty.
#[test]
fn an_empty_folder_says_what_to_do_and_stays_empty() {
    let vouch = Vouch::new();
    let report = doctor(&vouch);
    let first = "`vouch ingest PATH` makes it and reads exports into it";
    assert_eq!(check(&report, "data folder")["to_do"], first);
    let nobody = vec!["owner_review", "cs_rejection"];
    assert_eq!(
        lacks(&report),
        [vec!["data folder", "store", "people"], nobody, Vec::new()]
    );
    assert!(!vouch.data().exists());
    let named = vouch.run(["doctor", "birch"]);
    assert_eq!((named.code, named.out.as_str()), (2, ""));
    insta::assert_snapshot!(named.err, @"
    error: no account is called `birch`: nothing has been ingested yet
    hint: `vouch ingest PATH` reads exports; `--from PATH` reads them for one run
    ");
}

/// An index that is gone is told, and left for whoever needs it.
#[test]
fn the_doctor_mends_nothing() {
    let vouch = store(&[], &[]);
    assert_eq!(check(&doctor(&vouch), "index")["state"], "ok");
    fs::remove_dir_all(vouch.data().join("index")).unwrap();
    assert_eq!(check(&doctor(&vouch), "index")["state"], "warning");
    assert!(!vouch.data().join("index").exists());
}

/// A store that can't be opened is told beside the rest, and nothing can be said of the accounts.
#[test]
fn a_broken_store_can_not_be_looked_at() {
    let vouch = Vouch::new();
    vouch.file(
        "data/evidence.sqlite",
        "this is no database, and was never one".repeat(100),
    );
    let run = vouch.run(["--format", "json", "doctor"]);
    let report = run.json();
    assert_eq!((run.code, text(check(&report, "store"), "state")), (2, "failed"));
    assert!(
        text(check(&report, "store"), "found").contains("restore a sound backup"),
        "{report}"
    );
    assert_eq!((&report["overall"], &report["accounts"]), (&json!([]), &json!([])));
}

/// What is said of a model whose endpoint answers so when it is asked for its models.
fn model(answer: ResponseTemplate) -> Value {
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(async {
        let server = MockServer::start().await;
        let asked = Mock::given(method("GET")).and(path("/v1/models"));
        asked.respond_with(answer).mount(&server).await;
        server
    });
    let report = with_model(&server.uri());
    let found = text(check(&report, "model"), "found").replace(&server.uri(), "http://host");
    json!([check(&report, "model")["state"], found])
}

fn with_model(address: &str) -> Value {
    let vouch = Vouch::new();
    vouch.file(
        "vouch.toml",
        format!("[model]\nbase_url = \"{address}/v1\"\nname = \"ferry-1\"\n"),
    );
    doctor(&vouch)
}

/// A model that can't be asked is told before a run fails for it.
#[test]
fn a_model_is_looked_for() {
    let listed = |id: &str| ResponseTemplate::new(200).set_body_json(json!({"data": [{"id": id}]}));
    assert_eq!(
        model(listed("ferry-1")),
        json!(["ok", "the endpoint of `ferry-1` answers"])
    );
    assert_eq!(
        model(listed("ferry-2")),
        json!(["warning", "the endpoint answers, and lists no `ferry-1` but `ferry-2`"])
    );
    let refused = ResponseTemplate::new(401).set_body_string("who are you?");
    let why = "model `ferry-1` at `http://host/v1` rejected the request with HTTP 401: who are you?; check `api_key` and what it may use";
    assert_eq!(model(refused), json!(["failed", why]));
    // A port that was free a moment ago and that nobody listens on.
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", socket.local_addr().unwrap());
    drop(socket);
    let report = with_model(&address);
    let gone = check(&report, "model");
    assert_eq!(gone["state"], "failed");
    assert!(
        text(gone, "found").ends_with("check that the server runs and that `base_url` is right"),
        "{gone}"
    );
}

/// That a key is set is told, and never the key.
#[test]
fn a_key_is_never_told() {
    let vouch = Vouch::new();
    vouch.file(
        "vouch.toml",
        "[model]\nbase_url = \"http://127.0.0.1:9/v1\"\nname = \"ferry-1\"\napi_key_env = \"FERRY_KEY\"\n",
    );
    let said = |key: Option<&str>| {
        let mut command = vouch.command();
        command.args(["--format", "json", "doctor"]);
        match key {
            Some(key) => command.env("FERRY_KEY", key),
            None => command.env_remove("FERRY_KEY"),
        };
        let output = command.output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let report: Value = serde_json::from_str(&out).unwrap();
        (text(check(&report, "model key"), "found").to_owned(), out)
    };
    assert_eq!(said(None).0, "`FERRY_KEY` is not set, so no key is sent");
    let (found, out) = said(Some("sk-not-for-your-eyes"));
    assert_eq!(found, "`FERRY_KEY` is set");
    assert!(!out.contains("not-for-your-eyes"));
}

/// On a machine without certificate authorities, no client for HTTPS can be made, and what to
/// install is told.
#[test]
fn missing_certificates_are_told() {
    let vouch = Vouch::new();
    let mut command = vouch.command();
    command.args(["--format", "json", "doctor"]);
    command
        .env("SSL_CERT_FILE", "nowhere.pem")
        .env("SSL_CERT_DIR", "nowhere");
    let report: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let told = check(&report, "certificates");
    assert_eq!(told["state"], "warning");
    assert!(
        text(told, "found").contains("install the system's `ca-certificates`"),
        "{told}"
    );
}

/// A folder of prompts that is not there is told: it would replace nothing, and nobody would know.
#[test]
fn a_missing_folder_of_prompts_is_told() {
    let vouch = Vouch::new();
    vouch.file("vouch.toml", "prompts = \"own\"\n");
    let report = doctor(&vouch);
    assert_eq!(text(check(&report, "prompts"), "state"), "failed");
    fs::create_dir(vouch.data().parent().map(Path::to_owned).unwrap().join("own")).unwrap();
    assert_eq!(text(check(&doctor(&vouch), "prompts"), "state"), "ok");
}
