//! Servers that fall silent, break off or send what is no reply.

use std::time::Duration;

use agent::model::{Endpoint, Model};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::mpsc;

use super::{
    Listening, Port, answer, endpoint_at, failed, good_body, hear, korsnes, listen, question, say, soon, usage, whole,
};

/// A reply that stops in the middle of its body.
const HALF: &str = "HTTP/1.1 200 OK\r\ncontent-length: 4096\r\n\r\n{\"choices\": [";

fn connect(listening: &Listening) -> Model {
    Model::connect(endpoint_at(&listening.url)).unwrap()
}

/// A server that says the same to everybody.
async fn saying(reply: Vec<u8>) -> Listening {
    listen(move |_number, mut stream| {
        let reply = reply.clone();
        async move {
            hear(&mut stream).await;
            say(&mut stream, &reply).await;
        }
    })
    .await
}

#[tokio::test]
async fn a_server_that_falls_silent_is_given_up_after_each_request_timeout() {
    let mute = listen(|_number, mut stream| async move {
        hear(&mut stream).await;
        std::future::pending::<()>().await;
    })
    .await;
    let stalled = listen(|_number, mut stream| async move {
        hear(&mut stream).await;
        say(&mut stream, HALF.as_bytes()).await;
        std::future::pending::<()>().await;
    })
    .await;
    // Never silent for long, and never done.
    let trickling = listen(|_number, mut stream| async move {
        hear(&mut stream).await;
        say(&mut stream, HALF.as_bytes()).await;
        while stream.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;

    let mut errors = Vec::new();
    for listening in [mute, stalled, trickling] {
        let model = Model::connect(Endpoint {
            request_timeout: Duration::from_millis(50),
            ..endpoint_at(&listening.url)
        })
        .unwrap();
        errors.push(failed(&model).await);
        assert_eq!(listening.connections(), 3);
    }

    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: no whole reply within 0.05 s; raise `request_timeout`, lower `max_output_tokens`, or take a faster model [3]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: no whole reply within 0.05 s; raise `request_timeout`, lower `max_output_tokens`, or take a faster model [3]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: no whole reply within 0.05 s; raise `request_timeout`, lower `max_output_tokens`, or take a faster model [3]",
    ]
    "#);
}

#[tokio::test]
async fn what_breaks_off_once_is_asked_again() {
    // What is said before the connection ends, none where nothing is heard either; and whether it
    // ends with a reset.
    let broken = [
        (None, false),
        (Some(""), false),
        (Some(""), true),
        (Some("HTTP/1.1 200"), false),
        (Some(HALF), false),
        (
            Some("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nd\r\n{\"choices\": [\r\n"),
            false,
        ),
    ];
    for (said, is_reset) in broken {
        let listening = listen(move |number, mut stream| async move {
            if number > 0 {
                hear(&mut stream).await;
                say(&mut stream, &whole("application/json", good_body().as_bytes())).await;
            } else if let Some(said) = said {
                hear(&mut stream).await;
                say(&mut stream, said.as_bytes()).await;
                if is_reset {
                    stream.set_zero_linger().unwrap();
                }
            }
        })
        .await;
        let answered = connect(&listening).ask::<Port>(&question(), soon()).await;
        assert_eq!(answered, Ok(answer(usage(2, 1))), "{said:?} {is_reset}");
    }
}

#[tokio::test]
async fn a_connection_that_is_always_reset_is_told_as_that() {
    let listening = listen(|_number, mut stream| async move {
        hear(&mut stream).await;
        stream.set_zero_linger().unwrap();
    })
    .await;
    insta::assert_snapshot!(failed(&connect(&listening)).await, @"model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: error sending request: client error (SendRequest): connection error: Connection reset by peer (os error 104); check that the server runs and that `base_url` is right [3]");
}

#[tokio::test]
async fn an_answer_without_end_is_given_up_after_16_mib() {
    const PROMISED: usize = 50 << 20;
    let (tell, mut told) = mpsc::unbounded_channel();
    let listening = listen(move |_number, mut stream| {
        let tell = tell.clone();
        async move {
            hear(&mut stream).await;
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {PROMISED}\r\n\r\n");
            say(&mut stream, head.as_bytes()).await;
            let chunk = vec![b' '; 64 << 10];
            let mut sent = 0;
            while sent < PROMISED && stream.write_all(&chunk).await.is_ok() {
                sent += chunk.len();
            }
            tell.send(sent).unwrap();
        }
    })
    .await;

    let error = failed(&connect(&listening)).await;

    insta::assert_snapshot!(error, @"model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: the reply is not JSON: it is longer than 16 MiB [1]");
    let sent = tokio::time::timeout(Duration::from_secs(2), told.recv()).await;
    let sent = sent.unwrap().unwrap();
    assert!((16 << 20..PROMISED).contains(&sent), "{sent}");
}

#[tokio::test]
async fn bytes_that_are_no_text_do_not_make_json() {
    let listening = saying(whole("application/json", b"{\"choices\": [\xff\xfe]}")).await;
    insta::assert_snapshot!(failed(&connect(&listening)).await, @r#"model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: the reply is not JSON: expected value at line 1 column 14; it begins `{"choices": [��]}` [1]"#);
}

#[tokio::test]
async fn a_byte_that_is_no_text_within_a_string_is_read_as_a_replacement_character() {
    let body = good_body();
    let (before, after) = body.split_once("snes").unwrap();
    let body = [before.as_bytes(), b"\xff".as_slice(), after.as_bytes()].concat();
    let listening = saying(whole("application/json", &body)).await;

    let answered = connect(&listening).ask::<Port>(&question(), soon()).await;

    // No source holds that character: what is quoted with it cannot be found.
    let mut expected = answer(usage(1, 1));
    expected.value = Port {
        name: "Kor\u{fffd}".to_owned(),
        ..korsnes()
    };
    assert_eq!(answered, Ok(expected));
}

#[tokio::test]
async fn the_content_type_does_not_matter() {
    for content_type in [
        "text/html",
        "text/plain; charset=iso-8859-1",
        "application/octet-stream",
    ] {
        let listening = saying(whole(content_type, good_body().as_bytes())).await;
        let answered = connect(&listening).ask::<Port>(&question(), soon()).await;
        assert_eq!(answered, Ok(answer(usage(1, 1))), "{content_type}");
    }
}

#[tokio::test]
async fn a_stream_of_events_that_nobody_asked_for_is_malformed() {
    let events = b"data: {\"choices\": [{\"delta\": {\"content\": \"Kor\"}}]}\n\ndata: [DONE]\n\n";
    let listening = saying(whole("text/event-stream", events)).await;
    insta::assert_snapshot!(failed(&connect(&listening)).await, @r#"model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: the reply is not JSON: expected value at line 1 column 1; it begins `data: {"choices": [{"delta": {"content": "Kor"}}]}\n\ndata: [DONE]\n\n` [1]"#);
}
