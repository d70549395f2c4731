//! Delivering what waits to go out: to a folder, and to an address on loopback.

mod failing;
mod held;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::runtime::Runtime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::support::{TODAY, Vouch, each, exports, list, text};

const SECRET: &str = "It-is-secret";

/// The settings of a subscriber with a folder.
const ARCHIVE: &str = "[[outbox]]\nname = \"archive\"\nfolder = \"out\"\n";

/// A receiver on loopback.
struct Hook {
    server: MockServer,
    runtime: Runtime,
}

impl Hook {
    /// A receiver that gives these answers in turn, and the last one from then on.
    fn new<const N: usize>(answers: [ResponseTemplate; N]) -> Self {
        let runtime = Runtime::new().unwrap();
        let answers = Answers(Mutex::new(answers.into_iter().rev().collect()));
        let server = runtime.block_on(async {
            let server = MockServer::start().await;
            Mock::given(any()).respond_with(answers).mount(&server).await;
            server
        });
        Self { server, runtime }
    }

    /// The settings of its subscriber.
    fn subscriber(&self, more: &str) -> String {
        format!(
            "[[outbox]]\nname = \"crm\"\nurl = \"{}/in\"\n{more}\n",
            self.server.uri()
        )
    }

    fn requests(&self) -> Vec<Request> {
        self.runtime.block_on(self.server.received_requests()).unwrap()
    }
}

/// Answers, the next one last.
struct Answers(Mutex<Vec<ResponseTemplate>>);

impl Respond for Answers {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let mut answers = self.0.lock().unwrap();
        match answers.as_slice() {
            [last] => last.clone(),
            _ => answers.pop().unwrap(),
        }
    }
}

fn answer(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status)
}

/// A program whose settings name these subscribers, and which has drafted a brief that waits for
/// its approvals.
fn drafted(subscribers: &str) -> Vouch {
    let vouch = Vouch::with(&exports());
    vouch.file("vouch.toml", subscribers);
    vouch.json(0, ["handoff", "northwind", "--model", "extractive"]);
    vouch
}

/// Runs the program for JSON with the secret in its environment.
fn with_secret<const N: usize>(vouch: &Vouch, code: i32, args: [&str; N]) -> Value {
    let mut command = vouch.command();
    command
        .env("CRM_HOOK_SECRET", SECRET)
        .args(["--format", "json"])
        .args(args);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.get(name).map(|value| value.to_str().unwrap())
}

/// The signature as a receiver reckons it.
fn signature(request: &Request) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(header(request, "x-vouch-timestamp").unwrap().as_bytes());
    mac.update(b".");
    mac.update(&request.body);
    let hex = |text: String, byte: &u8| text + &format!("{byte:02x}");
    mac.finalize().into_bytes().iter().fold("sha256=".to_owned(), hex)
}

/// The files of a folder with what they hold, sorted.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// How many seconds from now the first message is tried again.
fn pause(report: &Value) -> i64 {
    let next_at: Timestamp = text(&list(report, "messages")[0], "next_at").parse().unwrap();
    next_at.duration_since(Timestamp::now()).as_secs()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// VR-84: an approval is asked for by webhook: tried again when it fails, under the same key,
/// signed each time, and not again once it has arrived.
#[test]
fn a_webhook_that_fails_twice_gets_the_message_once() {
    let hook = Hook::new([
        answer(503).insert_header("retry-after", "7200"),
        answer(500),
        answer(204),
    ]);
    let vouch = drafted(&hook.subscriber("secret_env = \"CRM_HOOK_SECRET\""));

    let failed = with_secret(&vouch, 1, ["outbox", "deliver"]);
    assert_eq!(
        (&failed["delivered"], &failed["undelivered"], pause(&failed) / 60),
        (&json!(0), &json!(1), 119)
    );
    // What is to be tried again later is left alone until then, unless somebody asks for it.
    with_secret(&vouch, 1, ["outbox", "deliver"]);
    assert_eq!(hook.requests().len(), 1);
    let failed = with_secret(&vouch, 1, ["outbox", "deliver", "--now"]);
    assert!((9..20).contains(&pause(&failed)), "{failed}");
    let done = with_secret(&vouch, 0, ["outbox", "deliver", "--now"]);
    assert_eq!((&done["delivered"], &done["undelivered"]), (&json!(1), &json!(0)));
    assert_eq!(
        list(&with_secret(&vouch, 0, ["outbox", "deliver", "--now"]), "messages"),
        [] as [Value; 0]
    );

    let requests = hook.requests();
    let message = &vouch.json(0, ["outbox", "list"])[0];
    let key = text(message, "key");
    assert_eq!(requests.len(), 3);
    for request in &requests {
        let signature = signature(request);
        let headers = ["content-type", "x-vouch-event", "x-vouch-delivery", "x-vouch-signature"];
        assert_eq!(
            headers.map(|name| header(request, name)),
            ["application/json", "approval_asked", key, &signature].map(Some)
        );
        assert_eq!(request.body, requests[0].body);
    }
    assert_eq!(
        (text(message, "state"), &message["attempts"], text(message, "error")),
        ("delivered", &json!(3), "HTTP 500")
    );
}

/// VR-84: the message says what is asked of whom, by the brief's id and digest.
#[test]
fn an_approval_is_asked_for_by_id_and_digest() {
    let hook = Hook::new([answer(200)]);
    let vouch = Vouch::with(&exports());
    vouch.file("vouch.toml", hook.subscriber(""));
    let brief = vouch.json(0, ["handoff", "northwind", "--model", "extractive"]);
    vouch.json(0, ["outbox", "deliver"]);
    let [request] = hook.requests().try_into().unwrap();
    assert_eq!(header(&request, "x-vouch-signature"), None);
    let mut body: Value = request.body_json().unwrap();
    assert!(text(&body, "at").parse::<Timestamp>().unwrap() <= Timestamp::now());
    body["at"] = Value::Null;
    assert_eq!(
        body,
        json!({
            "schema": "vouch.event/1",
            "event": "approval_asked",
            "run": brief["id"],
            "account_id": "northwind-labs",
            "kind": "handoff",
            "state": "in_review",
            "version": 1,
            "digest": brief["digest"],
            "waits_for": [{"role": "ae", "name": "Dana Whitcombe"}, {"role": "csm", "name": "Tobias Renn"}],
            "by": "the local user",
            "at": null,
        })
    );
}

/// VR-85: a folder gets a file for each message, whole, and in the order in which they came.
#[test]
fn a_folder_gets_a_file_for_each_message() {
    let vouch = drafted(ARCHIVE);
    vouch.json(1, ["handoff", "halden"]);
    let done = vouch.json(0, ["outbox", "deliver"]);
    let messages = list(&done, "messages");
    assert_eq!(each(&done, "messages", "state"), ["delivered", "delivered"]);
    let files = files(&vouch.data().with_file_name("out"));
    let expected = messages.iter().map(|message| {
        let made: Timestamp = text(message, "made_at").parse().unwrap();
        let made = made.strftime("%Y%m%dT%H%M%SZ");
        format!(
            "{made}-{:06}-{}.json",
            message["id"].as_u64().unwrap(),
            text(message, "key").replace(':', "-")
        )
    });
    assert_eq!(
        files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(),
        expected.collect::<Vec<_>>()
    );
    let told = files.iter().map(|(_, body)| {
        let body: Value = serde_json::from_str(body).unwrap();
        [&body["event"], &body["run"]].map(|it| it.as_str().unwrap().to_owned())
    });
    let expected = messages
        .iter()
        .map(|it| [text(it, "event"), text(it, "run")].map(str::to_owned));
    assert_eq!(told.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    assert_eq!(each(&done, "messages", "event"), ["approval_asked", "paused"]);
}

/// VR-85: where the program stopped after a delivery and before it was noted, a folder is left as
/// it is, and an address knows the message again by its key.
#[test]
fn a_delivery_that_was_not_noted_does_no_harm() {
    let hook = Hook::new([answer(200)]);
    let vouch = drafted(&format!("{ARCHIVE}{}", hook.subscriber("")));
    let (data, before) = (vouch.data(), vouch.data().with_file_name("before"));
    copy(&data, &before);
    assert_eq!(vouch.json(0, ["outbox", "deliver"])["delivered"], 2);
    let out = data.with_file_name("out");
    let delivered = files(&out);
    fs::remove_dir_all(&data).unwrap();
    copy(&before, &data);
    assert_eq!(vouch.json(0, ["outbox", "deliver"])["delivered"], 2);
    assert_eq!((delivered.len(), files(&out)), (1, delivered));
    let requests = hook.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|it| (header(it, "x-vouch-delivery"), &it.body))
        .collect();
    assert_eq!((sent.len(), sent[0]), (2, sent[1]));
}

#[test]
fn a_subscriber_is_told_only_the_events_it_asks_for() {
    let asks = |event: &str| format!("[[outbox]]\nname = \"{event}\"\nfolder = \"out\"\nevents = [\"{event}\"]\n");
    let vouch = drafted(&["approved", "approval_asked"].map(asks).concat());
    let listed = vouch.json(0, ["outbox", "list"]);
    let targets: Vec<&str> = listed.as_array().unwrap().iter().map(|it| text(it, "target")).collect();
    assert_eq!(targets, ["approval_asked"]);
}

/// A program that watches delivers what comes, also to a subscriber that comes later.
#[test]
fn a_watcher_delivers_what_comes() {
    let vouch = drafted("");
    let mut watcher = Command::new(env!("CARGO_BIN_EXE_vouch"))
        .current_dir(vouch.data().parent().unwrap())
        .args(["--as-of", TODAY, "--data"])
        .arg(vouch.data())
        .args(["outbox", "deliver", "--watch"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    vouch.file("vouch.toml", ARCHIVE);
    vouch.json(1, ["handoff", "halden"]);
    let (out, started) = (vouch.data().with_file_name("out"), Instant::now());
    let is_there = || out.exists() && files(&out).iter().any(|(name, _)| !name.starts_with('.'));
    while !is_there() && started.elapsed() < Duration::from_secs(30) {
        sleep(Duration::from_millis(100));
    }
    watcher.kill().unwrap();
    watcher.wait().unwrap();
    assert_eq!(files(&out).len(), 1);
}
