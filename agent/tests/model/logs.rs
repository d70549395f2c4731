//! What is logged, and what never is.

use std::io;
use std::sync::{Arc, Mutex};

use agent::model::Model;
use serde_json::json;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use wiremock::ResponseTemplate;

use super::{KEY, Port, endpoint, good, question, reply, server, soon, status};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn neither_the_key_nor_evidence_is_logged_at_any_level() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(lines.clone())
        .finish();
    // For the whole process: what other tests log at the same time must hold no secret either, and
    // a subscriber of one thread alone misses events whose callsite another thread met first.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let echo = json!({"error": {"message": format!("{KEY} asked: Which port has the most berths?")}});
    let server = server([
        status(500, echo.clone()),
        status(400, echo),
        ResponseTemplate::new(200).set_body_raw("Korsnes, not JSON", "text/plain"),
        reply("Korsnes, in prose"),
        reply("{\"name\": \"Korsnes\"}"),
        good(),
    ])
    .await;
    let model = Model::connect(endpoint(&server)).unwrap();

    let mut outcomes = Vec::new();
    for _ in 0..4 {
        let answer = model.ask::<Port>(&question(), soon()).await;
        outcomes.push(answer.map_or_else(|error| error.code(), |_answer| "answered"));
    }

    assert_eq!(
        outcomes,
        ["model_unreachable", "model_malformed", "model_malformed", "answered"]
    );
    let logged = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(
        logged.contains("asking the model again") && logged.contains("outcome=\"answered\""),
        "{logged}"
    );
    for secret in [KEY, "Korsnes", "berths?", "You read timetables"] {
        assert!(!logged.contains(secret), "{logged}");
    }
}
