//! Questions that nobody waits for any more.

use std::time::Duration;

use agent::model::{Endpoint, Model};
use tokio::io::AsyncReadExt as _;
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::time::timeout;

use super::{Port, answer, endpoint_at, good_body, hear, listen, question, say, soon, usage, whole};

/// Asks until the server tells of something, and then no longer.
async fn ask_until_told(model: &Model, told: &mut UnboundedReceiver<&'static str>) -> Option<&'static str> {
    let question = question();
    tokio::select! {
        answered = model.ask::<Port>(&question, soon()) => panic!("{answered:?}"),
        event = told.recv() => event,
    }
}

#[tokio::test]
async fn a_question_that_is_dropped_hangs_up_and_is_not_sent_again() {
    let (tell, mut told) = mpsc::unbounded_channel();
    let listening = listen(move |_number, mut stream| {
        let tell = tell.clone();
        async move {
            hear(&mut stream).await;
            tell.send("asked").unwrap();
            let has_ended = stream.read_u8().await.is_err();
            tell.send(if has_ended { "hung up" } else { "said more" }).unwrap();
        }
    })
    .await;
    let model = Model::connect(endpoint_at(&listening.url)).unwrap();

    let first = ask_until_told(&model, &mut told).await;
    let second = timeout(Duration::from_secs(2), told.recv()).await.unwrap();

    assert_eq!([first, second], [Some("asked"), Some("hung up")]);
    // The pause before another try would be 4 ms at most.
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(listening.connections(), 1);
}

#[tokio::test]
async fn a_question_that_is_dropped_in_a_pause_is_not_sent_again() {
    let (tell, mut told) = mpsc::unbounded_channel();
    let listening = listen(move |_number, mut stream| {
        let tell = tell.clone();
        async move {
            hear(&mut stream).await;
            let head = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 0.15\r\ncontent-length: 0\r\n\r\n";
            say(&mut stream, head.as_bytes()).await;
            tell.send("answered").unwrap();
        }
    })
    .await;
    let model = Model::connect(endpoint_at(&listening.url)).unwrap();
    let question = question();

    let mut asking = Box::pin(model.ask::<Port>(&question, soon()));
    let event = tokio::select! {
        answered = &mut asking => panic!("{answered:?}"),
        event = told.recv() => event,
    };
    assert_eq!(event, Some("answered"));
    // Time to hear of it, and too little for the pause.
    let in_pause = timeout(Duration::from_millis(30), &mut asking).await;
    assert!(in_pause.is_err(), "{in_pause:?}");
    drop(asking);

    tokio::time::sleep(Duration::from_millis(180)).await;
    assert_eq!(listening.connections(), 1);
}

#[tokio::test]
async fn a_question_that_is_dropped_gives_its_turn_to_the_next() {
    let (tell, mut told) = mpsc::unbounded_channel();
    let listening = listen(move |number, mut stream| {
        let tell = tell.clone();
        async move {
            hear(&mut stream).await;
            if number == 0 {
                tell.send("asked").unwrap();
                std::future::pending::<()>().await;
            }
            say(&mut stream, &whole("application/json", good_body().as_bytes())).await;
        }
    })
    .await;
    let model = Model::connect(Endpoint {
        concurrency: 1,
        ..endpoint_at(&listening.url)
    })
    .unwrap();

    let event = ask_until_told(&model, &mut told).await;
    let next = model.ask::<Port>(&question(), soon()).await;

    assert_eq!((event, next), (Some("asked"), Ok(answer(usage(1, 1)))));
    assert_eq!(listening.connections(), 2);
}
