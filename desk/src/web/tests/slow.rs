//! Connections: who is too slow is cut off, and what is under way ends when the desk does.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::web::server::{Patience, serve};

/// A desk that takes a while to answer one address, its address, and what stops it.
async fn served(patience: Patience) -> (std::net::SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let slowly = async || {
        tokio::time::sleep(Duration::from_millis(300)).await;
        "done"
    };
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/slowly", get(slowly));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(serve(listener, router, patience, async {
        drop(stopped.await);
    }));
    (address, stop, serving)
}

fn patience(headers: u64, finish: u64) -> Patience {
    Patience {
        headers: Duration::from_millis(headers),
        finish: Duration::from_millis(finish),
    }
}

/// What a connection still says until it ends; nothing where it was cut.
async fn rest(stream: &mut TcpStream) -> String {
    let mut told = Vec::new();
    // A connection that was cut may say so by an error.
    drop(stream.read_to_end(&mut told).await);
    String::from_utf8_lossy(&told).into_owned()
}

#[tokio::test]
async fn whoever_sends_a_head_by_and_by_is_cut_off() {
    let (address, _stop, _serving) = served(patience(200, 200)).await;
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let (mut reading, mut writing) = stream.split();
    let dripping = async {
        for byte in b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n".repeat(100) {
            if writing.write_all(&[byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let mut told = Vec::new();
    tokio::select! {
        () = dripping => panic!("nobody stopped it"),
        _ = reading.read_to_end(&mut told) => {}
    }
    assert!(begun.elapsed() < Duration::from_millis(1500), "{:?}", begun.elapsed());
    assert!(!String::from_utf8_lossy(&told).contains("200 OK"));
}

#[tokio::test]
async fn whoever_says_nothing_is_cut_off_too() {
    let (address, _stop, _serving) = served(patience(200, 200)).await;
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    assert!(!rest(&mut stream).await.contains("200 OK"));
    // Also after a first question.
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        .await
        .unwrap();
    assert!(rest(&mut stream).await.ends_with("here"));
    assert!(begun.elapsed() < Duration::from_millis(1500), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn what_is_under_way_is_answered_before_the_desk_ends() {
    let (address, stop, serving) = served(patience(5_000, 2_000)).await;
    let mut asking = TcpStream::connect(address).await.unwrap();
    asking
        .write_all(b"GET /slowly HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        .await
        .unwrap();
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    stop.send(()).unwrap();
    assert!(rest(&mut asking).await.ends_with("done"));
    assert!(rest(&mut idle).await.ends_with("here"));
    serving.await.unwrap();
    assert!(begun.elapsed() < Duration::from_millis(1500), "{:?}", begun.elapsed());
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn what_takes_too_long_does_not_hold_up_the_end() {
    let (address, stop, serving) = served(patience(5_000, 100)).await;
    let mut asking = TcpStream::connect(address).await.unwrap();
    asking
        .write_all(b"GET /slowly HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    stop.send(()).unwrap();
    serving.await.unwrap();
    assert!(begun.elapsed() < Duration::from_millis(280), "{:?}", begun.elapsed());
}
